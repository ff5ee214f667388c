"""Which services each term stands in: the body of the search index.

SQLite's own full-text index takes three times as long to fill, because it is told every term of
every service anew. We know the distinct words first: each is bent once, and a term is written
once, with the numbers of all its services. Numbers are kept four bytes each, so that 100,000
services fit into little memory.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

_NUMBERS = "I"

Posting = tuple[str, bytes, bytes]
"""A term, and the packed numbers of the services with it in their names and in their other texts."""


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as they are stored: four bytes each, little-endian, rising."""
    return _stored(array(_NUMBERS, sorted(numbers)))


def unpacked(stored: bytes) -> array[int]:
    """The numbers of a stored posting."""
    made: array[int] = array(_NUMBERS, stored)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def _stored(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers() -> array[int]:
    return array(_NUMBERS)


class Postings:
    """Word → numbers of the services with it in their names, and in their other texts."""

    def __init__(self) -> None:
        self._name: dict[str, array[int]] = defaultdict(_numbers)
        self._other: dict[str, array[int]] = defaultdict(_numbers)

    def add(self, number: int, names: Iterable[str], other: Iterable[str]) -> None:
        """Take in a service's distinct words; the numbers rise from one service to the next."""
        for posting in map(self._name.__getitem__, names):
            posting.append(number)
        for posting in map(self._other.__getitem__, other):
            posting.append(number)

    def by_term(self, terms: Callable[[str], Iterable[str]]) -> Iterator[Posting]:
        """The postings by term, each once. terms: what is kept of a word."""
        words: dict[str, list[str]] = defaultdict(list)
        for word in self._name.keys() | self._other.keys():
            for term in terms(word):
                words[term].append(word)
        for term in sorted(words):
            yield term, _together(self._name, words[term]), _together(self._other, words[term])


def _together(postings: dict[str, array[int]], words: list[str]) -> bytes:
    found = [postings[word] for word in words if word in postings]
    if len(found) == 1:
        return _stored(found[0])
    return packed(set().union(*found)) if found else b""


def without(stored: Iterable[Posting], outdated: set[int]) -> Iterator[Posting]:
    """The stored postings that change when services are gone or written anew, without these."""
    for term, name, other in stored:
        in_name, elsewhere = unpacked(name), unpacked(other)
        if not (outdated.isdisjoint(in_name) and outdated.isdisjoint(elsewhere)):
            yield term, packed(set(in_name) - outdated), packed(set(elsewhere) - outdated)


def joined(old: bytes, new: bytes) -> bytes:
    """The numbers of two postings."""
    return packed({*unpacked(old), *unpacked(new)}) if old and new else old or new
