"""Who used what about a client, and to whom it was given: two logs that only grow.

They hold ids, kinds and names of organizations, never what was said. Source: the client's right to
know who has used their data and to whom it was given, and why (Act on the Processing of Client Data
703/2023; log data: Act on Information Management 906/2019 § 17).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ohjaus_desktop import texts
from ohjaus_desktop.database import Connection
from ohjaus_desktop.register import reading
from ohjaus_desktop.register.model import Referral, Worker
from ohjaus_desktop.register.store import (
    DISCLOSURE_LOG,
    RECIPIENT,
    USE_LOG,
    Register,
    moment,
    stamp,
)

UseKind = Literal[
    "requested",
    "viewed",
    "searched",
    "corrected",
    "outcome",
    "follow_up",
    "withdrawn",
    "error",
    "handed_over",
    "taken_over",
    "taken_back",
    "passed_on",
    "route",
    "renewed",
    "discarded",
    "disclosed",
    "printed",
    "copied",
    "exported",
    "reported",
    "erased",
    "expired",
    "backed_up",
    "restored",
]


Ground = Literal["consent", "own_data"]
"""Why something might be given: the client allowed it, or it is the client's own (GDPR art. 6(1)(a), 15)."""


class Use(Struct, frozen=True):
    """Somebody used the data of one request. referral_id: "" where it was no single one."""

    at: datetime
    by: str
    kind: str
    referral_id: str


class Disclosure(Struct, frozen=True):
    """Something about a client was given to somebody.

    recipient: the organization's name, "" for the client. what: kinds of data ("name", "phone",
    "matter" …). ground: why it might be given, as ``Ground``. route: how it went.
    """

    at: datetime
    by: str
    referral_id: str
    recipient_id: str
    recipient: str
    what: tuple[str, ...]
    ground: str
    route: str


class Report(Struct, frozen=True):
    """Both logs about one client, oldest first."""

    uses: tuple[Use, ...]
    disclosures: tuple[Disclosure, ...]


class Entry(Struct, frozen=True):
    """One line of either log. case_number: "" where it was no single request, or it has gone."""

    entry: Use | Disclosure
    case_number: str


_BOTH = """
SELECT log.*, coalesce(referral.case_number, '') AS case_number FROM (
    SELECT at, by, kind, referral_id, '' AS recipient_id, '' AS recipient, '[]' AS what, '' AS ground,
        '' AS route, number FROM use_log
    UNION ALL
    SELECT at, by, '', referral_id, recipient_id, recipient, what, ground, route, number
        FROM disclosure_log
) AS log LEFT JOIN referral ON referral.id = log.referral_id
ORDER BY log.at DESC, log.number DESC LIMIT ?
"""


def note_use(connection: Connection, kind: UseKind, referral_id: str, *, by: Worker, at: datetime) -> None:
    """Write one use down, in the commit of the use-case itself."""
    row = {"at": stamp(at), "by": by.name, "kind": kind, "referral_id": referral_id}
    connection.execute(USE_LOG.insert(), row)


def note(
    register: Register, kind: UseKind, referral_ids: Iterable[str] = ("",), *, by: Worker, at: datetime
) -> None:
    """Write a use down that changes nothing else: a page printed, a text copied, the list searched."""
    with register.begin() as connection:
        for id_ in referral_ids:
            note_use(connection, kind, id_, by=by, at=at)


def note_disclosure(
    register: Register,
    referral_id: str,
    *,
    recipient: str,
    what: Sequence[str],
    ground: Ground,
    route: str,
    by: Worker,
    at: datetime,
) -> None:
    """Write down to whom something was given; from then on the request cannot be taken back.

    recipient: the id of one of its recipients (the organization's name is then written too),
    another name, or "" for the client, who may always have what is theirs.
    """
    with register.begin() as connection:
        name = _name(connection, referral_id, recipient)
        row = {
            "at": stamp(at),
            "by": by.name,
            "referral_id": referral_id,
            "recipient_id": recipient if name else "",
            "recipient": name or recipient,
            "what": msgspec.json.encode(tuple(what)).decode(),
            "ground": ground,
            "route": route,
        }
        connection.execute(DISCLOSURE_LOG.insert(), row)
        note_use(connection, "disclosed", referral_id, by=by, at=at)


