"""What a row of a list stands on while it is chosen or under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from ohjaus_desktop.ui.style import look


def draw_ground(painter: QPainter, frame: QRect, *, chosen: bool, focused: bool) -> None:
    """A soft ground; the chosen row also has a bar, with the focus a frame: never colour alone."""
    now = look()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("accent_soft" if chosen else "raised"))
    painter.drawRoundedRect(frame, now.px(8), now.px(8))
    if not chosen:
        return
    painter.setBrush(now.colour("primary"))
    bar = QRect(frame.left(), frame.top() + now.px(8), now.px(4), frame.height() - now.px(16))
    painter.drawRoundedRect(bar, now.px(2), now.px(2))
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.colour("focus"), 2))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), now.px(8), now.px(8))
