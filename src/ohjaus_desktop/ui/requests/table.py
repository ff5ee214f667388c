"""The list of requests on the screen: two lines a row, the chosen one unmistakable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ohjaus_desktop.register.model import Row
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.requests.model import CELL_ROLE, ROW_ROLE, Cell, Column, Index, RequestsModel
from ohjaus_desktop.ui.style import look

SMALL = 0.9
LETTERS = {Column.DUE: 15, Column.CLIENT: 20, Column.SERVICE: 22, Column.STATE: 25, Column.MADE: 13}
TIGHT = {Column.DUE: 14, Column.CLIENT: 17, Column.SERVICE: 17, Column.STATE: 23}
FOLDED = {Column.CLIENT: 15, Column.SERVICE: 15, Column.STATE: 22}
"""Average letters that each column needs; TIGHT where that is more than there is, without the day
on which it was made; FOLDED where there is still less, and what is due stands below the state. The
service takes most of what is left over, the client the rest."""


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QTableView, rows: RequestsModel) -> None:
        super().__init__(view)
        self._rows = rows
        self._faces: dict[tuple[float, bool], tuple[QFont, QFontMetrics]] = {}

    def forget_faces(self) -> None:
        """Another font is in use."""
        self._faces.clear()

    def _face(self, size: float = 1.0, *, bold: bool = False) -> tuple[QFont, QFontMetrics]:
        """A font with its measures, made once and not for every cell."""
        if (size, bold) not in self._faces:
            font = look().font(size, bold=bold)
            self._faces[size, bold] = font, QFontMetrics(font)
        return self._faces[size, bold]

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        now = look()
        height = self._face()[1].height() + self._face(SMALL)[1].height()
        return QSize(now.px(60), height + now.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame: QRect = option.rect
        self._ground(painter, option, index)
        now = look()
        inner = frame.adjusted(now.px(10), now.px(6), -now.px(6), -now.px(6))
        first, second = self._face(bold=cell.bold)[1], self._face(SMALL)[1]
        top = inner.top() + (0 if cell.second else (inner.height() - first.height()) // 2)
        left = inner.left()
        if cell.picture:
            side = now.px(16)
            mark = pixmap(cell.picture, size=16, colour=cell.tone or "muted")
            painter.drawPixmap(left, top + (first.height() - side) // 2, mark)
            left += side + now.px(6)
        line = QRect(left, top, inner.right() - left, first.height())
        self._write(painter, line, cell.first, tone=cell.tone or "text", bold=cell.bold, size=1.0)
        below = QRect(left, line.bottom() + now.px(3), line.width(), second.height())
        self._write(painter, below, cell.second, tone=cell.second_tone, bold=False, size=SMALL)
        painter.restore()

    def _write(
        self, painter: QPainter, line: QRect, words: str, *, tone: str, bold: bool, size: float
    ) -> None:
        if not words:
            return
        font, metrics = self._face(size, bold=bold)
        painter.setFont(font)
        painter.setPen(look().colour(tone))
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Across the cells of a row: a soft ground; the chosen row also has a bar, with the focus lines."""
        now, frame = look(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(frame, now.colour("accent_soft"))
        painter.setPen(now.colour("line"))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        if not chosen:
            return
        if index.column() == self._rows.lead:
            bar = QRect(frame.left(), frame.top(), now.px(4), frame.height())
            painter.fillRect(bar, now.colour("primary"))
        view = option.widget
        if view is not None and view.hasFocus():
            painter.setPen(QPen(now.colour("focus"), 2))
            painter.drawLine(frame.left(), frame.top() + 1, frame.right(), frame.top() + 1)
            painter.drawLine(frame.left(), frame.bottom(), frame.right(), frame.bottom())


class RequestsTable(QTableView):
    """Browse with the arrows; a click or Enter opens. Digits are left to the page: they are outcomes."""

    current_changed = Signal(object)  # Row
    opened = Signal(object)  # Row, by Enter or a click

    def __init__(self) -> None:
        super().__init__()
        self.rows = RequestsModel()
        self.setModel(self.rows)
        self._delegate = _Delegate(self, self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(text("Contact requests"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._heads()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    def _heads(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(
            self._delegate.sizeHint(QStyleOptionViewItem(), self.rows.index(0, 0)).height()
        )
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(look().px(40))
        head.setSectionsClickable(True)
        head.setAccessibleName(text("Order of the list"))
        head.setSortIndicator(int(Column.DUE), Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def show_rows(self, rows: Sequence[Row], today: date) -> None:
        """List these; the one that was chosen stays chosen if it is still there."""
        before, scrolled = self.current(), self.verticalScrollBar().value()
        self.rows.show(rows, today)
        if before is not None and self.current() is None:
            self.choose(before.recipient_id, quietly=True)
            self.verticalScrollBar().setValue(scrolled)

    def current(self) -> Row | None:
        """The chosen row."""
        index = self.currentIndex()
        row: Row | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    def choose(self, recipient_id: str, *, quietly: bool = False) -> bool:
        """Choose a recipient's row, if it is listed. quietly: nobody is told; it was chosen before."""
        at = self.rows.row_of(recipient_id)
        if at is None:
            return False
        told = self.selectionModel().blockSignals(quietly)
        self.choose_row(at)
        self.selectionModel().blockSignals(told)
        self.viewport().update()
        return True

    def choose_row(self, row: int) -> None:
        """Choose a row (from 0) and bring it into sight."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self.rows.index(max(0, min(row, last)), self.rows.lead)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Up or down from the chosen row, from anywhere."""
        index = self.currentIndex()
        self.choose_row(index.row() + by if index.isValid() else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows up and down, Home, End, Page Up and Down, Enter; all other keys are the page's."""
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(1, self.viewport().height() // max(1, self.rowHeight(0)) - 1)
            self.step(page if event.key() == Qt.Key.Key_PageDown else -page)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Client and service take what the others leave; the day it was made on goes first."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.forget_faces()
            self._share()

    def _share(self) -> None:
        letter = QFontMetrics(look().font()).averageCharWidth()
        room = self.viewport().width()
        fitting = next((some for some in (LETTERS, TIGHT) if sum(some.values()) * letter <= room), FOLDED)
        self.rows.fold(fitting is FOLDED)
        left_over = max(0, room - sum(fitting.values()) * letter)
        extra = {Column.CLIENT: left_over // 3, Column.SERVICE: left_over - left_over // 3}
        for column in Column:
            self.setColumnHidden(column, column not in fitting)
            self.setColumnWidth(column, fitting.get(column, 0) * letter + extra.get(column, 0))

    def _moved(self, index: Index, _before: Index) -> None:
        if index.isValid():
            self.current_changed.emit(index.data(ROW_ROLE))
