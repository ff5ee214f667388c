"""Facts as people read them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import CostOption, Schedule, Service
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.hours import HELSINKI, Hours, Opening, OpenState
from ohjaus_desktop.guidance.reach import Reach, ReachMode
from ohjaus_desktop.guidance.timetable import timetable

FI, SV, EN = (texts.translator(language) for language in ("fi", "sv", "en"))
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=HELSINKI)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def service(**facts: object) -> Service:
    return Service(id="s", organization_id=None, name="Esimerkki", **facts)


@pytest.mark.parametrize(
    ("opening", "sentence"),
    [
        (Opening(OpenState.OPEN, closes_at=moment("2026-11-19T15:00")), "Auki klo 15 asti"),
        (Opening(OpenState.OPEN, closes_at=moment("2026-11-20T00:00")), "Auki klo 24 asti"),
        (Opening(OpenState.OPEN, closes_at=moment("2026-11-22T09:30")), "Auki su klo 9.30 asti"),
        (Opening(OpenState.OPEN, around_the_clock=True), "Auki ympäri vuorokauden"),
        (Opening(OpenState.CLOSED, opens_at=moment("2026-11-19T14:00")), "Suljettu, avataan klo 14"),
        (Opening(OpenState.CLOSED, opens_at=moment("2026-11-23T09:00")), "Suljettu, avataan ma klo 9"),
        (Opening(OpenState.CLOSED, opens_at=moment("2026-12-01T09:00")), "Suljettu, avataan ti 1.12. klo 9"),
        (Opening(OpenState.CLOSED, opens_at=moment("2027-01-04T09:00")), "Suljettu, avataan 4.1.2027 klo 9"),
        (Opening(OpenState.CLOSED), "Suljettu"),
        (Opening(OpenState.UNKNOWN), "Aukiolo ei tiedossa"),
        (Opening(OpenState.UNKNOWN, by_appointment=True), "Vain ajanvarauksella"),
    ],
)
def test_an_opening_in_finnish(opening, sentence):
    assert wording.opening_sentence(opening, NOON, FI) == sentence


def test_an_opening_in_swedish_and_english():
    closed = Opening(OpenState.CLOSED, opens_at=moment("2026-11-23T09:00"))
    assert wording.opening_sentence(closed, NOON, SV) == "Stängt, öppnar mån kl. 9"
    assert wording.opening_sentence(closed, NOON, EN) == "Closed, opens Mon at 9"


@pytest.mark.parametrize(
    ("reach", "sentence"),
    [
        (Reach(ReachMode.HERE, municipality="584"), "Perho"),
        (Reach(ReachMode.HERE, municipality="584", weekdays="WE"), "Perho (ke)"),
        (Reach(ReachMode.HOME), "tulee kotiin"),
        (Reach(ReachMode.HOME, weekdays="MO,TU,WE"), "tulee kotiin (ma–ke)"),
        (Reach(ReachMode.REMOTE, ways=("phone", "video")), "puhelin, video"),
        (Reach(ReachMode.REMOTE), "etänä"),
        (Reach(ReachMode.TRAVEL, 45, "236"), "Kaustinen, noin 45 km"),
        (Reach(ReachMode.TRAVEL, None, "236"), "Kaustinen"),
        (Reach(ReachMode.TRAVEL), "paikka ei tiedossa"),
        (Reach(ReachMode.TRAVEL, elsewhere=True), "ei palvele asiakkaan paikkakunnalla"),
        (Reach(ReachMode.TRAVEL, 165, "564", beyond=True), "Oulu, noin 165 km, pitkä matka"),
        (Reach(ReachMode.TRAVEL, 45, "236", fetched=True), "Kaustinen, noin 45 km, haetaan kotoa"),
        (Reach(ReachMode.TRAVEL, 25, "208", village="Himanka"), "Himanka (Kalajoki), noin 25 km"),
    ],
)
def test_the_way_there(places, reach, sentence):
    assert wording.reach_sentence(reach, FI, places) == sentence


@pytest.mark.parametrize(
    ("kilometres", "finnish", "swedish"),
    [
        (40, "noin 35 min ajaen", "cirka 35 min med bil"),
        (80, "noin 1 h 5 min ajaen", "cirka 1 h 5 min med bil"),
        (165, "noin 2 h 5 min ajaen", "cirka 2 h 5 min med bil"),
        (235, "noin 3 h ajaen", "cirka 3 h med bil"),
        (None, "", ""),
    ],
)
def test_the_drive_is_an_estimate_in_hours_and_minutes(kilometres, finnish, swedish):
    way = Reach(ReachMode.TRAVEL, kilometres, "236")
    assert wording.drive_sentence(way, FI) == finnish
    assert wording.drive_sentence(way, SV) == swedish


def test_the_whole_way_says_how_far_and_how_long(places):
    way = Reach(ReachMode.TRAVEL, 45, "236")
    assert wording.journey_sentence(way, FI, places) == "Kaustinen, noin 45 km, noin 35 min ajaen"
    assert wording.journey_sentence(Reach(ReachMode.HOME), FI, places) == "tulee kotiin"


def test_municipalities_are_named_in_the_readers_language(places):
    assert wording.reach_sentence(Reach(ReachMode.TRAVEL, 10, "272"), SV, places) == "Karleby, cirka 10 km"


def test_weekly_hours_put_equal_days_together():
    rows = [
        *(Schedule(byday=day, opens_at=time(9), closes_at=time(15)) for day in ("MO", "TU", "WE")),
        Schedule(byday="TH", opens_at=time(9), closes_at=time(12)),
        Schedule(byday="TH", opens_at=time(13), closes_at=time(16, 30)),
        Schedule(byday="FR", description="sovittaessa"),
    ]
    table = timetable(Hours(tuple(rows)), date(2026, 9, 2), FI)
    assert table.rows == (("ma–ke", "9–15"), ("to", "9–12, 13–16.30"))
    assert table.lines == ("sovittaessa",)


def test_a_season_to_come_and_a_whole_day_are_said():
    rows = (Schedule(opens_at=time(0), closes_at=time(23, 59), valid_from=date(2026, 9, 1)),)
    assert timetable(Hours(rows), date(2026, 8, 1), FI).rows == (
        ("joka päivä (1.9.2026 alkaen)", "ympäri vuorokauden"),
    )
    assert timetable(Hours(()), date(2026, 8, 1), FI) == ((), ())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"minimum_age": 65}, "65 vuotta täyttäneille"),
        ({"minimum_age": 13, "maximum_age": 29}, "13–29-vuotiaille"),
        ({"maximum_age": 17}, "Enintään 17-vuotiaille"),
        ({"minimum_age": 0}, ""),
        ({}, ""),
    ],
)
def test_ages(facts, sentence):
    assert wording.ages_sentence(service(**facts), FI) == sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"cost_options": [CostOption(amount=0)]}, "Maksuton"),
        ({"hide_address": True}, "Maksuton"),
        ({"cost_options": [CostOption(option="ateria", amount=9.5)]}, "ateria 9,50 €"),
        ({"fees_description": "Tulojen mukaan"}, "Tulojen mukaan"),
        ({}, "Hinta ei tiedossa"),
    ],
)
def test_costs(facts, sentence):
    assert wording.cost_sentence(service(**facts), FI) == sentence


def test_languages_are_named_and_not_coded():
    assert wording.languages_sentence(service(languages=["fi", "sv"]), FI) == "suomi ja ruotsi"
    assert wording.languages_sentence(service(), FI) == ""
