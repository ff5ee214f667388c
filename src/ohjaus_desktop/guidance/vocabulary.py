"""The words that needs are told in: which begin so, and which are nearly so.

A word that no need knows may be mistyped. Its three-letter pieces lead to the words that share most
of them; looking through a few hundred takes less than a thousandth of a second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ohjaus_desktop.guidance import language

ALIKE = 0.5
"""Dice's coefficient from which a mistyped word counts as meant."""
_MOST_ALIKE = 3


class Vocabulary:
    """Folded words of phrases. Immutable, but for the pieces, which are made when first needed."""

    def __init__(self, endings: Sequence[tuple[str, int]], words: Iterable[str]) -> None:
        """endings: last words, each with the number of its phrase; words: all of them."""
        self._sorted = sorted(endings)
        self._words = sorted({word for word in words if len(word) > 3})
        self._pieces: dict[str, list[int]] | None = None

    def beginning_with(self, folded: str) -> Iterator[int]:
        """The phrases whose last word begins so."""
        for word, number in self._sorted[bisect_left(self._sorted, (folded, -1)) :]:
            if not word.startswith(folded):
                return
            yield number

    def alike(self, folded: str) -> Iterable[tuple[str, float]]:
        """The words most like this one, with their likeness, 0–1."""
        shared: Counter[int] = Counter()
        for piece in language.trigrams(folded):
            shared.update(self._by_piece().get(piece, ()))
        near = [
            (language.likeness(folded, self._words[at]), self._words[at])
            for at, _ in shared.most_common(_MOST_ALIKE * 3)
        ]
        return [
            (word, likeness)
            for likeness, word in sorted(near, reverse=True)[:_MOST_ALIKE]
            if likeness >= ALIKE
        ]

    def _by_piece(self) -> dict[str, list[int]]:
        if self._pieces is None:
            self._pieces = defaultdict(list)
            for at, word in enumerate(self._words):
                for piece in language.trigrams(word):
                    self._pieces[piece].append(at)
        return self._pieces
