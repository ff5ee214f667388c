"""Paints one result: number, name, who provides it, how to reach it, whether it is open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.row_ground import draw_ground
from ohjaus_desktop.ui.rows import REACH_PICTURE, Row
from ohjaus_desktop.ui.style import Look, look

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SMALL = 0.93
"""Size of the lines under the name, times body size."""
_CUT = Qt.TextElideMode.ElideRight


class ResultDelegate(QStyledItemDelegate):
    """Everything a worker needs to choose between rows, in three or four lines."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines, one more where something must be known first."""
        row: Row = index.data(ROW_ROLE)
        now = look()
        height = now.px(20) + _height(now, 1.05, bold=True) + 2 * (_height(now, SMALL) + now.px(3))
        if row.caution:
            height += _height(now, SMALL) + now.px(3)
        if row.heading:
            height += _heading_height(now)
        return QSize(now.px(120), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row; the selected one has a bar, a ground and a frame, never colour alone."""
        row: Row = index.data(ROW_ROLE)
        now = look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame: QRect = option.rect.adjusted(now.px(4), now.px(2), -now.px(4), -now.px(2))
        state = option.state
        if row.heading:
            line = QRect(frame.left(), frame.top() + now.px(6), frame.width(), _height(now, SMALL, bold=True))
            _words(painter, line.adjusted(now.px(4), 0, 0, 0), row.heading, now, SMALL, "accent", True)
            frame.setTop(frame.top() + _heading_height(now))
        self._ground(painter, frame, state, now)
        inner = frame.adjusted(now.px(12), now.px(8), -now.px(12), -now.px(8))
        left = self._number(painter, inner, row, now)
        self._lines(painter, QRect(QPoint(left, inner.top()), inner.bottomRight()), row, now)
        painter.restore()

    def _ground(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag, now: Look) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(now.colour("line"), 1))
            painter.drawLine(
                frame.bottomLeft() + QPoint(0, now.px(2)), frame.bottomRight() + QPoint(0, now.px(2))
            )
            return
        draw_ground(painter, frame, chosen=chosen, focused=self._view.hasFocus())

    def _number(self, painter: QPainter, inner: QRect, row: Row, now: Look) -> int:
        width = now.px(22)
        if row.number:
            box = QRect(inner.left(), inner.top(), width, _height(now, 1.05, bold=True))
            painter.setFont(now.font(SMALL, bold=True))
            painter.setPen(now.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(row.number))
        return inner.left() + width

    def _lines(self, painter: QPainter, area: QRect, row: Row, now: Look) -> None:
        top = area.top()
        name = QRect(area.left(), top, area.width(), _height(now, 1.05, bold=True))
        right = self._state(painter, name, row, now)
        _words(
            painter,
            name.adjusted(0, 0, -right, 0),
            row.name,
            now,
            1.05,
            "text" if row.fits else "muted",
            True,
        )
        top = name.bottom() + now.px(3)
        line = QRect(area.left(), top, area.width(), _height(now, SMALL))
        provider = " · ".join(part for part in (row.provider, row.why) if part)
        _words(painter, line, provider, now, SMALL, "muted")
        line.translate(0, line.height() + now.px(3))
        size = round(line.height() * 0.8)
        picture = pixmap(row.picture, size=size * 100 / now.scale, colour="accent")
        painter.drawPixmap(line.left(), line.top() + (line.height() - size) // 2, picture)
        _facts(painter, line.adjusted(size + now.px(6), 0, 0, 0), row, now)
        if row.caution:
            line.translate(0, line.height() + now.px(3))
            mark = pixmap("warning", size=size * 100 / now.scale, colour="warning")
            painter.drawPixmap(line.left(), line.top() + (line.height() - size) // 2, mark)
            _words(painter, line.adjusted(size + now.px(6), 0, 0, 0), row.caution, now, SMALL, "warning")

    def _state(self, painter: QPainter, line: QRect, row: Row, now: Look) -> int:
        """Draw the opening at the right end of the first line; give the width it takes."""
        metrics = QFontMetrics(now.font(SMALL))
        words = metrics.elidedText(row.state, _CUT, line.width() * 45 // 100)
        width = metrics.horizontalAdvance(words) + now.px(16)
        box = QRect(line.right() - width + 1, line.top(), width, line.height())
        if row.tone != "muted":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour(f"{row.tone}_soft"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(now.font(SMALL))
        painter.setPen(now.colour(row.tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return width + now.px(8)


def _height(now: Look, factor: float, *, bold: bool = False) -> int:
    return QFontMetrics(now.font(factor, bold=bold)).height()


def _heading_height(now: Look) -> int:
    return _height(now, SMALL, bold=True) + now.px(8)


def _facts(painter: QPainter, line: QRect, row: Row, now: Look) -> None:
    """How to reach it, why it suits this client behind a tick, and the rest, as far as there is room."""
    reach = "" if row.eased else row.reach
    facts = " · ".join(row.facts)
    suits = ((row.reach,) if row.eased else ()) + row.eases
    # When it was checked is always in sight: the last of the reasons give way, the detail tells them all.
    while len(suits) > 1 and not _fit_beside(line, reach, suits, facts, now):
        suits = suits[:-1]
    # For the same reason a journey is told by its place and distance alone.
    while row.picture == REACH_PICTURE[ReachMode.TRAVEL] and reach.count(", ") > 1:
        if _fit_beside(line, reach, suits, facts, now):
            break
        reach = reach.rpartition(", ")[0]
    parts = ((reach, False), (" · ".join(suits), True), (facts, False))
    left = line.left()
    for words, eases in parts:
        if not words or left >= line.right():
            continue
        box = QRect(line)
        if left > line.left():
            box.setLeft(left)
            box.setLeft(left + _words(painter, box, " · ", now, SMALL, "text"))
        if eases:
            size = round(line.height() * 0.8)
            tick = pixmap("check", size=size * 100 / now.scale, colour="ok")
            painter.drawPixmap(box.left(), box.top() + (box.height() - size) // 2, tick)
            box.setLeft(box.left() + size + now.px(3))
        left = box.left() + _words(painter, box, words, now, SMALL, "ok" if eases else "text")


def _fit_beside(line: QRect, reach: str, suits: tuple[str, ...], facts: str, now: Look) -> bool:
    """Whether all of it has room in the line, with the tick before the reasons."""
    said = " · ".join(part for part in (reach, *suits, facts) if part)
    tick = round(line.height() * 0.8) + now.px(3)
    return QFontMetrics(now.font(SMALL)).horizontalAdvance(said) + tick <= line.width()


def _words(
    painter: QPainter, box: QRect, words: str, now: Look, factor: float, colour: str, bold: bool = False
) -> int:
    """Draw words in one line, cut where it ends; give the width they take."""
    font = now.font(factor, bold=bold)
    painter.setFont(font)
    painter.setPen(now.colour(colour))
    cut = QFontMetrics(font).elidedText(words, _CUT, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    return QFontMetrics(font).horizontalAdvance(cut)
