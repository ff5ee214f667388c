"""HSDS organizations: who provides services."""

from __future__ import annotations

import re

from ohjaus_desktop.catalogue.model import Identifier, Organization, Sector
from ohjaus_desktop.catalogue.rules import BUSINESS_ID, is_business_id
from ohjaus_desktop.publishing.hsds.contacts import contacts, phones, row_text
from ohjaus_desktop.publishing.hsds.conversion import Conversion
from ohjaus_desktop.publishing.hsds.tables import Owner, Row
from ohjaus_desktop.publishing.hsds.wording import one_line

PRH = "FI-PRO"
"""The Finnish Patent and Registration Office, who gives out business ids, in org-id.guide's list."""
_SECTORS: tuple[tuple[str, Sector], ...] = (
    (r"hyvinvointialue|välfärdsområde|wellbeing services county", "wellbeing_county"),
    (r"seurakun|församling|\b(parish|church|congregation)\b", "parish"),
    (r"\b(kunta|kunnan|kaupunki|kommun|stad|municipal\w*|city of|county of|town of)\b", "municipality"),
    (r"\b(ministry|federal|state of|national agency|government|virasto|myndighet)\b", "state"),
    (r"\b(ry|r\.y\.|rf|r\.f\.|säätiö|stiftelse|yhdistys|förening)\b", "association"),
    (r"non-?profit|charit|foundation|association|\b501", "association"),
    (r"\b(oy|oyj|ab|tmi|osk|ltd|limited|llc|plc|gmbh)\b|for-?profit", "company"),
)


def organization(id_: str, row: Row, conversion: Conversion) -> Organization | None:
    """Read one; None when it has no name."""
    owner: Owner = ("organization", id_)
    name = conversion.line(row.get("name"))
    if name is None:
        conversion.findings.unnamed["organization"] += 1
        return None
    facts, _ = conversion.own(owner)
    own_facts = conversion.facts(Organization, facts)
    sector = own_facts.pop("sector", None) or _sector(row)
    if sector is None:
        conversion.findings.guessed_sector.append(name)
    return Organization(
        id=conversion.id("organization", id_),
        name=name,
        sector=sector or "association",
        alternate_name=conversion.line(row.get("alternate_name")),
        description=conversion.text(row.get("description")),
        email=conversion.email(row.get("email")),
        website=conversion.link(row_text(row, "website", "url")),
        phones=phones(owner, conversion),
        contacts=contacts(owner, conversion),
        identifiers=[*_registered(owner, row, conversion), *conversion.identifiers(*owner, facts)],
        **own_facts,
    )


def _sector(row: Row) -> Sector | None:
    """What its legal form or its name makes plain."""
    for said in (one_line(row.get("legal_status")), one_line(row.get("name"))):
        for pattern, sector in _SECTORS:
            if re.search(pattern, said, re.IGNORECASE):
                return sector
    return None


def _registered(owner: Owner, row: Row, conversion: Conversion) -> list[Identifier]:
    """Its ids in other registers; a Finnish business id is known by its check digit."""
    found: dict[tuple[str, str], Identifier] = {}
    parts = conversion.tables.parts_of("organization_identifier", owner)
    said = [
        (
            one_line(one.get("identifier_scheme")) or one_line(one.get("identifier_type")),
            one.get("identifier"),
        )
        for one in parts
    ]
    for scheme, value in (*said, ("tax_id", row.get("tax_id"))):
        identifier = one_line(value)[:200]
        if identifier:
            known = is_business_id(identifier) and scheme in {PRH, BUSINESS_ID, "tax_id", "Y-tunnus"}
            register = BUSINESS_ID if known else scheme or "tax_id"
            found[register, identifier] = Identifier(identifier_scheme=register, identifier=identifier)
    return [*found.values()]
