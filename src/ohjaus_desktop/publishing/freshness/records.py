"""The records of a catalogue while answers are put into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.sheet.entry import Entry


@dataclass(slots=True)
class Records:
    """Organizations, locations and services by id, as they stand now."""

    organizations: dict[str, Organization]
    locations: dict[str, Location]
    services: dict[str, Service]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Records:
        """The records of a catalogue."""
        return cls(
            {one.id: one for one in catalogue.organizations},
            {one.id: one for one in catalogue.locations},
            {one.id: one for one in catalogue.services},
        )

    def entry(self, service_id: str, location_id: str) -> Entry | None:
        """The row of a service at a place; None where there is no such service there."""
        service = self.services.get(service_id)
        organization = self.organizations.get(service.organization_id or "") if service else None
        if service is None or organization is None:
            return None
        links = [one for one in service.service_at_locations if one.location_id in self.locations]
        if not location_id:
            return None if links else Entry(organization, service)
        for number, link in enumerate(links):
            if link.location_id == location_id:
                return Entry(organization, service, self.locations[location_id], link, first=not number)
        return None

    def keep(self, entry: Entry) -> None:
        """Take over what was changed in a row."""
        service = entry.service
        if link := entry.link:
            links = [
                link if one.location_id == link.location_id else one for one in service.service_at_locations
            ]
            service = structs.replace(service, service_at_locations=links)
        self.services[service.id] = service
        self.organizations[entry.organization.id] = entry.organization
        if entry.location:
            self.locations[entry.location.id] = entry.location

    def replace(self, service_id: str, **changes: Any) -> None:
        """Change fields of a service."""
        self.services[service_id] = structs.replace(self.services[service_id], **changes)

    def put_back(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the records as they stand now."""
        return structs.replace(
            catalogue,
            organizations=[self.organizations[one.id] for one in catalogue.organizations],
            locations=[self.locations[one.id] for one in catalogue.locations],
            services=[self.services[one.id] for one in catalogue.services],
        )
