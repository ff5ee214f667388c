"""The way to the protected client data: opens it, hides it, and does everything on its own thread.

Nobody else in the window holds the register. Whoever needs something of it asks here, with a
function that runs beside the window; what it gives back arrives in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.ui.jobs import Job, Jobs
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.ui.window_frame import WindowFrame


class RegisterDesk(QObject):
    """Opens and locks the register, and passes questions to it."""

    opened = Signal()
    """The register has been opened, or unlocked."""
    hiding = Signal()
    """The client data is about to be hidden: whoever shows some of it lets go of it now."""

    def __init__(self, window: WindowFrame, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._lane = Jobs(self, one_thread=True)
        self._register: Register | None = None

    @property
    def is_open(self) -> bool:
        """Whether client data can be read and written now."""
        return self._register is not None

    def worker(self) -> Worker:
        """Who works here now."""
        return Worker(self._window.settings.worker)

    def with_open(self, then: Callable[[], object]) -> None:
        """Call ``then`` once the register is open; sets it up or unlocks it first where it must."""
        if self.is_open:
            then()

    def ask(
        self,
        work: Callable[[Register], Any],
        then: Callable[[Any], object] | None = None,
        *,
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Do something with the open register, beside the window and in the order of asking.

        then: gets what came out; failed: a known error, told in the window where it is None.
        """
        register = self._register
        if register is None:
            return

        def prepare(job: Job) -> None:
            if then is not None:
                job.done.connect(then)
            job.failed.connect(failed or self._window.tell_error)
            job.broke.connect(self._window.broke)

        self._lane.start(lambda _progress, _cancelled: work(register), prepare=prepare)

    def lock(self) -> None:
        """F9, idle time, or the system's own lock."""

    def close(self) -> None:
        """Write what is still to be written, and let go of the register."""
        self._lane.finish_all()
