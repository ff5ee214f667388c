"""PTV's phone numbers, e-mail addresses, web pages and areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from ohjaus_desktop.catalogue.model import Area, Phone, Schedule
from ohjaus_desktop.publishing.ptv.wording import Words, as_text, filled, in_all_languages, objects, plain
from ohjaus_desktop.texts import mark

_Kind = Literal["voice", "sms", "fax"]
# Organizations' numbers carry no type; any other word is a placeholder.
_PHONE_TYPES: dict[str, Literal["voice", "sms", "fax"]] = {
    "None": "voice",
    "Phone": "voice",
    "Sms": "sms",
    "Fax": "fax",
}
_CALL_COSTS = {
    "FreeOfCharge": mark("Free of charge"),
    "Chargeable": mark("Local network or mobile call charge"),
}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$")
_EXAMPLE_HOSTS = ("example.com", "example.org", "example.net")
# Versions up to 7 of the open API say WholeCountry.
_WHOLE_COUNTRY = frozenset(
    {"Nationwide", "NationwideExceptAlandIslands", "WholeCountry", "WholeCountryExceptAlandIslands"}
)
_MUNICIPALITY = re.compile(r"^\d{1,3}$")
_COUNTY = re.compile(r"^\d{2}$")


def phones(numbers: Any, *, name: Words | None = None, schedules: Iterable[Schedule] = ()) -> list[Phone]:
    """The numbers, each once: PTV repeats them for every language of their description.

    name: whose numbers they are, where the number itself does not say; schedules: when answered.
    """
    found: dict[tuple[str, _Kind], tuple[Words, Words]] = {}
    for one in objects(numbers):
        kind = _PHONE_TYPES.get(str(one.get("type")))
        if kind is None:
            continue
        number = _number(one)
        if not number:
            continue
        key = (number, kind)
        said, cost = found.get(key, ({}, {}))
        language, description = one.get("language"), plain(one.get("additionalInformation"))
        if description and isinstance(language, str):
            said = filled(said, {language: description})
        found[key] = (said, filled(cost, _cost(one)))
    return [
        Phone(
            number=number,
            type=kind,
            description=as_text(said or (name or {})),
            cost=as_text(cost),
            schedules=[*schedules],
        )
        for (number, kind), (said, cost) in found.items()
    ]


def _number(one: Mapping[str, Any]) -> str:
    """The number as it is dialled in Finland."""
    digits = re.sub(r"[^\d+]", "", plain(one.get("number")))
    prefix = re.sub(r"[^\d+]", "", plain(one.get("prefixNumber")))
    if not 3 <= len(digits) <= 15:
        return ""
    if digits.startswith("+") or not prefix or one.get("isFinnishServiceNumber") is True:
        number = digits
    else:
        number = prefix + digits.removeprefix("0")
    return "0" + number.removeprefix("+358") if number.startswith("+358") else number


def _cost(one: Mapping[str, Any]) -> Words:
    said, language = plain(one.get("chargeDescription")), one.get("language")
    if said and isinstance(language, str):
        return {language: said}
    kind = str(one.get("serviceChargeType"))
    return in_all_languages(_CALL_COSTS[kind]) if kind in _CALL_COSTS else {}


def email(addresses: Any) -> str | None:
    """The first address that is one; "etunimi.sukunimi@" is a pattern, not an address."""
    for one in objects(addresses):
        value = plain(one.get("value"))
        if _EMAIL.match(value) and "sukunimi" not in value and not value.endswith(_EXAMPLE_HOSTS):
            return value
    return None


def link(pages: Any) -> str | None:
    """The first web address, Finnish before Swedish before others."""
    return next(iter(links(pages).values()), None)


def links(pages: Any) -> Words:
    """The first web address of each language, Finnish before Swedish before others."""
    rank = {"fi": 0, "sv": 1}
    found: Words = {}
    for one in sorted(objects(pages), key=lambda one: rank.get(str(one.get("language")), 2)):
        address = plain(one.get("url") or one.get("value"))
        if is_link(address):
            found.setdefault(str(one.get("language") or "fi"), address)
    return found


def is_link(address: str) -> bool:
    """Tell whether this is a web address of somebody."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host and not host.endswith(_EXAMPLE_HOSTS)


def areas(area_type: Any, listed: Any) -> list[Area]:
    """Where something works: the country, counties or municipalities; empty: not said."""
    if str(area_type) in _WHOLE_COUNTRY:
        return [Area(type="country", code="FI")]
    found: set[tuple[str, str]] = set()
    for one in objects(listed):
        code = str(one.get("code") or "")
        if "Wellbeing" in str(one.get("type")) and _COUNTY.match(code):
            found.add(("wellbeing_county", code))
            continue
        codes = map(municipality_code, objects(one.get("municipalities")))
        found |= {("municipality", code) for code in codes if code}
    return [Area(type=kind, code=code) for kind, code in sorted(found)]  # type: ignore[arg-type]


def municipality_code(municipality: Any) -> str | None:
    """Statistics Finland's code with its three digits, which spreadsheets shorten."""
    code = municipality.get("code") if isinstance(municipality, Mapping) else municipality
    code = str(code or "").strip()
    return code.zfill(3) if _MUNICIPALITY.match(code) and int(code) else None
