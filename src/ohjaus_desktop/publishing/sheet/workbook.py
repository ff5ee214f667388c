"""XLSX workbooks: values as they were last seen, never formulas or macros.

A workbook is a zip of XML from somebody else: its sizes are looked at before anything is unpacked,
and openpyxl reads it row by row through defusedxml.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from ohjaus_desktop.publishing.sheet.table import MOST_COLUMNS, MOST_ROWS, Grid, Row, SheetUnreadable
from ohjaus_desktop.texts import text

_OLD_BINARY = bytes.fromhex("d0cf11e0a1b11ae1")
"""How OLE files begin: .xls, and .xlsx under a password."""
_LARGEST_PART = 80 * 1024 * 1024
_LARGEST_WHOLE = 200 * 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Facts:
    """What openpyxl's row reader does not tell of a sheet."""

    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    no_result: set[tuple[int, int]] = field(default_factory=set)


def read(data: bytes, file: str) -> list[Grid]:
    """Every visible sheet of a workbook. Raises SheetUnreadable."""
    _refuse_old(data, file)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        facts = _facts(data, file)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        grids = [_grid(book[name], facts.get(name, _Facts()), file) for name in names]
        stamp = book.properties.identifier or ""
        book.close()
    # Damaged parts surface in openpyxl as any of these.
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError,
            IndexError, SyntaxError, EOFError, OSError, NotImplementedError) as error:  # fmt: skip
        raise SheetUnreadable(
            text("{file}: the workbook is damaged or is no workbook.", file=file),
            text("Save it in the spreadsheet program as .xlsx or .csv."),
        ) from error
    return [replace(grid, stamp=stamp) for grid in grids]


def _refuse_old(data: bytes, file: str) -> None:
    if not data.startswith(_OLD_BINARY):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetUnreadable(
            text("{file}: the workbook is protected with a password.", file=file),
            text("Take the password away in the spreadsheet program and save it again."),
        )
    raise SheetUnreadable(
        text("{file}: this is a workbook of the old kind (.xls).", file=file),
        text("Save it in the spreadsheet program as .xlsx or .csv."),
    )


def _refuse_large(archive: zipfile.ZipFile, file: str) -> None:
    sizes = [one.file_size for one in archive.infolist()]
    if max(sizes, default=0) > _LARGEST_PART or sum(sizes) > _LARGEST_WHOLE or len(sizes) > 2000:
        raise SheetUnreadable(
            text("{file}: the workbook is too large when it is unpacked.", file=file),
            text("Leave only the sheet of services in it and save it again."),
        )


def _facts(data: bytes, file: str) -> Mapping[str, _Facts]:
    """Hidden rows, merged cells and formulas without a result, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_large(archive, file)
        names = set(archive.namelist())
        if "mimetype" in names or "xl/workbook.xml" not in names:
            raise SheetUnreadable(
                text("{file}: this is not an Excel workbook (.xlsx).", file=file),
                text("Save it in the spreadsheet program as .xlsx or .csv."),
            )
        found = {}
        for name, part in _sheet_parts(archive):
            if part in names:
                with archive.open(part) as stream:
                    found[name] = _sheet_facts(stream)
        return found


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for one in fromstring(archive.read("xl/workbook.xml")).iter():
        if one.tag in {f"{_MAIN}sheet", f"{_STRICT}sheet"}:
            target = targets.get(one.get(_RELATION), "")
            yield str(one.get("name")), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _sheet_facts(stream: IO[bytes]) -> _Facts:
    from defusedxml.ElementTree import iterparse
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    facts = _Facts()
    for _, element in iterparse(stream):
        name = element.tag.rpartition("}")[2]
        if name == "row":
            if element.get("hidden") in {"1", "true"}:
                facts.hidden.add(int(element.get("r", 0)))
            element.clear()
        elif name == "c":
            parts = {part.tag.rpartition("}")[2]: part for part in element}
            result = parts.get("v")
            if "f" in parts and (result is None or result.text is None) and element.get("r"):
                facts.no_result.add(coordinate_to_tuple(element.get("r")))
        elif name == "mergeCell":
            left, top, right, bottom = (int(one or 0) for one in range_boundaries(element.get("ref", "A1")))
            if bottom > top and bottom - top < MOST_ROWS and right - left < MOST_COLUMNS:
                facts.merged.append((top, left, bottom, right))
    return facts


def _grid(sheet: object, facts: _Facts, file: str) -> Grid:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # some programs write a size that is wrong
    table: list[list[object]] = []
    cut = False
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):  # type: ignore[attr-defined]
        if number > MOST_ROWS:
            cut = any(value is not None for value in values)
            break
        table.append([*values])
    _fill_merged(table, facts)
    rows = tuple(Row(number, tuple(row), number in facts.hidden) for number, row in enumerate(table, 1))
    return Grid(file, str(sheet.title), rows, frozenset(facts.no_result), bool(facts.merged), cut)  # type: ignore[attr-defined]


def _fill_merged(table: list[list[object]], facts: _Facts) -> None:
    """Give every row of a merged cell its value: it was meant for all of them."""
    for top, left, bottom, _right in facts.merged:
        if top <= len(table) and left <= len(table[top - 1]):
            value = table[top - 1][left - 1]
            for row in table[top:bottom]:
                if left <= len(row) and row[left - 1] is None:
                    row[left - 1] = value
