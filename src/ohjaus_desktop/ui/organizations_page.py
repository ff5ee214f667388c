"""Organisaatiot: browse and search who provides services, and see each in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.closed_lists import SECTORS
from ohjaus_desktop.guidance.organizations import InFull, Listed
from ohjaus_desktop.texts import Translator, current, plural, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.organization_detail import OrganizationDetail
from ohjaus_desktop.ui.sided_field import SidedField
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.two_line_list import Row, TwoLineList
from ohjaus_desktop.ui.words import Press, Words

WIDE_CHARACTERS = 90
"""From this many average letters on the list and the page stand side by side."""
NAMED_MUNICIPALITIES = 3
"""A row names so many and counts the others."""


def describe(listed: Listed, say: Translator, municipality: Callable[[str], str]) -> Row:
    """Put one organization into words. municipality: gives the name of a code."""
    names = [municipality(code) for code in listed.municipalities]
    places = ", ".join(names[:NAMED_MUNICIPALITIES])
    if len(names) > NAMED_MUNICIPALITIES:
        places += f" +{len(names) - NAMED_MUNICIPALITIES}"
    sector = say(SECTORS[listed.sector]) if listed.sector in SECTORS else ""
    count = plural("{number} service", "{number} services", listed.services)
    return Row(listed.id, say.name(listed.name), " · ".join(p for p in (sector, places) if p), count)


class OrganizationsPage(QWidget):
    """A list on the left, the chosen organization on the right; one at a time where it is narrow."""

    service_chosen = Signal(str)
    print_wanted = Signal(str)
    report_wanted = Signal(str)
    phone_wanted = Signal(str)

    def __init__(
        self,
        find: Callable[[str, str | None], Sequence[Listed]],
        in_full: Callable[[str], InFull | None],
        municipality: Callable[[str], str],
    ) -> None:
        """find: words and a sector or None; municipality: the name of a code."""
        super().__init__()
        self._find, self._in_full, self._municipality = find, in_full, municipality
        self._narrow: bool | None = None
        self._build()

    def _build(self) -> None:
        self.search = SidedField("search")
        self.search.setPlaceholderText(text("Name, service, municipality or number"))
        self.search.setAccessibleName(text("Search organizations"))
        self.search.textChanged.connect(self._list_again)
        self.search.installEventFilter(self)
        self.sector = QComboBox()
        self.sector.setAccessibleName(text("Whose services"))
        self.sector.addItem(text("Everybody’s services"), None)
        for sector, name in SECTORS.items():
            shown = text(name)
            self.sector.addItem(shown[:1].upper() + shown[1:], sector)
        self.sector.currentIndexChanged.connect(self._list_again)
        self.count = Words(tone="muted")
        self.list = TwoLineList(text("Organizations"), picture="organization")
        self.detail = OrganizationDetail(self._municipality)
        self.empty = Words(text("No organization matches these words."))
        self.show_all = Press(text("Show all organizations"), kind="quiet")
        self.show_all.clicked.connect(self.clear)
        left = card()
        column = spaced(QVBoxLayout(left), margin=8)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(self.search, 3)
        head.addWidget(self.sector, 2)
        column.addLayout(head)
        for part in (self.count, self.empty, flow_row(self.show_all)):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self._stretch_below = QWidget()
        self._stretch_below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(self._stretch_below, 1)
        self._left = left
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(look().px(8))
        self._panes.addWidget(left)
        self._panes.addWidget(self.detail)
        self._panes.setStretchFactor(0, 4)
        self._panes.setStretchFactor(1, 5)
        spaced(QVBoxLayout(self), gap=0).addWidget(self._panes)
        self.list.current_changed.connect(self._show)
        self.list.opened.connect(self._open)
        self.detail.service_chosen.connect(self.service_chosen)
        self.detail.print_wanted.connect(self.print_wanted)
        self.detail.report_wanted.connect(self.report_wanted)
        self.detail.phone_wanted.connect(self.phone_wanted)
        self.detail.back_wanted.connect(self._back)

    def refresh(self) -> None:
        """Read everything again: at first, and after a sync."""
        self._list_again()
        shown = self.detail.shown
        if shown is not None:
            self._show(shown.organization.id)

    def open_organization(self, id_: str) -> None:
        """Show one organization, whatever was searched for before."""
        self.clear()
        self.list.choose(id_)
        self._open(id_)

    def clear(self) -> None:
        """Drop the words and the sector."""
        self.sector.setCurrentIndex(0)
        self.search.clear()
        self._list_again()
        self.search.setFocus()

    def focus_first(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _list_again(self) -> None:
        found = self._find(self.search.text(), self.sector.currentData())
        say = current()
        rows = [describe(one, say, self._municipality) for one in found]
        self.list.show_rows(sorted(rows, key=lambda row: row.name.casefold()))
        count = plural("{number} organization", "{number} organizations", len(found))
        self.count.setText(count)
        self.count.setVisible(bool(found))
        announce(self.search, count)
        self.empty.setVisible(not found)
        filtered = bool(self.search.text() or self.sector.currentData())
        self.empty.setText(
            text("No organization matches these words.")
            if filtered
            else text("The service catalogue has no organizations yet.")
        )
        self.show_all.setVisible(not found and filtered)
        self.list.setVisible(bool(found))
        self._stretch_below.setVisible(not found)

    def _show(self, id_: str) -> None:
        self.detail.show_organization(self._in_full(id_), back=bool(self._narrow))

    def _open(self, id_: str) -> None:
        self._show(id_)
        if self._narrow:
            self._left.hide()
            self.detail.show()

    def _back(self) -> None:
        self.detail.hide()
        self._left.show()
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one at a time where there is not."""
        super().resizeEvent(event)
        narrow = self.width() < WIDE_CHARACTERS * QFontMetrics(look().font()).averageCharWidth()
        if narrow == self._narrow:
            return
        self._panes.setSizes([self.width() * 45 // 100, self.width() * 55 // 100])
        self._narrow = narrow
        shown = self.detail.shown
        self.detail.show_organization(shown, back=narrow)
        self._left.setVisible(not narrow or shown is None)
        self.detail.setVisible(not narrow or shown is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the list while the cursor stays in the search field."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.search:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                index = self.list.currentIndex()
                self.list.choose_row(index.row() + step if index.isValid() else 0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.current() is None:
                    self.list.choose_row(0)
                id_ = self.list.current()
                if id_ is not None:
                    self._open(id_)
                return True
        return super().eventFilter(watched, event)

    def go_back(self) -> bool:
        """From the organization to the list where only one of them is shown; False from the list."""
        shows_one = bool(self._narrow) and self._left.isHidden()
        if shows_one:
            self._back()
        return shows_one

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() != Qt.Key.Key_Escape or not self.go_back():
            super().keyPressEvent(event)
