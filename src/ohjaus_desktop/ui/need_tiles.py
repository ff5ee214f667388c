"""Tiles in the middle: one hatch for needs, kinds of help and places, as many columns as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.texts import plural
from ohjaus_desktop.ui.controls import clear, spaced
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Words, hint


@dataclass(frozen=True, slots=True)
class TileFact:
    """One tile. count: services it leads to, None where nobody counts; icon: "" for none."""

    id: str
    name: str
    count: int | None = None
    icon: str = ""


class Tile(QAbstractButton):
    """A large button with a picture, a name over one or two lines, and a count."""

    def __init__(self, fact: TileFact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setText(fact.name)
        words = [fact.name]
        if fact.count is not None:
            words.append(plural("{number} service", "{number} services", fact.count))
        self.setAccessibleName(", ".join(words))
        self.setToolTip(hint(", ".join(words)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as three lines of words beside a picture, two beside a count, or one."""
        now = look()
        line = QFontMetrics(now.font(bold=True)).height()
        high = line + now.px(20)
        if self.fact.icon:
            high = 3 * line + now.px(10)
        elif self.fact.count is not None:
            high = 2 * line + now.px(18)
        return QSize(now.px(150), high)

    def minimumSizeHint(self) -> QSize:
        """The words may be cut before the tile becomes narrower than this."""
        return QSize(look().px(110), self.sizeHint().height())

    def whole_words(self) -> int:
        """The width that cuts none of the words."""
        now = look()
        bold = QFontMetrics(now.font(bold=True))
        wide = max((bold.horizontalAdvance(word) for word in self.fact.name.split()), default=0) + now.px(26)
        if self.fact.icon:
            wide += now.px(48)
        if self.fact.count is not None:
            wide += QFontMetrics(now.font(0.93)).horizontalAdvance(str(self.fact.count)) + now.px(8)
        return wide

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the picture in its circle, the words and the count."""
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        over = self.underMouse() or self.isDown()
        painter.setPen(QPen(now.colour("accent" if over else "line"), 1))
        painter.setBrush(now.colour("accent_soft" if self.isDown() else "surface"))
        painter.drawRoundedRect(box, now.px(10), now.px(10))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(10), now.px(10))
        room = box.adjusted(now.px(12), now.px(3), -now.px(12), -now.px(3))
        if self.fact.icon:
            room = self._picture(painter, room)
        self._words(painter, room)
        painter.end()

    def _picture(self, painter: QPainter, room: QRect) -> QRect:
        now = look()
        circle = QRect(room.left(), room.center().y() - now.px(19), now.px(38), now.px(38))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent_soft"))
        painter.drawEllipse(circle)
        painter.drawPixmap(
            circle.left() + now.px(8),
            circle.top() + now.px(8),
            pixmap(self.fact.icon, size=22, colour="accent"),
        )
        return room.adjusted(now.px(48), 0, 0, 0)

    def _words(self, painter: QPainter, room: QRect) -> None:
        now = look()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self.fact.count is not None:
            painter.setFont(now.font(0.93))
            painter.setPen(now.colour("muted"))
            count = str(self.fact.count)
            wide = QFontMetrics(painter.font()).horizontalAdvance(count) + now.px(8)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            room = room.adjusted(0, 0, -wide, 0)
        painter.setFont(now.font(bold=True))
        painter.setPen(now.colour("text"))
        flags = left | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self.fact.name)


class TileGrid(QScrollArea):
    """A question and its answers as tiles."""

    picked = Signal(str)  # id of the tile

    def __init__(self, *, width: float = 212, parent: QWidget | None = None) -> None:
        """width: how wide a tile wants to be, in design pixels."""
        super().__init__(parent)
        self._width = width
        self._tiles: list[Tile] = []
        self._columns = 0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._outer = spaced(QVBoxLayout(inside), margin=16, gap=8)
        self._title = Words(size=1.25, bold=True)
        self._lead = Words(tone="muted")
        self._grid = spaced(QGridLayout(), gap=8)
        self._outer.addWidget(self._title)
        self._outer.addWidget(self._lead)
        self._outer.addSpacing(look().px(4))
        self._outer.addLayout(self._grid)
        self._outer.addStretch(1)
        self.setWidget(inside)

    def show_tiles(self, title: str, lead: str, facts: Sequence[TileFact]) -> None:
        """Ask another question."""
        self._title.setText(title)
        self._lead.say(lead)
        self.setAccessibleName(title)
        if [tile.fact for tile in self._tiles] == list(facts):
            return
        clear(self._grid)
        self._tiles = []
        for fact in facts:
            tile = Tile(fact)
            tile.clicked.connect(lambda _=False, id_=fact.id: self.picked.emit(id_))
            tile.installEventFilter(self)
            self._tiles.append(tile)
        self._columns = 0
        self._arrange()

    def tiles(self) -> list[Tile]:
        """The tiles in their order."""
        return self._tiles

    def focus_first(self) -> None:
        """Put the keyboard on the first tile."""
        if self._tiles:
            self._tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows go from tile to tile, Enter presses one."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, Tile)
        ):
            steps = {
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Down: self._columns,
                Qt.Key.Key_Up: -self._columns,
            }
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                to = self._tiles.index(watched) + step
                if 0 <= to < len(self._tiles):
                    self._tiles[to].setFocus(Qt.FocusReason.TabFocusReason)
                    self.ensureWidgetVisible(self._tiles[to])
                return True
        return False

    def _arrange(self) -> None:
        room = self.viewport().width() - look().px(32)
        gap = look().px(8)
        wide = max([look().px(self._width), *(tile.whole_words() + gap for tile in self._tiles)])
        columns = max(1, (room + gap) // wide)
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
            self._grid.setColumnStretch(at % columns, 1)
