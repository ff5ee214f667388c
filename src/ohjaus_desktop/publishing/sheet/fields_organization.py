"""The columns about the organization."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Identifier
from ohjaus_desktop.catalogue.rules import BUSINESS_ID
from ohjaus_desktop.publishing.sheet import values
from ohjaus_desktop.publishing.sheet.entry import Entry, Field, Pen, spoken
from ohjaus_desktop.publishing.sheet.lists import one_of
from ohjaus_desktop.texts import mark


def business_id_of(entry: Entry) -> str:
    """The organization's business id, "" where it has none."""
    found = (one.identifier for one in entry.organization.identifiers if one.identifier_scheme == BUSINESS_ID)
    return next(found, "")


def _put_name(entry: Entry, value: str, language: str) -> Entry:
    return entry.with_organization(name=spoken(entry.organization.name, language, value) or "")


def _write_name(entry: Entry, pen: Pen) -> str:
    return pen.name(entry.organization.name)


def _put_business_id(entry: Entry, value: str, _language: str) -> Entry:
    others = [one for one in entry.organization.identifiers if one.identifier_scheme != BUSINESS_ID]
    own = [Identifier(identifier_scheme=BUSINESS_ID, identifier=value)] if value else []
    return entry.with_organization(identifiers=[*others, *own])


def _put_sector(entry: Entry, value: Any, _language: str) -> Entry:
    organization = structs.replace(entry.organization, sector=value or "association")
    return Entry(organization, entry.service, entry.location, entry.link, entry.first)


FIELDS = (
    Field(
        "organization",
        mark("Organization"),
        mark("The name of the organization as it is registered. Write it the same on every row."),
        values.line,
        _put_name,
        _write_name,
        width=28,
        required=True,
        others=(
            "järjestö",
            "yhdistys",
            "organisaation nimi",
            "palveluntuottaja",
            "organisationens namn",
            "organization name",
            "provider",
            "organisation",
        ),
    ),
    Field(
        "business_id",
        mark("Business id"),
        mark("1234567-1. By it the organization is recognised even if its name changes."),
        values.business_id,
        _put_business_id,
        lambda entry, _pen: business_id_of(entry),
        width=12,
        others=("y tunnus", "ytunnus", "fo nummer", "y-tunnus", "fo-nummer"),
    ),
    Field(
        "sector",
        mark("Whose service"),
        mark("Choose from the list: association, municipality, parish …"),
        one_of("sector"),
        _put_sector,
        lambda entry, pen: pen.vocabulary["sector"].label(entry.organization.sector, pen.say),
        width=16,
        choices="sector",
        others=("sektori", "sektor", "sector", "organisaatiotyyppi", "kenen palvelu"),
    ),
)