def told(referral: Referral) -> tuple[str, ...]:
    """Which kinds of data a recipient gets, for ``note_disclosure``; never the data itself."""
    client, minor = referral.client, referral.subject.minor
    # Withheld where it could lead to the client, and where it would be one custodian's.
    one_home = not (referral.sensitive or (minor and minor.two_addresses))
    kinds = {
        "name": client.name,
        "phone": client.phone or client.second_phone,
        "email": client.email,
        "municipality": client.municipality and one_home,
        "language": client.language or client.interpreter,
        "age_group": client.age_group,
        "senses": client.senses,
    }
    return (*(kind for kind, there in kinds.items() if there), "safe_contact", "matter")


def disclosures(connection: Connection, referral_ids: Sequence[str]) -> tuple[Disclosure, ...]:
    """What was given to whom of these requests, oldest first."""
    table = DISCLOSURE_LOG
    found = table.select().where(table.c.referral_id.in_(referral_ids)).order_by(table.c.number)
    return tuple(_disclosure(row) for row in connection.execute(found))


def report(
    register: Register, referral_ids: Sequence[str], *, by: Worker, at: datetime, away: bool = False
) -> Report:
    """Both logs about one client, given as the ids of their requests; asking is a use itself.

    away: whoever alone may see a request cannot ask. Raises NotYours.
    """
    with register.begin() as connection:
        for id_ in referral_ids:
            if reading.exists(connection, id_):
                reading.read(connection, id_, by=by, away=away)
            note_use(connection, "reported", id_, by=by, at=at)
        return logs(connection, referral_ids)


def logs(connection: Connection, referral_ids: Sequence[str]) -> Report:
    """Both logs about some requests, for whoever has noted already why they are read."""
    found = USE_LOG.select().where(USE_LOG.c.referral_id.in_(referral_ids)).order_by(USE_LOG.c.number)
    uses = tuple(
        Use(at=moment(row.at), by=row.by, kind=row.kind, referral_id=row.referral_id)
        for row in connection.execute(found)
    )
    return Report(uses, disclosures(connection, referral_ids))


def newest(register: Register, *, by: Worker, at: datetime, limit: int = 500) -> tuple[Entry, ...]:
    """The newest entries of both logs, newest first, for whoever oversees how the client data is used.

    Reading them is written down like any other use. Raises DatabaseTrouble.
    Source: oversight of the use of client data, 906/2019 § 17 and 703/2023.
    """
    with register.begin() as connection:
        rows = connection.exec_driver_sql(_BOTH, (limit,)).all()
        note_use(connection, "reported", "", by=by, at=at)
    return tuple(Entry(_entry(row), row.case_number) for row in rows)


def _entry(row: Any) -> Use | Disclosure:
    """What a row of either log says; only the log of use has kinds."""
    if row.kind:
        return Use(at=moment(row.at), by=row.by, kind=row.kind, referral_id=row.referral_id)
    return _disclosure(row)


def _disclosure(row: Any) -> Disclosure:
    return Disclosure(
        at=moment(row.at),
        by=row.by,
        referral_id=row.referral_id,
        recipient_id=row.recipient_id,
        recipient=row.recipient,
        what=msgspec.json.decode(row.what, type=tuple[str, ...]),
        ground=row.ground,
        route=row.route,
    )


def _name(connection: Connection, referral_id: str, recipient_id: str) -> str:
    """What a recipient is called in the catalogue's first language, "" where there is no such one."""
    table = RECIPIENT
    row = connection.execute(
        table.select()
        .with_only_columns(table.c.organization, table.c.service)
        .where(table.c.id == recipient_id, table.c.referral_id == referral_id)
    ).one_or_none()
    if row is None:
        return ""
    names = (msgspec.json.decode(kept, type=str | dict[str, str]) for kept in row)
    return next(name for name in (texts.translator("fi").name(one) for one in names) if name)
