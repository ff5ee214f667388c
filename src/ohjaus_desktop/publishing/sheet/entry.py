"""One row of the sheet as records, and what a cell's reader needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Location, Organization, Service, ServiceAtLocation, Text
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.sheet.vocabulary import Vocabulary
from ohjaus_desktop.texts import LANGUAGES, Translator


class CellWrong(ValueError):
    """A cell that cannot be used: what is wrong, and what to write, in the user's language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A service of an organization, at one place or at none.

    link: what the service says about itself at that place. first: the service's first row, which
    speaks for the service; the later ones speak for their place where they differ.
    """

    organization: Organization
    service: Service
    location: Location | None = None
    link: ServiceAtLocation | None = None
    first: bool = True

    def with_service(self, **changes: Any) -> Entry:
        """The same with another service."""
        return _with(self, service=structs.replace(self.service, **changes))

    def with_organization(self, **changes: Any) -> Entry:
        """The same with another organization."""
        return _with(self, organization=structs.replace(self.organization, **changes))

    def with_location(self, **changes: Any) -> Entry:
        """The same with another place; a row without a place stays so."""
        if self.location is None:
            return self
        return _with(self, location=structs.replace(self.location, **changes))

    def with_link(self, **changes: Any) -> Entry:
        """The same with other words about the service at its place."""
        return _with(self, link=structs.replace(self.link, **changes)) if self.link else self


def _with(entry: Entry, **changes: Any) -> Entry:
    parts = {name: getattr(entry, name) for name in ("organization", "service", "location", "link", "first")}
    return Entry(**(parts | changes))


@dataclass(slots=True)
class Desk:
    """Where a cell is read.

    language: fi or sv, of texts that the sheet holds in one language only. at: the day of reading.
    row: the texts of the row's other cells by their column. remark: takes a sentence about
    something that was understood in a way one should know of.
    """

    places: Places
    vocabulary: Vocabulary
    language: str
    at: date
    row: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def remark(self, sentence: str) -> None:
        """Say something about the cell that is read; it is used all the same."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a cell is written: labels and hours by ``say``; texts of one language in ``language``.

    default: the language of the catalogue's plain strings.
    """

    say: Translator
    vocabulary: Vocabulary
    places: Places
    default: str = "fi"

    @property
    def language(self) -> str:
        """Fi or sv."""
        return "sv" if self.say.language == "sv" else "fi"

    def exact(self, value: Text | None, language: str) -> str:
        """The text in one language, "" where it is not there."""
        return exact(value, language, self.default)

    def name(self, value: Text | None) -> str:
        """The text in the sheet's language, else in another."""
        return Translator(self.language, self.default).name(value)


Read = Callable[[str, Desk], Any]
Put = Callable[[Entry, Any, str], Entry]
Write = Callable[[Entry, Pen], str]


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    heading, guide: messages of the translations: the heading, and what to write. read: the cell's
    text → a value; raises CellWrong. put: the records with the value in its place; gets the
    sheet's language too. write: the records → the cell's text, "" where there is nothing.
    choices: name of the closed list that the cell may be chosen from, "" for free words.
    others: further headings that are understood. width: of the column, in characters.
    """

    key: str
    heading: str
    guide: str
    read: Read
    put: Put
    write: Write
    width: int = 18
    choices: str = ""
    others: tuple[str, ...] = ()
    required: bool = False


def exact(value: Text | None, language: str, default: str = "fi") -> str:
    """A text in one language only, "" where it does not have that."""
    if isinstance(value, str):
        return value if language == default else ""
    return (value or {}).get(language, "")


def spoken(value: Text | None, language: str, words: str, default: str = "fi") -> Text | None:
    """The text with these words in one language; the others stay. "" takes the language out."""
    known = ({default: value} if value else {}) if isinstance(value, str) else dict(value or {})
    known.pop(language, None)
    if words:
        known[language] = words
    if not known:
        return None
    if known.keys() == {"fi"} and default == "fi":
        return known["fi"]
    order = [one for one in LANGUAGES if one in known]
    return {one: known[one] for one in (*order, *sorted(known.keys() - set(order)))}
