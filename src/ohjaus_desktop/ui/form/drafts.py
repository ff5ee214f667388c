"""Keeps what is being written on the disk: at every change, one write under way, the newest next."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.register.model import Content, Draft, Worker
from ohjaus_desktop.ui.register.desk import RegisterDesk

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.register.store import Register


class DraftKeeper(QObject):
    """One draft at a time. Nothing is written before something has been changed."""

    failed = Signal(object)  # KnownError: the newest change is not on the disk
    written = Signal()

    def __init__(self, register: RegisterDesk, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._register, self._clock = register, clock
        self.draft: Draft | None = None
        self._waiting: Draft | None = None
        self._is_writing = self._is_kept = self.is_changed = False

    def begin(self, content: Content) -> None:
        """A new form."""
        at = self._clock()
        worker = self._register.worker()
        self.draft = Draft(uuid.uuid4().hex, at, at, worker.key, content)
        self._waiting, self._is_kept, self.is_changed = None, False, False

    def resume(self, draft: Draft) -> None:
        """A form that is on the disk already."""
        self.draft, self._waiting, self._is_kept = draft, None, True

    def change(self, content: Content) -> Draft | None:
        """The form has changed, but nothing is to be written: there is no place for it."""
        if self.draft is not None:
            self.is_changed = self.is_changed or content != self.draft.content
            self.draft = replace(self.draft, content=content, changed_at=self._clock())
        return self.draft

    def keep(self, content: Content) -> None:
        """The form has changed: write it now, or right after the write that is under way."""
        self._waiting = self.change(content)
        if not self._is_writing:
            self._write()

    def flush(self) -> None:
        """Ask for the newest change to be written before anything that is asked for later."""
        if self._waiting is not None:
            self._write()

    def end(self) -> Draft | None:
        """The form is put away; gives what is on the disk, or on its way there."""
        self.flush()
        kept, self.draft = (self.draft if self._is_kept else None), None
        return kept

    def let_go(self) -> None:
        """The form has become a request: nothing of it is a draft any more."""
        self.draft = self._waiting = None

    def discard(self) -> None:
        """Throw the form away."""
        draft, self.draft, self._waiting = self.draft, None, None
        if draft is not None and self._is_kept:
            worker, at = self._register.worker(), self._clock()
            self._register.ask(lambda register: _discard(register, draft.id, worker, at))

    def _write(self) -> None:
        draft, self._waiting = self._waiting, None
        if draft is None:
            return
        self._is_writing = self._is_kept = True
        self._register.ask(lambda register: _save(register, draft), self._written, failed=self._refused)

    def _written(self, _nothing: object) -> None:
        self._is_writing = False
        self.written.emit()
        self._write()

    def _refused(self, error: KnownError) -> None:
        # The next change tries again; what is newest by then is the whole form.
        self._is_writing = False
        self.failed.emit(error)


class Unfinished(QObject):
    """What outlives the desks: they are built anew for another language, text size or theme.

    left: forms that were put away where nothing may be kept on this machine, by their services; they
    are there until the next client.
    """

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.left: dict[frozenset[str], Content] = {}
        self._draft_id = ""
        self._content: Content | None = None

    @classmethod
    def of(cls, window: QObject) -> Unfinished:
        """The window's own, made when it is first asked for."""
        found = window.findChild(cls)
        return found if isinstance(found, cls) else cls(window)

    def keep(self, content: Content | None, kept: Draft | None) -> None:
        """A form comes back when the desks stand again; of one that is on the disk only the id stays here."""
        self._draft_id = kept.id if kept else ""
        self._content = None if kept else content

    def take(self) -> tuple[str, Content | None]:
        """The id of a form that is on the disk, or else what stood on it; it is given once."""
        taken = self._draft_id, self._content
        self._draft_id, self._content = "", None
        return taken


def services_of(content: Content) -> frozenset[str]:
    """Ids of the services that a form is for."""
    return frozenset(one.service_id for one in content.matters)


def _save(register: Register, draft: Draft) -> None:
    from ohjaus_desktop.register.referrals import save_draft

    save_draft(register, draft)


def _discard(register: Register, draft_id: str, worker: Worker, at: datetime) -> None:
    from ohjaus_desktop.register.referrals import discard_draft

    discard_draft(register, draft_id, by=worker, at=at)
