"""The left pane: what may be narrowed down, and how many services each choice leaves.

One flat list, because screen readers do not read Qt's trees on Tab. Two levels of needs are shown
by indent and spoken in words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from ohjaus_desktop.guidance.answer import Answer, Facet
from ohjaus_desktop.texts import Translator, current, mark, text
from ohjaus_desktop.ui.facet_line import LINE_ROLE, FacetDelegate, Line

Index = QModelIndex | QPersistentModelIndex
WAYS = {
    "home": (mark("comes home"), "house"),
    "remote": (mark("by phone or video"), "phone"),
    "open_now": (mark("open now"), "clock"),
    "free": (mark("free of charge"), "coin"),
}
"""How help comes: fields of the question that are true or not, each with its message and picture."""


def lines(answer: Answer, say: Translator) -> tuple[Line, ...]:
    """The pane for an answer: needs (the open group's too), activities, ways."""
    needs = _needs(answer, say)
    made = [Line("heading", "", say("NEED")), *needs] if needs else []
    activities = [facet for facet in answer.activities if facet.count or facet.id == answer.question.activity]
    if activities:
        made.append(Line("heading", "", say("KIND OF HELP")))
        made += [
            Line("activity", f.id, say.name(f.name), f.count, chosen=f.id == answer.question.activity)
            for f in activities
        ]
    made.append(Line("heading", "", say("HOW")))
    asked, counts = answer.question, answer.ways
    made += [
        Line("way", field, say(words), counts.get(field, 0), 0, bool(getattr(asked, field)), image)
        for field, (words, image) in WAYS.items()
    ]
    return tuple(made)


def _needs(answer: Answer, say: Translator) -> list[Line]:
    chosen = answer.question.need
    parents = {facet.id: facet.parent for facet in answer.needs}
    opened = parents.get(chosen) or chosen if chosen else None
    groups = [f for f in answer.needs if f.parent is None and (f.count or f.id == opened)]
    made = []
    for group in groups:
        made.append(_need(group, 0, chosen, say))
        if group.id == opened:
            made += [
                _need(need, 1, chosen, say)
                for need in answer.needs
                if need.parent == group.id and (need.count or need.id == chosen)
            ]
    return made


def _need(facet: Facet, indent: int, chosen: str | None, say: Translator) -> Line:
    return Line(
        "need", facet.id, say.name(facet.name), facet.count, indent, facet.id == chosen, facet.icon or ""
    )


_SAID: dict[int, Callable[[Line], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda line: line.name,
    Qt.ItemDataRole.AccessibleTextRole: Line.sentence,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda line: line.about,
    Qt.ItemDataRole.ToolTipRole: lambda line: line.about or line.sentence(),
}


class FacetModel(QAbstractListModel):
    """The lines of the pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Put other lines in place; counts alone change without a reset, so the cursor stays."""
        same = [(x.kind, x.id) for x in lines] == [(x.kind, x.id) for x in self._lines]
        if not same:
            self.beginResetModel()
        self._lines = lines
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def line(self, at: int) -> Line:
        """The line at this place. Raises IndexError."""
        return self._lines[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines there are, headings too."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be read but not chosen."""
        if index.isValid() and self._lines[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name to the eye, a sentence to a screen reader, the line to the painter."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        told = _SAID.get(role)
        return told(line) if told is not None else None


class LineList(QListView):
    """Choices under each other; a click, Enter or Space takes one or takes it back."""

    picked = Signal(str, str, bool)  # kind, id, now chosen

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: what may be chosen here, for a screen reader."""
        super().__init__(parent)
        self.lines = FacetModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(FacetDelegate(self))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._pick)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these; the keyboard stays on the line where it is, or on the one that took its place."""
        row = self.currentIndex().row()
        at = self.lines.line(row) if row >= 0 else None
        self.lines.show(lines)
        if at is not None and lines and not self.currentIndex().isValid():
            places = {(line.kind, line.id): place for place, line in enumerate(lines)}
            self.setCurrentIndex(self.lines.index(places.get((at.kind, at.id), min(row, len(lines) - 1))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; everything else is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid() and (line := self.lines.line(index.row())).kind != "heading":
            self.picked.emit(line.kind, line.id, not line.chosen)


class FacetPane(LineList):
    """What may be narrowed down, with counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("Narrow down"), parent)

    def show_answer(self, answer: Answer) -> None:
        """Show what this answer can be narrowed down by."""
        self.show_lines(lines(answer, current()))
