"""Names of files that every system takes: plain letters, unique, none that Windows keeps for itself."""

from __future__ import annotations

import re
import unicodedata

_KEPT_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "đ": "d", "ð": "d", "þ": "th"})


def file_name(name: str, unique: str) -> str:
    """A name without its ending. unique: what tells it from others of the same name, an id."""
    bare = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:_LONGEST].strip("-")
    tail = re.sub(r"[^a-z0-9]", "", unique.lower())[:8] or "0"
    return "-".join(part for part in (words or "x", tail) if part)


def is_safe(name: str) -> bool:
    """Whether every system takes this name, ending and all."""
    stem = name.partition(".")[0]
    return bool(re.fullmatch(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", name)) and not _KEPT_BY_WINDOWS.fullmatch(stem)
