"""What is pressed becomes high enough for a finger, and low again for a mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QToolButton, QWidget

from ohjaus_desktop.ui import style
from ohjaus_desktop.ui.need_tiles import TileGrid
from ohjaus_desktop.ui.words import Choice, Press


def fit(window: QWidget, *, roomy: bool) -> None:
    """Fit everything in a window to finger or mouse; nothing happens where it fits already."""
    if style.look().roomy == roomy:
        return
    style.make_roomy(roomy)
    for view in window.findChildren(QAbstractItemView):
        view.scheduleDelayedItemsLayout()
    for grid in window.findChildren(TileGrid):
        grid.refit()
    high = style.look().press
    for button in (*window.findChildren(Press), *window.findChildren(Choice)):
        button.setMinimumHeight(high)
    for small in window.findChildren(QToolButton):
        if small.property("kind") == "icon":
            small.setMinimumSize(high, high)
