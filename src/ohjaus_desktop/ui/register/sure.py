"""A button that says what it would do and waits for a second press, where nothing can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, Words


class SurePress(QWidget):
    """Asks in its own place, never over what one is doing."""

    sure = Signal()

    def __init__(
        self,
        name: str,
        question: str,
        yes: str,
        *,
        image: str = "",
        kind: str = "",
        beside: Sequence[Press] = (),
    ) -> None:
        """question: what would happen; yes: the second button, in the words of what it does.

        beside: other buttons that stand in the same row, before this one.
        """
        super().__init__()
        self.button = Press(name, picture=image, kind=kind)
        self.button.clicked.connect(self.ask)
        self.question = Words(question)
        self.yes = Press(yes)
        self.yes.clicked.connect(self._is_sure)
        self.no = Press(text("No"), kind="quiet")
        self.no.clicked.connect(self.calm)
        self._asking = card("band")
        inside = spaced(QVBoxLayout(self._asking), margin=12)
        inside.addWidget(self.question)
        inside.addWidget(flow_row(self.yes, self.no))
        column = spaced(QVBoxLayout(self), gap=8)
        column.addWidget(flow_row(*beside, self.button))
        column.addWidget(self._asking)
        self._asking.hide()

    def ask(self) -> None:
        """The first press."""
        self._asking.show()
        self.button.hide()
        self.no.setFocus()
        self._bring_into_sight()
        announce(self, self.question.text())

    def _bring_into_sight(self) -> None:
        """The question may stand below what is in sight."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, Column):
            above = above.parentWidget()
        if above is not None:
            above.bring(self._asking)

    def calm(self) -> None:
        """Back to one button."""
        asked = self._asking.isVisible()
        self._asking.hide()
        self.button.show()
        if asked:
            self.button.setFocus()

    def _is_sure(self) -> None:
        self.calm()
        self.sure.emit()
