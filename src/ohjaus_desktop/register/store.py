"""The register's tables, and the one connection to them.

A use-case opens one transaction with ``register.begin()`` and does everything in it: change, event
and log together or none of them. The first thread that reads or writes owns the connection; another
one is refused, for with a connection shared by threads acknowledged commits were lost.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from ohjaus_desktop import database, gate
from ohjaus_desktop.database import Connection
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Snapshot
from ohjaus_desktop.register.steps import STEPS
from ohjaus_desktop.texts import text

_metadata = MetaData()


def _table(name: str, key: str, *columns: str, numbers: tuple[str, ...] = ()) -> Table:
    return Table(
        name,
        _metadata,
        Column(key, Integer if key == "number" else String, primary_key=True),
        *(Column(column, Integer if column in numbers else String) for column in columns),
    )


FACT = _table("fact", "name", "value")
DRAFT = _table("draft", "id", "begun_at", "changed_at", "begun_by", "body")
SNAPSHOT = _table("snapshot", "digest", "body")
REFERRAL = _table(
    "referral",
    "id",
    *("case_number", "made_at", "made_by", "restricted_to", "sensitive", "client", "body"),
    numbers=("sensitive",),
)
RECIPIENT = Table(
    "recipient",
    _metadata,
    Column("id", String, primary_key=True),
    Column("referral_id", String, ForeignKey("referral.id")),
    *(
        Column(name, Integer if name in {"position", "tries", "times_passed_on"} else String)
        for name in (
            *("position", "snapshot", "service_id", "service", "organization", "search", "search_client"),
            *(
                "restricted_to",
                "state",
                "why",
                "route",
                "requested_at",
                "closed_at",
                "answer_by",
                "follow_up_on",
                "due_on",
                "tries",
            ),
            *("passed_on_from", "times_passed_on", "consent_until", "body"),
        )
    ),
)
CONSENT = _table(
    "consent",
    "recipient_id",
    *("given", "sentence", "language", "given_how", "given_at", "recorded_by", "expires_on", "withdrawn_at"),
)
EVENT = _table(
    "event",
    "number",
    *("recipient_id", "at", "by", "kind", "state", "why", "note", "follow_up_on", "undoes", "fields"),
    numbers=("undoes",),
)
LIKENESS = Table(
    "likeness",
    _metadata,
    *(Column(name, String, primary_key=True) for name in ("kind", "value", "referral_id")),
)
EARLIER = _table("earlier", "number", "referral_id", "at", "by", "body")
USE_LOG = _table("use_log", "number", "at", "by", "kind", "referral_id")
DISCLOSURE_LOG = _table(
    "disclosure_log",
    "number",
    *("at", "by", "referral_id", "recipient_id", "recipient", "what", "ground", "route"),
)


class WrongRegister(KnownError):
    """The file is a register, but not the one that the key file belongs to."""


class Register:
    """The open register. Everything else in this room takes it as its first argument."""

    def __init__(self, path: Path, key: bytes, register_id: str, *, new: bool = False) -> None:
        """Open it through the gate, or make it where ``new``.

        key: 32 bytes. register_id: what the file must call itself; a file of zero length would
        open as a new and empty one, and is refused.
        Raises DatabaseIsNewer, DatabaseDamaged, DatabaseTrouble, WrongRegister.
        """
        self.path, self.key, self.register_id = path, key, register_id
        self._thread: int | None = None
        if not new and not has_content(path):
            raise database.DatabaseDamaged(
                text("The file of the protected client data is missing or empty."),
                text("Bring back a backup."),
            )
        opened = database.encrypted_engine(path, key)
        self._engine = gate.migrated(opened, STEPS, lambda: self._before_migration(opened))
        try:
            self._prove(new)
        except BaseException:
            self._engine.dispose()
            raise

    def _before_migration(self, opened: database.Engine) -> None:
        target = self.path.with_name(f"{self.path.name}.before-{len(STEPS)}")
        database.copy_encrypted(opened, target, self.key)

    def _prove(self, new: bool) -> None:
        with self.begin() as connection:
            if new:
                put_fact(connection, "id", self.register_id)
            if fact(connection, "id") != self.register_id:
                raise WrongRegister(
                    text("This file holds the protected client data of another workstation."),
                    text("Bring back a backup of this one."),
                )
        self._thread = None  # whoever uses it next may be another thread than the one that opened it

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: whole when it ends, undone when anything is raised. Raises DatabaseTrouble."""
        self._own()
        with database.known_trouble(), self._engine.begin() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move the log into the file and empty it: what was erased is then nowhere any more."""
        self._own()
        database.truncate_log(self._engine)

    def copy(self, target: Path) -> Path:
        """A verified copy under the same key. Raises DatabaseTrouble, OSError."""
        self._own()
        return database.copy_encrypted(self._engine, target, self.key)

    def close(self) -> None:
        """Let go of the file and forget the key."""
        self._engine.dispose()
        self.key = b""

    def _own(self) -> None:
        here = threading.get_ident()
        if self._thread is None:
            self._thread = here
        if self._thread != here:
            raise RuntimeError("the register is used by one thread only")


def has_content(path: Path) -> bool:
    """Whether a register's file holds at least its first page.

    SQLite takes anything shorter for a new and empty database, and would begin one in it.
    """
    return path.exists() and path.stat().st_size >= 4096  # SQLCipher 4's page, bytes


def fact(connection: Connection, name: str) -> str:
    """A fact about the register itself, "" where there is none."""
    return str(
        connection.scalar(FACT.select().with_only_columns(FACT.c.value).where(FACT.c.name == name)) or ""
    )


def put_fact(connection: Connection, name: str, value: str) -> None:
    """Remember a fact about the register itself."""
    connection.execute(FACT.delete().where(FACT.c.name == name))
    connection.execute(FACT.insert(), {"name": name, "value": value})


def keep_snapshot(connection: Connection, snapshot: Snapshot) -> str:
    """Keep what a service was, once for all who saw the same; gives its digest."""
    body = msgspec.json.encode(snapshot)
    digest = hashlib.sha256(body).hexdigest()
    if (
        connection.scalar(
            SNAPSHOT.select().with_only_columns(SNAPSHOT.c.digest).where(SNAPSHOT.c.digest == digest)
        )
        is None
    ):
        connection.execute(SNAPSHOT.insert(), {"digest": digest, "body": body.decode()})
    return digest


def stamp(moment: datetime) -> str:
    """UTC, so that text sorts as time does even when clocks go back in October."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamped: str) -> datetime:
    """The aware moment of a stamp, as clocks in Finland show it."""
    return datetime.fromisoformat(stamped).astimezone(HELSINKI)
