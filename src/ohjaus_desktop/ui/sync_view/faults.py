"""The records of the installed file that could not be used as they are, to be searched through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.catalogue.problems import Problem
from ohjaus_desktop.texts import Translator, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.sided_field import SidedField
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.sync_view.words import KINDS
from ohjaus_desktop.ui.two_line_list import Row, TwoLineList
from ohjaus_desktop.ui.words import Words

FEW = 6
"""So many are seen at once, and need no search."""
_ROW = 58  # design pixels


def row(problem: Problem, say: Translator) -> Row:
    """A problem as a row: the record and why. Its place in the file is for who publishes it."""
    return Row(
        id=problem.path,
        name=problem.name or problem.id or problem.path,
        facts=problem.sentence(say),
        aside=say(KINDS[problem.kind]),
    )


class FaultList(QWidget):
    """As high as its few rows; many scroll and can be searched."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows
        column = spaced(QVBoxLayout(self), gap=4)
        self.search = SidedField("search")
        self.search.setPlaceholderText(text("Name, reason or place in the file"))
        self.search.setAccessibleName(text("Search among the faults"))
        self.search.textChanged.connect(self._narrow)
        self.list = TwoLineList(text("Records with faults"), picture="warning")
        self.list.setFixedHeight(look().px(_ROW * min(len(rows), FEW) + 8))
        self.whole = Words(tone="muted", selectable=True)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.whole)
        if len(rows) <= FEW:
            self.search.hide()
        self.whole.hide()
        self.list.show_rows(rows)
        self.list.current_changed.connect(self._tell)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        left = [one for one in self._rows if all(word in _told(one).casefold() for word in wanted)]
        self.list.show_rows(left)
        announce(self.search, str(len(left)))

    def _tell(self, id_: str) -> None:
        """The whole row, and its place in the file: a long reason is cut in the list."""
        chosen = next((one for one in self._rows if one.id == id_), None)
        if chosen is not None:
            self.whole.say(_told(chosen))


def _told(row: Row) -> str:
    return f"{row.sentence} ({row.id})"
