"""A need that was heard in a text, and in which of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """A need (or activity) heard in a text.

    words: what was said, as it was typed; positions: which words of the text they were;
    certain: said in full, or nearly: enough to pin urgent help; weight: how much of what was said
    speaks for it, beside the other needs of the same text.
    """

    id: str
    words: str
    positions: frozenset[int]
    certain: bool
    weight: float = 0.0


def quoted(words: Sequence[str], positions: Iterable[int]) -> str:
    """The words at these positions, as they were said."""
    return " ".join(words[position] for position in sorted(positions))
