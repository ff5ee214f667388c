"""The way to the protected client data: opens it, hides it, and does everything on its own thread.

Nobody else in the window holds the register. Whoever needs something of it asks here, with a
function that runs beside the window; what it gives back arrives in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.jobs import Job
from ohjaus_desktop.ui.register.care import Care, carry, is_first_today, take_care
from ohjaus_desktop.ui.register.code import CodeKeeper
from ohjaus_desktop.ui.register.lane import RegisterLane
from ohjaus_desktop.ui.register.opening import RegisterOpening
from ohjaus_desktop.ui.register.rescue import RegisterRescue
from ohjaus_desktop.ui.register.settings import RegisterSettings
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.ui.window_frame import WindowFrame


QUIT_MS = 400
"""How long a closing window waits for the disk without a word, in milliseconds."""


class RegisterDesk(QObject):
    """Opens and locks the register, and passes questions to it.

    While ``hiding`` is told, ``with_open`` keeps what shall be done after the unlocking: a form that
    hides its draft asks there to be brought back.
    """

    opened = Signal()
    """The register has been opened, or unlocked."""
    hiding = Signal()
    """The client data is about to be hidden: whoever shows some of it lets go of it now."""
    covering = Signal()
    """Nothing may be kept here: what stands open is in memory only, and is covered instead of hidden."""

    carried = Signal(object)
    """The job that takes the day's backup to the chosen folder is over, for better or worse."""
    allowed = Signal(bool)
    """Whether personal data may be kept on this machine, when that has changed."""

    def __init__(self, window: WindowFrame, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self.lane = RegisterLane.of(window, workplace)
        self.lane.deserted.connect(self.lock)
        self.opening = RegisterOpening(window, self.lane, window.outside.clock, self)
        self.opening.opened.connect(lambda register, worker, new: self.take(register, worker, new=new))
        self.opening.left.connect(self._given_up)
        self.code = CodeKeeper(window, self.lane, self.opening.show, self.opening.put_away, self)
        self.rescue = RegisterRescue(window, workplace, self.lane, self.opening, self)
        self.rescue.opened.connect(lambda register: self.take(register, Worker("")))
        self.rescue.anew.connect(self.opening.begin)
        self.settings = RegisterSettings(window, workplace, self.lane, self)
        if self.lane.asks:  # a screen was asking while the window was dressed anew: it asks again
            QTimer.singleShot(0, self, self.opening.begin)
        self._is_hiding = self._is_quitting = False
        self._afterwards: list[Callable[[], object]] = []
        self._wanted: Callable[[], object] | None = None

    @property
    def is_open(self) -> bool:
        """Whether client data can be read and written now."""
        return self.lane.register is not None and not self._is_hiding

    def worker(self) -> Worker:
        """Who works here now."""
        return self.lane.worker if self.lane.worker.name else Worker(self._window.settings.worker)

    def with_open(self, then: Callable[[], object]) -> None:
        """Call ``then`` once the register is open; sets it up or unlocks it first where it must.

        Where no personal data is allowed on this machine nothing is set up and ``then`` is not called.
        """
        if self._window.settings.no_personal_data:
            self._window.undo_bar.tell(text("No personal data is kept on this machine."))
        elif self._is_hiding:
            self._afterwards.append(then)
        elif self.is_open:
            then()
        else:
            self._wanted = then
            self.opening.begin()

    def ask(
        self,
        work: Callable[[Register], Any],
        then: Callable[[Any], object] | None = None,
        *,
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Do something with the open register, beside the window and in the order of asking.

        then: gets what came out; failed: a known error, told in the window where it is None. Also
        while ``hiding`` is told: what is asked for then is done before the register closes.
        """
        register = self.lane.register
        if register is not None:
            self.lane.do(lambda: work(register), then, failed)

    def copy_private(self, words: str) -> None:
        """Copy words about a client: for two minutes, and not into a clipboard history."""
        self.lane.clipboard.copy(words)

    def new_client(self) -> None:
        """Another client: nothing copied of the one before stays, and nothing hidden comes back."""
        self.lane.clipboard.forget()
        self._afterwards.clear()

    def lock(self) -> None:
        """F9, idle time, or the system's own lock: hide everything about clients."""
        self.lane.clipboard.forget()
        if self.lane.register is None:
            if self._window.settings.no_personal_data:
                self.covering.emit()
            return
        self.hide_all()
        self.lane.let_go()
        if self._afterwards:
            self.opening.begin()
        else:
            self._window.undo_bar.tell(text("The client data is locked. Search and printing go on working."))

    def hide_all(self) -> None:
        """Everybody lets go of what they show, and may say what shall come back afterwards."""
        self._afterwards.clear()
        self._is_hiding = True
        try:
            self.opening.put_away()
            self.hiding.emit()
        finally:
            self._is_hiding = False

    def may_quit(self) -> bool:
        """Hide, write and close everything; False while that lasts, and then the window closes itself."""
        if self.lane.register is not None:
            self.hide_all()
        self.lane.let_go()
        if self.lane.finish(QUIT_MS):
            return True
        if not self._is_quitting:
            self._is_quitting = True
            self._window.undo_bar.tell(
                text("Client data is still being written. The program closes when it is done."),
                tone="warning",
            )
            self.lane.quiet.connect(self._window.close)
        return False

    def close(self) -> None:
        """The desks are thrown away: write what is still to be written. What is open stays open."""
        self.lane.finish()
        self.lane.asks = self.opening.is_under_way and self.lane.register is None

    def take(self, register: Register, worker: Worker, *, new: bool = False) -> None:
        """Open: a new passphrase first gets its recovery code, everything else goes on at once."""
        if worker.id != self.lane.last_worker.id:
            self._afterwards.clear()  # somebody else's draft waits for them among the drafts
        self.lane.take(register, worker)
        asked = new and self.opening.asked_for_passphrase
        self.code.look(self._show_code_first if asked else None)
        if not asked:
            self._go_on()

    def _show_code_first(self, code: str) -> None:
        if code:
            self.code.show_view(code, self._go_on)
        else:
            self._go_on()

    def _take_care(self) -> None:
        """Old drafts, the day's backup, time limits: after what the worker waits for."""
        keys, settings = self._workplace.data.register / "keys.json", self._window.settings
        by, at = self.worker(), self._window.outside.clock()

        def tell(care: Care) -> None:
            if words := care.sentence():
                self._window.undo_bar.tell(words, tone="warning" if care.trouble else "info")
            if settings.backup_folder and self.is_open:
                self._window.jobs.start(
                    lambda _progress, _cancelled: carry(keys, settings=settings, at=at),
                    prepare=self._follow_carrying,
                )

        self.ask(lambda register: take_care(register, keys, settings=settings, by=by, at=at), tell)

    def _follow_carrying(self, job: Job) -> None:
        job.failed.connect(self._not_carried)
        job.broke.connect(self._window.broke)
        job.over.connect(self.carried)

    @Slot(object)
    def _not_carried(self, error: KnownError) -> None:
        """The chosen folder cannot be used: quietly, once a day."""
        at = self._window.outside.clock()

        def tell(first: bool) -> None:
            if first:
                self._window.undo_bar.tell(f"{error.what} {error.do}".strip(), tone="warning")

        self.ask(lambda register: is_first_today(register, at), tell)

    def _go_on(self) -> None:
        if not self.is_open:
            return  # locked while the recovery code was in sight
        afterwards, self._afterwards = [*self._afterwards], []
        wanted, self._wanted = self._wanted, None
        self.lane.watch(self._window.settings.lock_minutes)
        self._take_care()
        self.opened.emit()
        for act in afterwards:
            act()
        if wanted is not None:
            wanted()

    def _given_up(self) -> None:
        """Esc: nothing was opened; what was locked away comes back at the next unlocking."""
        self._wanted = None
