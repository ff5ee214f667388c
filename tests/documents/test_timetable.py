"""Opening hours as a small table."""

from __future__ import annotations

from datetime import date, time

import pytest

from ohjaus_desktop.catalogue.model import HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import Hours
from ohjaus_desktop.guidance.timetable import timetable
from ohjaus_desktop.texts import translator

TODAY = date(2026, 11, 21)
FINNISH = translator("fi")


def at(byday: str | None, opens: int, closes: int | None, **more: object) -> Schedule:
    """A row of weekly hours."""
    return Schedule(
        byday=byday, opens_at=time(opens), closes_at=None if closes is None else time(closes), **more
    )


def rows(*schedules: Schedule) -> tuple[tuple[str, str], ...]:
    """The table in Finnish."""
    return timetable(Hours(schedules), TODAY, FINNISH).rows


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        ([at("MO,TU,WE,TH,FR", 8, 16)], ("ma–pe", "8–16")),
        ([at("MO", 9, 15), at("TU", 9, 15), at("WE", 9, 15)], ("ma–ke", "9–15")),
        ([at("MO,TH", 9, 12), at("MO,TH", 13, 15)], ("ma, to", "9–12, 13–15")),
        ([at(None, 0, 0)], ("joka päivä", "ympäri vuorokauden")),
        ([at("SA", 10, None)], ("la", "10 alkaen")),
        ([at("SA", 18, 0)], ("la", "18–24")),
        ([at("WE", 9, 11, by_appointment=True)], ("ke", "9–11 sovittuna aikana")),
        ([at("MO", 9, 15, valid_from=date(2027, 1, 7))], ("ma (7.1.2027 alkaen)", "9–15")),
        ([at("MO", 9, 15, valid_to=date(2027, 5, 31))], ("ma (31.5.2027 asti)", "9–15")),
        ([at("TU", 9, 15, interval=2, dtstart=date(2026, 11, 3))], ("ti (joka toinen viikko)", "9–15")),
    ],
)
def test_hours_read_as_people_say_them(schedules: list[Schedule], expected: tuple[str, str]) -> None:
    assert rows(*schedules) == (expected,)


def test_a_season_that_is_over_is_not_printed() -> None:
    assert rows(at("MO", 9, 15, valid_to=date(2026, 8, 31))) == ()


def test_hours_of_different_ways_say_which() -> None:
    found = rows(at("MO", 9, 11, attending_type="phone"), at("MO", 9, 15, attending_type="visit"))
    assert found == (("puhelimitse ma", "9–11"), ("paikan päällä ma", "9–15"))


def test_exceptions_soon_are_told_and_later_ones_are_not() -> None:
    exceptions = (
        HolidaySchedule(start_date=date(2026, 12, 23), end_date=date(2027, 1, 6), description="joulutauko"),
        HolidaySchedule(
            start_date=date(2026, 12, 4),
            end_date=date(2026, 12, 4),
            closed=False,
            opens_at=time(9),
            closes_at=time(12),
        ),
        HolidaySchedule(start_date=date(2027, 6, 1), end_date=date(2027, 6, 30)),
        HolidaySchedule(start_date=date(2026, 11, 1), end_date=date(2026, 11, 2)),
    )
    found = timetable(Hours((), exceptions), TODAY, FINNISH)
    assert found.lines == ("4.12.2026 auki 9–12", "23.12.2026–6.1.2027 suljettu (joulutauko)")


def test_unknown_hours_say_nothing() -> None:
    assert not any(timetable(Hours((Schedule(byday="MO"),)), TODAY, FINNISH))
