"""Hours: what a client is told about open and closed."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ohjaus_desktop.catalogue.model import HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import HELSINKI, Doubt, Opening, OpenState, opening

OFFICE = [Schedule(byday="MO,TU,WE,TH,FR", opens_at=time(9), closes_at=time(15))]
ALWAYS = [Schedule(opens_at=time(0), closes_at=time(0))]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def look(schedules, when: str, exceptions=(), mode=None) -> Opening:
    return opening(schedules, exceptions, at(when), mode=mode)


def test_an_office_is_open_until_it_closes():
    assert look(OFFICE, "2026-11-19T13:00") == Opening(OpenState.OPEN, closes_at=at("2026-11-19T15:00"))


def test_an_office_opens_at_its_first_minute_and_is_closed_at_its_last():
    assert look(OFFICE, "2026-11-19T09:00").state == OpenState.OPEN
    assert look(OFFICE, "2026-11-19T15:00").state == OpenState.CLOSED


def test_after_friday_comes_monday():
    assert look(OFFICE, "2026-11-20T16:00").opens_at == at("2026-11-23T09:00")


def test_nothing_told_is_unknown_and_not_closed():
    assert look([], "2026-11-19T13:00") == Opening(OpenState.UNKNOWN)


def test_a_row_without_times_leaves_its_day_unknown_and_other_days_closed():
    rows = [Schedule(byday="TU", description="tiistaisin")]
    assert look(rows, "2026-11-17T13:00").state == OpenState.UNKNOWN
    assert look(rows, "2026-11-18T13:00") == Opening(OpenState.CLOSED)


def test_hours_at_an_agreed_time_say_so():
    rows = [Schedule(byday="TH", opens_at=time(9), closes_at=time(15), by_appointment=True)]
    assert look(rows, "2026-11-19T13:00").by_appointment
    assert look([Schedule(by_appointment=True)], "2026-11-19T13:00") == Opening(
        OpenState.UNKNOWN, by_appointment=True
    )


@pytest.mark.parametrize(
    "rows",
    [
        ALWAYS,
        [Schedule(opens_at=time(0), closes_at=time(23, 59))],
        [Schedule(byday="MO,TU,WE,TH,FR,SA,SU", opens_at=time(8), closes_at=time(8))],
        [Schedule(opens_at=time(0), closes_at=time(12)), Schedule(opens_at=time(12), closes_at=time(0))],
    ],
)
def test_what_never_closes_is_open_around_the_clock_on_every_day(rows):
    for when in ("2026-11-19T03:00", "2026-12-24T23:30", "2026-12-06T12:00", "2027-03-28T03:30"):
        assert look(rows, when) == Opening(OpenState.OPEN, around_the_clock=True)


def test_a_night_is_open_after_midnight():
    rows = [Schedule(byday="FR,SA", opens_at=time(22), closes_at=time(2))]
    assert look(rows, "2026-11-21T01:30").closes_at == at("2026-11-21T02:00")
    assert look(rows, "2026-11-22T01:30").state == OpenState.OPEN
    assert look(rows, "2026-11-23T01:30").state == OpenState.CLOSED


@pytest.mark.parametrize(
    ("when", "next_opening"),
    [
        ("2027-01-06T10:00", "2027-01-07T09:00"),  # Epiphany, a Wednesday
        ("2027-12-06T10:00", "2027-12-07T09:00"),  # Independence Day, a Monday
        ("2026-05-14T10:00", "2026-05-15T09:00"),  # Ascension Day, a Thursday
    ],
)
def test_a_public_holiday_is_a_sunday_to_an_office(when, next_opening):
    assert look(OFFICE, when) == Opening(OpenState.CLOSED, opens_at=at(next_opening))


@pytest.mark.parametrize(
    ("when", "next_opening"),
    [
        ("2026-06-19T10:00", "2026-06-22T09:00"),  # eve of Midsummer, a Friday
        ("2026-12-24T10:00", "2026-12-28T09:00"),  # Christmas Eve, a Thursday
    ],
)
def test_an_office_is_shut_on_the_two_great_eves_as_far_as_anybody_knows(when, next_opening):
    assert look(OFFICE, when) == Opening(OpenState.CLOSED, opens_at=at(next_opening), doubt=Doubt.EVE)


def test_independence_day_on_a_sunday_changes_nothing():
    assert look(OFFICE, "2026-12-07T10:00").state == OpenState.OPEN


def test_hours_of_sunday_hold_on_a_holiday():
    rows = [*OFFICE, Schedule(byday="SU", opens_at=time(12), closes_at=time(14))]
    assert look(rows, "2026-12-25T13:00").closes_at == at("2026-12-25T14:00")
    assert look(rows, "2026-12-25T10:00").state == OpenState.CLOSED


def test_a_row_may_say_itself_what_holds_on_holidays():
    rows = [Schedule(byday="FR", opens_at=time(9), closes_at=time(15), public_holidays="open")]
    assert look(rows, "2026-12-25T13:00").state == OpenState.OPEN
    closed = [Schedule(opens_at=time(9), closes_at=time(15), public_holidays="closed")]
    assert look(closed, "2026-12-25T13:00").opens_at == at("2026-12-27T09:00")


def test_a_summer_pause_ends_with_the_next_season():
    rows = [
        Schedule(opens_at=time(9), closes_at=time(15), valid_to=date(2026, 5, 31)),
        Schedule(opens_at=time(9), closes_at=time(15), valid_from=date(2026, 8, 17)),
    ]
    assert look(rows, "2026-07-10T10:00") == Opening(OpenState.CLOSED, opens_at=at("2026-08-17T09:00"))


def test_a_season_long_gone_says_nothing_about_today():
    rows = [Schedule(opens_at=time(9), closes_at=time(15), valid_to=date(2024, 5, 31))]
    assert look(rows, "2026-07-10T10:00") == Opening(OpenState.UNKNOWN)


def test_every_other_week_counts_from_its_first_day():
    rows = [Schedule(byday="TU", opens_at=time(9), closes_at=time(12), dtstart=date(2026, 11, 3), interval=2)]
    assert look(rows, "2026-11-17T10:00").state == OpenState.OPEN
    assert look(rows, "2026-11-24T10:00") == Opening(OpenState.CLOSED, opens_at=at("2026-12-01T09:00"))
    assert look(rows, "2026-10-20T10:00").opens_at == at("2026-11-03T09:00")


def test_days_of_the_month():
    rows = [Schedule(bymonthday="1, 15", opens_at=time(9), closes_at=time(12))]
    assert look(rows, "2026-10-15T10:00").state == OpenState.OPEN
    assert look(rows, "2026-10-16T10:00").opens_at == at("2026-11-01T09:00")


def test_a_closed_day_wins_over_the_week():
    pause = [HolidaySchedule(start_date=date(2026, 11, 19), end_date=date(2026, 11, 20))]
    assert look(OFFICE, "2026-11-19T13:00", pause) == Opening(
        OpenState.CLOSED, opens_at=at("2026-11-23T09:00")
    )


def test_the_shorter_of_two_exceptions_decides():
    pause = HolidaySchedule(start_date=date(2026, 11, 16), end_date=date(2026, 11, 29))
    one_day = HolidaySchedule(
        start_date=date(2026, 11, 19), end_date=date(2026, 11, 19), closed=False,
        opens_at=time(12), closes_at=time(18),
    )  # fmt: skip
    assert look(OFFICE, "2026-11-19T17:00", [pause, one_day]).closes_at == at("2026-11-19T18:00")
    assert look(OFFICE, "2026-11-20T10:00", [one_day, pause]).opens_at == at("2026-11-30T09:00")


def test_closed_wins_between_equally_long_exceptions():
    day = {"start_date": date(2026, 11, 19), "end_date": date(2026, 11, 19)}
    both = [
        HolidaySchedule(**day, closed=False, opens_at=time(9), closes_at=time(18)),
        HolidaySchedule(**day),
    ]
    assert look(OFFICE, "2026-11-19T13:00", both).state == OpenState.CLOSED


def test_an_exception_may_open_a_holiday_as_usual():
    usual = [HolidaySchedule(start_date=date(2026, 12, 24), end_date=date(2026, 12, 24), closed=False)]
    assert look(OFFICE, "2026-12-24T13:00", usual).closes_at == at("2026-12-24T15:00")


def test_an_exception_is_a_fact_even_where_the_week_is_unknown():
    pause = [HolidaySchedule(start_date=date(2026, 11, 19), end_date=date(2026, 11, 19))]
    assert look([], "2026-11-19T13:00", pause) == Opening(OpenState.CLOSED)
    assert look([], "2026-11-20T13:00", pause) == Opening(OpenState.UNKNOWN)


def test_the_clock_is_set_forward_on_the_last_sunday_of_march():
    night = [Schedule(opens_at=time(1), closes_at=time(5))]
    spring = look(night, "2026-03-29T02:30")
    assert spring.closes_at == at("2026-03-29T05:00")
    assert (spring.closes_at.timestamp() - at("2026-03-29T02:30").timestamp()) / 3600 == 1.5


def test_the_clock_is_set_back_on_the_last_sunday_of_october():
    night = [Schedule(opens_at=time(1), closes_at=time(5))]
    first_half_past_three = at("2026-10-25T03:30")
    second_half_past_three = first_half_past_three.replace(fold=1)
    for moment in (first_half_past_three, second_half_past_three):
        assert opening(night, (), moment).closes_at == at("2026-10-25T05:00")


def test_an_office_opens_at_nine_local_time_after_a_clock_change():
    assert look(OFFICE, "2026-10-23T16:00").opens_at == at("2026-10-26T09:00")


def test_the_phone_may_have_hours_of_its_own():
    rows = [
        Schedule(byday="TH", opens_at=time(9), closes_at=time(15)),
        Schedule(byday="TH", opens_at=time(9), closes_at=time(10), attending_type="phone"),
    ]
    assert look(rows, "2026-11-19T13:00", mode="visit").state == OpenState.OPEN
    assert look(rows, "2026-11-19T13:00", mode="phone").state == OpenState.CLOSED


def test_hours_for_another_way_say_nothing_about_this_one():
    rows = [Schedule(opens_at=time(9), closes_at=time(10), attending_type="phone")]
    assert look(rows, "2026-11-19T13:00", mode="visit").state == OpenState.UNKNOWN


def test_the_next_opening_is_looked_for_two_months_ahead():
    near = [Schedule(opens_at=time(9), closes_at=time(15), valid_from=date(2027, 1, 10))]
    far = [Schedule(opens_at=time(9), closes_at=time(15), valid_from=date(2027, 6, 1))]
    assert look(near, "2026-11-19T13:00").opens_at == at("2027-01-10T09:00")
    assert look(far, "2026-11-19T13:00") == Opening(OpenState.CLOSED)


def test_another_zone_asks_about_the_same_moment():
    from datetime import UTC

    assert opening(OFFICE, (), datetime(2026, 11, 19, 12, 59, tzinfo=UTC)).state == OpenState.OPEN
    assert opening(OFFICE, (), datetime(2026, 11, 19, 13, 1, tzinfo=UTC)).state == OpenState.CLOSED
