"""Urgent help by area, by hour and by where the call is made; notices while they hold."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ohjaus_desktop.catalogue.model import Area, Phone, Schedule
from ohjaus_desktop.catalogue.navigation import Helpline, Notice, Replacement
from ohjaus_desktop.guidance.changes import Changes, Moved
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.urgent import UrgentHelp

PERHO, KALAJOKI, KRUUNUPYY, HELSINKI_CITY = "584", "208", "288", "091"
COMMON, DIRECT_18, DIRECT_19, SOCIAL_18, EVENING = "000 116 117", "000 18", "000 19", "000 218", "000 333"


def county(code: str) -> list[Area]:
    return [Area(type="wellbeing_county", code=code)]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


NOON, EVENING_AT = at("2026-11-19T12:00"), at("2026-11-19T19:00")
ALWAYS = [Schedule(opens_at=time(0), closes_at=time(0), public_holidays="open")]


@pytest.fixture
def urgent(places):
    lines = [
        Helpline(
            id="on-call", name="Päivystys (keksitty)", urgent=True, order=10, schedules=ALWAYS,
            phones=[
                Phone(number=COMMON),
                Phone(number=DIRECT_18, direct_for_area=county("18")),
                Phone(number=DIRECT_19, direct_for_area=county("19")),
            ],
        ),
        Helpline(
            id="social-18", name="Sosiaalipäivystys (keksitty)", urgent=True, order=20, schedules=ALWAYS,
            areas=county("18"), phones=[Phone(number=SOCIAL_18, direct_for_area=county("18"))],
        ),
        Helpline(
            id="evening", name="Iltapuhelin (keksitty)", urgent=True, order=30,
            phones=[Phone(number=EVENING)],
            schedules=[Schedule(byday="MO,TU,WE,TH,FR", opens_at=time(16), closes_at=time(22))],
        ),
        Helpline(id="quiet", name="Muu (keksitty)", urgent=True, order=40, phones=[Phone(number="000 444")]),
    ]  # fmt: skip
    return UrgentHelp(lines, places)


def numbers(lines) -> list[str]:
    return [line.phones[0].number for line in lines]


def on_call(urgent, municipality, caller=None) -> list[str]:
    line = next(one for one in urgent.line(municipality, NOON, caller=caller) if one.id == "on-call")
    return [phone.number for phone in line.phones]


def test_the_line_shows_what_serves_the_area_and_answers_now(urgent):
    assert numbers(urgent.line(PERHO, NOON)) == ["112", COMMON, SOCIAL_18, "000 444"]
    assert numbers(urgent.line(KALAJOKI, NOON)) == ["112", COMMON, "000 444"]


def test_in_the_evening_the_evenings_line_is_there_too(urgent):
    assert EVENING in numbers(urgent.line(PERHO, EVENING_AT))
    assert EVENING not in numbers(urgent.line(PERHO, at("2026-11-21T19:00")))


def test_hours_that_nobody_told_do_not_hide_a_helpline(urgent):
    assert "000 444" in numbers(urgent.line(PERHO, at("2026-12-25T03:00")))


@pytest.mark.parametrize(
    ("municipality", "caller", "shown"),
    [
        (PERHO, None, [COMMON, DIRECT_18]),
        (PERHO, PERHO, [COMMON, DIRECT_18]),
        (PERHO, KALAJOKI, [DIRECT_18, COMMON]),
        (KALAJOKI, PERHO, [DIRECT_19, COMMON]),
        (PERHO, HELSINKI_CITY, [DIRECT_18, COMMON]),
        (KRUUNUPYY, PERHO, [COMMON]),
        (None, None, [COMMON]),
        (None, PERHO, [COMMON]),
    ],
)
def test_who_calls_from_elsewhere_gets_the_direct_number_of_the_area_first(
    urgent, municipality, caller, shown
):
    assert on_call(urgent, municipality, caller) == shown


def test_a_line_with_only_a_direct_number_keeps_it(urgent):
    assert SOCIAL_18 in numbers(urgent.line(PERHO, NOON, caller=KALAJOKI))


def test_who_stays_elsewhere_is_shown_the_help_of_where_they_are(small):
    at_home = small.ask(need="suicidality", municipality=PERHO)
    away = small.ask(need="suicidality", municipality=PERHO, staying=KALAJOKI)
    assert "social-duty" in {line.id for line in at_home.pinned}
    assert "social-duty" not in {line.id for line in away.pinned}


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-11-19T23:59", False),
        ("2026-11-20T00:00", True),
        ("2026-11-30T23:59", True),
        ("2026-12-01T00:00", False),
    ],
)
def test_a_notice_holds_from_its_first_to_its_last_day(places, when, shown):
    notice = Notice(
        id="n", title="Muutto", text="Numero muuttuu.", services=["s"],
        valid_from=date(2026, 11, 20), valid_until=date(2026, 11, 30),
        replaces=[Replacement(old="000 555 555", new="000 666 666")],
    )  # fmt: skip
    changes = Changes([notice], places)
    assert bool(changes.notices(Moved(), [("s", None)], PERHO, at(when))) is shown
    assert bool(changes.replaced("000 555 555", "000555555", at(when)).new_numbers) is shown


def test_a_notice_for_another_area_is_kept_to_it(places):
    changes = Changes(
        [Notice(id="n", title="Tauko", text="Tauko.", services=["s"], areas=county("19"))], places
    )
    assert changes.notices(Moved(), [("s", None)], KALAJOKI, NOON)
    assert not changes.notices(Moved(), [("s", None)], PERHO, NOON)
