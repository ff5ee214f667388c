"""Erasing a client: first it is written down that they are to be gone, then they go.

The line in ``erased.txt`` (a tombstone: the id and the day, nothing of a person) is on the disk
before the first row is touched. Whatever stops the program after that, the next opening finishes;
and a backup that still holds the client loses them again when it is brought back.

Nothing is left of the rows: freed pages are overwritten (``secure_delete``) and the write-ahead log
is emptied. The logs of use and disclosure keep ids only. GDPR art. 17.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

import msgspec

from ohjaus_desktop.database import Connection, DatabaseTrouble
from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register import journal
from ohjaus_desktop.register.journal import UseKind
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

TOMBSTONES = "erased.txt"
"""The file beside the register that names what has been erased."""

_LINE = re.compile(r"([0-9A-Za-z.-]{1,64}) (\d{4}-\d{2}-\d{2})")
_PROGRAM = Worker("")

# Ids come as one JSON list: the file of tombstones grows for years, and each opening looks at all.
_THERE = """
SELECT id FROM referral WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL SELECT id FROM draft WHERE id IN (SELECT value FROM json_each(:ids))
"""
# A form that was begun because this recipient could not help carries the same client, and so does a
# correction that nobody has finished.
_CAME_OF_IT = """
SELECT draft.id FROM draft JOIN recipient ON instr(draft.body, '"' || recipient.id || '"')
WHERE recipient.referral_id IN (SELECT value FROM json_each(:ids))
UNION SELECT draft.id FROM draft JOIN json_each(:ids) ON instr(draft.body, '"' || value || '"')
"""
_DELETE = (
    "DELETE FROM referral WHERE id IN (SELECT value FROM json_each(:ids))",
    "DELETE FROM draft WHERE id IN (SELECT value FROM json_each(:ids))",
    "DELETE FROM snapshot WHERE digest NOT IN (SELECT snapshot FROM recipient)",
)


class ErasureUnfinished(KnownError):
    """The rows are gone, but the write-ahead log could not be emptied yet."""


def erase(register: Register, referral_id: str, *, by: Worker, at: datetime) -> int:
    """Erase one request; see ``erase_client``."""
    return erase_client(register, (referral_id,), by=by, at=at)


def erase_client(register: Register, ids: Iterable[str], *, by: Worker, at: datetime) -> int:
    """Erase all requests of a client, and the drafts that came of them, for good.

    Gives how many requests and drafts went; one that is gone already is no error. Raises
    KnownError when the disk is full (nothing has changed then), ErasureUnfinished.
    Source: GDPR art. 17.
    """
    return remove(register, ids, kind="erased", by=by, at=at)


def remove(register: Register, ids: Iterable[str], *, kind: UseKind, by: Worker, at: datetime) -> int:
    """Take requests and drafts out of the register; ``kind`` is what the log of use says of it."""
    with register.begin() as connection:
        there = _ids(connection, _THERE, ids)
        doomed = [*there, *_ids(connection, _CAME_OF_IT, there)]
    if not doomed:
        return 0
    try:
        bury(register.path.with_name(TOMBSTONES), dict.fromkeys(doomed, at.astimezone(HELSINKI).date()))
    except OSError as error:
        raise KnownError(
            text("Nothing could be erased: {reason}.", reason=reason(error)),
            text("Make room on the disk and try again."),
        ) from error
    with register.begin() as connection:
        gone = _delete(connection, dict.fromkeys(doomed, at), kind=kind, by=by)
    empty_log(register)
    return gone


def apply_erasures(register: Register) -> int:
    """Finish what was interrupted, and erase again what an older backup has brought back.

    To be called at each opening. Gives how many requests and drafts went. Raises DatabaseTrouble.
    """
    buried = tombstones(register.path.with_name(TOMBSTONES))
    if buried:
        moments = {one: datetime.combine(day, time(), HELSINKI) for one, day in buried.items()}
        with register.begin() as connection:
            gone = _delete(connection, moments, kind="erased", by=_PROGRAM)
    else:
        gone = 0
    empty_log(register)
    return gone


def tombstones(file: Path) -> dict[str, date]:
    """What has been erased, and on which day. A line that a power cut tore is left out."""
    try:
        lines = file.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = (_LINE.fullmatch(line) for line in lines)
    return {match[1]: date.fromisoformat(match[2]) for match in found if match}


def bury(file: Path, gone: dict[str, date]) -> None:
    """Add tombstones; they are on the disk when this returns, all of them or none. Raises OSError."""
    already = tombstones(file)
    lines = "".join(f"{one} {day.isoformat()}\n" for one, day in gone.items() if one not in already)
    if not lines:
        return
    with file.open("ab") as opened:
        before = opened.tell()
        try:
            # A line that was torn by a power cut must not swallow the next one.
            opened.write(b"\n" * bool(before) + lines.encode("ascii"))
            opened.flush()
            os.fsync(opened.fileno())
        except OSError:
            os.truncate(file, before)
            raise
    to_disk(file.parent)


def empty_log(register: Register) -> None:
    """Empty the write-ahead log: what was deleted is then in no file. Raises ErasureUnfinished."""
    try:
        register.checkpoint()
    except DatabaseTrouble as error:
        raise ErasureUnfinished(
            text("The data has been erased, but a rest of it waits on the disk, encrypted."),
            text("Make room on the disk and open the program again; then that rest goes too."),
        ) from error


def _ids(connection: Connection, query: str, ids: Iterable[str]) -> list[str]:
    """The ids that a query with a list of ids gives."""
    listed = msgspec.json.encode(list(ids)).decode()
    return list(connection.exec_driver_sql(query, {"ids": listed}).scalars())


def _delete(connection: Connection, gone: dict[str, datetime], *, kind: UseKind, by: Worker) -> int:
    """Delete what is there and note it; recipients, consents and events go with their request."""
    there = _ids(connection, _THERE, gone)
    if not there:
        return 0
    for one in there:
        journal.note_use(connection, kind, one, by=by, at=gone[one])
    listed = {"ids": msgspec.json.encode(there).decode()}
    for statement in _DELETE:
        connection.exec_driver_sql(statement, listed if ":ids" in statement else {})
    return len(there)
