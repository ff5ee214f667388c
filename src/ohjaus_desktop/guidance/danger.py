"""Danger told in other words: who does what to whom, rather than lists of sentences.

Nobody says "I am suicidal". ``resources/danger.json`` holds signs: the few words that together tell
of danger, each an alternative of words and classes of words, in any order, near each other. What
sounds alike and harms nobody (chopping wood, a bet, a funeral) is known as well and unsays it.

Where no sign was said, the words of a longer text are weighed together (``evidence``).

A need for which a sign was said is *in danger*: its helplines are pinned and its steps shown, even
if the need alone is no emergency. "Lastensuojelu" is an office; "isä hakkaa lasta" is danger.

The file, in UTF-8:

- ``classes``: name → words.
- ``signs``: id of a need → signs. In a sign ``word*`` is the beginning of a word, ``@name`` a class,
  ``a|b`` means either. A sign that begins with ``> `` is said in this order; in one that ends with
  `` .`` nothing else is said that tells anything.
- ``harmless``: signs of what only sounds like danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import evidence, language, shipped
from ohjaus_desktop.guidance.heard import Heard, quoted

_BETWEEN = 5
"""Words that may stand between those of a sign: farther apart they speak of different things."""
_MOST_REMEMBERED = 4000
"""Words that are remembered between keystrokes."""


class DangerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; without content it knows no danger."""

    format: str = "ohjaus-danger"
    format_version: int = 1
    classes: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    harmless: list[str] = []


