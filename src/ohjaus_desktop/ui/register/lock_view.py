"""The way back to locked client data: a worker's PIN, the passphrase, or one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.register.view import RegisterView, SecretLine
from ohjaus_desktop.ui.settings_fields import ChoiceField
from ohjaus_desktop.ui.words import Press

_MANY = 5
"""Tries before any has failed: nothing to be said about."""
Way = Literal["pin", "keyring", "words"]


@dataclass(frozen=True, slots=True)
class Locked:
    """What the view needs to know.

    workers: id, name, and how many PINs may still be tried; likely: the one to begin with.
    has_keyring: the operating system keeps a key of its own. has_passphrase, has_recovery_code:
    which words open it.
    """

    workers: Sequence[tuple[str, str, int]] = ()
    likely: str = ""
    has_keyring: bool = False
    has_passphrase: bool = False
    has_recovery_code: bool = False

    @property
    def way(self) -> Way:
        """The shortest way in."""
        if self.workers:
            return "pin" if any(left for _id, _name, left in self.workers) else "words"
        return "keyring" if self.has_keyring else "words"


class LockView(RegisterView):
    """Shows one way in at a time; the other one is a quiet button away."""

    pin_given = Signal(str, str)  # id of the worker, PIN
    words_given = Signal(str)
    keyring_wanted = Signal()
    lost = Signal()  # neither passphrase nor recovery code is known any more

    def __init__(self, locked: Locked, *, way: Way | None = None, sentence: str = "") -> None:
        """way: None for the shortest; sentence: why it is asked, "" for the ordinary one."""
        super().__init__(
            text("The client data is locked"),
            sentence or text("Search and printing go on working. What you were writing is kept."),
            leave=text("Not now"),
        )
        self._locked = locked
        self.way: Way = way or locked.way
        self._pin_part, self._words_part = QWidget(), QWidget()
        self._make_pin()
        self._make_words()
        self.act(text("Open the client data"), self._open, image="lock")
        self.other, self.forgotten = self._offers()
        self.finish()
        self._arrange()

    def _make_pin(self) -> None:
        column = spaced(QVBoxLayout(self._pin_part), gap=12)
        self.worker = ChoiceField(
            "worker", text("Worker"), self._locked.likely, [one[:2] for one in self._locked.workers]
        )
        self._left = {id_: left for id_, _name, left in self._locked.workers}
        self.pin = SecretLine(text("PIN"))
        for part in (self.worker, self.pin):
            column.addWidget(part)
        self.worker.edited.connect(lambda _name, _id: self._worker_chosen())
        self._say_tries()
        self.column.addWidget(self._pin_part)

    def _make_words(self) -> None:
        both = self._locked.has_passphrase and self._locked.has_recovery_code
        name = text("Passphrase or recovery code") if both else self._one_kind()
        self.words = SecretLine(name)
        spaced(QVBoxLayout(self._words_part)).addWidget(self.words)
        self.column.addWidget(self._words_part)

    def _one_kind(self) -> str:
        return text("Passphrase") if self._locked.has_passphrase else text("Recovery code")

    def _offers(self) -> tuple[Press, Press]:
        other, forgotten = self.offer(
            ("", self._change_way), (text("I have neither of them"), self.lost.emit)
        )
        return other, forgotten

    def _change_way(self) -> None:
        self.way = self._locked.way if self.way == "words" and self._locked.way != "words" else "words"
        self.say_problem("")
        self._arrange()
        self.focus_first()

    def _arrange(self) -> None:
        words = self.way == "words"
        self._pin_part.setVisible(self.way == "pin")
        self._words_part.setVisible(words)
        by_words = self._locked.has_passphrase or self._locked.has_recovery_code
        name = {
            "pin": text("Open with the PIN"),
            "keyring": text("Open with the key of this computer"),
            "words": text("Open with a passphrase or a recovery code"),
        }["words" if not words else self._locked.way]
        self.other.setText(name)
        self.other.setAccessibleName(name)
        self.other.setVisible(by_words if not words else self._locked.way != "words")
        self.forgotten.setVisible(words)

    def focus_first(self) -> None:
        """The hands begin at the field; without one at the button."""
        if self.way == "pin":
            self.pin.setFocus()
        elif self.way == "words":
            self.words.setFocus()
        elif self.primary is not None:
            self.primary.setFocus()

    def _worker_chosen(self) -> None:
        self.say_problem("")
        self._say_tries()
        self.pin.setFocus()

    def _say_tries(self) -> None:
        left = self._left.get(str(self.worker.box.currentData()), 0)
        few = 0 < left < _MANY
        self.pin.advise(plural("{number} try left.", "{number} tries left.", left) if few else "")

    def refuse(self, sentence: str, tries_left: int) -> None:
        """These words were not the right ones."""
        self.wait(False)
        for field in (self.pin, self.words):
            field.line.clear()
        if self.way == "pin":
            self._left[str(self.worker.box.currentData())] = tries_left
            self.pin.advise("")  # the sentence says how many are left
            if not tries_left:
                self._change_way()
        self.say_problem(sentence)
        self.focus_first()

    def _open(self) -> None:
        if self.way == "keyring":
            self.wait(True)
            self.keyring_wanted.emit()
        elif self.way == "pin" and self.pin.words:
            self.wait(True)
            self.pin_given.emit(str(self.worker.box.currentData()), self.pin.words)
        elif self.way == "words" and self.words.words:
            self.wait(True)
            self.words_given.emit(self.words.words)
        else:
            self.focus_first()
