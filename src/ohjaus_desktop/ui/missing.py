"""What stands above the list where nothing suits: every way that still leads on, one click each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, Words


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. words: on the button; picture: beside them; question: what is asked instead."""

    words: str
    picture: str
    question: Question


@dataclass(frozen=True, slots=True)
class Ways:
    """What the card shows.

    title: what is missing, "" where there are results and this is only said quietly. groups: a
    heading and its ways, in order; advice: what to do where there are none.
    """

    title: str
    groups: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    advice: str = ""


class MissingCard(QWidget):
    """The ways on; the last of them says that nothing suitable was found."""

    instead = Signal(object)  # Question: to ask this instead
    pictures_wanted = Signal()  # to choose the need from the pictures
    unmet_wanted = Signal()  # to record that nothing suitable was found

    def __init__(self, ways: Ways, *, offers_unmet: bool) -> None:
        super().__init__()
        frame = card("band", tone="info") if ways.title else QWidget()
        spaced(QVBoxLayout(self)).addWidget(frame)
        column = spaced(QVBoxLayout(frame), margin=12 if ways.title else 0, gap=6)
        if ways.title:
            column.addWidget(Words(ways.title, bold=True))
        for heading, some in ways.groups:
            column.addWidget(Words(heading, tone="muted"))
            column.addWidget(flow_row(*(self._press(way) for way in some), spacing=6))
        if ways.advice:
            column.addWidget(Words(ways.advice))
        if ways.title:
            column.addWidget(flow_row(*self._last(offers_unmet), spacing=6))

    def _press(self, way: Way) -> QWidget:
        made = Press(way.words, picture=way.picture, kind="chip")
        made.clicked.connect(lambda: self.instead.emit(way.question))
        return made

    def _last(self, offers_unmet: bool) -> Sequence[QWidget]:
        choose = Press(text("Choose the need from the pictures"), picture="need", kind="quiet")
        choose.clicked.connect(self.pictures_wanted)
        if not offers_unmet:
            return (choose,)
        unmet = Press(text("No suitable service was found"), picture="edit", kind="quiet")
        unmet.clicked.connect(self.unmet_wanted)
        return choose, unmet
