"""Telephone numbers as people read, say and dial them.

A number that its owner has published in groups keeps them: people know it in that rhythm.
"""

from __future__ import annotations

import re

_NATIONAL = re.compile(r"^0\d{5,11}$")
_THREE = re.compile(r"^(04\d|050|01\d|020|029|030|07[135]|000)")
"""Mobile, company and three-digit area codes; the other area codes have two digits."""
_SERVICE = re.compile(r"^0[68]00")
_INTERNATIONAL = re.compile(r"^\+358(\d{5,11})$")
_DIALLED = re.compile(r"^\+?[\d\s\-().]+$")
_LONGEST_SAID = 3


def dial(number: str) -> str | None:
    """Only what a telephone dials, or None when the text holds more than one plain number."""
    number = number.strip()
    if not _DIALLED.match(number):
        return None
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return ("+" if number.startswith("+") else "") + digits if len(digits) >= 2 else None


def group(number: str) -> str:
    """The number for the eye: 000 123 4567, 0800 123 456, 116117."""
    dialled = dial(number)
    if dialled is None or len(dialled) <= 6:
        return " ".join(number.split())
    published = re.split(r"[\s\-]+", number.strip())
    if len(published) > 1 and all(len(part) <= 4 for part in published):
        return " ".join(published)
    return " ".join(_groups(dialled, tail=4))


def group_for_reading(number: str) -> str:
    """The number in the short groups one says and writes down: 000 12 34 567, 116 117."""
    dialled = dial(number)
    if dialled is None:
        return " ".join(number.split())
    published = number.split()
    if len(published) > 1 and all(part.isdigit() and len(part) <= _LONGEST_SAID for part in published):
        return " ".join(published)
    if len(dialled) <= 6:
        return " ".join(_threes(dialled)) if len(dialled) == 6 else dialled
    head, *rest = _groups(dialled, tail=3)
    if head == "+358":
        return " ".join([head, rest[0], *_pairs("".join(rest[1:]))])
    return " ".join([head, *_pairs("".join(rest))])


def _groups(dialled: str, *, tail: int) -> list[str]:
    """Area or operator code first, then threes; the last group may hold ``tail`` digits."""
    if abroad := _INTERNATIONAL.match(dialled):
        first, *rest = _groups("0" + abroad[1], tail=tail)
        return ["+358", first[1:], *rest] if first != "0" else ["+358", *rest]
    if not _NATIONAL.match(dialled):
        return _threes(dialled)
    code = 4 if _SERVICE.match(dialled) else 3 if _THREE.match(dialled) else 2
    return [dialled[:code], *_threes(dialled[code:], longest_tail=tail)]


def _threes(digits: str, *, longest_tail: int = 4) -> list[str]:
    """123 4567, 123 456, 1234 5678: no group of one or two digits is left over."""
    if longest_tail == 4 and len(digits) == 8:
        return [digits[:4], digits[4:]]
    groups = []
    while len(digits) > max(longest_tail, 3):
        groups.append(digits[:3])
        digits = digits[3:]
    return [*groups, digits]


def _pairs(digits: str) -> list[str]:
    """12 34 567: pairs, with a last three when the count is odd."""
    groups = []
    while len(digits) > _LONGEST_SAID:
        groups.append(digits[:2])
        digits = digits[2:]
    return [*groups, digits] if digits else groups
