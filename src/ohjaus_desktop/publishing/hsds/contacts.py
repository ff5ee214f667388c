"""Telephone numbers, roles to ask for, languages: the parts that several objects share."""

from __future__ import annotations

import re
from typing import Any, Literal

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Contact, Phone
from ohjaus_desktop.publishing.hsds.conversion import Conversion
from ohjaus_desktop.publishing.hsds.tables import Owner, Row
from ohjaus_desktop.publishing.hsds.wording import languages, one_line

# RFC 6350 names the types; 1.x had tty and tdd.
_TYPES: dict[str, Literal["voice", "sms", "text_relay", "fax"]] = {
    "text": "sms",
    "sms": "sms",
    "fax": "fax",
    "textphone": "text_relay",
    "text_relay": "text_relay",
    "tty": "text_relay",
    "tdd": "text_relay",
}
_NOT_CALLED = frozenset({"pager"})
_AROUND = re.compile(r"""^["'\s]+|["'\s]+$""")
_DIGIT = re.compile(r"\d")


def phones(owner: Owner, conversion: Conversion, *, told: frozenset[str] = frozenset()) -> list[Phone]:
    """The numbers of an object, each once.

    told: keys of the rows that a nearer object has told already.
    """
    rows = conversion.tables.parts.get(owner, {}).get("phone", {})
    found: dict[tuple[str, str, str], Phone] = {}
    for key, row in rows.items():
        phone = None if key in told else _phone(row, conversion)
        if phone:
            found.setdefault((phone.number, phone.type, str(phone.description)), phone)
    return [*found.values()]


def _phone(row: Row, conversion: Conversion) -> Phone | None:
    number = _AROUND.sub("", one_line(row.get("number")))
    kind = one_line(row.get("type")).casefold()
    if not _DIGIT.search(number) or not 2 <= len(number) <= 40 or kind in _NOT_CALLED:
        conversion.findings.numbers[number or "–"] += 1
        return None
    facts, _ = conversion.own(("phone", str(row.get("id") or "")))
    words = [conversion.line(row.get("description")), conversion.line(row.get("department"))]
    extension = one_line(row.get("extension")).removesuffix(".0")
    if extension:
        say = texts.translator(conversion.words_in)
        words.append(say("extension {number}", number=extension))
    spoken = spoken_in(("phone", str(row.get("id") or "")), conversion)
    codes, unknown = languages(row.get("language"))
    conversion.findings.languages.update(unknown)
    return Phone(
        number=number,
        type=_TYPES.get(kind, "voice"),
        description="; ".join(word for word in words if word) or None,
        languages=[*dict.fromkeys((*spoken, *codes))],
        **conversion.facts(Phone, facts),
    )


def spoken_in(owner: Owner, conversion: Conversion) -> list[str]:
    """The codes of the languages of an object."""
    found: dict[str, None] = {}
    for row in conversion.tables.parts_of("language", owner):
        for said in (row.get("code"), row.get("name"), row.get("language")):
            codes, unknown = languages(said)
            if codes:
                found |= dict.fromkeys(codes)
                break
            if said is not None and said == (row.get("name") or row.get("language")):
                conversion.findings.languages.update(unknown)
    return [*found]


def contacts(owner: Owner, conversion: Conversion) -> list[Contact]:
    """The roles of an object. A name is a person's and stays out, and so does an address made of it."""
    found = []
    for row in conversion.tables.parts_of("contact", owner):
        name = one_line(row.get("name"))
        title = conversion.line(row.get("title"))
        department = conversion.line(row.get("department"))
        if name:
            conversion.findings.people += 1
        if not (title or department):
            conversion.findings.no_role += 1
            continue
        role = ", ".join(dict.fromkeys(said for said in (title, department) if said))
        address = conversion.email(row.get("email"))
        found.append(
            Contact(
                title=role,
                phones=phones(("contact", str(row.get("id") or "")), conversion),
                email=None if address and _is_personal(address, name) else address,
            )
        )
    return found


def _is_personal(address: str, name: str) -> bool:
    """Whether an address is made of a person's name."""
    before = address.split("@", maxsplit=1)[0].casefold()
    return any(len(part) > 2 and part in before for part in re.split(r"[\s.,-]+", name.casefold()))


def row_text(row: Row, *names: str) -> Any:
    """The first of several fields that says something: versions renamed them."""
    return next((row[name] for name in names if one_line(row.get(name))), None)
