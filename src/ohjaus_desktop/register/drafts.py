"""Requests that are being written: on the disk at every change, gone when made or discarded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ohjaus_desktop.database import Connection
from ohjaus_desktop.register import reading
from ohjaus_desktop.register.journal import note_use
from ohjaus_desktop.register.model import Content, Draft, Worker
from ohjaus_desktop.register.store import DRAFT, Register, moment, stamp


def save_draft(register: Register, draft: Draft) -> None:
    """Keep the whole form as it stands now.

    A change that arrives after the request has been made is no draft any more, and is let go.
    """
    with register.begin() as connection:
        if not reading.exists(connection, draft.id):
            put(connection, draft)


def drafts(register: Register, *, by: Worker) -> list[Draft]:
    """What is being written, latest first; a form that only its worker may see is theirs alone."""
    with register.begin() as connection:
        found = [_read(row) for row in connection.execute(DRAFT.select().order_by(DRAFT.c.changed_at.desc()))]
    return [draft for draft in found if not draft.content.restricted or draft.begun_by in {by.name, by.id}]


def find_draft(register: Register, draft_id: str, *, by: Worker) -> Draft | None:
    """One form that is being written; None where it is gone or only another worker may see it."""
    return next((one for one in drafts(register, by=by) if one.id == draft_id), None)


def discard_draft(register: Register, draft_id: str, *, by: Worker, at: datetime) -> None:
    """Throw a form away: nothing of it stays in any file. Nothing happens where there is none.

    Raises DatabaseTrouble, also where it is gone but a rest of it waits in the log, encrypted.
    """
    with register.begin() as connection:
        there = take(connection, draft_id)
        if there:
            note_use(connection, "discarded", draft_id, by=by, at=at)
    if there:
        register.checkpoint()


def put(connection: Connection, draft: Draft) -> None:
    """Write a draft over what was there."""
    take(connection, draft.id)
    connection.execute(
        DRAFT.insert(),
        {
            "id": draft.id,
            "begun_at": stamp(draft.begun_at),
            "changed_at": stamp(draft.changed_at),
            "begun_by": draft.begun_by,
            "body": msgspec.json.encode(draft.content).decode(),
        },
    )


def take(connection: Connection, draft_id: str) -> bool:
    """Take a draft out; whether there was one."""
    return bool(connection.execute(DRAFT.delete().where(DRAFT.c.id == draft_id)).rowcount)


def _read(row: Any) -> Draft:
    return Draft(
        id=row.id,
        begun_at=moment(row.begun_at),
        changed_at=moment(row.changed_at),
        begun_by=row.begun_by,
        content=msgspec.json.decode(row.body, type=Content),
    )
