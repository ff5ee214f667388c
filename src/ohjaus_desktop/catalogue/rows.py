"""The rows of the installed catalogue, as a running transaction reads and writes them.

A row holds a record's canonical JSON, its hash and the little that is asked for by SQL. Statements
go straight to the driver: building the parameters of 20,000 of them takes longer than running them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.problems import Problem
from ohjaus_desktop.catalogue.sections import SECTIONS
from ohjaus_desktop.database import Connection

SHAPE = 2
"""Grows when the tables below or the model change: the file is then emptied and filled again."""

TABLES = (
    # number stays with the record: the search index uses it. position: place in the file where the
    # order matters. body: canonical JSON. retired: no longer in the central file. held: an older
    # version, because the published one is bad.
    """CREATE TABLE record (
        number INTEGER PRIMARY KEY, section TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
        hash BLOB NOT NULL, body BLOB NOT NULL, retired INTEGER NOT NULL, held INTEGER NOT NULL,
        UNIQUE (section, id))""",
    # Installed, as JSON.
    "CREATE TABLE installation (id INTEGER PRIMARY KEY CHECK (id = 1), facts BLOB NOT NULL)",
    # What was wrong with the installed file: Problem, as JSON.
    "CREATE TABLE problem (number INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    # What has changed since the user last looked: the body that a record had then, NULL: none.
    """CREATE TABLE earlier (
        section TEXT NOT NULL, id TEXT NOT NULL, body BLOB, at TEXT NOT NULL,
        PRIMARY KEY (section, id)) WITHOUT ROWID""",
)

_PAGES = -16 * 1024
"""Of the write-ahead log's and the file's pages at hand; negative: KiB (SQLite)."""

_INSERT = (
    "INSERT INTO record (number, section, id, position, hash, body, retired, held) "
    "VALUES (?, ?, ?, ?, ?, ?, 0, 0)"
)
_UPDATE = "UPDATE record SET position = ?, hash = ?, body = ?, retired = 0, held = 0 WHERE number = ?"


class Row(NamedTuple):
    """An installed record without its body."""

    number: int
    hash: bytes
    position: int
    retired: bool
    held: bool


@contextmanager
def many_pages(connection: Connection) -> Iterator[None]:
    """Keep 16 MB of pages at hand, not SQLite's two, while many rows are written.

    The index of the ids is filled in no order: with two, each of its pages is written and read again
    many times over. After an error the connection keeps them; that costs only the memory.
    """
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {_PAGES}")
    yield
    connection.exec_driver_sql(f"PRAGMA cache_size = {int(before)}")


def read_facts(connection: Connection) -> Installed | None:
    """What the file says about itself."""
    facts = connection.exec_driver_sql("SELECT facts FROM installation").scalar()
    return None if facts is None else msgspec.json.decode(facts, type=Installed)


def write_facts(connection: Connection, installed: Installed) -> None:
    """Say what is installed, in the transaction that installs it."""
    said = msgspec.json.encode(installed)
    connection.exec_driver_sql("INSERT OR REPLACE INTO installation (id, facts) VALUES (1, ?)", (said,))


def read_problems(connection: Connection) -> tuple[Problem, ...]:
    """What was wrong with the installed file."""
    found = connection.exec_driver_sql("SELECT body FROM problem ORDER BY number").scalars()
    return tuple(msgspec.json.decode(body, type=Problem) for body in found)


def write_problems(connection: Connection, problems: Sequence[Problem]) -> None:
    """Keep them for the one who looks after the sync."""
    connection.exec_driver_sql("DELETE FROM problem")
    if problems:
        said = [(msgspec.json.encode(problem),) for problem in problems]
        connection.exec_driver_sql("INSERT INTO problem (body) VALUES (?)", said)


def read_rows(connection: Connection, section: str, ids: Sequence[str]) -> dict[str, Row]:
    """The installed ones of some records, retired ones too, by id; fewer than 999 at once."""
    found = connection.exec_driver_sql(
        "SELECT id, number, hash, position, retired, held FROM record "  # noqa: S608
        f"WHERE section = ? AND id IN ({_marks(ids)})",
        (section, *ids),
    )
    return {
        id_: Row(number, digest, position, bool(retired), bool(held))
        for id_, number, digest, position, retired, held in found.all()
    }


def read_bodies(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The canonical JSON of some installed records; fewer than 999 at once."""
    found = connection.exec_driver_sql(
        f"SELECT number, body FROM record WHERE number IN ({_marks(numbers)})",  # noqa: S608
        tuple(numbers),
    )
    return {row[0]: row[1] for row in found.all()}


