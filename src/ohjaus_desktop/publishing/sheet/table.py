"""A sheet as rows of texts under known columns: where its headings stand, and in which language.

Headings are recognised in any of the three languages, in any order and any row near the top; what
else stands there is named as unused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.publishing.sheet.entry import Field
from ohjaus_desktop.publishing.sheet.fields import FIELDS
from ohjaus_desktop.publishing.sheet.vocabulary import folded
from ohjaus_desktop.texts import LANGUAGES, mark, text, translator

MOST_ROWS = 10_000
"""A region has some thousand services; more is a mistake or an attack."""
MOST_COLUMNS = 200
_HEADING_ROWS = 30
"""So far down headings are looked for: above them stand titles and notes."""
_FEWEST_HEADINGS = 3
_TELLING = frozenset({"organization", "name_fi", "name_sv"})
_LARGEST_FILE = 30  # MB
CONFIRMATION = "confirmation"
CONFIRMATION_HEADING = mark("Your answer")


class SheetUnreadable(KnownError):
    """A file that cannot be read as a sheet of services."""


def file_bytes(path: Path) -> bytes:
    """The bytes of a sheet; of a film that was chosen by mistake only the beginning is read.

    Raises SheetUnreadable, also where there is nothing in it.
    """
    limit = _LARGEST_FILE * 1024 * 1024
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise SheetUnreadable(
            text("The file {name} cannot be read: {reason}.", name=path, reason=reason(error))
        ) from error
    if len(data) > limit:
        raise SheetUnreadable(
            text("{file}: the file is larger than {limit} MB.", file=path.name, limit=_LARGEST_FILE),
            text("Leave only the sheet of services in it and save it again."),
        )
    if not data.strip():
        raise SheetUnreadable(text("{file}: the file is empty.", file=path.name))
    return data


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file. number: as the spreadsheet counts, from 1."""

    number: int
    values: tuple[object, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a file.

    file, name: of the file and of the sheet ("" in CSV). no_result: (row, column) of formulas
    whose result is not in the file, both from 1. merged: cells that were one in the file.
    cut: there were more rows than are read. stamp: as the template was made with.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    no_result: frozenset[tuple[int, int]] = frozenset()
    merged: bool = False
    cut: bool = False
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of services.

    columns: place in the row → column. language: of its headings. unused: headings that mean
    nothing here; repeated: headings that stand there twice.
    """

    grid: Grid
    heading_row: int
    columns: Mapping[int, str]
    language: str
    unused: tuple[str, ...]
    repeated: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())


def find(grid: Grid) -> Table | None:
    """The table of services in a sheet; None where no headings are recognised."""
    best: tuple[int, Row] | None = None
    for row in grid.rows[:_HEADING_ROWS]:
        keys = {known[0] for value in row.values if (known := recognised(value))}
        count = len(keys) if keys & _TELLING else 0  # the template's own sheet of lists has none of them
        if count >= _FEWEST_HEADINGS and (best is None or count > best[0]):
            best = count, row
    if best is None:
        return None
    heading = best[1]
    columns, unused, repeated = _columns(heading.values)
    rows = tuple(row for row in grid.rows if row.number > heading.number and any(map(_said, row.values)))
    return Table(
        grid, heading.number, columns, _language(heading.values), tuple(unused), tuple(repeated), rows
    )


def recognised(value: object) -> tuple[str, frozenset[str]] | None:
    """The column that a heading names, and the languages in which it is called so."""
    return _headings().get(_plain(value)) if isinstance(value, str) and len(value) < 200 else None


def _columns(values: Sequence[object]) -> tuple[dict[int, str], list[str], list[str]]:
    columns: dict[int, str] = {}
    unused, repeated = [], []
    for place, value in enumerate(values):
        known = recognised(value)
        if known and known[0] not in columns.values():
            columns[place] = known[0]
        elif known:
            repeated.append(str(value).strip())
        elif _said(value):
            unused.append(" ".join(str(value).split())[:60])
    return columns, unused, repeated


def _language(values: Sequence[object]) -> str:
    """The language in which most headings are written."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for value in values:
        known = recognised(value)
        for language in known[1] if known else ():
            counts[language] += 1
    return max(counts, key=lambda language: counts[language])


def _said(value: object) -> bool:
    return value is not None and bool(re.sub(r"[\s']", "", str(value)))


def _plain(value: object) -> str:
    words = re.sub(r"\([^()]*\)|[*?!:]", " ", str(value).replace(" ", " "))
    return folded(re.sub(r"[\s_/.-]+", " ", words))


@cache
def _headings() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Every heading that is understood → its column, and the languages of the template it is of."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for key, words, languages in _said_headings():
        known = found.get(words)
        if known is None:
            found[words] = key, languages
        elif known[0] == key:
            found[words] = key, known[1] | languages
    return found


def _said_headings() -> Iterator[tuple[str, str, frozenset[str]]]:
    own: Iterable[tuple[str, str]] = [(one.key, one.heading) for one in FIELDS]
    for key, heading in (*own, (CONFIRMATION, CONFIRMATION_HEADING)):
        for language in LANGUAGES:
            yield key, _plain(translator(language)(heading)), frozenset({language})
    for one in FIELDS:
        for other in one.others:
            yield one.key, _plain(other), frozenset()


def heading(one: Field, language: str) -> str:
    """A column's heading in a language."""
    return translator(language)(one.heading)
