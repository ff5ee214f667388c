"""The columns of terms: languages, price, ages, needs, barriers, documents, who confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from ohjaus_desktop.catalogue.model import RequiredDocument, TakesNewClients
from ohjaus_desktop.publishing.sheet import ages, prices, values
from ohjaus_desktop.publishing.sheet.entry import Desk, Entry, Field, Pen, spoken
from ohjaus_desktop.publishing.sheet.lists import labels, one_of, some_of
from ohjaus_desktop.publishing.sheet.roles import names_a_person
from ohjaus_desktop.texts import mark, text

_PARTS = re.compile(r"\s*[;\n]\s*")


def _listed(
    key: str, heading: str, guide: str, *, width: int, others: tuple[str, ...], choices: str = ""
) -> Field:
    """A column of names from a list: needs, activities, languages, target groups."""

    def write(entry: Entry, pen: Pen) -> str:
        return labels(getattr(entry.service, key), key, pen)

    return Field(
        key,
        heading,
        guide,
        some_of(key),
        lambda entry, value, _language: entry.with_service(**{key: value or []}),
        write,
        width=width,
        others=others,
        choices=choices,
    )


def _put_barriers(entry: Entry, value: list[str] | None, _language: str) -> Entry:
    free = [one for one in entry.service.barriers if one == "free"]
    chosen = [one for one in value or [] if one != "free" or not free]
    return entry.with_service(barriers=[*chosen, *free])


def _write_barriers(entry: Entry, pen: Pen) -> str:
    service = prices.without_free(entry.service) if prices.write(entry, pen) else entry.service
    return labels(service.barriers, "barriers", pen)


def _put_ages(entry: Entry, value: ages.Ages | None, _language: str) -> Entry:
    low, high = value or (None, None)
    return entry.with_service(minimum_age=low, maximum_age=high)


def _read_documents(said: str, _desk: Desk) -> list[str]:
    return [" ".join(part.split()) for part in _PARTS.split(said) if part.strip()]


def _put_documents(entry: Entry, value: list[str] | None, language: str) -> Entry:
    known: Sequence[RequiredDocument] = entry.service.required_documents
    kept = {name: one for one in known for name in _in_any_language(one)}
    return entry.with_service(
        required_documents=[
            kept.get(said, RequiredDocument(document=spoken(None, language, said) or said))
            for said in value or ()
        ]
    )


def _in_any_language(one: RequiredDocument) -> Sequence[str]:
    return [one.document] if isinstance(one.document, str) else [*one.document.values()]


def _flag(attribute: str) -> tuple[Callable[..., Entry], Callable[..., str]]:
    """Put and write of a yes-or-no column."""

    def put(entry: Entry, value: str | None, _language: str) -> Entry:
        return entry.with_service(**{attribute: value == "yes"})

    def write(entry: Entry, pen: Pen) -> str:
        return pen.say("yes") if getattr(entry.service, attribute) else ""

    return put, write


def _put_takes(entry: Entry, value: TakesNewClients | None, _language: str) -> Entry:
    return entry.with_service(takes_new_clients=value or "unknown")


def _write_takes(entry: Entry, pen: Pen) -> str:
    takes = entry.service.takes_new_clients
    return "" if takes == "unknown" else pen.vocabulary["takes"].label(takes, pen.say)


def _write_day(entry: Entry, pen: Pen) -> str:
    day: date | None = entry.service.assured_date
    return pen.say.date(day) if day else ""


def _read_role(said: str, desk: Desk) -> str:
    if names_a_person(said):
        desk.remark(
            text("“{words}” looks like a person's name; write a role, such as service adviser.", words=said)
        )
    return values.line(said, desk)


_PUT_STATUTORY, _WRITE_STATUTORY = _flag("statutory_intake")
_PUT_SENSITIVE, _WRITE_SENSITIVE = _flag("sensitive")

FIELDS = (
    _listed(
        "languages",
        mark("Languages"),
        mark("In which languages one is served: Finnish; Swedish; English."),
        width=18,
        others=("kieli", "palvelukielet", "språk", "servicespråk", "languages"),
    ),
    Field(
        "price",
        mark("Price"),
        mark("“free of charge”, “12 €”, “meal 8,50 €” or in words."),
        prices.read,
        prices.put,
        prices.write,
        width=18,
        others=("maksu", "maksut", "avgift", "kostnad", "cost"),
    ),
    Field(
        "ages",
        mark("Ages"),
        mark("18–29, 65+, under 18; empty: everybody."),
        ages.read,
        _put_ages,
        lambda entry, pen: ages.write((entry.service.minimum_age, entry.service.maximum_age), pen.say),
        width=12,
        others=("ikä", "ikäraja", "ikärajat", "ålder", "age"),
    ),
    _listed(
        "target_groups",
        mark("Target groups"),
        mark("From the list: older people; families with children …"),
        width=22,
        others=("kohderyhmä", "målgrupp"),
        choices="target_groups",
    ),
    _listed(
        "needs",
        mark("Needs"),
        mark("What it helps with, by the names on the sheet of lists or in everyday words; parted by ;"),
        width=30,
        others=("tarve", "mihin auttaa", "mihin tarvitaan apua", "behov", "aiheet"),
        choices="needs",
    ),
    _listed(
        "activities",
        mark("Kinds of help"),
        mark("From the list: peer support; advice; home help …"),
        width=24,
        others=("millaista apua", "avun muoto", "toimintamuoto", "hurdan hjälp", "activities"),
        choices="activities",
    ),
    Field(
        "barriers",
        mark("Makes it easier"),
        mark("From the list: low threshold; no referral needed; somebody comes along …"),
        some_of("barriers"),
        _put_barriers,
        _write_barriers,
        width=24,
        choices="barriers",
        others=("ota huomioon", "helpottaa", "att beakta", "kynnys", "barriers"),
    ),
    Field(
        "takes",
        mark("Takes new clients"),
        mark("yes, no or waiting list; empty if not known."),
        one_of("takes"),
        _put_takes,
        _write_takes,
        width=12,
        choices="takes",
        others=("ottaa asiakkaita", "uudet asiakkaat", "tar nya klienter"),
    ),
    Field(
        "documents",
        mark("What to bring"),
        mark("Papers and things to take along; parted by ;"),
        _read_documents,
        _put_documents,
        lambda entry, pen: "; ".join(
            " ".join(pen.name(one.document).split()) for one in entry.service.required_documents
        ),
        width=24,
        others=("asiakirjat", "tarvittavat asiakirjat", "ota mukaan", "ta med", "documents"),
    ),
)
FLAGS = (
    Field(
        "statutory",
        mark("Asking starts a legal time limit"),
        mark("“yes” if an application or notice starts a time limit set by law; else empty."),
        one_of("yes_no"),
        _PUT_STATUTORY,
        _WRITE_STATUTORY,
        width=18,
        choices="yes_no",
        others=("lakisääteinen", "lakisääteinen vireilletulo", "lagstadgad"),
    ),
    Field(
        "sensitive",
        mark("Sensitive"),
        mark("“yes” if it may harm a client to be seen with this: violence, a shelter …"),
        one_of("yes_no"),
        _PUT_SENSITIVE,
        _WRITE_SENSITIVE,
        width=16,
        choices="yes_no",
        others=("arkaluonteinen", "känslig"),
    ),
    Field(
        "confirmed_on",
        mark("Confirmed on"),
        mark("The day when these details were last checked: 3.11.2026."),
        values.past_day,
        lambda entry, value, _language: entry.with_service(assured_date=value),
        _write_day,
        width=12,
        others=("tarkistettu", "vahvistettu", "päivitetty", "kontrollerad", "confirmed"),
    ),
    Field(
        "confirmed_by",
        mark("Confirmed by"),
        mark("A role, not a name: service adviser."),
        _read_role,
        lambda entry, value, language: entry.with_service(
            assurer=spoken(entry.service.assurer, language, value)
        ),
        lambda entry, pen: pen.name(entry.service.assurer),
        width=18,
        others=("tarkistaja", "vahvistaja", "kontrollerad av", "rooli"),
    ),
)
