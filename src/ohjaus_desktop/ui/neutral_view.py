"""One key and the screen says nothing: for when somebody else comes to look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.cover import Cover
from ohjaus_desktop.ui.words import Words

_HELSINKI = ZoneInfo("Europe/Helsinki")


def _now() -> datetime:
    return datetime.now(_HELSINKI)


class NeutralView(Cover):
    """A clock over everything, and how to come back."""

    def __init__(self, window: QWidget, *, clock: Callable[[], datetime] = _now) -> None:
        """window: what to cover; clock: gives the time to show, aware."""
        super().__init__(window, toggles="neutral")
        self._clock = clock
        self.time = Words(size=6, bold=True)
        self.date = Words(size=1.8)
        self.name = Words("Ohjaus", tone="muted", size=1.25)
        self.hint = Words(tone="muted")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for words in (self.time, self.date):
            column.addWidget(words)
        column.addStretch(2)
        for words in (self.name, self.hint):
            column.addWidget(words)
        for words in (self.time, self.date, self.name, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)

    def cover(self) -> None:
        """Cover the window and let the clock run."""
        self.hint.setText(text("{key} or Esc: back", key=keys.shown("neutral")))
        self._show_time()
        self._tick.start()
        super().cover()

    def uncover(self) -> None:
        """Bring everything back."""
        self._tick.stop()
        super().uncover()

    def _show_time(self) -> None:
        moment, locale = self._clock(), current().language
        self.time.setText(f"{moment.hour}{':' if locale == 'en' else '.'}{moment.minute:02}")
        self.date.setText(format_date(moment, "full", locale="en_GB" if locale == "en" else locale))
        self.setAccessibleName(f"{self.time.text()} {self.date.text()}")
