"""Below the list: who drives the client, where what is listed asks for travel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ohjaus_desktop.documents.rides import Ride
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.column import tab_through
from ohjaus_desktop.ui.controls import clear, picture, spaced
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, hint


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """How much of the room each gets: what the short ones leave over is for the long ones."""
    made = [0] * len(wanted)
    by_length = sorted(range(len(wanted)), key=lambda at: wanted[at])
    for behind, at in zip(range(len(wanted), 0, -1), by_length, strict=True):
        made[at] = min(wanted[at], max(0, room) // behind)
        room -= made[at]
    return made


class RideStrip(QWidget):
    """One line with a button a ride, and its number; a click opens the service.

    A long name gives way before the number does. Takes no room without any ride.
    """

    opened = Signal(str)  # service id

    def __init__(self) -> None:
        super().__init__()
        self._rides: tuple[Ride, ...] = ()
        self._buttons: tuple[Press, ...] = ()
        self._fits = True
        self._row = spaced(QHBoxLayout(self), gap=4)
        self.hide()

    @property
    def rides(self) -> tuple[Ride, ...]:
        """What is shown."""
        return self._rides

    def show_rides(self, rides: Sequence[Ride]) -> None:
        """Show these, or nothing."""
        if tuple(rides) == self._rides:
            return
        self._rides = tuple(rides)
        clear(self._row)
        self._buttons = tuple(self._button(one) for one in rides)
        self._row.addWidget(picture("car", size=18, colour="accent"))
        for button in self._buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)
        tab_through(self, self)
        self._elide()
        self.setVisible(bool(rides) and self._fits)

    def set_room(self, fits: bool) -> None:
        """With little height the list needs the room; the detail tells of the rides as well."""
        self._fits = fits
        self.setVisible(bool(self._rides) and fits)

    def minimumSizeHint(self) -> QSize:
        """May become narrow: names are cut before the pane grows."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more of the names, or less."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        if not self._buttons:
            return
        metrics = self._buttons[0].fontMetrics()
        beside = [metrics.horizontalAdvance(f" {ride.number}") + look().px(24) for ride in self._rides]
        whole = [metrics.horizontalAdvance(ride.name) for ride in self._rides]
        left = self.width() - look().px(24) - sum(beside)
        for ride, button, room in zip(self._rides, self._buttons, shares(whole, left), strict=True):
            name = metrics.elidedText(ride.name, Qt.TextElideMode.ElideRight, max(room, look().px(40)))
            button.setText(f"{name} {ride.number}".strip().replace("&", "&&"))

    def _button(self, ride: Ride) -> Press:
        about = text("Ride")
        made = Press(ride.name, kind="quiet")
        made.setAccessibleName(f"{about}: {ride.name} {ride.number}".strip())
        made.setAccessibleDescription(ride.rule)
        made.setToolTip(hint(f"{about}: {ride.name}. {ride.rule}"))
        made.clicked.connect(lambda: self.opened.emit(ride.service_id))
        return made
