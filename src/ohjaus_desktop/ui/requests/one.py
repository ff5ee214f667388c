"""The request that is open on the page Pyynnöt: fetched, put into words, and what is wished for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ohjaus_desktop.guidance import workdays
from ohjaus_desktop.register import snapshot
from ohjaus_desktop.register.model import Referral, Row, holder
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.requests import asks as asked_of
from ohjaus_desktop.ui.requests import next_services, words
from ohjaus_desktop.ui.requests.asks import Opened
from ohjaus_desktop.ui.requests.deeds import RequestDeeds
from ohjaus_desktop.ui.requests.facts import Facts, Link, describe

if TYPE_CHECKING:
    from ohjaus_desktop.errors import KnownError
    from ohjaus_desktop.ui.requests.desk import RequestsDesk
    from ohjaus_desktop.ui.requests.page import RequestsPage

FOLLOW_UP_DAYS = (1, 2, 3, 5, 10, 20)
"""Offered for the next look, in working days: the next days, a week, two weeks, a month."""


class OneRequest(QObject):
    """Fetches one request at a time; of the rows that pass under the arrows meanwhile only the last."""

    def __init__(self, desk: RequestsDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.opened: Opened | None = None
        self._fetching = False
        self._next: Row | None = None
        self.actions = RequestDeeds(desk)
        self._deeds: dict[str, Callable[[Opened, Any], None]] = {
            **self.actions.deeds,
            **desk.papers.deeds,
            "offer": self._pass_on,
            "open": self._open_other,
            "again": lambda _opened, _: self.look_again(),
            "correct": lambda opened, _: desk.correction_wanted.emit(opened.referral),
            "ways": lambda opened, _: desk.ways_wanted.emit(opened.referral),
        }

    def follow(self, page: RequestsPage) -> None:
        """Listen to the page."""
        page.list.row_chosen.connect(self._look_at)
        page.list.row_opened.connect(self._open)
        page.list.kind_changed.connect(self.forget)
        page.detail.wished.connect(self._act)

    def forget(self) -> None:
        """Let go of the request."""
        self.opened = self._next = None
        self._fetching = False

    def look_again(self) -> None:
        """What is open, as it stands now; nobody new has looked at it."""
        if self.opened is None:
            return
        ids, by = self.opened.ids, self._desk.by()
        self._desk.register.ask(
            lambda register: asked_of.look_again(register, *ids, by=by), self._show, failed=self._failed
        )

    def _act(self, name: str, value: object) -> None:
        if self.opened is not None and name in self._deeds:
            self._deeds[name](self.opened, value)

    def _look_at(self, row: Row) -> None:
        """A row came under the arrows."""
        if self._fetching:
            self._next = row
        elif row.hidden:
            self.opened = None
            name = holder(row) or row.made_by
            page = self._desk.page
            page.detail.say_held(
                text("Only {name} can see this request.", name=name),
                lambda: self.actions.take_over(row, lambda: self._has_taken_over(row)),
                back=page.narrow,
            )
        elif self.opened is None or self.opened.recipient_id != row.recipient_id:
            self._fetch(row.referral_id, row.recipient_id)

    def _has_taken_over(self, row: Row) -> None:
        """It is theirs from now on."""
        self._desk.done(text("You have taken the request over."))
        self._fetch(row.referral_id, row.recipient_id)

    def _open(self, row: Row) -> None:
        """Enter or a click: also bring it to the front."""
        self._look_at(row)
        self._desk.page.bring_detail()

    def _open_other(self, opened: Opened, id_: str) -> None:
        """Another recipient of this request, or another request of the same client."""
        here = id_ in {one.id for one in opened.referral.recipients}
        self._fetch(opened.referral.id if here else id_, id_)
        self._desk.page.list.table.choose(id_, quietly=True)

    def _fetch(self, referral_id: str, recipient_id: str) -> None:
        self._fetching, by, at = True, self._desk.by(), self._desk.now()
        self._desk.register.ask(
            lambda register: asked_of.open_one(register, referral_id, recipient_id, by=by, at=at),
            self._show,
            failed=self._failed,
        )

    def _failed(self, error: KnownError) -> None:
        self.forget()
        self._say(f"{error.what} {error.do}".strip())

    def _say(self, sentence: str) -> None:
        self._desk.page.detail.say(sentence, back=self._desk.page.narrow)

    def _show(self, opened: Opened) -> None:
        self._fetching = False
        if not self._desk.register.is_open:
            return
        waiting, self._next = self._next, None
        self.opened = opened
        page, today = self._desk.page, self._desk.today()
        days = [workdays.working_day_after(today, count) for count in FOLLOW_UP_DAYS]
        page.detail.show_request(self._facts(opened), days, today, back=page.narrow)
        if waiting is not None:
            self._look_at(waiting)

    def _facts(self, opened: Opened) -> Facts:
        """In words, with what has happened to the service since and what could help instead."""
        store, today = self._desk.workplace.store, self._desk.today()
        referral, recipient = opened.referral, opened.recipient
        id_ = recipient.matter.service_id
        changes = snapshot.changed_since(
            recipient.matter.snapshot, store.service(id_), retired=store.is_retired(id_)
        )
        offered: tuple[Link, ...] = ()
        if next_services.is_wanted(recipient, today):
            tried = {one.matter.service_id for other in opened.same for one in other.recipients}
            offered = next_services.offers(self._desk.workplace, referral, recipient, self._desk.now(), tried)
        return describe(
            referral,
            recipient,
            today=today,
            choices=store.choices(),
            changes=changes,
            disclosures=opened.disclosures,
            same=[_same(one) for one in opened.same],
            offers=offered,
        )

    def _pass_on(self, opened: Opened, service_id: str) -> None:
        """The same matter to another service: the form, with all but the consent, or the service itself."""
        workplace, ids = self._desk.workplace, opened.ids
        content = next_services.passed_on(workplace, opened.referral, ids[1], service_id)
        if content is not None:
            self._desk.new_request_wanted.emit(content)
        else:
            self._desk.window.go_to_search()
            self._desk.services.open(service_id)


def _same(referral: Referral) -> Link:
    say = current()
    first = referral.recipients[0]
    about = f"{say.date(referral.made_at.date())} · {words.standing(first.state).words}"
    return Link(referral.id, say.name(first.matter.snapshot.service.name), about)
