"""What stands above the list where little or nothing suits: every way that still leads on, one click each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, Words, hint


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. words: on the button; spoken: in full; picture: beside; question: asked instead."""

    words: str
    spoken: str
    picture: str
    question: Question


@dataclass(frozen=True, slots=True)
class Ways:
    """What the card shows.

    groups: a heading and its ways, in order. spoken: all of it for a screen reader. title: what is
    wrong with the services that were found, "" where none were. quiet: enough was found; this is
    only said beside it.
    """

    groups: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    spoken: str = ""
    title: str = ""
    quiet: bool = False


class MissingCard(QWidget):
    """The ways on; the last of them says that nothing suitable was found."""

    instead = Signal(object)  # Question: to ask this instead
    pictures_wanted = Signal()  # to choose the need from the pictures
    unmet_wanted = Signal()  # to record that nothing suitable was found

    def __init__(self, ways: Ways, *, offers_pictures: bool = True, offers_unmet: bool = False) -> None:
        super().__init__()
        self._ways = ways
        frame = QWidget() if ways.quiet else card("band", tone="info")
        spaced(QVBoxLayout(self)).addWidget(frame)
        column = spaced(QVBoxLayout(frame), margin=0 if ways.quiet else 8, gap=4)
        if ways.title:
            column.addWidget(Words(ways.title, bold=True))
        for heading, some in ways.groups:
            # The heading stands in the same breaking row: on a small screen every line counts.
            label = Words(f"{heading}:", tone="muted")
            label.setWordWrap(False)
            column.addWidget(flow_row(label, *(self._press(way) for way in some), spacing=6))
        last = [] if ways.quiet else self._last(offers_pictures, offers_unmet)
        if last:
            column.addWidget(flow_row(*last, spacing=6))
        frame.setAccessibleName(ways.spoken)

    def take_first(self) -> bool:
        """Go the first way, which is the likeliest; False when there is none."""
        first = next((way for _, some in self._ways.groups for way in some), None)
        if first is not None:
            self.instead.emit(first.question)
        return first is not None

    def _press(self, way: Way) -> QWidget:
        made = Press(way.words, picture=way.picture, kind="chip")
        made.setAccessibleName(way.spoken)
        is_first = way is self._ways.groups[0][1][0]
        made.setToolTip(hint(f"{way.spoken} ({keys.shown('way_on')})" if is_first else way.spoken))
        made.clicked.connect(lambda: self.instead.emit(way.question))
        return made

    def _last(self, pictures: bool, unmet: bool) -> list[QWidget]:
        made: list[QWidget] = []
        if pictures:
            choose = Press(text("Choose the need from the pictures"), picture="tiles", kind="quiet")
            choose.clicked.connect(self.pictures_wanted)
            made.append(choose)
        if unmet:
            record = Press(text("Record the unmet need"), picture="paper", kind="quiet", key="unmet")
            record.clicked.connect(self.unmet_wanted)
            made.append(record)
        return made
