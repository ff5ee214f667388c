"""Which of the rows that fit comes first.

By how well the text matches, then by the client's own order: here, comes home, remote, near to
far. Among those that are reached equally well the service that is there for this very need comes
before one that also answers it, and one for few needs before one for many. In danger what is there
for this very danger and asks for no travel comes first, then what is open. A general description,
which nobody is known to provide, comes after the real services that match as well.

Where words speak for several needs these take turns: the most fitting services of each, then all
others. A guess that is only second best still shows what it would lead to.

What stands in the client's way lifts what suits them, within all that: among rows that match
equally well and are about as near. In danger it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance.considered import Considered
from ohjaus_desktop.guidance.shelf import Shelf, bits, mask_of
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.standing import Standing

TURNS = (2, 2, 1)
"""The first services of the first, second and every further need that takes a turn.

Measured on the questions: one more of each hides the right need as often as it shows a better service.
"""
FEW = 400
"""Up to so many rows it is quicker to sort them than to walk the whole order."""


class Order:
    """The order of the rows for one question."""

    def __init__(
        self,
        shelf: Shelf,
        standing: Standing,
        situation: Situation,
        needs: Sequence[Need] = (),
        *,
        urgent: bool = False,
        sensitive: bool = False,
        considered: Considered | None = None,
    ) -> None:
        """needs: those meant. sensitive: shelters come first, mediation and the like last.

        considered: how the rows suit a client with barriers, None where there are none.
        """
        self._shelf = shelf
        self._standing = standing
        self._situation = situation
        self._main = 0
        dangers = situation.match.dangers if situation.match else ()
        for need in needs:
            if need.urgent or need.id in dangers or not urgent:
                self._main |= shelf.main.get(need.id, 0)
        self._needs = bool(needs)
        self._urgent = urgent
        self._sensitive = sensitive
        self._considered = None if urgent else considered
        match = situation.match
        # Where the words only hint at danger nobody is told so; but mediation can still wait.
        hinted = (shelf.needs.get(one.id) for one in match.heard) if match else ()
        self._hinted = any(need.sensitive for need in hinted if need)

    def first(self, rows: int, limit: int | None) -> list[int]:
        """The best rows, at most ``limit``; None for all."""
        shelf, match = self._shelf, self._situation.match
        tiers = list(match.tiers) if match else [-1]
        needs = list(match.needs) if match else [self._situation.question.need or ""]
        needs += [""] * (len(tiers) - len(needs))
        fits = self._situation.outlook.fits
        # Whoever types a whole name means that service, entitled or not: it says why not.
        named = tiers[0] if match else 0
        safe = shelf.shelters & ~named if self._sensitive else 0
        last = shelf.both_together & ~named if self._sensitive or self._hinted else 0
        # A name that only begins like a word of danger ("dö": doktor) never goes before the help for it.
        danger = self._main & ~named & ~safe & ~last if self._urgent and self._sensitive else 0
        first = next(filter(None, needs), "")
        parts = [(rows & named & fits, ""), (rows & named & ~fits, "")]
        parts += [(rows & fits & safe, first), (rows & fits & danger, first)]
        apart = named | safe | last | danger
        by_need = [(rows & fits & tier & ~apart, need) for tier, need in zip(tiers, needs, strict=True)]
        parts += self._in_turn(by_need, match.turns if match else ())
        parts += [(rows & fits & last, first), (rows & ~fits & ~named, first)]
        found: list[int] = []
        for part, need in (
            (half, need) for both, need in parts for half in (both & ~shelf.general, both & shelf.general)
        ):
            left = None if limit is None else limit - len(found)
            if part and left != 0:
                found += self.sorted(part, left, need)
        return found

    def _in_turn(self, by_need: list[tuple[int, str]], turns: Sequence[str]) -> list[tuple[int, str]]:
        """The tiers, with the first services of each need that takes a turn before the rest of any."""
        own = {need: at for at, (_, need) in enumerate(by_need) if need in turns}
        if self._urgent or len(own) < 2:
            return by_need
        first: list[tuple[int, str]] = []
        taken = 0
        for place, need in enumerate(turns):
            some = self._most_fitting(by_need[own[need]][0], need, TURNS[min(place, len(TURNS) - 1)])
            first.append((some, need))
            taken |= some
        at = min(own.values())
        return [*by_need[:at], *first, *((rows & ~taken, need) for rows, need in by_need[at:])]

    def _most_fitting(self, rows: int, need: str, most: int) -> int:
        """The few of these rows that answer the need best; of descriptions those with its first names."""
        general = rows & self._shelf.general
        if provided := rows & ~general:
            there = provided & self._shelf.main.get(need, 0) or provided
            if there.bit_count() > FEW:
                there = self._mask(self._nearest(there, FEW))
            return self._mask(self.sorted(there, most, need))
        return self._mask(row for row in bits(general) if self._standing.place(need, row) < most)

    def sorted(self, rows: int, limit: int | None = None, need: str = "") -> list[int]:
        """The rows in the client's own order; need: why they are there, if for a need."""
        if self._considered is None:
            return self._plainly(rows, limit, need)
        meant = self._needs or bool(need)
        others = self._kept_for_others(need) if meant else 0
        main = self._main | self._shelf.main.get(need, 0) | self._shelf.general
        found: list[int] = []
        for kept in (rows & ~others, rows & others):
            for grade in self._considered.grades:
                left = None if limit is None else limit - len(found)
                some = kept & grade
                if some and left != 0:
                    if meant:
                        found += self._considered.suited(self._plainly(some, None, need), main)[:left]
                    else:
                        found += self._by_points(some, left)
        return found

    def _by_points(self, rows: int, limit: int | None) -> list[int]:
        """The rows of one grade where no need was told: thousands, of which some dozens are shown."""
        found: list[int] = []
        for mask in self._considered.classes if self._considered else ():
            left = None if limit is None else limit - len(found)
            if rows & mask and left != 0:
                found += self._plainly(rows & mask, left, "")
        return found

    def _plainly(self, rows: int, limit: int | None, need: str) -> list[int]:
        """The rows in the client's own order, whatever stands in the way."""
        outlook, at = self._situation.outlook, self._situation.question.at
        if self._needs or need:
            found: list[int] = []
            key = self._key(need)
            for part in _sifted(rows, self._layers(need)):
                found += sorted(bits(part), key=key)
                if limit is not None and len(found) >= limit:
                    break
            return found[:limit]
        if limit is None or rows.bit_count() <= FEW:
            return sorted(bits(rows), key=outlook.rank(at).__getitem__)[:limit]
        return self._nearest(rows, limit)

    def _nearest(self, rows: int, limit: int) -> list[int]:
        """The first of many rows in the client's own order."""
        flags = self._shelf.flags(rows)
        walk = self._situation.outlook.order(self._situation.question.at)
        return list(islice((row for row in walk if flags[row >> 3] >> (row & 7) & 1), limit))

    def _layers(self, need: str) -> list[Sequence[int]]:
        """What counts first in ``_key``, as masks: of thousands of rows only the best are compared."""
        outlook = self._situation.outlook
        if self._urgent:
            return [[self._main & ~outlook.away], [outlook.open_now(self._situation.question.at)]]
        return [[~self._kept_for_others(need)], outlook.by_step]

    def _key(self, need: str) -> Callable[[int], tuple[int, ...]]:
        outlook, at, flags = self._situation.outlook, self._situation.question.at, self._shelf.flags
        rank, steps, breadth = outlook.rank(at), outlook.steps, self._shelf.breadth
        place = self._standing.place
        main = flags(self._main)
        away, is_open = (flags(outlook.away), flags(outlook.open_now(at))) if self._urgent else (b"", b"")
        general = flags(self._shelf.general)
        match = self._situation.match
        in_name = flags(match.in_name if match else 0)
        people = self._standing.people
        own = flags(people.kept_for(match.groups) if match else 0)
        others = flags(self._kept_for_others(need))

        def key(row: int) -> tuple[int, ...]:
            at, bit = row >> 3, row & 7
            first = main[at] >> bit & 1
            # What is there for another need of the same words fits as well, if somebody provides it.
            fitting = first and not general[at] >> bit & 1
            standing = (0 if fitting else place(need, row)) if need else 1 - first
            if self._urgent:
                travels = away[at] >> bit & 1
                return (1 - first) | travels, 1 - (is_open[at] >> bit & 1), standing, rank[row], row
            kept = others[at] >> bit & 1
            said = (in_name[at] >> bit & 1) + (own[at] >> bit & 1)
            return kept, steps[row], standing - 3 * said, breadth[row], rank[row], row

        return key

    def _kept_for_others(self, need: str) -> int:
        match = self._situation.match
        return self._standing.kept_for_others(need, match.groups) if match else 0

    def _mask(self, rows: Iterable[int]) -> int:
        return mask_of(rows, len(self._shelf.rows))


def _sifted(rows: int, layers: Sequence[Sequence[int]]) -> Iterator[int]:
    """The rows in parts, best first: by the masks of the first layer, then of the next."""
    if not layers:
        yield rows
        return
    for mask in layers[0]:
        if part := rows & mask:
            yield from _sifted(part, layers[1:])
            rows ^= part
            if not rows:
                return
    yield from _sifted(rows, layers[1:])
