"""What fits into a text message, and how to say it in its letters.

A message in the GSM 7-bit alphabet (3GPP TS 23.038) holds 160 characters; one letter outside it
cuts that to 70. å, ä and ö are inside; š, – and ’ are not.
"""

from __future__ import annotations

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
_REPLACED = str.maketrans(
    dict.fromkeys("–—−‐‑·•", "-")
    | dict.fromkeys("’‘´`", "'")
    | dict.fromkeys("“”„«»", '"')
    | {"\t": " ", "\u00a0": " ", "\u202f": " ", "…": "...", "đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N"}
    | {"ŧ": "t", "Ŧ": "T", "ı": "i", "ł": "l", "Ł": "L", "œ": "oe", "þ": "th", "ð": "d"}
)


def septets(text: str) -> int:
    """How much of a message the text takes; a few signs take two."""
    return sum(2 if letter in _EXTENDED else 1 for letter in text)


def plain(text: str) -> str:
    """The text in letters of the alphabet: š → s, – → -; what cannot be said becomes a question mark."""
    return "".join(_letter(letter) for letter in text.translate(_REPLACED))


def _letter(letter: str) -> str:
    if letter in _BASIC or letter in _EXTENDED:
        return letter
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return base if base and all(part in _BASIC for part in base) else "?"
