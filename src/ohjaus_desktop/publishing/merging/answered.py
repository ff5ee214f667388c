"""Rows of a sheet that a person filled in: CSV or XLSX, as texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ohjaus_desktop.publishing.export_sheet import Table, as_csv, as_workbook
from ohjaus_desktop.publishing.sheet import delimited, workbook
from ohjaus_desktop.publishing.sheet.table import file_bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """number: answers understood; wrong: sentences about the others, with their rows."""

    number: int
    wrong: tuple[str, ...]


def read_rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Each row's number, from 1, and its cells as texts, at least so many. Raises SheetUnreadable."""
    data = file_bytes(path)
    if path.suffix.lower() == ".xlsx":
        grids = workbook.read(data, path.name)[:1]
    else:
        grids = [delimited.read(data, path.name)]
    for grid in grids:
        for row in grid.rows:
            cells = ["" if value is None else str(value).removeprefix("'") for value in row.values]
            yield row.number, cells + [""] * (columns - len(cells))


def as_file(table: Table, path: Path) -> bytes:
    """The sheet in the form that the file's name asks for: XLSX, else CSV."""
    return as_workbook(table) if path.suffix.lower() == ".xlsx" else as_csv(table)
