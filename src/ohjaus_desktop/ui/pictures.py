"""Small pictures drawn from our own SVG files, in whatever colour the place asks for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ohjaus_desktop import paths
from ohjaus_desktop.ui.style import look

FALLBACK = "need"
"""Shown for a picture that a newer catalogue names and this program does not have."""


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    file = paths.resource("icons", f"{name}.svg")
    # The name may come from the central file: only a plain file name is looked up.
    if not name.replace("_", "").isalnum() or not file.is_file():
        file = paths.resource("icons", f"{FALLBACK}.svg")
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def pixmap(name: str, *, size: float = 20, colour: str = "text") -> QPixmap:
    """The picture at ``size`` design pixels in a colour of the palette in use."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _drawn(name, QColor(getattr(look().colours, colour)).name(), look().px(size), ratio)


def icon(name: str, *, size: float = 20, colour: str = "text") -> QIcon:
    """The same for a button; greyed where the button is disabled."""
    made = QIcon(pixmap(name, size=size, colour=colour))
    made.addPixmap(pixmap(name, size=size, colour="placeholder"), QIcon.Mode.Disabled)
    return made
