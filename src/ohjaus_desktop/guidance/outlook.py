"""The catalogue as one client sees it: who is near, who comes home, who is open.

Near is what is here, what comes home, what asks for no travel, what fetches, what lies as far as
people usually go, and last what lies beyond. Another county's own services come after all those.
An outlook belongs to one municipality (or village) and age; it is made when the place changes and
kept, so that a keystroke only sorts. What depends on the clock is made once a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from ohjaus_desktop.catalogue.model import Sector, Service
from ohjaus_desktop.guidance import hours, travel
from ohjaus_desktop.guidance.clock import Clock
from ohjaus_desktop.guidance.entitled import FITS, Fit, fit, of_another_county
from ohjaus_desktop.guidance.hours import HELSINKI, Opening
from ohjaus_desktop.guidance.masks import bits, mask_of
from ohjaus_desktop.guidance.nearness import NOWHERE, Nearness, nearness, weighed_steps
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import REMOTE_MODES, Reach, ReachMode, home_visit, reach, remote_ways
from ohjaus_desktop.guidance.shelf import Row, Shelf
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

_TAKES = {"yes": 0, "unknown": 1, "waiting_list": 2, "no": 3}


@dataclass(frozen=True, slots=True)
class Sight:
    """How this client gets to one row: the record that suits best, and its hours' number.

    other_county: it is a public service of another county than the client's own; behind: so it
    comes after all others, unless the client is staying where it is at hand.
    """

    service: Service
    reach: Reach
    fit: Fit
    home: bool
    remote: bool
    hours: int
    other_county: bool = False
    behind: bool = False


class Eye:
    """Looks at single rows as one client sees them. Immutable."""

    def __init__(
        self,
        shelf: Shelf,
        places: Places,
        municipality: str | None,
        origin: Place | None,
        age: int | None,
        *,
        home: str | None = None,
        radii: Mapping[str, int] | None = None,
        weights: Weights = WEIGHTS,
    ) -> None:
        """municipality: where the client is; home: where they live, None: there.

        radii: how far people of a municipality usually go, as the catalogue tells it.
        """
        self.weights = weights
        self._shelf = shelf
        self._home = home or municipality
        self._radius = travel.usual_km(municipality, places, radii or {}, origin) if municipality else None
        self._places = places
        self.municipality = municipality
        self._origin = origin
        self._age = age

    def look(self, row: Row) -> Sight:
        """How the client gets to it; of several records the one that suits best."""
        sector = row.organization.sector if row.organization else None
        looks = [self._sight(service, sector) for service in row.services]
        if len(looks) == 1:
            return looks[0]
        return min(
            looks,
            key=lambda one: (not one.fit.fits, *self.nearness(one)),
        )

    def nearness(self, sight: Sight) -> Nearness:
        """How near a row is; all alike while nobody has said where the client lives."""
        if self.municipality is None:
            return NOWHERE
        return nearness(sight.reach, self.weights, behind=sight.behind)

    def _sight(self, service: Service, sector: Sector | None) -> Sight:
        locations, code, places, home = self._shelf.locations, self.municipality, self._places, self._home
        way = reach(service, locations, code, places, origin=self._origin, radius_km=self._radius, home=home)
        other_county = of_another_county(service, sector, locations, home, places)
        at_hand = home != code and way.mode is not ReachMode.TRAVEL
        modes = {one.mode for one in service.delivery}
        thin = not modes and not service.service_at_locations
        return Sight(
            service=service,
            reach=way,
            fit=fit(service, home, self._age, places)
            if service.eligibility_area or self._age is not None
            else FITS,
            home="home" in modes and home_visit(service, locations, code, places) is not None,
            remote=bool(way.ways)
            or (
                (thin or not modes.isdisjoint(REMOTE_MODES))
                and bool(remote_ways(service, locations, code, places, home=home))
            ),
            hours=self._shelf.hours_number(service, way),
            other_county=other_county,
            behind=other_county and not at_hand,
        )


class Outlook:
    """All rows as seen from one place. Immutable but for what it remembers of the clock."""

    def __init__(self, shelf: Shelf, eye: Eye) -> None:
        """eye: the client's."""
        self._shelf = shelf
        self._eye = eye
        self._weights = eye.weights
        self.sights = [eye.look(row) for row in shelf.rows]
        size = len(self.sights)
        self.fits = mask_of((at for at, sight in enumerate(self.sights) if sight.fit.fits), size)
        self.home = mask_of((at for at, sight in enumerate(self.sights) if sight.home), size)
        self.remote = mask_of((at for at, sight in enumerate(self.sights) if sight.remote), size)
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
        return [
            (closes and sight.service.status != "active", self._eye.nearness(sight)) for sight in self.sights
        ]

    @cached_property
    def away(self) -> int:
        """The rows to which the client has to travel."""
        travelled = (row for row, sight in enumerate(self.sights) if sight.reach.mode is ReachMode.TRAVEL)
        return mask_of(travelled, len(self.sights))

    @cached_property
    def beyond(self) -> int:
        """The rows that lie further than people of this place usually go."""
        too_far = (row for row, sight in enumerate(self.sights) if sight.reach.beyond)
        return mask_of(too_far, len(self.sights))

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
        weights = self._weights
        fresh, ageing = today - timedelta(weights.fresh_days), today - timedelta(weights.ageing_days)
        opens, ages, takes = map(weights.counts, ("open", "assured", "takes"))
        self._rank, is_open = [], []
        for row, (sight, step) in enumerate(zip(self.sights, self.steps, strict=True)):
            service = sight.service
            assured = service.assured_date or date.min
            age = 0 if assured > fresh else 1 if assured > ageing else 2
            closed = sight.hours not in open_hours or service.status != "active"
            if not closed:
                is_open.append(row)
            rank = (step * 2 + (closed and opens)) * 3 + age * ages
            self._rank.append(rank * len(_TAKES) + _TAKES[service.takes_new_clients] * takes)
        self._open = mask_of(is_open, len(self.sights))
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
