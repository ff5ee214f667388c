"""What a mistyped word may have meant, and what is never corrected."""

from __future__ import annotations

import time

import pytest

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.spelling import Spelling, distance

TOLD = """
    yksinäinen yksinäisyys masennus päihteet päihdehuolto kerho velka velkaa raha rahaa hammas lääkäri
    unohtelee itsemurha lapsenlapsi ensamhet ångest skuld barnskydd tulkki psykologi äiti
"""
WORDS = TOLD.split()


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    by_length: dict[int, list[str]] = {}
    for word in WORDS:
        by_length.setdefault(len(word), []).append(word)
    return Spelling(lambda letters: by_length.get(letters, ()), is_known=WORDS.__contains__)


def meant(spelling: Spelling, text: str) -> list[str]:
    return [one.words for one in spelling.texts(text, language.words(text))]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("masenus", "masennus"),  # a letter left out of two
        ("maseennus", "masennus"),  # one too many
        ("ykinäinen", "yksinäinen"),
        ("yksinaisyyys", "yksinäisyys"),  # dots missing as well
        ("lääkrai", "lääkäri"),  # letters in the other's place
        ("masemnus", "masennus"),  # the key beside it
        ("krho", "kerho"),
        ("ittemurha", "itsemurha"),
        ("ensamhte", "ensamhet"),
        ("ongest", "ångest"),
        ("eirahaa", "ei rahaa"),
        ("päihhde", "päihdehuolto"),  # the beginning of a longer word
    ],
)
def test_a_mistyped_word_leads_to_what_was_meant(spelling, typed, wanted):
    assert meant(spelling, typed)[0] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Masenus, perho", "Masennus, perho"),
        ("MASENUS", "MASENNUS"),
        ("  äiti  unohteleee!! ", "  äiti  unohtelee!! "),
        ("masenus ja vellka", "masennus ja velka"),
    ],
)
def test_case_and_the_rest_of_the_text_stay(spelling, typed, wanted):
    assert meant(spelling, typed)[0] == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "masennus",  # known
        "asiakas Masenus",  # a capital inside a sentence begins a name
        "minä ja sinä",  # words that say nothing
        "masenus1",
        "ma",
        "",
        "qwrtzxcv",
        "ei näistä mikään sanoja tunnettu oikeastaan ollenkaan",  # another language, or nonsense
        "\U0001f642 \ud800 ﷺ",
    ],
)
def test_what_is_known_a_name_or_nonsense_is_left_alone(spelling, typed):
    assert meant(spelling, typed) == []


def test_only_the_words_that_may_be_wrong_are_looked_at(spelling):
    [one] = spelling.texts("masenus kerhho", ["kerhho"])
    assert one.words == "masenus kerho"


def test_a_slip_of_the_finger_lies_nearer_than_another_letter():
    assert distance("velka", "velka") == 0
    assert distance("valka", "velka") > distance("vwlka", "velka") > distance("velkä", "velka") > 0
    assert distance("vleka", "velka") < 1
    assert distance("pelka", "velka") > distance("velpa", "velka")


def test_long_text_takes_no_time(spelling):
    begun = time.perf_counter()
    meant(spelling, "masenus " * 500)
    meant(spelling, "x" * 10_000)
    assert time.perf_counter() - begun < 2
