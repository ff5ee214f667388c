"""Who has used the client data and to whom something of it was given: a table to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

LEAST = 150
"""The table shows a few lines at least, in design pixels; what is above it scrolls away."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry in words."""

    moment: str
    worker: str
    deed: str
    case_number: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """In the order of the columns."""
        return self.moment, self.worker, self.deed, self.case_number


class LogView(PassingView):
    """Newest first; Esc goes back to where one came from."""

    def __init__(self, lines: Sequence[LogLine]) -> None:
        super().__init__()
        title = text("Log of use and disclosure")
        self.setAccessibleName(title)
        scroll = Column()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = scroll.begin(margin=16, gap=12)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(Words(title, size=1.5, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        head.addWidget(close)
        column.addLayout(head)
        about = text("The logs hold no contents. The log of one client is on the page of a request.")
        column.addWidget(Words(about if lines else text("Nothing has been written down yet."), tone="muted"))
        self.table = self._table(lines)
        self.table.setMinimumHeight(look().px(LEAST))
        column.addWidget(self.table, 1)
        scroll.present()
        frame = card()
        spaced(QVBoxLayout(frame), margin=1, gap=0).addWidget(scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)

    def _table(self, lines: Sequence[LogLine]) -> QTableWidget:
        names = (text("When"), text("Worker"), text("What was done"), text("Request"))
        table = QTableWidget(len(lines), len(names))
        table.setHorizontalHeaderLabels(names)
        table.setAccessibleName(self.accessibleName())
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, line in enumerate(lines):
            for at, words in enumerate(line.cells):
                item = QTableWidgetItem(words or "–")
                item.setToolTip(words)
                # Whoever hears the table hears the whole line.
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, line.cells)))
                table.setItem(row, at, item)
        table.resizeColumnsToContents()
        for at in range(len(names)):
            table.setColumnWidth(at, table.columnWidth(at) + look().px(16))
        across = table.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.resizeRowsToContents()
        if lines:
            table.setCurrentCell(0, 0)
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was done takes the room that is left, and never so little that it cannot be read."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share)

    def _share(self) -> None:
        others = sum(self.table.columnWidth(at) for at in (0, 1, 3))
        self.table.setColumnWidth(2, max(look().px(200), self.table.viewport().width() - others))
        self.table.resizeRowsToContents()

    def focus_first(self) -> None:
        """The arrows read at once."""
        self.table.setFocus()

    def forget(self) -> None:
        """The lines leave the memory of the window."""
        self.table.setRowCount(0)
