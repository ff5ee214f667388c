"""One request in full, as the words that the right of the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ohjaus_desktop.catalogue.navigation import Choice
from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.referral import codes
from ohjaus_desktop.documents.referral import matter as letter
from ohjaus_desktop.register import checks, follow_up, renewing
from ohjaus_desktop.register.journal import Disclosure
from ohjaus_desktop.register.model import WAITING, Recipient, Referral, Route, holder
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.requests import contact, record, words

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that can be opened: its id, its name, a line about it, and what to beware of."""

    id: str
    name: str
    about: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one recipient of one request, ready to be shown.

    next_step: tone and sentence. warnings: tone and words, the worst first. numbers: the client's,
    grouped, and what each is. service_numbers: likewise. matter, history, disclosed: heading and
    words. changes: what has happened to the service since. offers: services that could help
    instead; same: other requests of the same client. outcomes: names of those that can be noted now;
    undoable: one has been noted, and nothing is waited for any more. ways: how it may still be given;
    none once it is closed or the consent has run out. renewable: the consent has run out or is about to, and
    the client may be asked again.
    """

    referral_id: str
    recipient_id: str
    client: str
    made: str
    standing: words.Standing
    passed_on: str
    next_step: Pair
    warnings: tuple[Pair, ...]
    numbers: tuple[Pair, ...]
    contact: tuple[Pair, ...]
    service: str
    service_id: str
    organization: str
    service_numbers: tuple[str, ...]
    route: str
    changes: tuple[str, ...]
    matter: tuple[Pair, ...]
    consent: tuple[str, ...]
    consent_sentence: str
    history: tuple[Pair, ...]
    disclosed: tuple[Pair, ...]
    outcomes: frozenset[str]
    waiting: bool
    ways: tuple[Route, ...]
    undoable: bool
    withdrawable: bool
    follow_up_on: date | None
    renewable: bool = False
    restricted_to: str = ""
    others: tuple[Link, ...] = ()
    same: tuple[Link, ...] = ()
    offers: tuple[Link, ...] = field(default=())


def describe(
    referral: Referral,
    recipient: Recipient,
    *,
    today: date,
    choices: Sequence[Choice] = (),
    changes: Sequence[str] = (),
    disclosures: Sequence[Disclosure] = (),
    same: Sequence[Link] = (),
    offers: Sequence[Link] = (),
) -> Facts:
    """Put one recipient's request into words, in the language in use. choices: of the catalogue."""
    say = current()
    matter, snapshot = recipient.matter, recipient.matter.snapshot
    organization = say.name(snapshot.organization.name) if snapshot.organization else ""
    made = text(
        "Request {number}, made {when} by {name}",
        number=referral.case_number,
        when=record.moment(referral.made_at),
        name=referral.made_by,
    )
    numbers = [phones.group(phone.number) for phone in snapshot.service.phones[:2]]
    if not numbers and snapshot.organization:
        numbers = [phones.group(phone.number) for phone in snapshot.organization.phones[:1]]
    mine = [one for one in disclosures if not one.recipient_id or one.recipient_id == recipient.id]
    return Facts(
        referral_id=referral.id,
        recipient_id=recipient.id,
        client=referral.client.name or text("No name"),
        made=made,
        standing=words.standing(recipient.state),
        passed_on=words.passed_on(matter.times_passed_on),
        next_step=next_step(recipient, today),
        warnings=contact.warnings(referral),
        numbers=contact.numbers(referral),
        contact=contact.facts(referral),
        service=say.name(snapshot.service.name),
        service_id=snapshot.service.id,
        organization=organization,
        service_numbers=tuple(numbers),
        route=text(codes.ROUTES[matter.route]) if matter.route else "",
        changes=tuple(changes),
        matter=_matter(referral, recipient, choices),
        consent=record.consent(matter.consent),
        consent_sentence=matter.consent.sentence,
        history=record.history(recipient),
        disclosed=record.disclosures(mine),
        outcomes=_outcomes(recipient),
        waiting=recipient.state in WAITING,
        ways=_ways(referral, recipient, today),
        undoable=recipient.state in {"rejected", "failed", "completed"},
        withdrawable=recipient.state not in {"cancelled", "entered-in-error"},
        follow_up_on=recipient.follow_up_on,
        renewable=renewing.runs_out(recipient, today),
        restricted_to=holder(referral),
        others=tuple(_other(one) for one in referral.recipients if one.id != recipient.id),
        same=tuple(same),
        offers=tuple(offers),
    )


