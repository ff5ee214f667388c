"""Working days as Finnish law counts them."""

from datetime import date, datetime

import pytest

from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.workdays import answer_by, follow_up_on, is_working_day, working_day_after


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=HELSINKI)


def test_seven_working_days_from_a_tuesday_end_on_thursday_of_the_next_week() -> None:
    # Child Welfare Act 417/2007 § 26: neither the day of receipt nor Saturdays are counted.
    assert answer_by(_at(2026, 11, 17), 7) == date(2026, 11, 26)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 21),  # Saturday
        date(2026, 11, 22),  # Sunday
        date(2026, 1, 6),  # Epiphany
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),  # May Day
        date(2026, 5, 14),  # Ascension Day
        date(2026, 6, 19),  # Midsummer Eve
        date(2025, 12, 24),  # Christmas Eve, a Wednesday
        date(2027, 12, 6),  # Independence Day, a Monday
    ],
)
def test_weekends_holidays_and_the_two_eves_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2026, 12, 23), date(2026, 12, 31), date(2026, 4, 30)])
def test_other_eves_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_days_over_christmas_wait_for_the_offices() -> None:
    # 24 Thursday eve, 25 Friday, 26 Saturday, 27 Sunday: the third day after Tuesday is the 29th.
    assert working_day_after(date(2026, 12, 22), 3) == date(2026, 12, 29)


def test_what_is_asked_on_a_saturday_is_counted_from_monday() -> None:
    assert answer_by(_at(2026, 11, 21), 1) == date(2026, 11, 23)


def test_a_request_made_late_in_the_evening_counts_from_the_finnish_day() -> None:
    late = datetime.fromisoformat("2026-11-17T22:30:00+00:00")  # 0.30 on Wednesday in Finland
    assert answer_by(late, 1) == date(2026, 11, 19)


def test_an_answer_within_the_same_day_is_due_on_the_first_working_day() -> None:
    assert answer_by(_at(2026, 11, 20), 0) == date(2026, 11, 20)
    assert answer_by(_at(2026, 11, 21), 0) == date(2026, 11, 23)


def test_one_looks_after_a_promise_on_the_working_day_after_it() -> None:
    assert follow_up_on(date(2026, 11, 27), _at(2026, 11, 20)) == date(2026, 11, 30)


def test_one_looks_after_a_request_without_a_promise_in_three_working_days() -> None:
    assert follow_up_on(None, _at(2026, 11, 20)) == date(2026, 11, 25)
