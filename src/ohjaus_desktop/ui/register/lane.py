"""The register's one thread, and what is open on it.

It belongs to the window and not to the desks: they are built anew for another language, text size
or theme, and the client data that is open stays open meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.ui.jobs import Job, Jobs
from ohjaus_desktop.ui.private_clipboard import PrivateClipboard
from ohjaus_desktop.ui.system_lock import IdleWatch, SystemLock

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Vault
    from ohjaus_desktop.ui.window_frame import WindowFrame
    from ohjaus_desktop.workplace import Workplace

Then = Callable[[Any], object]
Failed = Callable[["KnownError"], object]


class _Answer(QObject):
    """Brings the end of one job to whoever waits for it, in the window's thread."""

    over = Signal(object)

    def __init__(
        self, then: Then | None, failed: Failed, broke: Callable[[Any], object], lane: QObject
    ) -> None:
        super().__init__(lane)
        self._then, self._failed, self._broke = then, failed, broke

    def follow(self, job: Job) -> None:
        """Listen to a job that has not begun."""
        job.done.connect(self._done)
        job.failed.connect(self._has_failed)
        job.broke.connect(self._has_broken)

    @Slot(object)
    def _done(self, result: Any) -> None:
        self._end(self._then, result)

    @Slot(object)
    def _has_failed(self, error: Any) -> None:
        self._end(self._failed, error)

    @Slot(object)
    def _has_broken(self, error: Any) -> None:
        self._end(self._broke, error)

    def _end(self, tell: Then | None, what: Any) -> None:
        try:
            if tell is not None:
                tell(what)
        finally:
            self.over.emit(self)


class RegisterLane(QObject):
    """Everything about the register is done here, one thing after the other, in one thread.

    register: None while it is closed. worker: who has opened it; a name of "" means whoever the
    settings name. last_worker: who had opened it before it was locked. was_locked: somebody has
    locked it since the program began. code_waits: the recovery code has not been typed back. asks: a
    screen was waiting for an answer when the desks were thrown away. quiet:
    nothing is being written any more. deserted: nobody has touched the program for the time of the
    settings, or the system's own lock has come.
    """

    quiet = Signal()
    deserted = Signal()

    def __init__(self, window: WindowFrame, workplace: Workplace) -> None:
        super().__init__(window)
        self._window, self._workplace = window, workplace
        self._jobs = Jobs(self, one_thread=True)
        self._answers: set[_Answer] = set()
        self._vault: tuple[tuple[str, str], Vault] | None = None
        self.register: Register | None = None
        self.worker = self.last_worker = Worker("")
        self.was_locked = self.code_waits = self.asks = False
        self.clipboard = PrivateClipboard(self)
        self._idle: IdleWatch | None = None
        self._system: SystemLock | None = None

    @classmethod
    def of(cls, window: WindowFrame, workplace: Workplace) -> RegisterLane:
        """The window's own lane, made when it is first asked for."""
        found = window.findChild(cls)
        return found if isinstance(found, cls) else cls(window, workplace)

    @property
    def is_busy(self) -> bool:
        """Something has been asked for and not been answered."""
        return bool(self._answers)

    def do(self, work: Callable[[], Any], then: Then | None = None, failed: Failed | None = None) -> None:
        """Do the work when everything before it is done. failed: None tells it in the window."""
        answer = _Answer(then, failed or self._window.tell_error, self._window.broke.emit, self)
        answer.over.connect(self._answered)
        self._answers.add(answer)
        self._jobs.start(lambda _progress, _cancelled: work(), prepare=answer.follow)

    def with_vault(
        self, work: Callable[[Vault], Any], then: Then | None = None, failed: Failed | None = None
    ) -> None:
        """The same for what needs the keys."""
        settings = self._workplace.effective.settings
        chosen = (settings.recovery_key, settings.backup_folder)
        self.do(lambda: work(self._keys(chosen)), then, failed)

    def _keys(self, chosen: tuple[str, str]) -> Vault:
        # Made in the register's thread: asking the system for its keyring can take a while.
        if self._vault is None or self._vault[0] != chosen:
            self._vault = (chosen, self._workplace.vault(self._window.outside.keyring))
        return self._vault[1]

    def take(self, register: Register, worker: Worker) -> None:
        """It is open, by this worker."""
        self.register, self.worker, self.last_worker = register, worker, worker

    def watch(self, minutes: int) -> None:
        """Begin to look whether somebody is there; minutes: how long nobody may be."""
        if self._idle is None or self._system is None:
            self._idle = IdleWatch(minutes, parent=self)
            self._idle.idle.connect(self.deserted)
            self._system = SystemLock(self)
            self._system.locked.connect(self.deserted)
        self._idle.set_minutes(minutes)
        self._idle.begin()

    def let_go(self) -> None:
        """Close the register once everything asked for until now is done, and forget the key."""
        register, self.register, self.worker = self.register, None, Worker("")
        self.was_locked = True
        self.clipboard.forget()
        if register is not None:
            self.do(register.close)

    def finish(self, milliseconds: int = -1) -> bool:
        """Wait until all is done and answered; False when that takes longer. -1 waits for ever."""
        if not self._jobs.finish_all(milliseconds):
            return False
        for answer in list(self._answers):
            QCoreApplication.sendPostedEvents(answer, QEvent.Type.MetaCall.value)
        return True

    @Slot(object)
    def _answered(self, answer: _Answer) -> None:
        self._answers.discard(answer)
        answer.deleteLater()
        if not self._answers:
            self.quiet.emit()
