"""Cards, pictures and small picture buttons as the style sheet knows them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QToolButton, QWidget

from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.pictures import icon, pixmap
from ohjaus_desktop.ui.style import look

Made = TypeVar("Made", bound=QLayout)


def card(kind: str = "card", *, tone: str = "") -> QFrame:
    """A frame with a ground of its own: card, urgent or band."""
    made = QFrame()
    made.setProperty("kind", kind)
    if tone:
        made.setProperty("tone", tone)
    return made


def picture(name: str, *, size: float = 20, colour: str = "muted") -> QLabel:
    """A small picture beside words that say the same; silent to a screen reader."""
    made = QLabel()
    made.setPixmap(pixmap(name, size=size, colour=colour))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def icon_button(image: str, name: str, *, key: str = "", colour: str = "muted") -> QToolButton:
    """A button that shows only a picture; its name is in the tool tip and for a screen reader.

    key: its name in the table of keys.
    """
    made = QToolButton()
    made.setProperty("kind", "icon")
    made.setIcon(icon(image, size=20, colour=colour))
    made.setIconSize(QSize(look().px(20), look().px(20)))
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({keys.shown(key)})" if key else name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumSize(look().press, look().press)
    return made


def spaced(layout: Made, *, margin: float = 0, gap: float = 8) -> Made:
    """The layout with even margins and gaps of the design."""
    edge = look().px(margin)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(look().px(gap))
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if inner is not None:
            clear(inner)


def restyle(widget: QWidget, **properties: str) -> None:
    """Change properties that the style sheet looks at, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
