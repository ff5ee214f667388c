"""Mitä on muuttunut: the list of changes on the left, the chosen one in full on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.news.collected import Change
from ohjaus_desktop.ui.news.pane import ChangePane
from ohjaus_desktop.ui.news.words import InFull, counted, row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.sided_field import SidedField
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.two_line_list import Row, TwoLineList
from ohjaus_desktop.ui.words import Choice, Press, Words

WIDE_CHARACTERS = 96
"""List and change stand side by side from this many average letters on."""
LOW = 330
"""Below this height, in design pixels, the search takes the place of the view's name and all else gives
way to the list."""
FEW = 8
"""So many changes need no search."""


class NewsView(PassingView):
    """Own places first; one click shows all. Reading marks nothing: a button does."""

    seen = Signal()
    service_wanted = Signal(str)

    def __init__(self, in_full: Callable[[Change], InFull], *, places: str) -> None:
        """in_full: one change with its words. places: what the own places are called, "" for none."""
        super().__init__()
        self._in_full, self._has_places = in_full, bool(places)
        self._changes: Sequence[Change] = ()
        self._rows: list[tuple[Row, str, Change]] = []  # with its words for the search
        self._narrow: bool | None = None
        self._low: bool | None = None
        self.own = Choice("", hint=text("Changes that concern {places} and its surroundings", places=places))
        self.all = Choice("")
        self.list = TwoLineList(text("Changes"), picture="recents")
        self.pane = ChangePane()
        self._build()
        self.list.current_changed.connect(self._show)
        self.list.opened.connect(self._open)
        self.pane.back_wanted.connect(self._back)
        self.pane.service_wanted.connect(self.service_wanted)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), gap=8)
        self._top = self._head()
        column.addLayout(self._top)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(look().px(8))
        self._panes.addWidget(self._left())
        self._panes.addWidget(self.pane)
        column.addWidget(self._panes, 1)

    def _head(self) -> QHBoxLayout:
        head = spaced(QHBoxLayout(), gap=8)
        self._title = Words(text("What has changed"), size=1.5, bold=True)
        self._title.setWordWrap(False)
        head.addWidget(self._title)
        head.addStretch(1)
        self.mark_read = Press(text("Mark as read"), picture="check", kind="primary")
        self.mark_read.clicked.connect(self.seen)
        self._close = Press(text("Close"), picture="close", kind="quiet", key="close")
        self._close.clicked.connect(self.close_view)
        head.addWidget(flow_row(self.own, self.all, self.mark_read, self._close))
        return head

    def _left(self) -> QWidget:
        self._list_side = card()
        column = self._list_column = spaced(QVBoxLayout(self._list_side), margin=8)
        self.search = SidedField("search")
        self.search.setPlaceholderText(text("Name or organization"))
        self.search.setAccessibleName(text("Search among the changes"))
        self.search.textChanged.connect(self._list_again)
        group = QButtonGroup(self)
        for choice in (self.own, self.all):
            group.addButton(choice)
            choice.clicked.connect(self._list_again)
        (self.own if self._has_places else self.all).setChecked(True)
        self.own.setVisible(self._has_places)
        self.empty = Words(tone="muted")
        self.counted = Words(tone="muted", size=0.93)
        column.addWidget(self.search)
        column.addWidget(self.counted)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self._below = QWidget()
        column.addWidget(self._below, 1)
        return self._list_side

    def open(self) -> None:
        """Remember where the focus was."""
        self.note_focus()

    def focus_first(self) -> None:
        """The arrows walk through the list at once."""
        (self.list if self.list.isVisibleTo(self) else self.search).setFocus()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """List these; own ones first in sight where there are any."""
        self._changes = changes
        say = current()
        rows = [(row(one, say), one) for one in changes]
        self._rows = [(made, made.sentence.casefold(), one) for made, one in rows]
        near = sum(one.near for one in changes)
        self.own.setText(text("Own places ({number})", number=near))
        self.all.setText(text("All ({number})", number=len(changes)))
        if self._has_places and changes and not near:
            self.all.setChecked(True)
        for part in (self.mark_read, self.all):
            part.setVisible(bool(changes))
        self.pane.setVisible(bool(changes) and (not self._narrow or self._list_side.isHidden()))
        self.own.setVisible(self._has_places and bool(changes))
        self.search.setVisible(len(changes) > FEW or bool(self.search.text()))
        self._fit_labels()
        self._list_again()

    def _list_again(self) -> None:
        wanted = self.search.text().casefold().split()
        own = self.own.isChecked()
        rows = [one for one in self._rows if one[2].near or not own]
        left = [one for one in rows if all(word in one[1] for word in wanted)]
        found = [made for made, _said, _change in left]
        self.list.show_rows(found)
        self.counted.say(counted([change for _made, _said, change in left], current()))
        self.counted.setVisible(bool(found) and not self._low)
        self.empty.say(self._nothing(rows, found))
        self.list.setVisible(bool(found))
        self._below.setVisible(not found)
        announce(self.search, plural("{number} change", "{number} changes", len(found)))
        if not found:
            self.pane.show_change(None, back=False, hint=False)
        elif self.list.current() is None:
            self.list.choose_row(0)

    def _nothing(self, rows: Sequence[object], found: Sequence[object]) -> str:
        if found:
            return ""
        if not self._changes:
            return text("Nothing has changed since you last looked.")
        return text("No change matches these words.") if rows else text("Nothing has changed here.")

    def _show(self, key: str) -> None:
        change = next((one for one in self._changes if one.key == key), None)
        if change is not None:
            self.pane.show_change(self._in_full(change), back=bool(self._narrow))

    def _open(self, key: str) -> None:
        self._show(key)
        if self._narrow:
            self._list_side.hide()
            self.pane.show()

    def _back(self) -> None:
        self.pane.hide()
        self._list_side.show()
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one at a time where there is not."""
        super().resizeEvent(event)
        self._fit_height(low=self.height() < look().px(LOW))
        narrow = self.width() < WIDE_CHARACTERS * QFontMetrics(look().font()).averageCharWidth()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._panes.setSizes([self.width() * 45 // 100, self.width() * 55 // 100])
        self.pane.show_change(self.pane.shown, back=narrow)
        self._list_side.show()
        self.pane.setVisible(not narrow)

    def _fit_height(self, *, low: bool) -> None:
        if low == self._low:
            return
        self._low = low
        self._title.setVisible(not low)
        self.counted.setVisible(not low and bool(self.list.rows()))
        shown = self.search.isVisibleTo(self)
        if low:
            self._top.insertWidget(0, self.search, 100)
        else:
            self._list_column.insertWidget(0, self.search)
        self.search.setVisible(shown)
        self._fit_labels()

    def _fit_labels(self) -> None:
        """In a low window the signs alone stay on the buttons beside the search; their names are read."""
        beside = bool(self._low) and self.search.isVisibleTo(self)
        self._close.setText("" if self._low else text("Close"))
        self.mark_read.setText("" if beside else text("Mark as read"))
        self.mark_read.setToolTip(text("Mark as read") if beside else "")

    def go_back(self) -> bool:
        """From the change to the list where only one of them is shown; then the view goes."""
        if not (self._narrow and self._list_side.isHidden()):
            return super().go_back()
        self._back()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
