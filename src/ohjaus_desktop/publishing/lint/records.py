"""What any record may have wrong: numbers, addresses, names of people, days, places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ohjaus_desktop.catalogue.model import Record, Text
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.publishing.lint.finding import Finding, Severity
from ohjaus_desktop.publishing.lint.look import Look, Pen
from ohjaus_desktop.publishing.lint.numbers import Verdict, digits, verdict
from ohjaus_desktop.publishing.lint.people import is_personal_mailbox, person_in
from ohjaus_desktop.texts import plural, text

_OLD_DAYS = 548
"""Eighteen months: from then on the desktop calls a record old."""
_MANY = 3
"""A number of so many organizations is most often a mistake of copying."""
_SECTIONS = ("organizations", "locations", "services", "helplines")


def of_records(look: Look) -> Iterator[Finding]:
    """Everything that does not belong to services alone."""
    for section in _SECTIONS:
        for index, record in enumerate(getattr(look.catalogue, section)):
            pen = Pen(section, index, record)
            yield from _phones(look, pen)
            yield from _people(pen)
            yield from _pages(pen)
            yield from _age(look, pen)
            yield from _areas(look, pen)
    yield from _lonely(look)


def _parts(record: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every field inside a record, its objects' too: path, name, value."""
    for field in record.__struct_fields__:
        value = getattr(record, field)
        here = f"{path}{field}"
        yield here, field, value
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if isinstance(part, Record):
                yield from _parts(part, f"{here}[{number}].")


def _phones(look: Look, pen: Pen) -> Iterator[Finding]:
    for path, field, number in _parts(pen.record):
        if field != "number":
            continue
        plain = digits(number)
        if plain in look.moved:
            yield _moved(pen, path, number, look.moved[plain])
        match verdict(number):
            case Verdict.WRONG:
                yield pen.write(
                    Severity.ERROR,
                    path,
                    text("The number {number} cannot be right.", number=number),
                    text("Ask for the right number."),
                )
            case Verdict.PREMIUM:
                yield pen.write(
                    Severity.WARNING,
                    path,
                    text("The number {number} costs more than a usual call.", number=number),
                    text("Give a number of usual cost, or tell the cost."),
                )
        owners = len(look.numbers.get(plain, ()))
        if pen.section == "services" and owners >= _MANY:
            yield pen.write(
                Severity.ADVICE,
                path,
                plural(
                    "{number} organization gives the same number.",
                    "{number} organizations give the same number.",
                    owners,
                ),
                text("Check whose it is."),
            )


def _moved(pen: Pen, path: str, number: str, new: str | None) -> Finding:
    if new is None:
        return pen.write(
            Severity.ERROR,
            path,
            text("A notice says that the number {number} has ended.", number=number),
            text("Take the number away or ask for another."),
        )
    return pen.write(
        Severity.ERROR,
        path,
        text("A notice says that the number {number} is now {new}.", number=number, new=new),
        text("Write the new number."),
    )


def _people(pen: Pen) -> Iterator[Finding]:
    said: list[tuple[str, Text | None]] = [("assurer", getattr(pen.record, "assurer", None))]
    for path, field, value in _parts(pen.record):
        if (field == "title" and "contacts" in path) or (field == "description" and "phones[" in path):
            said.append((path, value))
        if field == "email" and value and is_personal_mailbox(value):
            yield pen.write(
                Severity.WARNING,
                path,
                text("The e-mail address {address} seems to be a person's.", address=value),
                text("Give the address of a role or an office."),
            )
    for path, words in said:
        for one in texts_of(words):
            name = person_in(one)
            if name:
                yield pen.write(
                    Severity.WARNING,
                    path,
                    text("“{name}” seems to be a person's name; a role belongs here.", name=name),
                    text("Write the role, as “palveluohjaaja”."),
                )


def _pages(pen: Pen) -> Iterator[Finding]:
    for path, field, value in _parts(pen.record):
        if field in {"url", "website", "uri", "source"} and value and value.startswith("http://"):
            yield pen.write(
                Severity.ADVICE,
                path,
                text("The page's address is not protected (http)."),
                text("Try whether the page opens with https, and write that."),
            )


def _age(look: Look, pen: Pen) -> Iterator[Finding]:
    day = getattr(pen.record, "assured_date", None)
    if day is not None and (look.on - day).days > _OLD_DAYS:
        yield pen.write(
            Severity.WARNING,
            "assured_date",
            text("It was last confirmed over a year and a half ago."),
            text("Ask the organization to confirm it."),
        )


def _areas(look: Look, pen: Pen) -> Iterator[Finding]:
    for path, field, value in _parts(pen.record):
        if field == "municipality":
            codes = [value]
        elif field == "municipalities":
            codes = value
        elif field in {"service_areas", "eligibility_area", "areas", "direct_for_area"}:
            codes = [area.code for area in value if area.type == "municipality"]
            for area in value:
                if area.type != "municipality" and not look.places.codes(area):
                    yield pen.write(
                        Severity.WARNING,
                        path,
                        text("The area {code} is not known.", code=area.code),
                        text("Correct the code."),
                    )
        else:
            continue
        for code in codes:
            if look.places.municipality(code) is None:
                yield pen.write(
                    Severity.ERROR,
                    path,
                    text("There is no municipality {code}.", code=code),
                    text("Give the three-digit code of a municipality of today."),
                )


def _lonely(look: Look) -> Iterator[Finding]:
    """Organizations without services, and helplines that no need pins."""
    used = {service.organization_id for service in look.catalogue.services}
    for index, one in enumerate(look.catalogue.organizations):
        if one.id not in used:
            yield Pen("organizations", index, one).write(
                Severity.ADVICE,
                "",
                text("The organization has no services."),
                text("Add its services, or leave it out."),
            )
    pinned = {id_ for need in look.catalogue.needs for id_ in need.helplines}
    for number, line in enumerate(look.catalogue.helplines):
        for need in (need for need in look.catalogue.needs if need.urgent and need.id in line.needs):
            if line.id not in pinned:
                yield Pen("helplines", number, line).write(
                    Severity.ADVICE,
                    "needs",
                    text("It answers the urgent need {need}, which does not pin it.", need=need.id),
                    text("Add it to the need's helplines."),
                )
