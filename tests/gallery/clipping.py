"""Finds words that do not fit where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from ohjaus_desktop.ui.page_view import PageView
from ohjaus_desktop.ui.status_line import Elided

SLACK = 2
"""Pixels that frames and rounding may take."""


def faults(window: QWidget) -> list[str]:
    """One sentence for everything that is cut off, or must be scrolled sideways to be read."""
    return [*_cut(window), *_over_each_other(window), *_sideways(window)]


def _cut(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, Elided) or not _words(widget):
            continue
        wide, high = _needed(widget)
        if wide > widget.width() + SLACK or high > widget.height() + SLACK:
            yield f"“{_words(widget)}” needs {wide}×{high} and has {widget.width()}×{widget.height()}"
        elif _is_hidden(widget):
            yield f"“{_words(widget)}” is cut off by what it stands in"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _name(widget: QWidget) -> str:
    return _words(widget) or widget.accessibleName()


def _needed(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(widget.text().split(), key=len, default="")
        return widget.fontMetrics().horizontalAdvance(longest), widget.heightForWidth(widget.width())
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        parts = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(*parts, widget)
        words = widget.fontMetrics().size(0, widget.currentText())
        return widget.width() - room.width() + words.width(), words.height()
    hint = widget.sizeHint()
    if isinstance(widget, QAbstractButton) and widget.layout() is not None:
        # Its words are labels of their own.
        return 0, 0
    return hint.width(), hint.height()


def _is_hidden(widget: QWidget) -> bool:
    """Whether some of it lies outside a widget around it that cannot be scrolled that way."""
    inside = widget
    while (around := inside.parentWidget()) is not None and not inside.isWindow():
        shown = QRect(widget.mapTo(around, QPoint()), widget.size())
        room = around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            # Up and down can be scrolled; what lies beyond the viewport is reached so.
            return shown.left() < room.left() or shown.right() > room.right()
        if not room.contains(shown):
            return True
        inside = around
    return False


def _over_each_other(window: QWidget) -> Iterator[str]:
    kinds = QLabel | QAbstractButton | QComboBox | QLineEdit
    shown = [one for one in window.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    for one, other in combinations(shown, 2):
        # Clearing buttons stand inside their fields; those are parent and child.
        if one.parentWidget() is other.parentWidget():
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                yield f"“{_name(one)}” lies over “{_name(other)}”"


def _sideways(window: QWidget) -> Iterator[str]:
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and not isinstance(area, PageView) and area.horizontalScrollBar().maximum() > 0:
            kind = "list" if isinstance(area, QAbstractItemView) else "pane"
            name = area.accessibleName() or type(area).__name__
            if isinstance(area, QScrollArea) or kind == "list":
                yield f"the {kind} “{name}” must be scrolled sideways"
