"""The page Haku: search bar, facets, services, detail. Widgets only; what happens is at the desks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.consider import ConsiderPane
from ohjaus_desktop.ui.controls import card, icon_button, spaced
from ohjaus_desktop.ui.facets import FacetPane
from ohjaus_desktop.ui.middle import MiddlePane
from ohjaus_desktop.ui.panes import LEFT, MIDDLE, RIGHT, Panes
from ohjaus_desktop.ui.right_pane import RightPane
from ohjaus_desktop.ui.search_bar import SearchBar
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press

LOW_HEIGHT = 620
"""Below this height, in design pixels, the fields go without their labels."""


LOW_LEFT = 300
"""Below this height, in design pixels, the left pane holds one list."""


class GuidancePage(QWidget):
    """Lays out the page for any width, and moves the keyboard between its panes."""

    def __init__(
        self, complete: Callable[[str], Sequence[Place]], languages: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self.search = SearchBar(complete, languages)
        self.facets = FacetPane()
        self.consider = ConsiderPane()
        self.middle = MiddlePane()
        self.right = RightPane()
        self.panes = Panes(self._left(), self._framed(self.middle), self.right)
        self.narrow_button = icon_button("settings", text("Narrow down"))
        self.narrow_button.clicked.connect(lambda: self.go_to(LEFT))
        self.detail_button = icon_button("next", text("Show the service"))
        self.detail_button.clicked.connect(lambda: self.go_to(RIGHT))
        self.back_button = icon_button("back", text("Back to the list"))
        self.back_button.clicked.connect(lambda: self.go_to(MIDDLE))
        self._low = False
        self._came_from: int | None = None
        for button in (self.back_button, self.narrow_button, self.detail_button):
            self.search.add_button(button)
            button.hide()
        column = self._column = spaced(QVBoxLayout(self), gap=8)
        column.addWidget(self.search)
        column.addWidget(self.panes, 1)
        self.right.back.clicked.connect(lambda: self.go_to(MIDDLE))
        self.panes.arranged.connect(self._arranged)
        self.right.wanted.connect(self._right_wanted)
        self.right.uncovered.connect(self._uncovered)
        self.consider.folded.connect(self._share_left)
        self.search.words.stepped.connect(self.middle.results.step)

    def go_to(self, pane: int) -> None:
        """Bring a pane forward and give it the keyboard."""
        self.panes.show_pane(pane)
        self._arranged()
        if pane == LEFT and self.facets.isHidden():
            self.consider.open()
        elif pane == LEFT:
            self.facets.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.facets.currentIndex().isValid() and self.facets.lines.rowCount() > 1:
                self.facets.setCurrentIndex(self.facets.lines.index(1))
        elif pane == MIDDLE:
            if self.middle.currentIndex() == 0:
                self.middle.tiles.focus_first()
            else:
                self.middle.results.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            view = self.right.passing()
            if view is not None:
                view.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.right.detail.print_button.setFocus(Qt.FocusReason.TabFocusReason)

    def next_pane(self, by: int = 1) -> None:
        """F6: search box → left → middle → right → search box; Shift+F6 the other way."""
        at = self.panes.pane_with_focus()
        here = 0 if at is None else at + 1
        there = (here + by) % 4
        if there == 0:
            self.panes.show_pane(MIDDLE)
            self._arranged()
            self.search.focus_words()
        else:
            self.go_to(there - 1)

    def show_search(self) -> None:
        """Put the cursor into the box, also from a view that has taken its room."""
        if self.search.isHidden():
            self.panes.show_pane(MIDDLE)
            self._arranged()
        self.search.focus_words()

    def show_right(self) -> None:
        """Something has come to the right pane that must be seen now."""
        if self.right.passing() is not None and self.panes.shown != RIGHT:
            self._came_from = self.panes.shown
        self.panes.show_pane(RIGHT)
        self._arranged()

    def set_low(self, low: bool) -> None:
        """With little height the gaps shrink too."""
        self._column.setSpacing(look().px(3 if low else 8))
        self._low = low
        self._arranged()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels go first when there is little height."""
        super().resizeEvent(event)
        self.search.show_labels(self.height() > look().px(LOW_HEIGHT))

    def _arranged(self, _narrow: bool = False) -> None:
        narrow, shown = self.panes.narrow, self.panes.shown
        self.search.set_narrow(narrow)
        self._share_left()
        self.narrow_button.setVisible(narrow and shown == MIDDLE)
        self.detail_button.setVisible(narrow and shown == MIDDLE)
        self.detail_button.setEnabled(bool(self.middle.results.current_id()))
        # With little height the way back takes no line of its own.
        self.back_button.setVisible(narrow and self._low and shown != MIDDLE)
        self.right.back.setVisible(narrow and not self._low and shown == RIGHT)
        self._left_back.setVisible(narrow and not self._low and shown == LEFT)
        # A view that has come over the service takes the room of the search as well.
        covered = narrow and self._low and shown == RIGHT and self.right.passing() is not None
        self.search.setVisible(not covered)
        # Hiding the pane that had the keyboard hands it on to wherever Qt likes; it goes to the box.
        QTimer.singleShot(0, self, self._keep_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The left pane has another height."""
        if event.type() is QEvent.Type.Resize:
            self._share_left()
        return super().eventFilter(watched, event)

    def _share_left(self) -> None:
        """With little height what is to be considered takes the room of the facets while it is open."""
        height = self._left_frame.height()
        self.consider.set_room(height, narrow=self.panes.narrow)
        self.facets.setVisible(height >= look().px(LOW_LEFT) or not self.consider.opened)

    def _uncovered(self) -> None:
        """Where one pane is shown at a time: back to the one from which the view was opened."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and self.right.passing() is None:
            self.panes.show_pane(came_from)
            self._arranged()

    def _right_wanted(self, wanted: bool) -> None:
        self.panes.want_right(wanted)
        self._arranged()

    def _keep_focus(self) -> None:
        window = self.window()
        if window.isActiveWindow() and window.focusWidget() is None:
            self.search.focus_words()

    def _left(self) -> QWidget:
        frame = self._left_frame = card()
        frame.installEventFilter(self)
        column = spaced(QVBoxLayout(frame), margin=6, gap=4)
        self._left_back = Press(text("Back to the list"), picture="back", kind="quiet")
        self._left_back.clicked.connect(lambda: self.go_to(MIDDLE))
        self._left_back.hide()
        column.addWidget(self._left_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.facets, 1)
        column.addWidget(self.consider)
        frame.setMinimumWidth(look().px(150))
        return frame

    def _framed(self, widget: QWidget) -> QWidget:
        frame = card()
        spaced(QVBoxLayout(frame), margin=1, gap=0).addWidget(widget)
        frame.setMinimumWidth(look().px(200))
        return frame
