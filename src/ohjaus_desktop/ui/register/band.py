"""The amber band that stays until the recovery code has been saved and typed back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import picture, restyle, spaced
from ohjaus_desktop.ui.words import Press, Words


class CodeBand(QFrame):
    """Above the pages; one button leads to the code."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        restyle(self, kind="band")
        words = text("The recovery code of the client data has not been saved yet.")
        self.setAccessibleName(words)
        row = spaced(QHBoxLayout(self), margin=6, gap=8)
        row.addSpacing(row.spacing())
        row.addWidget(picture("warning", size=20, colour="warning"))
        row.addWidget(Words(words), 1)
        self.button = Press(text("Show the recovery code"), picture="key")
        self.button.clicked.connect(self.wanted)
        row.addWidget(self.button)
