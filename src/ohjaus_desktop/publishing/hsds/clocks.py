"""Clocks, days and weekdays in all the ways publishers write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any

from ohjaus_desktop.guidance.hours import WEEKDAYS
from ohjaus_desktop.publishing.hsds.wording import one_line

_CLOCK = re.compile(
    r"^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NAMED_CLOCKS = {"noon": time(12), "midnight": time(0), "12 noon": time(12), "12 midnight": time(0)}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOST_DAYS = 3660


def clock_of(value: Any) -> tuple[time | None, timedelta | None]:
    """A time of the day and its offset from UTC, each None when it is not told."""
    return _clock(one_line(value).casefold())


@lru_cache(maxsize=1024)
def _clock(said: str) -> tuple[time | None, timedelta | None]:
    if said in _NAMED_CLOCKS:
        return _NAMED_CLOCKS[said], None
    found = _CLOCK.match(said)
    if not found:
        return None, None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None, None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:
        return None, None
    return time(hour, minute), offset(found[4])


def day_of(value: Any) -> date | None:
    """A day; of a moment, its date as written."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(one_line(value)[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def offset(value: Any) -> timedelta | None:
    """Z, +02:00, -0500, or a number of hours."""
    said = str(value if value is not None else "").strip().lower()
    if said in {"z", "utc"}:
        return timedelta(0)
    found = re.fullmatch(r"([+-]?)(\d{1,2})(?::?(\d{2}))?(?:\.0+)?", said)
    if not found or int(found[2]) > 14:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


def weekdays(value: Any) -> list[str]:
    """Names of weekdays, or their numbers from Monday, as 1.x writes them."""
    found = []
    for word in re.split(r"[,;/\s]+", one_line(value).casefold()):
        if word.isdigit() and 1 <= int(word) <= 7:
            found.append(WEEKDAYS[int(word) - 1])
        elif len(word) >= 2:
            found += [WEEKDAYS[number] for number, name in enumerate(_DAY_NAMES) if name.startswith(word)]
    return found


def shifted(days: str | None, by: int) -> str | None:
    """The weekdays as they are in Finland when the clock there says another day."""
    if not days or not by:
        return days
    moved = {(WEEKDAYS.index(day) + by) % 7 for day in days.split(",")}
    return ",".join(WEEKDAYS[number] for number in sorted(moved))


def end_of_count(row: Mapping[str, Any], start: date | None) -> date | None:
    """The last day of a weekly row that happens so many times."""
    left = whole(row.get("count"), 0)
    if left < 1 or start is None or one_line(row.get("freq")).upper() not in {"", "WEEKLY"}:
        return None
    days = set(one_line(row.get("byday")).upper().split(",")) & set(WEEKDAYS)
    days = days or {WEEKDAYS[start.weekday()]}
    interval = max(1, whole(row.get("interval"), 1))
    monday = start - timedelta(days=start.weekday())
    for step in range(_MOST_DAYS):
        day = start + timedelta(days=step)
        if WEEKDAYS[day.weekday()] in days and ((day - monday).days // 7) % interval == 0:
            left -= 1
            if not left:
                return day
    return None


def earliest(*days: date | None) -> date | None:
    """The first of the days that are told."""
    return min((day for day in days if day is not None), default=None)


def whole(value: Any, otherwise: int) -> int:
    """A whole number, or what is taken where there is none."""
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return otherwise
