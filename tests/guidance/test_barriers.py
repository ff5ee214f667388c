"""Ota huomioon: what stands in the way changes the order, says why, and hides nothing."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec import structs

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Accessibility, Delivery
from ohjaus_desktop.guidance import barriers
from ohjaus_desktop.guidance.answer import Answer, Question, Result
from ohjaus_desktop.guidance.hours import HELSINKI
from small_catalogue import small_catalogue, uid

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
SOME_BARRIERS = some.frozensets(some.sampled_from(sorted(barriers.BY_ID)), min_size=1)
NEEDS = ("loneliness", "alcohol", "debts", "memory", "money", "violence_at_home", "depression_anxiety", None)
WORDS = ("", "yksinäinen", "mies juo", "velat painaa", "lääkäri", "itsemurha", "ruoka-apu", "digituki")
PLACES = ("272", "584", "069", "535", "564", None)  # Kokkola, Perho, Haapajärvi, Nivala, Oulu, not known


@pytest.fixture(scope="module")
def ask(navigator, places):
    """Ask the example catalogue with barriers; a place by its name."""

    def asked(*ids: str, place: str = "", **told: object) -> Answer:
        known = places.municipality(place) if place else None
        question = Question(at=TUESDAY, municipality=known.code if known else None, **told)  # type: ignore[arg-type]
        return navigator.ask(dataclasses.replace(question, barriers=frozenset(ids)))

    return asked


def names(answer: Answer) -> list[str]:
    say = texts.translator("fi")
    return [say.name(result.name) for result in answer.results]


def ids(answer: Answer) -> list[str]:
    return [result.service_id for result in answer.results]


@settings(deadline=None, max_examples=40)
@given(
    chosen=SOME_BARRIERS,
    need=some.sampled_from(NEEDS),
    words=some.sampled_from(WORDS),
    place=some.sampled_from(PLACES),
    age=some.sampled_from([None, 16, 45, 82]),
)
def test_whatever_stands_in_the_way_the_same_services_are_there(navigator, chosen, need, words, place, age):
    question = Question(at=TUESDAY, need=need, text=words, municipality=place, age=age)
    plain = navigator.ask(question)
    considered = navigator.ask(dataclasses.replace(question, barriers=chosen))
    assert considered.total == plain.total
    assert sorted(ids(considered)) == sorted(ids(plain))
    assert [one.count for one in considered.needs] == [one.count for one in plain.needs]
    assert considered.ways == plain.ways


@settings(deadline=None, max_examples=40)
@given(chosen=SOME_BARRIERS, need=some.sampled_from(NEEDS), place=some.sampled_from(PLACES))
def test_whatever_moved_up_says_why(navigator, chosen, need, place):
    question = Question(at=TUESDAY, need=need, municipality=place)
    before = {id_: at for at, id_ in enumerate(ids(navigator.ask(question)))}
    for at, result in enumerate(navigator.ask(dataclasses.replace(question, barriers=chosen)).results):
        assert at >= before[result.service_id] or result.eases


@settings(deadline=None, max_examples=30)
@given(chosen=SOME_BARRIERS, words=some.sampled_from(WORDS), limit=some.integers(1, 12))
def test_the_first_rows_are_the_first_of_all_rows(navigator, chosen, words, limit):
    question = Question(at=TUESDAY, text=words, municipality="272", barriers=chosen)
    everything = ids(navigator.ask(question))
    assert ids(navigator.ask(dataclasses.replace(question, limit=limit))) == everything[:limit]


@settings(deadline=None, max_examples=20)
@given(
    chosen=SOME_BARRIERS,
    asked=some.sampled_from(
        [{"text": "mies lyö"}, {"text": "itsemurha"}, {"need": "violence_at_home"}, {"need": "suicidality"}]
    ),
)
def test_in_danger_the_order_is_that_of_danger(navigator, chosen, asked):
    question = Question(at=TUESDAY, municipality="272", **asked)
    plain = navigator.ask(question)
    assert plain.urgent
    assert ids(navigator.ask(dataclasses.replace(question, barriers=chosen))) == ids(plain)


@pytest.mark.parametrize(
    ("barrier", "place", "need", "first", "before", "because"),
    [
        (
            "alone",
            "Kokkola",
            "hospital_to_home",
            "Kotihoito",
            "Apuvälinelainaamo",
            "tulee kotiin",
        ),
        (
            "money",
            "Kokkola",
            "acute_crisis",
            "Kriisikeskuksen keskusteluapu",
            "Päivystyspoliklinikka",
            "maksuton",
        ),
        (
            "unfamiliar",
            "Kokkola",
            "mental_rehabilitation",
            "Tuettu asuminen ja asumisen ohjaus",
            "Avoin kohtaamispaikka Olkkari",
            "joku lähtee mukaan",
        ),
        (
            "digital",
            "Perho",
            "eating_disorder",
            "Syömishäiriöpoliklinikka",
            "Vertaistukea syömishäiriöön",
            "puhelimitse",
        ),
        ("affairs", "Kokkola", "home", "Iäkkäiden asiakasohjaus", "Apuvälinelainaamo", "auttaa lomakkeissa"),
        (
            "strength",
            "Kokkola",
            "health",
            "Fysioterapeutin suoravastaanotto",
            "Elintapaohjaus",
            "tulee kotiin",
        ),
        (
            "memory",
            "Kokkola",
            "medicines",
            "Kotihoito",
            "Sairaanhoitajan ja lääkärin vastaanotto",
            "tulee kotiin",
        ),
        ("movement", "Kokkola", "hospital_to_home", "Kotihoito", "Apuvälinelainaamo", "tulee kotiin"),
        ("distance", "Kokkola", "home", "Iäkkäiden asiakasohjaus", "Apuvälinelainaamo", "tulee kotiin"),
        (
            "experiences",
            "Kokkola",
            "acute_crisis",
            "Kriisikeskuksen keskusteluapu",
            "Päivystyspoliklinikka",
            "nimettömänä",
        ),
        (
            "shame",
            "Kokkola",
            "acute_crisis",
            "Kriisikeskuksen keskusteluapu",
            "Päivystyspoliklinikka",
            "nimettömänä",
        ),
        (
            "unrecognised",
            "Kokkola",
            "health",
            "Syöpäyhdistyksen neuvontahoitaja ja kotikäynti",
            "Laboratorio",
            "neuvoo läheisiä",
        ),
    ],
)
def test_each_barrier_lifts_what_suits(ask, barrier, place, need, first, before, because):
    plain, considered = names(ask(place=place, need=need)), ask(barrier, place=place, need=need)
    now = names(considered)
    assert plain.index(before) < plain.index(first)
    assert now.index(first) < now.index(before)
    assert because in considered.results[now.index(first)].eases


def test_without_barriers_nothing_is_said_about_them(ask):
    assert not any(result.eases or result.hinders for result in ask(place="Kokkola", text="velat").results)


def test_an_unknown_barrier_changes_nothing(ask):
    assert (
        ask("rich", place="Perho", need="loneliness").results == ask(place="Perho", need="loneliness").results
    )


def test_what_is_there_for_the_need_is_not_passed_by_what_only_also_answers_it(ask):
    for barrier in barriers.BY_ID:
        assert names(ask(barrier, place="Kokkola", need="basic_assistance"))[0] == "Perustoimeentulotuki"


def test_what_lies_too_far_does_not_come_before_what_is_here(ask):
    for barrier in barriers.BY_ID:
        reached = [one.reach for one in ask(barrier, place="Kokkola", need="loneliness").results if one.fits]
        first_too_far = [way.beyond for way in reached].index(True)
        assert not any(way.mode.value == "here" for way in reached[first_too_far:])


def test_without_a_car_what_is_at_hand_comes_before_any_journey(ask):
    """Otherwise who is there for the very need may lie some kilometres away: see ``weights``."""
    for place, need in (("Perho", "alcohol"), ("Kannus", "debts"), ("Nivala", "loneliness")):
        reached = [one.reach for one in ask("distance", place=place, need=need).results if one.fits]
        journeys = [bool(way.distance_km) and not way.fetched for way in reached]
        assert journeys == sorted(journeys)


def test_the_twelve_barriers_have_names_in_both_languages():
    assert len(barriers.ALL) == 12
    for language in ("fi", "sv"):
        say = texts.translator(language)
        for one in barriers.ALL:
            for words in (one.name, one.chip, one.tooltip):
                assert say(words) != words
            assert len(say(one.chip)) <= 24


def test_whatever_stores_or_sends_knows_of_no_barrier():
    """Not the register, the daybook, what is published, nor any paper of a contact request."""
    source = Path(barriers.__file__).parents[1]
    rooms = ("register", "daybook", "documents/referral", "ui/form", "ui/requests", "ui/register")
    for room in rooms:
        files = sorted((source / room).rglob("*.py"))
        assert files
        for file in files:
            for word in ("guidance.barriers", "documents.manner", "question.barriers", "considerate"):
                assert word not in file.read_text("utf-8"), file


@pytest.fixture
def debts_online(install, changed):
    """How the small catalogue's debt advice stands for who has no bank codes, if it is only online."""

    def row(description: dict[str, str]) -> Result:
        online = [Delivery(mode="online", description=description)]
        services = [
            structs.replace(one, delivery=online, phones=[], service_at_locations=[], barriers=[])
            if one.id == uid("debts")
            else one
            for one in small_catalogue().services
        ]
        asked = install(changed(services=services)).ask("velat", barriers=frozenset({"digital"}))
        return next(one for one in asked.results if one.service_id == uid("debts"))

    return row


