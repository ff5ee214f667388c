"""Many pictures on few sheets, each with its name, so that a person can look at them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

SHEET_WIDTH = 2400
CAPTION, GAP = 30, 16


@dataclass(frozen=True, slots=True)
class Shot:
    """One saved picture and what it shows."""

    file: Path
    caption: str


def save_sheets(shots: Sequence[Shot], folder: Path, name: str, *, columns: int, rows: int) -> list[Path]:
    """Lay the pictures out, ``columns`` × ``rows`` a sheet; gives the files."""
    made = []
    for first in range(0, len(shots), columns * rows):
        file = folder / f"{name}-{first // (columns * rows) + 1}.png"
        _sheet(shots[first : first + columns * rows], columns).save(str(file))
        made.append(file)
    return made


def _sheet(shots: Sequence[Shot], columns: int) -> QImage:
    width = (SHEET_WIDTH - (columns + 1) * GAP) // columns
    smooth = Qt.TransformationMode.SmoothTransformation
    images = [QImage(str(shot.file)).scaledToWidth(width, smooth) for shot in shots]
    lines = [images[first : first + columns] for first in range(0, len(images), columns)]
    heights = [max(image.height() for image in line) for line in lines]
    sheet = QImage(SHEET_WIDTH, sum(heights) + len(lines) * (CAPTION + GAP) + GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#d0d0d0"))
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(18)
    painter.setFont(font)
    y = GAP
    for at, line in enumerate(lines):
        for column, image in enumerate(line):
            x = GAP + column * (width + GAP)
            painter.drawText(
                QRect(x, y, width, CAPTION),
                Qt.AlignmentFlag.AlignVCenter,
                shots[at * columns + column].caption,
            )
            painter.drawImage(x, y + CAPTION, image)
        y += heights[at] + CAPTION + GAP
    painter.end()
    return sheet
