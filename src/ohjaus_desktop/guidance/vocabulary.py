"""The words that needs are told in: which begin so, and which are nearly so.

A word that no need knows may be mistyped. Its three-letter pieces lead to the words that share most
of them; looking through a few hundred takes less than a thousandth of a second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.postings import unpacked

ALIKE = 0.5
"""Dice's coefficient from which a mistyped word counts as meant."""
_MOST_ALIKE = 3
_LAST_LETTER = "\U0010ffff"


class Vocabulary:
    """Folded words of phrases. Immutable."""

    def __init__(
        self,
        endings: Sequence[str],
        numbers: Sequence[int],
        words: Sequence[str],
        pieces: Mapping[str, bytes],
    ) -> None:
        """endings: last words in order, beside the numbers of their phrases; words: all longer ones.

        pieces: which words (their packed numbers) have three letters after one another.
        """
        self._endings = endings
        self._numbers = numbers
        self._words = words
        self._pieces = pieces

    def beginning_with(self, folded: str) -> Sequence[int]:
        """The phrases whose last word begins so."""
        first, last = bisect_left(self._endings, folded), bisect_left(self._endings, folded + _LAST_LETTER)
        return self._numbers[first:last]

    def alike(self, folded: str) -> Iterable[tuple[str, float]]:
        """The words most like this one, with their likeness, 0–1."""
        shared: Counter[int] = Counter()
        for piece in language.trigrams(folded):
            shared.update(unpacked(self._pieces.get(piece, b"")))
        near = [
            (language.likeness(folded, self._words[at]), self._words[at])
            for at, _ in shared.most_common(_MOST_ALIKE * 3)
        ]
        return [
            (word, likeness)
            for likeness, word in sorted(near, reverse=True)[:_MOST_ALIKE]
            if likeness >= ALIKE
        ]


def pieces_of(words: Sequence[str]) -> Mapping[str, list[int]]:
    """The numbers of the words by the three-letter pieces in them."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        marked = f" {word} "
        for start in range(len(marked) - 2):
            found[marked[start : start + 3]].append(at)
    # "Banaani" has "ana" twice.
    return {piece: list(dict.fromkeys(numbers)) for piece, numbers in found.items()}
