"""How a request lies in the tables: written, read back as it was, brought up to date.

Everything here runs inside a transaction of the use-case that called it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct, structs

from ohjaus_desktop.database import Connection
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
)
from ohjaus_desktop.register.store import (
    CONSENT,
    EARLIER,
    EVENT,
    LIKENESS,
    RECIPIENT,
    REFERRAL,
    SNAPSHOT,
    keep_snapshot,
    moment,
    stamp,
)
from ohjaus_desktop.register.wording import likenesses, searched_in_client, searched_in_matter


class Person(Struct, frozen=True, omit_defaults=True):
    """What of a request is about the client, and may be corrected."""

    subject: Subject = Subject()
    client: Client = Client()
    contact: SafeContact = SafeContact()
    language: Language = "fi"


def add(connection: Connection, referral: Referral) -> None:
    """Write a whole new request."""
    connection.execute(
        REFERRAL.insert(),
        {
            "id": referral.id,
            "case_number": referral.case_number,
            "made_at": stamp(referral.made_at),
            "made_by": referral.made_by,
            "restricted_to": referral.restricted_to,
            "sensitive": int(referral.sensitive),
            **_person_columns(referral),
        },
    )
    _add_likenesses(connection, referral)
    for position, recipient in enumerate(referral.recipients, 1):
        _add_recipient(connection, referral, position, recipient)


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


def update_recipient(connection: Connection, recipient: Recipient) -> None:
    """Bring one recipient's part up to date: state, days and consent, and the events since."""
    kept = EVENT.select().with_only_columns(EVENT.c.number).where(EVENT.c.recipient_id == recipient.id)
    already = len(connection.execute(kept).all())
    connection.execute(
        RECIPIENT.update().where(RECIPIENT.c.id == recipient.id).values(**_moving_columns(recipient))
    )
    consent = recipient.matter.consent
    connection.execute(
        CONSENT.update()
        .where(CONSENT.c.recipient_id == recipient.id)
        .values(withdrawn_at=consent.withdrawn_at and stamp(consent.withdrawn_at))
    )
    _add_events(connection, recipient.id, recipient.events[already:])


def update_person(connection: Connection, referral: Referral, *, by: str, at: datetime) -> None:
    """Write what was corrected about the client; what stood there before is kept beside it.

    Under a non-disclosure order no earlier version keeps the municipality either.
    """
    before = connection.scalar(
        REFERRAL.select().with_only_columns(REFERRAL.c.body).where(REFERRAL.c.id == referral.id)
    )
    connection.execute(
        EARLIER.insert(), {"referral_id": referral.id, "at": stamp(at), "by": by, "body": before}
    )
    connection.execute(
        REFERRAL.update().where(REFERRAL.c.id == referral.id).values(**_person_columns(referral))
    )
    connection.execute(LIKENESS.delete().where(LIKENESS.c.referral_id == referral.id))
    _add_likenesses(connection, referral)
    if referral.client.non_disclosure:
        _forget_places(connection, referral.id)


def earlier(connection: Connection, referral_id: str) -> tuple[tuple[datetime, str, Person], ...]:
    """What stood in a request before each correction, oldest first: until when, who corrected, what."""
    found = EARLIER.select().where(EARLIER.c.referral_id == referral_id).order_by(EARLIER.c.number)
    return tuple(
        (moment(row.at), row.by, msgspec.json.decode(row.body, type=Person))
        for row in connection.execute(found)
    )


def hold(connection: Connection, referral_id: str, restricted_to: str) -> None:
    """Let another worker alone see the request, "" for everybody."""
    connection.execute(
        REFERRAL.update().where(REFERRAL.c.id == referral_id).values(restricted_to=restricted_to)
    )


def remove(connection: Connection, referral_id: str) -> None:
    """Take a whole request out, and the snapshots that nobody else needs."""
    connection.execute(REFERRAL.delete().where(REFERRAL.c.id == referral_id))
    needed = RECIPIENT.select().with_only_columns(RECIPIENT.c.snapshot)
    connection.execute(SNAPSHOT.delete().where(SNAPSHOT.c.digest.not_in(needed)))


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


