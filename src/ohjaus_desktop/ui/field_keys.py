"""The window's keys also work while the cursor is in a field.

Text fields claim keys for themselves, and which ones depends on the platform: under X11 Ctrl+K
deletes to the end of the line and Ctrl+D deletes a letter, offscreen they do nothing. What the
table of keys promises must hold everywhere. Only Ctrl+Z stays with a field that has something to
undo.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ohjaus_desktop.ui import keys


class FieldKeys(QObject):
    """An event filter for every one-line field of a window."""

    def __init__(self, window: QWidget, undo: Callable[[], bool]) -> None:
        """undo: takes the last thing back; False when there is nothing."""
        super().__init__(window)
        self._undo = undo
        sequences = [sequence for key in keys.KEYS if key.bound for sequence in key.sequences]
        sequences += [f"Ctrl+{digit}" for digit in range(1, 10)]
        self._ours = {QKeySequence(sequence).toString() for sequence in sequences}

    def guard(self, window: QWidget) -> None:
        """Watch the fields that the window has now; a field already watched stays watched once."""
        for field in window.findChildren(QLineEdit):
            field.removeEventFilter(self)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window have its keys before the field asks for them."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if QKeySequence(event.keyCombination()).toString() in self._ours:
                event.ignore()
                return True
        elif (
            event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Undo)
            and not watched.isUndoAvailable()
        ):
            return self._undo()
        return False
