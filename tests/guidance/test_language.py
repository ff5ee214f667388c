"""Word forms, and the needs heard in a client's own words."""

from __future__ import annotations

import pytest

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.needs import NeedWords


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
