"""From a need, a kind of help and a place to the services that fit, with counts; never a dead end.

The navigator asks the shelf (what exists), the outlook (how this client sees it) and the matcher
(what was typed), and puts their masks together: a filter is an AND, a count a bit count, so the
number beside a choice is exactly what a click leaves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.navigation import Helpline, Need
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import barriers, counts, thesaurus, ways_out
from ohjaus_desktop.guidance.answer import Alternatives, Answer, Facet, Hidden, Question, Result
from ohjaus_desktop.guidance.changes import Changes
from ohjaus_desktop.guidance.considered import Considered, consider
from ohjaus_desktop.guidance.hours import Opening
from ohjaus_desktop.guidance.match import Match, Matcher
from ohjaus_desktop.guidance.needs import NeedWords
from ohjaus_desktop.guidance.order import Order
from ohjaus_desktop.guidance.outlook import Outlook
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.rides import rides
from ohjaus_desktop.guidance.search import SearchIndex
from ohjaus_desktop.guidance.shelf import Shelf, bits, is_free
from ohjaus_desktop.guidance.situation import Situation, filters_of
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.transitions import cautions
from ohjaus_desktop.guidance.urgent import UrgentHelp
from ohjaus_desktop.guidance.ways_out import WaysOut

__all__ = ["Answer", "Facet", "Hidden", "Navigator", "Question", "Result"]

KEPT_OUTLOOKS = 6
"""Places (and ages) remembered: a worker asks about few at a time."""


class Navigator:
    """Answers questions about one installed catalogue. Use it from one thread."""

    def __init__(self, store: CatalogueStore, places: Places) -> None:
        self._store = store
        self._places = places
        self._index = SearchIndex(store.engine)
        self.refresh()

    def refresh(self) -> None:
        """Read the catalogue again: after a sync, or when another program has changed it."""
        store = self._store
        organizations = {one.id: one for one in store.organizations()}
        locations = {one.id: one for one in store.locations()}
        self._shelf = Shelf(store.services(), organizations, locations, store.needs(), store.activities())
        self._standing = Standing(self._shelf, thesaurus.bundled())
        self._ways_out = WaysOut(self._shelf, self._standing, self._count)
        self._ears: tuple[NeedWords, Matcher] | None = None
        self._urgent = UrgentHelp(store.helplines(), self._places)
        self._changes = Changes(store.notices(), self._places)
        self._radii = {one.municipality: one.km for one in store.radii()}
        self._outlooks: OrderedDict[tuple[Place | None, int | None, str | None], Outlook] = OrderedDict()
        self._heard: tuple[tuple[str, str], Match] | None = None
        self._weighed: tuple[frozenset[str], Outlook, Considered] | None = None

    def warm(self) -> None:
        """Make ready what only words need; else the first letter typed waits for it."""
        self._places.bend()
        self._listen()

    def urgent_line(
        self, municipality: str | None, at: datetime, *, caller: str | None = None
    ) -> tuple[Helpline, ...]:
        """112 and the urgent helplines of the area that are not known to be closed.

        municipality: code of where help is needed; caller: of where the call is made, if elsewhere.
        """
        return self._urgent.line(municipality, at, caller=caller)

    def ask(self, question: Question) -> Answer:
        """Answer a question; quick enough for every keystroke when ``limit`` is some dozens."""
        question = replace(question, at=_thinkable(question.at))
        situation = self._understand(question)
        rows, fits = situation.rows(), situation.outlook.fits
        needs = self._needs_meant(situation)
        urgent = [need for need in needs if need.urgent]
        sensitive = any(need.sensitive for need in needs)
        total = (rows & fits).bit_count()
        order = Order(
            self._shelf,
            self._standing,
            situation,
            needs,
            urgent=bool(urgent),
            sensitive=sensitive,
            considered=self._considered(situation),
        )
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
            steps=tuple(step for need in urgent for step in need.steps),
            meant=tuple(need.id for need in needs),
            needs=counts.need_facets(self._shelf, self._standing, situation),
            activities=counts.activity_facets(self._shelf, situation),
            ways=counts.ways(self._shelf, situation),
            notices=self._changes.notices(
                moved, [self._services(row) for row in shown[:50]], situation.municipality, question.at
            ),
            hidden=counts.hidden(situation, total, self._at_any_age(situation).fits),
            rides=tuple(self._result(situation, row) for row in rides(self._shelf, situation, shown)),
        )
        return answer if total > ways_out.FEW else self._with_ways_out(answer, situation, needs)

    def count_by_place(self, question: Question, municipalities: Sequence[str]) -> dict[str, int]:
        """How many services fit if the client lived in each of these municipalities (codes)."""
        situation = self._understand(replace(question, at=_thinkable(question.at)))
        return counts.by_place(self._shelf, self._places, situation, municipalities)

    # Understanding ----------------------------------------------------------------------------

    def _understand(self, question: Question) -> Situation:
        recognised, rest = None, ""
        if question.text.strip():
            words, _ = self._listen()
            recognised, rest = self._places.recognise(
                question.text, is_word=words.is_word, begins_word=words.begins_word
            )
        place = recognised
        code = question.municipality
        if code is None and recognised is None:
            code = question.assumed_municipality
        if code is not None:
            known = self._places.municipality(code)
            place = self._places.place(known) if known else None
            # "Himanka" typed while Kalajoki is chosen says more precisely where.
            if recognised and known and recognised.municipality == known.code:
                place = recognised
        away = self._places.municipality(question.staying) if question.staying else None
        staying = self._places.place(away) if away else None
        home = place.municipality if place and staying else None
        outlook = self._outlook(staying or place, question.age, home)
        match = self._match(rest, question.text, question)
        filters = filters_of(self._shelf, self._standing, question, outlook, match)
        return Situation(question, place, outlook, match, filters, staying, recognised, rest)

    def _listen(self) -> tuple[NeedWords, Matcher]:
        """What hears words; made when the first one is typed, or by ``warm``."""
        if self._ears is None:
            shelf = self._shelf
            words = NeedWords(
                shelf.needs.values(),
                shelf.activities.values(),
                stems=self._index.stems(),
                thesaurus=thesaurus.bundled(),
            )
            self._ears = words, Matcher(shelf, self._index, words, self._standing)
        return self._ears

    def _outlook(self, place: Place | None, age: int | None, home: str | None = None) -> Outlook:
        key = (place, age, home)
        if key not in self._outlooks:
            origin = place if place and place.kind != "municipality" else None
            code = place.municipality if place else None
            self._outlooks[key] = Outlook(
                self._shelf, self._places, code, origin, age, home=home, radii=self._radii
            )
            if len(self._outlooks) > KEPT_OUTLOOKS:
                self._outlooks.popitem(last=False)
        self._outlooks.move_to_end(key)
        return self._outlooks[key]

    def _match(self, rest: str, typed: str, question: Question) -> Match | None:
        """What the text finds; None when nothing was asked in words."""
        if not typed.strip():
            return None
        _, matcher = self._listen()
        if not rest.strip() and not matcher.knows(typed):
            return None
        if self._heard is None or self._heard[0] != (rest, typed):
            match = matcher.match(rest, typed)
            if match.number:
                new = self._changes.replaced(typed, match.number, question.at).new_numbers
                match = matcher.with_numbers(match, new)
            self._heard = ((rest, typed), match)
        return self._heard[1]

    def _needs_meant(self, situation: Situation) -> list[Need]:
        """The need that was chosen and those heard for certain in the text."""
        ids = [situation.question.need or ""]
        if situation.match:
            ids += [heard.id for heard in situation.match.heard if heard.certain]
        return [self._shelf.needs[id_] for id_ in dict.fromkeys(ids) if id_ in self._shelf.needs]

    # Rows -------------------------------------------------------------------------------------

    def _result(self, situation: Situation, row: int) -> Result:
        sight = situation.outlook.sights[row]
        service = sight.service
        organization = self._shelf.rows[row].organization
        opening: Opening = situation.outlook.opening(row, situation.question.at)
        considered = self._considered(situation)
        return Result(
            service_id=service.id,
            name=service.name,
            organization=organization.name if organization else "",
            municipality=self._municipality_name(sight.reach.municipality),
            reach=sight.reach,
            opening=opening,
            assured_date=service.assured_date,
            why=self._why(situation, row),
            free=is_free(service),
            takes_new_clients=service.takes_new_clients,
            status=service.status,
            sensitive=service.sensitive or service.hide_address,
            fits=sight.fit.fits,
            why_not=sight.fit.sentence(texts.current()),
            caution=cautions(service, situation.question.age, texts.current(), sight.other_county),
            same=len(self._shelf.rows[row].services),
            home_served=sight.home,
            remote_served=sight.remote,
            eases=considered.eases(sight, texts.current()) if considered else (),
            hinders=considered.hinders(sight, texts.current()) if considered else (),
        )

    def _considered(self, situation: Situation) -> Considered | None:
        """How all rows suit the client's barriers: weighed once for a place, not at every key."""
        ids, outlook = barriers.known(situation.question.barriers), situation.outlook
        if not ids:
            return None
        if self._weighed is None or self._weighed[:2] != (ids, outlook):
            placed = situation.municipality is not None
            self._weighed = ids, outlook, consider(ids, self._shelf, outlook, placed=placed)
        return self._weighed[2]

    def _municipality_name(self, code: str | None) -> str:
        known = self._places.municipality(code) if code else None
        if known is None:
            return ""
        return known.name_sv if texts.current().language == "sv" else known.name_fi

    def _why(self, situation: Situation, row: int) -> str:
        """The need that the client's words mean and this row answers: "päihteet ← viina"."""
        for heard in situation.match.heard if situation.match else ():
            need = self._shelf.needs.get(heard.id)
            if need and self._standing.rows(heard.id) >> row & 1:
                return f"{texts.current().name(need.name)} ← {heard.words}"
        return ""

    def _services(self, row: int) -> tuple[str, str | None]:
        service = self._shelf.rows[row].services[0]
        return service.id, service.organization_id

    # Never a dead end -------------------------------------------------------------------------

    def _with_ways_out(self, answer: Answer, situation: Situation, needs: Sequence[Need]) -> Answer:
        """The answer with all that still leads on; with a few results only what hides others."""
        out = self._ways_out
        answer = replace(answer, hidden=out.hidden(situation, answer.total, answer.hidden))
        if answer.total:
            return answer
        wanted = out.wanted(situation, needs)
        # Whoever types a whole name means that service; what else does not fit comes last.
        named = situation.match.tiers[0] if situation.match and situation.match.tiers else 0
        rows = list(bits(named & situation.rows()))
        alternatives = tuple(
            Alternatives(kind, tuple(self._result(situation, row) for row in found))
            for kind, found in out.alternatives(wanted, rows)
        )
        return replace(
            answer,
            results=tuple(self._result(situation, row) for row in rows),
            broader=out.broader(situation, needs),
            alternatives=alternatives,
            misfits=tuple(self._result(situation, row) for row in out.misfits(wanted, rows)),
        )

    def _count(self, question: Question) -> int:
        """How many services fit a question."""
        situation = self._understand(question)
        return (situation.rows() & situation.outlook.fits).bit_count()

    def _at_any_age(self, situation: Situation) -> Outlook:
        place, staying = situation.place, situation.staying
        home = place.municipality if place and staying else None
        return self._outlook(staying or place, None, home)

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
