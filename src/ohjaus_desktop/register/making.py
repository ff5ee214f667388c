"""From a form to a contact request. Nobody passes here without the client's consent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from msgspec import structs

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import workdays
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register import checks
from ohjaus_desktop.register.case_numbers import new_case_number
from ohjaus_desktop.register.checks import Fault
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Draft,
    Event,
    Matter,
    Recipient,
    Referral,
    Worker,
)
from ohjaus_desktop.texts import current, text


class NotReady(KnownError):
    """Something on the form is still missing or cannot be.

    faults: all of it, in the order of the form; the sentence is the first one's.
    """

    def __init__(self, what: str, do: str = "", *, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(what, do)
        self.faults = faults


class ConsentMissing(NotReady):
    """A recipient has no consent that holds. Nothing was stored and nothing may be given."""


def make(draft: Draft, *, by: Worker, at: datetime, urgent_needs: Collection[str] = frozenset()) -> Referral:
    """Make a contact request of a form, storing nothing.

    The request keeps the draft's id, so that a form makes one request however often it is sent.
    urgent_needs: ids of the catalogue's urgent needs; whoever answers one of them is looked after
    on the same day. Raises ConsentMissing, NotReady.
    """
    content = draft.content
    _check(content, at)
    if content.restricted and not by.key:
        raise NotReady(
            text("A request that only you may see needs your name."),
            text("Write your name in the settings."),
        )
    return Referral(
        id=draft.id,
        case_number=new_case_number(at),
        made_at=at,
        made_by=by.name,
        subject=content.subject,
        client=without_place(content.client),
        contact=content.contact,
        recipients=tuple(
            _recipient(draft.id, position, matter, content.urgent or _is(matter, urgent_needs), by=by, at=at)
            for position, matter in enumerate(content.matters, 1)
        ),
        language=content.language,
        sensitive=content.sensitive,
        restricted_to=by.key if content.restricted else "",
    )


def without_place(client: Client) -> Client:
    """The client; under a non-disclosure order without the municipality."""
    return structs.replace(client, municipality="") if client.non_disclosure else client


def promised_days(matter: Matter) -> int | None:
    """Working days in which the service has promised to answer by this route; None: no promise."""
    declared = (
        way.answers_within_days for way in matter.snapshot.service.intake if way.route == matter.route
    )
    return next((days for days in declared if days is not None), None)


def _recipient(
    draft_id: str,
    position: int,
    matter: Matter,
    urgent: bool,
    *,
    by: Worker,
    at: datetime,
) -> Recipient:
    days = promised_days(matter)
    answer_by = None if days is None else workdays.answer_by(at, days)
    follow_up_on = matter.follow_up_on or workdays.follow_up_on(answer_by, at)
    if urgent:
        follow_up_on = _day(at)
    consent = matter.consent
    return Recipient(
        id=f"{draft_id}.{position}",
        matter=structs.replace(
            matter, consent=structs.replace(consent, recorded_by=consent.recorded_by or by.name)
        ),
        state="requested",
        requested_at=at,
        answer_by=answer_by,
        follow_up_on=follow_up_on,
        events=(Event(at, by.name, "requested", "requested", follow_up_on=follow_up_on),),
    )


def _is(matter: Matter, needs: Collection[str]) -> bool:
    """Whether the service answers one of these needs."""
    return not set(needs).isdisjoint(matter.snapshot.service.needs)


def _check(content: Content, at: datetime) -> None:
    """The form's own checks, and before them the one that nobody may get round."""
    if content.correcting:
        raise NotReady(text("This form corrects a request that has been made already."))
    for matter in content.matters:
        service = matter.snapshot.service
        if not (service.statutory_intake or holds(matter.consent, at)):
            name = current().name(service.name)
            raise ConsentMissing(
                text("The client has not allowed a contact request to {name}.", name=name),
                text("Read the consent aloud and note the answer."),
                faults=checks.faults(content, at=at),
            )
        if not matter.route:
            raise NotReady(text("It is not chosen how the request goes."), text("Choose a way."))
    if faults := checks.faults(content, at=at):
        raise NotReady(faults[0].sentence, faults=faults)


def holds(consent: Consent, at: datetime) -> bool:
    """Whether somebody was asked, with what words, how and when, and nothing has ended it since."""
    asked = consent.given == "yes" and consent.sentence.strip() and consent.given_how
    if not asked or consent.given_at is None or consent.given_at > at or consent.withdrawn_at:
        return False
    return consent.expires_on is None or consent.expires_on >= _day(at)


def _day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()
