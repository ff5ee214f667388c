"""The words in which people write opening hours, in Finnish, Swedish and English.

Each piece of a cell is one of these; a word that is none of them means that the piece is not
understood, and then it is kept as words and nothing is guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ohjaus_desktop.guidance.hours import WEEKDAYS

_DAY_WORDS = (
    r"maanant\w*|ma|måndag\w*|mån|må|monday\w*|mon",
    r"tiist\w*|ti|tisdag\w*|tis|tuesday\w*|tues|tue",
    r"keskivi\w*|ke|onsdag\w*|ons|on|wednesday\w*|wed",
    r"torst\w*|to|torsdag\w*|tors|tor|thursday\w*|thurs|thur|thu",
    r"perjant\w*|pe|fredag\w*|fre|fr|friday\w*|fri",
    r"lauant\w*|la|lördag\w*|lör|lö|saturday\w*|sat",
    r"sunnunt\w*|su|söndag\w*|sön|sö|sunday\w*|sun",
)
_MONTH_WORDS = (
    r"tammikuu\w*|januari|january|jan", r"helmikuu\w*|februari|february|feb", r"maaliskuu\w*|mars|march",
    r"huhtikuu\w*|april|apr", r"toukokuu\w*|maj|may", r"kesäkuu\w*|juni|june", r"heinäkuu\w*|juli|july",
    r"elokuu\w*|augusti|august|aug", r"syyskuu\w*|september|sept", r"lokakuu\w*|oktober|october|okt|oct",
    r"marraskuu\w*|november|nov", r"joulukuu\w*|december|dec",
)  # fmt: skip
_EVERY_DAY = r"joka päivä|päivittäin|kaikkina päivinä|varje dag|dagligen|alla dagar|every day|daily"
_WORKDAYS = r"arkipäivi\w*|arkisin|arkena|arkipv|vardag\w*|weekdays?|on weekdays"
_WEEKEND = r"viikonlopp?ui?\w*|viikonloppu\w*|veckoslut\w*|helger(?:na)?|weekends?"
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?"
_DASH = r"\s*(?:–|-|\bto\b|\btill\b|\buntil\b|\bviiva\b)\s*"
_DATE = r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(words)


_DAY = rf"\b(?:{_any(_DAY_WORDS)})\b\.?"
_MONTH = rf"\b(?:{_any(_MONTH_WORDS)})\b"

# In this order: the first that fits is taken.
_PIECES: tuple[tuple[str, str], ...] = (
    ("note", r"\([^()]*\)"),
    ("round", (r"24\s*/\s*7|24\s?h(?:\b|/\w+)|ympäri vuorokauden|vuorokauden ympäri|dygnet runt"
              r"|(?:a)?round the clock|0?0(?:[.:]00)?\s*[–-]\s*24(?:[.:]00)?")),
    ("also_holidays", r"myös (?:arki)?pyhinä|pyhinäkin|även (?:på )?helgdagar|also on public holidays"),
    ("not_holidays", (r"(?:ei|paitsi|lukuun ottamatta) (?:arki)?pyhi?n?ä?i?s?i?n?\b|(?:arki)?pyhinä suljettu"
                     r"|suljettu (?:arki)?pyhinä|(?:ej|inte|utom) (?:på )?helgdagar|stängt (?:på )?helgdagar"
                     r"|(?:not|except|closed) on public holidays")),
    ("dates", rf"(?:{_DATE}|\d{{1,2}}\.)\s*[–-]\s*{_DATE}"),
    ("date", _DATE),
    ("nth", (r"(?:kuukauden|kuun)\s+(?:ensimmäi\w+|toi\w+|kolma\w+|neljä\w+|[1-4]\.)"
            r"|(?:den )?(?:första|andra|tredje|fjärde)(?= \w+ (?:i|varje) månad)"
            r"|(?:the )?(?:first|second|third|fourth)(?= \w+ of (?:the|every|each) month)")),
    ("monthly", r"(?:i|varje) månad(?:en)?|of (?:the|every|each) month|joka kuukau(?:si|den)|kuukausittain"),
    ("monthdays", (r"(?:kuukauden|kuun)\s+\d{1,2}\.?(?:(?:\s*,\s*|\s+ja\s+)\d{1,2}\.?)*\s+päivä\w*"
                  r"|(?:den )?\d{1,2}(?:(?:\s*,\s*|\s+och\s+)\d{1,2})* (?:i|varje) månad(?:en)?"
                  r"|on days? \d{1,2}(?:(?:\s*,\s*|\s+and\s+)\d{1,2})* of the month")),
    ("every_day", _EVERY_DAY),
    ("interval", (r"joka\s+(?:toi\w+|kolma\w+|neljä\w+|\d+\.)(?:\s+viikko\w*)?|joka \d+ viikko\w*"
                 r"|varannan(?: vecka)?|vartannat|var (?:tredje|fjärde|\d+:e)(?: vecka)?"
                 r"|every (?:second|other|third|fourth|\d+)(?: weeks?)?")),
    ("times", (rf"(?:(?:klo|kello|kl|at|from|mellan|between)\.?\s*)?{_CLOCK}"
              rf"{_DASH}(?:klo\.?\s*|kl\.?\s*)?{_CLOCK}"
              r"(?![\d.]*\d)")),
    ("clock", rf"(?:klo|kello|kl|at)\.?\s*{_CLOCK}(?![\d.]*\d)"),
    ("days", rf"{_DAY}{_DASH}{_DAY}"),
    ("workdays", rf"\b(?:{_WORKDAYS})\b"),
    ("weekend", rf"\b(?:{_WEEKEND})\b"),
    ("months", rf"{_MONTH}{_DASH}{_MONTH}"),
    ("month", _MONTH),
    ("day", _DAY),
    ("from", r"\balkaen\b|\blähtien|\bfrån och med\b|\bfr\.?o\.?m\.?|\b(?:starting|from|från|since)\b"),
    ("until", r"\basti\b|\bsaakka\b|\btill och med\b|\bt\.?o\.?m\.?|\btill\b|\buntil\b"),
    ("closed", r"\bsuljettu\w*|\bkiinni\b|\bsulj\.|\bstängt?\b|\bclosed\b|\bei auki\b"),
    ("appointment", (r"sopimuksen mukaan|sopimukse\w+|sovittaessa|sovittuna aikana|sovitusti|ajanvarauks\w+"
                    r"|(?:vain )?varatulla ajalla|enligt överenskommelse|enligt avtal|(?:enligt )?tidsbokning"
                    r"|på avtalad tid"
                    r"|(?:only )?by appointment|at an agreed time|by agreement")),
    ("between", r"[,&+:]|\b(?:ja|och|and|sekä|samt)\b|\.(?=\s|$)"),
    ("filler", (r"\b(?:auki|avoinna|avoin|öppet|öppen|open|opens?|klo|kello|kl|i|on|på|in|joka|aina|the"
               r"|of|vain|bara|only|varje|every|hrs?|h|tid|med)\b\.?|\s+")),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PIECES), re.IGNORECASE)
_DAY_PATTERNS = [re.compile(rf"(?:{words})\.?", re.IGNORECASE) for words in _DAY_WORDS]
_MONTH_PATTERNS = [re.compile(words, re.IGNORECASE) for words in _MONTH_WORDS]
_ORDINALS = (
    (1, r"ensimm\w+|första|first|1\."),
    (2, r"toi\w+|andra|second|other|2\.|varannan|vartannat|2"),
    (3, r"kolma\w+|tredje|third|3\.|3"),
    (4, r"neljä\w+|fjärde|fourth|4\.|4"),
)


class Piece(NamedTuple):
    """A piece of a cell: what it is (a name of the list above), and its words."""

    kind: str
    words: str


def pieces(said: str) -> tuple[list[Piece], list[str]]:
    """The pieces of a text in order, and the words that are none of them."""
    found: list[Piece] = []
    strange: list[str] = []
    at = 0
    while at < len(said):
        match = _PATTERN.match(said, at)
        if match and match.end() > at:
            if match.lastgroup and match.lastgroup != "filler":
                found.append(Piece(_name(match), match[0].strip()))
            at = match.end()
            continue
        word = re.match(r"\w+|.", said[at:], re.DOTALL)
        strange.append(word[0] if word else said[at])
        at += len(strange[-1])
    return found, strange


def _name(match: re.Match[str]) -> str:
    return next(name for name, _ in _PIECES if match[name] is not None)


def weekdays(piece: Piece) -> list[str]:
    """The codes of the weekdays that a piece names: MO, TU …"""
    match piece.kind:
        case "workdays":
            return [*WEEKDAYS[:5]]
        case "weekend":
            return [*WEEKDAYS[5:]]
        case "days":
            first, last = (_number(_DAY_PATTERNS, word) for word in _ends(piece.words))
            return [WEEKDAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    return [WEEKDAYS[_number(_DAY_PATTERNS, piece.words)]]


def months(piece: Piece) -> tuple[int, int]:
    """The first and the last month of a piece, 1–12."""
    ends = _ends(piece.words) if piece.kind == "months" else (piece.words, piece.words)
    first, last = (_number(_MONTH_PATTERNS, word) + 1 for word in ends)
    return first, last


def ordinal(piece: Piece) -> int:
    """Which of a row (first Monday, every third week): 1–4, or the number itself; 0: not clear."""
    last = piece.words.split()
    for word in last:
        for number, pattern in _ORDINALS:
            if re.fullmatch(pattern, word, re.IGNORECASE):
                return number
    digits = re.search(r"\d+", piece.words)
    return int(digits[0]) if digits else 0


def _ends(words: str) -> tuple[str, str]:
    first, last = re.split(_DASH, words, maxsplit=1, flags=re.IGNORECASE)
    return first.strip(), last.strip()


def _number(patterns: list[re.Pattern[str]], word: str) -> int:
    return next(number for number, pattern in enumerate(patterns) if pattern.fullmatch(word.strip()))
