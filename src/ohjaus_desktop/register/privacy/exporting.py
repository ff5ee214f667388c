"""Everything that is kept about one client, as the client may have it (GDPR art. 15 and 20).

Plain words for keys, dates as ISO 8601, nothing left out: what was written, what was allowed, what
happened, what stood there before it was corrected, who used it and to whom it was given. One
recipient's part never names another client; the services are named, their public records left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ohjaus_desktop.database import Connection
from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register import journal, reading
from ohjaus_desktop.register.model import Recipient, Referral, Worker
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

FORMAT = "ohjaus-client-data-1"


def export(
    register: Register, ids: Iterable[str], *, by: Worker, at: datetime, away: bool = False
) -> dict[str, Any]:
    """All that is kept about a client, given as the ids of their requests; asking is logged.

    Gives plain objects, ready for JSON: ``format``, ``exported_at``, ``exported_by``, ``requests``,
    ``log_of_use`` and ``log_of_disclosure``. Of a request that has been erased the logs remain.
    away: whoever alone may see a request cannot give it. Raises NotYours, DatabaseTrouble.
    Source: GDPR art. 15 and 20; 703/2023 § 11 for the logs.
    """
    asked = tuple(dict.fromkeys(ids))
    with register.begin() as connection:
        for one in asked:
            journal.note_use(connection, "exported", one, by=by, at=at)
        requests = [
            _request(connection, referral)
            for referral in (
                reading.read(connection, one, by=by, away=away)
                for one in asked
                if reading.exists(connection, one)
            )
        ]
        logs = journal.logs(connection, asked)
    return {
        "format": FORMAT,
        "exported_at": at.astimezone(HELSINKI).isoformat(),
        "exported_by": by.name,
        "requests": requests,
        "log_of_use": [_plain(one) for one in logs.uses],
        "log_of_disclosure": [_plain(one) for one in logs.disclosures],
    }


def write_export(exported: dict[str, Any], file: Path) -> Path:
    """Write an export where the worker says, readable for this user only; whole or not at all.

    Raises KnownError.
    """
    body = msgspec.json.format(msgspec.json.encode(exported), indent=2) + b"\n"
    unfinished = file.with_name(f"{file.name}.part")
    try:
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
                opened.write(body)
            to_disk(unfinished)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=file, reason=reason(error)),
            text("Choose another folder."),
        ) from error
    return file


def _request(connection: Connection, referral: Referral) -> dict[str, Any]:
    return {
        "id": referral.id,
        "case_number": referral.case_number,
        "made_at": referral.made_at.astimezone(HELSINKI).isoformat(),
        "made_by": referral.made_by,
        "language": referral.language,
        "sensitive": referral.sensitive,
        "seen_by_one_worker_only": bool(referral.restricted_to),
        "whose_matter": _plain(referral.subject),
        "client": _plain(referral.client),
        "safe_contact": _plain(referral.contact),
        "recipients": [_recipient(one) for one in referral.recipients],
        "before_corrections": [
            {"until": until.astimezone(HELSINKI).isoformat(), "corrected_by": by, **_plain(person)}
            for until, by, person in reading.earlier(connection, referral.id)
        ],
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    matter = recipient.matter
    snapshot = matter.snapshot
    named = {"service": snapshot.service.name, "service_id": matter.service_id}
    if snapshot.organization:
        named["organization"] = snapshot.organization.name
    asked = {name: value for name, value in _plain(matter).items() if name not in {"snapshot", "consent"}}
    went_on = {name: value for name, value in _plain(recipient).items() if name not in {"matter", "events"}}
    return {
        **named,
        **went_on,
        "asked": asked,
        "consent": _plain(matter.consent),
        "events": [_plain(event) for event in recipient.events],
    }


def _plain(kept: Struct) -> dict[str, Any]:
    """A frozen object as JSON has it, what was left empty included; moments in Finnish time."""
    return {name: _value(value) for name, value in msgspec.structs.asdict(kept).items()}


def _value(value: Any) -> Any:
    if isinstance(value, Struct):
        return _plain(value)
    if isinstance(value, datetime):
        return value.astimezone(HELSINKI).isoformat()
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return msgspec.to_builtins(value)
