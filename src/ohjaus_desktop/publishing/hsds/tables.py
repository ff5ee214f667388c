"""HSDS in any form, sorted into objects and their parts.

Nested objects of the API and rows of a data package become the same: an object stands on its
own by its id, a part (a number, an hour, an address) belongs to one or several of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from ohjaus_desktop.publishing.hsds.names import IDENTIFIED, PARENTS, kind_of

Row = dict[str, Any]
Owner = tuple[str, str]
"""Kind and id."""

_DEPTH = 24
"""How deep objects may lie in one another; a service's deepest part lies six deep."""
_ENCODER = msgspec.json.Encoder(order="sorted")


def identity(value: Any) -> str | None:
    """An id as it is compared: a UUID in its usual form, anything else as it is written."""
    said = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not said:
        return None
    try:
        return str(UUID(said)) if len(said) in {32, 36, 38} else said
    except ValueError:
        return said


@dataclass(slots=True)
class Tables:
    """Everything that was read.

    objects: by kind and id, the fields of all mentions together. parts: by owner and kind, each
    once. rows: how many objects of each kind were met. homeless: how many parts say of nothing
    that they belong to it. differing: objects that were met twice with different facts.
    """

    objects: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[Owner, dict[str, dict[str, Row]]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    homeless: Counter[str] = field(default_factory=Counter)
    differing: set[Owner] = field(default_factory=set)

    def of(self, kind: str) -> Mapping[str, Row]:
        """The objects of a kind, by id."""
        return self.objects.get(kind, {})

    def parts_of(self, kind: str, owner: Owner) -> Sequence[Row]:
        """The parts of one object."""
        return [*self.parts.get(owner, {}).get(kind, {}).values()]

    def keys_of(self, kind: str, owner: Owner) -> frozenset[str]:
        """What tells these parts from others, to see that two objects share one."""
        return frozenset(self.parts.get(owner, {}).get(kind, {}))

    def add(self, kind: str, raw: Mapping[str, Any], owner: Owner | None = None, depth: int = 0) -> str:
        """Take in an object with everything that lies in it; give its id.

        owner: the object that it was found in.
        """
        row, nested = _split(raw)
        own = identity(row.get("id")) or f"~{_digest(kind, raw)}"
        if depth < _DEPTH:
            self._point(kind, row, nested, depth)
        self.rows[kind] += 1
        if kind in IDENTIFIED:
            self._keep(kind, own, row, owner)
        else:
            self._hang(kind, own, row, owner)
        for child, value in nested if depth < _DEPTH else ():
            for one in value if isinstance(value, list) else ():
                self._add_child(child, one, (kind, own), depth)
        return own

    def _point(self, kind: str, row: Row, nested: list[tuple[str, Any]], depth: int) -> None:
        """Let an object point to what stands alone in it: a service's organization, a term's taxonomy."""
        for child, value in nested:
            if not isinstance(value, Mapping) or child not in IDENTIFIED:
                continue
            if kind in IDENTIFIED or (kind, child) == ("attribute", "taxonomy_term"):
                column = "taxonomy_id" if child == "taxonomy" else f"{child}_id"
                row.setdefault(column, self.add(child, value, None, depth + 1))

    def _add_child(self, child: str, value: Any, owner: Owner, depth: int) -> None:
        raw = value if isinstance(value, Mapping) else {"name": value}
        if child == "location" and owner[0] == "service":
            # The APIs of 1.x and 2.x gave a service's places without the link between them.
            place = self.add(child, raw, None, depth + 1)
            self.add("service_at_location", {"service_id": owner[1], "location_id": place})
        else:
            self.add(child, raw, owner, depth + 1)

    def _keep(self, kind: str, own: str, row: Row, owner: Owner | None) -> None:
        if owner is not None and owner[0] in PARENTS.values():
            row.setdefault(f"{owner[0]}_id", owner[1])
        known = self.objects[kind].get(own)
        if known is None:
            self.objects[kind][own] = row
            return
        newer = str(row.get("last_modified") or "") > str(known.get("last_modified") or "")
        if any(known.get(name, value) != value for name, value in row.items()):
            self.differing.add((kind, own))
        self.objects[kind][own] = (known | row) if newer else (row | known)

    def _hang(self, kind: str, own: str, row: Row, owner: Owner | None) -> None:
        # Of a class, 1.x said taxonomy_id and later versions taxonomy_term_id: no owner either way.
        term = identity(row.get("taxonomy_term_id")) or identity(row.get("taxonomy_id"))
        named = _owners(row)
        owners = named if owner is None else [owner]
        if kind == "attribute" and term:
            row["taxonomy_term_id"] = term
        if not owners:
            self.homeless[kind] += 1
        key = f"{own}|{_digest(kind, row)}"
        for one in owners:
            self.parts.setdefault(one, {}).setdefault(kind, {})[key] = row


def _owners(row: Row) -> list[Owner]:
    """Whose part a row is; takes the columns that say so out of it."""
    found = [
        (parent, id_)
        for column, parent in PARENTS.items()
        if (id_ := identity(row.pop(column, None))) and parent != "taxonomy_term"
    ]
    link = identity(row.pop("link_id", None))
    if link:
        named = str(row.get("link_entity") or row.get("link_type") or "")
        found.append((kind_of(named) or "service", link))
    return found


def _split(raw: Mapping[str, Any]) -> tuple[Row, list[tuple[str, Any]]]:
    """An object's own facts, and what lies in it."""
    row: Row = {}
    nested = []
    for name, value in raw.items():
        key = str(name).strip().lower()
        if value is None or value in ("", [], {}):
            continue
        child = kind_of(key)
        if child is not None and isinstance(value, list | Mapping):
            # A part that stands alone where a list belongs is a list of one.
            single = isinstance(value, Mapping) and child not in IDENTIFIED
            nested.append((child, [value] if single else value))
        else:
            row[key] = value
    return row, nested


def _digest(kind: str, raw: Mapping[str, Any]) -> str:
    return sha256(kind.encode() + _ENCODER.encode(raw)).hexdigest()[:20]
