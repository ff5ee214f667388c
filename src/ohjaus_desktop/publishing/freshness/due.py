"""Who must be asked to confirm now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.freshness.asked import Asked, Request
from ohjaus_desktop.publishing.sheet.values import is_email

ASK_AFTER_DAYS = 183
"""Twice a year."""
REMIND_AFTER_DAYS = 21
"""Three weeks without an answer."""


class Step(StrEnum):
    """What is to be done."""

    ASK = "ask"
    REMIND = "remind"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Due:
    """One organization that is to be asked.

    services: those whose details are to be confirmed, the oldest first. language: fi or sv.
    email: "" where there is none that can be used; phone: to call, "" where there is none.
    asked: the day of the message that has had no answer. confirmed: the oldest confirmation, None
    where a service has none.
    """

    step: Step
    organization: Organization
    services: tuple[Service, ...]
    language: str
    email: str
    phone: str
    asked: date | None = None
    confirmed: date | None = None


def due(catalogue: Catalogue, asked: Asked, at: date) -> list[Due]:
    """The organizations to ask, remind or call on a day, those with the oldest details first."""
    owned: dict[str, list[Service]] = {}
    for service in catalogue.services:
        if service.organization_id and service.status in {"active", "temporarily closed"}:
            owned.setdefault(service.organization_id, []).append(service)
    locations = {one.id: one for one in catalogue.locations}
    found = []
    for organization in catalogue.organizations:
        services = owned.get(organization.id, [])
        if organization.status in {"inactive", "defunct"} or not services:
            continue
        one = _due(organization, services, asked.organizations.get(organization.id), at, locations)
        found += [one] if one else []
    return sorted(found, key=lambda one: (one.confirmed or date.min, str(one.organization.name)))


def _due(
    organization: Organization,
    services: Sequence[Service],
    request: Request | None,
    at: date,
    locations: dict[str, Location],
) -> Due | None:
    old = [one for one in services if _days(one.assured_date, at) > ASK_AFTER_DAYS]
    old.sort(key=lambda one: one.assured_date or date.min)
    email = _email(organization, services)
    step = _step(old, request, at) if old else None
    if step is None:
        return None
    return Due(
        step=step if email else Step.CALL,
        organization=organization,
        services=tuple(old),
        language=language_of(organization, services, locations),
        email=email,
        phone=_phone(organization, services),
        asked=request.asked if request and step is not Step.ASK else None,
        confirmed=old[0].assured_date,
    )


def _step(old: Sequence[Service], request: Request | None, at: date) -> Step | None:
    """The next step towards an answer; None while one may still come."""
    if request is None or request.asked is None or _days(request.asked, at) > ASK_AFTER_DAYS:
        return Step.ASK
    if not {one.id for one in old} & {*request.services}:
        return Step.ASK  # those that were asked about are answered; others have grown old since
    if request.reminded is None:
        return Step.REMIND if _days(request.asked, at) >= REMIND_AFTER_DAYS else None
    return Step.CALL if _days(request.reminded, at) >= REMIND_AFTER_DAYS else None


def _days(day: date | None, at: date) -> int:
    return (at - day).days if day else ASK_AFTER_DAYS + 1


def _email(organization: Organization, services: Sequence[Service]) -> str:
    """The office's address, else that of a service; "" where none can be written to."""
    contacts = [contact.email for service in services for contact in service.contacts]
    addresses = [organization.email, *(one.email for one in services), *contacts]
    return next((one for one in addresses if one and is_email(one)), "")


def _phone(organization: Organization, services: Sequence[Service]) -> str:
    phones = [*organization.phones, *(phone for service in services for phone in service.phones)]
    return next((one.number for one in phones if one.type == "voice"), "")


def language_of(
    organization: Organization, services: Sequence[Service], locations: dict[str, Location]
) -> str:
    """The language in which an organization is written to: fi or sv.

    Swedish where its name or its services have no Finnish one, where it serves in Swedish only,
    or where its places lie in municipalities with a Swedish majority.
    """
    names = [organization.name, *(one.name for one in services)]
    if all(isinstance(name, dict) and name.get("sv") and not name.get("fi") for name in names[1:] or names):
        return "sv"
    spoken = {language for one in services for language in one.languages}
    if spoken and "fi" not in spoken and "sv" in spoken:
        return "sv"
    places = Places.load()
    codes = [
        locations[link.location_id].municipality
        for one in services
        for link in one.service_at_locations
        if link.location_id in locations
    ]
    known = [place for code in codes if (place := places.municipality(code))]
    swedish = [one for one in known if one.language in {"sv", "bilingual-sv"}]
    return "sv" if known and len(swedish) * 2 > len(known) and "sv" in spoken else "fi"