def name_of(recipient: Recipient) -> str:
    """The organization that was asked, else the service."""
    say, snapshot = current(), recipient.matter.snapshot
    organization = say.name(snapshot.organization.name) if snapshot.organization else ""
    return organization or say.name(snapshot.service.name)


def next_step(recipient: Recipient, today: date) -> Pair:
    """Tone and one sentence: how it stands, and what the worker does next."""
    say, name = current(), name_of(recipient)
    promised = recipient.answer_by
    look = recipient.due_on
    when = _on(look) if look else ""
    if recipient.state in WAITING and recipient.consent_over(today):
        return "warning", text("The consent has run out: ask the client again first.")
    if recipient.state == "requested" and look is not None and look < today:
        tone = "error" if (today - look).days >= words.LONG_OVERDUE_DAYS else "warning"
        return tone, text(
            "The follow-up day was {day}. Ask {name} or the client how it went.", day=when, name=name
        )
    if recipient.state == "requested" and promised is not None and promised >= today:
        return "info", text(
            "{name} has promised to answer by {day}. Follow-up {when}.",
            name=name,
            day=_on(promised),
            when=when,
        )
    sentences = {
        "requested": text(
            "Waiting for {name} to contact the client. Follow-up {when}.", name=name, when=when
        ),
        "accepted": text(
            "{name} has taken the request up. Check {when} whether help has begun.", name=name, when=when
        ),
        "in-progress": text("Help has begun. Mark as done when the matter is settled."),
        "rejected": text("{name} could not take this up.", name=name),
        "failed": text("Help did not begin."),
        "completed": text("The matter is settled. Nothing more needs to be done."),
        "cancelled": text("The client has withdrawn the consent. Nothing more is given."),
        "entered-in-error": text("This was entered in error and is kept only for the record."),
        "draft": "",
    }
    tones = {"rejected": "warning", "failed": "warning"}
    tone = "warning" if look is not None and look <= today else tones.get(recipient.state, "info")
    reason = words.why(recipient.why)
    sentence = sentences[recipient.state]
    return tone, f"{reason}. {sentence}" if reason else say(sentence)


def _ways(referral: Referral, recipient: Recipient, today: date) -> tuple[Route, ...]:
    """By which ways this recipient may be given the request now."""
    if recipient.state not in WAITING or recipient.consent_over(today):
        return ()
    return checks.routes(recipient.matter.snapshot, sensitive=referral.sensitive)


def _outcomes(recipient: Recipient) -> frozenset[str]:
    """“Did not begin” is offered while it can be either a no or help that did not begin."""
    possible = set(follow_up.outcomes(recipient))
    return frozenset(possible | ({"not_begun"} if "rejected" in possible else set()))


def _on(day: date) -> str:
    say = current()
    return f"{say.weekday(day)} {say.date(day)}"


def _matter(referral: Referral, recipient: Recipient, choices: Sequence[Choice]) -> tuple[Pair, ...]:
    told = contact.pairs(letter.block(referral, recipient, current(), choices))
    answer = recipient.matter.answer_to
    return (*told, (text("Answer to"), answer)) if answer else told


def _other(recipient: Recipient) -> Link:
    say = current()
    service = say.name(recipient.matter.snapshot.service.name)
    return Link(recipient.id, service, f"{name_of(recipient)} · {words.standing(recipient.state).words}")
