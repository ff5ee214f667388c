"""What was wrong with a central file, in words a person understands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import Translator, mark


class CatalogueRefused(KnownError):
    """The file as a whole cannot be installed; what is installed stays as it was."""


class ProblemKind(StrEnum):
    """What became of the record."""

    QUARANTINED = "quarantined"
    """It was left out; an older good version of it stays."""
    LINK = "link"
    """It refers to something that is not there; the link was dropped, the record stays."""
    DUPLICATE = "duplicate"
    """Its id was taken already; the first one stays."""
    IDENTIFIER = "identifier"
    """Its business id is wrong or shared; the record stays."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    path: where in the file, as "services[12].schedules[0].valid_to". reason: a message of the
    translations; detail: the technical cause, in English. id, name: the record's own, "" where it
    has none that can be read.
    """

    kind: ProblemKind
    path: str
    reason: str
    detail: str = ""
    id: str = ""
    name: str = ""

    @property
    def section(self) -> str:
        """Which list of the file: services, organizations …"""
        return self.path.partition("[")[0]

    def sentence(self, say: Translator) -> str:
        """The reason in the reader's language."""
        return say(self.reason)


def name_of(value: object) -> str:
    """A record's name as one text: the Finnish one of several, else the first; "" for none."""
    if isinstance(value, dict):
        value = value.get("fi") or next(iter(value.values()), "")
    return value[:200] if isinstance(value, str) else ""


class RuleBroken(ValueError):
    """A record that fits its types and yet cannot be true.

    path: where inside the record, "" or beginning with a dot.
    """

    def __init__(self, reason: str, path: str = "", detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.path = path
        self.detail = detail or reason


_REASONS = (
    ("missing required field", mark("A field that must be there is missing.")),
    ("Invalid enum value", mark("A value is not one of the agreed ones.")),
    ("matching regex", mark("A value does not have the agreed form.")),
    ("Invalid RFC3339", mark("A date or time is wrong or does not exist.")),
    ("timezone", mark("A date or time is wrong or does not exist.")),
    ("of length", mark("A text or list is too long or too short.")),
    ("`int` ", mark("A number is out of range.")),
    ("`float` ", mark("A number is out of range.")),
    ("out of range", mark("A number is out of range.")),
    ("Expected", mark("A value is of the wrong type.")),
)


def reason_for(detail: str) -> str:
    """The plain sentence for a decoder's message."""
    for sign, reason in _REASONS:
        if sign in detail:
            return reason
    return mark("The record cannot be read.")
