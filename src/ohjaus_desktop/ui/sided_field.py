"""A field with a picture before its words, and a button behind them that clears.

Qt's own are 16 pixels large at every text size, and the button is black on dark.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import picture
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.style import look

SIZE, EDGE = 16, 8
"""Of a picture, and from the field's edge to it, in design pixels."""


class SidedField(QLineEdit):
    """What stands at its sides follows its height, and the words keep clear of it."""

    def __init__(self, image: str, parent: QWidget | None = None) -> None:
        """image: the picture before the words."""
        super().__init__(parent)
        self._has_picture = True
        self._picture = picture(image, size=SIZE)
        self._picture.setParent(self)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_button = QToolButton(self)
        self.clear_button.setIcon(icon("close", size=SIZE, colour="muted"))
        self.clear_button.setIconSize(QSize(look().px(SIZE), look().px(SIZE)))
        self.clear_button.setAccessibleName(text("Clear the field"))
        self.clear_button.setToolTip(text("Clear the field"))
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.clicked.connect(self._clear)
        self.textChanged.connect(self.fit)
        self.fit()

    def show_picture(self, shown: bool) -> None:
        """Whether there is room for the picture."""
        self._has_picture = shown
        self.fit()

    def fit(self) -> None:
        """Set everything in its place for what the field holds now."""
        now, high = look(), self.height()
        # Where there is no room for the picture, the words need that of an idle button as well.
        can_clear = bool(self.text()) and (self._has_picture or self.hasFocus())
        wide = now.px(SIZE + EDGE)
        self._picture.setVisible(self._has_picture)
        self._picture.setGeometry(now.px(EDGE), (high - now.px(SIZE)) // 2, now.px(SIZE), now.px(SIZE))
        self.clear_button.setVisible(can_clear)
        self.clear_button.setGeometry(self.width() - wide, 0, wide, high)
        left, right = wide if self._has_picture else 0, wide - now.px(EDGE) if can_clear else 0
        self.setTextMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size."""
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard has come."""
        super().focusInEvent(event)
        self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self.fit()

    def _clear(self) -> None:
        """Take the words out and stay for others."""
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
