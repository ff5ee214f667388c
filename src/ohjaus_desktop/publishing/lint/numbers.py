"""Telephone numbers that lead nowhere, elsewhere, or cost more than people expect."""

from __future__ import annotations

import re
from enum import Enum

_INVENTED = "000"
"""Numbers of invented records begin so: they are meant to lead nowhere."""
_SHORT = re.compile(r"1\d{2,5}")
"""112, 116117, 116123 …: emergency and service numbers of Finland."""


class Verdict(Enum):
    """What a number is."""

    GOOD = "good"
    WRONG = "wrong"
    PREMIUM = "premium"


def digits(number: str) -> str:
    """The number as it is dialled in Finland, its digits only."""
    said = re.sub(r"^\s*(\+|00)358\s*(\(0\))?\s*", "0", number)
    return re.sub(r"\D", "", said)


def verdict(number: str) -> Verdict:
    """Whether a number can be dialled, and whether the call is dear (libphonenumber's plan)."""
    import phonenumbers

    plain = digits(number)
    if plain.startswith(_INVENTED) or _SHORT.fullmatch(plain):
        return Verdict.GOOD
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return Verdict.WRONG
    if not phonenumbers.is_valid_number(parsed):
        return Verdict.WRONG
    dear = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    return Verdict.PREMIUM if dear else Verdict.GOOD
