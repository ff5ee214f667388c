"""What was told to publishers, listed with a way to copy it again or to forget it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import icon_button, spaced
from ohjaus_desktop.ui.words import Words


@dataclass(frozen=True, slots=True)
class Reported:
    """One report. when: "ilmoitettu 21.11.2026"; words: the whole text that was told."""

    number: int
    name: str
    when: str
    words: str


def reported(report: Reported, drop: Callable[[int], object]) -> QWidget:
    """A line for one report. drop: forgets it, by its number."""
    made = QWidget()
    row = spaced(QHBoxLayout(made), gap=4)
    column = spaced(QVBoxLayout(), gap=0)
    column.addWidget(Words(report.name, bold=True))
    column.addWidget(Words(report.when, tone="muted", size=0.93))
    row.addLayout(column, 1)
    copy = icon_button("copy", text("Copy the report: {name}", name=report.name))
    copy.clicked.connect(lambda: QApplication.clipboard().setText(report.words))
    gone = icon_button("close", text("Delete the report: {name}", name=report.name))
    gone.clicked.connect(lambda: drop(report.number))
    row.addWidget(copy)
    row.addWidget(gone)
    return made
