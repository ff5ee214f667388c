"""How far it is, how long one drives, and how far people of a place usually go.

Distances are estimates from centre to centre ("noin 45 km"), so that a town's services are
ordered by what they are and not by their street. Only what lies well outside its municipality's
centre is measured from where it is: Ullava belongs to Kokkola, but nobody there walks to Kokkola.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ohjaus_desktop.catalogue.model import Location, Text
from ohjaus_desktop.guidance.place_lists import Municipality, Place
from ohjaus_desktop.guidance.places import Places, straight_km

NEAR_KM = 10
"""Within so far a village and a place, or a place and its centre, are the same neighbourhood."""

# How far people usually go where the catalogue tells no radius for their municipality. A town's
# people find things in town; in the valleys the next help may lie three municipalities away, from
# the smallest of them further still.
TOWN_PEOPLE, SMALL_PEOPLE = 30_000, 3_000
TOWN_KM, VALLEY_KM, SMALL_VALLEY_KM, ELSEWHERE_KM = 15, 80, 120, 50

# Average speeds, measured against published driving times (tests/guidance/test_places.py).
SHORT_KM, MIDDLE_KM = 45, 100
SHORT_SPEED, MIDDLE_SPEED, LONG_SPEED = 65, 74, 78
"""Kilometres an hour under 45 km, to 100 km, and beyond."""


def drive_minutes(kilometres: int) -> int:
    """How long one drives, estimated, in minutes rounded to 5 and never 0."""
    speed = SHORT_SPEED if kilometres < SHORT_KM else MIDDLE_SPEED if kilometres <= MIDDLE_KM else LONG_SPEED
    return max(5, 5 * round(kilometres / speed * 12))


def usual_km(municipality: str, places: Places, radii: Mapping[str, int], origin: Place | None = None) -> int:
    """How far people of a municipality (a code) usually go for a service, road kilometres.

    radii: the catalogue's own, by municipality. origin: the village they live in; where it lies
    further from its centre than people of the centre go, country distances hold.
    """
    known = places.municipality(municipality)
    if known is None:
        return ELSEWHERE_KM
    radius = radii.get(municipality) or _usual(known)
    if origin is not None and places.distance_km(origin, known) > radius:
        return max(radius, VALLEY_KM)
    return radius


def distance_km(
    location: Location, municipality: str, places: Places, origin: Place | None = None
) -> int | None:
    """From the client's centre (or village) to a place, rounded to 5 km; None where it is unknown."""
    target = _spot(location, places)
    if target is None or places.municipality(municipality) is None:
        return None
    if origin is None and isinstance(target, Municipality):
        return places.distance_km(municipality, target.code)
    return places.distance_km(origin or municipality, target)


def outlying_village(location: Location, places: Places) -> Text | None:
    """The village that a place lies in, where it is not the centre's own neighbourhood."""
    if location.village is None or not isinstance(_spot(location, places), Place):
        return None
    return location.village


def _spot(location: Location, places: Places) -> Municipality | Place | None:
    """Where a place is measured from: its centre, or where it is when that is well outside."""
    latitude, longitude = location.latitude, location.longitude
    if location.village and latitude is None:
        names = location.village.values() if isinstance(location.village, dict) else (location.village,)
        village = next((one for name in names if (one := places.named(name))), None)
        if village is not None and village.municipality == location.municipality:
            latitude, longitude = village.latitude, village.longitude
    if latitude is None or longitude is None:
        return places.municipality(location.municipality)
    return _spot_at(places, location.municipality, latitude, longitude)


@lru_cache(maxsize=50_000)
def _spot_at(
    places: Places, municipality: str, latitude: float, longitude: float
) -> Municipality | Place | None:
    centre = places.municipality(municipality)
    if centre is None or straight_km(latitude, longitude, centre.latitude, centre.longitude) <= NEAR_KM:
        return centre
    return Place(centre.name_fi, centre.code, "village", latitude, longitude)


def _usual(known: Municipality) -> int:
    if known.population >= TOWN_PEOPLE:
        return TOWN_KM
    if not known.valleys:
        return ELSEWHERE_KM
    return SMALL_VALLEY_KM if known.population < SMALL_PEOPLE else VALLEY_KM
