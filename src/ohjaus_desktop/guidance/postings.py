"""Which services each term stands in: the body of the search index.

SQLite's own full-text index takes three times as long to fill, because it is told every term of
every service anew. We know the distinct words first: each is bent once, and a term is written
once, with the numbers of all its services. Many services say much in the same texts, their
organization's name or the words of a duty by law: such a text is split once, for all of them.
Numbers are kept four bytes each, or as a bit for every service where that is shorter: 100,000
services fit into little memory, and those with a common word are found as fast as a rare one's.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ohjaus_desktop.guidance.masks import bits, mask_of

_NUMBERS = "I"
_EACH, _BITS = b"\0", b"\1"
"""How the rest of a posting holds its numbers: each by itself, or all as a mask."""

_MOST_TEXTS = 10_000
"""Distinct texts that are remembered: where none is said twice, they shall not fill the memory."""

Posting = tuple[str, bytes, bytes]
"""A term, and the packed numbers of the services with it in their names and in their other texts."""


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers (0 or more) as a posting; nothing where there are none."""
    rising = array(_NUMBERS, sorted(numbers))
    if not rising:
        return b""
    if len(rising) * rising.itemsize * 8 <= rising[-1]:
        return _EACH + stored(rising)
    return _dense(mask_of(rising, rising[-1] + 1))


def _dense(mask: int) -> bytes:
    return _BITS + mask.to_bytes((mask.bit_length() + 7) // 8, "little") if mask else b""


def dense(posting: bytes) -> int:
    """The mask of a posting that has a bit for every service; 0 for others."""
    return int.from_bytes(posting[1:], "little") if posting.startswith(_BITS) else 0


def numbered(posting: bytes) -> Iterable[int]:
    """The numbers of a posting, rising."""
    return bits(dense(posting)) if posting.startswith(_BITS) else unpacked(posting[1:])


def unpacked(stored: bytes) -> array[int]:
    """What has been ``stored``."""
    made: array[int] = array(_NUMBERS, stored)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def stored(numbers: array[int]) -> bytes:
    """Numbers in their own order as they are stored."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers() -> array[int]:
    return array(_NUMBERS)


class Postings:
    """Word → numbers of the services with it in their names, and in their other texts."""

    def __init__(self, words: Callable[[str], Iterable[str]]) -> None:
        """words: the distinct words of a text."""
        self._name, self._other = _Side(words), _Side(words)

    def add(self, number: int, names: Iterable[str], other: Iterable[str]) -> None:
        """Take in a service's texts."""
        self._name.add(number, names)
        self._other.add(number, other)

    def in_names(self) -> set[str]:
        """The words that stand in names."""
        return set(self._name.by_word())

    def by_term(self, terms: Callable[[str], Iterable[str]]) -> Iterator[Posting]:
        """The postings by term, each once. terms: what is kept of a word."""
        name, other = self._name.by_word(), self._other.by_word()
        words: dict[str, list[str]] = defaultdict(list)
        for word in name.keys() | other.keys():
            for term in terms(word):
                words[term].append(word)
        for term in sorted(words):
            yield term, _together(name, words[term]), _together(other, words[term])


class _Side:
    """Numbers by text while services come, and by word."""

    def __init__(self, words: Callable[[str], Iterable[str]]) -> None:
        self._words = words
        self._by_text: dict[str, array[int]] = defaultdict(_numbers)
        self._by_word: dict[str, array[int]] = defaultdict(_numbers)

    def add(self, number: int, texts: Iterable[str]) -> None:
        for numbers in map(self._by_text.__getitem__, texts):
            numbers.append(number)
        if len(self._by_text) > _MOST_TEXTS:
            self._split()

    def by_word(self) -> dict[str, array[int]]:
        """A number stands there once for each of the service's texts with the word."""
        self._split()
        return self._by_word

    def _split(self) -> None:
        for text, numbers in self._by_text.items():
            for of_word in map(self._by_word.__getitem__, self._words(text)):
                of_word.extend(numbers)
        self._by_text.clear()


def _together(postings: dict[str, array[int]], words: list[str]) -> bytes:
    found = [postings[word] for word in words if word in postings]
    return packed(set().union(*found)) if found else b""


def without(postings: Iterable[Posting], outdated: set[int]) -> Iterator[Posting]:
    """The postings that change when services are gone or written anew, without these."""
    gone = mask_of(outdated, 1 + max(outdated, default=0))
    for term, name, other in postings:
        if _has(name, outdated, gone) or _has(other, outdated, gone):
            yield term, _less(name, outdated, gone), _less(other, outdated, gone)


def _has(posting: bytes, outdated: set[int], gone: int) -> bool:
    if mask := dense(posting):
        return bool(mask & gone)
    return not outdated.isdisjoint(unpacked(posting[1:]))


def _less(posting: bytes, outdated: set[int], gone: int) -> bytes:
    if mask := dense(posting):
        return _dense(mask & ~gone)
    return packed(set(unpacked(posting[1:])) - outdated)


def joined(old: bytes, new: bytes) -> bytes:
    """The numbers of two postings."""
    if not (old and new):
        return old or new
    if dense(old) or dense(new):
        return _dense(_mask(old) | _mask(new))
    return packed({*numbered(old), *numbered(new)})


def _mask(posting: bytes) -> int:
    numbers = unpacked(b"" if posting.startswith(_BITS) else posting[1:])
    return dense(posting) or mask_of(numbers, 1 + max(numbers, default=0))
