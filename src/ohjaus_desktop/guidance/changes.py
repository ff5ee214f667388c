"""What has moved or closed: found by its old number or name, or because it touches what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.shelf import digits

SHORTEST_NAME = 3
"""Letters from which a typed old name counts."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a text found by its old number or name: the notices, and the numbers that hold now."""

    notices: tuple[Notice, ...] = ()
    new_numbers: tuple[str, ...] = ()


class Changes:
    """The notices of one catalogue. Immutable."""

    def __init__(self, notices: Sequence[Notice], places: Places) -> None:
        self._notices = notices
        self._places = places
        self._old = [
            (language.plain(one.old), digits(one.old), one.new, notice)
            for notice in notices
            for one in notice.replaces
        ]

    def replaced(self, text: str, number: str, at: datetime) -> Moved:
        """The notices about an old number (digits) or an old name in the text."""
        said = f" {language.plain(text)} "
        found = [
            (notice, new)
            for name, old_number, new, notice in self._old
            if _is_valid(notice, _day(at))
            and (
                (old_number == number or (len(number) >= 6 and old_number.startswith(number)))
                if number
                else (len(name) >= SHORTEST_NAME and f" {name} " in said)
            )
        ]
        numbers = tuple(dict.fromkeys(digits(new) for _, new in found if new and len(digits(new)) >= 3))
        return Moved(tuple({notice.id: notice for notice, _ in found}.values()), numbers)

    def notices(
        self,
        moved: Moved,
        shown: Sequence[tuple[str, str | None]],
        municipality: str | None,
        at: datetime,
    ) -> tuple[Notice, ...]:
        """What was found by an old number or name, then what touches the services shown.

        shown: ids of services with their organizations'.
        """
        if not self._notices:
            return ()
        services = {service for service, _ in shown}
        organizations = {organization for _, organization in shown if organization}
        touching = [
            notice
            for notice in self._notices
            if (services & set(notice.services) or organizations & set(notice.organizations))
            and _is_valid(notice, _day(at))
            and self._matters(notice, municipality)
        ]
        return tuple({notice.id: notice for notice in (*moved.notices, *touching)}.values())

    def _matters(self, notice: Notice, municipality: str | None) -> bool:
        return not notice.areas or municipality is None or self._places.covers(notice.areas, municipality)


def _day(at: datetime) -> date:
    return at.astimezone(HELSINKI).date()


def _is_valid(notice: Notice, day: date) -> bool:
    return (notice.valid_from is None or notice.valid_from <= day) and (
        notice.valid_until is None or day <= notice.valid_until
    )
