"""Puuttuvat palvelut: what was recorded in half a year, as far as numbers may tell it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.daybook.unmet.told import Part, Told, ToldTopic
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Choice, Press, RowButton, Words, rule

WIDEST = 860
"""Lines stay readable: no wider than this, in design pixels."""
LABELS = 120
"""So wide the names of the short lists stand, in design pixels: the lists of all topics line up."""


class OverviewView(PassingView):
    """One half-year at a time; print and table hold the same numbers."""

    half_wanted = Signal(str)  # id of a half-year
    print_wanted = Signal()
    table_wanted = Signal()
    service_wanted = Signal(str)

    def __init__(self, halves: Sequence[tuple[str, str]]) -> None:
        """halves: id and name, the one to begin with first."""
        super().__init__()
        self._halves = halves
        self._scroll = Column(widest=WIDEST)
        self._scroll.setAccessibleName(text("Unmet needs"))
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)

    def open(self) -> None:
        """Remember where the focus was."""
        self.note_focus()

    def focus_first(self) -> None:
        """The arrows scroll at once."""
        self._scroll.setFocus()

    def show_told(self, half: str, told: Told) -> None:
        """Show this half-year."""
        column = self._scroll.begin(gap=12)
        column.addLayout(self._head(told.title))
        if len(self._halves) > 1:
            column.addWidget(self._choices(half))
        column.addWidget(Words(_begun(f"{told.period}: {told.total}"), bold=True, size=1.1))
        if told.topics:
            column.addWidget(self._ways_out())
        else:
            words = text(
                "Nothing has been recorded. {key} records what was not found.", key=keys.shown("unmet")
            )
            column.addWidget(Words(words, tone="muted"))
        for topic in told.topics:
            column.addWidget(rule())
            column.addWidget(self._topic(topic))
        if told.rest:
            column.addWidget(rule())
            column.addWidget(Words(text("All together"), bold=True))
            column.addLayout(_parts(told.rest))
        column.addWidget(_rules(told.rules))
        column.addStretch(1)
        self._scroll.present()
        self._scroll.setFocus()

    def _head(self, title: str) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(title, size=1.25, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _choices(self, half: str) -> QWidget:
        self._group = QButtonGroup(self)
        self.choices = {}
        for id_, name in self._halves:
            button = self.choices[id_] = Choice(_begun(name))
            button.setChecked(id_ == half)
            button.clicked.connect(lambda _checked, id_=id_: self.half_wanted.emit(id_))
            self._group.addButton(button)
        return flow_row(*self.choices.values(), spacing=4)

    def _ways_out(self) -> QWidget:
        self.print = Press(text("Print"), picture="print")
        self.print.clicked.connect(self.print_wanted)
        self.table = Press(text("Save as a table"), picture="paper")
        self.table.clicked.connect(self.table_wanted)
        return flow_row(self.print, self.table)

    def _topic(self, topic: ToldTopic) -> QWidget:
        shown = QWidget()
        column = spaced(QVBoxLayout(shown), gap=8)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(Words(topic.name, bold=True, size=1.1), 1)
        number = Words(topic.number, bold=True, size=1.1, tone="" if topic.parts else "muted")
        number.setWordWrap(False)
        head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if topic.parts:
            column.addLayout(_parts(topic.parts))
        for sentence, service in topic.came:
            came = RowButton(sentence, picture="add")
            came.clicked.connect(lambda _checked, id_=service: self.service_wanted.emit(id_))
            column.addWidget(came)
        return shown


def _begun(words: str) -> str:
    """With a capital, as a line of its own begins: months have none in Finnish and Swedish."""
    return words[:1].upper() + words[1:]


def _parts(parts: Sequence[Part]) -> QGridLayout:
    """Short lists, one below the other: heading, names, numbers."""
    grid = spaced(QGridLayout(), gap=6)
    grid.setColumnMinimumWidth(0, look().px(LABELS))
    grid.setColumnStretch(1, 1)
    row = 0
    for part in parts:
        grid.addWidget(Words(part.heading, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        for name, number in part.rows:
            words = Words(name)
            words.setAccessibleName(f"{part.heading}: {name}, {number}")
            grid.addWidget(words, row, 1)
            count = Words(number, tone="" if number.isdecimal() else "muted")
            count.setWordWrap(False)
            grid.addWidget(count, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row += 1
    return grid


def _rules(rules: Sequence[str]) -> QWidget:
    band = card("band", tone="info")
    row = spaced(QHBoxLayout(band), margin=12)
    row.addWidget(picture("shield", colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(" ".join(rules)), 1)
    return band
