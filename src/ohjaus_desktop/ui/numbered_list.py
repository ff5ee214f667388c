"""A short list of services to be opened again: Enter, a click, or the digit in front of the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ohjaus_desktop.ui.two_line_list import ROW_ROLE, Row, TwoLineList

_DIGITS = tuple("123456789")


class NumberedList(TwoLineList):
    """``opened`` tells the row, however it was chosen."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these; the first nine with their digit."""
        numbered = [replace(row, name=f"{at}  {row.name}") for at, row in enumerate(rows[:9], start=1)]
        super().show_rows([*numbered, *rows[9:]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit is no beginning of a name here; what is pressed with Alt is meant for the view around."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        at = int(event.text()) - 1 if event.text() in _DIGITS and not event.modifiers() else -1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self.currentIndex().row()
        model = self.model()
        if 0 <= at < model.rowCount():
            self.opened.emit(model.index(at, 0).data(ROW_ROLE).id)
        elif event.text() not in _DIGITS:
            super().keyPressEvent(event)
