"""The calm way of an official matter: why it is not a contact request, and how to get through now.

Asking the authority starts a legal clock (Administrative Procedure Act 434/2003 § 20; Social Welfare
Act 1301/2014 § 36); a request lying here would not. Nothing of this page is stored. To be confirmed
by a lawyer before release.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.channel import ChannelCard, numbered, of_helpline, of_service, social_emergency
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.duty_facts import case_of
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words


class StatutoryView(PassingView):
    """Shows one or several official services; told: a sentence about what was copied.

    duty_wanted: somebody may have to notify as well.
    """

    told = Signal(str)
    duty_wanted = Signal(str)  # the case, as duty_facts names it

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Column(widest=760)
        self._close = Press(text("Close"), picture="close", kind="quiet", key="close")
        self._close.clicked.connect(self.close_view)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(Words(text("Call the authority together"), size=1.25, bold=True), 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(self), margin=12)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.cards: list[ChannelCard] = []

    def open(self, services: Sequence[Chosen], *, at: datetime, urgent: Sequence[Helpline] = ()) -> None:
        """Show these services. urgent: the urgent helplines of the place; at: aware, now."""
        self.note_focus()
        say = current()
        channels = [of_service(chosen, at=at, say=say) for chosen in services]
        column = self._scroll.begin(margin=4, gap=12)
        column.addWidget(Words(_why(len(channels))))
        self.cards = [ChannelCard(channel) for channel in channels]
        for one in self.cards:
            column.addWidget(one)
        column.addWidget(Words(text("Call together now"), size=1.2, bold=True))
        column.addWidget(numbered(_steps()))
        if any(channel.closed for channel in channels):
            self._cannot_wait(column, at, urgent)
        case = case_of(need for chosen in services for need in chosen.service.needs)
        if case is not None:
            duty = Press(text("The authority's own numbers"), picture="phone", kind="quiet")
            duty.clicked.connect(lambda: self.duty_wanted.emit(case))
            column.addWidget(duty, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(kept_nowhere(text("Nothing of this is stored here, and nothing is sent from here.")))
        column.addStretch(1)
        for one in self.cards:
            one.told.connect(self.told)
        self._scroll.setAccessibleName(text("Call the authority together"))
        self._scroll.present()
        self.focus_first()

    def focus_first(self) -> None:
        """The arrows scroll at once."""
        self._scroll.setFocus()

    def forget(self) -> None:
        """Let go of what was shown."""
        self.cards = []
        self._scroll.forget()

    def _cannot_wait(self, column: QVBoxLayout, at: datetime, urgent: Sequence[Helpline]) -> None:
        column.addWidget(Words(text("If it cannot wait until they open"), size=1.2, bold=True))
        for line in social_emergency(urgent):
            one = ChannelCard(of_helpline(line, at=at, say=current()), brief=True)
            self.cards.append(one)
            column.addWidget(one)
        column.addWidget(Words(text("In an emergency, call 112.")))


def _why(count: int) -> str:
    if count > 1:
        return text(
            "These are official matters. The time in which the authority must answer begins when it is "
            "asked; a request waiting here would not begin it."
        )
    return text(
        "This is an official matter. The time in which the authority must answer begins when it is "
        "asked; a request waiting here would not begin it."
    )


def _steps() -> tuple[str, ...]:
    return (
        text("Ask the client whether to call now, with the loudspeaker on."),
        text("Say who you are and that the client is with you. The client tells the matter themself."),
        text("Ask what is noted down, who answers and by when. Write it on the client's page."),
        text("Note the day and the matter in your client information system."),
    )


def kept_nowhere(words: str) -> QFrame:
    """A quiet band that says what becomes of this page: nothing."""
    band = card("band", tone="info")
    row = spaced(QHBoxLayout(band), margin=12)
    row.addWidget(picture("shield", colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(words), 1)
    return band
