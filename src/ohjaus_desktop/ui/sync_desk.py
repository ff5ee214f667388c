"""Keeps the catalogue young: updates beside the work, and says how old the facts are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome, summary
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.jobs import Job, Jobs, Progress
from ohjaus_desktop.ui.status_line import StatusLine, catalogue_age
from ohjaus_desktop.workplace import Workplace

LOOK_EVERY_MS = 5_000
"""How often the window looks whether another program has changed the catalogue."""


class SyncDesk(QObject):
    """Runs one update at a time; whatever it brings, the old catalogue serves until it is there."""

    changed = Signal()  # the catalogue is another one now
    told = Signal(str, object)
    refused = Signal(object)  # KnownError
    held = Signal(object)  # SyncHeld: so much would change that a person decides; see accept_held
    broke = Signal(object)  # a bug

    def __init__(
        self,
        status: StatusLine,
        workplace: Workplace,
        jobs: Jobs,
        *,
        clock: Callable[[], datetime],
        online: Callable[[], bool | None],
        is_low: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """online: whether there is a network, None when not known. is_low: no room for the band."""
        super().__init__(parent)
        self._status, self._workplace, self._jobs = status, workplace, jobs
        self._clock, self._online, self._is_low = clock, online, is_low
        self._job: Job | None = None
        self._address: str | None = None
        self._seen_version = workplace.store.data_version()
        status.update_wanted.connect(self.update)
        status.cancel_wanted.connect(self.cancel)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_again)
        self._look.start()
        self.show_age()

    @property
    def is_running(self) -> bool:
        """Whether an update is under way."""
        return self._job is not None

    def is_example(self) -> bool:
        """Whether the installed services are made up."""
        installed = self._workplace.store.installed()
        return installed is not None and installed.example

    def update(self) -> None:
        """F5: fetch the catalogue from its address, or the bundled example."""
        self._start(None)

    def bring(self, file: Path) -> None:
        """Install a catalogue from a file or a memory stick."""
        self._start(str(file))

    def accept_held(self) -> None:
        """Install what was held back, however much it changes."""
        self._start(self._address, force=True)

    def cancel(self) -> None:
        """Stop the update; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def show_age(self) -> None:
        """Say how old the facts are, whether there is a network, and whether the origin is known."""
        installed = self._workplace.store.installed()
        # With little height the band gives way; that these are examples does not.
        before = text("The services are examples") if self.is_example() and self._is_low() else ""
        notes = []
        online = self._online()
        if online is not None:
            notes.append(text("online") if online else text("No network. Search and printing work."))
        if installed is not None and not installed.example and not installed.verified:
            notes.append(text("The origin has not been verified"))
        age = catalogue_age(installed.published_at if installed else None, at=self._clock(), say=current())
        self._status.show_state(age, tuple(notes), before=before)

    def _start(self, address: str | None, *, force: bool = False) -> None:
        if self._job is not None:
            return
        self._address = address
        workplace, at = self._workplace, self._clock()

        def work(progress: Progress, cancelled: Callable[[], bool]) -> SyncOutcome:
            return workplace.synchronise(address, at=at, force=force, progress=progress, cancelled=cancelled)

        self._job = self._jobs.start(work, prepare=self._listen)
        self._status.show_progress(text("Fetching service information…"), 0)

    def _listen(self, job: Job) -> None:
        job.progressed.connect(self._status.show_progress)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        job.broke.connect(self._broke)

    def _done(self, outcome: SyncOutcome) -> None:
        self._ended()
        self._seen_version = self._workplace.store.data_version()
        self.changed.emit()
        changes = summary(outcome, current())
        if not outcome.same:
            changes = text("Service information updated: {changes}", changes=changes)
        self.told.emit(changes, None)

    def _stopped(self) -> None:
        self._ended()
        self.told.emit(text("The update was cancelled"), None)

    def _failed(self, error: KnownError) -> None:
        self._ended()
        (self.held if isinstance(error, SyncHeld) else self.refused).emit(error)

    def _broke(self, error: Exception) -> None:
        self._ended()
        self.broke.emit(error)

    def _ended(self) -> None:
        self._job = None
        self._status.show_ended()
        self.show_age()

    def _look_again(self) -> None:
        version = self._workplace.store.data_version()
        if version != self._seen_version and self._job is None:
            self._seen_version = version
            self.changed.emit()
        self.show_age()
