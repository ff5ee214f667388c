"""How a client in one municipality gets to a service.

Here, it comes home, without travelling, the nearest place as far as people there usually go,
beyond. Nearness is counted from where the client is, entitlement (``entitled``) from where they
live: mostly the same. A shelter has no place, no municipality and no distance: its address must not
be guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ohjaus_desktop.catalogue.model import Delivery, DeliveryMode, Location, Service, Text
from ohjaus_desktop.guidance import travel
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places

REMOTE_MODES: tuple[DeliveryMode, ...] = ("phone", "video", "chat", "online")
INTERNET_MODES = frozenset({"video", "chat", "online"})
"""Those of them that take a device and the internet."""


_ANYWHERE = Delivery(mode="phone")


class ReachMode(StrEnum):
    """Best first."""

    HERE = "here"
    HOME = "home"
    REMOTE = "remote"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a client in one municipality gets to a service.

    distance_km: estimated road distance from centre to centre, rounded to 5 km; None when
        nobody travels (remote), somebody comes to the client (home), it is here, or where
        no place may be told (a shelter).
    municipality: code of the municipality where it is met; None when it is not met anywhere.
    location_id: the place to visit, None when there is none to show.
    weekdays: for rounds and home visits, the weekdays ("MO,TH"), None when not told.
    ways: for a remote one, how: phone, video, chat, online.
    village: where it is met, where that is not its municipality's centre.
    beyond: the nearest place lies further than people of the client's municipality usually go.
    kin: the place to travel to lies in the client's own municipality 0, in their valley 1, else 2.
    fetched: the service fetches the client from home.
    elsewhere: it is met nowhere, and comes or answers only to people of other areas.
    """

    mode: ReachMode
    distance_km: int | None = None
    municipality: str | None = None
    location_id: str | None = None
    weekdays: str | None = None
    ways: tuple[DeliveryMode, ...] = ()
    village: Text | None = None
    beyond: bool = False
    kin: int = 2
    fetched: bool = False
    elsewhere: bool = False

    @property
    def drive_minutes(self) -> int | None:
        """How long one drives there, estimated; None where nobody has to."""
        return travel.drive_minutes(self.distance_km) if self.distance_km else None


def reach(
    service: Service,
    locations: Mapping[str, Location],
    municipality: str | None,
    places: Places,
    *,
    origin: Place | None = None,
    radius_km: int | None = None,
    home: str | None = None,
) -> Reach:
    """The best way to a service for somebody who is in a municipality (its code).

    locations: by id. municipality None: nobody has told yet, so nothing is near or far.
    origin: the village they are in, where distances are counted from. radius_km: how far people
    there usually go; None: as ``travel.usual_km`` knows it. home: the municipality where they
    live, when they are elsewhere for now; the phone of their own county still answers them.
    """
    met_at = places_met(service, locations)
    if municipality is not None and not service.hide_address:
        here = _here(service, met_at, municipality, places, origin)
        if here:
            return here
    visit = home_visit(service, locations, municipality, places)
    if visit:
        return Reach(ReachMode.HOME, weekdays=visit.weekdays)
    if service.hide_address:
        # Whoever needs a shelter calls it: that is the way in, from anywhere.
        return Reach(ReachMode.REMOTE, ways=("phone",)) if service.phones else Reach(ReachMode.TRAVEL)
    if municipality is not None and not met_at and _only_here(service, municipality):
        return Reach(ReachMode.HERE, municipality=municipality)
    ways = remote_ways(service, locations, municipality, places, home=home)
    if ways and (municipality or not met_at):
        return Reach(ReachMode.REMOTE, ways=ways)
    return _travel(service, met_at, municipality, places, origin, radius_km)


def places_met(service: Service, locations: Mapping[str, Location]) -> list[Location]:
    """The places where clients meet the service; none for a shelter."""
    if service.hide_address:
        return []
    return _linked(service, locations)


def home_visit(
    service: Service, locations: Mapping[str, Location], municipality: str | None, places: Places
) -> Delivery | None:
    """The way in which the service comes to homes of the municipality, None when it does not.

    municipality None: the way in which it comes to homes anywhere.
    """
    for way in service.delivery:
        if way.mode == "home" and (
            municipality is None or _serves(service, way, locations, municipality, places)
        ):
            return way
    return None


def remote_ways(
    service: Service,
    locations: Mapping[str, Location],
    municipality: str | None,
    places: Places,
    *,
    home: str | None = None,
) -> tuple[DeliveryMode, ...]:
    """The ways in which a client of the municipality gets the service without anybody travelling.

    home: where they live, when they are elsewhere for now; either may be served.
    """
    codes = [code for code in (municipality, home) if code is not None]
    ways = [way for way in service.delivery if way.mode in REMOTE_MODES]
    if not service.delivery and not service.service_at_locations and (service.phones or service.url):
        # A thin record: it has no place and says no way, but it can be called or opened.
        ways = [Delivery(mode="phone" if service.phones else "online")]
    if ways and codes:
        # What names no municipalities of its own serves the same ones by every such way.
        served = any(_serves(service, _ANYWHERE, locations, code, places) for code in codes)
        ways = [way for way in ways if _named(way, codes, otherwise=served)]
    serving = {way.mode for way in ways}
    return tuple(mode for mode in REMOTE_MODES if mode in serving)


