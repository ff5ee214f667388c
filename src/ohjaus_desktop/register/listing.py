"""The list of requests: one row for each recipient, read from small columns only."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ohjaus_desktop.database import Connection
from ohjaus_desktop.register.model import Row, Worker
from ohjaus_desktop.register.searched import searched_for
from ohjaus_desktop.register.store import Register, moment

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
# In a small place the service alone may tell a colleague whose request it is.
_PAGE = f"""
SELECT referral.id, recipient.id AS recipient_id, referral.case_number,
iif({_SEEN}, referral.client, '') AS client,
iif({_SEEN}, recipient.service, '""') AS service,
iif({_SEEN}, recipient.organization, '""') AS organization,
iif({_SEEN}, recipient.service_id, '') AS service_id,
recipient.state, iif({_SEEN}, recipient.why, '') AS why,
referral.made_at, referral.made_by, recipient.due_on, recipient.times_passed_on,
NOT {_SEEN} AS hidden, referral.sensitive, referral.restricted_to, recipient.tries,
recipient.consent_until, ifnull(json_extract(referral.body, '$.client.non_disclosure'), 0) AS placeless
FROM recipient JOIN referral ON referral.id = recipient.referral_id
"""  # noqa: S608


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

    due: on ``on`` or before. What only another worker may see comes without name and service, and is found
    by its case number alone. A use of the register by itself: the screen notes it once
    (``journal.note(…, "searched")``), not at every letter.
    """
    pieces = searched_for(words)
    given = {"on": on.isoformat(), "worker_id": by.id, "worker_name": by.name}
    given |= {f"piece_{number}": piece for number, piece in enumerate(pieces)}
    fits = " AND ".join((_AMONG[which], *(_found(number) for number in range(len(pieces)))))
    # Every part of the statements is written in this file; what was typed is only bound.
    among = f"FROM recipient WHERE {fits}"
    here = f"SELECT rowid {among} ORDER BY {_ORDER[which]} LIMIT {limit:d} OFFSET {offset:d}"
    page = f"{_PAGE} WHERE recipient.rowid IN ({here}) ORDER BY {_ORDER[which]}"
    with register.begin() as connection:
        rows = connection.exec_driver_sql(page, given).all()
        total = offset + len(rows)
        # A page that shows the end of the list has counted it already.
        if len(rows) == limit or (offset and not rows):
            total = connection.exec_driver_sql(f"SELECT count(*) {among}", given).scalar_one()
        waiting, due = _counts(connection, on)
    return Listing(tuple(_row(row) for row in rows), total, waiting, due)


def _found(number: int) -> str:
    piece = f":piece_{number}"
    # Who may see it is asked last: few rows get that far.
    return f"((instr(search, {piece}) OR instr(search_client, {piece})) AND ({_SEEN} OR {_numbered(piece)}))"


def _numbered(piece: str) -> str:
    """The case number holds the piece, with its hyphens or without."""
    number = "(SELECT lower(case_number) FROM referral WHERE id = recipient.referral_id)"
    return f"instr({number} || ' ' || replace({number}, '-', ''), {piece})"


def _counts(connection: Connection, on: date) -> tuple[int, int]:
    one = connection.exec_driver_sql(
        "SELECT count(*), count(*) FILTER (WHERE due_on <= :on) FROM recipient WHERE due_on IS NOT NULL",
        {"on": on.isoformat()},
    ).one()
    return int(one[0]), int(one[1])


def _row(row: Any) -> Row:
    id_, recipient_id, number, client, service, organization, service_id, *went, kept, placeless = row
    state, why, made_at, made_by, due_on, times, hidden, sensitive, restricted_to, tries = went
    return Row(
        referral_id=id_,
        recipient_id=recipient_id,
        case_number=number,
        client=client,
        service=_name(service),
        organization=_name(organization),
        service_id=service_id,
        state=state,
        why=why,
        made_at=moment(made_at),
        made_by=made_by,
        due_on=due_on and date.fromisoformat(due_on),
        times_passed_on=times,
        hidden=bool(hidden),
        sensitive=bool(sensitive),
        restricted_to=restricted_to,
        tries=tries,
        consent_until=kept and date.fromisoformat(kept),
        placeless=bool(placeless),
    )


@lru_cache(maxsize=1000)
def _name(kept: str) -> str | dict[str, str]:
    """A name of the catalogue; a list says the same few again and again."""
    return msgspec.json.decode(kept, type=str | dict[str, str])
