"""Says that the services are examples, and how to get real ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import picture, restyle, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, Words


class ExampleBand(QFrame):
    """Above all else while the installed catalogue is made up; numbers of the whole country are real."""

    fetch_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, *, can_fetch: bool, parent: QWidget | None = None) -> None:
        """can_fetch: an address of a catalogue is known."""
        super().__init__(parent)
        restyle(self, kind="band")
        row = spaced(QHBoxLayout(self), margin=6, gap=8)
        row.addSpacing(row.spacing())
        row.addWidget(picture("info", size=20, colour="warning"))
        self._words = Words(
            text("The services are examples. 112, 116117 and the national helplines are real.")
        )
        row.addWidget(self._words, 1)
        fetch = Press(text("Get from the network"), picture="sync")
        fetch.clicked.connect(self.fetch_wanted)
        bring = Press(text("Import from a file"), picture="paper")
        bring.clicked.connect(self.import_wanted)
        fetch.setToolTip("" if can_fetch else text("Asks for the address of the catalogue first"))
        row.addWidget(flow_row(fetch, bring))
        self.setAccessibleName(self._words.text())
