"""Opening hours: weekly rows of 1.x, and the recurrences of RFC 5545 that 2.0 and later write.

What the central file cannot count with, such as the first Monday of a month, is kept in words:
hours that hold on other days than they say would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, get_args

from msgspec import structs

from ohjaus_desktop.catalogue.model import DeliveryMode, HolidaySchedule, Schedule
from ohjaus_desktop.guidance.hours import HELSINKI, WEEKDAYS
from ohjaus_desktop.publishing.hsds.clocks import (
    clock_of,
    day_of,
    earliest,
    end_of_count,
    offset,
    shifted,
    weekdays,
    whole,
)
from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.wording import one_line, plain
from ohjaus_desktop.texts import Translator, mark

_DAY = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
_WHICH = {
    1: mark("first"),
    2: mark("second"),
    3: mark("third"),
    4: mark("fourth"),
    5: mark("fifth"),
    -1: mark("last"),
}
_MODES: Mapping[str, DeliveryMode] = {
    "in person": "visit",
    "in-person": "visit",
    "physical": "visit",
    "on site": "visit",
    "onsite": "visit",
    "at home": "home",
    "telephone": "phone",
    "by phone": "phone",
    "video call": "video",
    "virtual": "online",
    **{mode: mode for mode in get_args(DeliveryMode)},
}
_FINNISH_OFFSETS = (timedelta(hours=2), timedelta(hours=3))
_YES = frozenset({"true", "1", "yes", "y", "t", "closed"})
Facts = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Clock:
    """time: of the day, where it is open; days: how many days later than was written."""

    time: time
    days: int = 0


@dataclass(frozen=True, slots=True)
class HoursReader:
    """Reads the hours of one record.

    abroad: its places lie outside Finland, so its clocks are not ours. say: the speaker of the
    data's language. year: of the import, for times in UTC that name no date.
    """

    findings: Findings
    say: Translator
    year: int
    abroad: bool = False

    def read(self, rows: Iterable[Mapping[str, Any]], facts: Facts) -> list[Schedule]:
        """The weekly hours; facts: gives the own facts of a row."""
        read = [self._schedule(row, facts(row)) for row in rows]
        return _joined(one for one in read if one is not None)

    def exceptions(self, rows: Iterable[Mapping[str, Any]]) -> list[HolidaySchedule]:
        """The exceptions of 1.x and 2.0, and those that our own export writes."""
        found = [self._exception(row) for row in rows]
        known = [one for one in found if one is not None]
        return sorted(known, key=lambda one: (one.start_date, one.end_date))

    def _schedule(self, row: Mapping[str, Any], facts: dict[str, Any]) -> Schedule | None:
        start = day_of(row.get("valid_from"))
        dtstart = day_of(row.get("dtstart"))
        reference = start or dtstart or date(self.year, 1, 15)
        opens, closes = self._clock(row, "opens_at", reference), self._clock(row, "closes_at", reference)
        unread = [
            str(row[name])
            for name, clock in (("opens_at", opens), ("closes_at", closes))
            if row.get(name) and clock is None
        ]
        mode = _MODES.get(one_line(row.get("attending_type")).casefold())
        words = [plain(row.get("description")), plain(row.get("notes"))]
        words += [] if mode else [plain(row.get("attending_type"))]
        if unread:
            self.findings.bad_hours.update(unread)
            words.append(plain(row.get("original_text")) or _span(row))
        until = earliest(day_of(row.get("valid_to")), day_of(row.get("until")), end_of_count(row, dtstart))
        days, month_days, in_words = self._recurrence(row)
        if not (days or month_days or in_words or row.get("freq") or until) and dtstart and not start:
            start = until = dtstart  # nothing recurs: it is one day
        if in_words:
            words.append(in_words)
        if start and until and until < start:
            self.findings.bad_hours[f"{start} – {until}"] += 1
            return None
        exact = not (unread or in_words)
        if not exact:
            self.findings.hours_in_words += 1
        interval = whole(row.get("interval"), 1)
        read = Schedule(
            byday=shifted(days, opens.days if opens else 0) if exact else None,
            opens_at=opens.time if opens and exact else None,
            closes_at=closes.time if closes and exact else None,
            valid_from=start,
            valid_to=until,
            dtstart=dtstart,
            interval=interval if exact and not month_days and 1 <= interval <= 52 else 1,
            bymonthday=month_days if exact else None,
            attending_type=mode,
            description="\n".join(dict.fromkeys(word for word in words if word)) or None,
            **facts,
        )
        return read if _tells(read) else None

    def _clock(self, row: Mapping[str, Any], name: str, reference: date) -> Clock | None:
        clock, own = clock_of(row.get(name))
        if clock is None:
            return None
        ahead = own if own is not None else offset(row.get("timezone"))
        if self.abroad or ahead is None or ahead in _FINNISH_OFFSETS:
            return Clock(clock)
        there = datetime.combine(reference, clock, timezone(ahead)).astimezone(HELSINKI)
        return Clock(there.time(), (there.date() - reference).days)

    def _recurrence(self, row: Mapping[str, Any]) -> tuple[str | None, str | None, str]:
        """Weekdays, days of the month, and words for what is neither."""
        freq = one_line(row.get("freq")).upper()
        parts = [part for part in re.split(r"[,;\s]+", one_line(row.get("byday")).upper()) if part]
        parts = parts or weekdays(row.get("weekday"))
        matched = [_DAY.match(part) for part in parts]
        interval = whole(row.get("interval"), 1)
        if not all(matched):
            self.findings.bad_hours[", ".join(parts)] += 1
            return None, None, ", ".join(parts)
        ordinal = [one for one in matched if one and one[1] and freq != "WEEKLY"]
        if ordinal:
            return None, None, "\n".join(self._which(one, row) for one in ordinal)
        said = {one[2] for one in matched if one}
        every_day = len(said) == len(WEEKDAYS)
        days = None if every_day else ",".join(day for day in WEEKDAYS if day in said) or None
        month = one_line(row.get("bymonthday")).replace(" ", "")
        if freq == "MONTHLY" and month:
            good = all(re.fullmatch(r"0?[1-9]|[12]\d|3[01]", one) for one in month.split(","))
            if good and interval <= 1:
                return days, month, ""
            return None, None, f"{month}: {_span(row)}"
        if (freq == "DAILY" and interval > 1) or freq == "YEARLY" or (freq == "MONTHLY" and not days):
            return None, None, f"{freq} {interval}: {_span(row)}"
        return days, None, ""

    def _which(self, day: re.Match[str], row: Mapping[str, Any]) -> str:
        number = int(day[1])
        which = self.say(_WHICH[number]) if number in _WHICH else f"{number}."
        monday = date(2026, 1, 5)
        weekday = self.say.weekday(monday + timedelta(days=WEEKDAYS.index(day[2])))
        return self.say(
            "every month on the {which} {weekday}: {times}", which=which, weekday=weekday, times=_span(row)
        )

    def _exception(self, row: Mapping[str, Any]) -> HolidaySchedule | None:
        start = day_of(row.get("start_date") or row.get("valid_from"))
        end = day_of(row.get("end_date") or row.get("valid_to")) or start
        if start is None or end is None or end < start:
            self.findings.bad_hours[f"{row.get('start_date')} – {row.get('end_date')}"] += 1
            return None
        opens, closes = self._clock(row, "opens_at", start), self._clock(row, "closes_at", start)
        told = row.get("closed")
        closed = str(told).strip().casefold() in _YES if told is not None else not (opens and closes)
        return HolidaySchedule(
            start_date=start,
            end_date=end,
            closed=closed,
            opens_at=opens.time if opens and not closed else None,
            closes_at=closes.time if closes and not closed else None,
            description=plain(row.get("description")) or None,
        )


def _span(row: Mapping[str, Any]) -> str:
    """The times as they were written."""
    return "–".join(said for name in ("opens_at", "closes_at") if (said := one_line(row.get(name))))


def _tells(read: Schedule) -> bool:
    """A row that names days but no times or words tells nothing."""
    return bool(read.opens_at or read.closes_at or read.description or read.by_appointment)


def _joined(rows: Iterable[Schedule]) -> list[Schedule]:
    """Rows of one weekday each with the same times become one row."""
    found: dict[Any, Schedule] = {}
    for number, row in enumerate(rows):
        single = row.byday is not None and "," not in row.byday
        key: Any = structs.astuple(structs.replace(row, byday=None)) if single else number
        before = found.get(key)
        found[key] = _together(before, row) if before else row
    return [*found.values()]


def _together(before: Schedule, row: Schedule) -> Schedule:
    days = {*(before.byday or "").split(","), row.byday}
    return structs.replace(row, byday=",".join(day for day in WEEKDAYS if day in days))
