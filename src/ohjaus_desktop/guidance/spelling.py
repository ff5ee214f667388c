"""What a mistyped word may have been: "Tarkoititko …".

Only words that nobody knows are corrected: what stands in the catalogue, what needs are told in,
every place and every name stays as it is. A slip of a finger, a letter doubled or left out, and
sounds that are written in two ways weigh less than another letter; dots and rings hardly anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise, permutations, product

from ohjaus_desktop.guidance import language

SHORTEST = 3
"""Letters of a word that is corrected; what it may have meant has one more."""
SHORTEST_BEGINNING, LONGEST_BEGUN = 5, 20
"""Letters of a word that may be the beginning of another, and of that other."""
MOST_UNKNOWN = 3
"""With more unknown words than these a text is not mistyped, but of another language."""
MOST_MEANT = 4
"""Words that one word may have meant."""
MOST_TEXTS = 6
"""Whole texts that are put together: each is then asked for its rows."""
MOST_WORDS = 60
"""Words of one text that are looked at: a letter pasted into the box is not put right."""
MOST_REMEMBERED = 500
"""Mistyped words whose meanings are remembered."""
WORSE = 0.7
"""So much further from what was typed than the nearest word another may lie."""

_WORD = re.compile(r"[^\W_]+")
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SOUNDS = ("bp", "dt", "gk", "fv", "ck", "cs", "sz", "vw", "åo", "äe", "yu", "ij", "öo")
_DOTS, _SLIP, _DOUBLED, _SWAPPED, _SPLIT, _FIRST = 0.1, 0.5, 0.5, 0.6, 0.9, 0.3
"""What they cost beside another letter, which costs 1: in this order, the likeliest slip the least.

_FIRST comes on top: hardly anybody errs in the first letter of a word.
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """Words that one may have meant, and how far they lie from what was typed, in letters."""

    words: str
    cost: float


class Spelling:
    """The words of one catalogue and its needs; those of each length are read when first needed."""

    def __init__(
        self,
        of_length: Callable[[int], Iterable[str]],
        *,
        is_known: Callable[[str], bool],
        as_written: Callable[[str], str] = str,
    ) -> None:
        """of_length: the words (small letters, perhaps without dots) with so many letters.

        is_known: never to be corrected. as_written: puts the dots into a word of a name.
        """
        self._of_length = of_length
        self._is_known = is_known
        self._as_written = as_written
        self._read: dict[int, Mapping[str, str]] = {}
        self._remembered: dict[str, list[Meant]] = {}

    def texts(self, text: str, among: Iterable[str]) -> Iterator[Meant]:
        """Whole texts that a text may have meant, likeliest first; all but the words stays as it was.

        among: the words (small letters) that may be wrong at all.
        """
        doubtful = frozenset(among)
        said = islice(_WORD.finditer(text), MOST_WORDS)
        unknown = (one for one in said if self._may_be_wrong(one, text, doubtful))
        wrong = list(islice(unknown, MOST_UNKNOWN + 1))
        if not 0 < len(wrong) <= MOST_UNKNOWN:
            return
        # A word without a likely meaning stays; the others may still be put right.
        choices = [self.meant(one.group().lower()) or [Meant("", 0.0)] for one in wrong]
        together = sorted(product(*choices), key=lambda meant: sum(one.cost for one in meant))
        for meant in islice(together, MOST_TEXTS):
            if any(one.words for one in meant):
                yield Meant(_put(text, wrong, [one.words for one in meant]), sum(one.cost for one in meant))

    def meant(self, word: str) -> list[Meant]:
        """The words most like one in small letters, nearest first; remembered between keystrokes."""
        if word not in self._remembered:
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = self._nearest(word)
        return self._remembered[word]

    def _nearest(self, word: str) -> list[Meant]:
        most, folded = _tolerated(len(word)), language.fold(word)
        found = [
            Meant(written, cost)
            for written in self._similar(folded)
            if (cost := distance(word, written)) <= most
        ]
        found += self._two(folded)
        if not found and len(folded) >= SHORTEST_BEGINNING:
            found += self._begun(word, folded)
        found.sort(key=lambda one: (one.cost, one.words))
        return [
            replace(one, words=self._as_written(one.words) if one.words.isascii() else one.words)
            for one in found[:MOST_MEANT]
            if one.cost <= found[0].cost + WORSE
        ]

    def _may_be_wrong(self, found: re.Match[str], text: str, doubtful: frozenset[str]) -> bool:
        said = found.group()
        word = said.lower()
        if len(word) < SHORTEST or not word.isalpha() or word not in doubtful:
            return False
        # A capital inside a sentence begins a name.
        if found.start() and said[0].isupper() and not text.isupper():
            return False
        return word not in language.SMALL_WORDS and not self._is_known(word)

    def _similar(self, folded: str) -> Iterator[str]:
        """The few words that are worth measuring: they share most letters, and a piece as it is."""
        letters, most, third = set(folded), 2 * _tolerated(len(folded)), len(folded) // 3
        first, middle, last = folded[:third], folded[third:-third], folded[-third:]
        for length in range(len(folded) - 2, len(folded) + 3):
            for other, written in self._words(length).items():
                if (first in other or middle in other or last in other) and (
                    len(letters.symmetric_difference(other)) <= most
                ):
                    yield written

    def _begun(self, word: str, folded: str) -> Iterator[Meant]:
        """The shortest longer word with a beginning like this one: päihhde, of päihdehuolto."""
        for length in range(len(word) + 1, LONGEST_BEGUN + 1):
            for other, written in self._words(length).items():
                if other.startswith(folded[:2]):
                    cost = min(distance(word, written[:end]) for end in (len(word) - 1, len(word)))
                    if cost <= _SLIP:
                        yield Meant(written, 1.0 + cost)
                        return

    def _words(self, length: int) -> Mapping[str, str]:
        """Folded → as it is written, with dots where anybody writes them."""
        if length not in self._read:
            words = self._of_length(length) if length > SHORTEST else ()
            self._read[length] = {language.fold(word): word for word in sorted(words)}
        return self._read[length]

    def _two(self, folded: str) -> Iterator[Meant]:
        """Two words written as one: eirahaa."""
        for at in range(2, len(folded) - 3):
            first, second = folded[:at], self._words(len(folded) - at).get(folded[at:])
            known = first if first in language.NEGATIONS else self._words(at).get(first)
            if known and second:
                yield Meant(f"{known} {second}", _SPLIT)


