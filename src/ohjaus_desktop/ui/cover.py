"""Something that lies over the whole window and gives it back exactly as it was.

Nothing below is hidden, closed or changed; no key reaches it either, for it would change what
nobody sees.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ohjaus_desktop.ui import keys


class Cover(QWidget):
    """Covers its window and grows with it.

    toggles: the key (by its name in the table of keys) that uncovers, as Esc does; passes: keys
    that the window may still answer.
    """

    uncovered = Signal()

    def __init__(self, window: QWidget, *, toggles: str, passes: tuple[str, ...] = ()) -> None:
        super().__init__(window)
        self._over = window
        self._back = keys.sequences(toggles)
        self._passes = [sequence for name in passes for sequence in keys.sequences(name)]
        self._focus: QWidget | None = None
        self._title = ""
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.hide()

    @property
    def covers(self) -> bool:
        """Whether the window is covered now."""
        return not self.isHidden()

    def cover(self) -> None:
        """Cover the window. What had the focus gets it back later."""
        if self.covers:
            return
        self._focus = QApplication.focusWidget()
        # The title stands in the task bar, where anybody can read it.
        self._title = self._over.windowTitle()
        self._over.setWindowTitle("Ohjaus")
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def uncover(self) -> None:
        """Bring everything back, the focus too."""
        if not self.covers:
            return
        self._over.setWindowTitle(self._title)
        self.hide()
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus()
        self.uncovered.emit()

    def toggle(self) -> None:
        """Cover the window, or bring it back as it was."""
        if self.covers:
            self.uncover()
        else:
            self.cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from answering, save those that may pass."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if _pressed(event) not in self._passes:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same key and Esc bring the window back; every other key stops here."""
        if _pressed(event) in self._back or event.key() == Qt.Key.Key_Escape:
            self.uncover()
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab does not wander to what is covered."""
        return True


def _pressed(event: QKeyEvent) -> QKeySequence:
    # "Ctrl++" and "Ctrl+=" arrive with the Shift or keypad of the keyboard at hand.
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(bare, Qt.Key(event.key())))
