"""Links between records follow the ids that stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.links import LINKS

Renamed = Mapping[str, Mapping[str, str]]
"""Section → every id that a file used → the id that stays."""


def follow(section: str, record: Any, renamed: Renamed) -> Any:
    """The record with its links pointing to the ids that stay; a link named twice becomes one."""
    changes: dict[str, Any] = {}
    for field, target in LINKS.get(section, {}).items():
        names = renamed.get(target, {})
        outer, _, inner = field.partition(".")
        value = getattr(record, outer)
        if isinstance(value, str):
            changes[outer] = names.get(value, value)
        elif value and inner:
            changes[outer] = [_renamed(part, inner, names) for part in value]
        elif value:
            changes[outer] = [*dict.fromkeys(names.get(one, one) for one in value)]
    changes = {field: value for field, value in changes.items() if value != getattr(record, field)}
    return structs.replace(record, **changes) if changes else record


def _renamed(part: Any, field: str, names: Mapping[str, str]) -> Any:
    own = getattr(part, field)
    return structs.replace(part, **{field: names[own]}) if own in names and names[own] != own else part
