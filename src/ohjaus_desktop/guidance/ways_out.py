"""Never a dead end: where nothing suits, everything that still leads on.

Which filters to drop and what each brings, what else the words may have meant, the broader need,
the same help nearer, at home, remote or elsewhere, and what answers the matter and yet is not for
this client. Looked for only where little was found: a letter typed on the way to a result costs
nothing here. Nothing here leads away from danger that was heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ohjaus_desktop import texts
from ohjaus_desktop.guidance import language, misfits, thesaurus
from ohjaus_desktop.guidance.answer import Alternatives, Answer, Broader, Facet, Hidden, Question, Result
from ohjaus_desktop.guidance.eye import Sight
from ohjaus_desktop.guidance.masks import mask_of
from ohjaus_desktop.guidance.order import Order
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.spelling import Spelling
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.understanding import Prospect

FEW = 3
"""With so few results, what a dropped filter would bring is told as well."""
MOST = {"here": 3, "nearest": 3, "any": 3, "home": 2, "remote": 2, "elsewhere": 2}
"""Alternatives of each kind, in the order in which they are told."""
MOST_BROADER = MOST_HIDDEN = 4
MOST_SPELLINGS = 3
"""Each a line of buttons in the window, which more would break in two."""
MOST_MEANT = 4
"""Needs whose groups and kindred are looked at: the weaker ones were hardly meant."""

THE_MATTER = frozenset({"need", "text"})
"""What the client came for: dropped last."""


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The ways out of one question.

    order: of its rows. now: what it brings itself; look: what another one would. show: makes a row.
    spelling: made when first needed.
    """

    shelf: Shelf
    standing: Standing
    places: Places
    situation: Situation
    order: Order
    now: Prospect
    look: Callable[[Question], Prospect]
    show: Callable[[int], Result]
    spelling: Callable[[], Spelling]

    def told(self, answer: Answer) -> Answer:
        """The answer with its ways out; where a few services suit only what hides others."""
        answer = replace(answer, hidden=self._hidden(answer.hidden), spelling=self._meant())
        situation, taking = self.situation, self.shelf.taking
        if situation.rows() & situation.outlook.fits & taking:
            return answer
        # Whoever types a whole name means that service; what else does not fit comes last.
        named = situation.match.tiers[0] if situation.match and situation.match.tiers else 0
        row = {one.service_id: self.shelf.place_of[one.service_id] for one in answer.results}
        shown = tuple(one for one in answer.results if one.fits or named >> row[one.service_id] & 1)
        matter = self._matter() & ~mask_of((row[one.service_id] for one in shown), len(self.shelf.rows))
        return replace(
            answer,
            results=shown,
            broader=self._broader(),
            alternatives=self._alternatives(matter & taking & situation.outlook.fits),
            misfits=self._misfits(matter & ~(taking & situation.outlook.fits)),
        )

    # Other questions --------------------------------------------------------------------------

    def _hidden(self, singly: Sequence[Hidden]) -> tuple[Hidden, ...]:
        """The filters to drop, most gain first; two of them, or more, where no single one helps.

        singly: what dropping one filter brings, the place apart. Dropping the very matter brings
        most, and helps least: it comes last, and never in danger.
        """
        situation = self.situation
        found = [one for one in singly if not (self.now.grave and THE_MATTER.intersection(one.filters))]
        if situation.place is not None or situation.staying is not None:
            found += self._gains([("place",)])
        if not self.now.count and all(THE_MATTER.intersection(one.filters) for one in found):
            filters = _droppable(situation)
            others = [name for name in filters if name not in THE_MATTER]
            found += self._gains(combinations(others, 2))
            found = found or self._gains(combinations(filters, 2)) or self._least(filters)
        found.sort(key=lambda one: (not THE_MATTER.isdisjoint(one.filters), -one.gain))
        return tuple(found[:MOST_HIDDEN])

    def _meant(self) -> tuple[str, ...]:
        """Whole texts that were perhaps meant: each finds more, those of danger first."""
        question = self.situation.question
        if not self.situation.words.strip() or self.situation.number:
            return ()
        found: list[tuple[bool, float, int, str]] = []
        for meant in self.spelling().texts(question.text, language.words(self.situation.words)):
            prospect = self.look(replace(question, text=meant.words))
            if prospect.count > self.now.count and self.now.grave <= prospect.grave:
                harmless = prospect.grave == self.now.grave
                found.append((harmless, meant.cost, -prospect.count, meant.words))
        return tuple(words for *_, words in sorted(found)[:MOST_SPELLINGS])

    def _broader(self) -> tuple[Broader, ...]:
        """The groups of what was meant and the needs next to it that lead to services, with counts."""
        needs = self.shelf.needs
        found = []
        for id_ in dict.fromkeys(self._next_to()):
            if id_ not in needs or id_ == self.situation.question.need:
                continue
            question = replace(self.situation.without("text"), need=id_)
            prospect, need = self.look(question), needs[id_]
            if prospect.count and self.now.grave <= prospect.grave:
                count = prospect.count
                facet = Facet(id_, need.name, count, need.parent_id, need.icon, need.sensitive)
                found.append(Broader(facet, question))
        return tuple(found[:MOST_BROADER])

    def _next_to(self) -> Iterator[str]:
        asked, match = self.situation.question.need, self.situation.match
        meant = [asked] if asked else []
        meant += [one.id for one in match.heard] if match else []
        for id_ in meant[:MOST_MEANT]:
            need = self.shelf.needs.get(id_)
            yield from thesaurus.bundled().of(id_).kindred
            if need is not None and need.parent_id:
                yield need.parent_id

    def _gains(self, choices: Iterable[tuple[str, ...]]) -> list[Hidden]:
        found = []
        for filters in choices:
            question = self.situation.without(*filters)
            prospect = self.look(question)
            if prospect.count > self.now.count and self.now.grave <= prospect.grave:
                found.append(Hidden(filters, prospect.count - self.now.count, question))
        return found

    def _least(self, filters: Sequence[str]) -> list[Hidden]:
        """As few filters as lead to something: all of them, less what need not go."""
        dropped = list(filters)
        for name in reversed(filters):
            rest = [one for one in dropped if one != name]
            if self.look(self.situation.without(*rest)).count:
                dropped = rest
        return self._gains([tuple(dropped)])

    # Other services ---------------------------------------------------------------------------

    def _matter(self) -> int:
        """The rows for what was asked, whatever else is told: the need and the words, or one of them."""
        question, match = self.situation.question, self.situation.match
        need = self.standing.rows(question.need) if question.need else 0
        if match is not None:
            certain = 0
            for one in match.heard:
                certain |= self.standing.rows(one.id) if one.certain else 0
            words = (certain & self.shelf.taking & self.situation.outlook.fits and certain) or match.rows
            return (need & words) or need or words
        if need:
            return need
        return self.shelf.activity.get(question.activity or "", 0) or self.shelf.listed

    def _alternatives(self, rows: int) -> tuple[Alternatives, ...]:
        """By kind, nearest kind first."""
        if self._is_sensitive():
            # Mediation and couples' therapy are no way out of violence.
            rows &= ~self.shelf.both_together
        # Whoever is in danger calls first, and need not travel to be helped.
        at_hand = ("remote", "home", "here")
        kinds = dict.fromkeys((*at_hand, *MOST)) if self.now.grave else MOST
        ways: dict[str, list[int]] = {kind: [] for kind in kinds}
        placed = self.situation.municipality is not None
        for row in self._in_order(rows):
            ways[_kind(self.situation.outlook.sights[row], placed=placed)].append(row)
        return tuple(
            Alternatives(kind, tuple(self.show(row) for row in found[: MOST[kind]]), len(found))
            for kind, found in ways.items()
            if found
        )

    def _misfits(self, rows: int) -> tuple[Result, ...]:
        """What answers the matter and yet is not for this client, each with its reason."""
        say, sights = texts.current(), self.situation.outlook.sights
        age, place = self.situation.question.age, self.situation.place or self.situation.staying
        home = place.municipality if place else None
        chosen = misfits.chosen(self._in_order(rows), sights, age)
        return tuple(
            misfits.explained(self.show(row), sights[row], age, home, say, self.places) for row in chosen
        )

    def _in_order(self, rows: int) -> list[int]:
        """What the words found as well as they found it, then the rest."""
        found = self.order.first(rows, None)
        return found + self.order.sorted(rows & ~mask_of(found, len(self.shelf.rows)))

    def _is_sensitive(self) -> bool:
        match, needs = self.situation.match, self.shelf.needs
        hinted = [one.id for one in match.heard] if match else []
        return bool(self.now.grave) or any(needs[id_].sensitive for id_ in hinted if id_ in needs)


def _droppable(situation: Situation) -> list[str]:
    """The filters that are set, what is easiest to do without first."""
    asked = situation.question
    names = ["open_now", "free", "home", "remote", "activity", "language", "age"]
    # A newborn is 0 years old: an age that was told all the same.
    told = [name for name in names if getattr(asked, name) is not None and getattr(asked, name) is not False]
    if situation.place or situation.staying:
        told.append("place")
    if asked.need is not None:
        told.append("need")
    if situation.match is not None:
        told.append("text")
    return told


def _kind(sight: Sight, *, placed: bool) -> str:
    way = sight.reach
    if way.mode is ReachMode.HOME:
        return "home"
    if way.mode is ReachMode.REMOTE:
        return "remote"
    if not placed:
        return "any"
    if way.mode is ReachMode.HERE:
        return "here"
    return "elsewhere" if way.elsewhere or way.beyond else "nearest"
