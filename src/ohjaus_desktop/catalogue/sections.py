"""The lists of a central file, and a record of one of them as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.catalogue.navigation import Catalogue, Header


def _section_types() -> dict[str, type[Record]]:
    hints = get_type_hints(Catalogue)
    own = [name for name in Catalogue.__struct_fields__ if name not in Header.__struct_fields__]
    return {name: hints[name].__args__[0] for name in own}


SECTIONS: Mapping[str, type[Record]] = _section_types()
"""The lists of the file, in its order: organizations, locations, services …"""
ENCODER = msgspec.json.Encoder(order="deterministic")


def key(section: str, record: Any) -> str:
    """What tells a record from the others of its section."""
    if section == "radii":
        return str(record.municipality)
    return f"{record.kind}:{record.id}" if section == "choices" else str(record.id)


def encode(record: Record) -> bytes:
    """One record as compact canonical JSON: equal records give equal bytes."""
    return ENCODER.encode(record)
