"""The rows as they suit a client with barriers: what eases, what hinders, and by how much.

For each barrier a row gets points for what eases and loses them for what hinders: it suits not,
somewhat or well. Never less than not: so whatever stands higher than without the barriers has a
reason of its own that can be said in words. Never more than well: a third reason is no better than
the nearer service that suits as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ohjaus_desktop.guidance.outlook import Outlook, Sight
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf, mask_of
from ohjaus_desktop.guidance.signs import SIGNS, Sign
from ohjaus_desktop.texts import Translator

_WELL = 2
"""The points of what suits well."""
_AT_HAND, _NEAR, _BEYOND, _ELSEWHERE = range(4)
_BAND_KM = 50
"""Places whose distances differ by less are about as far: what suits better may come first."""
_FAR = 100_000
"""The band of a place whose distance is not known."""


@dataclass(frozen=True, slots=True)
class Considered:
    """How all rows of an outlook suit.

    grades: for each grade of nearness the masks of the rows by their points, most first and none
    last. No row leaves its grade for a barrier: whatever is at hand stays before what asks for a
    journey, and that before what lies too far or serves others. points: of each row.
    """

    grades: tuple[tuple[int, ...], ...]
    points: tuple[int, ...]
    signs: tuple[Sign, ...]
    shelf: Shelf

    def suited(self, order: Sequence[int], main: int) -> list[int]:
        """The rows of one grade, given in the client's own order, with what suits lifted.

        main: those that are there for the need. What only also answers it takes turns with its
        equals: food aid is no income support because nobody asks for papers there.
        """
        points = self.points
        both = ([row for row in order if main >> row & 1 == own] for own in (0, 1))
        also, own = (iter(sorted(rows, key=lambda row: -points[row])) for rows in both)
        found: list[int] = []
        for before in order:
            if not main >> before & 1:
                found.append(next(also))
                continue
            row, at = next(own), len(found)
            while at and not main >> found[at - 1] & 1 and points[found[at - 1]] < points[row]:
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


def consider(barriers: frozenset[str], shelf: Shelf, outlook: Outlook, *, placed: bool) -> Considered:
    """Weigh every row for these barriers. placed: it is known where the client is."""
    asked = [some for id_, some in SIGNS.items() if id_ in barriers]
    signs = tuple(dict.fromkeys(sign for some in asked for sign in some))
    points = tuple(sum(_points(some, sight, shelf) for some in asked) for sight in outlook.sights)
    found: dict[tuple[bool, bool, int, int], dict[int, list[int]]] = {}
    for row, sight in enumerate(outlook.sights):
        found.setdefault(_grade(sight, placed=placed), {}).setdefault(points[row], []).append(row)
    grades = (
        tuple(mask_of(grade.get(some, ()), len(points)) for some in range(max(grade), -1, -1))
        for _nearness, grade in sorted(found.items())
    )
    return Considered(tuple(grades), points, signs, shelf)


def _points(signs: Sequence[Sign], sight: Sight, shelf: Shelf) -> int:
    """How well a row suits for one barrier: 0, 1 or 2."""
    return min(_WELL, max(0, sum(sign.weight for sign in signs if sign.holds(sight, shelf))))


def _grade(sight: Sight, *, placed: bool) -> tuple[bool, bool, int, int]:
    """Coarser than the client's own order, and never across it."""
    way, closed = sight.reach, sight.service.status != "active"
    if not placed or way.mode is not ReachMode.TRAVEL:
        return (closed, placed and sight.behind, _AT_HAND, 0)
    step = _AT_HAND if way.fetched else _BEYOND if way.beyond else _NEAR
    if way.elsewhere:
        step = _ELSEWHERE
    far = _FAR if way.distance_km is None else way.distance_km // _BAND_KM
    return (closed, sight.behind, step, 0 if way.fetched and not way.elsewhere else far)
