"""Links between the records of a file: what points to nothing is dropped, the record stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Record

# section → field → the section it points into; a dot goes into a list of objects.
LINKS: Mapping[str, Mapping[str, str]] = {
    "locations": {"organization_id": "organizations"},
    "services": {
        "organization_id": "organizations",
        "needs": "needs",
        "activities": "activities",
        "service_at_locations.location_id": "locations",
        "moments.next_service_id": "services",
    },
    "needs": {"parent_id": "needs", "helplines": "helplines"},
    "helplines": {"needs": "needs"},
    "notices": {"services": "services", "organizations": "organizations"},
}


_FIELDS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    section: tuple((field.partition(".")[0], field, target) for field, target in fields.items())
    for section, fields in LINKS.items()
}
"""By section: the record's own field, the whole path, where it points."""


Ends = Sequence[tuple[str, str, set[str]]]
"""A record's own fields that point to others, the field inside their parts, the ids they may name."""


def ends(section: str, ids: Mapping[str, set[str]]) -> Ends:
    """What ``are_whole`` is asked with for every record of a section. ids: as they grow, by section."""
    return [
        (outer, field.partition(".")[2], ids[target]) for outer, field, target in _FIELDS.get(section, ())
    ]


def are_whole(record: Any, ends: Ends) -> bool:
    """Whether a record, like nearly all, points to nothing but known ids; quick, so asked first."""
    for outer, inner, known in ends:
        value = getattr(record, outer)
        if not value:
            continue
        if inner:
            for part in value:
                if (end := getattr(part, inner)) is not None and end not in known:
                    return False
        elif isinstance(value, str):
            if value not in known or value == record.id:
                return False
        elif not known.issuperset(value):
            return False
    return True


def is_missing(record: Record, field: str, known: set[str]) -> bool:
    """Whether a field points to something that is not among the known ids."""
    return any(True for _ in _missing(record, field, known))


def without_orphans(
    section: str, record: Record, ids: Mapping[str, set[str]]
) -> tuple[Record, list[tuple[str, str]]]:
    """The record without the links whose end is not among the ids, and their paths and ends.

    ids: what may be pointed to, by section.
    """
    missing: list[tuple[str, str]] = []
    changes: dict[str, Any] = {}
    for outer, field, target in _FIELDS.get(section, ()):
        if not getattr(record, outer):
            continue
        orphans = list(_missing(record, field, ids[target]))
        if orphans:
            missing += orphans
            changes |= _without(record, field, ids[target])
    return (structs.replace(record, **changes) if changes else record), missing


def _missing(record: Record, field: str, known: set[str]) -> Iterator[tuple[str, str]]:
    outer, _, inner = field.partition(".")
    value = getattr(record, outer)
    if isinstance(value, str):
        if value not in known or (outer == "parent_id" and value == getattr(record, "id", None)):
            yield field, value
    elif value:
        for index, part in enumerate(value):
            end = getattr(part, inner) if inner else part
            if end is not None and end not in known:
                yield f"{outer}[{index}]{'.' if inner else ''}{inner}", end


def _without(record: Record, field: str, known: set[str]) -> dict[str, Any]:
    outer, _, inner = field.partition(".")
    value = getattr(record, outer)
    if isinstance(value, str):
        return {outer: None}
    if inner == "next_service_id":  # what comes next is still worth telling without its link
        return {
            outer: [
                part if part.next_service_id in known else structs.replace(part, next_service_id=None)
                for part in value
            ]
        }
    return {outer: [part for part in value if (getattr(part, inner) if inner else part) in known]}
