"""Records of a catalogue → rows of the sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.sheet.entry import Entry, Pen
from ohjaus_desktop.publishing.sheet.vocabulary import Vocabulary
from ohjaus_desktop.texts import translator


def pen_of(catalogue: Catalogue, language: str) -> Pen:
    """How the records of a catalogue are written in a sheet of this language."""
    vocabulary = Vocabulary.of(catalogue.needs, catalogue.activities)
    return Pen(translator(language), vocabulary, Places.load(), catalogue.default_language)


def entries(catalogue: Catalogue, *, organizations: Collection[str] | None = None) -> Iterator[Entry]:
    """Every service at each of its places, by organization as the catalogue has them.

    organizations: ids of those that are wanted; None: all. A service without an organization
    cannot be confirmed by anybody and stays out.
    """
    locations = {one.id: one for one in catalogue.locations}
    owned: dict[str, list[Service]] = {}
    for service in catalogue.services:
        owned.setdefault(service.organization_id or "", []).append(service)
    for organization in catalogue.organizations:
        if organizations is None or organization.id in organizations:
            for service in owned.get(organization.id, ()):
                yield from _of_service(organization, service, locations)


def _of_service(
    organization: Organization, service: Service, locations: Mapping[str, Location]
) -> Iterator[Entry]:
    first = True
    for link in service.service_at_locations:
        location = locations.get(link.location_id)
        if location is not None:
            yield Entry(organization, service, location, link, first)
            first = False
    if first:
        yield Entry(organization, service)
