"""A short list of the worker's own services, over the right pane until one is opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.numbered_list import NumberedList
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words


class OwnServices(PassingView):
    """Enter, a click or 1–9 opens a service; words stand in the place of a list without any."""

    chosen = Signal(str)  # service id

    def __init__(self, name: str, *, picture: str, empty: str) -> None:
        """name: of the list; empty: what to say when nothing is in it."""
        super().__init__()
        self.setAccessibleName(name)
        self.list = NumberedList(name, picture=picture)
        self.list.opened.connect(self._take)
        self.empty = Words(empty, tone="muted")
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        column = self._column = spaced(QVBoxLayout(self), margin=12)
        head = QHBoxLayout()
        head.addWidget(Words(name, size=1.25, bold=True), stretch=1)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, stretch=1)

    def open(self, services: Sequence[ListedService]) -> None:
        """List these, in their order."""
        self.note_focus()
        self.show_services(services)
        if services:
            self.list.choose_row(0)
        self.focus_first()

    def show_services(self, services: Sequence[ListedService]) -> None:
        """List these anew; when the last has gone the keyboard stays in the view, where Esc closes it."""
        focused = QApplication.focusWidget()
        if not services and focused is not None and self.isAncestorOf(focused):
            self.setFocus()
        self.list.show_rows([one.row for one in services])
        self.list.setVisible(bool(services))
        self.empty.setVisible(not services)

    def focus_first(self) -> None:
        """In the list, if there is anything in it."""
        (self.list if len(self.list.rows()) else self).setFocus()

    def _take(self, service_id: str) -> None:
        self.close_view()
        self.chosen.emit(service_id)
