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
from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.wording import one_line, plain
from ohjaus_desktop.texts import Translator, mark

_CLOCK = re.compile(
    r"^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NAMED_CLOCKS = {"noon": time(12), "midnight": time(0), "12 noon": time(12), "12 midnight": time(0)}
_DAY = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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
_MOST_DAYS = 3660
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
        until = _earliest(day_of(row.get("valid_to")), day_of(row.get("until")), _end_of_count(row, dtstart))
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
        interval = _whole(row.get("interval"), 1)
        read = Schedule(
            byday=_shifted(days, opens.days if opens else 0) if exact else None,
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
        offset = _offset(row.get("timezone"))
        clock, own = clock_of(row.get(name))
        if clock is None:
            return None
        offset = own if own is not None else offset
        if self.abroad or offset is None or offset in _FINNISH_OFFSETS:
            return Clock(clock)
        there = datetime.combine(reference, clock, timezone(offset)).astimezone(HELSINKI)
        return Clock(there.time(), (there.date() - reference).days)

    def _recurrence(self, row: Mapping[str, Any]) -> tuple[str | None, str | None, str]:
        """Weekdays, days of the month, and words for what is neither."""
        freq = one_line(row.get("freq")).upper()
        parts = [part for part in re.split(r"[,;\s]+", one_line(row.get("byday")).upper()) if part]
        parts = parts or _weekdays(row.get("weekday"))
        matched = [_DAY.match(part) for part in parts]
        interval = _whole(row.get("interval"), 1)
        if not all(matched):
            self.findings.bad_hours[", ".join(parts)] += 1
            return None, None, ", ".join(parts)
        ordinal = [one for one in matched if one and one[1] and freq != "WEEKLY"]
        if ordinal:
            return None, None, "\n".join(self._which(one, row) for one in ordinal)
        days = ",".join(dict.fromkeys(one[2] for one in matched if one)) or None
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
        closed = one_line(row.get("closed")).casefold() in _YES or not (opens and closes)
        if row.get("closed") is True:
            closed = True
        return HolidaySchedule(
            start_date=start,
            end_date=end,
            closed=closed,
            opens_at=opens.time if opens and not closed else None,
            closes_at=closes.time if closes and not closed else None,
            description=plain(row.get("description")) or None,
        )


def clock_of(value: Any) -> tuple[time | None, timedelta | None]:
    """A time of the day and its offset from UTC, each None when it is not told."""
    said = one_line(value).casefold()
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
    return time(hour, minute), _offset(found[4])


def day_of(value: Any) -> date | None:
    """A day; of a moment, its date as written."""
    try:
        day = date.fromisoformat(one_line(value)[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def _offset(value: Any) -> timedelta | None:
    """Z, +02:00, -0500, or a number of hours."""
    said = str(value if value is not None else "").strip().lower()
    if said in {"z", "utc"}:
        return timedelta(0)
    found = re.fullmatch(r"([+-]?)(\d{1,2})(?::?(\d{2}))?(?:\.0+)?", said)
    if not found or int(found[2]) > 14:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


def _weekdays(value: Any) -> list[str]:
    """Names of weekdays, or their numbers from Monday, as 1.x writes them."""
    found = []
    for word in re.split(r"[,;/\s]+", one_line(value).casefold()):
        if word.isdigit() and 1 <= int(word) <= 7:
            found.append(WEEKDAYS[int(word) - 1])
        elif len(word) >= 2:
            found += [WEEKDAYS[number] for number, name in enumerate(_DAY_NAMES) if name.startswith(word)]
    return found


def _shifted(days: str | None, by: int) -> str | None:
    """The weekdays as they are in Finland when the clock there says another day."""
    if not days or not by:
        return days
    return ",".join(WEEKDAYS[(WEEKDAYS.index(day) + by) % 7] for day in days.split(","))


def _end_of_count(row: Mapping[str, Any], start: date | None) -> date | None:
    """The last day of a weekly row that happens so many times."""
    left = _whole(row.get("count"), 0)
    if left < 1 or start is None or one_line(row.get("freq")).upper() not in {"", "WEEKLY"}:
        return None
    days = {part for part in one_line(row.get("byday")).upper().split(",")} & set(WEEKDAYS)
    days = days or {WEEKDAYS[start.weekday()]}
    interval = max(1, _whole(row.get("interval"), 1))
    monday = start - timedelta(days=start.weekday())
    for step in range(_MOST_DAYS):
        day = start + timedelta(days=step)
        if WEEKDAYS[day.weekday()] in days and ((day - monday).days // 7) % interval == 0:
            left -= 1
            if not left:
                return day
    return None


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _whole(value: Any, otherwise: int) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return otherwise


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
        if before and before.byday and row.byday:
            days = {*before.byday.split(","), row.byday}
            row = structs.replace(row, byday=",".join(day for day in WEEKDAYS if day in days))
        found[key] = row
    return [*found.values()]
