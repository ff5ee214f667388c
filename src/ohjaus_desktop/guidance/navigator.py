"""From a need, a kind of help and a place to the services that fit, with counts; never a dead end.

The navigator asks the shelf (what exists), the outlook (how this client sees it) and the matcher
(what was typed), and puts their masks together: a filter is an AND, a count a bit count, so the
number beside a choice is exactly what a click leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.navigation import Helpline, Need
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import barriers, counts, thesaurus, ways_out
from ohjaus_desktop.guidance.answer import Answer, Facet, Hidden, Question, Result
from ohjaus_desktop.guidance.changes import Changes
from ohjaus_desktop.guidance.considered import Considered, Considering
from ohjaus_desktop.guidance.hours import Opening
from ohjaus_desktop.guidance.order import Order
from ohjaus_desktop.guidance.outlook import Outlook
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.rides import rides
from ohjaus_desktop.guidance.search import SearchIndex
from ohjaus_desktop.guidance.shelf import Shelf, is_free
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.transitions import cautions
from ohjaus_desktop.guidance.understanding import Prospect, Understanding, grave
from ohjaus_desktop.guidance.urgent import UrgentHelp, steps_of
from ohjaus_desktop.guidance.ways_out import WaysOut
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights
from ohjaus_desktop.guidance.wording import municipality_name

__all__ = ["Answer", "Facet", "Hidden", "Navigator", "Question", "Result"]

MOST_NOTICED = 50
"""Rows whose notices are shown: as many as a window lists before anybody scrolls."""


class Navigator:
    """Answers questions about one installed catalogue. Use it from one thread."""

    def __init__(self, store: CatalogueStore, places: Places, weights: Weights = WEIGHTS) -> None:
        self._store = store
        self._weights = weights
        self._places = places
        self.refresh()

    def refresh(self) -> None:
        """Read the catalogue again: after a sync, or when another program has changed it."""
        store = self._store
        self._version, self._file = store.data_version(), self._installed()
        organizations = {one.id: one for one in store.organizations()}
        locations = {one.id: one for one in store.locations()}
        self._shelf = Shelf(store.services(), organizations, locations, store.needs(), store.activities())
        self._standing = Standing(self._shelf, thesaurus.bundled(), self._weights)
        self._index = SearchIndex(store.engine, self._shelf.place_of)
        self._urgent = UrgentHelp(store.helplines(), self._places)
        self._changes = Changes(store.notices(), self._places)
        radii = {one.municipality: one.km for one in store.radii()}
        self._understanding = Understanding(
            self._shelf, self._standing, self._index, self._places, self._changes, radii, self._weights
        )
        self._considering = Considering(self._shelf)
        self._weighed: tuple[frozenset[str], Outlook, Considered] | None = None

    def _follow(self) -> None:
        """Answer from what is installed now: another program may have replaced it between two letters.

        The index is asked anew at every letter, and its numbers mean the services of its own day.
        """
        version = self._store.data_version()
        if version != self._version:
            self._version = version
            if self._file != self._installed():
                self.refresh()

    def _installed(self) -> tuple[str, int] | None:
        """What tells one installed file, and one index of it, from another."""
        found = self._store.installed()
        return (found.file_hash, found.index_version) if found else None

    def warm(self) -> None:
        """Make ready what only words need; else the first letter typed waits for it."""
        self._places.bend()
        self._understanding.listen()
        self._index.warm()

    def urgent_line(
        self, municipality: str | None, at: datetime, *, caller: str | None = None
    ) -> tuple[Helpline, ...]:
        """112 and the urgent helplines of the area that are not known to be closed.

        municipality: code of where help is needed; caller: of where the call is made, if elsewhere.
        """
        return self._urgent.line(municipality, at, caller=caller)

    def ask(self, question: Question) -> Answer:
        """Answer a question; quick enough for every keystroke when ``limit`` is some dozens."""
        self._follow()
        question = replace(question, at=_thinkable(question.at))
        situation = self._understanding.situation(question)
        rows, fits = situation.rows(), situation.outlook.fits
        needs = self._understanding.needs_meant(question, situation.match)
        dangers = situation.match.dangers if situation.match else ()
        urgent = [need for need in needs if need.urgent or need.id in dangers]
        sensitive = any(need.sensitive for need in needs)
        total = (rows & fits).bit_count()
        order = self._order(situation, needs, urgent=bool(urgent), sensitive=sensitive)
        shown = order.first(rows, question.limit)
        results = tuple(self._result(situation, row) for row in shown)
        moved = self._changes.replaced(question.text, situation.number, question.at)
        answer = Answer(
            question=question,
            results=results,
            total=total,
            place=situation.place,
            staying=situation.staying,
            pinned=self._pinned(urgent, situation, moved.new_numbers),
            urgent=bool(urgent),
            sensitive=sensitive,
            urgent_needs=tuple(need.id for need in urgent),
            steps=steps_of(urgent),
            meant=tuple(need.id for need in needs),
            needs=counts.need_facets(self._shelf, self._standing, situation),
            activities=counts.activity_facets(self._shelf, situation),
            ways=counts.ways(self._shelf, situation),
            notices=self._changes.notices(
                moved,
                [self._first_service(row) for row in shown[:MOST_NOTICED]],
                situation.municipality,
                question.at,
            ),
            hidden=counts.hidden(situation, total, self._understanding.at_any_age(situation).fits),
            rides=() if urgent or sensitive else self._rides(situation, shown),
        )
        if total > ways_out.FEW and rows & fits & self._shelf.taking:
            return answer
        now = Prospect(total, grave(needs, situation.match))
        return self._ways_out(situation, order, now).told(answer)

    def count_by_place(self, question: Question, municipalities: Sequence[str]) -> dict[str, int]:
        """How many services fit if the client lived in each of these municipalities (codes)."""
        self._follow()
        situation = self._understanding.situation(replace(question, at=_thinkable(question.at)))
        return counts.by_place(self._shelf, self._places, situation, municipalities)

    # Rows -------------------------------------------------------------------------------------

    def _order(self, situation: Situation, needs: Sequence[Need], *, urgent: bool, sensitive: bool) -> Order:
        return Order(
            self._shelf,
            self._standing,
            situation,
            needs,
            urgent=urgent,
            sensitive=sensitive,
            considered=self._considered(situation),
            weights=self._weights,
        )

    def _result(self, situation: Situation, row: int) -> Result:
        sight = situation.outlook.sights[row]
        service = sight.service
        organization = self._shelf.rows[row].organization
        opening: Opening = situation.outlook.opening(row, situation.question.at)
        considered, say = self._considered(situation), texts.current()
        return Result(
            service_id=service.id,
            name=service.name,
            organization=organization.name if organization else "",
            municipality=municipality_name(sight.reach.municipality, say, self._places),
            reach=sight.reach,
            opening=opening,
            assured_date=service.assured_date,
            why=self._why(situation, row),
            free=is_free(service),
            takes_new_clients=service.takes_new_clients,
            status=service.status,
            sensitive=service.sensitive or service.hide_address,
            fits=sight.fit.fits,
            why_not=sight.fit.sentence(say),
            caution=cautions(service, situation.question.age, say, sight.other_county),
            same=len(self._shelf.rows[row].services),
            eases=considered.eases(sight, say) if considered else (),
            hinders=considered.hinders(sight, say) if considered else (),
        )

    def _rides(self, situation: Situation, shown: Sequence[int]) -> tuple[Result, ...]:
        """Who drives the client; asked only where nobody is in danger.

        The errand bus on Thursday is no way to an emergency clinic, and whoever flees from home must
        not meet a driver who knows the family.
        """
        return tuple(self._result(situation, row) for row in rides(self._shelf, situation, shown))

    def _considered(self, situation: Situation) -> Considered | None:
        """How all rows suit the client's barriers: weighed once for a place, not at every key."""
        ids, outlook = barriers.known(situation.question.barriers), situation.outlook
        if not ids:
            return None
        if self._weighed is None or self._weighed[:2] != (ids, outlook):
            self._weighed = ids, outlook, self._considering.weigh(ids, outlook)
        return self._weighed[2]

    def _why(self, situation: Situation, row: int) -> str:
        """The need that the client's words mean and this row answers: "päihteet ← viina"; else the words."""
        match = situation.match
        if match is None:
            return ""
        for heard in match.heard:
            need = self._shelf.needs.get(heard.id)
            if need and self._standing.answers(heard.id, row):
                return f"{texts.current().name(need.name)} ← {heard.words}"
        words = " ".join(word for word, rows in match.written if rows >> row & 1) or match.number
        return texts.text("in its record: {words}", words=words) if words else ""

    def _first_service(self, row: int) -> tuple[str, str | None]:
        """The ids of a row's first service and of who provides it."""
        service = self._shelf.rows[row].services[0]
        return service.id, service.organization_id

    # Never a dead end -------------------------------------------------------------------------

    def _ways_out(self, situation: Situation, order: Order, now: Prospect) -> WaysOut:
        return WaysOut(
            self._shelf,
            self._standing,
            self._places,
            situation,
            order,
            now,
            look=self._understanding.prospect,
            show=lambda row: self._result(situation, row),
            spelling=self._understanding.spelling,
        )

    def _pinned(
        self, urgent: Sequence[Need], situation: Situation, numbers: Sequence[str]
    ) -> tuple[Helpline, ...]:
        question = situation.question
        where, caller = situation.municipality, question.caller
        pinned = self._urgent.pinned(urgent, where, question.at, caller=caller) if urgent else ()
        asked = list(self._urgent.asked_for(question.text, situation.number))
        for new in numbers:
            asked += self._urgent.asked_for("", new)
        return tuple({line.id: line for line in (*pinned, *asked)}.values())


def _thinkable(at: datetime) -> datetime:
    """Nobody asks about the year 1 or 9999, where the day before or after does not exist."""
    year = min(max(at.year, 1900), 2200)
    return at if year == at.year else at.replace(year=year, day=min(at.day, 28))
