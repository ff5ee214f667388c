"""The left of the page Pyynnöt: search, filters with their counts, and the list itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
)

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import icon_button, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.requests.nothing import NothingView
from ohjaus_desktop.ui.requests.table import RequestsTable
from ohjaus_desktop.ui.requests.wanted import FILTERS, PAGE_ROWS, Listed, Wanted, Which
from ohjaus_desktop.ui.sided_field import SidedField
from ohjaus_desktop.ui.two_line_list import TwoLineList
from ohjaus_desktop.ui.words import Choice, Press, Words


class RequestsList(QFrame):
    """Every keystroke asks anew; what is in sight stays until the answer is there."""

    wanted = Signal(object)  # Wanted
    row_chosen = Signal(object)  # Row: it came under the arrows
    row_opened = Signal(object)  # Row: by Enter or a click
    kind_changed = Signal()  # from requests to drafts, or back
    draft_chosen = Signal(str)
    draft_opened = Signal(str)
    draft_thrown_away = Signal(str)
    hand_over_wanted = Signal()
    search_services_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._asked = Wanted()
        self._open_first = False
        self._shown: Listed | None = None
        self._build()

    def _build(self) -> None:
        self.search = SidedField("search")
        self.search.setPlaceholderText(text("Name, phone number or case number"))
        self.search.setAccessibleName(text("Search contact requests"))
        self.search.textChanged.connect(self._ask)
        self.search.installEventFilter(self)
        self._group = QButtonGroup(self)
        self.filters: dict[Which, Choice] = {}
        for at, (which, name) in enumerate(FILTERS.items()):
            made = Choice(text(name))
            made.clicked.connect(partial(self.choose, which))
            self._group.addButton(made, at)
            self.filters[which] = made
        self.filters["waiting"].setChecked(True)
        self.print_button = icon_button("print", text("Print the open requests for a colleague"))
        self.print_button.clicked.connect(self.hand_over_wanted)
        self.count = Words(tone="muted", size=0.93)
        self.table = RequestsTable()
        self.table.current_changed.connect(self.row_chosen)
        self.table.opened.connect(self.row_opened)
        self.drafts = TwoLineList(text("Drafts"), picture="paper")
        self.drafts.current_changed.connect(self.draft_chosen)
        self.drafts.opened.connect(self.draft_opened)
        self.drafts.installEventFilter(self)
        self.more = Press(text("Show more"), picture="down", kind="quiet")
        self.more.clicked.connect(self._ask_for_more)
        self._more_row = flow_row(self.more)
        self.nothing = NothingView()
        self.nothing.show_all_wanted.connect(self.clear)
        self.nothing.search_services_wanted.connect(self.search_services_wanted)
        self._tabs = flow_row(*self.filters.values(), spacing=4)
        self._head = spaced(QHBoxLayout(), gap=8)
        self._head.addWidget(self.search, 3)
        self._head.addWidget(self._filter_box(), 2)
        self._head.addWidget(self.print_button)
        column = spaced(QVBoxLayout(self), margin=8)
        column.addLayout(self._head)
        column.addWidget(self._tabs)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addWidget(self.drafts, 1)
        column.addWidget(self._more_row)
        column.addWidget(self.nothing, 1)
        self._show_parts()

    def _filter_box(self) -> QComboBox:
        """The filters in one line with the search, where there is little height."""
        self.filter_box = QComboBox()
        self.filter_box.setAccessibleName(text("What the list shows"))
        for which, name in FILTERS.items():
            self.filter_box.addItem(text(name), which)
        self.filter_box.activated.connect(lambda at: self.choose(self.filter_box.itemData(at)))
        self.filter_box.hide()
        return self.filter_box

    def set_low(self, low: bool) -> None:
        """With little height the rows have all the room that there is."""
        self._tabs.setHidden(low)
        self.filter_box.setVisible(low)
        self.table.horizontalHeader().setHidden(low)

    @property
    def asked(self) -> Wanted:
        """What is looked for now."""
        return self._asked

    def choose(self, which: Which, _checked: bool = True) -> None:
        """Choose a filter."""
        self._check(which)
        if (which == "drafts") != (self._asked.which == "drafts"):
            self.kind_changed.emit()
        self._asked = Wanted(self.search.text(), which)
        self.wanted.emit(self._asked)

    def clear(self) -> None:
        """Drop the words and look at everything."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.choose("all")
        self.search.setFocus()

    def show_listed(self, listed: Listed) -> None:
        """Show what was found, unless something else is looked for by now."""
        if listed.wanted != self._asked:
            return
        self._shown = listed
        self.table.show_rows(listed.rows, listed.today)
        self.drafts.show_rows(listed.drafts)
        for which in self.filters:
            count = listed.counts.get(which)
            name = text(FILTERS[which])
            self._name(which, name if count is None else f"{name} {count}")
        self._show_parts()
        if self._open_first:
            self._open_first = False
            self._open_current()

    def forget(self) -> None:
        """Let go of every name and of the words that were looked for."""
        self._shown = None
        self._open_first = False
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._asked = Wanted(which=self._asked.which)
        self.table.rows.forget()
        self.drafts.show_rows(())
        for which, name in FILTERS.items():
            self._name(which, text(name))
        self._show_parts()

    def _name(self, which: Which, words: str) -> None:
        self.filters[which].setText(words)
        self.filters[which].setAccessibleName(words)
        self.filter_box.setItemText(self.filter_box.findData(which), words)

    def _check(self, which: Which) -> None:
        self.filters[which].setChecked(True)
        self.filter_box.setCurrentIndex(self.filter_box.findData(which))

    def focus_first(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_rows(self) -> None:
        """Put the keyboard onto the list; into the search box where there is none."""
        for view in (self.table, self.drafts):
            if view.isVisibleTo(self):
                view.setFocus()
                return
        self.search.setFocus()

    def has_rows(self) -> bool:
        """Anything is listed."""
        return self.table.isVisibleTo(self) or self.drafts.isVisibleTo(self)

    def has_rows_focus(self) -> bool:
        """The keyboard is on the list itself."""
        return self.table.hasFocus() or self.drafts.hasFocus()

    def _ask(self) -> None:
        which = self._asked.which
        if self.search.text() and which not in ("all", "drafts") and not self._asked.words:
            # Whoever looks for somebody looks among all of them.
            which = "all"
            self._check(which)
        if (which == "drafts") != (self._asked.which == "drafts"):
            self.kind_changed.emit()
        self._asked = Wanted(self.search.text(), which)
        self.wanted.emit(self._asked)

    def _ask_for_more(self) -> None:
        self._asked = Wanted(self._asked.words, self._asked.which, self._asked.limit + PAGE_ROWS)
        self.wanted.emit(self._asked)

    def _show_parts(self) -> None:
        listed, of_drafts = self._shown, self._asked.which == "drafts"
        found = len(listed.drafts if of_drafts else listed.rows) if listed else 0
        self.table.setVisible(bool(found) and not of_drafts)
        self.drafts.setVisible(bool(found) and of_drafts)
        self.print_button.setVisible(bool(listed and listed.counts.get("waiting")) and not of_drafts)
        hidden = 0 if listed is None or of_drafts else listed.total - found
        self._more_row.setVisible(hidden > 0)
        counted = self._counted(listed, found) if found and listed else ""
        self.count.say(counted)
        self.nothing.setVisible(listed is not None and not found)
        if listed is not None and not found:
            self.nothing.show_nothing(listed)

    def _counted(self, listed: Listed, found: int) -> str:
        if self._asked.which == "drafts":
            return text("A draft is kept seven days. Enter continues it, Delete throws it away.")
        if listed.total > found:
            return text("{found} of {total} requests", found=found, total=listed.total)
        said = plural("{number} request", "{number} requests", found)
        announce(self.search, said)
        return said if listed.wanted.words else ""

    def _open_current(self) -> None:
        if self._asked.which == "drafts":
            if self.drafts.current() is None:
                self.drafts.choose_row(0)
            id_ = self.drafts.current()
            if id_ is not None:
                self.draft_opened.emit(id_)
            return
        if self.table.current() is None:
            self.table.choose_row(0)
        row = self.table.current()
        if row is not None:
            self.row_opened.emit(row)

    def _step(self, by: int) -> None:
        if self._asked.which == "drafts":
            index = self.drafts.currentIndex()
            self.drafts.choose_row(index.row() + by if index.isValid() else 0)
        else:
            self.table.step(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk while the cursor stays in the box; Delete throws a draft away."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if watched is self.search and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if watched is self.search and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._shown is not None and self._shown.wanted == self._asked:
                self._open_current()
            else:
                self._open_first = True  # Enter acts on what matches the whole text now in the box
            return True
        id_ = self.drafts.current()
        if watched is self.drafts and key == Qt.Key.Key_Delete and id_ is not None:
            self.draft_thrown_away.emit(id_)
            return True
        return super().eventFilter(watched, event)
