"""All keys (Ctrl+F1), from the same table that the window binds."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words


class KeysView(PassingView):
    """A flat table, one full sentence a row for a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(text("All keys"))
        self.table.setHorizontalHeaderLabels([text("Key"), text("What it does")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for group, rows in groupby(keys.KEYS, key=lambda key: key.group):
            self._add_group(text(group))
            for key in rows:
                self._add(key)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        head = QHBoxLayout()
        head.addWidget(Words(text("All keys"), size=1.25, bold=True), stretch=1)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def open(self) -> None:
        """Begin at the first key."""
        self.note_focus()
        self.table.setCurrentCell(1, 0)
        self.focus_first()

    def focus_first(self) -> None:
        """The arrows walk through the table at once."""
        self.table.setFocus()

    def _add_group(self, name: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        item = QTableWidgetItem(name)
        item.setFont(look().font(1.1, bold=True))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(row, 0, item)
        self.table.setSpan(row, 0, 1, 2)

    def _add(self, key: keys.Key) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        shown = ", ".join(keys.written(one) for one in key.sequences if one not in keys.LABELLED)
        what = text(key.does)
        for column, words in enumerate((shown, what)):
            item = QTableWidgetItem(words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{shown}: {what}")
            item.setFont(look().font(bold=column == 0))
            self.table.setItem(row, column, item)
