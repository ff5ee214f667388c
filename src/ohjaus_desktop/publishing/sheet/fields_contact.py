"""The columns that say how the organization is reached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from ohjaus_desktop.catalogue.model import Intake, Phone
from ohjaus_desktop.publishing.sheet import values
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk, Entry, Field, Pen, spoken
from ohjaus_desktop.publishing.sheet.vocabulary import Names
from ohjaus_desktop.texts import Translator, mark, text

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s*,\s*(?=\+?\d|\w+:)|\s+(?:tai|eller|or|/)\s+(?=\+?\d)")
_LABELLED = re.compile(
    r"(?P<label>[^:\d]{2,60}):\s*(?P<number>.+)|(?P<plain>[^()]+)\((?P<after>[^()]*[^\W\d][^()]*)\)"
)
_BARE_LABEL = re.compile(r"([^\W\d][^\d+:()]{1,40}?)\.?\s+(\+?\d[\d ()./-]{4,})")
_PARTS = re.compile(r"\s*[;\n]\s*")
_PROMISE = re.compile(r"\(([^()]*)\)\s*$")
_IN_DAYS = mark("within {number} working days")


def read_phones(said: str, desk: Desk) -> list[tuple[str, str]]:
    """Numbers with whose or for what they are. Raises CellWrong."""
    found = []
    for written in filter(None, _BETWEEN.split(said.strip())):
        bare = _BARE_LABEL.fullmatch(written)
        part = f"{bare[1]}: {bare[2]}" if bare else written
        label, number = "", part
        if match := _LABELLED.fullmatch(part):
            label, number = (match["label"] or match["after"]).strip(), match["number"] or match["plain"]
            if re.fullmatch(r"puh\w*|tel\w*|tfn|phone|p", label, re.IGNORECASE):
                label = ""
        found.append((values.phone_number(number, desk), label))
    return found


def _put_phones(entry: Entry, value: list[tuple[str, str]], language: str) -> Entry:
    known = entry.service.phones if entry.first else (entry.link.phones if entry.link else [])
    phones = [_phone(number, label, known, language) for number, label in value or ()]
    return entry.with_service(phones=phones) if entry.first else entry.with_link(phones=phones)


def _phone(number: str, label: str, known: Sequence[Phone], language: str) -> Phone:
    """A number; what the catalogue knows more about it stays."""
    same = next((one for one in known if _digits(one.number) == _digits(number)), Phone(number=number))
    return structs.replace(same, number=number, description=spoken(same.description, language, label))


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _write_phones(entry: Entry, pen: Pen) -> str:
    phones = (
        entry.link.phones if entry.link and entry.link.phones else entry.service.phones if entry.first else []
    )
    return "; ".join(
        f"{label}: {phone.number}"
        if (label := " ".join(pen.name(phone.description).split()))
        else phone.number
        for phone in phones
    )


def read_intake(said: str, desk: Desk) -> list[Intake]:
    """Ways for a contact request, parted by ;. Raises CellWrong."""
    return [_intake(part, desk) for part in filter(None, _PARTS.split(said.strip()))]


def _intake(part: str, desk: Desk) -> Intake:
    routes, days, answer = desk.vocabulary["intake"], None, None
    if promise := _PROMISE.search(part):
        part = part[: promise.start()].strip()
        number = re.search(r"\d+", promise[1])
        days = int(number[0]) if number else None
        answer = next(
            filter(None, (desk.vocabulary["answers"].find(bit) for bit in promise[1].split(","))), None
        )
    route, address = _route(part, routes)
    if route is None:
        route = (
            "form"
            if re.match(r"https?://|www\.", address)
            else "phone"
            if re.match(r"[+\d]", address)
            else None
        )
    if route is None:
        raise CellWrong(
            text(
                "“{words}” is not a way for a contact request. Begin with phone, web form or letter.",
                words=part,
            )
        )
    if address and route in {"phone", "joint_call"}:
        address = values.phone_number(address, desk)
    if route in {"form", "https"} and address:
        address = values.link(address, desk)
    if route == "protected_mail" and "@" in address:
        address = values.email(address, desk)
    return Intake(route=route, address=address or None, answers_within_days=days, answers_by=answer)  # type: ignore[arg-type]


def _route(part: str, routes: Names) -> tuple[str | None, str]:
    """The way that the first words name, and the address behind them."""
    words = part.replace(":", ": ", 1).split() if "://" not in part.split(" ", maxsplit=1)[0] else [part]
    for length in range(min(4, len(words)), 0, -1):
        if route := routes.find(" ".join(words[:length]).rstrip(":")):
            return route, " ".join(words[length:]).replace("https: //", "https://")
    return None, part


def _write_intake(entry: Entry, pen: Pen) -> str:
    return "; ".join(_one_way(one, pen.vocabulary["intake"], pen.say, pen) for one in entry.service.intake)


def _one_way(one: Intake, routes: Names, say: Translator, pen: Pen) -> str:
    promise = [say(_IN_DAYS, number=one.answers_within_days)] if one.answers_within_days is not None else []
    if one.answers_by:
        promise.append(pen.vocabulary["answers"].label(one.answers_by, say))
    parts = [routes.label(one.route, say), one.address or "", f"({', '.join(promise)})" if promise else ""]
    return " ".join(part for part in parts if part)


FIELDS = (
    Field(
        "phone",
        mark("Phone"),
        mark("040 123 4567; several parted by ;, each with whose it is: “Office: 06 123 4567”"),
        read_phones,
        _put_phones,
        _write_phones,
        width=24,
        others=("puhelinnumero", "puh", "telefon", "telefonnummer", "telephone", "tel", "puhelin"),
    ),
    Field(
        "email",
        mark("E-mail"),
        mark("An address that stays when people change: info@…"),
        values.email,
        lambda entry, value, _language: entry.with_service(email=value or None),
        lambda entry, _pen: entry.service.email or "",
        width=26,
        others=("sähköposti", "email", "s posti", "sähköpostiosoite", "e postadress", "e post"),
    ),
    Field(
        "url",
        mark("Web page"),
        mark("The page of this service."),
        values.link,
        lambda entry, value, _language: entry.with_service(url=value or None),
        lambda entry, _pen: entry.service.url or "",
        width=30,
        others=("www", "kotisivu", "kotisivut", "verkkosivut", "hemsida", "website", "url", "nettisivu"),
    ),
)

INTAKE = Field(
    "intake",
    mark("How a contact request reaches you"),
    mark("“phone 040 123 4567 (within 3 working days)”; “web form https://…”; several parted by ;"),
    read_intake,
    lambda entry, value, _language: entry.with_service(intake=value or []),
    _write_intake,
    width=34,
    others=("yhteydenottopyyntö", "kontaktbegäran", "contact request", "intake"),
)
