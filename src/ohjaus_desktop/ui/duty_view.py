"""Worry and the duty to notify: who must, what for, and the number of the client's own area.

It does not pass through consent, the form or the register: nothing of it is stored or sent, and
nothing of it ever reaches an association.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.channel import ChannelCard, numbered
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.duty_facts import Case, Duties, Duty
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.statutory_view import kept_nowhere
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Choice, Press, Words

LOW = 300
"""Below this height, in design pixels, the heading gives way."""


class DutyView(PassingView):
    """One duty at a time; told: a sentence about what was copied."""

    told = Signal(str)

    def __init__(self, duties: Duties) -> None:
        super().__init__()
        self._duties = {duty.case: duty for duty in duties.duties}
        self._place, self._emergency = duties.place, duties.emergency
        self.cards: list[ChannelCard] = []
        self.choices: dict[Case, Choice] = {}
        group = QButtonGroup(self)
        for case, duty in self._duties.items():
            choice = self.choices[case] = Choice(current()(duty.rule.name))
            group.addButton(choice)
            choice.clicked.connect(lambda _checked, case=case: self._show(case))
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        self._scroll = Column(widest=760)
        self._heading = Words(text("Worry and the duty to notify"), size=1.25, bold=True)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(flow_row(*self.choices.values(), spacing=4), 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(self), margin=12)
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addWidget(self._scroll, 1)

    def open(self, case: Case = "child") -> None:
        """Show the page, beginning with this duty."""
        self.note_focus()
        self._show(case)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little height the numbers need the room of the heading."""
        super().resizeEvent(event)
        self._heading.setVisible(self.height() >= look().px(LOW))

    def focus_first(self) -> None:
        """The arrows scroll at once."""
        self._scroll.setFocus()

    def forget(self) -> None:
        """Let go of what was shown."""
        self.cards = []
        self._scroll.forget()

    def _show(self, case: Case) -> None:
        duty = self._duties[case]
        self.choices[case].setChecked(True)
        self.cards = []
        column = self._scroll.begin(margin=4, gap=12)
        column.addWidget(self._danger())
        self._channels(column, duty)
        self._rule(column, duty)
        column.addWidget(Words(text("What to tell"), size=1.2, bold=True))
        column.addWidget(numbered(_to_tell()))
        column.addWidget(
            kept_nowhere(
                text(
                    "Nothing of this is stored here or sent from here, and no association gets to know of it."
                )
            )
        )
        column.addStretch(1)
        for one in self.cards:
            one.told.connect(self.told)
        self._scroll.setAccessibleName(current()(duty.rule.name))
        self._scroll.present()

    def _danger(self) -> QFrame:
        band = card("band", tone="error")
        row = spaced(QHBoxLayout(band), margin=12)
        row.addWidget(picture("urgent", size=28, colour="error"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(text("If somebody is in danger now, call 112."), size=1.4, bold=True), 1)
        return band

    def _rule(self, column: QVBoxLayout, duty: Duty) -> None:
        rule, say = duty.rule, current()
        column.addWidget(Words(text("What the law says"), size=1.2, bold=True))
        column.addWidget(Words(say(rule.when)))
        for about, words in (
            (text("Who must notify"), say(rule.who)),
            (text("Consent"), say(rule.consent)),
            (text("When"), text("Without delay, by yourself: nobody else can do it for you.")),
            (text("The police"), say(rule.also) if rule.also else ""),
        ):
            if words:
                part = spaced(QVBoxLayout(), gap=0)
                part.addWidget(Words(about, tone="section"))
                part.addWidget(Words(words))
                column.addLayout(part)
        column.addWidget(Words(text("Source: {source}", source=say(rule.source)), tone="muted"))

    def _channels(self, column: QVBoxLayout, duty: Duty) -> None:
        if self._place:
            column.addWidget(Words(text("Where to notify: {place}", place=self._place), size=1.2, bold=True))
        else:
            column.addWidget(Words(text("Where to notify"), size=1.2, bold=True))
        channels = list(duty.channels)
        told = {channel.number for channel in channels}
        emergency = [channel for channel in self._emergency if channel.number not in told]
        # At night the one that answers comes first.
        nobody = not channels or channels[0].closed
        channels = [*emergency, *channels] if nobody else [*channels, *emergency]
        for channel in channels:
            one = ChannelCard(channel, brief=True)
            self.cards.append(one)
            column.addWidget(one)
        if not self._place:
            column.addWidget(
                Words(
                    text(
                        "Choose in the search where the child or person lives: then the numbers of that "
                        "area stand here."
                    ),
                    badge="warning",
                )
            )
        elif not duty.channels:
            column.addWidget(
                Words(
                    text(
                        "The catalogue has no number for this in the area. Call the switchboard of the "
                        "wellbeing services county."
                    ),
                    badge="warning",
                )
            )


def _to_tell() -> tuple[str, ...]:
    return (
        text("Your name, your task and your number."),
        text("Whom you are worried about and where they are."),
        text("What you have seen and heard yourself, and when. Guesses are not needed."),
        text("Ask what happens next. Note the notification in your client information system."),
    )
