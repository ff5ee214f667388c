"""Words and digits that a person remembers, and the slow way from them to a key.

Argon2id with 64 MiB, three passes and four lanes: the second recommended choice of RFC 9106 § 4.
A passphrase is stretched alone. A PIN is not worth that: six digits would fall to guessing in a
day or two, so its slot asks for the keyring's secret as well (see ``slots``).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Annotated

from msgspec import Meta, Struct

from ohjaus_desktop.texts import text

SHORTEST = 15
"""Characters of a passphrase that opens alone. Source: NIST SP 800-63B-4 (2025) § 3.1.1.2."""
PIN_SHORTEST, PIN_LONGEST = 6, 12

_WELL_KNOWN = (
    *("salasana", "password", "passphrase", "lösenord", "losenord", "ohjaus", "asiakas", "asiakastiedot"),
    *("hyvinvointialue", "suomi", "finland", "perkele", "kesä", "talvi", "qwerty", "asdf", "admin"),
)
_ROWS = ("abcdefghijklmnopqrstuvwxyzåäö", "01234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm")


class Stretch(Struct, frozen=True):
    """How a key is stretched; kept beside what it opens, so that a later program may do more.

    passes and lanes as in RFC 9106; memory: KiB. The limits keep a spoiled file from asking for
    all of the machine, or for nothing.
    """

    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    passes: Annotated[int, Meta(ge=1, le=16)] = 3
    memory: Annotated[int, Meta(ge=65_536, le=1_048_576)] = 65_536
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4

    def key(self, words: str) -> bytes:
        """32 bytes of ``words`` as ``same`` gives them; takes a good tenth of a second."""
        # Imported here: the library's code is needed only once a day.
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(
            same(words).encode(), self.salt, self.passes, self.memory, self.lanes, 32, Type.ID
        )


def same(words: str) -> str:
    """One form for what looks the same: a letter with dots has two spellings in Unicode.

    Source: RFC 8265 § 4.2 (OpaqueString), and spaces at the ends are left out.
    """
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in words)
    return unicodedata.normalize("NFC", spaced).strip()


def weak(passphrase: str) -> str:
    """Why a passphrase is too easy to guess, as a sentence with advice; "" when it will do."""
    words = same(passphrase)
    if len(words) < SHORTEST:
        return text(
            "Write at least {number} characters, for example four words of your own.", number=SHORTEST
        )
    # What a guesser tries first counts as a character or two.
    rest = words.lower()
    for known in _WELL_KNOWN:
        rest = rest.replace(known, "#")
    rest = _without_rows(re.sub(r"(.{1,8}?)\1+", r"\1", rest))
    if len(rest) < 10 or len(set(rest)) < 6:
        return text("This is easy to guess. Use four words that do not belong together.")
    return ""


def _without_rows(words: str) -> str:
    """Runs of neighbours, as abcd or 4321 or qwer, become their first character."""
    kept = words[:1]
    for before, character in pairwise(words):
        pair = before + character
        if not any(pair in row or pair in row[::-1] for row in _ROWS):
            kept += character
    return kept


def weak_pin(pin: str) -> str:
    """Why a PIN will not do, as a sentence; "" when it will."""
    if not re.fullmatch(rf"[0-9]{{{PIN_SHORTEST},{PIN_LONGEST}}}", pin):
        return text("A PIN has {fewest} to {most} digits.", fewest=PIN_SHORTEST, most=PIN_LONGEST)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if len(steps) == 1 or len(set(pin)) < 3 or re.fullmatch(r"(.{1,4})\1+", pin):
        return text("This PIN is easy to guess. Choose another one.")
    return ""
