"""When is a service open, and when does it open next.

Weekly hours, seasons, exceptions and public holidays in Europe/Helsinki. Hours that nobody
has told us are *unknown*, which is not the same as closed: a client must never be told
"closed" because a record is thin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ohjaus_desktop.catalogue.model import DeliveryMode, HolidaySchedule, Location, Schedule, Service
from ohjaus_desktop.guidance.rounds import in_turn
from ohjaus_desktop.guidance.special_days import is_eve, is_public_holiday, tells_of

HELSINKI = ZoneInfo("Europe/Helsinki")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SUNDAY = 6
LOOK_AHEAD_DAYS = 60
"""How far the next opening is looked for."""
LONGEST_STRETCH_DAYS = 8
"""What stays open longer than a week and a day never closes."""
SEASON_REMEMBERED_DAYS = 365
"""A season that ended within a year says "closed"; an older one says that the record is thin."""


class OpenState(StrEnum):
    """What the facts allow us to say."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why an ordinary week may not be the whole truth about a day that nobody has spoken of."""

    EVE = "eve"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether something is open at one moment, and what comes next.

    around_the_clock: it never closes.
    closes_at: when it closes, where it is open and closes; aware, Europe/Helsinki.
    opens_at: when it opens next, where it is closed and that is known; aware.
    by_appointment: the hours hold only at an agreed time.
    doubt: the day spoken of is an eve or a holiday for which the catalogue tells no hours, and
        the answer rests on the ordinary week.
    """

    state: OpenState
    around_the_clock: bool = False
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    by_appointment: bool = False
    doubt: Doubt | None = None


UNKNOWN = Opening(OpenState.UNKNOWN)
CLOSED = Opening(OpenState.CLOSED)


class Span(NamedTuple):
    """Open from ``start`` to before ``end``; UTC, so that a clock change cannot fold them."""

    start: datetime
    end: datetime
    by_appointment: bool = False


class Hours(NamedTuple):
    """The weekly hours and the exceptions that hold together."""

    schedules: tuple[Schedule, ...]
    exceptions: tuple[HolidaySchedule, ...] = ()


def opening(
    schedules: Sequence[Schedule],
    holiday_schedules: Sequence[HolidaySchedule],
    at: datetime,
    *,
    mode: DeliveryMode | None = None,
) -> Opening:
    """Say whether these hours are open at a moment (aware), and what comes next.

    mode: the way of reaching it that is asked about; its own hours win over the general ones.
    """
    rows = for_mode(schedules, mode)
    return _opening(Hours(tuple(rows), tuple(holiday_schedules)), at)


def for_mode(schedules: Sequence[Schedule], mode: DeliveryMode | None) -> Sequence[Schedule]:
    """The rows that are meant for a way of reaching the service, else the rows meant for any."""
    own = [row for row in schedules if mode is not None and row.attending_type == mode]
    general = [row for row in schedules if row.attending_type is None]
    if mode is None and not general:
        return schedules
    return own or general


def hours_of(service: Service, location: Location | None, mode: DeliveryMode | None = None) -> Hours:
    """The hours that hold for a service at a place (or without one).

    The hours of the service at that place come before the service's own, those before the
    house's, and a phone's own before the service's where one calls. Every exception counts: a
    closed house closes what is in it.
    """
    here = next(
        (link for link in service.service_at_locations if location and link.location_id == location.id), None
    )
    calls = service.phones[0].schedules if mode == "phone" and service.phones else ()
    choices: list[Sequence[Schedule]] = [calls, service.schedules]
    exceptions = list(service.holiday_schedules)
    if here and location:
        choices = [here.schedules, service.schedules, location.schedules]
        exceptions += [*here.holiday_schedules, *location.holiday_schedules]
    rows = next((rows for choice in choices if (rows := for_mode(choice, mode))), ())
    return Hours(tuple(rows), tuple(exceptions))


def service_opening(
    service: Service, location: Location | None, at: datetime, mode: DeliveryMode | None = None
) -> Opening:
    """``opening`` of a service at a place; closed while it does not run."""
    if service.status != "active":
        return CLOSED
    return _opening(hours_of(service, location, mode), at)


def spans(hours: Hours, day: date) -> list[Span]:
    """When these hours are open: what begins on that day, by start."""
    special = _exception(hours.exceptions, day)
    if special is not None and (special[0].closed or special[0].opens_at):
        return [] if special[0].closed else sorted(_span(day, one.opens_at, one.closes_at) for one in special)
    found = [
        _span(day, row.opens_at, row.closes_at, row.by_appointment)
        for row in hours.schedules
        if _timed(row) and _holds(row, day, as_usual=special is not None)
    ]
    return sorted(found)


def hours_on(hours: Hours, day: date, *, as_usual: bool = False) -> list[Schedule]:
    """The weekly rows with times that hold on a day; as_usual: as if it were an ordinary one.

    What never closes has no special days.
    """
    return [
        row
        for row in hours.schedules
        if _timed(row) and row.opens_at != row.closes_at and _holds(row, day, as_usual=as_usual)
    ]


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether these hours are open at a moment; False also where they are not known."""
    moment = at.astimezone(UTC)
    today = at.astimezone(HELSINKI).date()
    return any(
        span.start <= moment < span.end
        for day in (today - timedelta(days=1), today)
        for span in spans(hours, day)
    )


