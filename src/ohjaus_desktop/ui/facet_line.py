"""One line of the left pane: what it says, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.style import look

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
TICKED = frozenset({"way", "barrier"})
"""Kinds of lines with a box to tick."""
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pane.

    kind: heading, need, activity, way or barrier; id: of the need, activity or barrier, or the way's
    field of the question. count: what it leaves; a barrier leaves everything. indent: 0 or 1. chosen:
    it is in force; taken back by choosing it again. about: one sentence more for whoever asks.
    """

    kind: str
    id: str
    name: str
    count: int = 0
    indent: int = 0
    chosen: bool = False
    icon: str = ""
    about: str = ""

    def sentence(self) -> str:
        """The line for a screen reader."""
        if self.kind == "heading":
            return self.name
        words = [self.name]
        if self.kind != "barrier":
            words.append(plural("{number} service", "{number} services", self.count))
        if self.chosen:
            words.append(text("chosen"))
        return ", ".join(words)


def _before(line: Line) -> int:
    """The room before a name, in pixels."""
    return look().px(26) if line.indent or line.icon or line.kind in TICKED else 0


def _count(line: Line) -> str:
    return "" if line.kind == "barrier" else str(line.count)


def _behind(line: Line, metrics: QFontMetrics) -> int:
    """The room behind a name, in pixels."""
    return metrics.horizontalAdvance(_count(line)) + look().px(8) if _count(line) else 0


class FacetDelegate(QStyledItemDelegate):
    """Paints one line: picture or tick box, name, count."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line is as high as what is pressed must be, and higher where its name wraps."""
        now = look()
        line: Line = index.data(LINE_ROLE)
        metrics = QFontMetrics(now.font(bold=line.chosen))
        high = metrics.height()
        if line.kind == "heading":
            return QSize(now.px(80), high + now.px(18))
        # As in paint: the edges, what stands before the name, and the count behind it.
        room = self._view.viewport().width() - 2 * now.px(12) - _before(line) - _behind(line, metrics)
        if metrics.horizontalAdvance(line.name) > room:
            high = metrics.boundingRect(QRect(0, 0, max(1, room), 10_000), _WRAP, line.name).height()
        return QSize(now.px(80), max(high + now.px(10), now.hit))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        now = look()
        line: Line = index.data(LINE_ROLE)
        box: QRect = option.rect.adjusted(now.px(4), 1, -now.px(4), -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind == "heading":
            painter.setFont(now.font(0.86, bold=True))
            painter.setPen(now.colour("muted"))
            painter.drawText(
                box.adjusted(now.px(8), 0, 0, -now.px(4)),
                Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
                line.name,
            )
        else:
            self._ground(painter, box, state, chosen=line.chosen)
            self._line(painter, box.adjusted(now.px(8), 0, -now.px(8), 0), line)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, chosen: bool) -> None:
        now = look()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft" if chosen else "raised"))
            painter.drawRoundedRect(box, now.px(6), now.px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(6), now.px(6))

    def _line(self, painter: QPainter, box: QRect, line: Line) -> None:
        now = look()
        size = now.px(18)
        top = box.top() + (box.height() - size) // 2
        if line.kind in TICKED:
            self._tick(painter, QRect(box.left(), top, size, size), chosen=line.chosen)
        elif line.icon and not line.indent:
            colour = "accent" if line.chosen else "muted"
            painter.drawPixmap(box.left(), top, pixmap(line.icon, size=18, colour=colour))
        font = now.font(bold=line.chosen)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        painter.setPen(now.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _count(line))
        painter.setPen(now.colour("accent" if line.chosen else "text"))
        room = box.adjusted(_before(line), 0, -_behind(line, metrics), 0)
        words = line.name
        if metrics.horizontalAdvance(words) > room.width():
            cut = Qt.TextElideMode.ElideRight
            words = " ".join(metrics.elidedText(word, cut, room.width()) for word in words.split())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAP, words)

    def _tick(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        now = look()
        painter.setPen(QPen(now.colour("primary" if chosen else "field_line"), now.px(1.5)))
        painter.setBrush(now.colour("primary" if chosen else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(4), now.px(4))
        if chosen:
            painter.drawPixmap(
                box.left() + now.px(2), box.top() + now.px(2), pixmap("check", size=14, colour="on_primary")
            )
