"""Schedules of the catalogue → opening hours in words that ``hours_read`` understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from ohjaus_desktop.catalogue.model import HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import WEEKDAYS
from ohjaus_desktop.guidance.wording import weekdays
from ohjaus_desktop.publishing.sheet.entry import Pen
from ohjaus_desktop.texts import Translator, mark

_NTH = {",".join(str(day) for day in range(number * 7 - 6, number * 7 + 1)): number for number in range(1, 5)}
_NTH_WORDS = {
    1: mark("the first {day} of the month"),
    2: mark("the second {day} of the month"),
    3: mark("the third {day} of the month"),
    4: mark("the fourth {day} of the month"),
}
_INTERVALS = {2: mark("every second"), 3: mark("every third"), 4: mark("every fourth")}


def write(schedules: Sequence[Schedule], exceptions: Sequence[HolidaySchedule], pen: Pen) -> str:
    """The hours of a cell, parts joined by ;. Rows that differ only in their times stand together."""
    parts: list[tuple[str, list[str], str]] = []
    for row in schedules:
        before, times, after = _row(row, pen)
        if parts and times and parts[-1][1] and (parts[-1][0], parts[-1][2]) == (before, after):
            parts[-1][1].append(times)
        else:
            parts.append((before, [times] if times else [], after))
    lines = [_joined([before, ", ".join(times), after]) for before, times, after in parts]
    lines += [_exception(one, pen) for one in exceptions]
    return "; ".join(line for line in lines if line)


def _row(row: Schedule, pen: Pen) -> tuple[str, str, str]:
    say = pen.say
    before = [_mode(row, pen), _days(row, say)]
    after = [_when(row, say)]
    if row.by_appointment:
        after.append(say("by appointment"))
    around = _is_around_the_clock(row)
    if row.public_holidays == "open" and not (around and row.byday is None):
        after.append(say("also on public holidays"))
    if row.public_holidays == "closed":
        after.append(say("not on public holidays"))
    words = " ".join(pen.name(row.description).split())
    is_bare = row.opens_at is None and not row.by_appointment and not row.byday and not row.bymonthday
    after.append(f"({words})" if words and not is_bare else words)
    return _joined(before), _times(row.opens_at, row.closes_at, say), _joined(after)


def _mode(row: Schedule, pen: Pen) -> str:
    if row.attending_type is None or row.attending_type == "phone":
        return ""
    if row.attending_type == "home":
        return f"{pen.say('at home')}:"
    return f"{pen.vocabulary['delivery'].label(row.attending_type, pen.say)}:"


def _days(row: Schedule, say: Translator) -> str:
    interval = say(_INTERVALS.get(row.interval, "")) if row.interval in _INTERVALS else ""
    if row.bymonthday in _NTH and row.byday and "," not in row.byday:
        return say(_NTH_WORDS[_NTH[row.bymonthday]], day=weekdays(row.byday, say))
    if row.bymonthday:
        return say("on days {days} of the month", days=row.bymonthday.replace(",", ", "))
    if row.byday is None:
        bare = row.opens_at is None or _is_around_the_clock(row)
        return "" if bare else say("every day")
    whole = set(row.byday.split(",")) == set(WEEKDAYS)
    days = f"{weekdays('MO', say)}–{weekdays('SU', say)}" if whole else weekdays(row.byday, say)
    return _joined([interval, days])


def _when(row: Schedule, say: Translator) -> str:
    if row.interval > 1 and row.dtstart:
        counted = say("starting {date}", date=say.date(row.dtstart))
        return _joined([counted, _season(row, say)])
    return _season(row, say)


def _season(row: Schedule, say: Translator) -> str:
    if row.valid_from and row.valid_to:
        return f"{say.date(row.valid_from)}–{say.date(row.valid_to)}"
    if row.valid_from:
        return say("starting {date}", date=say.date(row.valid_from))
    return say("until {date}", date=say.date(row.valid_to)) if row.valid_to else ""


def _times(opens: time | None, closes: time | None, say: Translator) -> str:
    if opens is None:
        return ""
    if closes is None:
        return say("at {clock}", clock=_clock(opens))
    if opens == time(0) and closes in {time(0), time(23, 59)}:
        return say("around the clock")
    return f"{_clock(opens)}–{'24' if closes == time(0) else _clock(closes)}"


def _clock(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def _is_around_the_clock(row: Schedule) -> bool:
    return row.opens_at == time(0) and row.closes_at in {time(0), time(23, 59)}


def _exception(one: HolidaySchedule, pen: Pen) -> str:
    days = _span(one.start_date, one.end_date, pen.say)
    words = " ".join(pen.name(one.description).split())
    what = pen.say("closed") if one.closed else _times(one.opens_at, one.closes_at, pen.say)
    return _joined([days, what, f"({words})" if words else ""])


def _span(first: date, last: date, say: Translator) -> str:
    return say.date(first) if first == last else f"{say.date(first)}–{say.date(last)}"


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