def _opening(hours: Hours, at: datetime) -> Opening:
    moment = at.astimezone(UTC)
    today = at.astimezone(HELSINKI).date()
    special = _exception(hours.exceptions, today)
    if not hours.schedules and special is None:
        return UNKNOWN
    now = [span for day in (-1, 0) for span in spans(hours, today + timedelta(days=day))]
    current = [span for span in now if span.start <= moment < span.end]
    if current:
        return _doubted(_open(hours, current, today), hours, today)
    if special is None and _unknown_today(hours, today):
        return Opening(OpenState.UNKNOWN, by_appointment=any(row.by_appointment for row in hours.schedules))
    coming = _next(hours, moment, today)
    if coming is None:
        return replace(CLOSED, doubt=_eve_doubt(hours, moment, today))
    opens_at = coming.start.astimezone(HELSINKI)
    closed = Opening(OpenState.CLOSED, opens_at=opens_at, by_appointment=coming.by_appointment)
    doubt = _eve_doubt(hours, moment, today)
    return replace(closed, doubt=doubt) if doubt else _doubted(closed, hours, opens_at.date())


def _doubted(told: Opening, hours: Hours, day: date) -> Opening:
    """The opening, in doubt where it rests on an ordinary week and the day is not an ordinary one."""
    if told.around_the_clock or _exception(hours.exceptions, day) is not None:
        return told
    if all(tells_of(row, day) for row in hours.schedules if _holds(row, day)):
        return told
    if is_eve(day):
        return replace(told, doubt=Doubt.EVE)
    return replace(told, doubt=Doubt.HOLIDAY) if is_public_holiday(day) else told


def _eve_doubt(hours: Hours, moment: datetime, today: date) -> Doubt | None:
    """Whether it is closed now only because of an eve that nobody has spoken of."""
    if not is_eve(today) or _exception(hours.exceptions, today) is not None:
        return None
    usual = (
        _span(today, row.opens_at, row.closes_at)
        for row in hours.schedules
        if _timed(row) and not tells_of(row, today) and _holds(row, today, as_usual=True)
    )
    return Doubt.EVE if any(span.start <= moment < span.end for span in usual) else None


def _open(hours: Hours, current: Sequence[Span], today: date) -> Opening:
    """Open now: follow the spans that touch each other to where they end."""
    end = max(span.end for span in current)
    limit = today + timedelta(days=LONGEST_STRETCH_DAYS)
    day = today
    by_appointment = all(span.by_appointment for span in current)
    while day < limit:
        for span in spans(hours, day):
            if span.start <= end < span.end:
                end = span.end
        day += timedelta(days=1)
    if end.astimezone(HELSINKI).date() >= limit:
        return Opening(OpenState.OPEN, around_the_clock=True, by_appointment=by_appointment)
    return Opening(OpenState.OPEN, closes_at=end.astimezone(HELSINKI), by_appointment=by_appointment)


def _next(hours: Hours, moment: datetime, today: date) -> Span | None:
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        for span in spans(hours, today + timedelta(days=ahead)):
            if span.start > moment:
                return span
    return None


def _unknown_today(hours: Hours, today: date) -> bool:
    """Whether the facts say nothing about today: a row without times, or only bygone seasons."""
    if any(not _timed(row) and _holds(row, today) for row in hours.schedules):
        return True
    remembered = today - timedelta(days=min(SEASON_REMEMBERED_DAYS, today.toordinal() - 1))
    return bool(hours.schedules) and all(
        row.valid_to is not None and row.valid_to < remembered for row in hours.schedules
    )


def _exception(exceptions: Sequence[HolidaySchedule], day: date) -> list[HolidaySchedule] | None:
    """The exceptions that decide about a day: the shortest one; closed wins among equals."""
    covering = [one for one in exceptions if one.start_date <= day <= one.end_date]
    if not covering:
        return None
    shortest = min(one.end_date - one.start_date for one in covering)
    narrow = [one for one in covering if one.end_date - one.start_date == shortest]
    return sorted(narrow, key=lambda one: not one.closed)


def _timed(row: Schedule) -> bool:
    return row.opens_at is not None and row.closes_at is not None


def _holds(row: Schedule, day: date, *, as_usual: bool = False) -> bool:
    """Whether a row of weekly hours holds on a day.

    as_usual: an exception says that the day is an ordinary one, holiday or not.
    """
    if (row.valid_from and day < row.valid_from) or (row.valid_to and day > row.valid_to):
        return False
    weekday = day.weekday()
    if not as_usual and row.public_holidays != "open" and is_public_holiday(day):
        if row.public_holidays == "closed":
            return False
        weekday = SUNDAY
    if row.byday and WEEKDAYS[weekday] not in row.byday:
        return False
    if row.bymonthday and str(day.day) not in [one.strip() for one in row.bymonthday.split(",")]:
        return False
    return row.interval == 1 or row.dtstart is None or in_turn(row.dtstart, day, row.interval)


def _span(day: date, opens: time | None, closes: time | None, by_appointment: bool = False) -> Span:
    """One stretch of local time as UTC. Equal ends, or 23:59 at the end, mean to midnight."""
    opens = opens or time(0)
    closes = closes or time(0)
    last_minute = (closes.hour, closes.minute) == (23, 59)
    if last_minute and opens == time(0):
        closes = time(0)
    end_day = day + timedelta(days=1) if closes <= opens else day
    return Span(_utc(day, opens), _utc(end_day, closes), by_appointment)


def _utc(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, HELSINKI).astimezone(UTC)
