"""The list of requests: one row for each recipient, read from small columns only."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ohjaus_desktop.database import Connection
from ohjaus_desktop.register.model import Row, Worker
from ohjaus_desktop.register.store import Register, moment
from ohjaus_desktop.register.wording import searched_for

Which = Literal["waiting", "due", "all"]

_ORDER: dict[Which, str] = {
    "waiting": "recipient.due_on, recipient.requested_at",
    "due": "recipient.due_on, recipient.requested_at",
    "all": "recipient.requested_at DESC",
}
# Whatever is waited for has a day on which somebody looks, and nothing else has one: see the
# table's CHECK. So one small index finds both lists.
_AMONG: dict[Which, str] = {
    "waiting": "recipient.due_on IS NOT NULL",
    "due": "recipient.due_on <= :on",
    "all": "TRUE",
}
_SEEN = "recipient.restricted_to IN ('', :worker_id, :worker_name)"
_PAGE = f"""
SELECT referral.id, recipient.id AS recipient_id, referral.case_number,
iif({_SEEN}, referral.client, '') AS client,
recipient.service, recipient.organization, recipient.service_id, recipient.state, recipient.why,
referral.made_at, referral.made_by, recipient.due_on, recipient.times_passed_on,
NOT {_SEEN} AS hidden, referral.sensitive, referral.restricted_to, recipient.tries,
recipient.consent_until
FROM recipient JOIN referral ON referral.id = recipient.referral_id
"""  # noqa: S608
_NAME: msgspec.json.Decoder[str | dict[str, str]] = msgspec.json.Decoder(str | dict[str, str])


class Listing(Struct, frozen=True):
    """A part of the list. total: rows that fit the question; waiting, due: of everything there is."""

    rows: tuple[Row, ...]
    total: int
    waiting: int
    due: int


def listing(
    register: Register,
    words: str = "",
    *,
    which: Which,
    on: date,
    by: Worker,
    limit: int = 200,
    offset: int = 0,
) -> Listing:
    """The requests that fit what was typed: every word in the name, numbers, service or organization.

    due: on ``on`` or before. What only another worker may see comes without a name, and is never
    found by the name. A use of the register by itself: the screen notes it once
    (``journal.note(…, "searched")``), not at every letter.
    """
    pieces = searched_for(words)
    given = {"on": on.isoformat(), "worker_id": by.id, "worker_name": by.name}
    given |= {f"piece_{number}": piece for number, piece in enumerate(pieces)}
    fits = " AND ".join((_AMONG[which], *(_found(number) for number in range(len(pieces)))))
    # Every part of the statements is written in this file; what was typed is only bound. Counting
    # and paging read the same small index twice, which is quicker than handing every row over.
    among = f"FROM recipient WHERE {fits}"
    here = f"SELECT rowid {among} ORDER BY {_ORDER[which]} LIMIT {limit:d} OFFSET {offset:d}"
    page = f"{_PAGE} WHERE recipient.rowid IN ({here}) ORDER BY {_ORDER[which]}"
    with register.begin() as connection:
        total = connection.exec_driver_sql(f"SELECT count(*) {among}", given).scalar_one()
        rows = connection.exec_driver_sql(page, given).all()
        waiting, due = _counts(connection, on)
    return Listing(tuple(_row(row) for row in rows), total, waiting, due)


def _found(number: int) -> str:
    piece = f":piece_{number}"
    return f"(instr(recipient.search, {piece}) OR ({_SEEN} AND instr(recipient.search_client, {piece})))"


def _counts(connection: Connection, on: date) -> tuple[int, int]:
    one = connection.exec_driver_sql(
        "SELECT count(*), count(*) FILTER (WHERE due_on <= :on) FROM recipient WHERE due_on IS NOT NULL",
        {"on": on.isoformat()},
    ).one()
    return int(one[0]), int(one[1])


def _row(row: Any) -> Row:
    return Row(
        referral_id=row.id,
        recipient_id=row.recipient_id,
        case_number=row.case_number,
        client=row.client,
        service=_NAME.decode(row.service),
        organization=_NAME.decode(row.organization),
        service_id=row.service_id,
        state=row.state,
        why=row.why,
        made_at=moment(row.made_at),
        made_by=row.made_by,
        due_on=row.due_on and date.fromisoformat(row.due_on),
        times_passed_on=row.times_passed_on,
        hidden=bool(row.hidden),
        sensitive=bool(row.sensitive),
        restricted_to=row.restricted_to,
        tries=row.tries,
        consent_until=row.consent_until and date.fromisoformat(row.consent_until),
    )
