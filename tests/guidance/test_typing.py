"""What is read while somebody types: the list does not jump at letters that say nothing yet."""

from __future__ import annotations

import pytest

import asked_questions
from ohjaus_desktop.guidance.navigator import Navigator, Question

from .conftest import TUESDAY

KOKKOLA = "272"
MOST_FLICKERS = 1.2
"""A question, on average: another first row for the length of one letter. Measured 0.9 of some 46 letters."""


@pytest.fixture(scope="module")
def first(example_store, places):
    navigator = Navigator(example_store, places)

    def asked(typed: str) -> str:
        rows = navigator.ask(Question(at=TUESDAY, text=typed, assumed_municipality=KOKKOLA, limit=1)).results
        return rows[0].service_id if rows else ""

    return asked


@pytest.mark.parametrize(
    "typed", ["mummo", "sähköt katkaistaan", "päihteet", "hammas särkee", "ensam", "djuren på gården"]
)
@pytest.mark.parametrize("begun", ["n", "k", "jo"])
def test_the_first_letters_of_the_next_word_change_nothing(first, typed, begun):
    assert first(f"{typed} {begun}") == first(f"{typed} ")


@pytest.mark.parametrize(("typed", "short"), [("isällä on", "ms"), ("vaimo sairastaa", "ms")])
def test_a_short_word_that_means_a_need_counts_at_once(first, typed, short):
    assert first(f"{typed} {short}") == first(f"{typed} {short} ")


def test_the_first_row_seldom_leaves_and_returns_while_a_question_is_typed(first):
    asked = asked_questions.read(asked_questions.BUILDING)[::25]
    flickers = 0
    for one in asked:
        rows = [first(one.query[:end]) for end in range(1, len(one.query) + 1)]
        flickers += sum(a == c != b for a, b, c in zip(rows, rows[1:], rows[2:], strict=False))
    assert flickers <= MOST_FLICKERS * len(asked)
