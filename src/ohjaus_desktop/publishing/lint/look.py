"""A catalogue ready to be looked at: who has what, which numbers moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ohjaus_desktop.catalogue.model import Location, Text
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.lint.finding import Finding, Severity
from ohjaus_desktop.publishing.lint.numbers import digits
from ohjaus_desktop.texts import current


@dataclass(frozen=True, slots=True)
class Look:
    """moved: old number → the new one, None when it has ended; numbers: number → its organizations."""

    catalogue: Catalogue
    on: date
    places: Places
    locations: Mapping[str, Location]
    sensitive: frozenset[str]
    moved: Mapping[str, str | None]
    numbers: Mapping[str, frozenset[str]]

    @classmethod
    def at(cls, catalogue: Catalogue, on: date) -> Look:
        """Gather what the rules need to know, once."""
        owners: dict[str, set[str]] = defaultdict(set)
        for service in catalogue.services:
            for phone in service.phones:
                if service.organization_id:
                    owners[digits(phone.number)].add(service.organization_id)
        return cls(
            catalogue=catalogue,
            on=on,
            places=Places.load(),
            locations={one.id: one for one in catalogue.locations},
            sensitive=frozenset(need.id for need in catalogue.needs if need.sensitive),
            moved={
                digits(one.old): one.new
                for notice in catalogue.notices
                if notice.valid_from is None or notice.valid_from <= on
                for one in notice.replaces
                if digits(one.old)
            },
            numbers={number: frozenset(found) for number, found in owners.items()},
        )


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the findings of one record."""

    section: str
    index: int
    record: Any

    def write(self, severity: Severity, field: str, what: str, do: str) -> Finding:
        """A finding at a field of the record."""
        name: Text | None = getattr(self.record, "name", None) or getattr(self.record, "title", None)
        path = f"{self.section}[{self.index}]" + (f".{field}" if field else "")
        id_ = getattr(self.record, "id", "")
        return Finding(severity, self.section, current().name(name), path, id_, what, do)
