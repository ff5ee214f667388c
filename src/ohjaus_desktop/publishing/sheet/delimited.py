"""CSV as it comes out of spreadsheets: its encoding and its separators are guessed."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from ohjaus_desktop.publishing.sheet.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    Row,
    SheetUnreadable,
    recognised,
)
from ohjaus_desktop.texts import text

_SEPARATORS = (";", "\t", ",")
_LOOKED_AT = 30


def read(data: bytes, file: str) -> Grid:
    """The rows of a CSV file. Raises SheetUnreadable."""
    words = decoded(data)
    first, _, rest = words.partition("\n")
    separator = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, words = first.strip()[4], rest
    if "\x00" in words:
        raise SheetUnreadable(
            text("{file}: this is not a table of text.", file=file),
            text("Save it in the spreadsheet program as .xlsx or .csv."),
        )
    try:
        rows = _rows(words, separator or _separator(words))
    except csv.Error as error:
        raise SheetUnreadable(
            text("{file}: the rows cannot be told apart.", file=file),
            text("Save it in the spreadsheet program as .xlsx or .csv."),
        ) from error
    begin = 2 if separator else 1
    found = tuple(
        Row(number, tuple(row[:MOST_COLUMNS])) for number, row in enumerate(rows[:MOST_ROWS], begin)
    )
    return Grid(file, "", found, cut=len(rows) > MOST_ROWS)


def decoded(data: bytes) -> str:
    """The text of the bytes: UTF-8, UTF-16 or, as old Windows programs write, cp1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data[1:400:2].count(0) > 50:
        return data.decode("utf-16-le", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(words: str) -> str:
    """The separator with which most headings are recognised."""
    return max(_SEPARATORS, key=lambda one: _headings_with(words, one))


def _headings_with(words: str, separator: str) -> int:
    try:
        rows = [*islice(csv.reader(io.StringIO(words), delimiter=separator), _LOOKED_AT)]
    except csv.Error:
        return 0
    return max((sum(recognised(cell) is not None for cell in row) for row in rows), default=0)


def _rows(words: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
    return [*islice(reader, MOST_ROWS + 1)]
