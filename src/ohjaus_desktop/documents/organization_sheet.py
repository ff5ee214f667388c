"""One organization on paper: its services, places, hours and what has changed.

For the worker's wall and the client's folder. Sensitive services are named by their number and
hours like the others, but a hidden address stays hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ohjaus_desktop.catalogue.model import Organization
from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.documents import advice, facts, phones
from ohjaus_desktop.documents.chosen import NOBODY, Chosen, Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.words import name, sentence, told
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import Translator, mark, translator

_SECTORS = {
    "wellbeing_county": mark("wellbeing services county"),
    "municipality": mark("municipality"),
    "state": mark("state"),
    "association": mark("association"),
    "parish": mark("parish"),
    "company": mark("company"),
}


def compose(
    organization: Organization,
    services: Sequence[Chosen],
    notices: Sequence[Notice] = (),
    *,
    language: str,
    at: datetime,
    sender: Sender = NOBODY,
    large: bool = False,
) -> ClientPage:
    """Compose the sheet; ``pdf.render`` draws it. Notices that are over are left out."""
    say = translator(language)
    today = at.astimezone(HELSINKI).date()
    current = [
        notice
        for notice in notices
        if (notice.valid_from is None or notice.valid_from <= today)
        and (notice.valid_until is None or notice.valid_until >= today)
    ]
    day = organization.assured_date
    return ClientPage(
        language=say.language,
        title=name(organization.name, say),
        created_at=at,
        date=say.date(today),
        introduction=(say(_SECTORS[organization.sector]),),
        blocks=(
            Block(
                heading=say("Contact"),
                introduction=sentence(told(organization.description, say)),
                warnings=tuple(f"{told(one.title, say)}. {told(one.text, say)}" for one in current),
                rows=tuple(_contact(organization, say)),
            ),
            *(_service(one, say, at) for one in services),
        ),
        footer=_printed_by(sender, say),
        checked=say("Facts checked {date}", date=say.date(day)) if day else say("Facts checked: not known"),
        page_number=say("Page {page} of {pages}"),
        large=large,
    )


def _contact(organization: Organization, say: Translator) -> list[Row]:
    numbers = [
        f"{phones.group(phone.number)} {told(phone.description, say)}".strip()
        for phone in organization.phones
    ]
    for role in organization.contacts:
        numbers += [f"{phones.group(phone.number)} {told(role.title, say)}" for phone in role.phones]
    rows = [Row(say("Phone"), tuple(numbers) or (facts.unknown(say),))]
    if organization.email:
        rows.append(Row(say("E-mail"), (organization.email,)))
    if organization.website:
        rows.append(Row(say("Online"), (advice.short_address(organization.website),)))
    return rows


def _service(chosen: Chosen, say: Translator, at: datetime) -> Block:
    hours = facts.hours(chosen, say, at)
    numbers = tuple(phones.group(phone.number) for phone in chosen.phones[:3])
    rows = [
        Row(say("Phone"), numbers or (facts.unknown(say),)),
        Row(say("Opening hours"), hours.lines if any(hours) else (facts.unknown(say),), table=hours.rows),
    ]
    if where := facts.where(chosen, say):
        rows.append(Row(say("Where"), tuple(where)))
    if cost := facts.cost(chosen, say):
        rows.append(Row(say("Cost"), tuple(cost)))
    return Block(
        heading=facts.name(chosen, say),
        introduction="" if chosen.discreet else sentence(told(chosen.service.what, say)),
        warnings=tuple(facts.warnings(chosen, say, at)),
        rows=tuple(rows),
        checked=facts.checked(chosen, say),
    )


def _printed_by(sender: Sender, say: Translator) -> str:
    parts = [part for part in (sender.name, phones.group(sender.phone)) if part]
    return say("Ask us: {sender}", sender=", ".join(parts)) if parts else ""
