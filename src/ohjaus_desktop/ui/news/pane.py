"""One change in full: what stood there, and what stands there now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.differences import Difference
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.news.words import InFull
from ohjaus_desktop.ui.words import Badge, Press, Words, rule


class ChangePane(QWidget):
    """Old and new under each other, field by field."""

    service_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: InFull | None = None
        self._scroll = Column()
        self._scroll.setAccessibleName(text("The change"))
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self)).addWidget(frame)
        self.show_change(None, back=False)

    def show_change(self, change: InFull | None, *, back: bool, hint: bool = True) -> None:
        """Show this. back: a way back to the list stands on top; hint: there is something to choose."""
        self.shown = change
        column = self._scroll.begin()
        if back:
            button = Press(text("Back to the list"), picture="back", kind="quiet")
            button.clicked.connect(self.back_wanted)
            column.addWidget(flow_row(button))
        if change is not None:
            self._fill(column, change)
        elif hint:
            column.addWidget(Words(text("Choose a change from the list."), tone="muted"))
        column.addStretch(1)
        self._scroll.present()

    def _fill(self, column: QVBoxLayout, change: InFull) -> None:
        column.addWidget(Words(change.name, size=1.3, bold=True, selectable=True))
        column.addWidget(Words(change.provider, tone="muted"))
        column.addWidget(flow_row(*(Badge(words, tone) for tone, words in change.badges)))
        for difference in change.told:
            column.addWidget(rule())
            column.addWidget(_told(difference))
        if change.whole:
            column.addWidget(rule())
            for label, words in change.whole:
                fact = spaced(QVBoxLayout(), gap=0)
                fact.addWidget(Words(label, tone="muted", size=0.93))
                fact.addWidget(Words(words, selectable=True))
                column.addLayout(fact)
        elif not change.told:
            column.addWidget(Words(text("Only background facts changed; nothing that a client meets.")))
        if change.service_id:
            show = Press(text("Open the service"), picture="next")
            show.clicked.connect(lambda: self.service_wanted.emit(change.service_id))
            column.addWidget(flow_row(show))


def _told(difference: Difference) -> QWidget:
    made = QWidget()
    grid = spaced(QGridLayout(made), gap=4)
    grid.setColumnStretch(1, 1)
    about = difference.label
    if difference.kind == "moved_number":
        moved = text("the number has changed")
        about = f"{about} · {moved}"
        sign = picture("warning", size=16, colour="warning")
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignLeft)
    grid.addWidget(Words(about, bold=True, size=0.93), 0, 1)
    for row, (when, words, tone) in enumerate(
        (
            (text("before"), difference.before or text("nothing was told"), "muted"),
            (text("now"), difference.after or text("nothing is told any more"), ""),
        ),
        start=1,
    ):
        label = Words(when, tone="muted", size=0.88)
        label.setWordWrap(False)
        told = Words(words, tone=tone, selectable=True)
        told.setAccessibleName(f"{difference.label}, {when}: {words}")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, row, 1)
    return made
