"""How did it go: one key notes it, and where help did not begin a second key says why."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.register.model import Why
from ohjaus_desktop.texts import mark, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import clear, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.requests.words import WHYS
from ohjaus_desktop.ui.words import Press, Words

OUTCOMES: tuple[tuple[str, str, str], ...] = (
    ("reached", mark("The client was reached"), "phone"),
    ("not_reached", mark("Could not be reached"), "clock"),
    ("began", mark("Help began"), "hand_in_hand"),
    ("not_begun", mark("Did not begin"), "info"),
    ("completed", mark("Done"), "check"),
)
"""Name, words and picture; the key is the place in this row."""
REASONS: tuple[Why, ...] = (
    "full",
    "not_suitable",
    "wrong_area",
    "age",
    "no_answer",
    "not_reached",
    "changed_mind",
    "other_help",
    "other",
)
"""The closed list, in the order of its keys; what is passed on is said by passing it on."""


class Noted(NamedTuple):
    """An outcome that the worker has chosen. why: "" where none is asked for."""

    outcome: str
    why: Why = ""


class OutcomeBar(QWidget):
    """The buttons, each with its key; in their place the reasons when one is asked for."""

    noted = Signal(object)  # Noted
    asked_why = Signal()  # the reasons have come into the place of the outcomes
    left = Signal()  # no reason was chosen

    def __init__(self, possible: Collection[str]) -> None:
        """possible: names of the outcomes that can be noted now; each keeps its key."""
        super().__init__()
        self._possible = possible
        self.buttons: dict[int, Press] = {}
        self._asking = False
        self._column = spaced(QVBoxLayout(self), gap=6)
        self._show_outcomes()

    @property
    def asks_why(self) -> bool:
        """The reasons are in sight."""
        return self._asking

    def press(self, digit: int) -> bool:
        """The key of a choice; False where there is none."""
        if digit not in self.buttons:
            return False
        self.buttons[digit].click()
        return True

    def back(self) -> bool:
        """Esc: from the reasons to the outcomes; False when they are there already."""
        if not self._asking:
            return False
        self._show_outcomes()
        self.left.emit()
        return True

    def _show_outcomes(self) -> None:
        self._begin(text("How did it go?"), asking=False)
        for digit, (outcome, words, picture) in enumerate(OUTCOMES, 1):
            if outcome in self._possible:
                self._add(digit, text(words), picture, partial(self._choose, outcome))
        self._end()

    def _show_reasons(self) -> None:
        self._begin(text("Why did help not begin?"), asking=True)
        for digit, reason in enumerate(REASONS, 1):
            self._add(digit, text(WHYS[reason]), "", partial(self._choose_why, reason))
        back = Press(text("Back"), picture="back", kind="quiet", key="close")
        back.clicked.connect(self.back)
        self._end(back)
        self.buttons[1].setFocus()
        announce(self, text("Why did help not begin?"))
        self.asked_why.emit()

    def _begin(self, heading: str, *, asking: bool) -> None:
        self._asking = asking
        self.buttons = {}
        clear(self._column)
        self._column.addWidget(Words(heading, bold=True))

    def _add(self, digit: int, words: str, picture: str, act: partial[None]) -> None:
        button = Press(words, picture=picture)
        button.setText(f"{digit}  {words}")
        button.setToolTip(f"{words} ({digit})")
        button.clicked.connect(act)
        self.buttons[digit] = button

    def _end(self, *more: Press) -> None:
        self._column.addWidget(flow_row(*self.buttons.values(), *more, spacing=6))

    def _choose(self, outcome: str, _checked: bool = False) -> None:
        if outcome == "not_begun":
            self._show_reasons()
        else:
            self.noted.emit(Noted(outcome))

    def _choose_why(self, why: Why, _checked: bool = False) -> None:
        self.noted.emit(Noted("not_begun", why))
