"""Knows when the next look at the published catalogue is due, also after sleep and without a network."""

from __future__ import annotations

from datetime import datetime, timedelta

from ohjaus_desktop.catalogue.rhythm import next_look
from ohjaus_desktop.daybook.store import Daybook

LOOKS = 20
"""So many earlier looks count for how long to wait after failures."""
SLEPT = timedelta(minutes=2)
"""Asked every few seconds; a gap like this means that the machine slept."""


class Lookout:
    """Plans one look after another from the daybook; asked every few seconds whether it is time."""

    def __init__(self, daybook: Daybook, *, at: datetime) -> None:
        self._daybook = daybook
        self._seed = daybook.seed()
        self._asked = at
        self._online: bool | None = None
        self.due = at
        self.plan(at=at)

    def plan(self, *, at: datetime, retry_after: timedelta | None = None, came_online: bool = False) -> None:
        """Plan the next look. retry_after: what the server asked for; came_online: just now."""
        history = [
            (note.at.astimezone(at.tzinfo), note.result not in {"failed", "refused"})
            for note in reversed(self._daybook.sync_history(LOOKS))
            if note.result not in {"cancelled", "restored"}
        ]
        self.due = next_look(
            history, at=at, seed=self._seed, retry_after=retry_after, came_online=came_online
        )

    def is_time(self, *, at: datetime, online: bool | None) -> bool:
        """Whether to look now. online: None where it is not known; without a network nobody looks."""
        came_back = online is True and self._online is False
        slept = at - self._asked > SLEPT
        self._asked, self._online = at, online
        if came_back or slept or at < self.due - timedelta(days=1):
            # Many machines wake and find their network at the same hour: each waits its own chance.
            self.plan(at=at, came_online=True)
        return online is not False and at >= self.due
