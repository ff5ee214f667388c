"""Days in opening hours: which year is meant where none is written."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ohjaus_desktop.guidance.hours import WEEKDAYS

_DATE_PARTS = re.compile(r"(\d{1,2})\.(?:\s?(\d{1,2})\.)?(?:\s?(\d{4}))?")


class NotClear(ValueError):
    """A part that cannot be understood as a whole."""


def span(words: str, at: date, days: list[str]) -> tuple[date, date]:
    """The first and the last day that are meant; a missing year is the one that fits best.

    days: weekdays that were named with them. Raises NotClear.
    """
    parts = [found.groups() for found in _DATE_PARTS.finditer(words)]
    day_, month, year = parts[-1]
    last = _day(int(day_), int(month), int(year) if year else None, at, days if len(parts) == 1 else [])
    if len(parts) == 1:
        return last, last
    day_, first_month, first_year = parts[0]
    first = _date(int(first_year or last.year), int(first_month or month), int(day_))
    if first > last and not first_year:
        first = _date(last.year - 1, first.month, first.day)
    if first > last:
        raise NotClear
    return first, last


def _day(day_: int, month: int, year: int | None, at: date, days: list[str]) -> date:
    if year:
        return _date(year, month, day_)
    near = [_date(at.year + step, month, day_) for step in (-1, 0, 1)]
    # "tiistai 13.1." means a year in which that day is a Tuesday; else the next such day.
    fits = [one for one in near if WEEKDAYS[one.weekday()] in days] if len(set(days)) == 1 else []
    return min(fits, key=lambda one: abs((one - at).days)) if fits else _coming(near, at)


def _coming(near: list[date], at: date) -> date:
    """The next one; one that passed a few weeks ago is still meant."""
    return next(one for one in near if one >= at - timedelta(days=60))


def months_span(first: int, last: int, at: date) -> tuple[date, date]:
    """The first and the last day of the coming months, 1–12. Raises NotClear."""
    year = at.year if last >= at.month else at.year + 1
    end = _date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return _date(year - (first > last), first, 1), end


def _date(year: int, month: int, day_: int) -> date:
    try:
        return date(year, month, day_)
    except ValueError as error:
        raise NotClear from error
