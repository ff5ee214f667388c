"""Rows → organizations, places and services.

The rule for several rows: the same organization (business id, else name) is one organization; the
same service of it (id, else name) is one service, met at every place its rows name. The service's
first row speaks for it; a later row adds its place, and says a telephone or hours only where they
differ there. Ids are made of what identifies, so that the next import gives the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from msgspec import structs

from ohjaus_desktop.catalogue.model import Location, Organization, Service, ServiceAtLocation
from ohjaus_desktop.guidance import language
from ohjaus_desktop.publishing.ptv.services import sector_by_name
from ohjaus_desktop.publishing.sheet.entry import Entry
from ohjaus_desktop.publishing.sheet.fields import BY_KEY, OF_A_ROW
from ohjaus_desktop.publishing.sheet.rows import Finding, Parsed
from ohjaus_desktop.texts import text

NAMESPACE = UUID("2c9e4f0a-7d35-5c1e-8b6a-3e0f5a9d7c42")
_ORGANIZATION = ("organization", "business_id", "sector")
_PLACE = ("place", "address", "postal_code", "city", "municipality", "village")


@dataclass(slots=True)
class Assembly:
    """What the rows have become so far."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _first_rows: dict[str, Parsed] = field(default_factory=dict)
    _organization_rows: dict[str, Parsed] = field(default_factory=dict)
    _business_ids: dict[str, str] = field(default_factory=dict)

    def add_all(self, rows: Sequence[Parsed]) -> None:
        """Add rows in their order."""
        for row in rows:
            if bid := row.values.get("business_id"):
                # A row that leaves the business id out belongs to the one that has it.
                self._business_ids.setdefault(language.plain(row.texts["organization"]), bid)
        for row in rows:
            self._add(row)

    def _add(self, row: Parsed) -> None:
        organization = self._organization(row)
        service_id = row.values.get("service_id") or _id("service", organization.id, _name(row))
        location = self._location(row, organization)
        first = service_id not in self.services
        service = self.services.get(service_id) or Service(
            id=service_id, organization_id=organization.id, name=""
        )
        links = service.service_at_locations
        if not first and (location is None or any(one.location_id == location.id for one in links)):
            self._say(
                row,
                "",
                text(
                    "The same service stands on row {row}; this row was left out.",
                    row=self._first_rows[service_id].number,
                ),
                error=True,
            )
            return
        link = ServiceAtLocation(location_id=location.id) if location else None
        entry = Entry(organization, service, location, link, first)
        if first:
            self._first_rows[service_id] = row
            for key in _of_service(row):
                entry = BY_KEY[key].put(entry, row.values[key], _tongue(row))
        else:
            entry = self._later(row, entry)
        if location is None:
            entry = _put_many(entry, row, ("municipality",))
        service = entry.service
        if entry.link:
            service = structs.replace(service, service_at_locations=[*links, entry.link])
        self.services[service_id] = service

    def _later(self, row: Parsed, entry: Entry) -> Entry:
        """A further place of a service: what differs there, and what the first row left open."""
        before = self._first_rows[entry.service.id]
        for key in _of_service(row):
            if row.texts[key] == before.texts.get(key):
                continue
            if key in OF_A_ROW:
                entry = BY_KEY[key].put(entry, row.values[key], _tongue(row))
            elif before.texts.get(key):
                self._say(
                    row,
                    key,
                    text(
                        "Row {row} says something else of the same service; row {row} holds.",
                        row=before.number,
                    ),
                )
            else:
                entry = BY_KEY[key].put(entry, row.values[key], _tongue(row))
        return entry

    def _organization(self, row: Parsed) -> Organization:
        name = row.texts["organization"]
        business_id = row.values.get("business_id") or self._business_ids.get(language.plain(name))
        id_ = row.values.get("organization_id") or _id("organization", business_id or language.plain(name))
        known = self.organizations.get(id_)
        organization = known or Organization(id=id_, name="", sector="association")
        before = self._organization_rows.setdefault(id_, row)
        entry = Entry(organization, Service(id="-", organization_id=id_, name="-"))
        for key in _ORGANIZATION:
            said = row.texts.get(key)
            if said and known and before is not row and before.texts.get(key):
                if language.plain(said) != language.plain(before.texts[key]):
                    self._say(
                        row,
                        key,
                        text(
                            "Row {row} says something else of the same organization; row {row} holds.",
                            row=before.number,
                        ),
                    )
            elif said:
                entry = BY_KEY[key].put(entry, row.values[key], _tongue(row))
        organization = entry.organization
        if not known and "sector" not in row.values:
            organization = structs.replace(organization, sector=sector_by_name([name], "association"))
        self.organizations[id_] = organization
        return organization

    def _location(self, row: Parsed, organization: Organization) -> Location | None:
        if not (row.texts.get("place") or row.texts.get("address")):
            return None
        municipality = row.values["municipality"]
        seen = language.plain(row.texts.get("place") or row.texts["address"])
        id_ = row.values.get("location_id") or _id("location", organization.id, seen, municipality)
        location = self.locations.get(id_) or Location(
            id=id_,
            name=row.texts.get("place") or row.texts["address"],
            municipality=municipality,
            organization_id=organization.id,
        )
        if id_ not in self.locations and _tongue(row) == "sv":
            location = structs.replace(location, name={"sv": str(location.name)})
        entry = Entry(organization, Service(id="-", organization_id=None, name="-"), location)
        entry = _put_many(entry, row, _PLACE)
        made = entry.location or location
        self.locations[id_] = made
        return made

    def _say(self, row: Parsed, column: str, words: str, *, error: bool = False) -> None:
        self.findings.append(Finding(row.file, row.number, column, words, error))


def _put_many(entry: Entry, row: Parsed, keys: Sequence[str]) -> Entry:
    for key in keys:
        if key in row.values:
            entry = BY_KEY[key].put(entry, row.values[key], _tongue(row))
    return entry


def _of_service(row: Parsed) -> list[str]:
    """The row's columns that say something of the service itself, in the order of the sheet."""
    aside = {*_ORGANIZATION, *_PLACE}
    return [key for key in BY_KEY if key in row.values and key not in aside]


def _tongue(row: Parsed) -> str:
    return "sv" if row.language == "sv" else "fi"


def _name(row: Parsed) -> str:
    return language.plain(row.texts.get("name_fi") or row.texts["name_sv"])


def _id(kind: str, *parts: str) -> str:
    return str(uuid5(NAMESPACE, "|".join((kind, *parts))))
