"""Which services stand for a need, the most fitting first.

A service answers the needs that its publisher gave it, the first of them most. Beside that, the
thesaurus knows what services of each kind are called all over the country: "Lääkärin tai hoitajan
vastaanotto" answers who is ill, though its record may not say so. A service kept for a group of
people that nobody spoke of comes after those for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.masks import mask_of
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.people import People
from ohjaus_desktop.guidance.shelf import Shelf, with_groups
from ohjaus_desktop.guidance.thesaurus import Thesaurus
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

_TELLING = 2
"""The need's own name and the first names of services for it tell of whom it is: the unemployed need work."""


class Standing:
    """The standing of every row for every need. Immutable."""

    def __init__(self, shelf: Shelf, thesaurus: Thesaurus, weights: Weights = WEIGHTS) -> None:
        self._shelf = shelf
        self._weights = weights
        self._named: dict[str, dict[int, int]] = defaultdict(dict)
        self.people = People(shelf, thesaurus)
        rows_of = _rows_by_name(shelf)
        for need in shelf.needs:
            for place, name in enumerate(thesaurus.of(need).services):
                for row in rows_of.get(language.plain(name), ()):
                    if self._may_answer(row, need):
                        self._named[need].setdefault(row, place)
        size = len(shelf.rows)
        named = with_groups({need: mask_of(rows, size) for need, rows in self._named.items()}, shelf.needs)
        self._named_rows = named
        self._rows = {need: shelf.need.get(need, 0) | named.get(need, 0) for need in shelf.needs}
        self._meant = {
            id_: self.people.named_in([*texts_of(need.name), *thesaurus.of(id_).services[:_TELLING]])
            for id_, need in shelf.needs.items()
        }
        self._kindred = {need: thesaurus.of(need).kindred for need in shelf.needs}
        self._answered = {need: self._nearest(need) for need in shelf.needs}
        self._shown = {need: self._rows[other] for need, other in self._answered.items()}
        # Descriptions of what nobody is known to provide: their names say more than their words.
        told = mask_of((at for at, row in enumerate(shelf.rows) if row.services[0].needs), size)
        self._told_mask = told & ~shelf.general
        self._told = shelf.flags(self._told_mask)
        self._flags: dict[tuple[str, bool], bytes] = {}
        self._there: dict[str, int] = {}

    def _may_answer(self, row: int, need: str) -> bool:
        """Whether a name may speak for the row: never against who provides it and has told its needs."""
        if self._shelf.general >> row & 1:
            return True
        told = self._shelf.rows[row].services[0].needs
        return not told or need in told

    def rows(self, need: str) -> int:
        """The rows for a need; where nobody answers it those for a kindred one, or for its group.

        The one answer for whoever chooses the need and for whoever types its words.
        """
        return self._shown.get(need, 0)

    def answered(self, need: str) -> str:
        """The need itself, or the one to turn to where no service answers it."""
        return self._answered.get(need, need)

    def _nearest(self, need: str) -> str:
        known = self._shelf.needs.get(need)
        group = (known.parent_id or "") if known else ""
        others = (need, *self._kindred.get(need, ()), group)
        return next((other for other in others if self._rows.get(other, 0)), need)

    def answers(self, need: str, row: int) -> bool:
        """Whether a row is among ``rows`` of a need."""
        return bool(self._flags_of(need, main=False)[row >> 3] >> (row & 7) & 1)

    def place(self, need: str, row: int) -> int:
        """The place of a row among those for a need, 0 for the most fitting."""
        at, bit = row >> 3, row & 7
        if self._told[at] >> bit & 1:
            main = self._flags_of(need, main=True)[at] >> bit & 1
            return 0 if main else self._weights.also
        return self._named.get(need, {}).get(row, self._weights.also - 1)

    def told_at(self, need: str, row: int) -> int:
        """The place of a need among those that the row's publisher gave it, 0 for the first."""
        needs = self._shelf.rows[row].services[0].needs
        return needs.index(need) if need in needs else 0

    def there(self, need: str) -> int:
        """The rows that are there for this very need: their first one, or their name says so."""
        if need not in self._there:
            named = self._named_rows.get(need, 0) & ~self._told_mask
            self._there[need] = self._shelf.main.get(need, 0) | named
        return self._there[need]

    def _flags_of(self, need: str, *, main: bool) -> bytes:
        """The rows of a need, or those whose first need it is: to look one row up costs nothing."""
        known = self._flags.get((need, main))
        if known is None:
            rows = self._shelf.main.get(need, 0) if main else self.rows(need)
            known = self._flags[need, main] = self._shelf.flags(rows)
        return known

    def kept_for_others(self, need: str, groups: frozenset[str]) -> int:
        """The rows kept for people of whom nobody spoke, and whom the need itself does not mean."""
        return self.people.kept_for_others(groups | self._meant.get(need, frozenset()))


def _rows_by_name(shelf: Shelf) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(shelf.rows):
        for name in {language.plain(name) for one in row.services for name in texts_of(one.name)}:
            found[name].append(at)
    return found
