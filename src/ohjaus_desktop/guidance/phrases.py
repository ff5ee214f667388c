"""The phrases in which needs are told, laid out by the stems of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.vocabulary import Vocabulary

SHORTEST_BEGINNING = 3
"""Letters from which a half-typed word may point to a need."""
SHORTEST_PART = 5
"""Letters of a word inside a compound; shorter ones mean too much."""
MOST_REMEMBERED = 4000
"""Words that are remembered between keystrokes."""
_TELLING_STEM = 3
"""A stem of so few letters is shared by words that have nothing in common."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are said together for a need.

    words: those that say something; negated: they say it only with a "not" ("ei rahaa"); vague: a
    single word that tells nothing without the small words around it.
    """

    owner: str
    words: tuple[str, ...]
    negated: bool
    vague: bool


class Phrases:
    """All phrases, in the order of their numbers. Immutable."""

    def __init__(
        self,
        said: Iterable[tuple[str, str]],
        *,
        stems: Callable[[str], frozenset[str]],
        vague: frozenset[str],
    ) -> None:
        """said: each phrase after the id of its need; vague: folded words that tell nothing alone."""
        self.stems = stems
        self.vague = vague
        self._phrases: list[Phrase] = []
        self._by_stem: dict[str, list[tuple[int, int]]] = defaultdict(list)
        endings: list[tuple[str, int]] = []
        for owner, phrase in said:
            self._learn(owner, phrase, endings)
        words = (language.fold(word) for one in self._phrases for word in one.words)
        self.vocabulary = Vocabulary(endings, words)

    def __getitem__(self, number: int) -> Phrase:
        return self._phrases[number]

    def with_stem(self, stem: str) -> Sequence[tuple[int, int]]:
        """Where the stem stands: the number of a phrase, and of the word in it."""
        return self._by_stem.get(stem, ())

    def alike(self, form: str, stem: str) -> Iterable[tuple[int, int]]:
        """Where the stem stands in words that begin like the form: tule is no tulkki."""
        found = self.with_stem(stem)
        if len(stem) > _TELLING_STEM:
            return found
        return [(at, slot) for at, slot in found if _begin_alike(form, self._phrases[at].words[slot])]

    def begun(self, folded: str) -> list[tuple[int, int]]:
        """The phrases whose last word begins so, each with the number of that word."""
        numbers = self.vocabulary.beginning_with(folded)
        return [(number, len(self._phrases[number].words) - 1) for number in numbers]

    def _learn(self, owner: str, said: str, endings: list[tuple[str, int]]) -> None:
        spoken = tuple(dict.fromkeys(language.words(said)))
        content = tuple(word for word in spoken if word not in language.STOP_WORDS)
        if not spoken:
            return
        negated = len(content) == 1 and not language.NEGATIONS.isdisjoint(spoken)
        vague = len(content) == 1 and language.fold(content[0]) in self.vague
        # "en do" shall not be heard in every "do": the small words are part of what is said.
        chosen = spoken if vague and len(spoken) > 1 and not negated else content or spoken
        number = len(self._phrases)
        self._phrases.append(Phrase(owner, chosen, negated, vague and len(chosen) == 1 and not negated))
        for slot, word in enumerate(chosen):
            for stem in self.stems(word):
                self._by_stem[stem].append((number, slot))
        endings.append((language.fold(chosen[-1]), number))


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words of one short stem begin with the same four letters: hakea is not hakata."""
    shortest = min(4, len(word), len(other))
    return language.fold(word)[:shortest] == language.fold(other)[:shortest]