def _named(way: Delivery, codes: Sequence[str], *, otherwise: bool) -> bool:
    """Whether a way names one of the municipalities; ``otherwise`` where it names none."""
    return any(code in way.municipalities for code in codes) if way.municipalities else otherwise


def _round(service: Service, municipality: str) -> Delivery | None:
    """The visiting round that stops in the municipality."""
    for way in service.delivery:
        if way.mode == "visit" and municipality in way.municipalities:
            return way
    return None


def _serves(
    service: Service,
    way: Delivery,
    locations: Mapping[str, Location],
    municipality: str,
    places: Places,
) -> bool:
    """Whether a way of giving the service covers the municipality.

    Where neither the way nor the service names an area, the places tell: a home visit goes to
    their municipalities, a phone answers their wellbeing services county. A phone without any
    place answers everybody.
    """
    if way.municipalities:
        return municipality in way.municipalities
    if service.service_areas:
        return places.covers(service.service_areas, municipality)
    met_in = {location.municipality for location in _linked(service, locations)}
    if way.mode == "home":
        return municipality in met_in
    return not met_in or places.county(municipality) in {places.county(code) for code in met_in}


def _linked(service: Service, locations: Mapping[str, Location]) -> list[Location]:
    linked = (locations.get(link.location_id) for link in service.service_at_locations)
    return [location for location in linked if location is not None]


def _here(
    service: Service, met_at: Sequence[Location], municipality: str, places: Places, origin: Place | None
) -> Reach | None:
    """Met in the client's own municipality, and for a village not far from it; None when not."""
    near = [
        one
        for one in met_at
        if one.municipality == municipality
        and (origin is None or (travel.distance_km(one, municipality, places, origin) or 0) <= travel.NEAR_KM)
    ]
    round_here = _round(service, municipality)
    if near:
        one = near[0]
        village = travel.outlying_village(one, places)
        return Reach(ReachMode.HERE, municipality=municipality, location_id=one.id, village=village)
    if round_here:
        return Reach(ReachMode.HERE, municipality=municipality, weekdays=round_here.weekdays)
    return None


def _travel(
    service: Service,
    met_at: Sequence[Location],
    municipality: str | None,
    places: Places,
    origin: Place | None,
    radius_km: int | None,
) -> Reach:
    """The nearest place, or only the way when there is none to travel to."""
    if not met_at:
        elsewhere = municipality is not None and _only_elsewhere(service, municipality, places)
        return Reach(ReachMode.TRAVEL, elsewhere=elsewhere)
    known = places.municipality(municipality) if municipality else None
    if known is None or municipality is None:
        first = met_at[0]
        return Reach(ReachMode.TRAVEL, municipality=first.municipality, location_id=first.id)
    if radius_km is None:
        radius_km = travel.usual_km(municipality, places, {}, origin)
    distances = [(travel.distance_km(one, municipality, places, origin), one) for one in met_at]
    kilometres, nearest = min(distances, key=lambda pair: (pair[0] is None, pair[0] or 0))
    there = places.municipality(nearest.municipality)
    return Reach(
        ReachMode.TRAVEL,
        kilometres,
        nearest.municipality,
        nearest.id,
        village=travel.outlying_village(nearest, places),
        beyond=kilometres is None or kilometres > radius_km,
        kin=0 if there is known else 1 if there and {*there.valleys} & {*known.valleys} else 2,
        fetched="fetches" in service.barriers and _works_for(service, municipality, kilometres, places),
    )


def _only_here(service: Service, municipality: str) -> bool:
    """Whether clients visit it and it serves this one municipality: it is there, whatever its address."""
    areas = [(area.type, area.code) for area in service.service_areas]
    return areas == [("municipality", municipality)] and any(way.mode == "visit" for way in service.delivery)


def _only_elsewhere(service: Service, municipality: str, places: Places) -> bool:
    """Whether what is told leaves the municipality out; an address that nobody told leaves nobody out."""
    if service.service_areas and not places.covers(service.service_areas, municipality):
        return True
    return bool(service.delivery) and all(way.municipalities for way in service.delivery)


def _works_for(service: Service, municipality: str, kilometres: int | None, places: Places) -> bool:
    """Whether a service that fetches its clients fetches them from here too."""
    if service.service_areas:
        return places.covers(service.service_areas, municipality)
    return kilometres is not None and kilometres <= travel.NEAR_KM
