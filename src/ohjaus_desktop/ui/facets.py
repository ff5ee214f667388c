"""The left pane: what may be narrowed down, and how many services each choice leaves.

One flat list, because screen readers do not read Qt's trees on Tab. Two levels of needs are shown
by indent and spoken in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ohjaus_desktop.guidance.answer import Answer, Facet
from ohjaus_desktop.texts import Translator, current, mark, plural, text
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.style import look

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
WAYS = {
    "home": (mark("comes home"), "house"),
    "remote": (mark("by phone or video"), "phone"),
    "open_now": (mark("open now"), "clock"),
    "free": (mark("free of charge"), "coin"),
}
"""How help comes: fields of the question that are true or not, each with its message and picture."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pane.

    kind: heading, need, activity, way or barrier; id: of the need, activity or barrier, or the way's
    field of the question. count: what it leaves; a barrier leaves everything. indent: 0 or 1. chosen:
    it is in force; taken back by choosing it again. about: one sentence more for whoever asks.
    """

    kind: str
    id: str
    name: str
    count: int = 0
    indent: int = 0
    chosen: bool = False
    icon: str = ""
    about: str = ""

    def sentence(self) -> str:
        """The line for a screen reader."""
        if self.kind == "heading":
            return self.name
        words = [self.name]
        if self.kind != "barrier":
            words.append(plural("{number} service", "{number} services", self.count))
        if self.chosen:
            words.append(text("chosen"))
        return ", ".join(words)


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


class FacetDelegate(QStyledItemDelegate):
    """Paints one line: picture or tick box, name, count."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line is as high as what is pressed must be; a barrier wraps."""
        now = look()
        line: Line = index.data(LINE_ROLE)
        height = QFontMetrics(now.font()).height() + now.px(10)
        if line.kind == "heading":
            return QSize(now.px(80), height + now.px(8))
        if line.kind == "barrier":
            room = QRect(0, 0, self._view.viewport().width() - now.px(50), 10_000)
            metrics = QFontMetrics(now.font(bold=line.chosen))
            height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, line.name).height() + now.px(10)
        return QSize(now.px(80), max(height, now.hit))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        now = look()
        line: Line = index.data(LINE_ROLE)
        box: QRect = option.rect.adjusted(now.px(4), 1, -now.px(4), -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind == "heading":
            painter.setFont(now.font(0.86, bold=True))
            painter.setPen(now.colour("muted"))
            painter.drawText(
                box.adjusted(now.px(8), 0, 0, -now.px(4)),
                Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
                line.name,
            )
        else:
            self._ground(painter, box, state, chosen=line.chosen)
            self._line(painter, box.adjusted(now.px(8), 0, -now.px(8), 0), line)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, chosen: bool) -> None:
        now = look()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft" if chosen else "raised"))
            painter.drawRoundedRect(box, now.px(6), now.px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(6), now.px(6))

    def _line(self, painter: QPainter, box: QRect, line: Line) -> None:
        now = look()
        size = now.px(18)
        left = box.left() + line.indent * now.px(26)
        top = box.top() + (box.height() - size) // 2
        ticked = line.kind in ("way", "barrier")
        if ticked:
            self._tick(painter, QRect(left, top, size, size), chosen=line.chosen)
        elif line.icon and not line.indent:
            painter.drawPixmap(
                left, top, pixmap(line.icon, size=18, colour="accent" if line.chosen else "muted")
            )
        if line.icon or ticked:
            left += 0 if line.indent else now.px(26)
        font = now.font(bold=line.chosen)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        count = "" if line.kind == "barrier" else str(line.count)
        wide = metrics.horizontalAdvance(count) + now.px(8)
        painter.setPen(now.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setPen(now.colour("accent" if line.chosen else "text"))
        room = QRect(left, box.top(), box.right() - wide - left, box.height())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if line.kind == "barrier":
            room.setRight(box.right())
            painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, line.name)
            return
        words = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, words)

    def _tick(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        now = look()
        painter.setPen(QPen(now.colour("primary" if chosen else "field_line"), now.px(1.5)))
        painter.setBrush(now.colour("primary" if chosen else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), now.px(4), now.px(4))
        if chosen:
            painter.drawPixmap(
                box.left() + now.px(2), box.top() + now.px(2), pixmap("check", size=14, colour="on_primary")
            )
