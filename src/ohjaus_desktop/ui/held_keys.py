"""Keys that come before the view they are meant for.

Opening the client data takes a moment at the first request of the day. Whoever types on meanwhile
means the form: without this the client's name would land in the search box.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class HeldKeys(QObject):
    """Keeps what is typed until a view has the keyboard and types it there; then it is gone.

    Where something else takes the keyboard, a screen that asks for a passphrase for instance, what
    was typed goes nowhere. Commands of the window are not held.
    """

    def __init__(self, view: QWidget, over: SignalInstance) -> None:
        """Begin to hold. over: told when the view will not come any more."""
        super().__init__(view)
        self._view, self._over = view, over
        self._kept: list[QKeyEvent] = []
        self._is_there = self._has_ended = False
        focused = QApplication.focusWidget()
        if focused is not None and view.isAncestorOf(focused):
            self.deleteLater()
            return
        application = _application()
        application.installEventFilter(self)
        application.focusChanged.connect(self._moved)
        over.connect(self._give_up)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hold plain keys; Esc lets go of them."""
        if not isinstance(event, QKeyEvent):
            return False
        if self._is_there:
            self._type()  # and this one after them
            return False
        if event.type() == QEvent.Type.ShortcutOverride or event.modifiers() & _COMMANDS:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            return False
        self._kept.append(
            QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
        )
        return True

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._is_there:
            return
        self._is_there = self._view.isAncestorOf(now)
        if self._is_there:
            # Once the view has been opened to the end.
            QTimer.singleShot(0, self, self._type)
        else:
            self._end()

    def _type(self) -> None:
        kept = [*self._kept]
        self._end()
        for event in kept:
            focused = QApplication.focusWidget()
            if focused is None or not self._view.isAncestorOf(focused):
                return
            QApplication.sendEvent(focused, event)

    def _give_up(self) -> None:
        if not self._is_there:
            self._end()

    def _end(self) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        self._kept.clear()
        application = _application()
        application.removeEventFilter(self)
        application.focusChanged.disconnect(self._moved)
        self._over.disconnect(self._give_up)
        self.deleteLater()


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())
