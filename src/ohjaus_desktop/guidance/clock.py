"""Who is open at a moment, for many services at once: equal hours are looked at once.

What holds for a day is worked out once a day, what holds for a minute once a minute.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ohjaus_desktop.guidance import hours
from ohjaus_desktop.guidance.hours import HELSINKI, Opening, Span
from ohjaus_desktop.guidance.shelf import Shelf


class Clock:
    """Openings by the hours' number: equal hours are looked at once a minute."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._day: date | None = None
        self._spans: list[list[Span]] = []
        self._minute: datetime | None = None
        self._openings: dict[int, Opening] = {}

    def open_hours(self, at: datetime) -> set[int]:
        """The numbers of the hours that are open."""
        moment = at.astimezone(UTC)
        today = at.astimezone(HELSINKI).date()
        if today != self._day or len(self._spans) != len(self._shelf.hours):
            yesterday = today - timedelta(days=1)
            self._spans = [hours.spans(one, yesterday) + hours.spans(one, today) for one in self._shelf.hours]
            self._day = today
        return {
            number
            for number, spans in enumerate(self._spans)
            if any(span.start <= moment < span.end for span in spans)
        }

    def opening(self, number: int, at: datetime) -> Opening:
        """The opening of one set of hours."""
        minute = at.astimezone(UTC).replace(second=0, microsecond=0)
        if minute != self._minute:
            self._openings, self._minute = {}, minute
        if number not in self._openings:
            known = self._shelf.hours[number]
            self._openings[number] = hours.opening(known.schedules, known.exceptions, at)
        return self._openings[number]