def test_a_web_service_that_identifies_is_told_as_such_to_who_has_no_bank_codes(debts_online):
    row = debts_online({"fi": "Asioi verkossa. Tunnistautuminen vaaditaan.", "sv": "Identifiering krävs."})
    assert row.hinders == ("vain verkossa", "vaatii tunnistautumisen")
    assert row.eases == ()


def test_a_web_service_that_says_it_does_not_identify_is_not_told_to_do_so(debts_online):
    row = debts_online({"fi": "Asioi verkossa ilman tunnistautumista.", "sv": "Ingen identifiering."})
    assert row.hinders == ("vain verkossa",)


@pytest.mark.parametrize(
    ("told", "eases", "hinders"),
    [
        ("Esteetön sisäänkäynti, ei kynnyksiä.", True, False),
        ("Ei hissiä.", False, False),
        ("Toimitila ei ole esteetön.", False, False),
        ("Hissittömän talon toinen kerros.", False, False),
        ("Ei portaita. Luiska pihalta.", True, False),
        ("Inga trappor.", False, False),
        ("Lokalen är otillgänglig.", False, False),
        ("No steps.", False, False),
        ("Two steps, no ramp.", False, True),
    ],
)
def test_how_one_gets_in_is_read_with_its_not(install, changed, told, eases, hinders):
    places = [
        structs.replace(one, accessibility=[Accessibility(description=told)])
        for one in small_catalogue().locations
    ]
    rows = install(changed(locations=places)).ask(barriers=frozenset({"movement"})).results
    there = [row for row in rows if row.reach.location_id]
    assert there
    for row in there:
        assert ("esteetön" in row.eases) is eases
        assert ("portaat sisäänkäynnillä" in row.hinders) is hinders


def test_steps_without_a_ramp_are_no_easy_way_in(ask):
    considered = ask("movement", place="Kalajoki", text="psykoterapia")
    row = considered.results[names(considered).index("Psykoterapia ja lyhytterapia")]
    assert "portaat sisäänkäynnillä" in row.hinders
    assert "esteetön" not in row.eases
