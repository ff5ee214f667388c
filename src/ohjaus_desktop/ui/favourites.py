"""The worker's favourites, in an order made by hand; what the catalogue has lost is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.own_services import OwnServices
from ohjaus_desktop.ui.words import Press


class Favourites(OwnServices):
    """Alt with the arrows moves a row, Del takes it away; buttons do the same."""

    moved = Signal(str, int)  # service id, -1 up or 1 down
    removed = Signal(str)  # service id

    def __init__(self) -> None:
        super().__init__(
            text("Favourites"),
            picture="star_filled",
            empty=text("No favourites yet. The star beside a service's name makes it one."),
        )
        self.list.current_changed.connect(lambda _: self._fit_buttons())
        self.up_button = Press(text("Move up"), picture="up", kind="quiet", key="order_favourites")
        self.down_button = Press(text("Move down"), picture="down", kind="quiet")
        self.remove_button = Press(text("Remove from favourites"), picture="close", kind="quiet")
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self._remove)
        self._buttons = flow_row(self.up_button, self.down_button, self.remove_button, spacing=4)
        self._column.addWidget(self._buttons)
        self._column.addStretch(0)

    def show_services(self, services: Sequence[ListedService]) -> None:
        """The chosen row stays chosen, or the one that has come to its place."""
        at = self.list.currentIndex().row()
        super().show_services(services)
        if services and self.list.current() is None:
            self.list.choose_row(max(0, at))
        self._buttons.setVisible(bool(services))
        self._fit_buttons()

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

    def _fit_buttons(self) -> None:
        at = self.list.currentIndex().row()
        self.up_button.setEnabled(at > 0)
        self.down_button.setEnabled(0 <= at < len(self.list.rows()) - 1)
