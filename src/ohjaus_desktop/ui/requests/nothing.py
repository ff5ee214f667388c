"""Never an empty list: what is missing, and what one can do about it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.requests.wanted import Listed
from ohjaus_desktop.ui.words import Press, Words


class Said(NamedTuple):
    """A heading, a sentence, and the button that leads on; "" for none."""

    head: str
    words: str
    button: str = ""


def said(listed: Listed) -> Said:
    """What to say where nothing was found."""
    if listed.wanted.words:
        return Said(
            text("No request matches these words."),
            text("A part of the name, of the number or of the case number is enough."),
            text("Show all requests"),
        )
    if not listed.anything:
        return Said(
            text("No contact requests yet"),
            text(
                "Find a service, choose it and press {key}. With the client’s consent the organization "
                "calls the client, and the request can be followed here.",
                key=keys.shown("request"),
            ),
            text("Find a service"),
        )
    if listed.wanted.which == "drafts":
        return Said(text("No drafts"), text("A form that was left half-way waits here."))
    if listed.wanted.which == "due":
        return Said(text("Nothing is due today"), text("A request comes here on its follow-up day."))
    return Said(
        text("No request is waiting"),
        text("Everything that was asked for has been answered."),
        text("Show all requests"),
    )


class NothingView(QWidget):
    """Stands in the place of the list."""

    show_all_wanted = Signal()
    search_services_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._leads_to_search = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.head = Words(bold=True, size=1.1)
        self.words = Words(tone="muted")
        self.button = Press(text("Show all requests"), kind="primary")
        self.button.clicked.connect(self._go)
        scroll = Column()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = scroll.begin(margin=8)
        for part in (self.head, self.words, flow_row(self.button)):
            column.addWidget(part)
        column.addStretch(1)
        scroll.present()
        spaced(QVBoxLayout(self)).addWidget(scroll)

    def show_nothing(self, listed: Listed) -> None:
        """Say what is missing."""
        head, words, button = said(listed)
        self._leads_to_search = not listed.anything and not listed.wanted.words
        self.head.setText(head)
        self.words.setText(words)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        announce(self, head)

    def _go(self) -> None:
        (self.search_services_wanted if self._leads_to_search else self.show_all_wanted).emit()
