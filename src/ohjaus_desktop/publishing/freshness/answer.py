"""One row that came back, and where several rows say different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ohjaus_desktop.publishing.freshness.asked import row_key
from ohjaus_desktop.publishing.sheet.entry import Entry
from ohjaus_desktop.publishing.sheet.table import CONFIRMATION, Table


@dataclass(frozen=True, slots=True)
class Answer:
    """One row that came back.

    entry: what the catalogue says now. verdict: confirmed, corrected, ended, or "" where nothing
    was chosen. changes: column → the new text, only where it differs from what was sent.
    texts: all of the row.
    """

    table: Table
    row: int
    entry: Entry
    verdict: str
    changes: Mapping[str, str]
    texts: Mapping[str, str]

    @property
    def key(self) -> str:
        """Which row of the sheet that was sent."""
        return row_key(self.entry.service.id, self.entry.location.id if self.entry.location else "")


def quarrels_of(answers: Sequence[Answer]) -> dict[tuple[str, str], list[Answer]]:
    """Where answers about the same row say different things: (row, column) → the answers."""
    said: dict[tuple[str, str], dict[str, Answer]] = {}
    for one in answers:
        for column, words in one.changes.items():
            said.setdefault((one.key, column), {}).setdefault(words, one)
        if one.verdict:
            verdict = "ended" if one.verdict == "ended" else "runs"
            said.setdefault((one.entry.service.id, CONFIRMATION), {}).setdefault(verdict, one)
    return {key: [*found.values()] for key, found in said.items() if len(found) > 1}
