"""The bundled thesaurus: it fits the needs, and what people say is heard as what they mean."""

from __future__ import annotations

from itertools import islice

import pytest

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance import language, thesaurus
from ohjaus_desktop.guidance.needs import NeedWords


@pytest.fixture(scope="module")
def example() -> Catalogue:
    return document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue


@pytest.fixture(scope="module")
def words(example: Catalogue) -> NeedWords:
    return NeedWords(example.needs, example.activities, thesaurus=thesaurus.bundled())


def leads_to(words: NeedWords, said: str) -> list[str]:
    """The needs that a text leads to, first ones first."""
    spoken = language.words(said)
    heard = words.hear(spoken, half_typed=False)
    return [one.id for one in words.hints(spoken, half_typed=False, heard=heard)]


def test_the_thesaurus_speaks_of_needs_that_exist(example: Catalogue) -> None:
    known = {need.id for need in example.needs}
    bundled = thesaurus.bundled()
    codes = {need for chapters in bundled.codes.values() for needs in chapters.values() for need in needs}
    kindred = {other for one in bundled.needs.values() for other in one.kindred}
    assert set(bundled.needs) | codes | kindred <= known


def test_every_need_is_heard_in_five_of_its_own_phrases_of_the_thesaurus(
    example: Catalogue, words: NeedWords
) -> None:
    for need in (one for one in example.needs if one.parent_id):
        said = [one for spoken in thesaurus.bundled().of(need.id).words.values() for one in spoken]
        heard = (one for one in said if need.id in leads_to(words, one)[:3])
        assert len([*islice(heard, 5)]) == 5, need.id


@pytest.mark.parametrize(
    ("code", "need"),
    [
        ("F10", "alcohol"),
        ("f10.2", "alcohol"),
        ("P76", "depression_anxiety"),
        ("P70", "memory"),
        ("Z56", "unemployment"),
        ("Z63", "couple"),
        ("C50.9", "cancer_palliative"),
    ],
)
def test_a_diagnosis_typed_as_a_code_is_heard(words: NeedWords, code: str, need: str) -> None:
    assert need in leads_to(words, code)


@pytest.mark.parametrize("code", ["F32", "F41", "F32.1", "F43.2"])
def test_what_is_no_illness_in_one_classification_is_heard_in_the_other_only(
    words: NeedWords, code: str
) -> None:
    assert leads_to(words, code)[0] in {"depression_anxiety", "acute_crisis"}
    assert "hearing_sight" not in leads_to(words, code)


def test_an_age_in_short_is_no_part_of_another_word(words: NeedWords) -> None:
    assert leads_to(words, "lapsi 3 v ei puhu")[0] == "child_development"
    assert "gaming" not in leads_to(words, "lapsi 3 v ei puhu")


def test_an_abbreviation_of_two_things_leads_to_both(words: NeedWords) -> None:
    assert {"assistive_devices", "physiotherapy"} & set(leads_to(words, "toimari"))
    assert "basic_assistance" in leads_to(words, "toimari kelasta")


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("eskarilainen lyö kavereita", "violence_at_home"),
        ("sydän hakkaa ja pelottaa", "violence_at_home"),
        ("mies hakkaa puita", "violence_at_home"),
        ("pappa kaatui pihalla", "spiritual"),
    ],
)
def test_a_phrase_says_more_than_the_words_in_it(words: NeedWords, said: str, never: str) -> None:
    assert leads_to(words, said)[:1] != [never]


@pytest.mark.parametrize("said", ["int", "saada", "kuuluisi", "tila", "jag vill ha hjälp"])
def test_common_words_alone_tell_of_no_need_for_certain(words: NeedWords, said: str) -> None:
    assert not [one for one in words.hear(language.words(said), half_typed=False) if one.certain]


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("yksin", "friend"),
        ("Yksin.", "friend"),
        ("ensam", "friend"),
        ("kuoli", "bereavement"),
        ("vasynyt", "exhaustion"),
        ("potkut", "unemployment"),
        ("mommo", "elder_assessment"),
    ],
)
def test_a_common_word_that_is_all_there_is_leads_to_the_need_whose_own_it_is(
    words: NeedWords, said: str, need: str
) -> None:
    assert leads_to(words, said)[0] == need


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("naapuri ei vastaa ovesta", "worry_adult"),
        ("ei pääse suihkuun", "home_care"),
        ("hemtjänst", "home_care"),
        ("sjukvård", "nurse_or_doctor"),
        ("sairaskassa", "benefits_pension"),
        ("kallio", "where_to_start"),
    ],
)
def test_what_is_said_at_every_counter_leads_to_its_need(words: NeedWords, said: str, need: str) -> None:
    assert leads_to(words, said)[:1] == [need]


def test_who_has_become_unemployed_hears_of_no_mourning(words: NeedWords) -> None:
    assert "bereavement" not in leads_to(words, "blivit arbetslös")


def test_in_a_sentence_a_common_word_still_tells_of_no_need(words: NeedWords) -> None:
    heard = words.hear(language.words("mummo asuu yksin ja hammasta särkee"), half_typed=False)
    assert [one.id for one in heard if one.certain] == ["teeth"]


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("en oikein tiedä mistä tässä pitäisi lähteä liikkeelle", "stalking"),
        ("runopiiri ja teatteri, mitä täällä tapahtuu", "violence_at_home"),
        ("onko olohuonetta mihin voi vaan tulla istuskelemaan", "stalking"),
        ("koko perhe ruuduilla, riita tulee kun wifi suljetaan", "honour_violence"),
        ("saako sairaan lapsen hoidosta jotain kelalta", "worry_child"),
        ("jag blir vräkt i slutet av månaden", "user_of_violence"),
    ],
)
def test_small_words_raise_no_suspicion(words: NeedWords, said: str, never: str) -> None:
    heard = words.hear(language.words(said), half_typed=False)
    assert never not in {one.id for one in heard if one.certain}


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("lapsia ei hoideta", "worry_child"),
        ("ex tietää missä olen", "stalking"),
        ("turva koti", "shelter"),
    ],
)
def test_what_is_meant_in_earnest_is_heard_for_certain(words: NeedWords, said: str, need: str) -> None:
    heard = words.hear(language.words(said), half_typed=False)
    assert need in {one.id for one in heard if one.certain}
