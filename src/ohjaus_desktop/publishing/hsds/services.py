"""HSDS services: what is offered, to whom, where, when, at what price."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any, get_args

from ohjaus_desktop.catalogue.model import (
    Area,
    AreaType,
    CostOption,
    Delivery,
    DeliveryMode,
    RequiredDocument,
    Service,
    ServiceAtLocation,
    Status,
)
from ohjaus_desktop.publishing.hsds import own
from ohjaus_desktop.publishing.hsds.clocks import day_of
from ohjaus_desktop.publishing.hsds.contacts import contacts, phones, row_text, spoken_in
from ohjaus_desktop.publishing.hsds.conversion import Conversion
from ohjaus_desktop.publishing.hsds.places import Place
from ohjaus_desktop.publishing.hsds.tables import Owner, Row, identity
from ohjaus_desktop.publishing.hsds.wording import one_line, plain

_STATUSES: tuple[Status, ...] = get_args(Status)
_MODES: tuple[str, ...] = get_args(DeliveryMode)
_AREA_TYPES: tuple[str, ...] = get_args(AreaType)
_COUNTRY = frozenset({"finland", "suomi", "koko maa", "hela landet", "whole country", "nationwide"})
_OLDEST = 120


def service(
    id_: str, row: Row, places: Mapping[str, Place], links: list[tuple[str, Row]], conversion: Conversion
) -> Service | None:
    """Read one; None when it has no name.

    places: by the locations' ids in the data; links: the service_at_location rows of this service.
    """
    owner: Owner = ("service", id_)
    name = conversion.line(row.get("name"))
    if name is None:
        conversion.findings.unnamed["service"] += 1
        return None
    facts, terms = conversion.own(owner)
    met = [(link_id, link, places[where]) for link_id, link in links if (where := _where(link)) in places]
    abroad = bool(met) and all(_where(link) in conversion.abroad for _, link, _ in met)
    areas, area_words = _areas(owner, conversion)
    online = next((place.online for _, _, place in met if place.online), None)
    eligibility, ages = _eligibility(owner, row, conversion, area_words)
    lists: dict[str, Any] = {field: terms.get(field, []) for field in own.TERMS if field != own.DELIVERY}
    return Service(
        id=conversion.id("service", id_),
        organization_id=_organization(row, name, conversion),
        name=name,
        alternate_name=conversion.line(row.get("alternate_name")),
        description=conversion.text(row.get("description")),
        status=_status(row, name, conversion),
        alert=conversion.text(row.get("alert")),
        **lists,
        **ages,
        eligibility_description=eligibility,
        eligibility_area=[area for said in facts.get("eligibility_area", ()) if (area := _own_area(said))],
        service_areas=areas,
        service_at_locations=_links(met, owner, conversion),
        delivery=_delivery(terms.get(own.DELIVERY), [place for _, _, place in met]),
        **conversion.hours(owner, abroad=abroad),
        phones=phones(owner, conversion),
        contacts=contacts(owner, conversion),
        email=conversion.email(row.get("email")),
        url=conversion.link(row.get("url")) or online,
        languages=spoken_in(owner, conversion) or _spoken_there(met, conversion),
        interpretation_services=conversion.text(row.get("interpretation_services")),
        application_process=conversion.text(row.get("application_process")),
        required_documents=_documents(owner, conversion),
        cost_options=_costs(owner, conversion),
        fees_description=conversion.text(row_text(row, "fees_description", "fees")),
        identifiers=conversion.identifiers(*owner, facts),
        assured_date=day_of(row.get("assured_date")),
        **conversion.facts(Service, facts),
    )


def _where(link: Row) -> str:
    return identity(link.get("location_id")) or ""


def _organization(row: Row, name: str, conversion: Conversion) -> str | None:
    said = identity(row.get("organization_id"))
    if said is None:
        return None
    if said not in conversion.tables.of("organization"):
        conversion.findings.lost_organizations.add(said)
        conversion.findings.services_of_lost.append(name)
        return None
    return conversion.id("organization", said)


def _status(row: Row, name: str, conversion: Conversion) -> Status:
    said = one_line(row.get("status")).casefold().replace("_", " ")
    for status in _STATUSES:
        if said == status:
            return status
    if said:
        conversion.findings.values[f"status: {said}"] += 1
    conversion.findings.no_status.append(name)
    return "active"


def _eligibility(
    owner: Owner, row: Row, conversion: Conversion, area_words: list[str]
) -> tuple[str | None, dict[str, Any]]:
    """Who may use it, in words, and the ages; 1.x kept both in a table of their own."""
    rows = conversion.tables.parts_of("eligibility", owner)
    said = [plain(row.get("eligibility_description")), *(plain(one.get("eligibility")) for one in rows)]
    words = "\n".join(dict.fromkeys(one for one in (*said, *area_words) if one))
    ages: dict[str, Any] = {}
    for field in ("minimum_age", "maximum_age"):
        value = next((one[field] for one in (row, *rows) if one_line(one.get(field))), None)
        ages[field] = conversion.number(field, value, 0, _OLDEST)
    low, high = ages["minimum_age"], ages["maximum_age"]
    if low is not None and high is not None and high < low:
        conversion.findings.values[f"maximum_age: {high:g} < {low:g}"] += 1
        ages = {"minimum_age": None, "maximum_age": None}
    return conversion.text(words), ages


def _areas(owner: Owner, conversion: Conversion) -> tuple[list[Area], list[str]]:
    """Areas of Finland, and the words of what is none."""
    areas: list[Area] = []
    words: list[str] = []
    for row in conversion.tables.parts_of("service_area", owner):
        facts, _ = conversion.own(("service_area", str(row.get("id") or "")))
        said = one_line(row_text(row, "name", "service_area", "description"))
        area = next(filter(None, map(_own_area, facts.get(own.AREA, ()))), None) or _area(said, conversion)
        if area:
            areas.append(area)
        elif said:
            conversion.findings.areas[said] += 1
            words.append(said)
    return [*dict.fromkeys(areas)], words


def _area(said: str, conversion: Conversion) -> Area | None:
    if said.casefold() in _COUNTRY:
        return Area(type="country", code="FI")
    known = conversion.places.named(said)
    if known:
        return Area(type="municipality", code=known.municipality)
    for one in conversion.places.all():
        if said and said.casefold() in {one.county_fi.casefold(), one.county_sv.casefold()}:
            return Area(type="wellbeing_county", code=one.county)
    return None


def _own_area(said: str) -> Area | None:
    kind, _, code = said.partition(":")
    if kind not in _AREA_TYPES or not code or not re.fullmatch(r".{1,64}", code):
        return None
    return Area(type=kind, code=code)  # type: ignore[arg-type]


def _links(
    met: list[tuple[str, Row, Place]], owner: Owner, conversion: Conversion
) -> list[ServiceAtLocation]:
    """The service at its places; a number that the service has anyway is not told again."""
    told = conversion.tables.keys_of("phone", owner)
    found: dict[str, ServiceAtLocation] = {}
    for id_, link, place in met:
        if place.location is None:
            continue
        here: Owner = ("service_at_location", id_)
        at = ServiceAtLocation(
            location_id=place.location.id,
            description=conversion.text(link.get("description")),
            phones=phones(here, conversion, told=told),
            **conversion.hours(here, abroad=_where(link) in conversion.abroad),
        )
        found.setdefault(at.location_id, at)
    return [*found.values()]


def _delivery(modes: list[str] | None, places: list[Place]) -> list[Delivery]:
    if modes is None:
        modes = ["visit"] if any(place.location for place in places) else []
        modes += ["online"] if any(place.virtual for place in places) else []
    return [Delivery(mode=mode) for mode in modes if mode in _MODES]  # type: ignore[arg-type]


def _spoken_there(met: list[tuple[str, Row, Place]], conversion: Conversion) -> list[str]:
    """The languages of its places, where it has none of its own."""
    found = (spoken_in(("location", _where(link)), conversion) for _, link, _ in met)
    return [*dict.fromkeys(code for codes in found for code in codes)]


def _documents(owner: Owner, conversion: Conversion) -> list[RequiredDocument]:
    return [
        RequiredDocument(document=document, uri=conversion.link(row.get("uri")))
        for row in conversion.tables.parts_of("required_document", owner)
        if (document := conversion.text(row.get("document")))
    ]


def _costs(owner: Owner, conversion: Conversion) -> list[CostOption]:
    found = []
    for row in conversion.tables.parts_of("cost_option", owner):
        until = day_of(row.get("valid_to"))
        if until and until < conversion.at.date():
            conversion.findings.past_costs += 1
            continue
        cost: dict[str, Any] = {
            "option": conversion.line(row.get("option")),
            "amount": conversion.number("amount", row.get("amount"), 0, 1_000_000),
            "amount_description": conversion.line(row.get("amount_description")),
        }
        currency = one_line(row.get("currency")).upper()
        if any(value is not None for value in cost.values()):
            found.append(CostOption(currency=sys.intern(currency) if len(currency) == 3 else "EUR", **cost))
    return found
