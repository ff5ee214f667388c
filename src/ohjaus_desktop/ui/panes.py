"""Three panes side by side where there is room, one at a time where there is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.style import look

LEFT, MIDDLE, RIGHT = range(3)
WIDE_CHARACTERS = 116
"""Three panes stand side by side from this many average letters on: 24 for the facets, and the
rest for lists and details of about 45; below, one pane at a time has its sixty."""


class Panes(QWidget):
    """Left, middle and right; ``narrow`` tells when only one of them is shown."""

    arranged = Signal(bool)  # narrow

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._panes = (left, middle, right)
        self._narrow: bool | None = None
        self._shown = MIDDLE
        self._right_wanted = True
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(look().px(8))
        self._splitter.setChildrenCollapsible(False)
        for pane, stretch in zip(self._panes, (0, 5, 4), strict=True):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        spaced(QVBoxLayout(self)).addWidget(self._splitter)

    @property
    def narrow(self) -> bool:
        """Whether one pane is shown at a time."""
        return bool(self._narrow)

    @property
    def shown(self) -> int:
        """The pane that is shown where only one is."""
        return self._shown

    def show_pane(self, which: int) -> None:
        """Bring a pane to the front; nothing changes where all are in sight."""
        self._shown = which
        if self._narrow:
            self._arrange()

    def want_right(self, wanted: bool) -> None:
        """Without anything to show on the right, the middle has all the room."""
        if wanted != self._right_wanted:
            self._right_wanted = wanted
            if not wanted and self._shown == RIGHT:
                self._shown = MIDDLE
            self._arrange()

    def pane_with_focus(self) -> int | None:
        """The pane that has the keyboard."""
        focused = QApplication.focusWidget()
        for at, pane in enumerate(self._panes):
            if focused is not None and (pane is focused or pane.isAncestorOf(focused)):
                return at
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew when the room crosses the border."""
        super().resizeEvent(event)
        letter = QFontMetrics(look().font()).averageCharWidth()
        narrow = self.width() < WIDE_CHARACTERS * letter
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._arrange()
        if not narrow:
            room = self.width()
            left = max(24 * letter, room * 21 // 100)
            self._splitter.setSizes([left, (room - left) * 53 // 100, (room - left) * 47 // 100])
        self.arranged.emit(narrow)

    def _arrange(self) -> None:
        for at, pane in enumerate(self._panes):
            alone = at == self._shown
            pane.setVisible(alone if self._narrow else at != RIGHT or self._right_wanted)
