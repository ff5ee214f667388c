"""Tiles in the middle: one hatch for needs, kinds of help and places, as many columns as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.column import tab_through
from ohjaus_desktop.ui.controls import clear, spaced
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.tile import Tile, TileFact
from ohjaus_desktop.ui.words import Press, Words


@dataclass(frozen=True, slots=True)
class TilePart:
    """Some tiles under a heading of their own; "" for none. order: words to put them in order by hand."""

    title: str
    facts: tuple[TileFact, ...]
    order: str = ""


LOW = 220
"""Below this height, in design pixels, the words that only explain give way."""


class TileGrid(QScrollArea):
    """A question and its answers as tiles, in one part or several."""

    picked = Signal(str, str)  # kind and id of the tile
    back_wanted = Signal()  # by the button or Backspace
    order_wanted = Signal()  # to put the tiles of a part in order

    def __init__(self, *, width: float = 212, parent: QWidget | None = None) -> None:
        """width: how wide a tile wants to be, in design pixels."""
        super().__init__(parent)
        self._width = width
        self._parts: tuple[TilePart, ...] = ()
        self._tiles: list[Tile] = []
        self._grids: list[tuple[QGridLayout, list[Tile]]] = []
        self._columns = 0
        self._above: QWidget | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = self._make_head()
        self._inside = QWidget()
        outer = self._outer = spaced(QVBoxLayout(self._inside), margin=16, gap=8)
        outer.setContentsMargins(look().px(16), look().px(4), look().px(16), look().px(16))
        self._lead = Words(tone="muted")
        self._below = spaced(QVBoxLayout(), gap=8)
        outer.addWidget(self._lead)
        outer.addLayout(self._below)
        outer.addStretch(1)
        self.setWidget(self._inside)

    def show_tiles(
        self, title: str, lead: str, facts: Sequence[TileFact], more: Sequence[TilePart] = ()
    ) -> None:
        """Ask another question. more: further parts, each under its heading; empty ones are left out."""
        parts = tuple(part for part in (TilePart("", tuple(facts)), *more) if part.facts)
        self._title.setText(title)
        self._lead.setText(lead)
        self.setAccessibleName(title)
        before, self._parts = self._parts, parts
        self._lay_head()
        if parts == before:
            return
        again = self._shape(parts) == self._shape(before)
        focused = self.focused() if again else ("", "")
        clear(self._below)
        self._tiles, self._grids = [], []
        for part in parts:
            self._add(part)
        self._columns = 0
        self._arrange()
        tab_through(self.back_button, self._inside)
        if again:
            self.focus_on(focused)
        else:
            self.verticalScrollBar().setValue(0)

    def show_above(self, above: QWidget | None) -> None:
        """Put something between the question and its answers, or take it away; it scrolls with them."""
        if self._above is not None:
            self._above.hide()
            self._above.deleteLater()
        self._above = above
        if above is not None:
            self._outer.insertWidget(0, above)
            # Now, not in the next round of events: it may be pressed at once.
            above.show()
            tab_through(self.back_button, above)
        self.verticalScrollBar().setValue(0)

    def show_back(self, shown: bool) -> None:
        """Whether there is a way back from this question."""
        self.back_button.setVisible(shown)
        self._lay_head()

    def tiles(self) -> list[Tile]:
        """All tiles in their order."""
        return self._tiles

    def focus_first(self) -> None:
        """Put the keyboard on the first tile."""
        if self._tiles:
            self._tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def focused(self) -> tuple[str, str]:
        """Kind and id of the tile that has the keyboard; empty where none has."""
        return next(((one.fact.kind, one.fact.id) for one in self._tiles if one.hasFocus()), ("", ""))

    def focus_on(self, tile: tuple[str, str]) -> None:
        """Put the keyboard on the tile of that kind and id, if it is here."""
        for one in self._tiles:
            if (one.fact.kind, one.fact.id) == tile:
                one.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit; with little height the tiles need the room of the words above."""
        super().resizeEvent(event)
        self._lay_head()
        self._arrange()

    def refit(self) -> None:
        """Tiles may have become higher or lower."""
        self._arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows go from tile to tile, Enter presses one, Backspace goes back."""
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(watched, Tile)
        ):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            watched.click()
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.back_wanted.emit()
            return True
        return self._walk(watched, Qt.Key(event.key()))

    def _walk(self, tile: Tile, key: Qt.Key) -> bool:
        """Left and right go through all tiles, up and down stay in their column where they can."""
        at = self._tiles.index(tile)
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            to = at + (1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            to = self._beside(tile, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        if 0 <= to < len(self._tiles):
            self._tiles[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._tiles[to])
        return True

    def _beside(self, tile: Tile, by: int) -> int:
        """The place of the tile a row below (1) or above (-1), also in the next part; -1 for none."""
        rows: list[list[Tile]] = []
        for _, tiles in self._grids:
            rows += [tiles[at : at + self._columns] for at in range(0, len(tiles), self._columns)]
        here = next(at for at, row in enumerate(rows) if tile in row)
        column, there = rows[here].index(tile), here + by
        if not 0 <= there < len(rows):
            return -1
        return self._tiles.index(rows[there][min(column, len(rows[there]) - 1)])

    def _make_head(self) -> QWidget:
        """The question and the way back: in sight however far the tiles are scrolled."""
        head = QWidget(self)
        row = spaced(QHBoxLayout(head), gap=8)
        row.setContentsMargins(look().px(8), look().px(8), look().px(16), look().px(4))
        self.back_button = Press(text("Back"), picture="back", kind="quiet", key="back")
        self.back_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.back_button.clicked.connect(self.back_wanted)
        self.back_button.hide()
        self._title = Words(size=1.25, bold=True)
        self._title.setContentsMargins(look().px(8), 0, 0, 0)
        row.addWidget(self.back_button)
        row.addWidget(self._title, 1)
        return head

    def _lay_head(self) -> None:
        wide = self.width()
        layout = self._head.layout()
        high = layout.heightForWidth(wide) if layout is not None else 0
        self._head.setGeometry(0, 0, wide, high)
        if self.viewportMargins().top() != high:
            self.setViewportMargins(0, high, 0, 0)
        # Without any tiles these words are all there is.
        has_room = self.height() >= look().px(LOW) or not self._parts
        self._lead.setVisible(bool(self._lead.text()) and has_room)

    def _add(self, part: TilePart) -> None:
        if part.title:
            title = Words(part.title, bold=True)
            head = spaced(QHBoxLayout(), gap=8)
            head.setContentsMargins(0, look().px(8), 0, 0)
            head.addWidget(title, 1)
            if part.order:
                order = Press(part.order, kind="quiet", key="favourites")
                order.clicked.connect(self.order_wanted)
                head.addWidget(order)
            self._below.addLayout(head)
        grid = spaced(QGridLayout(), gap=8)
        self._below.addLayout(grid)
        tiles = [self._tile(fact) for fact in part.facts]
        self._grids.append((grid, tiles))
        self._tiles += tiles

    def _tile(self, fact: TileFact) -> Tile:
        tile = Tile(fact)
        tile.clicked.connect(lambda _=False: self.picked.emit(fact.kind, fact.id))
        tile.installEventFilter(self)
        return tile

    @staticmethod
    def _shape(parts: Sequence[TilePart]) -> list[list[tuple[str, str]]]:
        return [[(fact.kind, fact.id) for fact in part.facts] for part in parts]

    def _arrange(self) -> None:
        room = self.viewport().width() - look().px(32)
        gap = look().px(8)
        wide = max([look().px(self._width), *(tile.whole_words() + gap for tile in self._tiles)])
        columns = max(1, (room + gap) // wide)
        self._fit(columns, room - (columns - 1) * gap)
        if columns == self._columns:
            return
        self._columns = columns
        for grid, tiles in self._grids:
            while grid.takeAt(0) is not None:
                pass
            # What is left over goes behind the last: every part has the same columns, full or not.
            for column in range(max(grid.columnCount(), columns + 1)):
                grid.setColumnStretch(column, 1 if column == columns else 0)
            for at, tile in enumerate(tiles):
                grid.addWidget(tile, at // columns, at % columns)
                # Now, not in the next round of events: the keyboard may go to it at once.
                tile.show()

    def _fit(self, columns: int, room: int) -> None:
        """All share the room of a row; those beside each other are as high as all their words need."""
        width, over = divmod(room, columns)
        for grid, tiles in self._grids:
            for column in range(max(grid.columnCount(), columns)):
                # The first take the pixels that are over: the last ends where everything else ends.
                grid.setColumnMinimumWidth(column, width + (column < over) if column < columns else 0)
            for at in range(0, len(tiles), columns):
                row = tiles[at : at + columns]
                high = max(tile.height_for(width) for tile in row)
                for tile in row:
                    tile.fit(high)
