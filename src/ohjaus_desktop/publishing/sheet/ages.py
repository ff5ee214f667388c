"""For which ages: "18–29", "65+", "alle 18"."""

from __future__ import annotations

import re

from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk
from ohjaus_desktop.texts import Translator, mark, text

Ages = tuple[float | None, float | None]

_ANY = re.compile(r"kaiken ?ikäi\w*|kaikki|kaikille|alla( åldrar)?|all( ages)?|-|–", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})\s*(?:[-–—]|\bto\b|\btill\b)\s*(\d{1,3})")
_YEARS = r"[\s-]*(?:v\.?|vuotta|vuotiaa\w*|vuotia\w*|år\w*|years?)?"
_UNDER = re.compile(rf"(?:alle|under|younger than)\s*(\d{{1,3}}){_YEARS}|<\s*(\d{{1,3}})", re.IGNORECASE)
_AT_MOST = re.compile(
    rf"(?:enintään|korkeintaan|högst|at most|up to|[-–—])\s*(\d{{1,3}}){_YEARS}", re.IGNORECASE
)
_AT_LEAST = re.compile(
    rf"(?:vähintään|yli|väh\.|minst|över|at least|over|from|>)\s*(\d{{1,3}}){_YEARS}"
    rf"|(\d{{1,3}}){_YEARS}\s*(?:\+|[-–—]|täyttän\w*|fyllda?|alkaen|ja yli|and over|and older|or older)",
    re.IGNORECASE,
)
_AT_LEAST_WORDS = mark("at least {age}")
_AT_MOST_WORDS = mark("at most {age}")


def read(said: str, _desk: Desk) -> Ages:
    """The youngest and the oldest age, years. Raises CellWrong."""
    words = " ".join(said.split()).strip(" .")
    if _ANY.fullmatch(words):
        return None, None
    low, high = _limits(words)
    if low is None and high is None:
        raise CellWrong(text("“{words}” is not an age. Write 18–29, 65+ or under 18.", words=said))
    if max(low or 0, high or 0) > 120 or (low is not None and high is not None and high < low):
        raise CellWrong(text("The ages {words} cannot be right.", words=said))
    return low, high


def _limits(words: str) -> Ages:
    if found := _SPAN.search(words):
        return float(found[1]), float(found[2])
    if re.fullmatch(rf"\d{{1,3}}{_YEARS}", words):
        years = float(re.sub(r"\D", "", words))
        return years, years
    if found := _UNDER.search(words):
        return None, float(next(filter(None, found.groups()))) - 1
    if found := _AT_LEAST.search(words):
        return float(next(filter(None, found.groups()))), None
    if found := _AT_MOST.search(words):
        return None, float(found[1])
    return None, None


def write(ages: Ages, say: Translator) -> str:
    """The ages in words that ``read`` understands."""
    low, high = ages
    if low is not None and high is not None:
        return f"{low:g}–{high:g}"
    if low is not None:
        return say(_AT_LEAST_WORDS, age=f"{low:g}")
    return say(_AT_MOST_WORDS, age=f"{high:g}") if high is not None else ""
