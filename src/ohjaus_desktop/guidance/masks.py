"""Sets of rows as whole numbers, a bit for each row: joined, cut and counted in microseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

_FLAGS, _DIGITS = bytes.maketrans(b"01", b"\0\1"), bytes.maketrans(b"\0\1", b"01")
_BITS = tuple(1 << at for at in range(8))
_SPARSE = 10
"""Where fewer than one bit of so many is set, it is quicker to look for the next than at all."""


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
