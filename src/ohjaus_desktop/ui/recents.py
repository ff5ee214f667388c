"""Services opened lately (Ctrl+R), to be opened again. Sensitive ones never come here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.numbered_list import NumberedList
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words


class Recents(PassingView):
    """A flat list, the latest first; Enter or 1–9 opens."""

    chosen = Signal(str)  # service id
    forget_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("Services opened lately"))
        self.list = NumberedList(text("Services opened lately"), picture="recents")
        self.list.opened.connect(self._take)
        self.empty = Words(text("Nothing has been opened since the last new client."), tone="muted")
        self.clear_button = Press(text("Forget these"), kind="quiet")
        self.clear_button.clicked.connect(self._forget_all)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        column = spaced(QVBoxLayout(self), margin=12)
        head = QHBoxLayout()
        head.addWidget(Words(text("Services opened lately"), size=1.25, bold=True), stretch=1)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self.clear_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def open(self, recents: Sequence[ListedService]) -> None:
        """List these, the latest first."""
        self.note_focus()
        self._fill(recents)
        if recents:
            self.list.choose_row(0)
        self.focus_first()

    def focus_first(self) -> None:
        """In the list, if there is anything in it."""
        (self.list if len(self.list.rows()) else self).setFocus()

    def _fill(self, recents: Sequence[ListedService]) -> None:
        self.list.show_rows([one.row for one in recents])
        self.list.setVisible(bool(recents))
        self.empty.setVisible(not recents)
        self.clear_button.setVisible(bool(recents))

    def forget(self) -> None:
        """A closed list keeps nothing."""
        self.list.show_rows(())

    def _forget_all(self) -> None:
        self._fill(())
        self.setFocus()
        self.forget_all.emit()

    def _take(self, service_id: str) -> None:
        self.close_view()
        self.chosen.emit(service_id)