def _person_columns(referral: Referral) -> dict[str, str]:
    person = Person(referral.subject, referral.client, referral.contact, referral.language)
    return {
        "client": referral.client.name,
        "search": searched_in_client(referral.client),
        "body": msgspec.json.encode(person).decode(),
    }


def _add_likenesses(connection: Connection, referral: Referral) -> None:
    rows = [
        {"referral_id": referral.id, "kind": kind, "value": value}
        for kind, value in likenesses(referral.client)
    ]
    if rows:
        connection.execute(LIKENESS.insert(), rows)


def _forget_places(connection: Connection, referral_id: str) -> None:
    for row in connection.execute(EARLIER.select().where(EARLIER.c.referral_id == referral_id)).all():
        person = msgspec.json.decode(row.body, type=Person)
        without = structs.replace(person, client=structs.replace(person.client, municipality=""))
        connection.execute(
            EARLIER.update()
            .where(EARLIER.c.number == row.number)
            .values(body=msgspec.json.encode(without).decode())
        )


def _add_recipient(connection: Connection, referral: Referral, position: int, recipient: Recipient) -> None:
    matter, consent = recipient.matter, recipient.matter.consent
    service, organization = matter.snapshot.service, matter.snapshot.organization
    connection.execute(
        RECIPIENT.insert(),
        {
            "id": recipient.id,
            "referral_id": referral.id,
            "position": position,
            "snapshot": keep_snapshot(connection, matter.snapshot),
            "service_id": service.id,
            "service": _json(service.name),
            "organization": _json(organization.name if organization else ""),
            "search": searched_in_matter(matter, referral.case_number),
            "route": matter.route,
            "requested_at": stamp(recipient.requested_at),
            "passed_on_from": matter.passed_on_from,
            "times_passed_on": matter.times_passed_on,
            "consent_until": _day(consent.expires_on),
            "body": _matter_body(matter),
            **_moving_columns(recipient),
        },
    )
    connection.execute(
        CONSENT.insert(),
        {
            "recipient_id": recipient.id,
            "given": consent.given,
            "sentence": consent.sentence,
            "language": consent.language,
            "given_how": consent.given_how,
            "given_at": consent.given_at and stamp(consent.given_at),
            "recorded_by": consent.recorded_by,
            "expires_on": _day(consent.expires_on),
            "withdrawn_at": consent.withdrawn_at and stamp(consent.withdrawn_at),
        },
    )
    _add_events(connection, recipient.id, recipient.events)


def _moving_columns(recipient: Recipient) -> dict[str, Any]:
    """What changes while a request goes on."""
    return {
        "state": recipient.state,
        "why": recipient.why,
        "closed_at": recipient.closed_at and stamp(recipient.closed_at),
        "answer_by": _day(recipient.answer_by),
        "follow_up_on": _day(recipient.follow_up_on),
        "due_on": _day(recipient.due_on),
        "tries": recipient.tries,
    }


def _add_events(connection: Connection, recipient_id: str, events: Iterable[Event]) -> None:
    rows = [
        {
            "recipient_id": recipient_id,
            "at": stamp(event.at),
            "by": event.by,
            "kind": event.kind,
            "state": event.state,
            "why": event.why,
            "note": event.note,
            "follow_up_on": _day(event.follow_up_on),
            "undoes": int(event.undoes),
            "fields": " ".join(event.fields),
        }
        for event in events
    ]
    if rows:
        connection.execute(EVENT.insert(), rows)


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


def _matter_body(matter: Matter) -> str:
    """The matter without what has a table of its own."""
    built = msgspec.to_builtins(matter)
    return _json({name: value for name, value in built.items() if name not in {"snapshot", "consent"}})


def _matter(body: str, snapshot_body: str, consent: Consent) -> Matter:
    whole = msgspec.json.encode(
        {**msgspec.json.decode(body), "snapshot": msgspec.Raw(snapshot_body.encode())}
    )
    return structs.replace(msgspec.json.decode(whole, type=Matter), consent=consent)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
