"""Fields that a newer publisher writes and this program does not know: ignored, counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from ohjaus_desktop.catalogue.model import Record

SIGN = "unknown field"
"""How the decoder's message about an unknown field reads."""


def take_out(value: Any, type_: type[Record], path: str, found: set[str]) -> Any:
    """The decoded JSON without the fields that the type does not have.

    path: where the value stands; found: gets the paths of what was taken out ("services[].colour").
    """
    if isinstance(value, list):
        return [take_out(part, type_, f"{path}[]", found) for part in value]
    if not isinstance(value, dict):
        return value
    names, inner = _shape(type_)
    found.update(f"{path}.{name}".lstrip(".") for name in value.keys() - names)
    return {
        name: take_out(part, inner[name], f"{path}.{name}", found) if name in inner else part
        for name, part in value.items()
        if name in names
    }


@cache
def _shape(type_: type[Record]) -> tuple[frozenset[str], Mapping[str, type[Record]]]:
    """The names of a type's fields, and the types of those that are objects or lists of them."""
    inner = {name: found for name, hint in get_type_hints(type_).items() for found in _records_in(hint)}
    return frozenset(type_.__struct_fields__), inner


def _records_in(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for part in get_args(hint):
        yield from _records_in(part)
