"""Which of the rows that fit comes first.

``weights`` tells every criterion, in its order and with its reason; here they are put to work on
masks, so that of thousands of rows only those that can be shown are compared.

What stands in the client's way lifts what suits them, within all that: among rows that match
equally well and are about as near. In danger it changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance.considered import Considered
from ohjaus_desktop.guidance.masks import bits, mask_of
from ohjaus_desktop.guidance.match import DESCRIBED
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

FEW = 400
"""Up to so many rows it is quicker to sort them than to walk the whole order."""
SPARSE = 16
"""Where fewer than one row of so many is meant, it is quicker to look at each than at masks of all."""


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
        weights: Weights = WEIGHTS,
    ) -> None:
        """needs: those meant. sensitive: shelters come first, mediation and the like last.

        considered: how the rows suit a client with barriers, None where there are none.
        """
        self._shelf = shelf
        self._weights = weights
        self._general = shelf.general if weights.counts("provided") else 0
        self._standing = standing
        self._situation = situation
        self._main = 0
        self._help = 0
        dangers = situation.match.dangers if situation.match else ()
        for need in needs:
            if need.urgent or need.id in dangers or not urgent:
                self._main |= shelf.main.get(need.id, 0)
            if urgent and (need.id in dangers or (sensitive and need.urgent)):
                self._help |= shelf.need.get(need.id, 0) & ~shelf.general
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
        counts = self._weights.counts
        fits = self._situation.outlook.fits if counts("eligibility") else -1
        # Whoever types a whole name means that service, entitled or not: it says why not.
        named = tiers[0] if match else 0
        safe = shelf.shelters & ~named if self._sensitive and counts("shelters") else 0
        apart = (self._sensitive or self._hinted) and counts("apart")
        last = shelf.both_together & ~named if apart else 0
        # A name that only begins like a word of danger ("dö": doktor) never goes before the help for it.
        help_for_it = self._help & ~named & ~safe & ~last if counts("danger") else 0
        # Far away counts at once where it is open: at night the nearest help may be hours off.
        soon = ~self._situation.outlook.beyond | self._open_now() if help_for_it else 0
        danger = help_for_it & soon or help_for_it
        first = next(filter(None, needs), "")
        first = "" if first == DESCRIBED else first
        parts = [(rows & named & fits, ""), (rows & named & ~fits, "")]
        parts += [(rows & fits & safe, first), (rows & fits & danger, first)]
        placed = named | safe | last | danger
        by_need = [(rows & fits & tier & ~placed, need) for tier, need in zip(tiers, needs, strict=True)]
        parts += self._in_turn(by_need, match.turns if match else ())
        parts += [(rows & fits & last, first), (rows & ~fits & ~named, first)]
        found: list[int] = []
        for part, need in (
            (half, need) for both, need in parts for half in (both & ~self._general, both & self._general)
        ):
            left = None if limit is None else limit - len(found)
            if part and left != 0:
                found += self._by_fitting(part)[:left] if need == DESCRIBED else self.sorted(part, left, need)
        return found

    def _by_fitting(self, rows: int) -> list[int]:
        """Descriptions of kinds of services, the most fitting first."""
        match = self._situation.match
        fitting = match.fitting if match else {}
        return sorted(bits(rows), key=lambda row: (-round(fitting.get(row, 0.0), 9), row))

    def _in_turn(self, by_need: list[tuple[int, str]], turns: Sequence[str]) -> list[tuple[int, str]]:
        """The tiers, with the first services of each need that takes a turn before the rest of any."""
        own = {need: at for at, (_, need) in enumerate(by_need) if need in turns}
        if self._urgent or len(own) < 2 or not self._weights.counts("turns"):
            return by_need
        most = self._weights.turns
        first: list[tuple[int, str]] = []
        taken = 0
        for place, need in enumerate(turns):
            some = self._most_fitting(by_need[own[need]][0], need, most[min(place, len(most) - 1)])
            first.append((some, need))
            taken |= some
        at = min(own.values())
        return [*by_need[:at], *first, *((rows & ~taken, need) for rows, need in by_need[at:])]

    def _most_fitting(self, rows: int, need: str, most: int) -> int:
        """The few of these rows that answer the need best; of descriptions those with its first names."""
        general = rows & self._shelf.general
        if provided := rows & ~general:
            if provided.bit_count() > FEW:
                provided = self._mask(self._nearest(provided, FEW))
            return self._mask(self.sorted(provided, most, need))
        return self._mask(row for row in bits(general) if self._standing.place(need, row) < most)

    def sorted(self, rows: int, limit: int | None = None, need: str = "") -> list[int]:
        """The rows in the client's own order; need: why they are there, if for a need."""
        if self._considered is None:
            return self._plainly(rows, limit, need)
        meant = self._needs or bool(need)
        others = self._kept_for_others(need) if meant else 0
        there = self._there(need) if meant else 0
        found: list[int] = []
        for kept in (rows & ~others, rows & others):
            for grade in self._grades(kept, there) if meant else self._considered.grades:
                left = None if limit is None else limit - len(found)
                some = kept & grade
                if some and left != 0:
                    if meant:
                        found += self._considered.suited(self._plainly(some, None, need), there)[:left]
                    else:
                        found += self._by_points(some, left)
        return found

    def _grades(self, rows: int, there: int) -> Iterator[int]:
        """The rows that are about as near, weighed with the very need, nearest first."""
        if self._considered:
            for own, also in self._considered.grades_for_need:
                yield rows & (own & there | also & ~there)

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
            for part in self._sifted(rows, need):
                found += sorted(part, key=key)
                if limit is not None and len(found) >= limit:
                    break
            return found[:limit]
        if limit is None or rows.bit_count() <= FEW:
            return sorted(bits(rows), key=outlook.rank(at).__getitem__)[:limit]
        return self._nearest(rows, limit)

    def _nearest(self, rows: int, limit: int) -> list[int]:
        """The first of many rows in the client's own order."""
        outlook, at = self._situation.outlook, self._situation.question.at
        if self._are_few(rows):
            return sorted(bits(rows), key=outlook.rank(at).__getitem__)[:limit]
        flags = self._shelf.flags(rows)
        return list(islice((row for row in outlook.order(at) if flags[row >> 3] >> (row & 7) & 1), limit))

    def _are_few(self, rows: int) -> bool:
        return rows.bit_count() <= max(FEW, len(self._shelf.rows) // SPARSE)

    def _sifted(self, rows: int, need: str) -> Iterator[Iterable[int]]:
        """The rows in parts, best first, by what counts first in ``_key``: only the best are compared."""
        if self._urgent:
            yield from self._sifted_in_danger(rows)
            return
        outlook = self._situation.outlook
        others, there = self._kept_for_others(need), self._there(need)
        if self._are_few(rows):
            yield from self._step_by_step(rows, others, there)
            return
        for some in (rows & ~others, rows & others):
            left, own_rows, also_rows = some, some & there, some & ~there
            for own, also in outlook.by_step_for_need:
                if not left:
                    break
                part = own & own_rows | also & also_rows
                if part:
                    left ^= part
                    yield bits(part)

    def _sifted_in_danger(self, rows: int) -> Iterator[Iterable[int]]:
        outlook = self._situation.outlook
        at_once = self._main & ~outlook.away
        is_open = self._open_now()
        for some in (rows & is_open, rows & ~is_open):
            yield from map(bits, filter(None, (some & at_once, some & ~at_once)))

    def _open_now(self) -> int:
        at = self._situation.question.at
        return self._situation.outlook.open_now(at) if self._weights.counts("open") else 0

    def _step_by_step(self, rows: int, others: int, there: int) -> Iterator[list[int]]:
        """The same of few rows: each is put where it belongs."""
        flags, own, also = self._shelf.flags, *self._situation.outlook.steps_for_need
        is_others, is_there = flags(others), flags(there)
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in bits(rows):
            at, bit = row >> 3, row & 7
            step = (own if is_there[at] >> bit & 1 else also)[row]
            found[is_others[at] >> bit & 1, step].append(row)
        return (found[key] for key in sorted(found))

    def _key(self, need: str) -> Callable[[int], tuple[int, ...]]:
        outlook, at, flags = self._situation.outlook, self._situation.question.at, self._shelf.flags
        counts, weight = self._weights.counts, self._weights.said
        told_at = self._standing.told_at if counts("told_early") else lambda _need, _row: 0
        rank, place = outlook.rank(at), self._standing.place
        main, match = flags(self._main), self._situation.match
        away, is_open = (flags(outlook.away), flags(outlook.open_now(at))) if self._urgent else (b"", b"")
        beyond = flags(outlook.beyond) if self._urgent else b""
        opens, stands = counts("open"), counts("standing")
        general = flags(self._shelf.general)
        in_name = flags(match.in_name if match and counts("said") else 0)
        own = flags(self._standing.people.kept_for(match.groups) if match and counts("said") else 0)

        def key(row: int) -> tuple[int, ...]:
            at, bit = row >> 3, row & 7
            first = main[at] >> bit & 1
            # What is there for another need of the same words fits as well, if somebody provides it.
            fitting = first and not general[at] >> bit & 1
            standing = (0 if fitting else place(need, row)) if need else 1 - first
            if self._urgent:
                travels = away[at] >> bit & 1
                closed = opens and 1 - (is_open[at] >> bit & 1)
                # The very clinic 200 km away comes after the emergency clinic of the client's own town.
                far = beyond[at] >> bit & 1
                # At night a clinic an hour away helps, and a telephone that is answered on Monday does not.
                return closed, ((1 - first) | travels) + far, standing, rank[row], row
            said = (in_name[at] >> bit & 1) + (own[at] >> bit & 1)
            return standing * stands - weight * said, told_at(need, row), rank[row], row

        return key

    def _there(self, need: str) -> int:
        """The rows that are there for the very need, or for another that was meant for certain."""
        return self._main | self._standing.there(need) | self._shelf.general

    def _kept_for_others(self, need: str) -> int:
        match = self._situation.match
        if match is None or not self._weights.counts("for_whom"):
            return 0
        return self._standing.kept_for_others(need, match.groups)

    def _mask(self, rows: Iterable[int]) -> int:
        return mask_of(rows, len(self._shelf.rows))
