"""PTV's classifications: the address or the name of a class becomes its code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ohjaus_desktop import paths
from ohjaus_desktop.publishing.ptv.wording import objects


class Classification:
    """One code list: service classes, target groups or life events."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._codes: dict[str, str] = {}
        for row in rows:
            for known_as in (row["code"], row["uri"], row["old_uri"], row["fi"], row["former_fi"]):
                if known_as:
                    self._codes.setdefault(known_as.casefold(), row["code"])

    def codes(self, classes: Any) -> list[str]:
        """The codes of a list of classes, sorted; unknown ones are left out.

        A class is an address, a Finnish name, or an object with some of: code, uri, newUri, Key,
        Value, name.
        """
        found = (self._code(one) for one in (classes if isinstance(classes, list) else ()))
        return sorted({code for code in found if code}, key=_in_order)

    def _code(self, one: Any) -> str | None:
        for said in _names(one):
            code = self._codes.get(said.strip().casefold())
            if code:
                return code
        return None


def _names(one: Any) -> list[str]:
    if isinstance(one, str):
        return [one]
    if not isinstance(one, Mapping):
        return []
    in_finnish = [name.get("value") for name in objects(one.get("name")) if name.get("language") == "fi"]
    said = [one.get(key) for key in ("code", "newUri", "uri", "Key", "Value")]
    return [name for name in (*said, *in_finnish) if isinstance(name, str)]


def _in_order(code: str) -> tuple[str, list[int]]:
    """P5.10 comes after P5.9."""
    letters = code.rstrip("0123456789.")
    return letters, [int(part) for part in code[len(letters) :].split(".") if part]


@cache
def _shipped(name: str) -> Classification:
    with paths.resource("classifications", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return Classification(csv.DictReader(file))


def service_classes() -> Classification:
    """What a service is about: P5.10 dental care."""
    return _shipped("service_classes")


def target_groups() -> Classification:
    """Whom it is for: KR1.2 children and families."""
    return _shipped("target_groups")


def life_events() -> Classification:
    """When in life it is needed: KE8 losing a job."""
    return _shipped("life_events")
