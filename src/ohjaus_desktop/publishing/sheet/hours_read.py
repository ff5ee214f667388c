"""Opening hours as people write them → schedules of the catalogue.

"ma–pe 9–15, ke 12–18", "joka toinen tiistai 13.1. alkaen", "24/7", "sopimuksen mukaan", "suljettu
heinäkuussa". What is not understood as a whole is kept as words: hours that are half right send
a client to a closed door.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from msgspec import structs

from ohjaus_desktop.catalogue.model import DeliveryMode, HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import WEEKDAYS
from ohjaus_desktop.publishing.sheet import hours_words
from ohjaus_desktop.publishing.sheet.hours_dates import NotClear, months_span, span
from ohjaus_desktop.publishing.sheet.hours_words import Piece
from ohjaus_desktop.publishing.sheet.vocabulary import Names

_EXCEPTION_DAYS = 14
"""Dates with times of their own: a few days are an exception, more are a season."""
_SPLIT = re.compile(r"\s*(?:;|\n|\.\s+(?=[A-ZÅÄÖ]))\s*")
_MODE = re.compile(r"([^:;\d]{3,30}):\s*(.*)", re.DOTALL)


class HoursRead(NamedTuple):
    """schedules, exceptions: what was understood, and the rest as words. unclear: that rest."""

    schedules: list[Schedule]
    exceptions: list[HolidaySchedule]
    unclear: list[str]


@dataclass(slots=True)
class _Clause:
    """Days and times that belong together: "ma–to 9–12, 13–15"."""

    days: list[str] = field(default_factory=list)
    every_day: bool = False
    times: list[tuple[time, time | None]] = field(default_factory=list)
    appointment: bool = False
    closed: bool = False
    interval: int = 1
    nth: int = 0
    monthdays: str = ""
    spans: list[tuple[date, date]] = field(default_factory=list)
    one_day: bool = False
    starts: bool = False
    ends: bool = False
    holidays: str = ""
    note: str = ""

    def is_done(self) -> bool:
        """Whether the days have got their times, so that other days begin something new."""
        return bool(self.times or self.appointment or self.closed)


def read(said: str, *, at: date, modes: Names) -> HoursRead:
    """Understand a cell of opening hours.

    at: the day of reading, from which days without a year are counted. modes: names of the
    ways of reaching a service, which may stand before their hours ("puhelimitse: …").
    """
    read_ = HoursRead([], [], [])
    for part in filter(None, _SPLIT.split(said.strip())):
        words, mode = part, None
        if (found := _MODE.fullmatch(part)) and (known := modes.find(found[1])):
            words, mode = found[2], known
        try:
            schedules, exceptions = _part(words.strip(), at)
        except NotClear:
            read_.unclear.append(part)
            read_.schedules.append(Schedule(description=part, attending_type=mode))  # type: ignore[arg-type]
            continue
        read_.schedules.extend(_with_mode(schedules, mode))  # type: ignore[arg-type]
        read_.exceptions.extend(exceptions)
    return HoursRead(_later_wins(read_.schedules), read_.exceptions, read_.unclear)


def _with_mode(schedules: list[Schedule], mode: DeliveryMode | None) -> list[Schedule]:
    return [structs.replace(one, attending_type=mode) for one in schedules] if mode else schedules


def _part(words: str, at: date) -> tuple[list[Schedule], list[HolidaySchedule]]:
    pieces, strange = hours_words.pieces(words)
    if strange or not pieces:
        raise NotClear
    clauses = [_Clause()]
    for piece in pieces:
        begins_new = piece.kind in {"day", "days", "workdays", "weekend", "every_day", "interval", "nth"}
        if (begins_new or piece.kind == "closed") and clauses[-1].is_done():
            clauses.append(_Clause())
        _take(clauses[-1], piece, at)
    schedules: list[Schedule] = []
    exceptions: list[HolidaySchedule] = []
    for clause in clauses:
        _finish(clause, schedules, exceptions, words)
    return schedules, exceptions


def _take(clause: _Clause, piece: Piece, at: date) -> None:  # noqa: C901, PLR0912 - a line a kind
    match piece.kind:
        case "day" | "days" | "workdays" | "weekend":
            clause.days += hours_words.weekdays(piece)
        case "every_day":
            clause.every_day = True
        case "round":
            clause.times.append((time(0), time(23, 59)))
        case "times" | "clock":
            clause.times.append(_times(piece.words))
        case "interval":
            clause.interval = hours_words.ordinal(piece) or _not_clear()
        case "nth":
            clause.nth = hours_words.ordinal(piece) or _not_clear()
        case "monthdays":
            clause.monthdays = ",".join(re.findall(r"\d{1,2}", piece.words))
        case "date" | "dates":
            clause.spans.append(span(piece.words, at, clause.days))
            clause.one_day = piece.kind == "date"
        case "month" | "months":
            clause.spans.append(months_span(*hours_words.months(piece), at))
        case "from":
            clause.starts = True
        case "until":
            clause.ends = True
        case "closed":
            clause.closed = True
        case "appointment":
            clause.appointment = True
        case "also_holidays":
            clause.holidays = "open"
        case "not_holidays":
            clause.holidays = "closed"
        case "note":
            clause.note = piece.words[1:-1].strip()


def _not_clear() -> int:
    raise NotClear


def _finish(
    clause: _Clause, schedules: list[Schedule], exceptions: list[HolidaySchedule], words: str
) -> None:
    if clause.closed:
        if clause.times or clause.appointment or not (clause.spans or clause.days):
            raise NotClear
        note = clause.note or (words if not clause.one_day else "")
        exceptions += [
            HolidaySchedule(start_date=first, end_date=last, description=note or None)
            for first, last in clause.spans
        ]
        return
    if _is_exception(clause):
        exceptions += [
            HolidaySchedule(
                start_date=first, end_date=last, closed=False, opens_at=opens, closes_at=closes,
                description=clause.note or None,
            )
            for first, last in clause.spans
            for opens, closes in clause.times
        ]  # fmt: skip
        return
    schedules += _rows(clause)


def _is_exception(clause: _Clause) -> bool:
    weekly = clause.days or clause.every_day or clause.starts or clause.ends
    if weekly or not (clause.spans and clause.times):
        return False
    return all((last - first).days < _EXCEPTION_DAYS for first, last in clause.spans)


def _rows(clause: _Clause) -> list[Schedule]:
    around = clause.times == [(time(0), time(23, 59))]
    any_day = clause.every_day or around or clause.appointment or bool(clause.monthdays) or bool(clause.spans)
    if not clause.days and not any_day:
        raise NotClear  # "9–15": on which days?
    begins = [first for first, last in clause.spans if clause.interval > 1 and first == last]
    seasons = [span for span in clause.spans if span[0] not in begins]
    if len(begins) > 1 or len(seasons) > 1 or (clause.nth and len(set(clause.days)) != 1):
        raise NotClear
    if clause.interval > 1 and not begins:
        raise NotClear  # every second week, counted from when?
    first, last = seasons[0] if seasons else (None, None)
    days = [day for day in WEEKDAYS if day in clause.days]
    holidays = clause.holidays or ("open" if around and not days else "")
    monthdays = clause.monthdays
    if clause.nth:
        # The first Tuesday is the Tuesday among the days 1–7.
        monthdays = ",".join(str(day) for day in range(clause.nth * 7 - 6, clause.nth * 7 + 1))
    times: Sequence[tuple[time | None, time | None]] = clause.times or [(None, None)]
    return [
        Schedule(
            byday=",".join(days) or None,
            opens_at=opens,
            closes_at=closes,
            interval=clause.interval,
            dtstart=begins[0] if begins else None,
            valid_from=None if clause.ends else first,
            valid_to=None if clause.starts and not begins else last,
            bymonthday=monthdays or None,
            public_holidays=holidays or None,  # type: ignore[arg-type]
            by_appointment=clause.appointment,
            description=clause.note or None,
        )
        for opens, closes in times
    ]


def _times(words: str) -> tuple[time, time | None]:
    found = re.findall(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", words.lower())
    clocks = [_clock(int(hour), int(minute or 0), half) for hour, minute, half in found]
    if len(clocks) == 1:
        return clocks[0], None
    opens, closes = clocks
    return opens, time(23, 59) if (opens, closes) == (time(0), time(0)) else closes


def _clock(hour: int, minute: int, half: str) -> time:
    if half.startswith("p") and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return time(0)
    if hour > 23 or minute > 59:
        raise NotClear
    return time(hour, minute)


def _later_wins(schedules: list[Schedule]) -> list[Schedule]:
    """What is said of one day alone holds on it: "ma–pe 9–15, ke 12–18"."""
    kept: list[Schedule] = []
    for number, one in enumerate(schedules):
        days = [*(one.byday or "").split(",")] if one.byday else []
        for later in schedules[number + 1 :]:
            if days and later.byday and len(later.byday) < len(one.byday or "") and _overlap(one, later):
                days = [day for day in days if day not in later.byday.split(",")]
        if days or not one.byday:
            kept.append(structs.replace(one, byday=",".join(days) or None))
    return kept


def _overlap(one: Schedule, other: Schedule) -> bool:
    """Whether two rows of the same kind say something about the same time of day."""
    same = all(
        getattr(one, name) == getattr(other, name)
        for name in ("attending_type", "interval", "dtstart", "valid_from", "valid_to", "bymonthday")
    )
    if not same or None in (one.opens_at, one.closes_at, other.opens_at, other.closes_at):
        return False
    return bool(one.opens_at < other.closes_at and other.opens_at < one.closes_at)  # type: ignore[operator]
