"""What somebody who stands beside the screen can read."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)


def in_sight(window: QWidget) -> str:
    """Every word in the window that no other widget covers."""
    QApplication.processEvents()
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and not _covered(w, window)]
    return "\n".join([window.windowTitle(), *(words for widget in shown for words in _words(widget))])


def _covered(widget: QWidget, window: QWidget) -> bool:
    region = widget.visibleRegion()
    if region.isEmpty():
        return True  # scrolled away
    middle = region.boundingRect().center()
    on_top = window.childAt(widget.mapTo(window, QPoint(middle)))
    return (
        on_top is not None
        and on_top is not widget
        and not (widget.isAncestorOf(on_top) or on_top.isAncestorOf(widget))
    )


def _words(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        return [widget.text()]
    if isinstance(widget, QLineEdit):
        return [widget.text() or widget.placeholderText()]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        return _rows(widget.model())
    return []


def _rows(model: QAbstractItemModel) -> list[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return [str(model.index(row, 0).data(role) or "") for row in range(model.rowCount()) for role in roles]
