"""One thing that a coordinator should look at before the catalogue is published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad it is; errors come first."""

    ERROR = 1
    """A client would be told something wrong, or be put in danger."""
    WARNING = 2
    """A client would be told too little, or something doubtful."""
    ADVICE = 3
    """The record would serve better otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """severity, section, name, path: sorted by them; what, do: sentences in the user's language.

    path: where in the file, as "services[12].phones[0].number"; id: the record's own.
    """

    severity: Severity
    section: str
    name: str
    path: str
    id: str
    what: str
    do: str
