"""Rules that a type cannot say: an end before its start, a business id that cannot be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import (
    Area,
    HolidaySchedule,
    Identifier,
    Organization,
    Phone,
    Record,
    Schedule,
    Service,
)
from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.catalogue.problems import Problem, ProblemKind, RuleBroken, name_of
from ohjaus_desktop.texts import mark

BUSINESS_ID = "business_id"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_AREAS = ("areas", "service_areas", "eligibility_area")
_AREA_CODES = {"municipality": re.compile(r"\d{3}"), "wellbeing_county": re.compile(r"\d{2}")}
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
_MONTH_DAYS = re.compile(r"(0?[1-9]|[12]\d|3[01])(, ?(0?[1-9]|[12]\d|3[01]))*")

_HOURS = ("schedules", "holiday_schedules", "phones")
_WITH_HOURS = (*_HOURS, "service_at_locations")

# A control character can stand in JSON only as an escape; \t, \n and \r are harmless. What turns
# letters round (U+202D, U+202E) makes another number of a number. The first pattern is fast and takes
# an escaped backslash before a letter for one; the second is sure.
_ESCAPE = rb"\\(?:[bf]|u00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF])|u202[dDeE])"
_TURNING = rb"\xe2\x80[\xad\xae]"
_MAYBE_CONTROL = re.compile(_ESCAPE + rb"|" + _TURNING)
_CONTROL = re.compile(rb"(?<!\\)(?:\\\\)*" + _ESCAPE + rb"|" + _TURNING)
_BREAK = re.compile(r"[\t\n\r\u2028\u2029]+")


def check(record: Record, raw: bytes | memoryview) -> None:
    """Raise RuleBroken when the record cannot be true.

    raw: the record as it stands in the file.
    """
    if _MAYBE_CONTROL.search(raw) and _CONTROL.search(raw):
        raise RuleBroken(mark("A text holds control characters."))
    name = getattr(record, "name", "-")
    if not (name if isinstance(name, str) else any(name.values())):
        raise RuleBroken(mark("The name is empty."), ".name")
    _check_parts(record, _WITH_HOURS)
    if isinstance(record, Service):
        _check_ages(record)
    if isinstance(record, Notice):
        _in_order(".valid_until", record.valid_from, record.valid_until)
    _in_order(".assured_date", getattr(record, "assured_date", None), None)
    for field in _own(record.__class__, _AREAS):
        if areas := getattr(record, field):
            _check_areas(field, areas)


def with_name_in_one_line(record: Any) -> Any:
    """The record as it is, but for line breaks in its name: lists and buttons show one line."""
    name = getattr(record, "name", "")
    if not any(map(_BREAK.search, (name,) if isinstance(name, str) else name.values())):
        return record
    if isinstance(name, str):
        return structs.replace(record, name=_BREAK.sub(" ", name).strip())
    in_one = {language: _BREAK.sub(" ", said).strip() for language, said in name.items()}
    return structs.replace(record, name=in_one)


def _check_parts(record: Any, fields: tuple[str, ...]) -> None:
    for field in _own(record.__class__, fields):
        parts = getattr(record, field)
        if not parts:
            continue
        for index, part in enumerate(parts):
            # The path is put together only where something is wrong: there are a million parts.
            try:
                check_part = _OF_PART.get(part.__class__)
                if check_part:
                    check_part(part)
                else:
                    _check_parts(part, _HOURS)
            except RuleBroken as broken:
                path = f".{field}[{index}]{broken.path}"
                raise RuleBroken(broken.reason, path, broken.detail) from broken


@cache
def _own(type_: type[Record], fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that a type has."""
    return tuple(field for field in fields if field in type_.__struct_fields__)


def _check_schedule(hours: Schedule) -> None:
    if hours.valid_from or hours.valid_to:
        _in_order(".valid_to", hours.valid_from, hours.valid_to)
    if hours.dtstart:
        _in_order(".dtstart", hours.dtstart, None)
    if hours.bymonthday is not None and not _MONTH_DAYS.fullmatch(hours.bymonthday):
        raise RuleBroken(mark("A value does not have the agreed form."), ".bymonthday")


def _check_holiday(hours: HolidaySchedule) -> None:
    _in_order(".end_date", hours.start_date, hours.end_date)


def _check_phone(phone: Phone) -> None:
    if phone.direct_for_area:
        _check_areas("direct_for_area", phone.direct_for_area)
    if phone.schedules:
        _check_parts(phone, _HOURS)


_OF_PART: Mapping[type[Record], Callable[[Any], None]] = {
    Schedule: _check_schedule,
    HolidaySchedule: _check_holiday,
    Phone: _check_phone,
}
"""By type; other parts only hold such ones."""


def _in_order(path: str, first: date | None, last: date | None) -> None:
    for day in (first, last):
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            raise RuleBroken(mark("A date or time is wrong or does not exist."), path, day.isoformat())
    if first and last and last < first:
        raise RuleBroken(mark("An end comes before its start."), path, f"{last} < {first}")


def _check_ages(service: Service) -> None:
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None and oldest is not None and oldest < youngest:
        raise RuleBroken(mark("An end comes before its start."), ".maximum_age", f"{oldest:g} < {youngest:g}")


def _check_areas(field: str, areas: Sequence[Area]) -> None:
    for index, area in enumerate(areas):
        form = _AREA_CODES.get(area.type)
        if form and not form.fullmatch(area.code):
            path = f".{field}[{index}].code"
            raise RuleBroken(mark("A value does not have the agreed form."), path, area.code)


def is_business_id(text: str) -> bool:
    """Whether a Finnish business id (Y-tunnus) has seven digits, a hyphen and its check digit.

    Weights 7, 9, 10, 5, 8, 4, 2 and modulo 11; a remainder of one is never given out
    (Finnish Patent and Registration Office).
    """
    if not re.fullmatch(r"[0-9]{7}-[0-9]", text):
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(text[:7], _WEIGHTS, strict=True)) % 11
    return remainder != 1 and int(text[8]) == (0 if remainder == 0 else 11 - remainder)


class BusinessIds:
    """Drops business ids that cannot be right, and reports those that several organizations share.

    Told one organization after the other; of those that share an id the first is told when the
    second comes.
    """

    def __init__(self, tell: Callable[[Problem], None]) -> None:
        self._tell = tell
        self._first: dict[str, Problem | None] = {}

    def check(self, index: int, organization: Organization) -> Organization:
        """The organization without wrong ids. index: its place in the file."""
        good = [item for item in organization.identifiers if self._is_good(index, organization, item)]
        if len(good) == len(organization.identifiers):
            return organization
        return structs.replace(organization, identifiers=good)

    def _is_good(self, index: int, owner: Organization, item: Identifier) -> bool:
        if item.identifier_scheme != BUSINESS_ID:
            return True
        own = item.identifier
        path = f"organizations[{index}].identifiers"

        def problem(reason: str) -> Problem:
            return Problem(ProblemKind.IDENTIFIER, path, reason, own, owner.id, name_of(owner.name))

        if not is_business_id(own):
            self._tell(problem(mark("The business id is wrong: its check digit does not fit.")))
            return False
        shared = problem(mark("Several organizations have the same business id."))
        if own in self._first:
            first = self._first[own]
            if first is not None:
                self._tell(first)
                self._first[own] = None
            self._tell(shared)
        else:
            self._first[own] = shared
        return True
