"""How a request is written into the tables, and brought up to date there.

Everything here runs inside a transaction of the use-case that called it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import structs

from ohjaus_desktop.database import Connection
from ohjaus_desktop.register.model import Consent, Event, Matter, Recipient, Referral
from ohjaus_desktop.register.moves import closed_at
from ohjaus_desktop.register.reading import Person
from ohjaus_desktop.register.searched import likenesses, searched_in_client, searched_in_matter
from ohjaus_desktop.register.store import (
    CONSENT,
    EARLIER,
    EVENT,
    LIKENESS,
    RECIPIENT,
    REFERRAL,
    SNAPSHOT,
    keep_snapshot,
    stamp,
)


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


def update_recipient(connection: Connection, recipient: Recipient) -> None:
    """Bring one recipient's part up to date: state, days, route and consent, and the events since."""
    kept = EVENT.select().with_only_columns(EVENT.c.number).where(EVENT.c.recipient_id == recipient.id)
    already = len(connection.execute(kept).all())
    connection.execute(
        RECIPIENT.update().where(RECIPIENT.c.id == recipient.id).values(**_moving_columns(recipient))
    )
    consent = _consent_columns(recipient.matter.consent)
    connection.execute(CONSENT.update().where(CONSENT.c.recipient_id == recipient.id).values(**consent))
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
    connection.execute(
        RECIPIENT.update()
        .where(RECIPIENT.c.referral_id == referral.id)
        .values(search_client=searched_in_client(referral.client))
    )
    connection.execute(LIKENESS.delete().where(LIKENESS.c.referral_id == referral.id))
    _add_likenesses(connection, referral)
    if referral.client.non_disclosure:
        _forget_places(connection, referral.id)


def hold(connection: Connection, referral_id: str, restricted_to: str) -> None:
    """Let another worker alone see the request, "" for everybody."""
    for table, key in ((REFERRAL, REFERRAL.c.id), (RECIPIENT, RECIPIENT.c.referral_id)):
        connection.execute(table.update().where(key == referral_id).values(restricted_to=restricted_to))


def remove(connection: Connection, referral_id: str) -> None:
    """Take a whole request out, and the snapshots that nobody else needs."""
    connection.execute(REFERRAL.delete().where(REFERRAL.c.id == referral_id))
    needed = RECIPIENT.select().with_only_columns(RECIPIENT.c.snapshot)
    connection.execute(SNAPSHOT.delete().where(SNAPSHOT.c.digest.not_in(needed)))


def _person_columns(referral: Referral) -> dict[str, str]:
    person = Person(referral.subject, referral.client, referral.contact, referral.language)
    return {
        "client": referral.client.name,
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
    matter = recipient.matter
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
            "search_client": searched_in_client(referral.client),
            "restricted_to": referral.restricted_to,
            "requested_at": stamp(recipient.requested_at),
            "passed_on_from": matter.passed_on_from,
            "times_passed_on": matter.times_passed_on,
            **_moving_columns(recipient),
        },
    )
    connection.execute(CONSENT.insert(), {"recipient_id": recipient.id, **_consent_columns(matter.consent)})
    _add_events(connection, recipient.id, recipient.events)


def _consent_columns(consent: Consent) -> dict[str, Any]:
    return {
        "given": consent.given,
        "sentence": consent.sentence,
        "language": consent.language,
        "given_how": consent.given_how,
        "given_at": consent.given_at and stamp(consent.given_at),
        "recorded_by": consent.recorded_by,
        "expires_on": _day(consent.expires_on),
        "withdrawn_at": consent.withdrawn_at and stamp(consent.withdrawn_at),
    }


def _moving_columns(recipient: Recipient) -> dict[str, Any]:
    """What changes while a request goes on."""
    closed = closed_at(recipient)
    return {
        "state": recipient.state,
        "why": recipient.why,
        "closed_at": closed and stamp(closed),
        "answer_by": _day(recipient.answer_by),
        "follow_up_on": _day(recipient.follow_up_on),
        "due_on": _day(recipient.due_on),
        "tries": recipient.tries,
        "route": recipient.matter.route,
        "consent_until": _day(recipient.matter.consent.expires_on),
        "body": _matter_body(recipient.matter),
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


def _matter_body(matter: Matter) -> str:
    """The matter without what has a table of its own."""
    built = msgspec.to_builtins(matter)
    return _json({name: value for name, value in built.items() if name not in {"snapshot", "consent"}})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
