"""Several needs in one sentence: the first rows show a way out for each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places

Ask = Callable[[str, str], Answer]
FIRST = 6
"""Rows that are seen without scrolling in the smallest window."""


@pytest.fixture(scope="module")
def needs_of(example_store: CatalogueStore) -> dict[str, frozenset[str]]:
    return {one.id: frozenset(one.needs) for one in example_store.services()}


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        ("hammas särkee eikä ole rahaa lääkkeisiin", {"teeth", "medicines"}),
        ("ulosotto ja juominen riistäytyi", {"debts", "alcohol"}),
        ("isän muisti pätkii ja vuokra on maksamatta", {"memory", "eviction"}),
        ("mamma glömmer allt och jag orkar inte vårda", {"memory", "tired_carer"}),
    ],
)
def test_each_need_that_was_spoken_of_is_answered_among_the_first_rows(
    ask_example: Ask, needs_of: dict[str, frozenset[str]], said: str, needs: set[str]
) -> None:
    rows = ask_example(said, "Kokkola").results[:FIRST]
    answered = {need for row in rows for need in needs_of[row.service_id]}
    assert needs <= answered


@pytest.mark.parametrize("said", ["turvapuhelin", "ulosotto", "raskaana"])
def test_one_need_keeps_the_first_rows_to_itself(ask_example: Ask, said: str) -> None:
    # What does not fit the client comes last, for whatever it is there.
    rows = [row for row in ask_example(said, "Kokkola").results if row.fits]
    same = [row for row in rows if row.why == rows[0].why]
    assert rows[: len(same)] == same


def test_a_service_stands_in_the_answer_once(ask_example: Ask) -> None:
    rows = ask_example("hammas särkee, ulosotto ja muisti pätkii", "Perho").results
    assert len({row.service_id for row in rows}) == len(rows)


def test_a_word_said_twice_is_not_meant_twice(ask_example: Ask) -> None:
    once, often = (ask_example(said, "Perho") for said in ("yksin ", "yksin " * 300))
    assert [row.service_id for row in once.results] == [row.service_id for row in often.results]


@pytest.mark.parametrize("home", ["Kokkola", "Perho"])
def test_in_danger_the_next_emergency_clinic_comes_before_one_hours_away(ask_example: Ask, home: str) -> None:
    answer = ask_example("oisin poissa vaivoista", home)
    assert answer.urgent
    clinics = [row.reach.beyond for row in answer.results if "päivystys" in str(row.name).lower()]
    assert clinics == [False, True]


@pytest.mark.parametrize("said", ["viillellyt ranteensa", "mummo kaatui eikä pääse ylös"])
def test_at_night_an_open_clinic_comes_before_who_answers_on_monday(
    navigator: Navigator, places: Places, said: str
) -> None:
    home = places.municipality("Ylivieska")
    assert home is not None
    night = datetime(2026, 11, 22, 23, 30, tzinfo=HELSINKI)
    rows = navigator.ask(Question(at=night, text=said, municipality=home.code, limit=10)).results
    is_open = [row.opening.state == "open" for row in rows[:4]]
    assert is_open[0]
    assert not is_open[-1]
    assert is_open == sorted(is_open, reverse=True)


@pytest.mark.parametrize(
    ("said", "place", "both"),
    [
        ("toimari", "Kokkola", {"basic_assistance", "assistive_devices"}),
        ("sossu", "Kannus", {"supplementary_assistance", "basic_assistance"}),
        ("sossutäti", "Oulainen", {"supplementary_assistance", "child_protection"}),
    ],
)
def test_a_word_of_two_meanings_shows_both(ask_example, needs_of, said, place, both):
    rows = ask_example(said, place).results[:FIRST]
    shown = frozenset().union(*(needs_of[row.service_id] for row in rows))
    assert both <= shown


def test_the_first_of_several_needs_is_not_answered_where_nobody_serves_the_client(ask_example):
    first = ask_example("mies ei pääse irti viinasta", "Perho").results[0]
    assert first.reach.mode == "remote"
    first = ask_example("tukihakemus ja pellon vuokrat, laskelmat ei toimi", "Oulainen").results[0]
    assert not first.reach.elsewhere
