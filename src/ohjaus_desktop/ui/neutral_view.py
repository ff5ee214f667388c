"""One key and the screen says nothing: for when somebody else comes to look.

Covers the whole window. The same key uncovers it exactly as it was: nothing below is hidden,
closed or changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.words import Words

_HELSINKI = ZoneInfo("Europe/Helsinki")


def _now() -> datetime:
    return datetime.now(_HELSINKI)


class NeutralView(QWidget):
    """A clock over everything; lies on top of its window and grows with it."""

    uncovered = Signal()

    def __init__(self, window: QWidget, *, clock: Callable[[], datetime] = _now) -> None:
        """window: what to cover; clock: gives the time to show, aware."""
        super().__init__(window)
        self._clock = clock
        self._over = window
        self._focus: QWidget | None = None
        self._title = ""
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time = Words(size=6, bold=True)
        self.date = Words(size=1.8)
        self.name = Words("Ohjaus", tone="muted", size=1.25)
        self.hint = Words(text("{key} or Esc: back", key=keys.shown("neutral")), tone="muted")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for words in (self.time, self.date):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addStretch(2)
        for words in (self.name, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        window.installEventFilter(self)
        self.hide()

    @property
    def covers(self) -> bool:
        """Whether the window is covered now."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Cover the window, or bring it back as it was."""
        if self.covers:
            self.uncover()
        else:
            self.cover()

    def cover(self) -> None:
        """Cover the window. What had the focus gets it back later."""
        if self.covers:
            return
        window = self.window()
        self._focus = QApplication.focusWidget()
        self._title = window.windowTitle()
        window.setWindowTitle("Ohjaus")
        self._show_time()
        self._tick.start()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def uncover(self) -> None:
        """Bring everything back, the focus too."""
        self._tick.stop()
        self.window().setWindowTitle(self._title)
        self.hide()
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus()
        self.uncovered.emit()

    def _show_time(self) -> None:
        moment, locale = self._clock(), current().language
        self.time.setText(f"{moment.hour}{':' if locale == 'en' else '.'}{moment.minute:02}")
        self.date.setText(format_date(moment, "full", locale="en_GB" if locale == "en" else locale))
        self.setAccessibleName(f"{self.time.text()} {self.date.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the covered window works: it would change what nobody sees.

        F12 itself stays the window's shortcut and calls ``toggle``; without one it is answered here.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 and Esc bring the window back; every other key stops here."""
        if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
            self.uncover()
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab does not wander to what is covered."""
        return True
