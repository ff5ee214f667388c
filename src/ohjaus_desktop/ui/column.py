"""A column that scrolls up and down, filled out of sight so that nothing flickers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.style import look


def tab_through(before: QWidget, part: QWidget) -> None:
    """Let Tab go from one widget through a part that has come since, in the order of its building.

    before: where Tab does not stop there, it goes on from the last place before it. Left alone Qt
    puts what comes later behind everything that was there already.
    """
    last = before
    while not last.focusPolicy() & Qt.FocusPolicy.TabFocus:
        earlier = last.previousInFocusChain()
        if earlier is None or earlier is before:
            return
        last = earlier
    window = part.window()
    for one in part.findChildren(QWidget):
        # The list that drops down from a field is a window of its own.
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is window:
            QWidget.setTabOrder(last, one)
            last = one


class Column(QScrollArea):
    """Holds one column of widgets; never scrolls sideways."""

    def __init__(self, *, widest: int | None = None) -> None:
        """widest: of the column, in design pixels, so that lines stay readable; it is centred."""
        super().__init__()
        self._widest = widest
        self._shown: QWidget | None = None
        self._next: QWidget | None = None
        # The columns live and die in here: a move of a whole column would dress every part of it anew.
        self._place = QWidget()
        self._room = spaced(QVBoxLayout(self._place), gap=0)
        self.setWidget(self._place)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def begin(self, *, margin: float = 16, gap: float = 8) -> QVBoxLayout:
        """Start a new column; what is in sight stays until ``present``."""
        if self._next is not None:
            self._next.deleteLater()
        self._next = QWidget(self._place)
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

    def stay(self, at: int) -> None:
        """Scroll to where it was before, once a column with the same things has its height."""
        bar = self.verticalScrollBar()
        if at:
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, lambda: bar.setValue(at)))

    def present(self) -> None:
        """Show the new column from its beginning, in the place of the one before."""
        if self._next is None:
            return
        before, self._shown, self._next = self._shown, self._next, None
        if before is not None:
            self._room.removeWidget(before)
            before.hide()
            # Not at once: the button that led here may be in it.
            before.deleteLater()
        self._room.addWidget(self._shown)
        self._shown.show()
        tab_through(self, self._shown)
        self.verticalScrollBar().setValue(0)

    def bring(self, part: QWidget) -> None:
        """Scroll to something that has just come into the column, once it has its height.

        Of what is taller than the room its beginning is shown.
        """

        def scroll() -> None:
            if part.height() > self.viewport().height():
                self.verticalScrollBar().setValue(part.mapTo(self._place, QPoint()).y())
            else:
                self.ensureWidgetVisible(part, 0, look().px(12))

        # Rows that break find their height in a second round.
        QTimer.singleShot(0, part, lambda: QTimer.singleShot(0, part, scroll))

    def forget(self) -> None:
        """Show nothing."""
        self.begin()
        self.present()


class Snug(Column):
    """As high as its words where there is room, and scrolling where there is not."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.forget()

    def set_whole(self, whole: bool) -> None:
        """Whether it keeps its full height, because what it stands in scrolls."""
        if whole != self._whole:
            self._whole = whole
            bars = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if whole else bars.ScrollBarAsNeeded)
            self.updateGeometry()

    def present(self) -> None:
        """Take the height of the new words at once: a frame too low would hide urgent numbers."""
        super().present()
        inside = self.widget()
        layout = inside.layout() if inside else None
        if layout is not None:
            layout.activate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height of the words at this width."""
        inside = self.widget()
        layout = inside.layout() if inside else None
        if layout is None:
            return QSize(0, 0)
        wide = layout.hasHeightForWidth()
        high = layout.totalHeightForWidth(self.width()) if wide else layout.totalSizeHint().height()
        return QSize(layout.totalSizeHint().width(), max(0, high))

    def minimumSizeHint(self) -> QSize:
        """Two lines can be read, and the rest be scrolled to."""
        high = self.sizeHint().height()
        return QSize(0, high if self._whole else min(high, look().px(48)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Other words take another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
