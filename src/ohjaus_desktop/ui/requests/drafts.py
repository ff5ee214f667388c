"""Forms that were left half-way, on the page Pyynnöt: go on with one, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ohjaus_desktop.register import drafts, snapshot
from ohjaus_desktop.register.model import Draft
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.requests import record
from ohjaus_desktop.ui.requests.facts import Link
from ohjaus_desktop.ui.requests.wanted import Wanted
from ohjaus_desktop.ui.two_line_list import Row as Line

if TYPE_CHECKING:
    from ohjaus_desktop.ui.requests.desk import RequestsDesk
    from ohjaus_desktop.ui.requests.page import RequestsPage


class RequestDrafts(QObject):
    """Knows the drafts that are listed."""

    def __init__(self, desk: RequestsDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._drafts: dict[str, Draft] = {}

    def follow(self, page: RequestsPage) -> None:
        """Listen to the page."""
        page.list.draft_chosen.connect(self._show)
        page.list.draft_opened.connect(self._go_on)
        page.list.draft_thrown_away.connect(self._throw_away)
        page.detail.wished.connect(self._act)

    def take(self, found: Sequence[Draft], wanted: Wanted) -> tuple[Line, ...]:
        """These are the drafts now; gives the lines of those that are looked for."""
        self._drafts = {draft.id: draft for draft in found}
        lines = (_line(one) for one in map(self._link, found))
        sought = wanted.words.casefold().split() if wanted.which == "drafts" else []
        return tuple(line for line in lines if all(word in line.sentence.casefold() for word in sought))

    def forget(self) -> None:
        """Let go of them."""
        self._drafts = {}

    def _act(self, name: str, value: object) -> None:
        if name == "continue":
            self._go_on(str(value))
        elif name == "throw_away":
            self._throw_away(str(value))

    def _show(self, id_: str) -> None:
        self._desk.one.forget()
        page = self._desk.page
        page.detail.show_draft(self._link(self._drafts[id_]), back=page.narrow)

    def _go_on(self, id_: str) -> None:
        self._desk.draft_wanted.emit(self._drafts[id_])

    def _throw_away(self, id_: str) -> None:
        draft, by, at = self._drafts[id_], self._desk.by(), self._desk.now()
        self._desk.page.detail.forget()
        self._desk.page.show_list()
        self._desk.register.ask(
            lambda register: drafts.discard_draft(register, id_, by=by, at=at),
            lambda _: self._desk.done(text("The draft was thrown away."), lambda: self._bring_back(draft)),
        )

    def _bring_back(self, draft: Draft) -> None:
        self._desk.register.ask(
            lambda register: drafts.save_draft(register, draft), lambda _: self._desk.refresh()
        )

    def _link(self, draft: Draft) -> Link:
        say = current()
        changed = snapshot.changes(draft.content.matters, self._desk.workplace.store)
        services = ", ".join(say.name(one.snapshot.service.name) for one in draft.content.matters)
        when = text("written {when}", when=record.moment(draft.changed_at))
        name = draft.content.client.name or text("No name")
        about = " · ".join(part for part in (services, when) if part)
        return Link(draft.id, name, about, warnings=changed)


def _line(link: Link) -> Line:
    """The warning stands first: the end of a long line is cut."""
    if not link.warnings:
        return Line(link.id, link.name, link.about)
    about = f"{link.warnings[0]} · {link.about}"
    return Line(link.id, link.name, about, picture="warning", tone="warning")
