"""Texts, addresses and names of languages as HSDS publishers write them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<\s*(br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li\b[^<>]{0,200}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_EMPTY_LINES = re.compile(r"\n{3,}")
_EMAIL = re.compile(r"^[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[a-zA-Z]{2,}$")
_HOST = re.compile(r"^[\w-]+(\.[\w-]+)+([/?#:].*)?$")
_BETWEEN = re.compile(r"[,;/&|]|\band\b|\bja\b|\boch\b")
_TO_TIDY = re.compile(r"[<&\x00-\x1f\x7f-\x9f\ud800-\udfff]|^\s|\s$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CODE = re.compile(r"^[a-z]{2,3}$")
_ALSO = {"mandarin": "zh", "sign language (finnish)": "fse", "finnish sign language": "fse"}


def plain(value: Any) -> str:
    """A value as plain text; HSDS allows HTML in descriptions. "" when it says nothing."""
    if value is None or value == "" or isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    said = str(value)
    if not _TO_TIDY.search(said):  # nearly every value of a table
        return said
    if _TAG.search(said):
        said = _TAG.sub("", _BREAK.sub("\n", _ITEM.sub("– ", said)))
    if _ENTITY.search(said):
        said = unescape(said)
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    said = _CONTROL.sub("", said)
    lines = (line.strip() for line in said.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(value: Any) -> str:
    """A text without line breaks."""
    said = plain(value)
    return " ".join(said.split()) if said else ""


def email(value: Any) -> str | None:
    """An e-mail address that is one."""
    said = one_line(value).removeprefix("mailto:")
    return said if _EMAIL.match(said) and len(said) <= 254 else None


def link(value: Any) -> str | None:
    """A web address, with the scheme that people leave away; None when it is none."""
    said = one_line(value)
    if " " in said or not said or len(said) > 1900:
        return None
    if "://" not in said and _HOST.match(said) and "@" not in said:
        said = f"http://{said}"
    try:
        parts = urlsplit(said)
        host = parts.hostname or ""
    except ValueError:
        return None
    return said if parts.scheme.lower() in {"http", "https"} and "." in host else None


def languages(value: Any) -> tuple[list[str], list[str]]:
    """The ISO 639 codes of what was said, and the words that no language is called."""
    codes: list[str] = []
    unknown: list[str] = []
    for one in _BETWEEN.split(one_line(value)):
        word = one.strip(" .*").casefold()
        if not word:
            continue
        code = _language(word)
        if code:
            codes.append(code)
        else:
            unknown.append(one.strip(" .*"))
    return codes, unknown


def _language(word: str) -> str | None:
    from babel.core import get_global

    codes, names = _languages()
    if word in _ALSO:
        return _ALSO[word]
    short = word.replace("_", "-").split("-")[0]
    if _CODE.match(short) and (word == short or len(word.split("-")) == 2):
        shorter = str(get_global("language_aliases").get(short, short))
        if shorter in codes:
            return shorter
    return names.get(word)


@cache
def _languages() -> tuple[frozenset[str], dict[str, str]]:
    """The codes that exist, and the names of languages in Finnish, Swedish and English."""
    from babel import Locale

    names: dict[str, str] = {}
    codes: set[str] = set()
    for interface in ("en", "fi", "sv"):
        for code, name in Locale(interface).languages.items():
            if "_" not in code:
                codes.add(code)
                names.setdefault(name.casefold(), code)
    for code in ("fi", "sv", "en", "et", "ru", "uk", "es", "fr", "de"):
        names.setdefault((Locale(code).get_display_name() or code).casefold(), code)
    return frozenset(codes), names
