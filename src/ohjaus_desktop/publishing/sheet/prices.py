"""What it costs: "maksuton", "12 €", "Ateria 8,50 €"."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import structs

from ohjaus_desktop.catalogue.model import CostOption, Service, Text
from ohjaus_desktop.publishing.sheet.entry import Desk, Entry, Pen, spoken
from ohjaus_desktop.publishing.sheet.vocabulary import folded
from ohjaus_desktop.texts import LANGUAGES, mark, translator

_FREE = mark("Free of charge.")
_FREE_WORDS = frozenset(
    folded(word)
    for word in ("maksuton", "ilmainen", "ei maksua", "0", "0 €", "avgiftsfri", "avgiftsfritt", "gratis",
                 "kostnadsfri", "kostnadsfritt", "free", "free of charge", "no charge", "maksutonta")
)  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<option>[^\d€;]{2,60}?)?:?\s*(?P<amount>\d{1,3}(?:[  ]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
    r"\s*(?:€|e\b|eur\b|euroa?\b|,-)?",
    re.IGNORECASE,
)


class Price(NamedTuple):
    """free: it costs nothing; options: amounts; words: what is no amount."""

    free: bool
    options: list[tuple[str, float]]
    words: str


def read(said: str, _desk: Desk) -> Price:
    """Understand a price; what is no amount stays words."""
    words = " ".join(said.split())
    if folded(words) in _FREE_WORDS:
        return Price(True, [], "")
    found = [_AMOUNT.fullmatch(part.strip()) for part in words.split(";") if part.strip()]
    if not found or None in found:
        return Price(False, [], words)
    options = [((one["option"] or "").strip(), _number(one["amount"])) for one in found if one]
    return Price(False, options, "")


def _number(digits: str) -> float:
    return float(re.sub(r"\s", "", digits).replace(",", "."))


def put(entry: Entry, value: Price | None, language: str) -> Entry:
    """The service with its price."""
    barriers = [one for one in entry.service.barriers if one != "free"]
    if value is None:
        return entry.with_service(barriers=barriers, cost_options=[], fees_description=None)
    if value.free:
        return entry.with_service(
            barriers=[*barriers, "free"], cost_options=[], fees_description=_free_in_all_languages()
        )
    options = [
        CostOption(option=spoken(None, language, option), amount=amount) for option, amount in value.options
    ]
    old = None if _says_free(entry.service) else entry.service.fees_description
    fees = spoken(old, language, value.words) if value.words else None
    return entry.with_service(barriers=barriers, cost_options=options, fees_description=fees)


def _free_in_all_languages() -> Text:
    return {one: translator(one)(_FREE) for one in LANGUAGES}


def _says_free(service: Service) -> bool:
    return "free" in service.barriers


def write(entry: Entry, pen: Pen) -> str:
    """The price in words that ``read`` understands."""
    service = entry.service
    fees = " ".join(pen.name(service.fees_description).split())
    if _says_free(service) and (not fees or folded(fees) in _FREE_WORDS):
        return pen.say(_FREE).rstrip(".").lower()
    if fees:
        return fees
    return "; ".join(_option(one, pen) for one in service.cost_options if one.amount is not None)


def _option(one: CostOption, pen: Pen) -> str:
    amount = f"{one.amount:.2f} €".replace(".", ",").replace(",00", "")
    return " ".join(part for part in (pen.name(one.option), amount) if part)


def without_free(service: Service) -> Service:
    """The service without what only says that it is free, for the column of barriers."""
    return structs.replace(service, barriers=[one for one in service.barriers if one != "free"])
