"""Chosen services: several gathered for one client, and one page for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.column import Snug
from ohjaus_desktop.ui.controls import card, icon_button, picture, restyle, spaced
from ohjaus_desktop.ui.status_line import Elided
from ohjaus_desktop.ui.words import Press, Words

SHOWN = 4
"""Lines before the rest is only counted: the detail above needs the room."""


class Tray(QWidget):
    """The gathered services under the detail; nothing while there are none."""

    opened = Signal(str)  # service id
    removed = Signal(str)  # service id
    print_wanted = Signal()
    request_wanted = Signal()
    client_view_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = card()
        spaced(QVBoxLayout(self)).addWidget(frame)
        column = spaced(QVBoxLayout(frame), margin=12, gap=4)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(picture("tray", size=18, colour="accent"))
        self._title = Words(bold=True)
        head.addWidget(self._title, 1)
        self._turn = Press(text("Show to the client"), kind="quiet", key="client_view")
        self._turn.clicked.connect(self.client_view_wanted)
        self._request = icon_button("requests", text("Contact request"), key="request", colour="accent")
        self._request.clicked.connect(self.request_wanted)
        self._print = Press(text("Print all"), picture="print", key="print")
        self._print.clicked.connect(self.print_wanted)
        head.addWidget(self._turn)
        head.addWidget(self._request)
        head.addWidget(self._print)
        column.addLayout(head)
        self._lines = Snug()
        column.addWidget(self._lines)
        self._ids: tuple[str, ...] = ()
        self.setAccessibleName(text("Chosen services"))
        self.hide()

    def ids(self) -> tuple[str, ...]:
        """The gathered services, in the order of gathering."""
        return self._ids

    def focus_first(self) -> None:
        """Put the keyboard on the button that prints all."""
        self._print.setFocus()

    def show_services(self, services: Sequence[tuple[str, str, bool]]) -> None:
        """List these: id, name, and whether the catalogue still has it."""
        self._ids = tuple(service[0] for service in services)
        self._title.setText(plural("{number} chosen service", "{number} chosen services", len(services)))
        self._title.setToolTip(keys.shown("tray"))
        lines = self._lines.begin(margin=0, gap=0)
        for service_id, name, present in services[:SHOWN]:
            lines.addWidget(self._line(service_id, name, present=present))
        if len(services) > SHOWN:
            more = plural("and {number} more", "and {number} more", len(services) - SHOWN)
            lines.addWidget(Words(more, tone="muted"))
        self._lines.present()
        self.setVisible(bool(services))

    def _line(self, service_id: str, name: str, *, present: bool) -> QWidget:
        made = QWidget()
        row = spaced(QHBoxLayout(made), gap=4)
        gone = text("no longer in the catalogue")
        words = name if present else f"{name} · {gone}"
        row.addWidget(Elided(words, tone="" if present else "warning"), 1)
        restyle(made)
        show = icon_button("next", text("Show {name}", name=name))
        show.clicked.connect(lambda: self.opened.emit(service_id))
        drop = icon_button("close", text("Take away {name}", name=name))
        drop.clicked.connect(lambda: self.removed.emit(service_id))
        row.addWidget(show)
        row.addWidget(drop)
        return made
