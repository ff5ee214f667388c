"""Words that tell which kind of service is meant: "röntgen" is no laboratory, "iltalukio" no day school.

One need leads to many kinds of services: day care to seventeen, school to a dozen. The words of the
need find all of them; the words of a kind, which the thesaurus knows as well, say which comes first.
They count as if they stood in the name of the service.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.masks import mask_of
from ohjaus_desktop.guidance.thesaurus import Thesaurus

_SHORTEST_BEGINNING = 6
"""Letters of a word that may begin a compound: röntgenlähete. Shorter ones mean too much."""
_FIRST_LETTERS = 3
"""Forms of one word begin alike: so few phrases have to be stemmed for what was typed."""
_MOST_REMEMBERED = 2000
"""Words that are remembered between keystrokes."""


class Kinds:
    """The words of the kinds of services that a catalogue holds."""

    def __init__(self, thesaurus: Thesaurus, rows_by_name: Mapping[str, Sequence[int]], size: int) -> None:
        """rows_by_name: the rows by their names as ``language.plain``; size: how many rows there are."""
        self._phrases: list[tuple[tuple[str, ...], int]] = []
        self._begun: dict[str, list[int]] = defaultdict(list)
        self._remembered: dict[str, frozenset[int]] = {}
        for name, said in thesaurus.kinds.items():
            if rows := mask_of(rows_by_name.get(language.plain(name), ()), size):
                for words in language.words_of_each([phrase for one in said.values() for phrase in one]):
                    self._learn(words, rows)

    def hear(self, words: Sequence[str]) -> dict[int, int]:
        """Position of a word (small letters) → the rows of the kinds that it tells of, with the others."""
        found: dict[int, int] = {}
        for number in {number for word in words for number in self._beginning(word)}:
            said, rows = self._phrases[number]
            places = [[at for at, word in enumerate(words) if _is_said(one, word)] for one in said]
            if all(places):
                for at in (at for some in places for at in some):
                    found[at] = found.get(at, 0) | rows
        return found

    def _learn(self, words: Sequence[str], rows: int) -> None:
        telling = tuple(word for word in words if word not in language.STOP_WORDS)
        if telling:
            self._begun[language.fold(telling[0])[:_FIRST_LETTERS]].append(len(self._phrases))
            self._phrases.append((telling, rows))

    def _beginning(self, word: str) -> frozenset[int]:
        """The numbers of the phrases that begin with a word; remembered between keystrokes."""
        known = self._remembered.get(word)
        if known is None:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            letters = {language.fold(form)[:_FIRST_LETTERS] for form in (word, *language.spoken(word))}
            alike = (number for some in letters for number in self._begun.get(some, ()))
            known = self._remembered[word] = frozenset(
                number for number in alike if _is_said(self._phrases[number][0][0], word)
            )
        return known


def _is_said(one: str, word: str) -> bool:
    """Whether a word of a phrase is heard in a word that was typed."""
    return not language.terms(one).isdisjoint(_heard_in(word))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _heard_in(word: str) -> frozenset[str]:
    """The stems of a word, of how it is written in books, and the beginnings that may be such stems."""
    stems = {stem for form in (word, *language.spoken(word)) for stem in language.stems(form)}
    folded = language.fold(word)
    return frozenset(stems | {folded[:length] for length in range(_SHORTEST_BEGINNING, len(folded))})
