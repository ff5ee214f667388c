"""What HSDS has no field for but has a way to carry: our own lists and facts as its attributes.

An attribute names a term of a taxonomy, and may have a value. A need is a term of our list of
needs; a fact such as "takes new clients" is a term of our list of facts with its value. Export
and import read this one list, so that what goes out comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

import msgspec

from ohjaus_desktop.catalogue.model import Location, Organization, Phone, Record, Schedule, Service

PREFIX = "ohjaus:"
"""How the names of our taxonomies begin."""
FACTS = f"{PREFIX}facts"
AREA = "area"
"""The fact of a service area: its type and code, as in municipality:272."""
EXCEPTION = "exception"
"""The fact of a schedule that is an exception to the weekly hours: open or closed."""
IDENTIFIER = "identifier"
"""The fact of a record that has an id in another register: scheme and id."""
DELIVERY = "delivery"

TERMS: Mapping[str, str] = {
    "needs": "Needs that a service answers",
    "activities": "Kinds of help",
    "target_groups": "Target groups of PTV",
    "service_classes": "Service classes of PTV",
    "barriers": "What a service makes easier",
    DELIVERY: "Ways in which a service is given",
}
"""Lists of a service whose members are terms; each is a taxonomy of its own."""

_FACTS: Mapping[type[Record], tuple[str, ...]] = {
    Service: (
        "what",
        "for_whom",
        "how",
        "pitch",
        "takes_new_clients",
        "waiting_days",
        "referral_needed",
        "cancellation",
        "say_when_calling",
        "unknown_number",
        "complaints",
        "statutory_intake",
        "sensitive",
        "hide_address",
        "assurer",
    ),
    Organization: ("sector", "status", "assured_date", "assurer"),
    Location: ("municipality", "village", "floor", "stop"),
    Phone: ("cost",),
    Schedule: ("public_holidays", "by_appointment"),
}


def facts_of(type_: type[Record]) -> tuple[str, ...]:
    """The fields of a record that travel as facts."""
    return _FACTS.get(type_, ())


def understood(type_: type[Record], said: Mapping[str, list[str]]) -> tuple[dict[str, Any], list[str]]:
    """Fields with their values, and the names of those whose value cannot be one.

    said: facts by name, as attributes carry them, in words.
    """
    fields: dict[str, Any] = {}
    wrong = []
    for name in _FACTS.get(type_, ()):
        if name in said:
            try:
                fields[name] = msgspec.convert(said[name][0], _types(type_)[name], strict=False)
            except msgspec.ValidationError:
                wrong.append(name)
    return fields, wrong


@cache
def _types(type_: type[Record]) -> Mapping[str, Any]:
    return get_type_hints(type_, include_extras=True)
