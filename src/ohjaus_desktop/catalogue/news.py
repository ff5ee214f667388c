"""What has changed since the user last looked: new, changed and gone records, the net of all syncs.

A sync writes down, in its own transaction, what a changed record was when the user last looked. A
record that goes back to what it was then is no news any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.catalogue.sections import SECTIONS
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


def note_changed(connection: Connection, section: str, numbers: Sequence[int], at: str) -> None:
    """Remember what some records are, before they are written or retired. at: when, ISO 8601."""
    if section in TOLD and numbers:
        connection.exec_driver_sql(
            "INSERT INTO earlier (section, id, body, at) "
            "SELECT section, id, CASE WHEN retired THEN NULL ELSE body END, ? FROM record WHERE number = ? "
            "ON CONFLICT DO UPDATE SET at = excluded.at",
            [(at, number) for number in numbers],
        )


def note_new(connection: Connection, section: str, ids: Sequence[str], at: str) -> None:
    """Remember that some records were not there. at: when, ISO 8601."""
    if section in TOLD and ids:
        connection.exec_driver_sql(
            "INSERT INTO earlier (section, id, body, at) VALUES (?, ?, NULL, ?) "
            "ON CONFLICT DO UPDATE SET at = excluded.at",
            [(section, id_, at) for id_ in ids],
        )


def settle(connection: Connection) -> None:
    """Keep the net of all changes: forget what is again as it was, and the oldest of too many."""
    connection.exec_driver_sql(
        "DELETE FROM earlier WHERE body IS (SELECT CASE WHEN retired THEN NULL ELSE record.body END "
        "FROM record WHERE record.section = earlier.section AND record.id = earlier.id)"
    )
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
