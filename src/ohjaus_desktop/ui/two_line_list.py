"""A flat list with two lines a row, one full sentence for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.row_ground import draw_ground
from ohjaus_desktop.ui.style import look

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SMALL = 0.93

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows: a name, below it some facts, and a few words at its right end.

    picture, tone: its own sign in place of the list's; the facts say the same in words.
    """

    id: str
    name: str
    facts: str
    aside: str = ""
    picture: str = ""
    tone: str = "muted"

    @property
    def sentence(self) -> str:
        """The whole row for a screen reader."""
        return ", ".join(part for part in (self.name, self.facts, self.aside) if part)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: row.name,
            Qt.ItemDataRole.AccessibleTextRole: row.sentence,
            ROW_ROLE: row,
        }.get(role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, picture: str) -> None:
        super().__init__(view)
        self._picture = picture

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        now = look()
        height = QFontMetrics(now.font(bold=True)).height() + QFontMetrics(now.font(SMALL)).height()
        return QSize(now.px(120), max(height + now.px(22), now.hit))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        now = look()
        state, whole = option.state, option.rect
        frame: QRect = whole.adjusted(now.px(4), now.px(2), -now.px(4), -now.px(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            draw_ground(painter, frame, chosen=chosen, focused=focused)
        inner = frame.adjusted(now.px(12), now.px(7), -now.px(12), -now.px(7))
        size = now.px(20)
        sign = pixmap(row.picture or self._picture, size=20, colour=row.tone)
        painter.drawPixmap(inner.left(), inner.top() + now.px(1), sign)
        inner.setLeft(inner.left() + size + now.px(10))
        metrics, small = QFontMetrics(now.font(bold=True)), QFontMetrics(now.font(SMALL))
        first = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        aside = small.horizontalAdvance(row.aside)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(now.font(SMALL))
        painter.setPen(now.colour("muted"))
        painter.drawText(first, right, row.aside)
        second = QRect(inner.left(), first.bottom() + now.px(4), inner.width(), small.height())
        elided = Qt.TextElideMode.ElideRight
        painter.drawText(second, 0, small.elidedText(row.facts, elided, second.width()))
        painter.setFont(now.font(bold=True))
        painter.setPen(now.colour("text"))
        room = first.width() - aside - now.px(12)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(row.name, elided, room))
        painter.restore()


class TwoLineList(QListView):
    """Browse with the arrows; a click or Enter opens."""

    current_changed = Signal(str)  # id of the row
    opened = Signal(str)  # by Enter or a click

    def __init__(self, name: str, *, picture: str) -> None:
        """name: for a screen reader; picture: at the left of every row."""
        super().__init__()
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, picture))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(index.data(ROW_ROLE).id))
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE).id))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these; the one that was chosen stays chosen if it is still there."""
        before = self.current()
        self._model.show(rows)
        if before is not None:
            self.choose(before)

    def current(self) -> str | None:
        """The id of the chosen row."""
        index = self.currentIndex()
        return index.data(ROW_ROLE).id if index.isValid() else None

    def rows(self) -> list[Row]:
        """What is listed."""
        return [self._model.index(row).data(ROW_ROLE) for row in range(self._model.rowCount())]

    def choose(self, id_: str) -> None:
        """Choose a row by its id, if it is listed."""
        for row in range(self._model.rowCount()):
            if self._model.index(row).data(ROW_ROLE).id == id_:
                self.choose_row(row)

    def choose_row(self, row: int) -> None:
        """Choose a row (from 0) and bring it into sight."""
        self.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1))))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.current_changed.emit(index.data(ROW_ROLE).id)
