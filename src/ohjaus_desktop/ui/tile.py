"""One tile: a large button with a picture, a name, and how many services a press would leave."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ohjaus_desktop.texts import plural
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import hint

NEED, ACTIVITY, PLACE, SERVICE = "need", "activity", "place", "service"
"""What a tile stands for."""
_SMALL = 0.93
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_ANY_HEIGHT = 16_777_215
"""Pixels; no words are higher. Source: QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class TileFact:
    """One tile.

    count: services it leads to, None where nobody counts; icon: "" for none. kind: what id is of;
    an activity without id means all of them. note: what must be known before it is pressed.
    """

    id: str
    name: str
    count: int | None = None
    icon: str = ""
    kind: str = NEED
    note: str = ""

    @property
    def sentence(self) -> str:
        """The tile for a screen reader."""
        counted = "" if self.count is None else plural("{number} service", "{number} services", self.count)
        return ", ".join(part for part in (self.name, self.note, counted) if part)


class Tile(QAbstractButton):
    """Name over one or two lines beside picture and count, and below it what must be known."""

    def __init__(self, fact: TileFact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self._high = 0
        self.setText(fact.name.replace("&", "&&"))  # one alone would make a key of the next letter
        self.setAccessibleName(fact.sentence)
        self.setToolTip(hint(fact.sentence))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as tiles usually are; as high as its place in the grid makes it."""
        wide = look().px(150)
        return QSize(wide, self._high or self.height_for(wide))

    def minimumSizeHint(self) -> QSize:
        """No narrower than this."""
        return QSize(look().px(110), self.sizeHint().height())

    def fit(self, high: int) -> None:
        """Take this height, in pixels: that of the tiles beside it."""
        self._high = high
        self.setFixedHeight(high)

    def height_for(self, width: int) -> int:
        """How high it must be at this width, in pixels, so that all words are seen and a finger hits it."""
        now = look()
        bold, small = QFontMetrics(now.font(bold=True)), QFontMetrics(now.font(_SMALL))
        room = QRect(0, 0, max(1, width - 2 * now.px(12) - 2 - self._beside()), _ANY_HEIGHT)
        words = bold.boundingRect(room, _WRAP, self._name_for(room.width(), bold)).height()
        if self.fact.note:
            words += small.boundingRect(room, _WRAP, _lines(self.fact.note, room.width(), small, 2)).height()
        least = 38 + 2 * 10 if self.fact.icon else 44 if self.fact.count is not None else 36
        return max(words + now.px(16), now.px(least), now.hit)

    def whole_words(self) -> int:
        """The width that cuts none of the words."""
        now = look()
        bold = QFontMetrics(now.font(bold=True))
        wide = max((bold.horizontalAdvance(word) for word in self.fact.name.split()), default=0)
        return wide + now.px(26) + self._beside()

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
        self._words(painter, self._count(painter, room))
        painter.end()

    @property
    def _is_empty(self) -> bool:
        return self.fact.count == 0

    def _picture(self, painter: QPainter, room: QRect) -> QRect:
        now = look()
        circle = QRect(room.left(), room.center().y() - now.px(19), now.px(38), now.px(38))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("closed_soft" if self._is_empty else "accent_soft"))
        painter.drawEllipse(circle)
        painter.drawPixmap(
            circle.left() + now.px(8),
            circle.top() + now.px(8),
            pixmap(self.fact.icon, size=22, colour="closed" if self._is_empty else "accent"),
        )
        return room.adjusted(now.px(48), 0, 0, 0)

    def _count(self, painter: QPainter, room: QRect) -> QRect:
        if self.fact.count is None:
            return room
        painter.setFont(look().font(_SMALL))
        painter.setPen(look().colour("muted"))
        at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, at, str(self.fact.count))
        return room.adjusted(0, 0, -self._count_room(), 0)

    def _words(self, painter: QPainter, room: QRect) -> None:
        now = look()
        name, small = QFontMetrics(now.font(bold=True)), QFontMetrics(now.font(_SMALL))
        title = self._name_for(room.width(), name)
        note = _lines(self.fact.note, room.width(), small, 2)
        high = name.boundingRect(room, _WRAP, title).height()
        low = small.boundingRect(room, _WRAP, note).height() if note else 0
        top = room.top() + max(0, (room.height() - high - low) // 2)
        painter.setFont(now.font(bold=True))
        painter.setPen(now.colour("muted" if self._is_empty else "text"))
        painter.drawText(QRect(room.left(), top, room.width(), high), _WRAP, title)
        if note:
            painter.setFont(now.font(_SMALL))
            painter.setPen(now.colour("muted"))
            painter.drawText(QRect(room.left(), top + high, room.width(), low), _WRAP, note)

    def _beside(self) -> int:
        """The width that picture and count take from the words."""
        return (look().px(48) if self.fact.icon else 0) + self._count_room()

    def _count_room(self) -> int:
        if self.fact.count is None:
            return 0
        return QFontMetrics(look().font(_SMALL)).horizontalAdvance(str(self.fact.count)) + look().px(8)

    def _name_for(self, width: int, metrics: QFontMetrics) -> str:
        """The whole name; that of a service, which may be long, in three lines. The tool tip tells all."""
        return _lines(self.fact.name, width, metrics, 3) if self.fact.note else self.fact.name


def _lines(words: str, width: int, metrics: QFontMetrics, most: int) -> str:
    """Words in lines of this width, so many at most; the last tells that there is more."""
    left = words.split()
    made: list[str] = []
    while left and len(made) < most - 1:
        count = 1
        while count < len(left) and metrics.horizontalAdvance(" ".join(left[: count + 1])) <= width:
            count += 1
        made.append(" ".join(left[:count]))
        left = left[count:]
    made += [" ".join(left)] if left else []
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in made)
