"""The table behind the list of requests: flat, one row for each recipient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ohjaus_desktop.register.model import Row
from ohjaus_desktop.texts import current, mark, text
from ohjaus_desktop.ui.requests import words

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
_TOLD = (
    CELL_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class Column(IntEnum):
    """The columns, in the order in which one reads."""

    DUE, CLIENT, SERVICE, STATE, MADE = range(5)


HEADINGS = {
    Column.DUE: mark("Follow-up"),
    Column.CLIENT: mark("Client"),
    Column.SERVICE: mark("Service"),
    Column.STATE: mark("State"),
    Column.MADE: mark("Made"),
}
_STATES = (
    "requested",
    "accepted",
    "in-progress",
    "rejected",
    "failed",
    "completed",
    "cancelled",
    "entered-in-error",
    "draft",
)
"""As the column of states is sorted: what waits first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: a line, a smaller one below it, their tones and a picture."""

    first: str
    second: str = ""
    tone: str = ""
    second_tone: str = "muted"
    picture: str = ""
    bold: bool = False


class RequestsModel(QAbstractTableModel):
    """Rows as the register gave them: by what is due; a click on a heading sorts them otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._given: tuple[Row, ...] = ()
        self._today = date.min
        self._folded = False
        self._sorted: tuple[Column, Qt.SortOrder] = (Column.DUE, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[Row], today: date) -> None:
        """List these. today: what is due is told from it."""
        if tuple(rows) == self._given and today == self._today:
            return
        self.beginResetModel()
        self._given, self._today = tuple(rows), today
        self._rows = self._in_order()
        self.endResetModel()

    def forget(self) -> None:
        """Let go of every name."""
        self.show((), date.min)

    @property
    def lead(self) -> Column:
        """The first column that is shown; it says the whole row to a screen reader."""
        return Column.CLIENT if self._folded else Column.DUE

    def fold(self, folded: bool) -> None:
        """Where there is little width, what is due stands below the state."""
        if folded != self._folded:
            self._folded = folded
            if self._rows:
                last = len(self._rows) - 1
                self.dataChanged.emit(self.index(0, Column.STATE), self.index(last, Column.STATE))

    def row_of(self, recipient_id: str) -> int | None:
        """Where a recipient stands now."""
        return next((at for at, row in enumerate(self._rows) if row.recipient_id == recipient_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == ROW_ROLE:
            return row
        return self._told(row, column, role) if role in _TOLD else None

    def _told(self, row: Row, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and column is self.lead:
            return words.sentence(row, self._today)
        cell = self._cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (cell.first, cell.second) if part)
        return cell if role == CELL_ROLE else cell.first

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return text(HEADINGS[Column(section)])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is listed; equal rows stay as the register ordered them."""
        self._sorted = (Column(max(column, 0)), order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()]) for index in before]
        self._rows = self._in_order()
        place = {row.recipient_id: at for at, row in enumerate(self._rows)}
        after = [self.index(place[row.recipient_id], index.column()) for index, row in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Row]:
        column, order = self._sorted
        backwards = order == Qt.SortOrder.DescendingOrder
        return sorted(self._given, key=lambda row: self._key(row, column), reverse=backwards)

    def _key(self, row: Row, column: Column) -> tuple[Any, ...]:
        say = current()
        if column is Column.DUE:
            # What nothing is waited for stands last, the newest first.
            return row.due_on or date.max, row.made_at.timestamp() * (1 if row.due_on else -1)
        if column is Column.CLIENT:
            return row.hidden, row.client.casefold()
        if column is Column.SERVICE:
            return say.name(row.service).casefold(), say.name(row.organization).casefold()
        return (_STATES.index(row.state),) if column is Column.STATE else (row.made_at,)

    def _cell(self, row: Row, column: Column) -> Cell:
        say = current()
        if column is Column.DUE:
            when = words.due(row.due_on, self._today)
            late = row.due_on is not None and row.due_on < self._today
            day = words.day_words(row.due_on, self._today, say) if row.due_on and late else ""
            return Cell(when.words, day, when.tone, picture=when.picture if when.tone else "")
        if column is Column.CLIENT:
            return Cell(words.client(row), row.case_number, bold=not row.hidden)
        if column is Column.SERVICE:
            return Cell(say.name(row.service), say.name(row.organization))
        if column is Column.STATE:
            known = words.standing(row.state)
            if self._folded and row.due_on is not None:
                when = words.due(row.due_on, self._today)
                return Cell(known.words, when.words, known.tone, when.tone or "muted", known.picture)
            below = words.passed_on(row.times_passed_on) or words.why(row.why)
            return Cell(known.words, below, known.tone, picture=known.picture)
        return Cell(say.date(row.made_at.date()), row.made_by)
