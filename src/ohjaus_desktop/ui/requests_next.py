"""The next services that could help with the same matter, when the one that was asked could not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ohjaus_desktop.guidance.answer import Question, Result
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.register import follow_up, snapshot
from ohjaus_desktop.register.model import Content, Recipient, Referral
from ohjaus_desktop.texts import current
from ohjaus_desktop.ui.requests_facts import Link
from ohjaus_desktop.workplace import Workplace

OFFERED = 4
"""Services offered at a time: what one can read out on the phone."""
_NEEDS_ASKED = 3
"""Needs of the service that are looked at; its first ones say what it is for."""


def is_wanted(recipient: Recipient, today: date) -> bool:
    """Whether another service should be offered: this one said no, help did not begin, or nobody answers."""
    if recipient.state in {"rejected", "failed"}:
        return True
    return recipient.state == "requested" and recipient.due_on is not None and recipient.due_on < today


def offers(
    navigator: Navigator, referral: Referral, recipient: Recipient, at: datetime, tried: Iterable[str] = ()
) -> tuple[Link, ...]:
    """Services for the same needs that have not been asked yet, best first.

    tried: ids of services that other requests for the client have asked. Under a non-disclosure
    order no municipality is asked about.
    """
    out = {*tried, *(one.matter.service_id for one in referral.recipients)}
    client = referral.client
    place = None if client.non_disclosure else client.municipality or None
    found: dict[str, Result] = {}
    for need in recipient.matter.snapshot.service.needs[:_NEEDS_ASKED]:
        answer = navigator.ask(Question(at=at, need=need, municipality=place, limit=OFFERED + len(out)))
        fits = (one for one in answer.results if one.fits and one.takes_new_clients != "no")
        for result in fits:
            if result.service_id not in out:
                found.setdefault(result.service_id, result)
    say = current()
    return tuple(
        Link(one.service_id, say.name(one.name), _about(one, hidden=client.non_disclosure))
        for one in list(found.values())[:OFFERED]
    )


def _about(result: Result, *, hidden: bool) -> str:
    where = "" if hidden or result.sensitive else result.municipality
    return " · ".join(part for part in (current().name(result.organization), where) if part)


def passed_on(workplace: Workplace, referral: Referral, recipient_id: str, service_id: str) -> Content | None:
    """A form for the same matter with another service; None where the catalogue has lost it."""
    store = workplace.store
    service = store.service(service_id)
    if service is None:
        return None
    linked = (store.location(link.location_id) for link in service.service_at_locations)
    places = tuple(location for location in linked if location is not None)
    taken = snapshot.take(service, store.organization(service.organization_id), places)
    return follow_up.choose(follow_up.pass_on(referral, recipient_id), taken)
