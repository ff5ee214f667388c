"""The answers: sheets that came back, read against what was sent and what the catalogue says now.

Only what an organization changed is changed: an untouched cell keeps all that the catalogue knows
beyond the sheet. Where two answers differ, or where the catalogue was changed meanwhile, nothing is
decided here: both are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.freshness.answer import Answer, quarrels_of
from ohjaus_desktop.publishing.freshness.asked import Asked, Request, row_key
from ohjaus_desktop.publishing.freshness.records import Records
from ohjaus_desktop.publishing.sheet.entry import Desk, Entry, Pen
from ohjaus_desktop.publishing.sheet.fields import BY_KEY, IDS, OF_A_ROW, cells
from ohjaus_desktop.publishing.sheet.filled import pen_of
from ohjaus_desktop.publishing.sheet.rows import Finding, raw_texts, read_cell
from ohjaus_desktop.publishing.sheet.table import CONFIRMATION, Table
from ohjaus_desktop.texts import mark, text, translator

_ASIDE = frozenset({CONFIRMATION, "confirmed_on", "confirmed_by", *(one.key for one in IDS)})
_REQUIRED = frozenset({"organization", "name_fi", "name_sv"})
_ASSURER = mark("the organization itself")


@dataclass(slots=True)
class Answered:
    """What the answers were.

    catalogue: with the answers in it. findings: what a person must look at. confirmed, corrected,
    ended, silent: ids of services; silent: nothing was chosen and nothing changed.
    """

    catalogue: Catalogue
    findings: list[Finding] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)


def read(tables: Sequence[Table], catalogue: Catalogue, asked: Asked, *, at: date) -> Answered:
    """Put the answers of sheets into a catalogue.

    at: the day of reading: when a row is confirmed that does not say on which day itself.
    """
    records = Records.of(catalogue)
    answered = Answered(catalogue)
    reader = _Reader(records, catalogue, asked, answered, at)
    answers = [one for table in tables for one in reader.rows(table)]
    quarrels = quarrels_of(answers)
    for one in answers:
        reader.apply(one, quarrels)
    answered.catalogue = records.put_back(catalogue)
    return answered


class _Reader:
    """Reads the rows of sheets against a catalogue."""

    def __init__(
        self, records: Records, catalogue: Catalogue, asked: Asked, answered: Answered, at: date
    ) -> None:
        self._records, self._asked, self._answered, self._at = records, asked, answered, at
        self._catalogue = catalogue
        self._pens: dict[str, Pen] = {}

    def rows(self, table: Table) -> list[Answer]:
        """The rows of a sheet that are about records of this catalogue."""
        found = []
        for row in table.rows:
            texts, findings = raw_texts(table, row)
            if not texts and not findings:
                continue
            self._answered.findings += findings
            broken = {one.column for one in findings}
            entry = self._records.entry(texts.get("service_id", ""), texts.get("location_id", ""))
            if entry is None or texts.get("organization_id", entry.organization.id) != entry.organization.id:
                self._foreign(table, row.number, texts, entry)
                continue
            if self._is_of_an_earlier_round(table, entry):
                words = text("This sheet is from an earlier round; its answers were not used again.")
                self._say(table, row.number, "", words)
                continue
            pen = self._pen(table.language)
            verdict = pen.vocabulary["confirmation"].find(texts.get(CONFIRMATION, "")) or ""
            changes = self._changes(table, row.number, entry, texts, broken)
            found.append(Answer(table, row.number, entry, verdict, changes, texts))
        return found

    def _is_of_an_earlier_round(self, table: Table, entry: Entry) -> bool:
        """Whether the organization has been asked anew since this sheet was made."""
        request = self._asked.organizations.get(entry.organization.id, Request())
        made = table.grid.stamp
        return bool(made and request.asked and made < request.asked.isoformat())

    def _foreign(self, table: Table, row: int, texts: Mapping[str, str], entry: Entry | None) -> None:
        if not texts.get("service_id"):
            if texts.keys() & {"name_fi", "name_sv"}:
                words = text("A new service: bring it in with import-sheet and merge.")
                self._say(table, row, "", words)
            return
        if entry is None:
            words = text("This catalogue has no service with this id; the row was not used.")
        else:
            words = text("The service belongs to another organization; the row was not used.")
        self._say(table, row, "service_id", words, error=True)

    def _changes(
        self, table: Table, row: int, entry: Entry, texts: Mapping[str, str], broken: set[str]
    ) -> dict[str, str]:
        """Column → new text, where the answer differs from what was sent."""
        pen = self._pen(table.language)
        now = cells(entry, pen)
        sent = self._sent(entry, table.language, now)
        changes = {}
        for key in table.columns.values():
            if key in _ASIDE | broken or not (entry.first or key in OF_A_ROW):
                continue
            new, old = texts.get(key, ""), sent.get(key, "")
            if _same(new, old) or self._means_the_same(key, new, old, table):
                continue
            if not _same(old, now.get(key, "")) and not _same(new, now.get(key, "")):
                self._say(
                    table,
                    row,
                    key,
                    text(
                        "The answer says “{new}”, but the catalogue was changed from “{old}” to “{now}” "
                        "meanwhile. Nothing was changed; decide which is right.",
                        new=new,
                        old=old,
                        now=now.get(key, ""),
                    ),
                    error=True,
                )
                continue
            if not _same(new, now.get(key, "")):
                changes[key] = new
        return changes

    def _sent(self, entry: Entry, language: str, now: Mapping[str, str]) -> Mapping[str, str]:
        """What the sheet held when it was sent; the record of today where that is not known."""
        request = self._asked.organizations.get(entry.organization.id, Request())
        key = row_key(entry.service.id, entry.location.id if entry.location else "")
        known = request.rows.get(key) if request.language == language else None
        return now if known is None else known

    def _means_the_same(self, key: str, new: str, old: str, table: Table) -> bool:
        """Whether only the form differs: 0401234567 and 040 1234567 are one number."""
        if not new or not old:
            return False
        desk = self._desk(table)
        first, wrong = read_cell(key, new, desk, table.grid.file, 0)
        if any(one.error for one in wrong):
            return False
        second, wrong = read_cell(key, old, desk, table.grid.file, 0)
        return not any(one.error for one in wrong) and bool(_bare(first) == _bare(second))

    def apply(self, one: Answer, quarrels: Mapping[tuple[str, str], Sequence[Answer]]) -> None:
        """Put one answer into the records."""
        service_id, whole = one.entry.service.id, True
        if (service_id, CONFIRMATION) in quarrels:
            self._quarrel(one, CONFIRMATION, quarrels[service_id, CONFIRMATION])
            return
        if one.verdict == "ended":
            self._records.replace(service_id, status="defunct", **self._assured(one))
            self._answered.ended.add(service_id)
            return
        for key, words in one.changes.items():
            if (one.key, key) in quarrels:
                self._quarrel(one, key, quarrels[one.key, key])
                whole = False
            else:
                whole = self._correct(one, key, words) and whole
        if one.changes and one.verdict != "corrected":
            self._say(
                one.table,
                one.row,
                CONFIRMATION,
                text("Nothing says “corrected” here, but details differ; they were taken as corrections."),
            )
        if not (one.verdict or one.changes):
            self._answered.silent.add(service_id)
        elif not one.changes and _is_answered(one):
            self._answered.confirmed.add(service_id)  # read before: its day stays the first one
        elif whole:
            self._records.replace(service_id, **self._assured(one))
            (self._answered.corrected if one.changes else self._answered.confirmed).add(service_id)

    def _correct(self, one: Answer, key: str, words: str) -> bool:
        """Change one field; whether it could be."""
        file = one.table.grid.file
        if not words and key in _REQUIRED and not _still_named(one, key):
            self._say(
                one.table, one.row, key, text("The name was taken away; it stays as it was."), error=True
            )
            return False
        value = None
        if words:
            value, findings = read_cell(key, words, self._desk(one.table), file, one.row)
            self._answered.findings += findings
            if any(found.error for found in findings):
                return False
        location = one.entry.location.id if one.entry.location else ""
        entry = self._records.entry(one.entry.service.id, location) or one.entry
        self._records.keep(BY_KEY[key].put(entry, value if words else _nothing(key), _tongue(one.table)))
        return True

    def _assured(self, one: Answer) -> dict[str, Any]:
        """Who confirmed when: as the row says, else on the day of reading."""
        day, role = self._at, None
        desk = self._desk(one.table)
        sent = cells(one.entry, self._pen(one.table.language))
        if (said := one.texts.get("confirmed_on", "")) and said != sent.get("confirmed_on"):
            found, findings = read_cell("confirmed_on", said, desk, one.table.grid.file, one.row)
            self._answered.findings += [_told_only(each) for each in findings]
            day = found or day
        if said := one.texts.get("confirmed_by", ""):
            role, findings = read_cell("confirmed_by", said, desk, one.table.grid.file, one.row)
            self._answered.findings += findings
        assurer = one.entry.service.assurer
        if role and role != sent.get("confirmed_by"):
            assurer = BY_KEY["confirmed_by"].put(one.entry, role, _tongue(one.table)).service.assurer
        return {
            "assured_date": day,
            "assurer": assurer or {lang: translator(lang)(_ASSURER) for lang in ("fi", "sv")},
        }

    def _quarrel(self, one: Answer, key: str, others: Sequence[Answer]) -> None:
        where = "; ".join(
            text(
                "{file}, row {row}: “{words}”",
                file=other.table.grid.file,
                row=other.row,
                words=other.texts.get(key, ""),
            )
            for other in others
        )
        words = text("Answers differ, so nothing was changed: {where}", where=where)
        self._say(one.table, one.row, key, words, error=True)

    def _pen(self, language: str) -> Pen:
        return self._pens.setdefault(language, pen_of(self._catalogue, language))

    def _desk(self, table: Table) -> Desk:
        pen = self._pen(table.language)
        return Desk(pen.places, pen.vocabulary, _tongue(table), self._at)

    def _say(self, table: Table, row: int, column: str, words: str, *, error: bool = False) -> None:
        self._answered.findings.append(Finding(table.grid.file, row, column, words, error))


def _told_only(finding: Finding) -> Finding:
    """A wrong day of confirmation is told, and the day of reading is taken."""
    return Finding(finding.file, finding.row, finding.column, finding.words)


def _is_answered(one: Answer) -> bool:
    """Whether the service was confirmed after this sheet was made."""
    day = one.entry.service.assured_date
    return bool(one.table.grid.stamp and day and day.isoformat() >= one.table.grid.stamp)


def _still_named(one: Answer, key: str) -> bool:
    """Whether the service has a name in another language where one was taken away."""
    return key != "organization" and bool(one.texts.get("name_fi") or one.texts.get("name_sv"))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _bare(value: Any) -> Any:
    """A value without the spaces that people put into numbers."""
    if isinstance(value, str):
        return value.replace(" ", "").replace("-", "")
    if isinstance(value, (list, tuple)):
        return [_bare(one) for one in value]
    return value


def _nothing(key: str) -> str | None:
    """What an emptied cell means: no words, or no value."""
    return "" if key in {"organization", "place", "address", "city", "village", "former_name"} else None


def _tongue(table: Table) -> str:
    return "sv" if table.language == "sv" else "fi"
