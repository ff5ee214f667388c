"""What the single words of a longer text speak for danger, where no sign was said.

Nobody can write down all the ways in which people say that they do not want to live: "antoi avaimet
ja sanoi ettei niitä enää tarvitse". So it was learnt from many sentences of danger, and many of none, how
much each word speaks for or against it (``tests/guidance/danger/learn_evidence.py``). A text of several
words whose weights together reach above zero is danger as well.

``resources/danger-evidence.json``, in UTF-8: ``needs``: id → ``start``: the weight of no word at all, far
below zero; ``words``: stem → its weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

import msgspec

from ohjaus_desktop.guidance import language, shipped
from ohjaus_desktop.guidance.heard import Heard, quoted

FEWEST_WORDS = 4
"""Shorter texts say too little to be weighed: they are heard by signs alone."""
_MOST_QUOTED = 4


class NeedEvidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights for one need."""

    start: float
    words: dict[str, float]


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; without content it knows no danger."""

    format: str = "ohjaus-danger-evidence"
    format_version: int = 1
    needs: dict[str, NeedEvidence] = {}

    def only(self, present: frozenset[str]) -> Evidence:
        """The weights for these needs alone."""
        return Evidence(needs={id_: one for id_, one in self.needs.items() if id_ in present})


@lru_cache(maxsize=1)
def bundled() -> Evidence:
    """The weights that ship with the program. Raises ProgramDamaged."""
    return shipped.read("danger-evidence.json", Evidence)


def stems_of(words: Sequence[str], harmless: frozenset[int]) -> dict[str, int]:
    """The stems of the telling words (small letters), each with where it stands; not of what only sounds so.

    Small words do not count: "he said that if" begins any report, and explains nothing.
    """
    return {
        stem: at
        for at, word in enumerate(words)
        if at not in harmless and word not in language.SMALL_WORDS
        for form in (word, *language.spoken(word))
        for stem in language.stems(form)
    }


def weigh(known: Evidence, words: Sequence[str], harmless: frozenset[int]) -> list[Heard]:
    """The needs that the words together speak for, the words that do so most quoted."""
    if len(words) - len(harmless) < FEWEST_WORDS:
        return []
    said = stems_of(words, harmless)
    heard = []
    for need, one in known.needs.items():
        speaking = {stem: one.words[stem] for stem in said if stem in one.words}
        if one.start + sum(speaking.values()) / sqrt(len(said)) > 0:
            most = sorted(speaking, key=lambda stem: -speaking[stem])[:_MOST_QUOTED]
            at = frozenset(said[stem] for stem in most)
            heard.append(Heard(need, quoted(words, at), at, certain=True))
    return heard
