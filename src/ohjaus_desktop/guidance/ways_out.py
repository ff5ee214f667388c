"""Never a dead end: where nothing suits, everything that still leads on.

Which filters to drop and what each brings, what else the words may have meant, the broader need,
the same help nearer, at home, remote or elsewhere, and what answers the matter and yet is not for
this client. Looked for only where nothing suits: a letter typed on the way to a result costs
nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import thesaurus
from ohjaus_desktop.guidance.answer import Facet, Hidden, Question
from ohjaus_desktop.guidance.heard import Heard
from ohjaus_desktop.guidance.order import Order
from ohjaus_desktop.guidance.outlook import Sight
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf, mask_of
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.standing import Standing

FEW = 3
"""With so few results, what a dropped filter would bring is told as well."""
MOST = {"here": 3, "nearest": 3, "any": 3, "home": 2, "remote": 2, "elsewhere": 2}
"""Alternatives of each kind, in the order in which they are told."""
MOST_MISFITS = 5
MOST_BROADER = 4
MOST_HIDDEN = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the client came for, whatever else was asked: rows, and in which order they come."""

    rows: int
    order: Order
    situation: Situation


class WaysOut:
    """Finds the ways out of one installed catalogue. Immutable."""

    def __init__(self, shelf: Shelf, standing: Standing, count: Callable[[Question], int]) -> None:
        """count: how many services fit a question."""
        self._shelf = shelf
        self._standing = standing
        self._count = count
        taking = (row for row in range(len(shelf.rows)) if self._takes_clients(row))
        self._taking = mask_of(taking, len(shelf.rows))

    def wanted(self, situation: Situation, needs: Sequence[Need]) -> Wanted:
        """needs: those meant for certain."""
        order = Order(self._shelf, self._standing, situation, needs)
        return Wanted(self._matter(situation), order, situation)

    def hidden(self, situation: Situation, total: int, singly: Sequence[Hidden]) -> tuple[Hidden, ...]:
        """The filters to drop, most gain first; two of them, or more, where no single one helps.

        singly: what dropping one filter that is a mask brings.
        """
        found = list(singly)
        if situation.place is not None or situation.staying is not None:
            found += self._gains(situation, total, [("place",)])
        if not found and not total:
            filters = _droppable(situation)
            found = self._gains(situation, total, combinations(filters, 2)) or self._least(situation, filters)
        return tuple(sorted(found, key=lambda one: -one.gain)[:MOST_HIDDEN])

    def broader(self, situation: Situation, needs: Sequence[Need]) -> tuple[Facet, ...]:
        """The group of what was meant and the needs next to it that lead to services, with counts."""
        meant = [need.id for need in needs] or [one.id for one in _heard(situation)][:2]
        ids = [id_ for need in meant for id_ in (self._group(need), *thesaurus.bundled().of(need).kindred)]
        asked = situation.question.need
        facets = []
        for id_ in dict.fromkeys(ids):
            need = self._shelf.needs.get(id_)
            if need is None or id_ == asked:
                continue
            count = self._count(_about(situation, id_))
            if count:
                facets.append(Facet(id_, need.name, count, need.parent_id, need.icon, need.sensitive))
        return tuple(facets[:MOST_BROADER])

    def alternatives(self, wanted: Wanted, shown: Iterable[int]) -> list[tuple[str, list[int]]]:
        """Rows for the same matter without the filters, by kind, nearest kind first."""
        situation = wanted.situation
        apart = mask_of(shown, len(self._shelf.rows))
        ways: dict[str, list[int]] = {kind: [] for kind in MOST}
        for row in wanted.order.sorted(wanted.rows & self._taking & situation.outlook.fits & ~apart):
            kind = _kind(situation.outlook.sights[row], placed=situation.municipality is not None)
            if len(ways[kind]) < MOST[kind]:
                ways[kind].append(row)
        return [(kind, rows) for kind, rows in ways.items() if rows]

    def misfits(self, wanted: Wanted, shown: Iterable[int]) -> list[int]:
        """Rows that answer the matter and yet are not for this client, best first."""
        apart = mask_of(shown, len(self._shelf.rows))
        rows = wanted.rows & ~(self._taking & wanted.situation.outlook.fits) & ~apart
        return wanted.order.sorted(rows, MOST_MISFITS)

    # How it knows -----------------------------------------------------------------------------

    def _takes_clients(self, row: int) -> bool:
        services = self._shelf.rows[row].services
        return any(one.status == "active" and one.takes_new_clients != "no" for one in services)

    def _matter(self, situation: Situation) -> int:
        """The rows for what was asked: for the need and the words, else for one of them."""
        asked, match = situation.question.need, situation.match
        need = self._standing.rows(asked) if asked else 0
        words = match.rows if match else 0
        if asked:
            return (need & words) or need
        if match is None:
            return self._shelf.listed
        heard = 0
        for one in match.heard:
            heard |= self._standing.rows(one.id)
        return heard or words

    def _gains(self, situation: Situation, total: int, choices: Iterable[tuple[str, ...]]) -> list[Hidden]:
        found = []
        for filters in choices:
            question = situation.without(*filters)
            gain = self._count(question) - total
            if gain > 0:
                found.append(Hidden(filters, gain, question))
        return found

    def _least(self, situation: Situation, filters: Sequence[str]) -> list[Hidden]:
        """As few filters as lead to something: all of them, then back what need not go."""
        dropped = list(filters)
        for name in filters:
            rest = [one for one in dropped if one != name]
            if self._count(situation.without(*rest)):
                dropped = rest
        return self._gains(situation, 0, [tuple(dropped)])

    def _group(self, need: str) -> str:
        known = self._shelf.needs.get(need)
        return (known.parent_id or "") if known else ""


def _droppable(situation: Situation) -> list[str]:
    """The filters that are set, what is easiest to do without first."""
    asked = situation.question
    names = ["open_now", "free", "home", "remote", "activity", "language", "age"]
    set_ = [name for name in names if getattr(asked, name) not in (None, False)]
    if situation.place or situation.staying:
        set_.append("place")
    if asked.need is not None:
        set_.append("need")
    if situation.match is not None:
        set_.append("text")
    return set_


def _about(situation: Situation, need: str) -> Question:
    """The same question about another need."""
    return replace(situation.without("text"), need=need)


def _heard(situation: Situation) -> Iterator[Heard]:
    yield from situation.match.heard if situation.match else ()


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