@lru_cache(maxsize=1)
def bundled() -> DangerWords:
    """The signs that ship with the program. Raises ProgramDamaged."""
    return shipped.read("danger.json", DangerWords)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Words that together tell of danger.

    need: "" for a harmless sign; slots: how many words it takes; ordered: they come in this order;
    alone: nothing else is said.
    """

    need: str
    slots: int
    ordered: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Overheard:
    """What was heard of danger.

    dangers: those in which somebody is, most words first; harmless: which words only sound like it.
    """

    dangers: tuple[Heard, ...] = ()
    harmless: frozenset[int] = frozenset()

    @property
    def needs(self) -> frozenset[str]:
        """The ids of the needs that somebody is in danger for."""
        return frozenset(one.id for one in self.dangers)

    def and_also(self, other: Overheard) -> Overheard:
        """With the further dangers of the whole text; positions there mean nothing in this one."""
        more = [replace(one, positions=frozenset()) for one in other.dangers if one.id not in self.needs]
        return replace(self, dangers=(*self.dangers, *more))


class _Table:
    """All signs, and the words by which they are found; nobody changes it.

    exact, begins: a folded word, or the beginning of one → number of the sign and of the word in it.
    """

    def __init__(self, known: DangerWords, present: frozenset[str]) -> None:
        """present: ids of the needs that the catalogue has."""
        self.signs: list[_Sign] = []
        self.exact: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self.begins: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for need, signs in known.signs.items():
            for sign in signs if need in present else ():
                self._learn(need, sign, known.classes)
        for sign in known.harmless:
            self._learn("", sign, known.classes)

    def _learn(self, need: str, sign: str, classes: Mapping[str, Sequence[str]]) -> None:
        terms = sign.split()
        ordered, alone = terms[0] == ">", terms[-1] == "."
        terms = [term for term in terms if term not in {">", "."}]
        for slot, term in enumerate(terms):
            for word in _alternatives(term, classes):
                table = self.begins if word.endswith("*") else self.exact
                table[language.fold(word.rstrip("*"))].add((len(self.signs), slot))
        self.signs.append(_Sign(need, len(terms), ordered, alone))


@lru_cache(maxsize=2)
def _shipped(present: frozenset[str]) -> _Table:
    """The bundled signs of these needs: a new edition of a catalogue seldom has others."""
    return _Table(bundled(), present)


class Dangers:
    """Hears danger for the needs of one catalogue; remembers words between keystrokes."""

    def __init__(self, needs: Iterable[Need], known: DangerWords) -> None:
        """known: signs of needs that the catalogue does not have are left out."""
        needs = list(needs)
        self._grave = {need.id for need in needs if need.urgent or need.sensitive}
        present = frozenset(need.id for need in needs)
        ships = known is bundled()
        self._table = _shipped(present) if ships else _Table(known, present)
        self._evidence = evidence.bundled().only(present) if ships else evidence.Evidence()
        self._signs = self._table.signs
        self._remembered: dict[str, frozenset[tuple[int, int]]] = {}

    def hear(self, words: Sequence[str]) -> Overheard:
        """The danger in these words (small letters)."""
        said: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for position, word in enumerate(words):
            for number, slot in self._slots_of(word):
                said[number][slot].append(position)
        whole = [number for number, slots in said.items() if len(slots) == self._signs[number].slots]
        telling = {at for at, word in enumerate(words) if word not in language.SMALL_WORDS}
        harmless: frozenset[int] = frozenset()
        for number in (one for one in whole if not self._signs[one].need):
            harmless |= self._positions(number, said[number], telling, frozenset())
        best: dict[str, frozenset[int]] = {}
        for number in (one for one in whole if self._signs[one].need):
            need = self._signs[number].need
            found = self._positions(number, said[number], telling, harmless)
            if len(found) > len(best.get(need, ())):
                best[need] = found
        heard = [Heard(need, quoted(words, at), at, certain=True) for need, at in best.items()]
        heard = heard or evidence.weigh(self._evidence, words, harmless)
        return Overheard(tuple(sorted(heard, key=lambda one: -len(one.positions))), harmless)

    def with_dangers(self, overheard: Overheard, heard: Sequence[Heard]) -> list[Heard]:
        """What was heard besides, the dangers first; without what only sounds like one."""
        others = self.without_harmless(overheard, heard)
        return [*overheard.dangers, *(one for one in others if one.id not in overheard.needs)]

    def without_harmless(self, overheard: Overheard, heard: Sequence[Heard]) -> list[Heard]:
        """What was heard or hinted at, but for a danger in words that only sound like it."""
        harmless = overheard.harmless
        return [
            one
            for one in heard
            if one.id in overheard.needs or one.id not in self._grave or not one.positions & harmless
        ]

    # Signs ------------------------------------------------------------------------------------

    def _slots_of(self, word: str) -> frozenset[tuple[int, int]]:
        """The signs that a word, or what it is in books, may be part of; remembered."""
        known = self._remembered.get(word)
        if known is None:
            found = self._places((word, *language.spoken(word)))
            found = found or self._places(language.perhaps_spoken(word))
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word] = found
        return known

    def _places(self, forms: Iterable[str]) -> frozenset[tuple[int, int]]:
        """The signs that a word written in one of these ways may be part of."""
        found: set[tuple[int, int]] = set()
        for folded in map(language.fold, forms):
            found |= self._table.exact.get(folded, frozenset())
            for length in range(2, len(folded) + 1):
                found |= self._table.begins.get(folded[:length], frozenset())
        return frozenset(found)

    def _positions(
        self, number: int, slots: Mapping[int, Sequence[int]], telling: set[int], harmless: frozenset[int]
    ) -> frozenset[int]:
        """Where the sign was said, as near together as can be; empty where it was not."""
        sign = self._signs[number]
        if sign.alone and len(telling) > sign.slots:
            return frozenset()
        reach = sign.slots + _BETWEEN
        candidates = [[at for at in slots[slot] if at not in harmless] for slot in range(sign.slots)]
        for chosen in _chosen(candidates, sign.ordered, reach):
            if not sign.alone or telling <= set(chosen):
                return frozenset(chosen)
        return frozenset()


def _alternatives(term: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for one in term.split("|"):
        if one.startswith("@"):
            yield from classes[one[1:]]
        else:
            yield one


def _chosen(
    candidates: Sequence[Sequence[int]], ordered: bool, reach: int, taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """Every choice of one position for each word, all different and within reach."""
    if len(taken) == len(candidates):
        yield taken
        return
    for at in candidates[len(taken)]:
        near = all(abs(at - other) < reach for other in taken)
        if near and at not in taken and not (ordered and taken and at < taken[-1]):
            yield from _chosen(candidates, ordered, reach, (*taken, at))
