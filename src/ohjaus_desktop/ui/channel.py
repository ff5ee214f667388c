"""One official way to get through: who answers, the number in large digits, the form, the hours.

What stands here is public, so it may be copied and lie on the clipboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import advice, facts, phones
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance import hours, wording
from ohjaus_desktop.guidance.hours import OpenState
from ohjaus_desktop.texts import Translator, text
from ohjaus_desktop.ui.controls import picture, restyle, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.private_clipboard import copy_for_client
from ohjaus_desktop.ui.rows import tone_of
from ohjaus_desktop.ui.words import Badge, Press, Words

NUMBER_SIZE = 2.2
"""Times body text: read across the desk, and still in one line at 200 % in a narrow pane."""


@dataclass(frozen=True, slots=True)
class Channel:
    """An official way in words.

    number: in groups, "" when not known. state, tone: whether it answers now. hours: in lines.
    form: the address of the official form as people type it. promised: in which time they answer.
    to_say: what to say on the phone. closed: known not to answer now.
    """

    name: str
    provider: str
    number: str
    state: str = ""
    tone: str = ""
    hours: tuple[str, ...] = ()
    form: str = ""
    promised: str = ""
    to_say: tuple[str, ...] = ()
    closed: bool = False


def of_service(chosen: Chosen, *, at: datetime, say: Translator) -> Channel:
    """The way to a service whose official intake this is."""
    opening = chosen.phone_opening(at)
    table, lines = facts.phone_hours(chosen, say, at)
    forms = [way.address for way in chosen.service.intake if way.route == "form" and way.address]
    promised = [
        way.answers_within_days for way in chosen.service.intake if way.answers_within_days is not None
    ]
    return Channel(
        name=facts.name(chosen, say),
        provider=facts.organization(chosen, say),
        number=chosen.main_number or "",
        state=wording.opening_sentence(opening, at, say),
        tone=tone_of(opening),
        hours=(*(f"{days} {times}" for days, times in table), *lines),
        form=advice.short_address(forms[0]) if forms else "",
        promised=_promised(promised[0], say) if promised else "",
        to_say=tuple(advice.words_to_say(chosen, say)),
        closed=opening.state is OpenState.CLOSED,
    )


def of_helpline(line: Helpline, *, at: datetime, say: Translator) -> Channel:
    """The way to a helpline."""
    opening = hours.opening(line.schedules, (), at)
    return Channel(
        name=say.name(line.name),
        provider=say.name(line.for_whom),
        number=phones.group(line.phones[0].number),
        state=wording.opening_sentence(opening, at, say) if line.schedules else say.name(line.hours),
        tone=tone_of(opening) if line.schedules else "",
        closed=opening.state is OpenState.CLOSED,
    )


def social_emergency(lines: Sequence[Helpline]) -> tuple[Helpline, ...]:
    """Of urgent helplines those of the social emergency service: urgent, of an area, for any worry."""
    worries = {"worry_child", "worry_elder", "worry_adult", "child_protection"}
    return tuple(line for line in lines if line.urgent and line.areas and worries & set(line.needs))


def _promised(days: int, say: Translator) -> str:
    if not days:
        return say("They answer the same day.")
    return say.plural(
        "They answer within {number} working day.", "They answer within {number} working days.", days
    )


class ChannelCard(QFrame):
    """A channel to be read and called; told: a sentence about what was copied."""

    told = Signal(str)

    def __init__(self, channel: Channel, *, brief: bool = False) -> None:
        """brief: who, number, whether it answers now, and the form; the rest is told on the phone."""
        super().__init__()
        restyle(self, kind="card")
        self.channel = channel
        column = spaced(QVBoxLayout(self), margin=12, gap=6)
        column.addWidget(Words(channel.name, size=1.2, bold=True))
        if channel.provider:
            column.addWidget(Words(channel.provider, tone="muted"))
        column.addWidget(self._number(channel.number))
        if channel.state:
            column.addWidget(flow_row(Badge(channel.state, channel.tone or "closed")))
        if not brief:
            self._part(column, "clock", text("Hours"), channel.hours)
            self._part(column, "message", text("What to say on the phone"), channel.to_say)
            self._part(column, "calendar", text("When they answer"), (channel.promised,))
        if channel.form:
            column.addWidget(self._form(channel.form))

    def _number(self, number: str) -> QWidget:
        if not number:
            return Words(text("Phone number not known"), tone="muted")
        words = Words(number, size=NUMBER_SIZE, bold=True, selectable=True)
        words.setAccessibleName(f"{text('Phone')} {number}")
        self.copy_number = Press(text("Copy"), picture="copy")
        self.copy_number.setAccessibleName(text("Copy the number {number}", number=number))
        self.copy_number.clicked.connect(
            lambda: self._copy(number, text("Phone number copied: {number}", number=number))
        )
        return flow_row(words, self.copy_number)

    def _form(self, address: str) -> QWidget:
        # As words, not as a link: the program opens nothing that tells of a client's matter.
        self.copy_form = Press(text("Copy the address"), picture="copy", kind="quiet")
        self.copy_form.clicked.connect(lambda: self._copy(address, text("Address of the form copied")))
        return _line("link", text("Official form"), Words(address, selectable=True), self.copy_form)

    def _part(self, column: QVBoxLayout, image: str, about: str, lines: Sequence[str]) -> None:
        words = "\n".join(line for line in lines if line)
        if words:
            column.addWidget(_line(image, about, Words(words, selectable=True)))

    def _copy(self, words: str, told: str) -> None:
        copy_for_client(words)
        self.told.emit(told)


def _line(image: str, about: str, words: Words, *presses: QWidget) -> QWidget:
    part = QWidget()
    row = spaced(QHBoxLayout(part), gap=8)
    row.addWidget(picture(image, colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
    column = spaced(QVBoxLayout(), gap=0)
    for one in (Words(about, tone="muted"), words, *presses):
        column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft if one in presses else Qt.AlignmentFlag(0))
    row.addLayout(column, 1)
    words.setAccessibleName(f"{about}: {words.text()}")
    return part


def numbered(steps: Sequence[str]) -> QWidget:
    """Steps one under the other, each with its number."""
    part = QWidget()
    column = spaced(QVBoxLayout(part), gap=4)
    for number, step in enumerate(steps, start=1):
        column.addWidget(Words(f"{number}. {step}"))
    return part
