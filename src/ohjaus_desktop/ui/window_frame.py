"""The window as the desks see it: its parts, and what it can show in them.

The desks know this much of the window and no more; ``main_window`` knows both and sets them up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFileDialog,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ohjaus_desktop import texts
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.settings import Settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import style
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.field_keys import FieldKeys
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.header import Header
from ohjaus_desktop.ui.jobs import Jobs
from ohjaus_desktop.ui.outside import Outside, client_languages
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.pointer import let_fling
from ohjaus_desktop.ui.status_line import StatusLine
from ohjaus_desktop.ui.undo_bar import UndoBar
from ohjaus_desktop.ui.urgent_bar import UrgentBar, numbers, out_of_hours

if TYPE_CHECKING:
    from ohjaus_desktop.workplace import Workplace

LOW_HEIGHT = 460
"""Below this height, in design pixels, there is room for little but the work itself."""


class WindowFrame(QMainWindow):
    """Header, urgent help, pages and status line, laid out; ``lay_out`` may lay them out anew."""

    broke = Signal(object)  # a bug, to be told once
    painted = Signal()  # for the first time
    cover_wanted = Signal()  # nobody may see what is open; it comes back as it was

    def __init__(self, settings: Settings, outside: Outside, *, locked: frozenset[str]) -> None:
        """locked: settings that the administrator has fixed."""
        super().__init__()
        self.setWindowTitle("Ohjaus")
        self.settings, self.outside, self.locked = settings, outside, locked
        self.guide = Guide(outside.clock)
        self.jobs = Jobs(self)
        self.workplace: Workplace | None = None
        self._is_painted = False
        self._field_keys = FieldKeys(self, self._undo)

    def lay_out(self) -> None:
        """Make every part, in the language and size that hold now."""
        self.header = Header(
            (
                (text("Search"), "search", "tab_search"),
                (text("Contact requests"), "requests", "tab_requests"),
                (text("Organizations"), "organization", "tab_organizations"),
            )
        )
        self.urgent = UrgentBar()
        self.page = GuidancePage(self._complete, client_languages())
        self.page.panes.arranged.connect(self.header.set_narrow)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.undo_bar = UndoBar()
        self.undo_bar.came.connect(self._fit_status)
        self.status = StatusLine()
        # A layout, not a widget: while there is no band it takes no room, not even a gap.
        self.band = spaced(QVBoxLayout(), gap=0)
        inside = QWidget()
        column = self._column = spaced(QVBoxLayout(inside), margin=12, gap=8)
        column.setContentsMargins(style.look().px(12), style.look().px(6), style.look().px(12), 0)
        column.addWidget(self.header)
        column.addLayout(self.band)
        column.addWidget(self.urgent)
        column.addWidget(self.pages, 1)
        column.addWidget(self.undo_bar)
        column.addWidget(self.status)
        self.setCentralWidget(inside)
        self.setMinimumSize(480, 360)

    @property
    def is_low(self) -> bool:
        """There is little height: lines that only accompany the work give way."""
        return self.height() < style.look().px(LOW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first picture is there."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lines above and below the pages to the height."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Let the lines that only accompany the work give way where there is little height."""
        low = self.is_low
        self._fit_status()
        self.urgent.set_low(low)
        self._column.setSpacing(style.look().px(3 if low else 8))
        self.page.set_low(low)
        # Not through the layout's items: PySide keeps what itemAt() gave after Qt has deleted it, and
        # takes whatever comes to lie at its address for it.
        for widget in self.findChildren(QFrame):
            if self.band.indexOf(widget) >= 0:
                widget.setVisible(not low)

    def _fit_status(self) -> None:
        """Where there is little height, what has just happened takes the line below the pages."""
        self.status.setHidden(self.is_low and not self.undo_bar.isHidden())

    def show_urgent(self) -> None:
        """Urgent help for the place and the hour."""
        if self.workplace is None:
            return
        at = self.outside.clock()
        answer = self.guide.answer
        place = answer.staying or answer.place
        lines = self.workplace.navigator.urgent_line(
            place.municipality if place else None, at, caller=self.guide.caller
        )
        self.urgent.show_numbers(numbers(lines, at=at, say=texts.current()), wide=out_of_hours(at))

    def tell_error(self, error: KnownError) -> None:
        """A known error, in its two sentences."""
        self.undo_bar.tell(f"{error.what} {error.do}".strip(), tone="error")

    def guard_fields(self) -> None:
        """Let our keys work in every field, and a finger in every list, also in those that came since."""
        self._field_keys.guard(self)
        for area in self.findChildren(QAbstractScrollArea):
            if area.window() is self:  # the lists that drop down from fields are windows of their own
                let_fling(area)

    def _undo(self) -> bool:
        """Take the last thing back, at the bar that there is now."""
        return self.undo_bar.undo()

    def go_to_search(self) -> None:
        """Ctrl+K from anywhere."""
        self.pages.setCurrentWidget(self.page)
        self.header.show_tab(0)
        self.page.show_search()

    def ask_for_catalogue(self) -> Path | None:
        """Ask for a catalogue file; None when the user thinks better of it."""
        chosen, _kind = QFileDialog.getOpenFileName(self, text("Import from a file"), "", "*.json *.json.gz")
        return Path(chosen) if chosen else None

    def show_over(self, view: PassingView) -> None:
        """Show a view in place of the pages until it closes itself."""
        before = self.pages.currentWidget() or self.page

        def go_back() -> None:
            self.pages.setCurrentWidget(before)
            self.pages.removeWidget(view)
            view.deleteLater()

        view.closed.connect(go_back)
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)

    def _complete(self, beginning: str) -> tuple[Place, ...]:
        return self.workplace.places.complete(beginning) if self.workplace else ()
