"""The columns that say where: the place, and the area that the service works in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Address, Area, Text
from ohjaus_desktop.publishing.sheet import areas, values
from ohjaus_desktop.publishing.sheet.entry import Desk, Entry, Field, Pen, spoken
from ohjaus_desktop.texts import mark

PLACE_KEYS = ("place", "address", "postal_code", "city", "village")
"""Columns that only a place has; one of the first two makes a place of the row."""


def _put_text(attribute: str) -> Callable[[Entry, str, str], Entry]:
    def put(entry: Entry, value: str, language: str) -> Entry:
        old: Text | None = getattr(entry.location, attribute, None)
        words = spoken(old, language, value)
        return entry.with_location(**{attribute: words if words or attribute != "name" else old})

    return put


def _write_text(attribute: str) -> Callable[[Entry, Pen], str]:
    return lambda entry, pen: pen.name(getattr(entry.location, attribute, None))


def _put_address(part: str) -> Callable[[Entry, str, str], Entry]:
    def put(entry: Entry, value: str, language: str) -> Entry:
        known = [*(entry.location.addresses if entry.location else ())]
        address = known[0] if known else Address(address_1="")
        old: Any = getattr(address, part)
        new = value or None if part == "postal_code" else spoken(old, language, value)
        address = structs.replace(address, **{part: new if new or part != "address_1" else ""})
        empty = not (address.address_1 or address.postal_code or address.city)
        return entry.with_location(addresses=[*([] if empty else [address]), *known[1:]])

    return put


def _write_address(part: str) -> Callable[[Entry, Pen], str]:
    def write(entry: Entry, pen: Pen) -> str:
        address = next(iter(entry.location.addresses), None) if entry.location else None
        value = getattr(address, part, None)
        return (value or "") if part == "postal_code" else pen.name(value)

    return write


def _read_municipality(said: str, desk: Desk) -> str:
    return areas.municipality(said, desk).code


def _put_municipality(entry: Entry, value: str, _language: str) -> Entry:
    """The place's municipality; without a place it tells where the service works."""
    if entry.location is not None:
        return entry.with_location(municipality=value) if value else entry
    if value and not entry.service.service_areas:
        return entry.with_service(service_areas=[Area(type="municipality", code=value)])
    return entry


def _write_municipality(entry: Entry, pen: Pen) -> str:
    return areas.municipality_name(entry.location.municipality, pen.say, pen.places) if entry.location else ""


FIELDS = (
    Field(
        "place",
        mark("Name of the place"),
        mark("The name of the house or room where clients come; empty if they do not."),
        values.line,
        _put_text("name"),
        _write_text("name"),
        width=26,
        others=(
            "toimipaikka",
            "palvelupaikka",
            "paikan nimi",
            "verksamhetsställe",
            "ställe",
            "place name",
            "location",
            "paikka",
            "place",
        ),
    ),
    Field(
        "address",
        mark("Street address"),
        mark("Street and number."),
        values.line,
        _put_address("address_1"),
        _write_address("address_1"),
        width=24,
        others=("katuosoite", "osoite", "lähiosoite", "käyntiosoite", "adress", "gatuadress", "address"),
    ),
    Field(
        "postal_code",
        mark("Postal code"),
        mark("Five digits."),
        values.postal_code,
        _put_address("postal_code"),
        _write_address("postal_code"),
        width=10,
        others=("postinumero", "postnummer", "zip", "postnro"),
    ),
    Field(
        "city",
        mark("Post office"),
        mark("As in the postal address."),
        values.line,
        _put_address("city"),
        _write_address("city"),
        width=16,
        others=("postitoimipaikka", "postort", "postanstalt", "city"),
    ),
    Field(
        "municipality",
        mark("Municipality"),
        mark("Name or code of the municipality where the place is; a former one or a village will do."),
        _read_municipality,
        _put_municipality,
        _write_municipality,
        width=16,
        choices="municipalities",
        others=("kunta", "paikkakunta", "kommun", "ort", "kuntakoodi", "kommunkod"),
    ),
    Field(
        "village",
        mark("Village"),
        mark("If people know the place by its village."),
        values.line,
        _put_text("village"),
        _write_text("village"),
        width=16,
        others=("kylä", "by", "kaupunginosa", "kylä tai entinen kunta"),
    ),
    Field(
        "service_area",
        mark("Service area"),
        mark("Municipalities, a river valley, a county or “the whole country”; several parted by ;"),
        areas.read,
        lambda entry, value, _language: entry.with_service(service_areas=value or []),
        lambda entry, pen: areas.write(entry.service.service_areas, pen.say, pen.places),
        width=28,
        others=(
            "toiminta alue",
            "toimialue",
            "palvelualue",
            "alue",
            "verksamhetsområde",
            "serviceområde",
            "area",
        ),
    ),
)
