"""Opening hours as a small table: days on the left, times on the right.

Rows with the same times are joined (ma–pe), several times of a day stand side by side (9–12,
13–15), seasons and fortnights say so. Nothing is said where nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from ohjaus_desktop.catalogue.model import HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import WEEKDAYS, Hours, hours_on
from ohjaus_desktop.guidance.special_days import is_eve, tells_of
from ohjaus_desktop.guidance.wording import name, told, weekdays
from ohjaus_desktop.texts import Translator, mark

EXCEPTIONS_SHOWN_DAYS = 60
"""Exceptions further away than this are not printed: the page is for now."""

SPECIAL_DAYS_SHOWN = 14
"""Holidays and eves further away are not told: the page is for now."""

_MODES = {
    "visit": mark("on the spot"),
    "home": mark("at home"),
    "phone": mark("by phone"),
    "video": mark("by video"),
    "chat": mark("by chat"),
    "online": mark("online"),
}


class Timetable(NamedTuple):
    """rows: (days, times). lines: hours in words, and exceptions soon. Both empty: not known."""

    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def timetable(hours: Hours, today: date, say: Translator) -> Timetable:
    """Put hours into words as they hold from ``today`` on."""
    current = [row for row in hours.schedules if row.valid_to is None or row.valid_to >= today]
    modes = {row.attending_type for row in current}
    days_of: dict[tuple[str, str, str], set[str]] = {}
    for row in current:
        if row.opens_at is not None:
            key = (_mode(row, say) if len(modes) > 1 else "", _season(row, today, say), _times(row, say))
            days_of.setdefault(key, set()).update((row.byday or ",".join(WEEKDAYS)).split(","))
    times_of: dict[tuple[str, str, str], list[str]] = {}
    for (mode, season, times), days in days_of.items():
        times_of.setdefault((mode, weekdays(",".join(days), say), season), []).append(times)
    rows = tuple(
        (" ".join(part for part in key if part), ", ".join(times)) for key, times in times_of.items()
    )
    words = dict.fromkeys(told(row.description, say) for row in current if row.description)
    exceptions = _exceptions(hours.exceptions, today, say)
    return Timetable(rows, (*words, *exceptions, *_special_days(hours, today, say)))


def _mode(row: Schedule, say: Translator) -> str:
    return say(_MODES[row.attending_type]) if row.attending_type else ""


def _times(row: Schedule, say: Translator) -> str:
    opens, closes = row.opens_at or time(0), row.closes_at
    if closes is None:
        times = say("from {clock}", clock=say.clock(opens))
    elif opens == closes or (opens == time(0) and closes >= time(23, 59)):
        times = say("around the clock")
    else:
        times = f"{say.clock(opens)}–{_until(closes, say)}"
    return say("{times} at an agreed time", times=times) if row.by_appointment else times


def _until(closes: time, say: Translator) -> str:
    return "24" if closes in {time(0), time(23, 59)} else say.clock(closes)


def _season(row: Schedule, today: date, say: Translator) -> str:
    """What limits the days: a season, a fortnight, days of the month."""
    parts = []
    if row.interval == 2:
        parts.append(say("every second week"))
    elif row.interval > 2:
        parts.append(say("every {number} weeks", number=row.interval))
    if row.bymonthday:
        parts.append(say("on these days of the month: {days}", days=row.bymonthday))
    begins = row.valid_from if row.valid_from and row.valid_from > today else None
    if begins and row.valid_to:
        parts.append(_span(begins, row.valid_to, say))
    elif begins:
        parts.append(say("from {date}", date=say.date(begins)))
    elif row.valid_to:
        parts.append(say("until {date}", date=say.date(row.valid_to)))
    return f"({'; '.join(parts)})" if parts else ""


def _exceptions(exceptions: Sequence[HolidaySchedule], today: date, say: Translator) -> list[str]:
    last = today + timedelta(days=EXCEPTIONS_SHOWN_DAYS)
    lines = []
    for one in sorted(exceptions, key=lambda one: one.start_date):
        if one.end_date < today or one.start_date > last:
            continue
        days = _span(one.start_date, one.end_date, say)
        if one.closed:
            line = say("{days} closed", days=days)
        elif one.opens_at and one.closes_at:
            times = f"{say.clock(one.opens_at)}–{_until(one.closes_at, say)}"
            line = say("{days} open {times}", days=days, times=times)
        else:
            line = days
        why = name(one.description, say)
        lines.append(f"{line} ({why})" if why else line)
    return lines


def _special_days(hours: Hours, today: date, say: Translator) -> list[str]:
    """Holidays and eves near enough to meet whoever reads "ma–pe 9–16" in the week before them."""
    lines = []
    for day in (today + timedelta(days=ahead) for ahead in range(SPECIAL_DAYS_SHOWN)):
        usual, special = hours_on(hours, day, as_usual=True), hours_on(hours, day)
        if not usual or any(one.start_date <= day <= one.end_date for one in hours.exceptions):
            continue
        if is_eve(day) and not all(tells_of(row, day) for row in usual):
            lines.append(say("{days}: on the eve the hours may differ", days=say.date(day)))
        elif not special:
            closed, why = say("{days} closed", days=say.date(day)), say("public holiday")
            lines.append(f"{closed} ({why})")
    return lines


def _span(first: date, last: date, say: Translator) -> str:
    if first == last:
        return say.date(first)
    if first.year == last.year:
        return f"{first.day}.{first.month}.–{say.date(last)}"
    return f"{say.date(first)}–{say.date(last)}"
