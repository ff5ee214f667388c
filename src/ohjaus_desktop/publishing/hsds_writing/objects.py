"""Organizations, locations and services as HSDS 3.0 objects, nested as its API gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from ohjaus_desktop.catalogue.model import Identifier, Location, Organization, Service
from ohjaus_desktop.catalogue.rules import BUSINESS_ID
from ohjaus_desktop.publishing.hsds import own
from ohjaus_desktop.publishing.hsds.organizations import PRH
from ohjaus_desktop.publishing.hsds_writing.parts import Parts, filled
from ohjaus_desktop.publishing.hsds_writing.terms import Object, uid

_ORGANIZATION = frozenset(
    {"id", "name", "alternate_name", "description", "email", "website", "phones", "contacts", "identifiers"}
)
_LOCATION = frozenset(
    {
        "id",
        "name",
        "organization_id",
        "addresses",
        "latitude",
        "longitude",
        "transportation",
        "accessibility",
        "phones",
        "schedules",
        "holiday_schedules",
        "identifiers",
    }
)
_SERVICE_FIELDS = """
    id organization_id name alternate_name description status alert minimum_age maximum_age
    eligibility_description eligibility_area service_areas service_at_locations schedules holiday_schedules
    phones contacts email url languages interpretation_services application_process required_documents
    cost_options fees_description identifiers assured_date
