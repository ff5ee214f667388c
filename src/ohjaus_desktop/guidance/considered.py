"""The rows as they suit a client with barriers: what eases, what hinders, and by how much.

A row gets points for what eases and loses them for what hinders, never below nothing: so whatever
stands higher than without the barriers has a reason of its own that can be said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from ohjaus_desktop.guidance.outlook import Outlook, Sight
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf, mask_of
from ohjaus_desktop.guidance.signs import SIGNS, Sign
from ohjaus_desktop.texts import Translator

_AT_HAND, _NEAR, _BEYOND, _ELSEWHERE = range(4)


@dataclass(frozen=True, slots=True)
class Considered:
    """How all rows of an outlook suit. classes: masks of the rows, the most suitable first.

    No row leaves its grade of nearness for a barrier: whatever is at hand stays before what asks
    for a journey, and that before what lies too far or serves others.
    """

    classes: tuple[int, ...]
    signs: tuple[Sign, ...]
    shelf: Shelf

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
    signs = tuple(dict.fromkeys(sign for id_, some in SIGNS.items() if id_ in barriers for sign in some))
    found: dict[tuple[object, ...], list[int]] = {}
    for row, sight in enumerate(outlook.sights):
        found.setdefault((*_grade(sight, placed=placed), -_points(signs, sight, shelf)), []).append(row)
    masks = [mask_of(rows, len(outlook.sights)) for _key, rows in sorted(found.items(), key=itemgetter(0))]
    return Considered(tuple(masks), signs, shelf)


def _points(signs: Sequence[Sign], sight: Sight, shelf: Shelf) -> int:
    return max(0, sum(sign.weight for sign in signs if sign.holds(sight, shelf)))


def _grade(sight: Sight, *, placed: bool) -> tuple[bool, bool, int]:
    """Coarser than the client's own order, and never across it."""
    way, closed = sight.reach, sight.service.status != "active"
    if not placed:
        return (closed, False, _AT_HAND)
    step = _AT_HAND
    if way.mode is ReachMode.TRAVEL and not way.fetched:
        step = _BEYOND if way.beyond else _NEAR
    if way.elsewhere:
        step = _ELSEWHERE
    return (closed, sight.behind, step)
