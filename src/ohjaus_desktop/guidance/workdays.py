"""Counting working days: by when an answer is due, and when one looks after it.

A working day is none of Saturday, Sunday, a public holiday, the eve of Midsummer and the eve of
Christmas: Act on the Calculation of Time Limits 150/1930 § 5. The day on which something begins
is not counted (§ 2), as child welfare counts its seven working days: 417/2007 § 26.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.special_days import is_public_holiday

SATURDAY = 5
LOOK_AFTER_DAYS = 3
"""Working days until a worker looks after a request whose service has promised no time."""


def is_working_day(day: date) -> bool:
    """Whether offices work on the day."""
    return day.weekday() < SATURDAY and not is_public_holiday(day)


def working_day_after(day: date, count: int) -> date:
    """The working day that comes ``count`` working days after ``day``; the day itself is not counted.

    count: 0 gives the day itself where it is a working day, else the first one after it.
    """
    while count > 0 or not is_working_day(day):
        day += timedelta(days=1)
        count -= is_working_day(day) and count > 0
    return day


def answer_by(asked_at: datetime, days: int) -> date:
    """The last day of an answer promised within ``days`` working days.

    asked_at: aware; the day it falls on in Finland is not counted.
    """
    return working_day_after(_day(asked_at), days)


def follow_up_on(answer_by: date | None, asked_at: datetime) -> date:
    """When the worker looks after a request.

    answer_by: the last day of the promise: the working day after it; None where nothing was
    promised: three working days from the asking.
    """
    if answer_by is None:
        return working_day_after(_day(asked_at), LOOK_AFTER_DAYS)
    return working_day_after(answer_by, 1)


def _day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()
