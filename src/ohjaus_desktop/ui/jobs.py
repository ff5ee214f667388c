"""Long work beside the window: the only file that knows threads.

A job gets plain data and two functions: ``progress(sentence, share)`` and ``cancelled()``. It never
gets a widget. What it gives back, and what went wrong, arrives in the window's own thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from ohjaus_desktop.errors import Cancelled, KnownError

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
Work = Callable[[Progress, Callable[[], bool]], Any]


class Job(QObject):
    """One piece of work that is under way.

    progressed: what is being done and how much of it, 0 to 1. Exactly one of the other signals
    follows, then over, in the thread that made the job: done (what the work gave back), failed (a
    KnownError), stopped (cancelled), broke (a bug: the exception).
    """

    progressed = Signal(str, float)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    broke = Signal(object)
    over = Signal(object)  # the job itself, after everything else

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop; whatever it had begun is rolled back by the work itself."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Whether it should stop. Asked from the other thread: reading a bool is safe."""
        return self._cancelled


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Do the work; every way it can end becomes a signal."""
        job = self._job
        try:
            result = self._work(job.progressed.emit, job.cancelled)
        except Cancelled:
            job.stopped.emit()
        except KnownError as error:
            log.warning("job failed: %s", error.__cause__ or type(error).__name__)
            job.failed.emit(error)
        except Exception as error:  # noqa: BLE001 — the edge of a thread: nothing above would see it
            job.broke.emit(error)
        else:
            job.done.emit(result)
        finally:
            job.over.emit(job)


class Jobs(QObject):
    """Starts jobs, and waits for them when the program ends."""

    def __init__(self, parent: QObject | None = None, *, one_thread: bool = False) -> None:
        """one_thread: jobs run one after the other, always in the same thread; the register's way."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._one_thread = one_thread
        if one_thread:
            self._pool.setMaxThreadCount(1)
            self._pool.setExpiryTimeout(-1)
        self._running: list[Job] = []

    def start(self, work: Work, *, prepare: Callable[[Job], None] | None = None) -> Job:
        """Start the work in a thread of its own. prepare: connects signals before it begins."""
        job = Job(self)
        if prepare:
            prepare(job)
        # After whoever waits for it, and in this thread: a lambda would run in the other one and
        # throw the job away before its last signal has arrived.
        job.over.connect(self._clear, Qt.ConnectionType.QueuedConnection)
        self._running.append(job)
        self._pool.start(_Runner(job, work))
        return job

    def finish_all(self, milliseconds: int = -1) -> bool:
        """Wait until everything that was asked for has been done; False when that takes longer.

        milliseconds: -1 waits for as long as it takes.
        """
        if not self._one_thread:
            return self._pool.waitForDone(milliseconds)
        # The pool's own waiting would end the thread, and what comes next would be done in another.
        passed = threading.Event()
        self._pool.start(passed.set)
        return passed.wait(None if milliseconds < 0 else milliseconds / 1000)

    def stop_all(self) -> None:
        """Cancel what runs and wait until it has stopped."""
        for job in list(self._running):
            job.cancel()
        self._pool.waitForDone()

    @Slot(object)
    def _clear(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
            job.deleteLater()
