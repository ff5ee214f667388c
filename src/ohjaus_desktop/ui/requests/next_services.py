"""The next services that could help with the same matter, when the one that was asked could not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import structs

from ohjaus_desktop.guidance.answer import Question, Result
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.register import checks, follow_up, snapshot
from ohjaus_desktop.register.model import Content, Recipient, Referral, Route, Snapshot
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.requests.facts import Link
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
    workplace: Workplace, referral: Referral, recipient: Recipient, at: datetime, tried: Iterable[str] = ()
) -> tuple[Link, ...]:
    """Services that have not been asked yet: for the same needs first, then for their groups.

    tried: ids of services that other requests for the client have asked. Under a non-disclosure
    order no municipality is asked about.
    """
    out = {*tried, *(one.matter.service_id for one in referral.recipients)}
    found: dict[str, Result] = {}
    for need in _needs(workplace, recipient):
        if len(found) < OFFERED:
            for result in _answer(workplace.navigator, referral, need, at, limit=OFFERED + len(out)):
                if result.service_id not in out:
                    found.setdefault(result.service_id, result)
    say = current()
    return tuple(
        Link(one.service_id, say.name(one.name), _about(workplace, referral, one))
        for one in list(found.values())[:OFFERED]
    )


def _needs(workplace: Workplace, recipient: Recipient) -> list[str]:
    """The needs that the service answers, and after them the groups that these belong to."""
    needs = recipient.matter.snapshot.service.needs[:_NEEDS_ASKED]
    group = {need.id: need.parent_id for need in workplace.store.needs()}
    return list(dict.fromkeys([*needs, *(parent for need in needs if (parent := group.get(need)))]))


def _answer(navigator: Navigator, referral: Referral, need: str, at: datetime, *, limit: int) -> list[Result]:
    client = referral.client
    place = None if client.non_disclosure else client.municipality or None
    answer = navigator.ask(Question(at=at, need=need, municipality=place, limit=limit))
    return [one for one in answer.results if one.fits and one.takes_new_clients != "no"]


def _about(workplace: Workplace, referral: Referral, result: Result) -> str:
    where = "" if referral.client.non_disclosure or result.sensitive else result.municipality
    directly = (
        "" if _ways(workplace, referral, result.service_id) else text("asked directly, not with a request")
    )
    return " · ".join(part for part in (current().name(result.organization), where, directly) if part)


def _taken(workplace: Workplace, service_id: str) -> Snapshot | None:
    store = workplace.store
    service = store.service(service_id)
    if service is None:
        return None
    linked = (store.location(link.location_id) for link in service.service_at_locations)
    places = tuple(location for location in linked if location is not None)
    return snapshot.take(service, store.organization(service.organization_id), places)


def _ways(workplace: Workplace, referral: Referral, service_id: str) -> tuple[Route, ...]:
    """How a request reaches the service; none where the authority itself is asked."""
    taken = _taken(workplace, service_id)
    if taken is None or taken.service.statutory_intake:
        return ()
    return checks.routes(taken, sensitive=referral.sensitive)


def passed_on(workplace: Workplace, referral: Referral, recipient_id: str, service_id: str) -> Content | None:
    """A form for the same matter with another service; None where that takes no contact request.

    By which way it is asked is left to the form, which proposes one that works now.
    """
    taken = _taken(workplace, service_id)
    if taken is None or not _ways(workplace, referral, service_id):
        return None
    content = follow_up.choose(follow_up.pass_on(referral, recipient_id), taken)
    sensitive = content.sensitive or taken.service.sensitive or taken.service.hide_address
    return structs.replace(content, sensitive=sensitive)
