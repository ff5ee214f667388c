"""The page Pyynnöt: what was asked for whom, what is due, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Referral, Worker
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.requests import asks as asked_of
from ohjaus_desktop.ui.requests.asks import Found, Opened
from ohjaus_desktop.ui.requests.drafts import RequestDrafts
from ohjaus_desktop.ui.requests.one import OneRequest
from ohjaus_desktop.ui.requests.papers import RequestPapers
from ohjaus_desktop.ui.requests.wanted import Listed, Wanted, Which
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.ui.requests.page import RequestsPage
    from ohjaus_desktop.ui.window_frame import WindowFrame

TAB = 1


class RequestsDesk(QObject):
    """Lists requests, opens one, and notes what became of it."""

    new_request_wanted = Signal(object)  # Content of a request for the same matter
    draft_wanted = Signal(object)  # Draft to go on with
    correction_wanted = Signal(object)  # Referral whose client's data is to be put right
    ways_wanted = Signal(object)  # Referral that is to be brought on its way once more

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        services: ServiceDesk,
        register: RegisterDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.window, self.workplace, self.services, self.register = window, workplace, services, register
        self._page: RequestsPage | None = None
        self._asking: Wanted | None = None
        self._everything = 0
        self.papers = RequestPapers(self)
        self.one = OneRequest(self)
        self.drafts = RequestDrafts(self)
        register.opened.connect(self._register_opened)
        register.hiding.connect(self._hide)
        window.header.allow_tab(TAB, not window.settings.no_personal_data)
        if register.is_open:
            self._find()

    @property
    def opened(self) -> Opened | None:
        """The request in sight."""
        return self.one.opened

    @property
    def page(self) -> RequestsPage:
        """The page, made when it is first wanted."""
        if self._page is None:
            from ohjaus_desktop.ui.requests.page import RequestsPage

            page = self._page = RequestsPage()
            page.unlock_wanted.connect(self._unlock)
            page.list.wanted.connect(self._find)
            page.list.search_services_wanted.connect(self.window.go_to_search)
            page.list.hand_over_wanted.connect(self._print_hand_over)
            self.one.follow(page)
            self.drafts.follow(page)
            self.window.pages.addWidget(page)
            self.window.guard_fields()
        return self._page

    def show_page(self) -> None:
        """Alt+2."""
        if self.window.settings.no_personal_data:
            self.tell(text("No personal data is kept on this machine."))
            return
        page = self.page
        if self.register.is_open:
            by, at = self.by(), self.now()
            self.register.ask(lambda register: asked_of.note_search(register, by=by, at=at))
            page.show_open()
            self.refresh()
        elif self._has_register():
            page.show_locked()
        else:
            page.show_begin()
        self.window.pages.setCurrentWidget(page)
        self.window.header.show_tab(TAB)
        page.focus_first()

    def refresh(self, _referral_id: str = "") -> None:
        """Something has changed: look again."""
        if self.register.is_open:
            self._find()
            self.one.look_again()

    def done(self, words: str, back: Callable[[], object] | None = None) -> None:
        """Something was done to a request: say so, and look again."""
        self.tell(words, back)
        self.refresh()

    def tell(self, words: str, back: Callable[[], object] | None = None) -> None:
        """Say what happened, with a way back where there is one."""
        self.window.undo_bar.tell(words, back)

    def now(self) -> datetime:
        """The moment, as clocks in Finland show it."""
        return self.window.outside.clock()

    def today(self) -> date:
        """The day in Finland."""
        return self.now().astimezone(HELSINKI).date()

    def by(self) -> Worker:
        """Who works here now."""
        return self.register.worker()

    def helplines(self, referral: Referral) -> Sequence[Helpline]:
        """Urgent help of the client's area; of no area where nothing may tell where they live."""
        client = referral.client
        place = None if client.non_disclosure else client.municipality or None
        return self.workplace.navigator.urgent_line(place, self.now())

    def new_client(self) -> None:
        """Ctrl+N: the request in sight and the words that were looked for were about the one before."""
        self._forget()
        if self._page is not None:
            self._page.forget()
        self.refresh()

    def close(self) -> None:
        """Let go of what is shown."""
        self._forget()
        if self._page is not None:
            self._page.deleteLater()
            self._page = None

    # Locked and open --------------------------------------------------------------------------

    def _has_register(self) -> bool:
        folder = self.workplace.data.register
        return folder.exists() and any(folder.iterdir())

    def _unlock(self) -> None:
        self.register.with_open(self.show_page)

    def _register_opened(self) -> None:
        if self._page is not None:
            self._page.show_open()
        self._find(then=self._tell_due)

    def _tell_due(self, found: Found) -> None:
        """Quietly, once: what waits for a look today."""
        due = found.listing.due
        if due:
            words = plural(
                "{number} request waits for follow-up today",
                "{number} requests wait for follow-up today",
                due,
            )
            self.tell(words)

    def _hide(self) -> None:
        """Let go of everything about clients before the register closes."""
        self._forget()
        self.window.header.set_count(TAB, "")
        if self._page is not None:
            self._page.show_locked()

    def _forget(self) -> None:
        self._asking = None
        self.one.forget()
        self.drafts.forget()
        self.papers.hide()

    # The list ---------------------------------------------------------------------------------

    def _find(self, _wanted: Wanted | None = None, *, then: Callable[[Found], object] | None = None) -> None:
        """Ask for the list; of the questions that come while one is under way only the last is asked."""
        if self._asking is not None and then is None:
            self._asking = _AGAIN
            return
        asked = self._page.list.asked if self._page else Wanted()
        self._asking, by, on = asked, self.by(), self.today()

        def found(answer: Found) -> None:
            self._show_found(answer)
            if then is not None:
                then(answer)

        self.register.ask(
            lambda register: asked_of.find(register, asked, by=by, on=on), found, failed=self._not_found
        )

    def _not_found(self, error: KnownError) -> None:
        self._asking = None
        self.window.tell_error(error)

    def _show_found(self, found: Found) -> None:
        again, self._asking = self._asking is _AGAIN, None
        if not self.register.is_open:
            return
        waiting = found.listing.waiting
        if found.everything is not None:
            self._everything = found.everything
        words = plural("{number} waiting", "{number} waiting", waiting) if waiting else ""
        self.window.header.set_count(TAB, words)
        lines = self.drafts.take(found.drafts, found.wanted)
        if self._page is not None:
            listing = found.listing
            counts: dict[Which, int] = {
                "waiting": waiting,
                "due": listing.due,
                "all": self._everything,
                "drafts": len(found.drafts),
            }
            self._page.list.show_listed(
                Listed(found.wanted, listing.rows, listing.total, counts, lines, self.today())
            )
            if again:
                self._find()

    def _print_hand_over(self) -> None:
        """All that waits, not only what is listed."""
        by, on = self.by(), self.today()
        wanted = Wanted(which="waiting", limit=asked_of.EVERYTHING)
        self.register.ask(
            lambda register: asked_of.find(register, wanted, by=by, on=on),
            lambda found: self.papers.print_hand_over(found.listing.rows),
        )


_AGAIN = Wanted(limit=-1)
"""Marks that something has been asked for while an answer was under way."""
