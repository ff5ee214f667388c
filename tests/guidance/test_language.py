"""Word forms, and the needs heard in a client's own words."""

from __future__ import annotations

import pytest

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import language, speech_words, thesaurus
from ohjaus_desktop.guidance.needs import NeedWords


@pytest.fixture(scope="module")
def needs() -> NeedWords:
    """What is heard of the needs of the example catalogue."""
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    return NeedWords(example.needs, thesaurus=thesaurus.bundled())


@pytest.mark.parametrize(
    "forms",
    [
        "päihde päihteet päihteistä päihteiden",
        "hoito hoidon hoitoa hoitoon",
        "yksinäinen yksinäisyys yksinäisille",
        "velka velat velkoja velan",
        "asunto asunnon asuntoa",
        "masennus masennuksen masentaa",
        "viina viinasta viinaa",
        "omaishoitaja omaishoitajien",
        "missbruk missbrukare missbruket",
        "neuvonta neuvonnan",
    ],
)
def test_the_forms_of_a_word_meet(forms):
    first, *others = [language.stems(form) for form in forms.split()]
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("jalaka", "jalka"),
        ("kylymä", "kylmä"),
        ("palavelu", "palvelu"),
        ("heleppo", "helppo"),
        ("appua", "apua"),
        ("kottiin", "kotiin"),
        ("rahhaa", "rahaa"),
        ("lääkärihin", "lääkäriin"),
        ("kylähän", "kylään"),
        ("kipiä", "kipeä"),
        ("mehtä", "metsä"),
        ("kahtoo", "katsoo"),
    ],
)
def test_the_speech_of_the_valleys_is_understood(spoken, written):
    assert written in language.spoken(spoken)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("kläpille", "lapsi"),
        ("flikka", "tyttö"),
        ("akkunat", "ikkuna"),
        ("moffa", "morfar"),
        ("karn", "man"),
        ("kurssi", None),
    ],
)
def test_words_of_the_valleys_and_the_coast_are_known(spoken, written):
    assert language.spoken(spoken)[:1] == ((written,) if written else ())


def test_no_beginning_in_the_words_of_speech_is_too_short_to_be_heard():
    said = [one for books in speech_words.bundled().words.values() for ways in books.values() for one in ways]
    assert said
    assert min(len(one) for one in said if one.endswith("*")) > 3


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("ahistaa", "ahdistaa"),
        ("tehä", "tehdä"),
        ("juua", "juoda"),
        ("syyä", "syödä"),
        ("hoiettu", "hoidettu"),
        ("meirän", "meidän"),
        ("lääkärist", "lääkäristä"),
        ("koulust", "koulusta"),
        ("päiväl", "päivällä"),
        ("auttas", "auttaisi"),
        ("kävis", "kävisi"),
        ("lainaks", "lainaksi"),
        ("flickon", "flickan"),
        ("sjukhuse", "sjukhuset"),
        ("stein", "sten"),
        ("töis", "töissä"),
        ("poijalla", "pojalla"),
        ("tuloo", "tulee"),
        ("otethan", "otetaan"),
        ("hoithon", "hoitoon"),
        ("rintaha", "rintaan"),
        ("nuari", "nuori"),
        ("skrivi", "skrivit"),
    ],
)
def test_speech_that_may_be_another_word_is_understood_as_a_guess(spoken, written):
    assert written in language.perhaps_spoken(spoken)
    assert written not in language.spoken(spoken)


@pytest.mark.parametrize(
    ("said", "need_id"),
    [
        ("poikaa ahistaa niin ettei se tule huoneest", "depression_anxiety"),
        ("kuka auttas äitiä siivoukses", "cleaning_shopping"),
        ("lapsi haisee pissalle päiväkodissa", "worry_child"),
    ],
)
def test_speech_and_pieces_of_phrases_lead_to_a_need(needs, said, need_id):
    spoken = language.words(said)
    whole = needs.hear(spoken, half_typed=False)
    assert need_id in [one.id for one in needs.hints(spoken, half_typed=False, heard=whole)][:3]


def test_a_region_adds_its_own_words_to_those_of_the_program():
    # Kalliokuja is an invented house that only the people of one place know.
    needs = [
        Need(
            id="alcohol",
            name="Alkoholi",
            words={"fi": ["kalliokujalle", "kahvia kalliokujalla"]},
            parent_id="a",
        ),
        Need(id="memory", name="Muisti", words={"fi": ["muisti"]}, parent_id="a"),
    ]
    words = NeedWords(needs, thesaurus=thesaurus.bundled())
    assert heard(words, "pääseekö mies Kalliokujalle") == ["alcohol"]
    assert "alcohol" in heard(words, "pullo tyhjenee joka ilta")
    assert "alcohol" not in heard(
        NeedWords(needs[1:], thesaurus=thesaurus.bundled()), "pullo tyhjenee joka ilta"
    )


def need(id_: str, *words: str, name: str = "", urgent: bool = False) -> Need:
    return Need(id=id_, name=name or id_, words={"fi": list(words)}, urgent=urgent)


def heard(needs: NeedWords, text: str, *, half_typed: bool = False) -> list[str]:
    return [one.id for one in needs.hear(language.words(text), half_typed=half_typed)]


def test_a_phrase_is_heard_when_all_its_words_are_said_in_any_order():
    needs = NeedWords([need("sleep", "lapsi ei nuku")])
    assert heard(needs, "kun ei se nuku yöllä se lapsi") == ["sleep"]
    assert heard(needs, "lapsi itkee") == []


def test_a_longer_phrase_wins_over_the_words_inside_it():
    needs = NeedWords([need("aids", "vaiva"), need("danger", "poissa vaivoista", "vaivoista")])
    assert heard(needs, "oisin poissa vaivoista") == ["danger"]


def test_a_half_typed_word_counts_from_three_letters_on():
    needs = NeedWords([need("alone", "yksinäinen")])
    assert heard(needs, "yks", half_typed=True) == ["alone"]
    assert heard(needs, "yk", half_typed=True) == []
    assert heard(needs, "yks") == []


def test_half_a_word_of_danger_is_not_yet_certain():
    needs = NeedWords([need("danger", "hakkaa", urgent=True)])
    [one] = needs.hear(["hak"], half_typed=True)
    assert not one.certain
    [one] = needs.hear(["hakkasi"], half_typed=True)
    assert one.certain


def test_a_compound_begins_with_a_need():
    needs = NeedWords([need("alcohol", "päihde")])
    assert heard(needs, "päihdepalveluihin") == ["alcohol"]


def test_a_phrase_of_small_words_is_a_phrase():
    needs = NeedWords([need("nothing", "ei ole mitään")])
    assert heard(needs, "ei ole mitään") == ["nothing"]
    assert heard(needs, "ei mitään") == []