def find_bodies(connection: Connection, section: str, ids: Sequence[str]) -> Sequence[bytes]:
    """The canonical JSON of some records by their ids, of retired ones too; fewer than 999 at once."""
    found = connection.exec_driver_sql(
        f"SELECT body FROM record WHERE section = ? AND id IN ({_marks(ids)})",  # noqa: S608
        (section, *ids),
    )
    return found.scalars().all()


def is_active(connection: Connection, section: str, id_: str) -> bool:
    """Whether a record is installed and not retired."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM record WHERE section = ? AND id = ? AND NOT retired", (section, id_)
    )
    return found.scalar() is not None


def active(connection: Connection) -> Sequence[Any]:
    """Number, section and id of every record that is not retired."""
    return connection.exec_driver_sql("SELECT number, section, id FROM record WHERE NOT retired").all()


def highest_number(connection: Connection) -> int:
    """The highest number that a record has."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM record").scalar_one())


def count_services(connection: Connection) -> int:
    """How many services are installed and not retired."""
    found = "SELECT count(*) FROM record WHERE section = 'services' AND NOT retired"
    return int(connection.exec_driver_sql(found).scalar_one())


def forget_records(connection: Connection) -> None:
    """Make room for another catalogue; of the old one there is no news either."""
    connection.exec_driver_sql("DELETE FROM record")
    connection.exec_driver_sql("DELETE FROM earlier")


def insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Write new rows: number, section, id, position, hash, body."""
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def update(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Write changed rows: position, hash, body, number. They are neither retired nor held any more."""
    if rows:
        connection.exec_driver_sql(_UPDATE, rows)


def retire(connection: Connection, numbers: Iterable[int]) -> None:
    """Mark records that are no longer in the central file."""
    gone = [(number,) for number in numbers]
    if gone:
        connection.exec_driver_sql("UPDATE record SET retired = 1 WHERE number = ?", gone)


def mark_held(connection: Connection, number: int) -> None:
    """Mark a record as an older version, because the published one cannot be read."""
    connection.exec_driver_sql("UPDATE record SET held = 1 WHERE number = ?", (number,))


def read_active(connection: Connection, section: str) -> Iterator[Any]:
    """The records of one section as the running transaction sees them."""
    found = connection.exec_driver_sql(
        "SELECT body FROM record WHERE section = ? AND NOT retired ORDER BY position, number", (section,)
    )
    decoder = msgspec.json.Decoder(SECTIONS[section])
    return (decoder.decode(body) for body in found.scalars())


def read_numbers(connection: Connection) -> dict[str, int]:
    """The lasting number of every service that is not retired."""
    found = connection.exec_driver_sql(
        "SELECT id, number FROM record WHERE section = 'services' AND NOT retired"
    )
    return {row[0]: row[1] for row in found.all()}


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def rebuild(connection: Connection) -> None:
    """Empty the file, the search index included, and make today's tables."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    # A virtual table takes its shadow tables along, so it goes first.
    for virtual in (" AND sql LIKE 'CREATE VIRTUAL%'", ""):
        for name in connection.exec_driver_sql(names + virtual).scalars().all():
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    for statement in TABLES:
        connection.exec_driver_sql(statement)
