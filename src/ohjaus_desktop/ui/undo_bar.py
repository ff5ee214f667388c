"""What was done last, and a way back: undo instead of "are you sure?"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import icon_button, restyle, spaced
from ohjaus_desktop.ui.words import Press, Words

SHOWN_MS = 12_000
"""How long the bar stays: long enough to read it twice. The key works for as long as it stands. An
error stays until it is closed or something else happens."""


class UndoBar(QFrame):
    """One line that says what happened, with a way back where there is one."""

    came = Signal()  # or went: another line may give its room, or take it back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, kind="band", tone="info")
        self._back: Callable[[], object] | None = None
        self._words = Words()
        undo = text("Undo")
        self._button = Press(undo, picture="undo", kind="quiet", key="undo")
        self._button.setText(f"{undo}  {keys.shown('undo')}")
        self._button.clicked.connect(self.undo)
        self._accept = Press("")
        self._accept.clicked.connect(self._take_offer)
        self._decline = Press("", kind="quiet")
        self._decline.clicked.connect(self.forget)
        self._act: Callable[[], object] | None = None
        close = icon_button("close", text("Close"))
        close.clicked.connect(self.forget)
        row = spaced(QHBoxLayout(self), margin=4)
        row.addSpacing(row.spacing())
        row.addWidget(self._words, 1)
        for button in (self._accept, self._decline, self._button):
            row.addWidget(button)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.forget)
        self.hide()

    def tell(self, words: str, back: Callable[[], object] | None = None, *, tone: str = "info") -> None:
        """Say what happened; ``back`` takes it back. Stays until something else happens."""
        self._back = back
        self._words.setText(words)
        self._button.setVisible(back is not None)
        self._show_offer("", "", None)
        restyle(self, tone=tone)
        restyle(self._words)
        self.setAccessibleName(words)
        self.show()
        if tone == "error":
            self._timer.stop()
        else:
            self._timer.start()
        announce(self, words)

    def point(self, words: str, look: str, act: Callable[[], object]) -> None:
        """Say what happened, with a way to see it; goes by itself."""
        self.tell(words)
        self._show_offer(look, "", act)

    def offer(self, words: str, accept: str, decline: str, act: Callable[[], object]) -> None:
        """Ask for a decision that only a person can take; it waits until it is taken."""
        self.tell(words, tone="error")
        self._show_offer(accept, decline, act)

    def _show_offer(self, accept: str, decline: str, act: Callable[[], object] | None) -> None:
        self._act = act
        for button, words in ((self._accept, accept), (self._decline, decline)):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))

    def _take_offer(self) -> None:
        act = self._act
        self.forget()
        if act is not None:
            act()

    def undo(self) -> bool:
        """Take the last thing back; False when there is nothing to take back."""
        back, self._back = self._back, None
        if back is None:
            return False
        self.forget()
        back()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Tell it."""
        super().showEvent(event)
        self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell it."""
        super().hideEvent(event)
        self.came.emit()

    def forget(self) -> None:
        """Clear the line: it may hold words about a client's matter."""
        self._back = None
        self._show_offer("", "", None)
        self._words.setText("")
        self.setAccessibleName("")
        self._timer.stop()
        self.hide()
