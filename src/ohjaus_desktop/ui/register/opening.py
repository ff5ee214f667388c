"""From closed client data to open: which screen, and what each answer there leads to.

Never an empty register because a key failed: whatever goes wrong has a screen of its own with a way
back (see ``register_trouble``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.ui.register.lane import RegisterLane
from ohjaus_desktop.ui.register.lock_view import Locked, LockView
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.register.view import RegisterView

if TYPE_CHECKING:
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Situation, Vault
    from ohjaus_desktop.ui.window_frame import WindowFrame


_NOBODY = Worker("")


@dataclass(frozen=True, slots=True)
class _Met:
    """What stands in the folder, and whether this system keeps keys."""

    situation: Situation
    has_keyring: bool


class RegisterOpening(QObject):
    """Leads through the screens until the register is open.

    opened: the register, the worker who opened it (a name of "" where nobody said who), and whether
    it was set up just now. left: the user closed the screen. troubled: the error that needs a screen
    of its own, and the situation.
    """

    opened = Signal(object, object, bool)
    left = Signal()
    troubled = Signal(object, object)

    def __init__(
        self, window: WindowFrame, lane: RegisterLane, clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._lane, self._clock = window, lane, clock
        self._situation: Situation | None = None
        self._looking = False
        self.asked_for_passphrase = False
        lane.quiet.connect(self._rest)
        self.view: RegisterView | None = None

    @property
    def is_under_way(self) -> bool:
        """A screen asks for something, or something is being opened."""
        return self._looking or self.view is not None

    def begin(self) -> None:
        """Look what there is, and ask for what is needed; brings a screen that asks already in sight."""
        if self.view is not None:
            self._window.pages.setCurrentWidget(self.view)
            self.view.focus_first()
        elif not self._looking:
            self._looking = True
            self._lane.with_vault(_look, self._met, self._failed)

    def show(self, view: RegisterView) -> None:
        """A screen in place of the one before."""
        self.put_away()
        self.view = view
        view.closed.connect(self._view_left)
        view.note_focus()
        self._window.show_over(view)
        self._window.guard_fields()

    def put_away(self) -> None:
        """Take the screen away: what it asked for has been answered."""
        view, self.view = self.view, None
        if view is not None:
            view.close_view()

    def _rest(self) -> None:
        """Nothing is under way any more, also when a bug has ended it: every button works again."""
        self._looking = False
        if self.view is not None:
            self.view.wait(False)

    def _view_left(self) -> None:
        if self.view is not None and self.sender() is self.view:
            self.view = None
            self.left.emit()

    def _met(self, met: _Met) -> None:
        self._looking = False
        self._situation = situation = met.situation
        if situation.kind == "absent":
            if met.has_keyring:
                self._open(lambda vault: vault.set_up_with_keyring(self._clock()), new=True)
            else:
                self._ask_for_passphrase()
        elif situation.kind == "locked":
            self._unlock(situation)
        else:
            self.troubled.emit(None, situation)

    def _ask_for_passphrase(self) -> None:
        from ohjaus_desktop.register.keys.passphrase import weak

        view = PassphraseView(weak)
        at = self._clock()

        def take(words: str) -> None:
            view.wait(True)
            self.asked_for_passphrase = True
            self._open(lambda keys: keys.set_up_with_passphrase(words, at), new=True)

        view.chosen.connect(take)
        self.show(view)

    def _unlock(self, situation: Situation) -> None:
        locked = self._locked(situation)
        if locked.way == "keyring" and not self._lane.was_locked:
            # At the first request of the day the system's own log-in has already asked who it is.
            self._open(lambda vault: vault.open_with_keyring())
        else:
            self.show_lock(LockView(locked))

    def ask_for_words(self, sentence: str) -> None:
        """The recovery code or the passphrase, because the other way is closed."""
        if self._situation is not None:
            self.show_lock(LockView(self._locked(self._situation), way="words", sentence=sentence))

    def show_lock(self, view: LockView) -> None:
        """A screen that unlocks."""
        view.pin_given.connect(self._try_pin)
        view.words_given.connect(self._try_words)
        view.keyring_wanted.connect(lambda: self._open(lambda vault: vault.open_with_keyring()))
        view.lost.connect(lambda: self.troubled.emit(None, self._situation))
        self.show(view)

    def _locked(self, situation: Situation) -> Locked:
        name = self._window.settings.worker
        last = self._lane.last_worker.id
        likely = next((one.id for one in situation.workers if one.id == last), "")
        likely = likely or next((one.id for one in situation.workers if one.name == name), "")
        return Locked(
            workers=[(one.id, one.name, one.tries_left) for one in situation.workers if one.has_pin],
            likely=likely,
            has_keyring=situation.has_keyring_slot,
            has_passphrase=situation.has_passphrase,
            has_recovery_code=situation.has_recovery_code,
        )

    def _try_pin(self, worker_id: str, pin: str) -> None:
        known = self._situation.workers if self._situation else ()
        name = next((one.name for one in known if one.id == worker_id), "")
        self._open(lambda vault: vault.open_with_pin(worker_id, pin), Worker(name, worker_id))

    def _try_words(self, words: str) -> None:
        self._open(lambda vault: vault.open_with_words(words))

    def _open(self, way: Callable[[Vault], Register], worker: Worker = _NOBODY, *, new: bool = False) -> None:
        self._looking = True
        self._lane.with_vault(way, partial(self._is_open, worker, new), self._failed)

    def _is_open(self, worker: Worker, new: bool, register: Any) -> None:
        self._looking = False
        self.put_away()
        self.opened.emit(register, worker, new)

    def _failed(self, error: KnownError) -> None:
        from ohjaus_desktop.register.vault import KeyringLost, KeyringTrouble, WrongWords

        self._looking = False
        nothing_yet = self._situation is not None and self._situation.kind == "absent"
        if nothing_yet and isinstance(error, KeyringLost | KeyringTrouble):
            # The system keeps no keys for us just now: a passphrase does without it.
            self._ask_for_passphrase()
        elif nothing_yet and self.view is not None:
            self.view.wait(False)
            self.view.say_problem(f"{error.what} {error.do}".strip())
        elif isinstance(error, WrongWords):
            if isinstance(self.view, LockView):
                self.view.refuse(f"{error.what} {error.do}".strip(), error.tries_left or 0)
            else:
                self.ask_for_words(error.what)
        elif isinstance(error, KeyringLost | KeyringTrouble):
            self.ask_for_words(f"{error.what} {error.do}".strip())
        else:
            self.put_away()
            self.troubled.emit(error, self._situation)


def _look(vault: Vault) -> _Met:
    from ohjaus_desktop.register import backups

    backups.finish(vault.folder)  # a backup that a power cut stopped on its way back
    return _Met(vault.look(), vault.has_keyring)
