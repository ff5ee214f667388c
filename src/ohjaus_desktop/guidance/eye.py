"""How one client gets to the rows: to a single one, and to all of them at once.

Most services are alike in what decides it: given in the same ways, in the same places and areas. One
look tells of all that are (``Shelf.kinds``), so that another place is seen in a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, overload

from ohjaus_desktop.catalogue.model import Sector, Service
from ohjaus_desktop.guidance import travel
from ohjaus_desktop.guidance.entitled import FITS, Fit, fit, of_another_county
from ohjaus_desktop.guidance.masks import mask_where
from ohjaus_desktop.guidance.nearness import NOWHERE, Nearness, nearness
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import Reach, ReachMode, home_visit, reach, remote_ways
from ohjaus_desktop.guidance.shelf import Row, Shelf, mode_of
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

T = TypeVar("T")


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
        # Whoever has to travel there would have been visited, or answered from afar.
        tried = way.mode is ReachMode.TRAVEL and code is not None and not service.hide_address
        return Sight(
            service=service,
            reach=way,
            fit=fit(service, home, self._age, places)
            if service.eligibility_area or self._age is not None
            else FITS,
            home=way.mode is ReachMode.HOME
            or (not tried and home_visit(service, locations, code, places) is not None),
            remote=bool(way.ways)
            or (not tried and bool(remote_ways(service, locations, code, places, home=home))),
            hours=self._shelf.hours_number(service, way.location_id, mode_of(way)),
            other_county=other_county,
            behind=other_county and not at_hand,
        )


class Sights(Sequence[Sight]):
    """Every row as one client sees it; each is made when it is asked for.

    services: the record of each row that suits best; hours: their hours' numbers.
    """

    def __init__(self, shelf: Shelf, eye: Eye) -> None:
        self._shelf = shelf
        self._kind_of = shelf.kinds.of_row
        self._looks = [eye.look(shelf.rows[row]) for row in shelf.kinds.first]
        self._records = [
            shelf.rows[row].services.index(look.service)
            for row, look in zip(shelf.kinds.first, self._looks, strict=True)
        ]
        self._links = [_link(look.service, look.reach) for look in self._looks]
        modes = [mode_of(look.reach) for look in self._looks]
        self.services: Sequence[Service] = [
            row.services[self._records[kind]] for row, kind in zip(shelf.rows, self._kind_of, strict=True)
        ]
        # At once: whoever asks what is open needs the hours of all rows to have their numbers.
        self.hours: Sequence[int] = [
            shelf.hours_number(service, _location(service, self._links[kind]), modes[kind])
            for service, kind in zip(self.services, self._kind_of, strict=True)
        ]
        self._made: dict[int, Sight] = {}

    def __len__(self) -> int:
        return len(self._kind_of)

    @overload
    def __getitem__(self, row: int) -> Sight: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Sight]: ...

    def __getitem__(self, row: int | slice) -> Sight | Sequence[Sight]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def each(self, told: Callable[[Sight], T]) -> Iterator[T]:
        """What is told of each row, where it is the same of all that are alike."""
        of_kind = [told(look) for look in self._looks]
        return map(of_kind.__getitem__, self._kind_of)

    def those(self, hold: Callable[[Sight], bool]) -> int:
        """The mask of the rows of which it holds; the same of all that are alike."""
        return mask_where(self.each(hold))

    def _make(self, row: int) -> Sight:
        kind, service = self._kind_of[row], self.services[row]
        look, location = self._looks[kind], _location(service, self._links[kind])
        if service is look.service:
            return look
        way = look.reach if location is None else replace(look.reach, location_id=location)
        return replace(look, service=service, reach=way, hours=self.hours[row])


def _link(service: Service, way: Reach) -> int | None:
    """Which of its places the way leads to."""
    ids = [link.location_id for link in service.service_at_locations]
    return None if way.location_id is None else ids.index(way.location_id)


def _location(service: Service, link: int | None) -> str | None:
    return None if link is None else service.service_at_locations[link].location_id
