"""How a request is read back from the tables, as it was when it was written, and who may see it.

Everything here runs inside a transaction of the use-case that called it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec
from msgspec import Struct, structs

from ohjaus_desktop.database import Connection
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Event,
    Language,
    Matter,
    Recipient,
    Referral,
    SafeContact,
    Subject,
    Worker,
)
from ohjaus_desktop.register.store import (
    CONSENT,
    EARLIER,
    EVENT,
    LIKENESS,
    RECIPIENT,
    REFERRAL,
    SNAPSHOT,
    moment,
)
from ohjaus_desktop.texts import text


class ReferralNotFound(KnownError):
    """The request is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            text("This request is not in the register any more."), text("Look at the list again.")
        )


class NotYours(KnownError):
    """Only another worker may see the request."""

    def __init__(self) -> None:
        super().__init__(
            text("This request can be seen only by the worker who holds it."),
            text("Ask your colleague to hand it over."),
        )


class Person(Struct, frozen=True, omit_defaults=True):
    """What of a request is about the client, and may be corrected."""

    subject: Subject = Subject()
    client: Client = Client()
    contact: SafeContact = SafeContact()
    language: Language = "fi"


def may_see(referral: Referral, by: Worker) -> bool:
    """Whether the worker may see whose request it is."""
    return referral.restricted_to in {"", by.id, by.name}


def read(connection: Connection, referral_id: str, *, by: Worker, away: bool = False) -> Referral:
    """A whole request. away: whoever holds it cannot hand it over. Raises ReferralNotFound, NotYours."""
    referral = load(connection, referral_id)
    if referral is None:
        raise ReferralNotFound
    if not (away or may_see(referral, by)):
        raise NotYours
    return referral


def read_recipient(connection: Connection, referral_id: str, recipient_id: str, *, by: Worker) -> Recipient:
    """One recipient's part of it. Raises ReferralNotFound, NotYours."""
    try:
        return read(connection, referral_id, by=by).recipient(recipient_id)
    except KeyError:
        raise ReferralNotFound from None


def load(connection: Connection, referral_id: str) -> Referral | None:
    """Read a whole request, None where there is none."""
    row = connection.execute(REFERRAL.select().where(REFERRAL.c.id == referral_id)).one_or_none()
    if row is None:
        return None
    person = msgspec.json.decode(row.body, type=Person)
    return Referral(
        id=row.id,
        case_number=row.case_number,
        made_at=moment(row.made_at),
        made_by=row.made_by,
        recipients=tuple(_recipients(connection, referral_id)),
        sensitive=bool(row.sensitive),
        restricted_to=row.restricted_to,
        **structs.asdict(person),
    )


def earlier(connection: Connection, referral_id: str) -> tuple[tuple[datetime, str, Person], ...]:
    """What stood in a request before each correction, oldest first: until when, who corrected, what."""
    found = EARLIER.select().where(EARLIER.c.referral_id == referral_id).order_by(EARLIER.c.number)
    return tuple(
        (moment(row.at), row.by, msgspec.json.decode(row.body, type=Person))
        for row in connection.execute(found)
    )


def exists(connection: Connection, referral_id: str) -> bool:
    """Whether there is such a request."""
    one = REFERRAL.select().with_only_columns(REFERRAL.c.id).where(REFERRAL.c.id == referral_id)
    return connection.scalar(one) is not None


def case_number_is_taken(connection: Connection, number: str) -> bool:
    """Whether another request has this number already."""
    one = REFERRAL.select().with_only_columns(REFERRAL.c.id).where(REFERRAL.c.case_number == number)
    return connection.scalar(one) is not None


def referral_of(connection: Connection, recipient_id: str) -> str | None:
    """The id of the request that a recipient belongs to, None where it is gone."""
    one = RECIPIENT.select().with_only_columns(RECIPIENT.c.referral_id).where(RECIPIENT.c.id == recipient_id)
    return connection.scalar(one)


def times_passed_on(connection: Connection, matter: Matter) -> int:
    """How often a matter has been passed on: once more than where it comes from, if that is known."""
    if not matter.passed_on_from:
        return 0
    table = RECIPIENT
    before = connection.scalar(
        table.select().with_only_columns(table.c.times_passed_on).where(table.c.id == matter.passed_on_from)
    )
    return matter.times_passed_on if before is None else before + 1


def alike(connection: Connection, referral_id: str) -> tuple[str, ...]:
    """Ids of the other requests that share a number, an address or the name, oldest first."""
    mine, other = LIKENESS.alias("mine"), LIKENESS.alias("other")
    found = (
        REFERRAL.select()
        .with_only_columns(REFERRAL.c.id)
        .select_from(
            mine.join(other, (mine.c.kind == other.c.kind) & (mine.c.value == other.c.value)).join(
                REFERRAL, REFERRAL.c.id == other.c.referral_id
            )
        )
        .where(mine.c.referral_id == referral_id, REFERRAL.c.id != referral_id)
        .distinct()
        .order_by(REFERRAL.c.made_at)
    )
    return tuple(connection.scalars(found))


def _recipients(connection: Connection, referral_id: str) -> Iterable[Recipient]:
    joined = RECIPIENT.join(SNAPSHOT, RECIPIENT.c.snapshot == SNAPSHOT.c.digest)
    found = (
        RECIPIENT.select()
        .with_only_columns(RECIPIENT, SNAPSHOT.c.body.label("snapshot_body"))
        .select_from(joined)
        .where(RECIPIENT.c.referral_id == referral_id)
        .order_by(RECIPIENT.c.position)
    )
    for row in connection.execute(found).all():
        yield Recipient(
            id=row.id,
            matter=_matter(row.body, row.snapshot_body, _consent(connection, row.id)),
            state=row.state,
            requested_at=moment(row.requested_at),
            why=row.why,
            answer_by=_read_day(row.answer_by),
            follow_up_on=_read_day(row.follow_up_on),
            tries=row.tries,
            events=tuple(_events(connection, row.id)),
        )


def _consent(connection: Connection, recipient_id: str) -> Consent:
    row = connection.execute(CONSENT.select().where(CONSENT.c.recipient_id == recipient_id)).one()
    return Consent(
        given=row.given,
        sentence=row.sentence,
        language=row.language,
        given_how=row.given_how,
        given_at=moment(row.given_at),
        recorded_by=row.recorded_by,
        expires_on=_read_day(row.expires_on),
        withdrawn_at=row.withdrawn_at and moment(row.withdrawn_at),
    )


def _events(connection: Connection, recipient_id: str) -> Iterable[Event]:
    found = EVENT.select().where(EVENT.c.recipient_id == recipient_id).order_by(EVENT.c.number)
    for row in connection.execute(found):
        yield Event(
            at=moment(row.at),
            by=row.by,
            kind=row.kind,
            state=row.state,
            why=row.why,
            note=row.note,
            follow_up_on=_read_day(row.follow_up_on),
            undoes=bool(row.undoes),
            fields=tuple(row.fields.split()),
        )


def _matter(body: str, snapshot_body: str, consent: Consent) -> Matter:
    whole = msgspec.json.encode(
        {**msgspec.json.decode(body), "snapshot": msgspec.Raw(snapshot_body.encode())}
    )
    return structs.replace(msgspec.json.decode(whole, type=Matter), consent=consent)


def _read_day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
