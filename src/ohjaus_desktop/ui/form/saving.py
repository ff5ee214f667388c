"""From a form that is ready to a request that has been made: stored, corrected, or taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Content, Draft, Referral
from ohjaus_desktop.ui.form import asks
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.window_frame import WindowFrame
from ohjaus_desktop.workplace import Workplace


class Saving(QObject):
    """Asks the register; where nothing may be kept the request is only made."""

    requested = Signal(object)  # Referral
    corrected = Signal(object)  # Referral
    taken_back = Signal(object)  # Draft

    def __init__(
        self, window: WindowFrame, workplace: Workplace, register: RegisterDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace, self._register = window, workplace, register
        self._told: tuple[str, tuple[str, ...]] = ("", ())

    def news(self, draft: Draft) -> tuple[str, ...]:
        """What an update has changed about the services since the form was begun, as sentences.

        Told once: whoever saves again has read it. A correction asks after nothing any more.
        """
        told = self._told
        found = self.changes(draft.content)
        self._told = draft.id, found
        return () if self._told == told else found

    def changes(self, content: Content) -> tuple[str, ...]:
        """The same, however often it is asked."""
        from ohjaus_desktop.register import snapshot

        return () if content.correcting else snapshot.changes(content.matters, self._workplace.store)

    def save(self, draft: Draft, *, kept: bool) -> None:
        """Make the request, or put right the one that the form corrects."""
        if draft.content.correcting:
            self.correct(draft)
        else:
            self.request(draft, kept=kept)

    def request(self, draft: Draft, *, kept: bool) -> None:
        """Make the request. kept: it may be stored on this machine."""
        by, at = self._register.worker(), self._window.outside.clock()
        urgent = frozenset(need.id for need in self._workplace.store.needs() if need.urgent)
        if kept:
            self._register.ask(asks.requested(draft, urgent, by=by, at=at), self.requested.emit)
            return
        from ohjaus_desktop.register.referrals import make

        try:
            self.requested.emit(make(draft, by=by, at=at, urgent_needs=urgent))
        except KnownError as error:
            self._window.tell_error(error)

    def correct(self, draft: Draft) -> None:
        """Put right what was written about the client of a request that has been made."""
        by, at = self._register.worker(), self._window.outside.clock()
        self._register.ask(asks.corrected(draft, by=by, at=at), self.corrected.emit)

    def take_back(self, referral: Referral) -> None:
        """Undo: the request is a draft again, as if it had not been asked for."""
        by, at = self._register.worker(), self._window.outside.clock()
        self._register.ask(asks.taken_back(referral.id, by=by, at=at), self.taken_back.emit)