def distance(typed: str, meant: str) -> float:
    """How far a typed word lies from another, in letters, slips counted for less."""
    begin, end_typed, end_meant = 0, len(typed), len(meant)
    while begin < min(end_typed, end_meant) and typed[begin] == meant[begin]:
        begin += 1
    while min(end_typed, end_meant) > begin and typed[end_typed - 1] == meant[end_meant - 1]:
        end_typed, end_meant = end_typed - 1, end_meant - 1
    too_many, too_few = _doubled(typed), _doubled(meant)
    row = [0.0]
    for to in range(begin, end_meant):
        row.append(row[-1] + too_few[to])
    above: list[float] = []
    for at in range(begin, end_typed):
        before, above, row = above, row, [row[0] + too_many[at]]
        for column, to in enumerate(range(begin, end_meant)):
            best = min(
                above[column] + _changed(typed[at], meant[to]),
                above[column + 1] + too_many[at],
                row[column] + too_few[to],
            )
            if at > begin and column and _swapped(typed[at - 1 : at + 1], meant[to - 1 : to + 1]):
                best = min(best, before[column - 1] + _SWAPPED)
            row.append(best)
    return row[-1] + (_FIRST if language.fold(typed[0]) != language.fold(meant[0]) else 0.0)


def _tolerated(letters: int) -> float:
    """How far a word of so many letters may lie from what was meant: a slip, a letter, two letters.

    Further away there are always several words that are equally near.
    """
    return 0.6 if letters <= 3 else 1.0 if letters <= 5 else 1.5 if letters <= 8 else 2.1


def _changed(typed: str, meant: str) -> float:
    return 0.0 if typed == meant else _CHANGED.get(typed + meant, 1.0)


def _swapped(typed: str, meant: str) -> bool:
    return typed[0] != typed[1] and language.fold(typed) == language.fold(meant[::-1])


@lru_cache(maxsize=2000)
def _doubled(word: str) -> tuple[float, ...]:
    """What each letter costs if it is one too many: less where it stands twice."""
    around = f" {word} "
    return tuple(
        _DOUBLED if letter in (around[at], around[at + 2]) else 1.0 for at, letter in enumerate(word)
    )


def _put(text: str, wrong: Sequence[re.Match[str]], meant: Sequence[str]) -> str:
    """The text with other words in these places, in the case in which they were typed."""
    made = text
    for found, word in reversed(list(zip(wrong, meant, strict=True))):
        if word:
            made = made[: found.start()] + _as_typed(found.group(), word) + made[found.end() :]
    return made


def _as_typed(typed: str, word: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if typed[0].isupper() else word


def _slips() -> Iterator[str]:
    yield from _SOUNDS
    for row in _ROWS:
        yield from map("".join, pairwise(row))
    for upper, lower in pairwise(_ROWS):
        for at, letter in enumerate(lower):
            yield from (letter + above for above in upper[at : at + 2])


_CHANGED = {
    typed + meant: cost
    for cost, pairs in ((_SLIP, _slips()), (_DOTS, ("aä", "oö", "aå", "äå", "eé", "uü")))
    for pair in pairs
    for typed, meant in permutations(pair)
}
"""What it costs to take one letter for another, by finger, ear or keyboard; others cost 1."""
