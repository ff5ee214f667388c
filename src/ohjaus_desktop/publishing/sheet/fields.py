"""All columns of the sheet, in the order of the template."""

from __future__ import annotations

from collections.abc import Mapping

from ohjaus_desktop.catalogue.model import Location
from ohjaus_desktop.publishing.sheet import (
    fields_contact,
    fields_organization,
    fields_place,
    fields_service,
    fields_terms,
    fields_time,
    values,
)
from ohjaus_desktop.publishing.sheet.entry import Entry, Field, Pen
from ohjaus_desktop.texts import mark

_KEEP = mark("The program writes it. Do not change it, and leave it empty on a new row.")


def _keep(entry: Entry, _value: str, _language: str) -> Entry:
    """Ids are not put: they say which record the row is about."""
    return entry


def _location_id(entry: Entry, _pen: Pen) -> str:
    location: Location | None = entry.location
    return location.id if location else ""


IDS = (
    Field(
        "service_id",
        mark("Id of the service"),
        _KEEP,
        values.line,
        _keep,
        lambda entry, _pen: entry.service.id,
        width=12,
        others=("palvelun id", "service id", "tunniste", "id"),
    ),
    Field(
        "location_id",
        mark("Id of the place"),
        _KEEP,
        values.line,
        _keep,
        _location_id,
        width=12,
        others=("paikan id", "location id"),
    ),
    Field(
        "organization_id",
        mark("Id of the organization"),
        _KEEP,
        values.line,
        _keep,
        lambda entry, _pen: entry.organization.id,
        width=12,
        others=("organisaation id", "organization id"),
    ),
)

FIELDS: tuple[Field, ...] = (
    *fields_organization.FIELDS,
    *fields_service.FIELDS,
    *fields_contact.FIELDS,
    *fields_place.FIELDS,
    *fields_time.FIELDS,
    *fields_terms.FIELDS,
    fields_contact.INTAKE,
    *fields_terms.FLAGS,
    *IDS,
)
"""Every column; the template sorts those of the other language to the end (``ordered``)."""

BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}

_OTHER = {"fi": "_sv", "sv": "_fi", "en": "_sv"}


_FIRST = (
    "organization",
    "name",
    "what",
    "for_whom",
    "how",
    "phone",
    "hours",
    "address",
    "postal_code",
    "city",
    "municipality",
    "service_area",
    "ages",
    "price",
    "needs",
    "languages",
    "confirmed_on",
)
"""What a client is guided by: who fills in a sheet by hand may stop after these."""


def is_first(field: Field, language: str) -> bool:
    """Whether it stands among the columns that matter most."""
    own = field.key.removesuffix("_sv" if language == "sv" else "_fi")
    return own in _FIRST


def ordered(language: str) -> tuple[Field, ...]:
    """The columns of a template: what matters most, the rest, the other language, ids."""
    other = _OTHER.get(language, "_sv")
    own = [field for field in FIELDS if not field.key.endswith(other) and field not in IDS]
    late = [field for field in FIELDS if field.key.endswith(other)]
    first = sorted(
        (field for field in own if is_first(field, language)),
        key=lambda field: _FIRST.index(field.key.removesuffix("_sv" if language == "sv" else "_fi")),
    )
    return (*first, *(field for field in own if field not in first), *late, *IDS)


def is_second_language(field: Field, language: str) -> bool:
    """Whether a column holds a text in the language that is not the sheet's own."""
    return field.key.endswith(_OTHER.get(language, "_sv"))


def cells(entry: Entry, pen: Pen) -> dict[str, str]:
    """A row as texts: column → what stands in it. Later rows of a service speak for their place."""
    return {field.key: field.write(entry, pen) for field in FIELDS if entry.first or field.key in OF_A_ROW}


OF_A_ROW = frozenset(
    {
        "organization",
        "business_id",
        "name_fi",
        "name_sv",
        "phone",
        "hours",
        "municipality",
        *fields_place.PLACE_KEYS,
        *(field.key for field in IDS),
    }
)
"""Columns that every row of a service with several places has; the others stand in its first row."""
