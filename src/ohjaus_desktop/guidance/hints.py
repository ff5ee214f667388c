"""What single words speak for, where no phrase was said.

Every word counts for the needs in whose phrases it stands, a word of few needs more than one of
many, and words of one phrase together more than apart, so that a sentence that nobody wrote down
before still leads somewhere. Hints are never certain: they rank, but pin nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.heard import Heard, quoted
from ohjaus_desktop.guidance.phrases import MOST_REMEMBERED, SHORTEST_BEGINNING, SHORTEST_PART, Phrases

_VAGUE = 0.3
"""What a hint of a word that tells of no need alone counts beside one that does."""
_PART = 0.6
"""What a part of a compound, or the beginning of a word, counts beside the word itself."""
_TOGETHER = 0.5
"""What words count besides when they stand in one phrase: "haisee pissalle" is more than two words."""
_SPOKEN = 0.9
"""What a word counts that is understood only as speech."""
_GRAVE = 0.8
"""What a hint of danger counts beside one of another need: nobody shall be frightened by a guess."""
_PERHAPS = 0.4
"""What the words of a phrase count that was heard, but not for certain."""
_UNHEARD = 0.5
"""What a word of a phrase counts that hints at nothing by itself, like a code's or a stop word."""
_OF_GROUP = 1.5
"""What a hint counts more where the need's whole group was heard for certain."""
_HINT = 0.34
"""The share of the strongest need's weight from which another is hinted at as well."""
_WEAKEST = 1.6
"""A hint must weigh so much: one word of few needs, or several of many."""


_Found = dict[str, tuple[float, float]]
"""Need → what the most telling phrase with the word speaks for it, and what all of them do.

What the weights above are worth ``tests/benchmarks/need_questions.py --shares`` tells.
"""


