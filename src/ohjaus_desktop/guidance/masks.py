"""Sets of rows as whole numbers, a bit for each row: joined, cut and counted in microseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress
from operator import or_

_FLAGS, _DIGITS = bytes.maketrans(b"01", b"\0\1"), bytes.maketrans(b"\0\1", b"01")
_BITS = tuple(1 << at for at in range(8))
_SPARSE = 10
"""Where fewer than one bit of so many is set, it is quicker to look for the next than at all."""

_ROUNDING = 1e-9
"""Sums of equal weights may differ by so much."""


def bits(mask: int) -> Iterator[int]:
    """The positions of the set bits, lowest first."""
    digits = f"{mask:b}"[::-1]
    if mask.bit_count() * _SPARSE < len(digits):
        return _found(digits)
    return compress(range(len(digits)), digits.encode().translate(_FLAGS))


def _found(digits: str) -> Iterator[int]:
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def mask_of(positions: Iterable[int], size: int) -> int:
    """A mask with these bits set, all below ``size``."""
    eights = bytearray(size // 8 + 1)
    for at in positions:
        eights[at >> 3] |= _BITS[at & 7]
    return int.from_bytes(eights, "little")


def mask_where(flags: Iterable[int]) -> int:
    """A mask with the bits set that are flagged by 1 or True, the first flag for the lowest."""
    # Digits of base 2 become a number in the time it takes to read them.
    return int(bytes(flags)[::-1].translate(_DIGITS) or b"0", 2)


def disjoint(tiers: Iterable[int], allowed: int) -> tuple[int, ...]:
    """The tiers without what stands in an earlier one, and of the rest only what is allowed."""
    seen = 0
    result = []
    for tier in tiers:
        result.append(tier & allowed & ~seen)
        seen |= tier
    return tuple(result)


def answering_most(said: Sequence[tuple[int, float]], share: float) -> int:
    """The rows that answer this share of what was said; nothing answers all of it.

    said: the rows that answer each word, and what the word weighs.
    """
    enough = share * sum(weight for _, weight in said)
    found = reduce(or_, (rows for rows, _ in said), 0)
    # Rows that answer the same words stay together: some hundred masks instead of every row.
    answering = {found: 0.0} if found else {}
    for at, (of_word, word_weight) in enumerate(said):
        split: dict[int, float] = {}
        for rows, weight in answering.items():
            split[rows & of_word] = weight + word_weight
            split[rows & ~of_word] = weight
        split.pop(0, None)
        to_come = sum(weight for _, weight in said[at + 1 :]) + _ROUNDING
        least = min(enough, max(split.values(), default=0.0))
        answering = {rows: weight for rows, weight in split.items() if weight + to_come >= least}
    return reduce(or_, answering, 0)


class Marks:
    """Rows that are marked, some at a time, and then make a mask. Row ``size`` is nobody's."""

    def __init__(self, size: int) -> None:
        self._flags = bytearray(size + 1)
        self._size = size

    def add(self, rows: Iterable[int]) -> None:
        """Mark rows, each once or more."""
        flags = self._flags
        for row in rows:
            flags[row] = 1

    def mask(self) -> int:
        """What has been marked."""
        return mask_where(self._flags[: self._size])
