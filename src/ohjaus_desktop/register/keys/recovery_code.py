"""The recovery code: a way in that is written on paper and typed by hand years later.

Seven groups of five characters in Crockford's alphabet, which leaves out I, L, O and U because
they are misread. Four characters of a group are random (28 × 5 = 140 bits in all: too many to
guess, so no slow function is needed); the fifth is a check that also knows which group it stands
in. One wrong character, two that changed places, or two groups that did, are always noticed.
Source: https://www.crockford.com/base32.html
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
FACT = "recovery_code"
"""The fact in the open register that holds the code until somebody has typed it back."""
_RANDOM = 4
_SIZE = _RANDOM + 1
_AS_MEANT = str.maketrans("OIL", "011")


def make() -> str:
    """A new code as it is shown and printed, groups joined with dashes."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_RANDOM)) for _ in range(GROUPS))
    return "-".join(group + _check(number, group) for number, group in enumerate(groups, 1))


def read(typed: str) -> str | None:
    """The code that somebody meant, 35 characters without dashes; None when it cannot be one.

    Capitals, spaces and dashes do not matter; O is read as 0, I and L as 1.
    """
    code = _plain(typed)
    return code if _looks_like_one(code) and not mistyped(code) else None


def mistyped(typed: str) -> tuple[int, ...]:
    """Which groups hold a slip, from 1; () where none does, or where this is no code at all."""
    code = _plain(typed)
    if not _looks_like_one(code):
        return ()
    groups = (code[start : start + _SIZE] for start in range(0, len(code), _SIZE))
    return tuple(
        number for number, group in enumerate(groups, 1) if _check(number, group[:_RANDOM]) != group[_RANDOM]
    )


def _looks_like_one(code: str) -> bool:
    return len(code) == GROUPS * _SIZE and set(code) <= set(ALPHABET)


def _plain(typed: str) -> str:
    kept = (
        character
        for character in unicodedata.normalize("NFKC", typed).upper()
        if unicodedata.category(character) not in {"Pd", "Zs", "Cc", "Cf"}
    )
    return "".join(kept).translate(_AS_MEANT)


def _check(number: int, group: str) -> str:
    # A polynomial in GF(32), x⁵ + x² + 1 being primitive: a step is never zero and no two of the
    # first 31 steps are alike, so single slips and exchanges within a group change the result.
    value = number
    for digit in group:
        value = _step(value) ^ ALPHABET.index(digit)
    return ALPHABET[_step(value)]


def _step(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
