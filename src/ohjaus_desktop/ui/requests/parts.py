"""Parts of a request on the screen: a number, labels with their words, a band."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import card, icon_button, picture, spaced
from ohjaus_desktop.ui.words import Words

SMALL = 0.93


def pairs(told: Sequence[tuple[str, str]]) -> QWidget:
    """Labels on the left, words on the right; both wrap."""
    part = QWidget()
    grid = spaced(QGridLayout(part), gap=6)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 7)
    for row, (about, words) in enumerate(told):
        grid.addWidget(Words(about, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(words, selectable=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return part


def number(shown: str, about: str, copied: Callable[[], object], *, size: float) -> QWidget:
    """A telephone number in one line, so many times body text, whose it is, and a button that copies it."""
    part = QWidget()
    row = spaced(QHBoxLayout(part), gap=8)
    row.addWidget(picture("phone", colour="accent"))
    digits = Words(shown, bold=True, size=size, selectable=True)
    digits.setWordWrap(False)
    row.addWidget(digits)
    row.addWidget(Words(about, tone="muted", size=SMALL), 1)
    copy = icon_button("copy", text("Copy the number {number}", number=shown))
    copy.clicked.connect(lambda _checked: copied())
    row.addWidget(copy)
    return part


def band(tone: str, lines: Sequence[str], *, image: str = "", bold: bool = False) -> QWidget:
    """A few words on a ground of their own, with a picture that says the same."""
    band = card("band", tone=tone)
    row = spaced(QHBoxLayout(band), margin=10, gap=8)
    colour = {"info": "accent", "closed": "muted"}.get(tone, tone)
    image = image or {"info": "info"}.get(tone, "warning")
    row.addWidget(picture(image, colour=colour), 0, Qt.AlignmentFlag.AlignTop)
    for line in lines:
        row.addWidget(Words(line, bold=bold), 1)
    return band
