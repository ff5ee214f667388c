"""Urgent help, always in sight, under a heading that says nothing about the client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.guidance import hours, wording
from ohjaus_desktop.guidance.special_days import is_public_holiday
from ohjaus_desktop.texts import Translator, text
from ohjaus_desktop.ui.controls import clear, picture, restyle, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words, hint

EMERGENCY = "112"
"""Built in: it must be there with a broken catalogue, too."""
OFFICE_OPENS, OFFICE_CLOSES = 8, 16
"""Hours of a Finnish office; outside them the line shows more of what answers then."""
MEDICAL = "116117"
"""Päivystysapu: beside 112 it is never folded away. Source: 116117.fi, the whole country."""
SHOWN_BY_DAY = 3
"""How many further numbers fit beside 112 in one calm line; all of them out of office hours."""


@dataclass(frozen=True, slots=True)
class UrgentNumber:
    """One number of the line. detail: when it answers and whom it serves.

    direct: the number of the client's own area, where the common one would lead to another area
    because the call is made there; area: which area that is, in words.
    """

    name: str
    number: str
    detail: str = ""
    direct: str = ""
    area: str = ""


def out_of_hours(at: datetime) -> bool:
    """Whether offices are closed: evenings, nights, weekends and holidays."""
    closed_today = at.weekday() >= 5 or is_public_holiday(at.date())
    return closed_today or not OFFICE_OPENS <= at.hour < OFFICE_CLOSES


def numbers(helplines: Sequence[Helpline], *, at: datetime, say: Translator) -> tuple[UrgentNumber, ...]:
    """Put helplines into words, without 112 which is built in."""
    return tuple(
        _urgent_number(line, at, say)
        for line in helplines
        if line.phones and line.phones[0].number != EMERGENCY
    )


def _urgent_number(line: Helpline, at: datetime, say: Translator) -> UrgentNumber:
    """The common number, which people know, and the direct one where that comes first."""
    first = line.phones[0]
    common = next((phone for phone in line.phones if not phone.direct_for_area), first)
    told = UrgentNumber(say.name(line.name), common.number, _detail(line, at, say))
    if common is first:
        return told
    area = say.name(first.description) or say("the client's area")
    return replace(told, direct=first.number, area=area)


def _detail(line: Helpline, at: datetime, say: Translator) -> str:
    opening = hours.opening(line.schedules, [], at) if line.schedules else None
    when = wording.opening_sentence(opening, at, say) if opening else say.name(line.hours)
    return " · ".join(part for part in (when, say.name(line.for_whom)) if part)


class UrgentBar(QFrame):
    """112 and the numbers of the area; one line by day, with hours beneath out of office hours.

    Where not all have room, a button opens the rest in place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, kind="urgent")
        self.setAccessibleName(text("Urgent help"))
        self._row = spaced(QHBoxLayout(self), gap=12)
        self._row.setContentsMargins(look().px(6), look().px(2), look().px(6), look().px(2))
        self._shown: tuple[object, ...] = ()
        self._lines: tuple[UrgentNumber, ...] = ()
        self._wide = self._low = self._all = False
        self._always: tuple[QWidget, ...] = ()
        self._waiting: tuple[QWidget, ...] = ()
        self._gap = 16
        self.show_numbers((), wide=False)

    def show_numbers(self, lines: Sequence[UrgentNumber], *, wide: bool) -> None:
        """Show these numbers after 112; ``wide`` shows them all and when they answer."""
        self._lines = tuple(sorted(lines, key=lambda line: line.number != MEDICAL))
        self._wide = wide
        self._show()

    def set_low(self, low: bool) -> None:
        """With little height one line must do."""
        if low != self._low:
            self._low, self._all = low, False
            self._show()

    def fold(self) -> None:
        """Fold away what was opened: another client has come."""
        self._all = False
        self._show()

    def _show(self) -> None:
        # All of them answer now; when exactly gives way where there is little height.
        wide = (self._all or self._wide) and not self._low
        short = self._lines[:SHOWN_BY_DAY]
        if self._low:
            short = tuple(line for line in self._lines if line.number == MEDICAL)
        lines = self._lines if self._all or wide else short
        more = len(self._lines) > len(short) and (self._low or not self._wide)
        if self._shown == (lines, wide, more, self._all):
            return
        self._shown = (lines, wide, more, self._all)
        clear(self._row)
        head = QWidget()
        # As high as the button for the rest: nothing below moves when that comes or goes.
        head.setMinimumHeight(look().press)
        row = spaced(QHBoxLayout(head), gap=8)
        row.addWidget(picture("urgent", size=20, colour="error"))
        row.addWidget(_fixed(Words(text("Urgent help"), bold=True)))
        # Everybody knows what 112 is: its name gives way first.
        name = "" if self._low and not self._all else text("Emergency number")
        emergency = UrgentNumber(name, EMERGENCY, text("Always open") if wide else "")
        every = [_number(line, wide=wide) for line in (emergency, *lines)]
        self._waiting = tuple(every[2:]) if more and not self._all else ()
        if more:
            every.append(self._fold_button())
        self._gap = 8 if self._low else 16
        self._always = tuple(one for one in (head, *every) if one not in self._waiting)
        self._row.addWidget(flow_row(head, *every, spacing=self._gap), 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other numbers."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With a button for the rest one line is enough: what does not fit in it waits behind the button."""
        room = self.contentsRect().width() - 2 * look().px(6)
        room -= sum(one.sizeHint().width() + self._gap for one in self._always)
        for number in self._waiting:
            room -= number.sizeHint().width() + self._gap
            number.setVisible(room >= 0)

    def _fold_button(self) -> Press:
        made = Press(text("Fewer") if self._all else text("More"), kind="quiet")
        made.setAccessibleName(
            text("Fewer urgent numbers") if self._all else text("More urgent numbers and their hours")
        )
        made.setToolTip(made.accessibleName())
        made.clicked.connect(self._fold_or_open)
        return made

    def _fold_or_open(self) -> None:
        self._all = not self._all
        self._show()
        button = self.findChildren(Press)[-1]
        button.setFocus(Qt.FocusReason.OtherFocusReason)


def _fixed(words: Words) -> Words:
    words.setWordWrap(False)
    return words


def _why_direct(line: UrgentNumber) -> str:
    return text(
        "{number} answers from where the call is made; this leads to the client's area.", number=line.number
    )


def _number(line: UrgentNumber, *, wide: bool) -> QWidget:
    made = QWidget()
    direct = f"{line.area} {line.direct}. {_why_direct(line)}" if line.direct else ""
    made.setToolTip(hint("\n".join(part for part in (line.detail, direct) if part)))
    made.setAccessibleName(" ".join(f"{line.name} {line.number}. {line.detail} {direct}".split()))
    column = spaced(QVBoxLayout(made), gap=0)
    row = spaced(QHBoxLayout(), gap=6)
    if line.name:
        row.addWidget(_fixed(Words(line.name)))
    row.addWidget(_fixed(Words(line.number, bold=True, selectable=True)))
    if line.direct:
        row.addWidget(_fixed(Words(line.area, tone="muted")))
        row.addWidget(_fixed(Words(line.direct, bold=True, selectable=True)))
    column.addLayout(row)
    if wide and line.detail:
        column.addWidget(_fixed(Words(line.detail.split(" · ")[0], size=0.88, tone="muted")))
    return made
