"""What has changed since the user last looked: new, changed and gone records, the net of all syncs.

A sync writes down, in its own transaction, what a changed record was when the user last looked. A
record that goes back to what it was then is no news any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from ohjaus_desktop.catalogue.document import SECTIONS
from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.database import Connection

NewsKind = Literal["new", "changed", "gone"]

TOLD = ("services", "organizations", "locations", "notices", "helplines")
"""The sections whose changes are news, in the order in which they are told."""
MOST = 5_000
"""How many changed records are remembered; of more than that the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class News:
    """One record that is not as it was when the user last looked.

    at: the sync that changed it last. before: None where it is new; now: None where it is gone.
    """

    section: str
    id: str
    kind: NewsKind
    at: datetime
    before: Record | None
    now: Record | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a sync does to one record. before, now: its canonical JSON, None where it is not there."""

    section: str
    id: str
    before: bytes | None
    now: bytes | None


def note(connection: Connection, changes: Iterable[Change], at: datetime) -> None:
    """Write down what the changed records were, in the transaction that changes them."""
    for change in changes:
        if change.section not in TOLD:
            continue
        own = (change.section, change.id)
        found = connection.exec_driver_sql("SELECT body FROM earlier WHERE section = ? AND id = ?", own).all()
        was = found[0][0] if found else change.before
        if was == change.now:
            connection.exec_driver_sql("DELETE FROM earlier WHERE section = ? AND id = ?", own)
        else:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO earlier (section, id, body, at) VALUES (?, ?, ?, ?)",
                (*own, was, at.isoformat()),
            )


def bound(connection: Connection) -> None:
    """Forget the oldest of what nobody can read through any more."""
    connection.exec_driver_sql(
        "DELETE FROM earlier WHERE (section, id) IN "
        "(SELECT section, id FROM earlier ORDER BY at DESC LIMIT -1 OFFSET ?)",
        (MOST,),
    )


def read(connection: Connection) -> tuple[News, ...]:
    """The news by section, in the order in which the records stand in the catalogue."""
    found = connection.exec_driver_sql(
        "SELECT earlier.section, earlier.id, earlier.body, earlier.at, "
        "CASE WHEN record.retired THEN NULL ELSE record.body END "
        "FROM earlier LEFT JOIN record USING (section, id) ORDER BY record.position, record.number"
    )
    news = [_news(*row) for row in found]
    return tuple(sorted(news, key=lambda one: TOLD.index(one.section)))


def seen(connection: Connection, until: datetime | None) -> None:
    """The user has looked. until: at what was known then; None: at everything."""
    if until is None:
        connection.exec_driver_sql("DELETE FROM earlier")
        return
    rows = connection.exec_driver_sql("SELECT section, id, at FROM earlier").all()
    old = [(section, id_) for section, id_, at in rows if datetime.fromisoformat(at) <= until]
    if old:
        connection.exec_driver_sql("DELETE FROM earlier WHERE section = ? AND id = ?", old)


def _news(section: str, id_: str, before: bytes | None, at: str, now: bytes | None) -> News:
    kind: NewsKind = "new" if before is None else "gone" if now is None else "changed"
    return News(
        section, id_, kind, datetime.fromisoformat(at), _record(section, before), _record(section, now)
    )


def _record(section: str, body: bytes | None) -> Any:
    return None if body is None else msgspec.json.decode(body, type=SECTIONS[section])
