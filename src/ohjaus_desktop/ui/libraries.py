"""The libraries the program stands on, and under what licence each may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata

DIRECT = (
    "Babel",
    "holidays",
    "markdown-it-py",
    "msgspec",
    "platformdirs",
    "pypdfium2",
    "PySide6-Essentials",
    "reportlab",
    "segno",
    "PyStemmer",
    "SQLAlchemy",
    "truststore",
    "tzdata",
    "urllib3",
)
"""As in pyproject.toml; what these need themselves is found through them."""

_SHORT = 80
"""A longer "License" field is the whole licence text, not its name."""


@dataclass(frozen=True, slots=True)
class Library:
    """One library as it is installed. licence: "" where it does not say."""

    name: str
    version: str
    licence: str


def installed() -> tuple[Library, ...]:
    """Every library in use, by name."""
    found: dict[str, Library] = {}
    waiting = list(DIRECT)
    while waiting:
        name = waiting.pop()
        if _key(name) in found:
            continue
        try:
            facts = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            # Needed on another system only, or built into the packaged program.
            continue
        found[_key(name)] = Library(facts["Name"], facts["Version"], _licence(facts))
        waiting += [
            re.split(r"[^\w.-]", needed, maxsplit=1)[0]
            for needed in metadata.requires(name) or ()
            if "extra ==" not in needed
        ]
    return tuple(found[key] for key in sorted(found))


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(facts: metadata.PackageMetadata) -> str:
    fields = facts.json
    expression = str(fields.get("license_expression") or "")
    named = str(fields.get("license") or "").strip()
    if expression or (named and len(named) <= _SHORT and "\n" not in named):
        return expression or named
    classified = [
        str(one).rsplit("::", maxsplit=1)[-1].strip()
        for one in fields.get("classifier", ())
        if str(one).startswith("License ::")
    ]
    return ", ".join(classified)
