"""Links between the records of a file: what points to nothing is dropped, the record stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.catalogue.problems import Problem, ProblemKind
from ohjaus_desktop.texts import mark

Sections = dict[str, list[Any]]

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


def drop_orphans(sections: Sections, ids: Mapping[str, Collection[str]]) -> list[Problem]:
    """Take out every link whose end is not among the ids; say which.

    sections: the records by section, changed in place. ids: what may be pointed to, by section.
    """
    problems: list[Problem] = []
    for section, fields in LINKS.items():
        for index, record in enumerate(sections[section]):
            changes: dict[str, Any] = {}
            for field, target in fields.items():
                known = ids[target]
                for path, missing in _missing(record, field, known):
                    changes |= _without(record, field, known)
                    problems.append(
                        Problem(
                            ProblemKind.LINK,
                            f"{section}[{index}].{path}",
                            mark("It refers to a record that is not in the file; the link was dropped."),
                            missing,
                            record.id,
                            str(getattr(record, "name", "")),
                        )
                    )
            if changes:
                sections[section][index] = structs.replace(record, **changes)
    return problems


def _missing(record: Record, field: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
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


def _without(record: Record, field: str, known: Collection[str]) -> dict[str, Any]:
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
