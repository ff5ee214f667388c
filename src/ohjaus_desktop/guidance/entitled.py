"""Whether a client is entitled to a service, and whether it is their own county's.

Entitlement is counted from where the client lives, nearness (``reach``) from where they are. What
the catalogue does not tell keeps nobody out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ohjaus_desktop.catalogue.model import Location, Sector, Service
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import places_met
from ohjaus_desktop.texts import Translator, mark


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a client is entitled to a service and of its ages.

    message: why not, a message of the translations with ``values``; "" where they are.
    """

    fits: bool
    message: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self, say: Translator) -> str:
        """Why not, in one sentence; "" where they are entitled."""
        return say(self.message, **dict(self.values)) if self.message else ""


FITS = Fit(True)


def fit(service: Service, municipality: str | None, age: int | None, places: Places) -> Fit:
    """Whether the service is for somebody of this municipality and age; what is not told fits."""
    if age is not None:
        if service.minimum_age is not None and age < service.minimum_age:
            return Fit(False, mark("For people aged {age} or over."), (("age", _whole(service.minimum_age)),))
        if service.maximum_age is not None and age >= service.maximum_age + 1:
            return Fit(
                False, mark("For people aged {age} or under."), (("age", _whole(service.maximum_age)),)
            )
    if municipality is None or not service.eligibility_area:
        return FITS
    if places.covers(service.eligibility_area, municipality):
        return FITS
    return Fit(False, mark("Only for residents of its own area."))


def of_another_county(
    service: Service,
    sector: Sector | None,
    locations: Mapping[str, Location],
    home: str | None,
    places: Places,
) -> bool:
    """Whether a public service is another wellbeing services county's than the client's own.

    It may still take them (a health centre may be chosen anywhere: Health Care Act 1326/2010
    § 47), but a county answers for its own residents (Act 612/2021 § 8), so their own comes first.
    home: code of where the client lives. Associations and shelters ask nobody's county.
    """
    if home is None or sector != "wellbeing_county" or service.hide_address or service.eligibility_area:
        return False
    if service.service_areas:
        return not places.covers(service.service_areas, home)
    counties = {places.county(one.municipality) for one in places_met(service, locations)}
    return bool(counties) and places.county(home) not in counties


def _whole(age: float) -> float:
    return int(age) if age == int(age) else age
