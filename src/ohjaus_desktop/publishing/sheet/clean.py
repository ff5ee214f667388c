"""What spreadsheets do to what people write: numbers, dates, hard spaces, curly quotes."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from ohjaus_desktop.publishing.sheet.entry import CellWrong
from ohjaus_desktop.texts import text

_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|PUUTTUU!|VIITTAUS!|ARVO!|NIMI\?|JAKO/0!)")
_SPACES = re.compile(r"[^\S\n]+")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'", "…": "...", "„": '"',
                        "‑": "-", "‐": "-", "−": "-", "\r": "\n"})  # fmt: skip
_NO_DATES = frozenset({"ages", "phone", "price", "postal_code", "business_id", "home_visits"})
"""Columns in which a date is never meant: "6-12" was written, and the spreadsheet knew better."""


def text_of(value: object, key: str) -> str:
    """A cell as text in one form; "" where it is empty.

    key: of the column. Raises CellWrong for what is no value: an error of the spreadsheet, a date
    where none can be.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value, key)
    if isinstance(value, (int, float)):
        return _number(value)
    words = _words(str(value))
    if _ERRORS.fullmatch(words):
        raise CellWrong(text("The spreadsheet shows an error here: {words}.", words=words))
    return words


def _words(value: str) -> str:
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    # Excel writes characters that XML cannot hold as _x000D_.
    value = re.sub(r"_x000[dD]_", "\n", value).translate(_PLAIN)
    value = "".join(
        letter
        for letter in value
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    value = "\n".join(_SPACES.sub(" ", line).strip() for line in value.split("\n"))
    # A leading apostrophe tells a spreadsheet that text follows; it is no part of the text.
    return re.sub(r"\n{3,}", "\n\n", value).strip().removeprefix("'").strip()


def _number(value: float) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.10g}".replace(".", ",") if abs(value) < 1e15 else repr(value)
    return str(int(value)) if abs(value) < 1e18 else repr(value)


def _moment(value: datetime | date | time | timedelta, key: str) -> str:
    if key in _NO_DATES:
        raise CellWrong(
            text("The spreadsheet made a date of what was written. Make the cell text and write it again.")
        )
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}.{minutes % 60:02}"
    return value.isoformat() if isinstance(value, date) else f"{value.hour}.{value.minute:02}"
