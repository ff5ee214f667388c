"""Coverage is counted by need, not by words: each of them answers questions of its own."""

from __future__ import annotations

from collections import Counter

import asked_questions
from ohjaus_desktop.guidance.navigator import Navigator, Question

from .conftest import TUESDAY

KOKKOLA = "272"
SHOWN = 10
LEAST = 5
"""Questions for which a service for the need is among the rows that the window shows."""


def test_every_need_answers_at_least_five_of_its_own_questions(example_store, places):
    navigator = Navigator(example_store, places)
    needs_of = {one.id: frozenset(one.needs) for one in example_store.services()}
    served = frozenset().union(*needs_of.values())
    answered: Counter[str] = Counter()
    halves = (asked_questions.BUILDING, asked_questions.TESTING)
    for one in (one for half in halves for one in asked_questions.read(half)):
        if all(answered[need] >= LEAST for need in one.needs):
            continue  # what is known already need not be asked
        question = Question(at=TUESDAY, text=one.query, assumed_municipality=KOKKOLA, limit=SHOWN)
        shown = frozenset().union(*(needs_of[row.service_id] for row in navigator.ask(question).results))
        answered.update(need for need in set(one.needs) if need in shown)
    silent = {need: answered[need] for need in sorted(served) if answered[need] < LEAST}
    assert not silent
    assert len(served) >= 120
