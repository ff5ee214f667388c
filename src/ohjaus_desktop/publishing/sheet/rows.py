"""The rows of a table, cell by cell: values, and a sentence for whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ohjaus_desktop.publishing.sheet import clean
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk
from ohjaus_desktop.publishing.sheet.fields import BY_KEY
from ohjaus_desktop.publishing.sheet.table import CONFIRMATION, CONFIRMATION_HEADING, Row, Table
from ohjaus_desktop.texts import current, text

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one cell, row or file that a person should know.

    file: its name; row: as the spreadsheet counts, 0 for the file as a whole; column: its key, ""
    for the whole row; words: the sentence, in the user's language; error: the row was left out.
    """

    file: str
    row: int
    column: str
    words: str
    error: bool = False

    def sentence(self) -> str:
        """Row 14, Phone: …"""
        if not self.row:
            return text("{file}: {words}", file=self.file, words=self.words)
        if not self.column:
            return text("Row {row}: {words}", row=self.row, words=self.words)
        return text("Row {row}, {column}: {words}", row=self.row, column=self.heading, words=self.words)

    @property
    def heading(self) -> str:
        """The column's heading in the user's language."""
        if self.column == CONFIRMATION:
            return current()(CONFIRMATION_HEADING)
        return current()(BY_KEY[self.column].heading)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row that was read. texts: column → what stands there; values: column → what it means."""

    file: str
    number: int
    language: str
    texts: Mapping[str, str]
    values: Mapping[str, Any]


def raw_texts(table: Table, row: Row) -> tuple[dict[str, str], list[Finding]]:
    """The cells of a row as texts, the empty ones left out, and what cannot be one."""
    texts: dict[str, str] = {}
    findings = []
    for place, key in table.columns.items():
        value = row.values[place] if place < len(row.values) else None
        if value is None and (row.number, place + 1) in table.grid.no_result:
            words = text("There is a formula whose result was not saved. Write the value itself.")
            findings.append(Finding(table.grid.file, row.number, key, words, error=True))
            continue
        try:
            if words := clean.text_of(value, key):
                texts[key] = words
        except CellWrong as wrong:
            findings.append(Finding(table.grid.file, row.number, key, str(wrong), error=True))
    return texts, findings


def parse(table: Table, row: Row, desk: Desk) -> tuple[Parsed | None, list[Finding]]:
    """One row; None where an error keeps it out. Every cell is looked at, whatever the others say."""
    texts, findings = raw_texts(table, row)
    if not texts and not findings:
        return None, []
    values: dict[str, Any] = {}
    desk.row = texts
    for key, words in texts.items():
        if key == CONFIRMATION:
            continue
        value, said = read_cell(key, words, desk, table.grid.file, row.number)
        findings += said
        values[key] = value
    findings += [
        Finding(table.grid.file, row.number, key, words, error=True) for key, words in _missing(texts)
    ]
    if any(one.error for one in findings):
        return None, findings
    if row.hidden:
        findings.append(
            Finding(table.grid.file, row.number, "", text("The row is hidden; it was read all the same."))
        )
    return Parsed(table.grid.file, row.number, table.language, texts, values), findings


def read_cell(key: str, words: str, desk: Desk, file: str, row: int) -> tuple[Any, list[Finding]]:
    """The value of one cell, None where it is wrong, and what there is to say about it."""
    desk.remarks = []
    try:
        value = BY_KEY[key].read(words, desk)
    except CellWrong as wrong:
        return None, [Finding(file, row, key, str(wrong), error=True)]
    return value, [Finding(file, row, key, remark) for remark in desk.remarks]


def _missing(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not texts.get("organization"):
        yield "organization", text("The name of the organization is missing.")
    if not (texts.get("name_fi") or texts.get("name_sv")):
        yield "name_fi", text("The name of the service is missing.")
    if not texts.get("municipality") and (texts.get("place") or texts.get("address")):
        yield "municipality", text("The municipality of the place is missing.")