"""
_SERVICE = frozenset(_SERVICE_FIELDS.split())
_BASIC = ("id", "name", "alternate_name", "description", "email", "website", "url", "status")
"""What a list of the API tells of each."""


@dataclass(slots=True)
class Objects:
    """Writes the records of one catalogue.

    hidden: ids of locations that must not be told, because a shelter is met there.
    """

    parts: Parts
    organizations: dict[str, Organization]
    locations: dict[str, Location]
    hidden: frozenset[str]
    _written: dict[str, Object] = field(default_factory=dict)

    def organization(self, one: Organization) -> Object:
        """An organization in full, with its places."""
        own_id = record_id("organization", one.id)
        parts = self.parts
        parts.losses.count("organizations", one, _ORGANIZATION | {*own.facts_of(Organization)})
        places = [
            self.location(place)
            for place in self.locations.values()
            if place.organization_id == one.id and place.id not in self.hidden
        ]
        return filled(
            id=own_id,
            name=parts.text(one.name),
            alternate_name=parts.text(one.alternate_name),
            description=parts.text(one.description) or "",
            email=parts.email("organizations.email", one.email),
            website=parts.link("organizations.website", one.website),
            phones=parts.phones(own_id, one.phones),
            contacts=parts.contacts(own_id, one.contacts),
            locations=places,
            organization_identifiers=[
                {
                    "id": uid(own_id, "identifier", identifier.identifier_scheme, identifier.identifier),
                    "identifier_scheme": PRH
                    if identifier.identifier_scheme == BUSINESS_ID
                    else identifier.identifier_scheme,
                    "identifier_type": identifier.identifier_scheme,
                    "identifier": identifier.identifier,
                }
                for identifier in one.identifiers
            ],
            **parts.facts("organization", own_id, one),
        )

    def location(self, one: Location) -> Object:
        """A place; the same object wherever it is nested."""
        if one.id not in self._written:
            self._written[one.id] = self._location(one)
        return self._written[one.id]

    def has_written(self, id_: str) -> bool:
        """Whether a place of the central file has come along."""
        return id_ in self._written

    def _location(self, one: Location) -> Object:
        own_id = record_id("location", one.id)
        parts = self.parts
        parts.losses.count("locations", one, _LOCATION | {*own.facts_of(Location)})
        runs = one.organization_id in self.organizations
        return filled(
            id=own_id,
            location_type="physical",
            organization_id=record_id("organization", str(one.organization_id)) if runs else None,
            name=parts.text(one.name),
            transportation=parts.text(one.transportation),
            latitude=one.latitude,
            longitude=one.longitude,
            addresses=parts.addresses(own_id, one.municipality, one.addresses),
            accessibility=parts.accessibility(own_id, one.accessibility),
            phones=parts.phones(own_id, one.phones),
            schedules=parts.schedules(own_id, one.schedules, one.holiday_schedules),
            **parts.facts("location", own_id, one, _identifiers(one.identifiers)),
        )

    def service(self, one: Service) -> Object:
        """A service in full, with its organization in short and its places in full."""
        own_id = record_id("service", one.id)
        parts = self.parts
        parts.losses.count("services", one, _SERVICE | {*own.facts_of(Service), *own.TERMS})
        for way in one.delivery:
            parts.losses.count("services.delivery", way, {"mode"})
        provider = self.organizations.get(one.organization_id or "")
        return filled(
            id=own_id,
            organization_id=record_id("organization", provider.id) if provider else None,
            name=parts.text(one.name),
            alternate_name=parts.text(one.alternate_name),
            description=parts.text(one.description),
            url=parts.link("services.url", one.url),
            email=parts.email("services.email", one.email),
            status=one.status,
            interpretation_services=parts.text(one.interpretation_services),
            application_process=parts.text(one.application_process),
            fees_description=parts.text(one.fees_description),
            eligibility_description=parts.text(one.eligibility_description),
            minimum_age=one.minimum_age,
            maximum_age=one.maximum_age,
            assured_date=one.assured_date.isoformat() if one.assured_date else None,
            alert=parts.text(one.alert),
            phones=parts.phones(own_id, one.phones),
            schedules=parts.schedules(own_id, one.schedules, one.holiday_schedules),
            service_areas=parts.areas(own_id, one.service_areas),
            service_at_locations=self._met(own_id, one),
            languages=parts.languages(own_id, one.languages),
            organization=self._provider(provider) if provider else None,
            cost_options=parts.costs(own_id, one.cost_options),
            required_documents=parts.documents(own_id, one.required_documents),
            contacts=parts.contacts(own_id, one.contacts),
            **parts.facts("service", own_id, one, _of_service(one)),
        )

    def _provider(self, one: Organization) -> Object:
        # Its own file tells the rest, and counts what its languages lose.
        say = self.parts.say
        return {
            "id": record_id("organization", one.id),
            "name": say.name(one.name),
            "description": say.name(one.description),
        }

    def _met(self, own_id: str, one: Service) -> list[Object]:
        if one.hide_address:
            self.parts.losses.fields["services.service_at_locations"] += bool(one.service_at_locations)
            return []
        found = []
        for link in one.service_at_locations:
            place = self.locations.get(link.location_id)
            if place is None or place.id in self.hidden:
                continue
            id_ = uid(own_id, "service_at_location", place.id)
            found.append(
                filled(
                    id=id_,
                    service_id=own_id,
                    location_id=record_id("location", place.id),
                    description=self.parts.text(link.description),
                    phones=self.parts.phones(id_, link.phones),
                    schedules=self.parts.schedules(id_, link.schedules, link.holiday_schedules),
                    location=self.location(place),
                )
            )
        return found


def basic(full: Object) -> Object:
    """What a list tells of an object."""
    short = {name: full[name] for name in _BASIC if name in full}
    return short | ({"organization": full["organization"]} if "organization" in full else {})


def record_id(kind: str, id_: str) -> str:
    """A UUID as it is; HSDS takes nothing else, so any other id gets one made of it."""
    try:
        return str(UUID(id_))
    except ValueError:
        return uid(kind, id_)


def _identifiers(identifiers: Iterable[Identifier]) -> list[tuple[str, str, str | None]]:
    return [("facts", own.IDENTIFIER, f"{one.identifier_scheme}:{one.identifier}") for one in identifiers]


def _of_service(one: Service) -> list[tuple[str, str, str | None]]:
    """The lists of a service as terms."""
    said: list[tuple[str, str, str | None]] = [
        (name, code, None) for name in own.TERMS if name != own.DELIVERY for code in getattr(one, name)
    ]
    said += [(own.DELIVERY, way.mode, None) for way in one.delivery]
    said += [("facts", "eligibility_area", f"{area.type}:{area.code}") for area in one.eligibility_area]
    return [*said, *_identifiers(one.identifiers)]
