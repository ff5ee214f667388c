"""What a service lacks or says wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from ohjaus_desktop.catalogue.model import Service, Text
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.publishing.lint.finding import Finding, Severity
from ohjaus_desktop.publishing.lint.look import Look, Pen
from ohjaus_desktop.publishing.ptv import classes
from ohjaus_desktop.texts import text

_SHELTER = "shelter"
_LINES = {"name": 90, "what": 180, "for_whom": 150, "how": 180, "pitch": 240}
"""Letters that fit on the printed page and in a row of results."""
_CODES = {"service_classes": classes.service_classes, "target_groups": classes.target_groups}


def of_services(look: Look) -> Iterator[Finding]:
    """Everything about the services."""
    for index, service in enumerate(look.catalogue.services):
        pen = Pen("services", index, service)
        yield from _missing(look, service, pen)
        yield from _hidden(look, service, pen)
        yield from _texts(service, pen)
        yield from _languages(look, service, pen)
        yield from _codes(service, pen)
        yield from _hours(look, service, pen)


def _missing(look: Look, service: Service, pen: Pen) -> Iterator[Finding]:
    contacts = any(contact.phones for contact in service.contacts)
    at_places = any(
        row.phones or look.locations[row.location_id].phones for row in service.service_at_locations
    )
    if not (service.phones or contacts or at_places):
        severity = Severity.ADVICE if service.url or service.email else Severity.WARNING
        yield pen.write(severity, "phones", text("There is no phone number."), text("Ask for one."))
    if not service.needs:
        yield pen.write(
            Severity.WARNING,
            "needs",
            text("There are no needs: nobody finds it by what a client says."),
            text("Choose the needs that it answers."),
        )
    if not (service.description or service.what):
        yield pen.write(
            Severity.WARNING,
            "what",
            text("Nothing tells what it is."),
            text("Write one line of what one gets."),
        )
    if service.organization_id is None:
        yield pen.write(
            Severity.ADVICE,
            "organization_id",
            text("It is not known who provides it."),
            text("Name the organization."),
        )


def _hidden(look: Look, service: Service, pen: Pen) -> Iterator[Finding]:
    if _SHELTER in service.needs and not service.hide_address:
        yield pen.write(
            Severity.ERROR,
            "hide_address",
            text("A shelter's address would be shown."),
            text("Mark hide_address and take the address away."),
        )
    if service.hide_address:
        for number, row in enumerate(service.service_at_locations):
            if look.locations[row.location_id].addresses:
                yield pen.write(
                    Severity.ERROR,
                    f"service_at_locations[{number}]",
                    text("The address must not be known, but the file tells it."),
                    text("Take the address of the place out of the file."),
                )
    # A police station answers many needs: being seen with it says nothing.
    if service.needs and not service.sensitive and look.sensitive.issuperset(service.needs):
        yield pen.write(
            Severity.WARNING,
            "sensitive",
            text("It answers nothing but sensitive needs and is not marked sensitive."),
            text("Mark it sensitive, or correct its needs."),
        )


def _texts(service: Service, pen: Pen) -> Iterator[Finding]:
    for field, limit in _LINES.items():
        for said in texts_of(getattr(service, field)):
            if len(said) > limit:
                yield pen.write(
                    Severity.ADVICE,
                    field,
                    text("The text has {number} letters; {limit} fit.", number=len(said), limit=limit),
                    text("Shorten it."),
                )
                break


def _languages(look: Look, service: Service, pen: Pen) -> Iterator[Finding]:
    if not service.languages:
        return
    has = _spoken(service.name, look) | _spoken(service.description, look) | _spoken(service.what, look)
    for language in ("fi", "sv"):
        if language in service.languages and language not in has:
            yield pen.write(
                Severity.ADVICE,
                "name",
                text("Service is promised in {language}, but there are no texts in it.", language=language),
                text("Ask for the texts, or correct the languages."),
            )


def _spoken(said: Text | None, look: Look) -> set[str]:
    if isinstance(said, str):
        return {look.catalogue.default_language}
    return {language for language, words in (said or {}).items() if words}


def _codes(service: Service, pen: Pen) -> Iterator[Finding]:
    for field, known in _CODES.items():
        codes = getattr(service, field)
        for code in codes:
            if known().codes([code]) != [code]:
                yield pen.write(
                    Severity.WARNING,
                    field,
                    text("The code {code} is not in PTV's classification.", code=code),
                    text("Correct the code."),
                )


def _hours(look: Look, service: Service, pen: Pen) -> Iterator[Finding]:
    ends = [row.valid_to for row in service.schedules]
    past = [end for end in ends if end is not None and end < look.on]
    if ends and len(past) == len(ends) and service.status == "active":
        yield pen.write(
            Severity.WARNING,
            "schedules",
            text("All its opening hours have ended."),
            text("Ask for the present hours."),
        )
