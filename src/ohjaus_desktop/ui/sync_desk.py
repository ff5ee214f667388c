"""Keeps the catalogue young: updates beside the work, by itself and when asked, and says its age.

What the user asks for speaks: how it went, and why not. What it does by itself is quiet; only the
status line knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome, summary
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.jobs import Job, Jobs, Progress, Work
from ohjaus_desktop.ui.lookout import Lookout
from ohjaus_desktop.ui.status_line import StatusLine, catalogue_age
from ohjaus_desktop.ui.sync_view.notes import notes
from ohjaus_desktop.workplace import Workplace

LOOK_EVERY_MS = 5_000
"""How often the window looks whether another program has changed the catalogue."""


class SyncDesk(QObject):
    """Runs one update at a time; whatever it brings, the old catalogue serves until it is there."""

    changed = Signal()  # the user asked for newer information, or it is another catalogue altogether
    arrived = Signal()  # newer information is there, and nobody asked: nothing may move
    moved = Signal()  # a look has begun or ended: the standing is another one
    told = Signal(str, object)
    updated = Signal(str)  # what an update that was asked for has brought
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
        self._quiet = False
        self._waiting: Callable[[], None] | None = None
        self.outcome: SyncOutcome | None = None
        self._lookout = Lookout(workplace.daybook, at=clock())
        self.standing = workplace.standing()
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

    def look(self) -> None:
        """Look for a newer catalogue without being asked; nothing is told but in the status line."""
        self._start(None, quiet=True)

    def next_look(self) -> datetime | None:
        """When the next look comes by itself; None where there is nothing to look at."""
        return self._lookout.due if self._may_look() else None

    def restore(self) -> None:
        """Bring the catalogue back that was installed before."""
        workplace, at = self._workplace, self._clock()
        self._run(lambda _progress, _cancelled: workplace.restore_previous(at=at), text("Bringing back…"))

    def bring(self, file: Path) -> None:
        """Install a catalogue from a file or a memory stick."""
        self._start(str(file))

    def accept_held(self) -> None:
        """Install what was held back, however much it changes."""
        held = self.standing.held
        self._start(held.source if held is not None else None, force=True)

    def cancel(self) -> None:
        """Stop the update; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def show_age(self) -> None:
        """Say how old the facts are, whether there is a network, and whether the origin is known."""
        installed = self.standing.installed
        # With little height the band gives way; that these are examples does not.
        before = text("The services are examples") if self.is_example() and self._is_low() else ""
        age = catalogue_age(installed.published_at if installed else None, at=self._clock(), say=current())
        self._status.show_state(age, notes(self.standing, self._online(), current()), before=before)

    def look_around(self) -> None:
        """Ask store and daybook again how the catalogue stands."""
        self.standing = self._workplace.standing()
        self.show_age()
        self.moved.emit()

    def _may_look(self) -> bool:
        return bool(self._workplace.effective.settings.catalogue_address)

    def _start(self, address: str | None, *, force: bool = False, quiet: bool = False) -> None:
        workplace, at = self._workplace, self._clock()

        def work(progress: Progress, cancelled: Callable[[], bool]) -> SyncOutcome:
            return workplace.synchronise(address, at=at, force=force, progress=progress, cancelled=cancelled)

        self._run(work, text("Fetching service information…"), quiet=quiet)

    def _run(self, work: Work, doing: str, *, quiet: bool = False) -> None:
        if self._job is not None:
            if self._quiet and not quiet:
                # Who asks goes first: the look that came by itself makes room.
                self._waiting = lambda: self._run(work, doing)
                self._status.show_progress(doing, 0)
                self._job.cancel()
            return
        self._quiet = quiet
        self._job = self._jobs.start(work, prepare=self._listen)
        if not quiet:
            self._status.show_progress(doing, 0)
        self.moved.emit()

    def _show_progress(self, doing: str, share: float) -> None:
        if not self._quiet:
            self._status.show_progress(doing, share)

    def _listen(self, job: Job) -> None:
        job.progressed.connect(self._show_progress)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        job.broke.connect(self._broke)

    def _done(self, outcome: SyncOutcome) -> None:
        quiet, before = self._quiet, self._catalogue_id()
        self.outcome = outcome
        self._seen_version = self._workplace.store.data_version()
        self._ended()
        if quiet:
            if not outcome.same:
                self._tell_arrived(before)
            return
        self.changed.emit()
        changes = summary(outcome, current())
        if outcome.same or outcome.hold_above is not None:
            self.told.emit(changes, None)
        else:
            self.updated.emit(text("Service information updated: {changes}", changes=changes))

    def _stopped(self) -> None:
        quiet = self._quiet
        self._ended()
        if not quiet:
            self.told.emit(text("The update was cancelled"), None)

    def _failed(self, error: KnownError) -> None:
        quiet = self._quiet
        self._ended(error)
        if not quiet:
            (self.held if isinstance(error, SyncHeld) else self.refused).emit(error)

    def _broke(self, error: Exception) -> None:
        self._ended()
        self.broke.emit(error)

    def _ended(self, error: KnownError | None = None) -> None:
        self._job = None
        self._status.show_ended()
        self._lookout.plan(at=self._clock(), retry_after=getattr(error, "retry_after", None))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        self.look_around()

    def _catalogue_id(self) -> str:
        return self.standing.installed.catalogue_id if self.standing.installed is not None else ""

    def _tell_arrived(self, before: str) -> None:
        """Nothing moves, unless it is another catalogue: then what is in sight is no longer true."""
        (self.arrived if self._catalogue_id() == before else self.changed).emit()

    def _look_again(self) -> None:
        """Every few seconds: another program's changes, the network, the time of the next look."""
        version = self._workplace.store.data_version()
        if version != self._seen_version and self._job is None:
            self._seen_version, before = version, self._catalogue_id()
            self.look_around()
            self._tell_arrived(before)
        if self._lookout.is_time(at=self._clock(), online=self._online()) and self._may_look():
            self.look()
        self.show_age()
