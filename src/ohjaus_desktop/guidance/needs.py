"""A client's own words → needs.

Which everyday words mean which need is knowledge of the catalogue, not of this program: each
need carries its words and phrases. A phrase is heard when all its words are said, in any form
and order; the last word may still be half typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.guidance import language

SHORTEST_BEGINNING = 3
"""Letters from which a half-typed word may point to a need."""
CERTAIN_BEGINNING = 5
"""Letters from which it is certain enough to pin urgent help or to call the matter sensitive."""
_TELLING_STEM = 3
"""A stem of so few letters is shared by words that have nothing in common."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A need (or activity) heard in a text.

    words: what was said, as it was typed; positions: which words of the text they were;
    certain: said in full, or nearly: enough to pin urgent help.
    """

    id: str
    words: str
    positions: frozenset[int]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    """words: those that say something; negated: they say it only with a "not" ("ei rahaa")."""

    owner: str
    words: tuple[str, ...]
    negated: bool


class NeedWords:
    """All the words of the needs and activities, ready to be heard. Immutable."""

    def __init__(
        self,
        needs: Iterable[Need],
        activities: Iterable[Activity] = (),
        *,
        stems: Callable[[str], frozenset[str]] = language.stems,
    ) -> None:
        """stems: gives the stems of a word; an index may know those of the needs' own words."""
        self._stems = stems
        self._phrases: list[_Phrase] = []
        self._by_stem: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._single: list[tuple[str, int]] = []
        owners: list[Need | Activity] = [*needs, *activities]
        for owner in owners:
            for said in _said(owner):
                self._learn(owner.id, said)
        self._single.sort()

    def hear(self, words: Sequence[str], *, half_typed: bool) -> list[Heard]:
        """The needs in these words (small letters), those said in most words first.

        half_typed: the last word may be the beginning of one.
        """
        not_said = language.NEGATIONS.isdisjoint(words)
        said: dict[int, dict[int, tuple[int, bool]]] = defaultdict(dict)
        for position, word in enumerate(words):
            for number, slot, certain in self._meanings(word, half_typed and position == len(words) - 1):
                known = said[number].get(slot)
                if known is None or (certain and not known[1]):
                    said[number][slot] = (position, certain)
        best: dict[str, Heard] = {}
        for spoken, slots in said.items():
            phrase = self._phrases[spoken]
            if len(slots) < len(phrase.words):
                continue
            positions = frozenset(position for position, _ in slots.values())
            if _only_alike({words[position] for position in positions}, phrase):
                continue
            heard = Heard(
                phrase.owner,
                " ".join(words[position] for position in sorted(positions)),
                positions,
                all(certain for _, certain in slots.values()) and not (phrase.negated and not_said),
            )
            known_need = best.get(phrase.owner)
            if known_need is None or _rank(heard) < _rank(known_need):
                best[phrase.owner] = heard
        # "oisin poissa vaivoista" is not also about ailments: the longer phrase says what is meant.
        heard_all = sorted(best.values(), key=_rank)
        return [one for one in heard_all if not any(one.positions < other.positions for other in heard_all)]

    def is_word(self, word: str) -> bool:
        """Whether a word in small letters is one of the needs' own words."""
        return any(
            len(self._phrases[number].words) == 1
            and language.fold(self._phrases[number].words[0]) == language.fold(word)
            for stem in self._stems(word)
            for number, _ in self._by_stem.get(stem, ())
        )

    def begins_word(self, letters: str) -> bool:
        """Whether one of the needs' own words begins with these small letters."""
        return any(True for _ in self._beginning_with(language.fold(letters)))

    def _learn(self, owner: str, said: str) -> None:
        spoken = language.words(said)
        content = tuple(dict.fromkeys(word for word in spoken if word not in language.STOP_WORDS))
        chosen = content or tuple(dict.fromkeys(spoken))
        if not chosen:
            return
        number = len(self._phrases)
        negated = len(chosen) == 1 and not language.NEGATIONS.isdisjoint(spoken)
        self._phrases.append(_Phrase(owner, chosen, negated))
        for slot, word in enumerate(chosen):
            for stem in self._stems(word):
                self._by_stem[stem].append((number, slot))
            if slot == len(chosen) - 1 or len(chosen) == 1:
                self._single.append((language.fold(word), number))

    def _meanings(self, word: str, half_typed: bool) -> Iterable[tuple[int, int, bool]]:
        """Phrase, slot and certainty of all that a word may stand for."""
        known = False
        for form in (word, *language.spoken(word)):
            for stem in self._stems(form):
                for number, slot in self._by_stem.get(stem, ()):
                    known = True
                    if len(stem) > _TELLING_STEM or _begin_alike(form, self._phrases[number].words[slot]):
                        yield number, slot, not half_typed or self._is_whole(form, number, slot)
        folded = language.fold(word)
        if half_typed and len(folded) >= SHORTEST_BEGINNING:
            # "Lapset" is a word already, and need not become lapsettomuus.
            certain = len(folded) >= CERTAIN_BEGINNING and not known
            for number in self._beginning_with(folded):
                yield number, len(self._phrases[number].words) - 1, certain
        # Compounds: päihdepalvelu begins with päihde. Shorter beginnings mean too much.
        for length in range(5, len(folded) - 2):
            for number, slot in self._by_stem.get(folded[:length], ()):
                if len(self._phrases[number].words) == 1:
                    yield number, slot, False

    def _is_whole(self, word: str, number: int, slot: int) -> bool:
        """Whether a last word is typed far enough: "hak" may yet become hakemus, "lyö" is lyö."""
        whole = self._phrases[number].words[slot]
        return len(word) >= CERTAIN_BEGINNING or language.fold(word).startswith(language.fold(whole))

    def _beginning_with(self, folded: str) -> Iterable[int]:
        from_here = bisect_left(self._single, (folded, -1))
        for word, number in self._single[from_here:]:
            if not word.startswith(folded):
                return
            yield number


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words of one short stem begin with the same four letters: hakea is not hakata."""
    shortest = min(4, len(word), len(other))
    return language.fold(word)[:shortest] == language.fold(other)[:shortest]


def _only_alike(said: set[str], phrase: _Phrase) -> bool:
    """Whether it was heard in nothing but words that say nothing: minua has the stem of minkki."""
    return said <= language.STOP_WORDS and not said <= set(phrase.words)


def _rank(heard: Heard) -> tuple[bool, int]:
    return (not heard.certain, -len(heard.positions))


def _said(owner: Need | Activity) -> Iterable[str]:
    yield from texts_of(owner.name)
    for spoken in owner.words.values():
        yield from spoken


def texts_of(value: Text | None) -> Iterable[str]:
    """Every language's version of a text of the catalogue."""
    if isinstance(value, str):
        yield value
    elif value:
        yield from value.values()
