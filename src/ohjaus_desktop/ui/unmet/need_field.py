"""The need, chosen from a list in which every group stands above its needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.settings_fields import ChoiceField

MOST_SEEN = 12
"""Rows of an open list; the rest is scrolled to, and the page behind it stays in sight."""


class NeedField(ChoiceField):
    """Letters jump to the need that begins so."""

    def __init__(self, need: str, needs: Sequence[tuple[str, str]], inner: Collection[str]) -> None:
        """need: the one that is meant, "" for none. inner: ids of those that stand under a group."""
        super().__init__("need", text("Need"), need, [("", text("Choose the need")), *needs])
        self.box.setItemDelegate(_Indented(self.box, inner))
        keep_low(self.box)


def keep_low(box: QComboBox) -> None:
    """Let a long list open below its field instead of over the whole window."""
    box.setStyleSheet("QComboBox { combobox-popup: 0; }")
    box.setMaxVisibleItems(MOST_SEEN)


class _Indented(QStyledItemDelegate):
    def __init__(self, box: QComboBox, inner: Collection[str]) -> None:
        super().__init__(box)
        self._inner = inner

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        inner = index.data(Qt.ItemDataRole.UserRole) in self._inner
        # Only as it is drawn: letters still find the name, and the closed field shows it alone.
        option.text = f"    {option.text}" if inner else option.text
        option.font.setBold(not inner)
