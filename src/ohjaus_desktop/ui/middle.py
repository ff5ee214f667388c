"""The middle pane: the hatch while nothing is known, then the services that fit; never empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Snug
from ohjaus_desktop.ui.controls import card, icon_button, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.missing import MissingCard, Ways
from ohjaus_desktop.ui.need_tiles import TileGrid
from ohjaus_desktop.ui.results import ResultList
from ohjaus_desktop.ui.ride_strip import RideStrip
from ohjaus_desktop.ui.rows import Row
from ohjaus_desktop.ui.shared_page import SharedPage
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.urgent_bar import UrgentNumber
from ohjaus_desktop.ui.words import Press, Words, hint


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force. filter: the field of the question; words: as shown; gain: services hidden."""

    filter: str
    words: str
    gain: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What the middle shows for an answer.

    summary: the count in words. chips: filters in force. rows: the list. missing: the ways that
    still lead on where little or nothing was found; the rows are then the alternatives. notices:
    severity, title, text. duty: somebody may have to notify the authority.
    """

    summary: str
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...] = ()
    pinned: tuple[UrgentNumber, ...] = ()
    steps: tuple[str, ...] = ()
    notices: tuple[tuple[str, str, str], ...] = ()
    missing: Ways | None = None
    duty: bool = False


EDGE = 8
"""Around everything, in design pixels."""
ROOM_FOR_ROWS = 240
"""With less left over than this, in design pixels, the list and a card above it scroll as one page."""
LOWEST = 220
"""Below this one whatever stands above the list scrolls with it: two bars in so little room help nobody."""

ROOM_FOR_RIDES = 300
"""Below this height, in design pixels, rides are told in the detail only."""


class MiddlePane(QStackedWidget):
    """Tiles or results."""

    dropped = Signal(str)  # the filter to take away
    instead = Signal(object)  # Question: a way on was chosen, this is to be asked
    unmet_wanted = Signal()  # nothing suitable was found: to be recorded
    duty_wanted = Signal()  # the page about the duty to notify
    back_wanted = Signal()
    needs_wanted = Signal()  # to begin with the pictures again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TileGrid()
        self.results = ResultList()
        self.rides = RideStrip()
        self._above: object = None
        self.back_button = icon_button("back", text("Back"), key="back")
        self.back_button.clicked.connect(self.back_wanted)
        self._summary = Words(size=1.1, bold=True)
        self._over = Snug()
        self._over.setAccessibleName(text("Above the list: urgent help, filters and ways on"))
        self._lost: Ways | None = None
        self._is_pinned = self._is_settling = False
        self._has_card = self._has_more = False
        self.offers_unmet = False
        """Whether what was not found can be recorded."""
        self.addWidget(self.tiles)
        self.addWidget(self._list())

    def show_tiles(self, lost: Ways | None = None) -> None:
        """Show the hatch; what it asks is set on ``tiles``. lost: ways on where words found nothing."""
        if lost != self._lost:
            self._lost = lost
            self.tiles.show_above(None if lost is None else self._missing(lost, over_tiles=True))
        # Behind the pictures nothing is listed: ↓ would bring a row of the client before into sight.
        self.results.forget()
        self.setCurrentIndex(0)

    def show_back(self, shown: bool) -> None:
        """Whether the hatch has a step before this one."""
        self.tiles.show_back(shown)

    def show_found(self, found: Found) -> None:
        """Show services, the first of them current."""
        self.setCurrentIndex(1)
        spoken = f"{found.summary}. {found.missing.spoken}" if found.missing else found.summary
        if self._summary.text() != found.summary or self.results.accessibleDescription() != spoken:
            self._summary.setText(found.summary)
            announce(self.results, spoken)
        above = (
            found.chips,
            found.pinned,
            found.steps,
            found.notices,
            found.missing,
            found.duty,
        )
        self._is_settling = True
        if above != self._above:
            self._above = above
            self._show_above(found)
            self._page.to_top()
        self.results.show_rows(found.rows)
        self._is_settling = False

    def _list(self) -> QWidget:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), margin=EDGE, gap=4)
        head = spaced(QHBoxLayout(), gap=4)
        head.addWidget(self.back_button)
        head.addWidget(self._summary, 1)
        column.addLayout(head)
        column.addWidget(self._over)
        column.addWidget(self.results, 1)
        column.addWidget(self.rides)
        self.results.current.connect(self._bring)
        self._page = SharedPage(inside)
        return self._page

    def _bring(self) -> None:
        """Where all scrolls as one page, the row that was stepped to is scrolled to."""
        if not self._is_settling:
            self._page.bring(self.results.viewport(), self.results.visualRect(self.results.currentIndex()))

    def _show_above(self, found: Found) -> None:
        self._is_pinned = bool(found.pinned)
        self._has_card = bool(found.pinned) or (found.missing is not None and not found.missing.quiet)
        head = self._over.begin(margin=0)
        if found.pinned:
            head.addWidget(_pinned(found.pinned, found.steps))
        if found.missing is not None and not found.missing.quiet:
            head.addWidget(self._missing(found.missing))
        if found.chips:
            head.addWidget(flow_row(*(self._chip(chip) for chip in found.chips), spacing=4))
        if found.duty:
            head.addWidget(self._duty(), 0, Qt.AlignmentFlag.AlignLeft)
        for severity, title, words in found.notices:
            head.addWidget(_notice(severity, title, words))
        if found.missing is not None and found.missing.quiet:
            head.addWidget(self._missing(found.missing))
        self._has_more = head.count() > 0
        self._over.present()
        self._over.setVisible(self._has_more)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is shared anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        self.rides.set_room(self.height() >= look().px(ROOM_FOR_RIDES) and not self._is_pinned)
        crowded = self._has_card and self._left_over() < look().px(ROOM_FOR_ROWS)
        whole = crowded or (self._has_more and self.height() < look().px(LOWEST))
        self._over.set_whole(whole)
        self.results.set_whole(whole)
        self._page.set_whole(whole)

    def _left_over(self) -> int:
        """The height that what stands above the list leaves to it, in pixels."""
        inside = self._over.widget()
        layout = inside.layout() if inside else None
        wide = self.width() - look().px(2 * EDGE)
        return self.height() - (layout.totalHeightForWidth(wide) if layout is not None else 0)

    def take_way(self) -> bool:
        """Go the first of the ways on; False where none is offered."""
        # Looked for: the card over the pictures stays while the one over the list comes and goes.
        return any(one.isVisible() and one.take_first() for one in self.findChildren(MissingCard))

    def _missing(self, ways: Ways, *, over_tiles: bool = False) -> QWidget:
        made = MissingCard(ways, offers_pictures=not over_tiles, offers_unmet=self.offers_unmet)
        made.instead.connect(self.instead)
        made.pictures_wanted.connect(self.needs_wanted)
        made.unmet_wanted.connect(self.unmet_wanted)
        return made

    def _duty(self) -> QWidget:
        # Neutral words: a parent may stand beside and read.
        made = Press(text("The authority's own numbers"), picture="phone", kind="quiet")
        made.clicked.connect(self.duty_wanted)
        return made

    def _chip(self, chip: Chip) -> QWidget:
        words = f"{chip.words} (+{chip.gain})" if chip.gain else chip.words
        made = Press(words, picture="close", kind="chip")
        name = text("Drop the filter {name}", name=chip.words)
        made.setAccessibleName(name)
        made.setToolTip(hint(name))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.clicked.connect(lambda: self.dropped.emit(chip.filter))
        return made


def _pinned(numbers: Sequence[UrgentNumber], steps: Sequence[str]) -> QWidget:
    frame = card("urgent")
    column = spaced(QVBoxLayout(frame), margin=12, gap=6)
    head = spaced(QHBoxLayout(), gap=8)
    head.addWidget(picture("urgent", size=20, colour="error"))
    head.addWidget(Words(text("Urgent help"), bold=True, size=1.1), 1)
    column.addLayout(head)
    for step in steps:
        column.addWidget(Words(step))
    grid = spaced(QGridLayout(), gap=8)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(numbers):
        number = Words(line.number, bold=True, size=1.15, selectable=True)
        number.setWordWrap(False)
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
        # A number is not broken over two lines.
        direct = f"{line.area} {line.direct.replace(' ', chr(0xA0))}".strip()
        told = Words(" · ".join(part for part in (line.name, direct, line.detail) if part), selectable=True)
        grid.addWidget(told, row, 1)
    column.addLayout(grid)
    frame.setAccessibleName(text("Urgent help"))
    return frame


def _notice(severity: str, title: str, words: str) -> QWidget:
    tone = {"info": "info", "warning": "warning", "urgent": "error"}.get(severity, "info")
    band = card("band", tone=tone)
    column = spaced(QVBoxLayout(band), margin=8, gap=2)
    column.addWidget(Words(title, bold=True))
    column.addWidget(Words(words, selectable=True))
    return band
