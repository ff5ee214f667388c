"""The right pane: the detail, and in its place the preview, a view to read aloud, a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.detail import DetailPane
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.pointer import let_fling
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.tray import Tray
from ohjaus_desktop.ui.words import Press, Words

LOW = 300
"""Below this height, in design pixels, view and chosen services take turns."""


class RightPane(QWidget):
    """One view at a time, and under it the chosen services.

    wanted: whether there is anything to show; without it the middle has all the room. resting: a
    view with work in it, which comes back when one that was put over it closes.
    """

    wanted = Signal(bool)
    uncovered = Signal()  # a view that lay over the service has gone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail = DetailPane()
        self.tray = Tray()
        self.back = Press(text("Back to the list"), picture="back", kind="quiet")
        self._stack = QStackedWidget()
        self._welcome = _welcome()
        frame = self._frame = card()
        self._tray_in_front = False
        self.resting: PassingView | None = None
        spaced(QVBoxLayout(frame), margin=1, gap=0).addWidget(self._stack)
        for view in (self._welcome, self.detail):
            self._stack.addWidget(view)
        column = spaced(QVBoxLayout(self), gap=8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(frame, 1)
        column.addWidget(self.tray)
        self.back.hide()

    def show_detail(self) -> None:
        """Show the service; what rested below it is no longer waited for."""
        self.resting = None
        self._show(self.detail)

    def show_welcome(self) -> None:
        """Nothing is chosen: say how to begin."""
        self.resting = None
        self._show(self._welcome)

    def hold(self, view: PassingView) -> None:
        """Take a passing view in, not yet shown; it lives as long as this pane."""
        self._stack.addWidget(view)
        view.closed.connect(self.uncover)

    def cover(self, view: PassingView) -> None:
        """Show a held view, already opened, in place of the detail until it closes itself."""
        self._show(view)

    def uncover(self) -> None:
        """Back to the work that rests below, to the service, or to the words of welcome."""
        if self.resting is not None and self.passing() is not self.resting:
            self._show(self.resting)
        elif self.detail.detail() is None:
            self.show_welcome()
        else:
            self.show_detail()
        self.uncovered.emit()

    def show_tray(self) -> None:
        """Bring the chosen services into sight, and the keyboard to them."""
        self._tray_in_front = True
        self._share()
        self.tray.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little height only one of the two is in sight."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        # Work that rests here names its services itself and needs the room.
        gathered = bool(self.tray.ids()) and self.resting is None
        low = self.height() < look().px(LOW)
        only_tray = low and gathered and self._tray_in_front
        self._frame.setVisible(not only_tray)
        self.tray.setVisible(gathered and (only_tray or not low))

    def show_services(self, services: Sequence[tuple[str, str, bool]]) -> None:
        """Show what the tray holds: id, name, and whether the catalogue still has it."""
        self.tray.show_services(services)
        self._share()
        self._tell()

    def _show(self, view: QWidget) -> None:
        for area in view.findChildren(QAbstractScrollArea):
            let_fling(area)
        self._stack.setCurrentWidget(view)
        self._tray_in_front = False
        self._share()
        self._tell()

    def _tell(self) -> None:
        self.wanted.emit(self._stack.currentWidget() is not self._welcome or bool(self.tray.ids()))

    def passing(self) -> PassingView | None:
        """The passing view in sight."""
        now = self._stack.currentWidget()
        return now if isinstance(now, PassingView) else None


def _welcome() -> QWidget:
    page = QWidget()
    column = spaced(QVBoxLayout(page), margin=24, gap=12)
    column.addStretch(1)
    column.addWidget(picture("search", size=40, colour="accent"), 0, Qt.AlignmentFlag.AlignHCenter)
    words = Words(text("Write what the client says, or choose a picture."), tone="muted")
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    column.addStretch(2)
    return page
