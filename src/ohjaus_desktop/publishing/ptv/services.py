"""PTV's services and organizations as records of the central file, without needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from ohjaus_desktop.catalogue.model import CostOption, Identifier, Organization, Sector, Service
from ohjaus_desktop.catalogue.rules import BUSINESS_ID
from ohjaus_desktop.publishing.ptv import channels as met
from ohjaus_desktop.publishing.ptv import contact_ways as ways
from ohjaus_desktop.publishing.ptv.contacts import areas, email, is_link, link, municipality_code, phones
from ohjaus_desktop.publishing.ptv.descriptions import CHARGED, FREE, Outline
from ohjaus_desktop.publishing.ptv.hours import moment_of
from ohjaus_desktop.publishing.ptv.sources import Raw, identity
from ohjaus_desktop.publishing.ptv.wording import (
    Words,
    as_text,
    in_all_languages,
    joined,
    labelled,
    objects,
    one_line,
    plain,
    words,
)
from ohjaus_desktop.texts import mark

# Ids for records that PTV gives none: equal records get equal ids on every import.
NAMESPACE = UUID("5b0f8c1e-2c52-5d0e-9a57-0c1d4f1f6d11")

_CHARGED = mark("Subject to a charge")
_PRODUCER = mark("Provided by")
_VOUCHER = mark("A service voucher can be used.")
_SECTORS: dict[str, Sector] = {
    "Municipality": "municipality",
    "State": "state",
    "RegionalOrganization": "wellbeing_county",
    "Region": "wellbeing_county",
    "SotePublic": "wellbeing_county",
    "Organization": "association",
    "Company": "company",
    "SotePrivate": "company",
}
# Where only the name is known. The order matters: a parish union is no municipality.
_SECTOR_BY_NAME: tuple[tuple[str, Sector], ...] = (
    (r"hyvinvointialue|hyvinvointikuntayhtymä|välfärdsområde|kuntayhtymä|samkommun", "wellbeing_county"),
    (r"seurakun|församling", "parish"),
    (r"\b(kunta|kunnan|kaupunki|kaupungin|kommun|stad)\b", "municipality"),
    (r"\b(ry|r\.y\.|rf|r\.f\.|rs|säätiö|stiftelse|yhdistys|förening)\b", "association"),
    (r"\b(oy|oyj|ab|abp|ky|tmi|osk|osuuskunta)\b", "company"),
)


def service(raw: Raw, outline: Outline, connected: Sequence[ways.Connected], places: set[str]) -> Service:
    """One service of the open API.

    connected: its channels, each with what the service says about itself there; places: ids of
    the channels that have become locations.
    """
    channels = [channel for channel, _ in connected]
    at_places = [met.at_location(channel, said) for channel, said in connected if channel["id"] in places]
    return Service(
        id=record_id(raw["id"], "service", outline.name),
        organization_id=next(iter(organization_ids(raw)), None),
        alternate_name=as_text(outline.keywords),
        service_at_locations=at_places,
        service_areas=areas(raw.get("areaType"), raw.get("areas")),
        delivery=ways.deliveries(connected, visited=bool(at_places)),
        schedules=ways.online_hours(connected),
        phones=ways.channel_phones(connected),
        email=ways.contact_email(connected),
        url=ways.url(connected),
        languages=ways.languages(raw.get("languages")),
        required_documents=ways.forms(channels),
        identifiers=_identifiers(raw["id"]),
        # PTV keeps no date of assurance; the day somebody last touched the record is the nearest.
        assured_date=_day(raw.get("modified")),
        **_outlined(_extended(raw, outline, channels)),
    )


def _extended(raw: Raw, outline: Outline, channels: Sequence[met.Channel]) -> Outline:
    """The outline with what has no field of its own: who gives the service, vouchers, where forms go."""
    owner = next(iter(organization_ids(raw)), None)
    roles = [one for one in objects(raw.get("organizations")) if one.get("roleType") != "Responsible"]
    named = [one["organization"] for one in roles if isinstance(one.get("organization"), Mapping)]
    others = {plain(one.get("name")) for one in named if identity(one.get("id")) != owner}
    producers = ", ".join(sorted(filter(None, others)))
    spoken = outline.name or {"fi": ""}
    return replace(
        outline,
        description=joined((outline.description, _labelled(_PRODUCER, producers, spoken))),
        steps=joined((outline.steps, ways.form_returns(channels)), "\n"),
        charge_words=joined((outline.charge_words, _vouchers(raw, spoken)), "\n"),
    )


def _labelled(label: str, said: str, spoken: Words) -> Words:
    return labelled(in_all_languages(label), dict.fromkeys(spoken, said)) if said else {}


def _vouchers(raw: Raw, spoken: Words) -> Words:
    if raw.get("serviceVouchersInUse") is not True:
        return {}
    known = in_all_languages(_VOUCHER)
    first = {language: known.get(language, known["en"]) for language in spoken}
    pages = [page for page in objects(raw.get("serviceVouchers")) if is_link(plain(page.get("url")))]
    more = {
        str(one.get("language")): f"{plain(one.get('value'))} {plain(one['url'])}".strip() for one in pages
    }
    return joined((first, {language: one for language, one in more.items() if language in spoken}), " ")


def described_service(id_: str, outline: Outline) -> Service:
    """A general description as a service of nobody in particular: who offers it is not known."""
    return Service(
        id=record_id(id_, "description", outline.name),
        organization_id=None,
        identifiers=_identifiers(id_),
        **_outlined(outline),
    )


def listed_service(id_: str, rows: Sequence[Mapping[str, Any]]) -> Service:
    """A row of a plain list; the same service in several areas is one service."""
    names = [{"fi": name} for name in dict.fromkeys(plain(row["name_fi"]) for row in rows) if name]
    summary = plain(rows[0].get("summary_fi"))
    codes = [municipality_code(row.get("municipality_code")) for row in rows]
    found = [{"code": code} for code in codes if code]
    nationwide = any(row.get("area") == "kansalliset" for row in rows)
    name = one_line(names[0]) if names else {}
    return Service(
        id=record_id(id_, "listed", name),
        organization_id=None,
        name=as_text(name) or "",
        what=as_text(one_line({"fi": summary})) if summary else None,
        service_areas=areas("Nationwide" if nationwide else "", [{"municipalities": found}]),
        identifiers=_identifiers(id_),
    )


def _outlined(outline: Outline) -> dict[str, Any]:
    """The fields that come from texts and classes."""
    charge_words = outline.charge_words
    if outline.charge == CHARGED and not charge_words:
        charge_words = in_all_languages(_CHARGED)
    free = outline.charge == FREE
    return {
        "name": as_text(outline.name) or "",
        "what": as_text(outline.summary),
        "description": as_text(outline.description),
        "eligibility_description": as_text(outline.eligibility),
        "application_process": as_text(outline.steps),
        "fees_description": as_text(charge_words),
        "cost_options": [CostOption(amount=0)] if free else [],
        "barriers": ["free"] if free else [],
        "service_classes": [*outline.classes],
        "target_groups": [*outline.groups],
    }


def organization_ids(raw: Raw) -> list[str]:
    """Who answers for the service, then who produces it."""
    roles = objects(raw.get("organizations"))
    roles.sort(key=lambda one: one.get("roleType") != "Responsible")
    named = [one["organization"] for one in roles if isinstance(one.get("organization"), Mapping)]
    found = (identity(one.get("id")) for one in named)
    return [*dict.fromkeys(id_ for id_ in found if id_)]


def organization(raw: Raw) -> Organization | None:
    """An organization of the open API; None when it has no name."""
    name = one_line(words(raw.get("organizationNames"), "Name"))
    if not name:
        return None
    business_id = plain(raw.get("businessCode"))
    identifiers = _identifiers(raw["id"])
    if business_id:
        identifiers.append(Identifier(identifier_scheme=BUSINESS_ID, identifier=business_id))
    return Organization(
        id=raw["id"],
        name=as_text(name) or "",
        sector=_SECTORS.get(str(raw.get("organizationType"))) or _sector(name.values()),
        alternate_name=as_text(
            one_line(words(raw.get("organizationNames"), "AlternativeName", "AlternateName"))
        ),
        description=as_text(words(raw.get("organizationDescriptions"), "Description")),
        email=email(raw.get("emails")),
        website=link(raw.get("webPages")),
        phones=phones(raw.get("phoneNumbers")),
        identifiers=identifiers,
        assured_date=_day(raw.get("modified")),
    )


def named_organizations(raw: Raw) -> dict[str, Organization]:
    """What a service says about organizations: their ids and names."""
    found = {}
    for role in objects(raw.get("organizations")):
        one = role.get("organization")
        id_, name = (
            (identity(one.get("id")), plain(one.get("name"))) if isinstance(one, Mapping) else (None, "")
        )
        if id_ and name:
            found[id_] = Organization(
                id=id_, name=name, sector=_sector([name]), identifiers=_identifiers(id_)
            )
    return found


def _sector(names: Iterable[str]) -> Sector:
    """Whose it is, by its name; what has no telling name is most often an office of the state."""
    return sector_by_name(names, "state")


def sector_by_name(names: Iterable[str], otherwise: Sector) -> Sector:
    """Whose an organization is, as far as its names tell."""
    together = " ".join(names).casefold()
    return next((sector for pattern, sector in _SECTOR_BY_NAME if re.search(pattern, together)), otherwise)


def record_id(ptv_id: str, kind: str, name: Words) -> str:
    """PTV's own id, or one made from the name where PTV has none."""
    return ptv_id if not ptv_id.startswith("?") else str(uuid5(NAMESPACE, f"{kind}|{sorted(name.items())}"))


def _identifiers(ptv_id: str) -> list[Identifier]:
    return [] if ptv_id.startswith("?") else [Identifier(identifier_scheme="ptv", identifier=ptv_id)]


def _day(value: Any) -> date | None:
    moment = moment_of(value)
    return moment.date() if moment else None
