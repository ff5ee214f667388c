"""The worker's favourites, in an order made by hand; what the catalogue has lost is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.numbered_list import NumberedList
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words


class Favourites(PassingView):
    """Enter or 1–9 opens; Alt with the arrows moves a row, Del takes it away; buttons do the same."""

    chosen = Signal(str)  # service id
    moved = Signal(str, int)  # service id, -1 up or 1 down
    removed = Signal(str)  # service id

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("Favourites"))
        self.list = NumberedList(text("Favourites"), picture="star_filled")
        self.list.opened.connect(self._take)
        self.list.current_changed.connect(lambda _: self._fit_buttons())
        self.empty = Words(
            text("No favourites yet. The star beside a service's name makes it one."), tone="muted"
        )
        self.up_button = Press(text("Move up"), picture="up", kind="quiet")
        self.down_button = Press(text("Move down"), picture="down", kind="quiet")
        self.remove_button = Press(text("Remove from favourites"), picture="close", kind="quiet")
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self._remove)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        column = spaced(QVBoxLayout(self), margin=12)
        head = QHBoxLayout()
        head.addWidget(Words(text("Favourites"), size=1.25, bold=True), stretch=1)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, stretch=1)
        self._buttons = flow_row(self.up_button, self.down_button, self.remove_button, spacing=4)
        column.addWidget(self._buttons)
        column.addStretch(0)

    def open(self, favourites: Sequence[ListedService]) -> None:
        """List these, in their order."""
        self.note_focus()
        self.show_favourites(favourites)
        if favourites:
            self.list.choose_row(0)
        self.focus_first()

    def show_favourites(self, favourites: Sequence[ListedService]) -> None:
        """List these anew; the chosen row stays chosen, or the one that has come to its place."""
        at = self.list.currentIndex().row()
        self.list.show_rows([one.row for one in favourites])
        if favourites and self.list.current() is None:
            self.list.choose_row(max(0, at))
        self.list.setVisible(bool(favourites))
        self._buttons.setVisible(bool(favourites))
        self.empty.setVisible(not favourites)
        self._fit_buttons()

    def focus_first(self) -> None:
        """In the list, if there is anything in it."""
        (self.list if len(self.list.rows()) else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the row, Del takes it away; the list hands on what is not its own."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self._move(steps[key])
        elif key == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        to = self.list.currentIndex().row() + by
        service_id = self.list.current()
        if service_id is not None and 0 <= to < len(self.list.rows()):
            self.moved.emit(service_id, by)

    def _remove(self) -> None:
        service_id = self.list.current()
        if service_id is not None:
            self.removed.emit(service_id)

    def _take(self, service_id: str) -> None:
        self.close_view()
        self.chosen.emit(service_id)

    def _fit_buttons(self) -> None:
        at = self.list.currentIndex().row()
        self.up_button.setEnabled(at > 0)
        self.down_button.setEnabled(0 <= at < len(self.list.rows()) - 1)
