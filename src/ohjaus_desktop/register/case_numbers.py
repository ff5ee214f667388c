"""A number that tells one request from the others and says nothing about whose it is.

It may stand in ordinary mail and be said on the phone: two digits for the year, four signs that
nobody can guess from another request's, and a check sign, as in 26-K7QF-M.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from ohjaus_desktop.guidance.hours import HELSINKI

SIGNS = "23456789ADEFHJKMNPQRTXY"
"""What cannot be taken for something else in handwriting or aloud: no 0 O, 1 I L, 5 S, V W, 2 Z …

There are 23 of them, a prime: with the weights 1, 2, 3 … the check sign then finds every single
wrong sign and every two signs that changed places.
"""
_SHAPE = re.compile(rf"(\d\d)-?([{SIGNS}]{{4}})-?([{SIGNS}])", re.IGNORECASE)


def new_case_number(at: datetime) -> str:
    """A fresh one. at: aware; gives the year."""
    year = f"{at.astimezone(HELSINKI).year % 100:02}"
    middle = "".join(secrets.choice(SIGNS) for _ in range(4))
    return f"{year}-{middle}-{_check(year, middle)}"


def read_case_number(typed: str) -> str:
    """A typed case number as it is written, "" where it is none or has a slip in it."""
    shape = _SHAPE.fullmatch(typed.strip().replace(" ", ""))
    if shape is None:
        return ""
    year, middle, check = (part.upper() for part in shape.groups())
    return f"{year}-{middle}-{check}" if check == _check(year, middle) else ""


def _check(year: str, middle: str) -> str:
    values = [*(int(digit) for digit in year), *(SIGNS.index(sign) for sign in middle)]
    return SIGNS[sum(weight * value for weight, value in enumerate(values, 1)) % len(SIGNS)]
