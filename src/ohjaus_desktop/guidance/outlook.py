"""The catalogue as one client sees it: who is near, who comes home, who is open.

Near is what is here, what comes home, what asks for no travel, what fetches, what lies as far as
people usually go, and last what lies beyond. Another county's own services come after all those.
An outlook belongs to one municipality (or village) and age; it is made when the place changes and
kept, so that a keystroke only sorts. What depends on the clock is made once a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from ohjaus_desktop.guidance import hours
from ohjaus_desktop.guidance.clock import Clock
from ohjaus_desktop.guidance.eye import Eye, Sight, Sights
from ohjaus_desktop.guidance.hours import HELSINKI, Opening
from ohjaus_desktop.guidance.masks import bits, mask_of, mask_where
from ohjaus_desktop.guidance.nearness import Nearness, weighed_steps
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf

_TAKES = {"yes": 0, "unknown": 1, "waiting_list": 2, "no": 3}


class Outlook:
    """All rows as seen from one place. Immutable but for what it remembers of the clock."""

    def __init__(self, shelf: Shelf, eye: Eye) -> None:
        """eye: the client's."""
        self._shelf = shelf
        self._eye = eye
        self._weights = eye.weights
        self.sights = Sights(shelf, eye)
        self.fits = self.sights.those(lambda sight: sight.fit.fits)
        self.home = self.sights.those(lambda sight: sight.home)
        self.remote = self.sights.those(lambda sight: sight.remote)
        self._clock = Clock(shelf)
        self._told: tuple[date, set[int]] | None = None
        self._minute: datetime | None = None
        self._open = 0
        self._rank: list[int] = []
        self._order: list[int] = []

    def open_now(self, at: datetime) -> int:
        """The rows that are open."""
        self._tell(at)
        return self._open

    def rank(self, at: datetime) -> Sequence[int]:
        """A number for every row, the lower the better for this client; of equal ones the first row."""
        self._tell(at)
        return self._rank

    def order(self, at: datetime) -> Sequence[int]:
        """All rows, best first."""
        self._tell(at)
        if not self._order:
            self._order = sorted(range(len(self._rank)), key=self._rank.__getitem__)
        return self._order

    @cached_property
    def steps(self) -> Sequence[int]:
        """How near every row is, as a number: equal for those that this client reaches equally well."""
        number = {key: step for step, key in enumerate(self._all_steps)}
        return [number[key] for key in self.near]

    @cached_property
    def _all_steps(self) -> Sequence[tuple[bool, Nearness]]:
        return sorted(set(self.near))

    @cached_property
    def by_step(self) -> Sequence[int]:
        """The rows of each step as a mask, the nearest first."""
        found: list[list[int]] = [[] for _ in self._all_steps]
        for row, step in enumerate(self.steps):
            found[step].append(row)
        return [mask_of(rows, len(self.sights)) for rows in found]

    @cached_property
    def steps_for_need(self) -> tuple[Sequence[int], Sequence[int]]:
        """How near every row is where it is there for the very need, and where it also answers it."""
        own, also = self._weighed_steps
        return [own[step] for step in self.steps], [also[step] for step in self.steps]

    @cached_property
    def by_step_for_need(self) -> Sequence[tuple[int, int]]:
        """The rows of each step as masks: those there for the very need, those that also answer it."""
        own, also = self._weighed_steps
        found = [[0, 0] for _ in range(1 + max((*own, *also), default=-1))]
        for step, mask in enumerate(self.by_step):
            found[own[step]][0] |= mask
            found[also[step]][1] |= mask
        return [(first, second) for first, second in found]

    @cached_property
    def _weighed_steps(self) -> tuple[Sequence[int], Sequence[int]]:
        return weighed_steps(self._all_steps, self._weights)

    @cached_property
    def near(self) -> Sequence[tuple[bool, Nearness]]:
        """Whether each row is closed for a time, and how near it is."""
        closes = self._weights.counts("active")
        closed = (closes and service.status != "active" for service in self.sights.services)
        return list(zip(closed, self.sights.each(self._eye.nearness), strict=True))

    @cached_property
    def away(self) -> int:
        """The rows to which the client has to travel."""
        return self.sights.those(lambda sight: sight.reach.mode is ReachMode.TRAVEL)

    @cached_property
    def beyond(self) -> int:
        """The rows that lie further than people of this place usually go."""
        return self.sights.those(lambda sight: sight.reach.beyond)

    def opening(self, row: int, at: datetime) -> Opening:
        """Whether one row is open, and what comes next."""
        sight = self.sights[row]
        if sight.service.status != "active":
            return hours.CLOSED
        return self._clock.opening(sight.hours, at)

    def _tell(self, at: datetime) -> None:
        minute = at.astimezone(UTC).replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        told = at.astimezone(HELSINKI).date(), self._clock.open_hours(at)
        if told != self._told:  # most minutes nothing opens or closes
            self._rank_rows(*told)
            self._told = told
        self._minute = minute

    def _rank_rows(self, today: date, open_hours: set[int]) -> None:
        """Here, home, remote, fetched, near to far, beyond; then what is open, fresh and takes clients."""
        weights, services = self._weights, self.sights.services
        fresh, ageing = today - timedelta(weights.fresh_days), today - timedelta(weights.ageing_days)
        opens, ages, takes = map(weights.counts, ("open", "assured", "takes"))
        self._rank, is_open = [], []
        for service, number, step in zip(services, self.sights.hours, self.steps, strict=True):
            assured = service.assured_date or date.min
            age = 0 if assured > fresh else 1 if assured > ageing else 2
            shut = number not in open_hours or service.status != "active"
            is_open.append(not shut)
            rank = (step * 2 + (shut and opens)) * 3 + age * ages
            self._rank.append(rank * len(_TAKES) + _TAKES[service.takes_new_clients] * takes)
        self._open = mask_where(is_open)
        self._order = []


class Glimpse:
    """A few rows as seen from one place: enough to count them, at a part of the cost."""

    def __init__(self, shelf: Shelf, eye: Eye, rows: int) -> None:
        """rows: those looked at; what is said of others means nothing."""
        self._shelf = shelf
        self._sights = {at: eye.look(shelf.rows[at]) for at in bits(rows)}
        self._size = len(shelf.rows)
        self.fits = self._those(lambda sight: sight.fit.fits)
        self.home = self._those(lambda sight: sight.home)
        self.remote = self._those(lambda sight: sight.remote)

    def open_now(self, at: datetime) -> int:
        """The rows that are open."""
        open_hours = Clock(self._shelf).open_hours(at)
        return self._those(lambda sight: sight.hours in open_hours and sight.service.status == "active")

    def _those(self, hold: Callable[[Sight], bool]) -> int:
        return mask_of((at for at, sight in self._sights.items() if hold(sight)), self._size)
