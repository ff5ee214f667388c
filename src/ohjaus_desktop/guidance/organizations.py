"""Who provides services: a directory to browse, and one organization in full.

Where a shelter is stays out of it altogether: a place that only a hidden service uses is neither
listed nor counted as a municipality.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ohjaus_desktop.catalogue.model import Location, Organization, Service, Text
from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.language import fold
from ohjaus_desktop.guidance.places import Places


@dataclass(frozen=True, slots=True)
class Listed:
    """One organization as it is listed.

    municipalities: codes of where it has places or serves; services: how many it offers.
    words: everything it is found by, folded (``language.fold``).
    """

    id: str
    name: Text
    sector: str
    municipalities: tuple[str, ...]
    services: int
    words: str


@dataclass(frozen=True, slots=True)
class InFull:
    """One organization with everything that belongs to it.

    day: the day asked about; notices: those valid on it.
    """

    day: date
    organization: Organization
    services: tuple[Service, ...]
    locations: tuple[Location, ...]
    notices: tuple[Notice, ...]


class Directory:
    """The organizations of the installed catalogue."""

    def __init__(self, store: CatalogueStore, places: Places) -> None:
        self._store = store
        self._places = places
        self._version: int | None = None
        self._listed: tuple[Listed, ...] = ()
        self._services: dict[str, tuple[Service, ...]] = {}
        self._locations: dict[str, Location] = {}

    def all(self) -> tuple[Listed, ...]:
        """Every organization, in the order of the file; read again after a sync."""
        self._read_if_changed()
        return self._listed

    def find(self, text: str, *, sector: str | None = None) -> tuple[Listed, ...]:
        """Those that hold every word of the text in a name, a service, a place or a number."""
        wanted = fold(text).split()
        return tuple(
            one
            for one in self.all()
            if sector in (None, one.sector) and all(word in one.words for word in wanted)
        )

    def in_full(self, id_: str, *, today: date) -> InFull | None:
        """One organization, None when it is not (or no longer) in the catalogue."""
        organization = self._store.organization(id_)
        if organization is None:
            return None
        self._read_if_changed()
        services = self._services.get(id_, ())
        own = {service.id for service in services}
        notices = tuple(
            notice
            for notice in self._store.notices()
            if (id_ in notice.organizations or own & set(notice.services)) and _valid(notice, today)
        )
        locations = _shown(id_, services, self._locations)
        return InFull(today, organization, services, locations, notices)

    def _read_if_changed(self) -> None:
        version = self._store.data_version()
        if version == self._version:
            return
        services: dict[str, list[Service]] = defaultdict(list)
        for service in self._store.services():
            if service.organization_id:
                services[service.organization_id].append(service)
        self._services = {id_: tuple(own) for id_, own in services.items()}
        self._locations = {place.id: place for place in self._store.locations()}
        self._listed = tuple(self._list(one) for one in self._store.organizations())
        self._version = version

    def _list(self, organization: Organization) -> Listed:
        services = self._services.get(organization.id, ())
        codes = {place.municipality for place in _shown(organization.id, services, self._locations)}
        for service in services:
            if not service.hide_address:
                codes |= {area.code for area in service.service_areas if area.type == "municipality"}
        known = [one for code in codes if (one := self._places.municipality(code)) is not None]
        known.sort(key=lambda one: one.name_fi)
        words = [
            *_every(organization.name),
            *_every(organization.alternate_name),
            *(name for service in services for name in _every(service.name)),
            *(name for one in known for name in (one.name_fi, one.name_sv)),
            *(phone.number.replace(" ", "") for phone in organization.phones),
        ]
        return Listed(
            id=organization.id,
            name=organization.name,
            sector=organization.sector,
            municipalities=tuple(one.code for one in known),
            services=len(services),
            words=fold("\n".join(words)),
        )


def _shown(
    organization_id: str, services: tuple[Service, ...], locations: dict[str, Location]
) -> tuple[Location, ...]:
    """The organization's own places and those of its services, without any that is hidden."""
    hidden = {met.location_id for s in services if s.hide_address for met in s.service_at_locations}
    open_to_all = {met.location_id for s in services if not s.hide_address for met in s.service_at_locations}
    own = {place.id for place in locations.values() if place.organization_id == organization_id}
    # An organization that runs a shelter: its own place may be the shelter under another record.
    if hidden and not open_to_all:
        return ()
    return tuple(place for id_, place in locations.items() if id_ in (own | open_to_all) - hidden)


def _every(value: Text | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value.values())


def _valid(notice: Notice, today: date) -> bool:
    return (notice.valid_from is None or notice.valid_from <= today) and (
        notice.valid_until is None or today <= notice.valid_until
    )