class Hints:
    """Hears what words hint at; remembers them between keystrokes."""

    def __init__(
        self, phrases: Phrases, hinted: Mapping[str, str], grave: frozenset[str] = frozenset()
    ) -> None:
        """hinted: id of what is hinted at → its group, "" for none; grave: those that mean danger."""
        self._phrases = phrases
        self._hinted = hinted
        self._grave = grave
        self._remembered: dict[tuple[str, bool], Mapping[str, float]] = {}
        self._placed: dict[str, frozenset[tuple[int, int]]] = {}

    def hear(self, words: Sequence[str], *, half_typed: bool, heard: Sequence[Heard] = ()) -> list[Heard]:
        """The needs that the words speak for, most first; those heard weigh more for it.

        Besides those heard, the needs that only single words of their phrases speak for.
        """
        weights: dict[str, float] = defaultdict(float)
        positions: dict[str, set[int]] = defaultdict(set)
        for position, word in enumerate(words):
            last = position == len(words) - 1
            for need, weight in self._hints_of(word, half_typed and last).items():
                # Said twice is not meant twice: "yksin, yksin" is no more than "yksin".
                weights[need] += 0.0 if word in words[:position] else weight
                positions[need].add(position)
        for need, weight in self._together(words).items():
            weights[need] += weight
        hidden = _hidden(heard)
        for one in heard:
            if one.id in self._hinted:
                # A code says by itself how much it speaks for each of its needs.
                own = one.weight or sum(self._weight_of(words[at]) for at in one.positions)
                weights[one.id] += own * (1.0 if one.certain else _PERHAPS)
                positions[one.id] |= one.positions
        groups = {one.id for one in heard if one.certain and one.id not in self._hinted}
        for need in weights:
            # "Lonely" is said of a group of needs: of those that it hints at, its own come first.
            weights[need] *= _OF_GROUP if self._hinted[need] in groups else 1.0
        strongest = max(weights.values(), default=0.0)
        certain = {one.id for one in heard if one.certain}
        found = [
            Heard(need, quoted(words, positions[need]), frozenset(positions[need]), need in certain, weight)
            for need, weight in weights.items()
            if need in certain
            or (weight >= max(_WEAKEST, _HINT * strongest) and not positions[need] <= hidden)
        ]
        # Equal weights in an order of their own: else each start of the program would rank them anew.
        return sorted(found, key=lambda one: (-round(one.weight, 9), one.id))

    def _together(self, words: Sequence[str]) -> Mapping[str, float]:
        """What is added where several words of one phrase were said, though not all: need → weight."""
        said: dict[int, dict[int, int]] = defaultdict(dict)
        for position, word in enumerate(words):
            for number, slot in self._places(word):
                said[number][slot] = position
        best: dict[str, float] = {}
        for number, slots in said.items():
            phrase, positions = self._phrases[number], set(slots.values())
            if len(positions) > 1:
                own = sum(self._hints_of(words[at], False).get(phrase.owner, 0.0) for at in positions)
                weight = _TOGETHER * own * len(slots) / len(phrase.words)
                best[phrase.owner] = max(best.get(phrase.owner, 0.0), weight)
        return best

    def _places(self, word: str) -> frozenset[tuple[int, int]]:
        """Where a telling word stands in phrases of hinted needs; remembered between keystrokes."""
        if _is_small(word):
            return frozenset()
        known = self._placed.get(word)
        if known is None:
            if len(self._placed) > MOST_REMEMBERED:
                self._placed.clear()
            known = self._placed[word] = frozenset(
                (number, slot)
                for _, number, slot in self._phrases.said_in((word, *language.spoken(word)))
                if len(self._phrases[number].words) > 1 and self._phrases[number].owner in self._hinted
            )
        return known

    def _hints_of(self, word: str, half_typed: bool) -> Mapping[str, float]:
        """Need → what the word speaks for it, a letter for none; remembered between keystrokes."""
        if _is_small(word):
            return {}
        known = self._remembered.get((word, half_typed))
        if known is None:
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word, half_typed] = self._weighed(word, half_typed)
        return known

    def _weighed(self, word: str, half_typed: bool) -> dict[str, float]:
        found = self._found(word, half_typed) or self._perhaps(word)
        rarity = log(1 + len(self._hinted) / (1 + len(found)))
        rarity *= _VAGUE if self._phrases.is_vague(word) else 1.0
        # A word of many phrases of a need speaks for it like one that is a phrase by itself.
        return {
            need: max(strongest, min(1.0, together)) * rarity * (_GRAVE if need in self._grave else 1.0)
            for need, (strongest, together) in found.items()
        }

    def _found(self, word: str, half_typed: bool) -> _Found:
        """What a word of the phrases speaks for, or the beginning of one."""
        found: _Found = {}
        self._add(found, self._phrases.said_in((word, *language.spoken(word))), 1.0)
        if not found and not half_typed:
            self._add(found, self._phrases.said_in(language.perhaps_spoken(word)), _SPOKEN)
        folded = language.fold(word)
        if half_typed and len(folded) > SHORTEST_BEGINNING:
            self._add(found, ((folded, *place) for place in self._phrases.begun(folded)), _PART)
        return found

    def _perhaps(self, word: str) -> _Found:
        """The same of a word that stands in no phrase: a compound, or mistyped."""
        found: _Found = {}
        folded = language.fold(word)
        for part in _beginnings(folded):
            self._add(found, ((part, *place) for place in self._phrases.with_stem(part)), _PART)
        for stems in _endings(folded):
            said = [(stem, *place) for stem in stems for place in self._phrases.with_stem(stem)]
            if said:
                # "Päivähoitoa" says what it is; "hoitoa" in it would say a hundred other things.
                self._add(found, said, _PART)
                break
        if not found and len(folded) >= SHORTEST_PART:
            for other, likeness in self._phrases.vocabulary.alike(folded):
                for stem in self._phrases.stems(other):
                    places = self._phrases.with_stem(stem)
                    self._add(found, ((other, *place) for place in places), likeness * _PART)
        return found

    def _add(self, found: _Found, where: Iterable[tuple[str, int, int]], share: float) -> None:
        for _, number, _slot in where:
            phrase = self._phrases[number]
            if phrase.owner in self._hinted:
                strongest, together = found.get(phrase.owner, (0.0, 0.0))
                length = len(phrase.words)
                found[phrase.owner] = max(strongest, share / sqrt(length)), together + share / length

    def _weight_of(self, word: str) -> float:
        return max(self._hints_of(word, False).values(), default=_UNHEARD)


def _is_small(word: str) -> bool:
    """Whether a word tells nothing: "3 v" is an age, and not v-bucks."""
    return word in language.SMALL_WORDS or (len(word) == 1 and word.isascii())


def _beginnings(folded: str) -> Iterator[str]:
    """The first words that a compound may have, longest first."""
    return (folded[:length] for length in range(len(folded) - 2, SHORTEST_PART - 1, -1))


def _endings(folded: str) -> Iterator[frozenset[str]]:
    """The stems of the last words that a compound may have, longest first."""
    return (language.stems(folded[start:]) for start in range(4, len(folded) - SHORTEST_PART))


def _hidden(heard: Sequence[Heard]) -> frozenset[int]:
    """The words that a certain phrase of several words has explained: they hint at nothing else."""
    return frozenset(at for one in heard if one.certain and len(one.positions) > 1 for at in one.positions)
