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
        self.setText(fact.name)
        self.setAccessibleName(fact.sentence)
        self.setToolTip(hint(fact.sentence))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as three lines of words beside a picture, two beside a count, or one; for a finger."""
        now = look()
        line = QFontMetrics(now.font(bold=True)).height()
        high = line + now.px(20)
        if self.fact.icon:
            high = 3 * line + now.px(10)
        elif self.fact.count is not None:
            high = 2 * line + now.px(18)
        if self.fact.note:
            high = max(
                high, 2 * line + QFontMetrics(now.font(_SMALL)).height() * self._note_lines() + now.px(14)
            )
        return QSize(now.px(150), max(high, now.hit))

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
        return wide + self._count_room()

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
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        name, small = QFontMetrics(now.font(bold=True)), QFontMetrics(now.font(_SMALL))
        upper, lower = QRect(room), QRect()
        if self.fact.note:
            high = min(name.boundingRect(room, flags, self.fact.name).height(), 2 * name.height())
            low = small.boundingRect(room, flags, self.fact.note).height()
            top = room.top() + max(0, (room.height() - high - low) // 2)
            upper = QRect(room.left(), top, room.width(), high)
            lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.bottom() - upper.bottom())
        painter.setFont(now.font(bold=True))
        painter.setPen(now.colour("muted" if self._is_empty else "text"))
        painter.drawText(upper, flags, self.fact.name)
        if self.fact.note:
            painter.setFont(now.font(_SMALL))
            painter.setPen(now.colour("muted"))
            top_left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(lower, top_left, self.fact.note)

    def _count_room(self) -> int:
        if self.fact.count is None:
            return 0
        return QFontMetrics(look().font(_SMALL)).horizontalAdvance(str(self.fact.count)) + look().px(8)

    def _note_lines(self) -> int:
        """Lines that the note takes at the narrowest."""
        metrics = QFontMetrics(look().font(_SMALL))
        room = max(1, look().px(150) - look().px(26) - (look().px(48) if self.fact.icon else 0))
        return min(2, 1 + metrics.horizontalAdvance(self.fact.note) // room)
