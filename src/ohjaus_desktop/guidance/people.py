"""Whom a text is about, and for whom a service is kept: "mummo", "opiskelija", "69-vuotias".

The thesaurus says by which words somebody tells of whom, and with which words the names of
services for them begin. What is for a group that was not spoken of comes after what is for all:
the pupils' dentist after the dentist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.masks import mask_of
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.shelf import Row, Shelf
from ohjaus_desktop.guidance.thesaurus import Group, Thesaurus

_YEARS = (
    "v",
    "vuotias",
    "vuotiaan",
    "vuotiaalle",
    "vuotiaalla",
    "vuotiaana",
    "vuotta",
    "arig",
    "ar",
    "aring",
)
_OLDEST = 120


class People:
    """The groups of people, and the rows kept for each. Immutable."""

    def __init__(self, shelf: Shelf, thesaurus: Thesaurus) -> None:
        self._groups = dict(thesaurus.groups)
        self._said = {
            id_: frozenset(_joined(language.words(word)) for word in group.said)
            for id_, group in self._groups.items()
        }
        size = len(shelf.rows)
        names = [_names(row) for row in shelf.rows]
        self._rows = {
            id_: mask_of((at for at, name in enumerate(names) if _kept_for(group, name)), size)
            for id_, group in self._groups.items()
        }

    def spoken_of(self, words: Sequence[str]) -> frozenset[str]:
        """The groups that these words (small letters) tell of; "cp-vamma" comes as two of them."""
        folded = [language.fold(word) for word in words]
        said = {*folded, *map(_joined, pairwise(folded))}
        ages = {age for at in range(len(folded)) if (age := _age(folded, at)) is not None}
        return frozenset(
            id_
            for id_, group in self._groups.items()
            if not self._said[id_].isdisjoint(said)
            or (group.ages and any(group.ages[0] <= age <= group.ages[1] for age in ages))
        )

    def named_in(self, names: Sequence[str]) -> frozenset[str]:
        """The groups that names of services tell of."""
        plain = [f" {language.plain(name)}" for name in names]
        return frozenset(
            id_ for id_, group in self._groups.items() if any(_kept_for(group, name) for name in plain)
        )

    def kept_for_others(self, groups: frozenset[str]) -> int:
        """The rows that are kept for groups of which nobody spoke."""
        others = 0
        for id_, rows in self._rows.items():
            if id_ not in groups:
                others |= rows
        return others & ~self.kept_for(groups)

    def kept_for(self, groups: frozenset[str]) -> int:
        """The rows that are kept for one of these groups."""
        own = 0
        for id_ in groups:
            own |= self._rows[id_]
        return own


def _joined(words: Iterable[str]) -> str:
    return language.fold("".join(words))


def _age(folded: Sequence[str], at: int) -> int | None:
    """The age that is told at this word: "69 vuotias", "14v"."""
    word = folded[at]
    number = word.removesuffix("v") if word.endswith("v") else word
    if not (number.isdecimal() and len(number) <= 3 and int(number) <= _OLDEST):
        return None
    following = folded[at + 1] if at + 1 < len(folded) else ""
    return int(number) if number != word or following in _YEARS else None


def _names(row: Row) -> str:
    """All names as one text of folded words, a space before each."""
    return " " + " ".join(language.plain(name) for one in row.services for name in texts_of(one.name))


def _kept_for(group: Group, name: str) -> bool:
    return any(f" {beginning}" in name for beginning in group.names)
