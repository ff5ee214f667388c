"""The rows as they suit a client with barriers: what eases, what hinders, and by how much.

For each barrier a row gets the points of the signs that ease and then loses those of the signs that
hinder: with none left it does not suit, with one it suits somewhat, with two or more well. What suits
not counts 0, somewhat 1, well 2, and a row's class is the sum over the barriers. Never less than 0:
so whatever stands higher than without the barriers has a reason of its own that can be said in
words. Never more than 2: a third reason is no better than the nearer service that suits as well.

Many rows are weighed at once. ``levels`` are masks: at n the rows with n points or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ohjaus_desktop.guidance.barrier_signs import SIGNS, Sign
from ohjaus_desktop.guidance.eye import Sight
from ohjaus_desktop.guidance.masks import bits, mask_of
from ohjaus_desktop.guidance.nearness import Nearness
from ohjaus_desktop.guidance.outlook import Outlook
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.weights import WEIGHTS
from ohjaus_desktop.texts import Translator

_BAND_KM = WEIGHTS.very_need_km
"""Journeys within one such stretch (1–50 km, 51–100 km …) are about as long: what suits better may
come first. As long as the one that being there for the very need is worth, so that both exchange
the same thing."""
_Grades = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]
"""``grades`` and ``grades_for_need`` of Considered."""


@dataclass(frozen=True, slots=True)
class Considered:
    """How all rows of an outlook suit.

    grades: masks of the rows that are about as near, the nearest first. No row leaves its grade
    for a barrier: whatever is at hand stays before what asks for a journey, and that before what
    lies too far or serves others. grades_for_need: the same where a need is meant, as pairs of
    masks: what is there for it, and what also answers it, some kilometres later. classes: masks of
    the rows by the sum of their barriers' points, most first; rank: the place of each row's class
    among them (a byte: 12 barriers make 25 at most). signs: those of the barriers, for the words.
    """

    grades: tuple[int, ...]
    grades_for_need: tuple[tuple[int, int], ...]
    classes: tuple[int, ...]
    rank: bytes
    signs: tuple[Sign, ...]
    shelf: Shelf

    def suited(self, order: Sequence[int], main: int) -> list[int]:
        """The rows of one grade, given in the client's own order, with what suits lifted.

        main: those that are there for the need. What only also answers it takes turns with its
        equals: food aid is no income support because nobody asks for papers there.
        """
        rank = self.rank
        both = ([row for row in order if main >> row & 1 == own] for own in (0, 1))
        also, own = (iter(sorted(rows, key=rank.__getitem__)) for rows in both)
        found: list[int] = []
        for before in order:
            if not main >> before & 1:
                found.append(next(also))
                continue
            row, at = next(own), len(found)
            while at and not main >> found[at - 1] & 1 and rank[found[at - 1]] > rank[row]:
                at -= 1
            found.insert(at, row)
        return found

    def eases(self, sight: Sight, say: Translator) -> tuple[str, ...]:
        """What makes it easier, in short words."""
        return self._words(sight, say, +1)

    def hinders(self, sight: Sight, say: Translator) -> tuple[str, ...]:
        """What stands in the way, in short words."""
        return self._words(sight, say, -1)

    def _words(self, sight: Sight, say: Translator, side: int) -> tuple[str, ...]:
        return tuple(
            say(sign.word) for sign in self.signs if sign.weight * side > 0 and sign.holds(sight, self.shelf)
        )


class Considering:
    """Weighs the rows of one catalogue. What holds for all clients is looked up once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._size = len(shelf.rows)
        self._told: dict[Sign, int] = {}
        self._several = [at for at, row in enumerate(shelf.rows) if len(row.services) > 1]
        self._grades: tuple[Outlook, bool, _Grades] | None = None

    def weigh(self, barriers: frozenset[str], outlook: Outlook) -> Considered:
        """Weigh every row for these barriers (ids), as the client of the outlook meets it."""
        asked = [some for id_, some in SIGNS.items() if id_ in barriers]
        levels = [self._everything]
        for signs in asked:
            somewhat, well = self._suiting(signs, outlook)
            levels = _raised(_raised(levels, somewhat, 1), well, 1)
        classes = tuple(low & ~high for low, high in pairwise([*levels, 0]))[::-1]
        rank = bytearray(self._size)
        for place, rows in enumerate(classes):
            for row in bits(rows):
                rank[row] = place
        signs = tuple(dict.fromkeys(sign for some in asked for sign in some))
        # Whoever has no car stays with what is at hand, even if it only also answers the need.
        grades = self._graded(outlook, stays="distance" in barriers)
        return Considered(*grades, classes, bytes(rank), signs, self._shelf)

    @property
    def _everything(self) -> int:
        return (1 << self._size) - 1

    def _suiting(self, signs: Sequence[Sign], outlook: Outlook) -> tuple[int, int]:
        """The rows that suit somewhat or better for one barrier, and those that suit well."""
        levels = [self._everything]
        for sign in sorted(signs, key=lambda sign: -sign.weight):
            move = _raised if sign.weight > 0 else _lowered
            levels = move(levels, self._rows(sign, outlook), abs(sign.weight))
        somewhat, well = [*levels, 0, 0][1:3]
        return somewhat, well

    def _rows(self, sign: Sign, outlook: Outlook) -> int:
        """The rows of which a sign holds, as this client meets them."""
        sights = outlook.sights
        if not sign.of_record:
            return self._where(sign, range(self._size), sights)
        if sign not in self._told:
            # Of one record it is the same for every client; of several another one may be met.
            self._told[sign] = self._where(sign, range(self._size), sights)
            return self._told[sign]
        some = mask_of(self._several, self._size)
        return self._told[sign] & ~some | self._where(sign, self._several, sights)

    def _where(self, sign: Sign, rows: Iterable[int], sights: Sequence[Sight]) -> int:
        holds, shelf = sign.holds, self._shelf
        return mask_of((row for row in rows if holds(sights[row], shelf)), self._size)

    def _graded(self, outlook: Outlook, *, stays: bool) -> _Grades:
        """The rows by grade; remembered for the last place. stays: see ``_grade``."""
        if self._grades is None or self._grades[0] is not outlook or self._grades[1] is not stays:
            plainly: dict[tuple[int, ...], list[int]] = defaultdict(list)
            weighed: dict[tuple[int, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
            for row, near in enumerate(outlook.near):
                plainly[_grade(near)].append(row)
                for also in (False, True):
                    weighed[_grade(near, also=also, stays=stays)][also].append(row)
            grades = tuple(self._mask(plainly[key]) for key in sorted(plainly))
            pairs = (weighed[key] for key in sorted(weighed))
            for_need = tuple((self._mask(own), self._mask(also)) for own, also in pairs)
            self._grades = outlook, stays, (grades, for_need)
        return self._grades[2]

    def _mask(self, rows: Iterable[int]) -> int:
        return mask_of(rows, self._size)


def _raised(levels: Sequence[int], rows: int, points: int) -> list[int]:
    """Give points to some rows."""
    padded = [*levels, *[0] * points]
    return [have | (padded[at - points] & rows if at >= points else rows) for at, have in enumerate(padded)]


def _lowered(levels: Sequence[int], rows: int, points: int) -> list[int]:
    """Take points from some rows; nobody has less than none."""
    padded = [*levels, *[0] * points]
    return [have & ~rows | padded[at + points] & rows if at else have for at, have in enumerate(levels)]


def _grade(near: tuple[bool, Nearness], *, also: bool = False, stays: bool = False) -> tuple[int, ...]:
    """What puts a row into its grade: coarser than the client's own order, and never across it.

    also: the service is there for other needs first, so it counts as lying further. stays: but not
    where it is at hand, for a client who goes nowhere: there it only follows what is there for it.
    """
    closed, (behind, band, far, *_how) = near
    at_hand = far == 0
    if also and not (stays and at_hand):
        far += WEIGHTS.very_need_km
    return (closed, behind, band, -(-far // _BAND_KM), also and at_hand)
