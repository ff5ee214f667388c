"""Services opened lately (Ctrl+R), to be opened again. Sensitive ones never come here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.two_line_list import Row, TwoLineList
from ohjaus_desktop.ui.words import Press, Words


@dataclass(frozen=True, slots=True)
class Recent:
    """One service as it is listed; every text is ready to be shown. when: "today 10.42"."""

    service_id: str
    name: str
    organization: str
    when: str = ""


class Recents(PassingView):
    """A flat list, the latest first; Enter or 1–9 opens."""

    chosen = Signal(str)  # service id
    forget_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = TwoLineList(text("Services opened lately"), picture="recents")
        # Otherwise the list would take a digit as the beginning of a name.
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(index.row()))
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

    def open(self, recents: Sequence[Recent]) -> None:
        """List these, the latest first."""
        self.note_focus()
        self._fill(recents)
        if recents:
            self.list.choose_row(0)
        self.focus_first()

    def focus_first(self) -> None:
        """In the list, if there is anything in it."""
        (self.list if len(self.list.rows()) else self).setFocus()

    def _fill(self, recents: Sequence[Recent]) -> None:
        self._fill_rows(recents)
        self.list.setVisible(bool(recents))
        self.empty.setVisible(not recents)
        self.clear_button.setVisible(bool(recents))

    def _fill_rows(self, recents: Sequence[Recent]) -> None:
        rows = [Row(one.service_id, one.name, one.organization, one.when) for one in recents]
        self.list.show_rows(
            [
                replace(row, name=f"{at}  {row.name}") if at <= 9 else row
                for at, row in enumerate(rows, start=1)
            ]
        )

    def forget(self) -> None:
        """A closed list keeps nothing."""
        self.list.show_rows(())

    def _forget_all(self) -> None:
        self._fill(())
        self.setFocus()
        self.forget_all.emit()

    def _take(self, row: int) -> None:
        service_id = self.list.rows()[row].id
        self.close_view()
        self.chosen.emit(service_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1–9 open their row, Enter opens the row in focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            row = int(event.text()) - 1 if event.text() in tuple("123456789") else -1
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                row = self.list.currentIndex().row()
            if 0 <= row < len(self.list.rows()):
                self._take(row)
                return True
        return super().eventFilter(watched, event)
