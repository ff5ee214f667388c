"""A view that comes over the place where one works, and goes again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget


class PassingView(QWidget):
    """Remembers where the focus was when it came; Esc closes it and gives the focus back.

    Whoever placed it opens it first and shows it then, and hides it on ``closed``, which is told
    before the focus goes back.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._came_from: QWidget | None = None

    def note_focus(self) -> None:
        """Call it when the view is opened."""
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self and not self.isAncestorOf(focused):
            self._came_from = focused

    def close_view(self) -> None:
        """Forget what was shown and go."""
        self.forget()
        came_from, self._came_from = self._came_from, None
        self.closed.emit()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()

    def go_back(self) -> bool:
        """One step back, always possible: a view without steps of its own goes."""
        self.close_view()
        return True

    def focus_first(self) -> None:
        """Put the focus where the hands begin."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus when the view comes into sight."""
        super().showEvent(event)
        self.focus_first()

    def forget(self) -> None:
        """Let go of what was shown; for views that show something of a client."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_view()
        else:
            super().keyPressEvent(event)
