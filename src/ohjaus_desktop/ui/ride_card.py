"""In the detail: who drives the client there, and whether the page tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ohjaus_desktop.documents.rides import Ride
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import picture, spaced
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import RowButton, Words


class RideCard(QWidget):
    """Each ride with its number and its rule; below them the choice about the page."""

    opened = Signal(str)  # service id
    page_wanted = Signal(bool)  # whether the page is to tell of the rides

    def __init__(self, rides: Sequence[Ride], *, on_page: bool) -> None:
        super().__init__()
        grid = spaced(QGridLayout(self), gap=8)
        grid.setColumnStretch(1, 1)
        for row, ride in enumerate(rides):
            grid.addWidget(picture("car", size=18), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._ride(ride), row, 1)
        self.on_page = QCheckBox(text("Tell of the ride on the page"))
        self.on_page.setChecked(on_page)
        self.on_page.toggled.connect(self.page_wanted)
        grid.addWidget(self.on_page, len(rides), 1)

    def _ride(self, ride: Ride) -> QVBoxLayout:
        column = spaced(QVBoxLayout(), gap=0)
        column.addWidget(Words(text("Ride"), size=0.88, tone="muted"))
        name = RowButton(ride.name, flush=True)
        name.setAccessibleDescription(ride.provider)
        name.clicked.connect(lambda: self.opened.emit(ride.service_id))
        column.addWidget(name)
        if ride.number:
            number = Words(ride.number, bold=True, selectable=True)
            phone = text("Phone")
            number.setAccessibleName(f"{phone} {ride.number}")
            column.addWidget(number)
        column.addWidget(Words(ride.rule, selectable=True))
        column.setContentsMargins(0, 0, 0, look().px(2))
        return column
