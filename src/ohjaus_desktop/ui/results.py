"""The list in the middle: services that fit, best first, one full sentence a row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.result_delegate import ROW_ROLE, ResultDelegate
from ohjaus_desktop.ui.rows import Row

Index = QModelIndex | QPersistentModelIndex

MOST_WHOLE = 60
"""So many rows stand below each other at most; a longer list scrolls by itself."""


class ResultModel(QAbstractListModel):
    """Plain rows for the view; changed as a whole with every answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Put other rows in place of these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def say_again(self, rows: tuple[Row, ...]) -> None:
        """Other words for the same services: nothing moves, and the chosen row stays chosen."""
        if [row.service_id for row in rows] == [row.service_id for row in self._rows] and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row(self, at: int) -> Row:
        """The row at this place. Raises IndexError."""
        return self._rows[at]

    def place_of(self, service_id: str) -> int:
        """Where a service stands, -1 when it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.service_id == service_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many services are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name to the eye, the whole sentence to a screen reader, the row to the painter."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.why or None
        if role == ROW_ROLE:
            return row
        return None


class ResultList(QListView):
    """The services that fit; the row that is current is the one every key acts on."""

    current = Signal(str)  # service id; "" when nothing is listed
    opened = Signal(str)  # service id: Enter or a click

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ResultModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ResultDelegate(self))
        self.setAccessibleName(text("Services"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._whole = False
        self.clicked.connect(lambda index: self.opened.emit(self.rows.row(index.row()).service_id))
        self.selectionModel().currentChanged.connect(self._tell_current)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """List these services, the first of them current."""
        self._put(rows)
        self.choose(0)
        if not rows:
            self.current.emit("")
        self.set_whole(self._whole)

    def forget(self) -> None:
        """List nothing any more, and tell nobody: what is shown beside the list stays."""
        self._put(())

    def _put(self, rows: tuple[Row, ...]) -> None:
        self.selectionModel().blockSignals(True)
        self.rows.show(rows)
        self.selectionModel().blockSignals(False)

    def set_whole(self, whole: bool) -> None:
        """Whether all rows stand below each other, because what the list stands in scrolls."""
        self._whole = whole
        shown = range(min(self.rows.rowCount(), MOST_WHOLE)) if whole else ()
        self.setMinimumHeight(sum(self.sizeHintForRow(row) for row in shown))

    def choose(self, place: int) -> bool:
        """Make the row at this place (from 0) the current one; False when there is none."""
        if not 0 <= place < self.rows.rowCount():
            return False
        index = self.rows.index(place)
        if index == self.currentIndex():
            self._tell_current(index)
        else:
            self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """Move the current row up or down and stop at the ends."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            self.choose(min(last, max(0, self.currentIndex().row() + by)))

    def current_id(self) -> str:
        """The id of the current service, "" when there is none."""
        index = self.currentIndex()
        return self.rows.row(index.row()).service_id if index.isValid() else ""

    def open_current(self) -> None:
        """Act on the current row."""
        if self.current_id():
            self.opened.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; everything else is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            return
        super().keyPressEvent(event)

    def _tell_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if index.isValid():
            self.current.emit(self.rows.row(index.row()).service_id)
