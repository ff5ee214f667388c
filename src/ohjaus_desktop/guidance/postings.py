"""Which services each term stands in: the body of the search index.

SQLite's own full-text index takes three times as long to fill, because it is told every term of
every service anew. We know the distinct words first: each is bent once, and a term is written
once, with the numbers of all its services.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

_NUMBERS = "I"


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as they are stored: four bytes each, little-endian, rising."""
    made = array(_NUMBERS, sorted(numbers))
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def unpacked(stored: bytes) -> array[int]:
    """The numbers of a stored posting."""
    made: array[int] = array(_NUMBERS, stored)
    if sys.byteorder == "big":
        made.byteswap()
    return made


class Postings:
    """Word → numbers of the services with it in their names, and in their other texts."""

    def __init__(self) -> None:
        self._name: dict[str, list[int]] = defaultdict(list)
        self._other: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, names: Iterable[str], other: Iterable[str]) -> None:
        """Take in a service's distinct words."""
        for word in names:
            self._name[word].append(number)
        for word in other:
            self._other[word].append(number)

    def by_term(self, terms: Callable[[str], Iterable[str]]) -> dict[str, tuple[set[int], set[int]]]:
        """Term → numbers in names, numbers in other texts. terms: what is kept of a word."""
        found: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for place, postings in enumerate((self._name, self._other)):
            for word, numbers in postings.items():
                for term in terms(word):
                    found[term][place].update(numbers)
        return found


def merged(
    stored: Iterable[tuple[str, bytes, bytes]],
    new: dict[str, tuple[set[int], set[int]]],
    outdated: set[int],
) -> Iterator[tuple[str, bytes, bytes]]:
    """The rows to write: those of stored terms that change, and the new terms.

    new: is used up. outdated: numbers of services that are gone or written anew. A row whose
    two postings are empty is one to take out.
    """
    nothing: tuple[set[int], set[int]] = (set(), set())
    for term, name, other in stored:
        more = new.pop(term, nothing)
        names, others = (set(unpacked(old)) - outdated for old in (name, other))
        row = term, packed(names | more[0]), packed(others | more[1])
        if row != (term, name, other):
            yield row
    for term, (name_numbers, other_numbers) in sorted(new.items()):
        yield term, packed(name_numbers), packed(other_numbers)
