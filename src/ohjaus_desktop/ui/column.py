"""A column that scrolls up and down, filled out of sight so that nothing flickers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.style import look


class Column(QScrollArea):
    """Holds one column of widgets; never scrolls sideways."""

    def __init__(self, *, widest: int | None = None) -> None:
        """widest: of the column, in design pixels, so that lines stay readable; it is centred."""
        super().__init__()
        self._widest = widest
        self._next: QWidget | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def begin(self, *, margin: float = 16, gap: float = 8) -> QVBoxLayout:
        """Start a new column; what is in sight stays until ``present``."""
        self._next = QWidget()
        if self._widest is None:
            return spaced(QVBoxLayout(self._next), margin=margin, gap=gap)
        middle = QWidget()
        middle.setMaximumWidth(look().px(self._widest))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = spaced(QHBoxLayout(self._next), margin=margin)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        return spaced(QVBoxLayout(middle), gap=gap)

    def present(self) -> None:
        """Show the new column from its beginning, in the place of the one before."""
        if self._next is None:
            return
        before = self.takeWidget()
        self.setWidget(self._next)
        self._next = None
        if before is not None:
            # Not at once: the button that led here may be in it.
            before.deleteLater()
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show nothing."""
        self.begin()
        self.present()
