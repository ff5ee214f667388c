"""Workbooks as secretaries and their programs make them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from ohjaus_desktop.publishing.sheet.importing import SheetImport, import_path

AT = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
ROW: Mapping[str, Any] = {
    "Organisaatio": "Perhon esimerkkiyhdistys ry",
    "Palvelun nimi": "Keksitty neuvonta",
    "Puhelin": "000 123 4567",
    "Sähköposti": "info@perho.invalid",
    "Toiminta-alue": "Perho; Veteli",
    "Tarpeet": "Alkoholi",
}


def workbook(
    path: Path, rows: Sequence[Mapping[str, Any]], *, above: int = 0, title: str = "Palvelut"
) -> Path:
    """Write rows under their headings. above: rows of other things before the headings."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    headings = [*dict.fromkeys(name for row in rows for name in row)]
    for number in range(above):
        page.cell(number + 1, 1, f"Yhdistyksen oma otsikko {number}")
    page.append(headings) if not above else [page.cell(above + 1, n, h) for n, h in enumerate(headings, 1)]
    for row_number, row in enumerate(rows, above + 2):
        for column, name in enumerate(headings, 1):
            page.cell(row_number, column, row.get(name))
    book.save(path)
    return path


def read(path: Path, *, strict: bool = False) -> SheetImport:
    """Import as the command does."""
    return import_path(path, at=AT, strict=strict)
