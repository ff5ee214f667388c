"""Words of the valleys and of the coast that no rule makes: kläppi is lapsi, karn is mannen.

``resources/speech.json`` knows them once, for all needs, instead of every phrase in every dialect.
The file, in UTF-8: ``words``: language → a word as it stands in books → how it is said, whole or,
with ``*``, how what is said begins.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import msgspec

from ohjaus_desktop.guidance import shipped

_SHORTEST = 3
"""Letters of the shortest beginning in the file."""


class SpeechWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    format: str = "ohjaus-speech"
    format_version: int = 1
    words: dict[str, dict[str, list[str]]] = {}


@lru_cache(maxsize=1)
def bundled() -> SpeechWords:
    """The words that ship with the program. Raises ProgramDamaged."""
    return shipped.read("speech.json", SpeechWords)


def in_books(word: str) -> tuple[str, ...]:
    """The words of books that a word of speech (small letters) stands for; none for most words."""
    exact, beginnings = _tables()
    found = list(exact.get(word, ()))
    for length in range(_SHORTEST, len(word) + 1):
        found += beginnings.get(word[:length], ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """A word as it is said, and the beginning of one → words of books."""
    exact: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    for books in bundled().words.values():
        for book, said in books.items():
            for one in said:
                table = beginnings if one.endswith("*") else exact
                table[one.rstrip("*")].append(book)
    return dict(exact), dict(beginnings)
