"""PTV's service hours: weekly hours, hours past midnight, and exceptions.

Hours of an unknown kind are left out, and so are weekly hours without any time: PTV means
"around the clock" by some of them and nothing by others, and unknown is not open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ohjaus_desktop.catalogue.model import HolidaySchedule, Schedule
from ohjaus_desktop.publishing.ptv.wording import as_text, objects, words

_HELSINKI = ZoneInfo("Europe/Helsinki")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT, _LAST_MINUTE = time(0, 0), time(23, 59)

# The names changed between versions 4 and 7 of the open API.
_WEEKLY = {"DaysOfTheWeek", "Standard"}
_EXCEPTION = {"Exceptional", "Exception"}
_OVER_MIDNIGHT = {"OverMidnight", "Special"}


@dataclass(frozen=True, slots=True)
class Hours:
    """When something is open, as the central file says it."""

    schedules: list[Schedule]
    exceptions: list[HolidaySchedule]


def hours(service_hours: Any) -> Hours:
    """Understand PTV's list of service hours."""
    found = objects(service_hours)
    weekly = [row for one in found for row in _regular(one)]
    exceptions = [row for one in found for row in _exceptional(one)]
    return Hours(weekly, sorted(exceptions, key=lambda row: (row.start_date, row.end_date)))


def _regular(one: Mapping[str, Any]) -> list[Schedule]:
    kind = str(one.get("serviceHourType"))
    if kind not in _WEEKLY | _OVER_MIDNIGHT or one.get("isClosed") is True:
        return []
    facts: dict[str, Any] = {
        "valid_from": _day(one.get("validFrom")),
        "valid_to": _day(one.get("validTo")),
        "by_appointment": one.get("isReservation") is True,
        "description": as_text(words(one.get("additionalInformation"))),
    }
    if one.get("isAlwaysOpen") is True:
        return [Schedule(opens_at=_MIDNIGHT, closes_at=_LAST_MINUTE, **facts)]
    if facts["by_appointment"] and not one.get("openingHour"):
        return [Schedule(**facts)]
    spans = _past_midnight if kind in _OVER_MIDNIGHT else _within_days
    by_times: dict[tuple[time, time], set[int]] = {}
    for opening in objects(one.get("openingHour")):
        for weekday, opens, closes in spans(opening):
            by_times.setdefault((opens, closes), set()).add(weekday)
    ordered = sorted((min(days), times, days) for times, days in by_times.items())
    return [
        Schedule(
            byday=",".join(_CODES[day] for day in sorted(days)), opens_at=opens, closes_at=closes, **facts
        )
        for _, (opens, closes), days in ordered
    ]


def _within_days(opening: Mapping[str, Any]) -> Iterator[tuple[int, time, time]]:
    """Monday to Friday 8–16 is each of the five days 8–16."""
    opens, closes = _time(opening.get("from")), _time(opening.get("to"))
    if opens is not None and closes is not None:
        for day in _days(opening):
            yield day, opens, closes


def _past_midnight(opening: Mapping[str, Any]) -> Iterator[tuple[int, time, time]]:
    """Friday 18 to Monday 8 is Friday from 18, two whole days, and Monday until 8."""
    opens, closes = _time(opening.get("from")), _time(opening.get("to"))
    days = [*_days(opening)]
    if opens is None or closes is None or not days:
        return
    if len(days) == 1 or (len(days) == 2 and closes < opens):
        yield days[0], opens, closes
        return
    yield days[0], opens, _MIDNIGHT
    for day in days[1:-1]:
        yield day, _MIDNIGHT, _LAST_MINUTE
    if closes != _MIDNIGHT:
        yield days[-1], _MIDNIGHT, closes


def _days(opening: Mapping[str, Any]) -> Iterable[int]:
    first = opening.get("dayFrom")
    if first not in _DAYS:
        return ()
    start = _DAYS.index(first)
    last = opening.get("dayTo")
    length = (_DAYS.index(last) - start) % 7 if last in _DAYS else 0
    return tuple((start + step) % 7 for step in range(length + 1))


def _exceptional(one: Mapping[str, Any]) -> Iterator[HolidaySchedule]:
    start = _day(one.get("validFrom"))
    if str(one.get("serviceHourType")) not in _EXCEPTION or start is None:
        return
    end = max(_day(one.get("validTo")) or start, start)
    description = as_text(words(one.get("additionalInformation")))
    times = [(_time(o.get("from")), _time(o.get("to"))) for o in objects(one.get("openingHour"))]
    known = [(opens, closes) for opens, closes in times if opens is not None and closes is not None]
    if one.get("isClosed") is True:
        yield HolidaySchedule(start_date=start, end_date=end, description=description)
    for opens, closes in known if one.get("isClosed") is not True else ():
        yield HolidaySchedule(
            start_date=start,
            end_date=end,
            closed=False,
            opens_at=opens,
            closes_at=closes,
            description=description,
        )


def _time(value: Any) -> time | None:
    if isinstance(value, str) and value.startswith("24:00"):
        return _MIDNIGHT
    try:
        return time.fromisoformat(value).replace(second=0, microsecond=0, tzinfo=None)
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> date | None:
    """The day in Finland of a moment that PTV gives in UTC or without a zone."""
    moment = moment_of(value)
    return moment.date() if moment else None


def moment_of(value: Any) -> datetime | None:
    """A moment of PTV in Finnish time; None when it is missing or not one."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    # Year 1 and year 9999 are how databases say "never".
    if not 1990 <= moment.year <= 2100:
        return None
    return moment.astimezone(_HELSINKI) if moment.tzinfo else moment.replace(tzinfo=_HELSINKI)
