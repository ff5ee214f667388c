"""Opening hours as a secretary writes them."""

from __future__ import annotations

from datetime import date, time

import pytest

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Schedule
from ohjaus_desktop.publishing.sheet import hours_read, hours_write
from ohjaus_desktop.publishing.sheet.filled import pen_of
from ohjaus_desktop.publishing.sheet.hours_read import HoursRead
from ohjaus_desktop.publishing.sheet.vocabulary import Vocabulary

AT = date(2026, 11, 22)
WORKDAYS = "MO,TU,WE,TH,FR"


def read(said: str) -> HoursRead:
    return hours_read.read(said, at=AT, modes=Vocabulary.of((), ())["delivery"])


def told(said: str) -> list[tuple[str | None, str]]:
    """Days and times of what was understood."""
    found = read(said)
    assert not found.unclear, found.unclear
    return [
        (one.byday, f"{one.opens_at:%H.%M}–{one.closes_at:%H.%M}")
        for one in found.schedules
        if one.opens_at and one.closes_at
    ]


@pytest.mark.parametrize(
    "said",
    [
        "ma–pe 9–15",
        "ma-pe 9-15",
        "Ma - Pe klo 9.00 - 15.00",
        "arkisin 9-15",
        "mån–fre kl. 9–15",
        "vardagar 9-15",
        "Mon–Fri 9 am to 3 pm",
        "maanantaista perjantaihin klo 9–15".replace("sta ", "–").replace("ihin", ""),
        "ma, ti, ke, to ja pe 9:00–15:00",
        "Weekdays 9-15",
        "avoinna ma-pe klo 9-15",
    ],
)
def test_the_same_hours_are_understood_however_they_are_written(said: str) -> None:
    assert told(said) == [(WORKDAYS, "09.00–15.00")]


def test_what_is_said_of_one_day_alone_holds_on_it() -> None:
    assert told("ma–pe 9–15, ke 12–18") == [("MO,TU,TH,FR", "09.00–15.00"), ("WE", "12.00–18.00")]


def test_two_times_of_a_day_are_both_kept() -> None:
    assert told("ma–to 9–12, 13–15") == [("MO,TU,WE,TH", "09.00–12.00"), ("MO,TU,WE,TH", "13.00–15.00")]


def test_every_second_tuesday_is_counted_from_the_tuesday_that_was_meant() -> None:
    (row,) = read("joka toinen tiistai 13.1. alkaen klo 10–12").schedules
    assert (row.byday, row.interval, row.dtstart) == ("TU", 2, date(2026, 1, 13))


def test_every_second_week_without_a_beginning_is_not_guessed() -> None:
    assert read("joka toinen tiistai klo 10–12").unclear


@pytest.mark.parametrize("said", ["24/7", "ympäri vuorokauden", "dygnet runt", "around the clock"])
def test_round_the_clock_holds_on_holidays_too(said: str) -> None:
    (row,) = read(said).schedules
    assert (row.opens_at, row.closes_at, row.public_holidays) == (time(0), time(23, 59), "open")


@pytest.mark.parametrize(
    "said", ["sopimuksen mukaan", "ajanvarauksella", "enligt överenskommelse", "by appointment"]
)
def test_an_agreed_time_is_not_an_unknown_one(said: str) -> None:
    (row,) = read(said).schedules
    assert row.by_appointment
    assert row.opens_at is None


@pytest.mark.parametrize("said", ["suljettu heinäkuussa", "stängt i juli", "closed in July"])
def test_closed_in_july_is_the_coming_july(said: str) -> None:
    found = read(said)
    (one,) = found.exceptions
    assert (one.start_date, one.end_date, one.closed) == (date(2027, 7, 1), date(2027, 7, 31), True)
    assert not found.schedules


def test_hours_and_a_break_may_stand_in_one_sentence() -> None:
    found = read("ma-to 9-15 ja pe 9-12, suljettu 24.12.-6.1.")
    assert len(found.schedules) == 2
    assert (found.exceptions[0].start_date, found.exceptions[0].end_date) == (
        date(2026, 12, 24),
        date(2027, 1, 6),
    )


def test_a_season_has_its_first_and_last_day() -> None:
    (row,) = read("1.6.–31.8. ma–to 9–12").schedules
    assert (row.valid_from, row.valid_to) == (date(2027, 6, 1), date(2027, 8, 31))


def test_the_first_monday_of_the_month_is_among_its_first_seven_days() -> None:
    (row,) = read("kuukauden ensimmäinen maanantai klo 12–14").schedules
    assert (row.byday, row.bymonthday) == ("MO", "1,2,3,4,5,6,7")


@pytest.mark.parametrize(
    "said", ["Open when the kettle boils", "9–15", "ma–pe 9–25", "32.1. suljettu", "ma 9–15 kysy Maijalta"]
)
def test_what_is_not_understood_stays_as_words_and_claims_no_hour(said: str) -> None:
    found = read(said)
    assert found.unclear == [said]
    assert [(row.description, row.opens_at) for row in found.schedules] == [(said, None)]


def test_a_remark_in_brackets_stays_with_its_hours() -> None:
    (row,) = read("ti 10–12 (toimisto)").schedules
    assert row.description == "toimisto"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_all_hours_of_the_example_read_back_as_they_were_written(language: str) -> None:
    catalogue = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    pen = pen_of(catalogue, language)
    for service in catalogue.services:
        rows = [one for one in service.schedules if one.attending_type != "phone"]
        said = hours_write.write(rows, service.holiday_schedules, pen)
        found = hours_read.read(said, at=AT, modes=pen.vocabulary["delivery"])
        assert [*map(_hours, found.schedules)] == [*map(_hours, rows)], said


def _hours(row: Schedule) -> tuple[object, ...]:
    return (
        row.byday,
        row.opens_at,
        row.closes_at,
        row.interval,
        row.valid_from,
        row.valid_to,
        row.bymonthday,
        row.by_appointment,
        row.attending_type,
        row.public_holidays,
    )
