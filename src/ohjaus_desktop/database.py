"""SQLite files: how they are opened, written and backed up. Brought to a newer shape: ``gate``.

Transactions are ours, not the driver's: Python's sqlite3 would commit before some statements on
its own, so it is told to keep out (``isolation_level=None``) and every transaction begins with an
explicit BEGIN. Writers take the lock at once (BEGIN IMMEDIATE): two programs then wait for each
other at the door instead of failing half-way.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import sqlalchemy
from sqlalchemy import Connection, Engine, QueuePool, event, exc

from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

__all__ = [
    "Connection",
    "DatabaseDamaged",
    "DatabaseIsNewer",
    "DatabaseTrouble",
    "Engine",
    "back_up",
    "check",
    "copy_encrypted",
    "damaged",
    "encrypted_engine",
    "engine",
    "known_trouble",
    "newer",
    "set_aside",
    "set_version",
    "truncate_log",
    "unlock",
    "version",
    "writing",
]

BUSY_TIMEOUT = 5_000
"""How long a program waits for another one's transaction, milliseconds."""
EXCLUSIVE_TIMEOUT = 500
"""How long it waits for another one that is just closing an encrypted file, milliseconds. Whoever
has it open keeps it for hours, and somebody is to be told so at once."""


class DatabaseTrouble(KnownError):
    """The disk is full, the file is damaged, locked or may not be written."""


class DatabaseDamaged(DatabaseTrouble):
    """The file is not a whole database."""


class DatabaseIsNewer(KnownError):
    """The file was made by a newer program."""


def engine(path: Path, *, synchronous: Literal["NORMAL", "FULL"] = "NORMAL") -> Engine:
    """Open the SQLite file, making it if it is missing.

    synchronous: NORMAL may lose the last transactions at a power cut, never the file; FULL loses
    nothing that was committed.
    """
    made = sqlalchemy.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_TIMEOUT / 1000},
        hide_parameters=True,  # an error must not carry what somebody typed into a log
    )

    @event.listens_for(made, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        try:
            for pragma in (
                "journal_mode=WAL",
                f"synchronous={synchronous}",
                "foreign_keys=ON",
                "trusted_schema=OFF",
            ):
                connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.Error:
            connection.close()  # Windows moves no file that is open, and a damaged one is to be moved
            raise

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin_with", "BEGIN"))

    return made


def encrypted_engine(path: Path, key: bytes) -> Engine:
    """Open an encrypted SQLite file (SQLCipher), making it if it is missing.

    key: 32 random bytes, used as they are. One connection that keeps other programs out; every
    commit is on the disk when it returns. Only one thread may use it: with a connection shared by
    threads acknowledged commits were lost. Nothing is read before the key has been proved, which
    happens at the first connection: a wrong key and a damaged file look alike (DatabaseDamaged).
    """
    # Imported here: a page must print where this library cannot be loaded.
    import sqlcipher3.dbapi2 as sqlcipher

    made = sqlalchemy.create_engine(
        f"sqlite:///{path}",
        module=sqlcipher,
        connect_args={"timeout": EXCLUSIVE_TIMEOUT / 1000},
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(made, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        try:
            unlock(connection, key)
            for pragma in (
                "locking_mode=EXCLUSIVE",
                "journal_mode=WAL",
                "synchronous=FULL",
                "foreign_keys=ON",
                "secure_delete=ON",
                "trusted_schema=OFF",
                "cell_size_check=ON",
                "temp_store=MEMORY",
                "cache_size=-65536",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except sqlcipher.Error:
            connection.close()
            raise

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def unlock(connection: Any, key: bytes) -> None:
    """Give SQLCipher the key, then read: only a read proves it."""
    # SQLCipher tells a wrong key on stderr as well.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def copy_encrypted(opened: Engine, target: Path, key: bytes) -> Path:
    """Copy an open encrypted database under the same key, and verify the copy by opening it.

    The copy appears under its name only when it is whole and on the disk. Raises DatabaseTrouble.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    with known_trouble():
        with closing(opened.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", (str(unfinished),)).close()
        with closing(sqlcipher.connect(str(unfinished), isolation_level=None)) as copy:
            unlock(copy, key)
            check(copy)
    to_disk(unfinished)
    unfinished.replace(target)
    to_disk(target.parent)
    return target


@contextmanager
def writing(opened: Engine) -> Iterator[Connection]:
    """One transaction that writes: whole when it ends, undone when anything is raised.

    Raises DatabaseTrouble when the file cannot be written.
    """
    with known_trouble(), opened.execution_options(begin_with="BEGIN IMMEDIATE").begin() as connection:
        yield connection


@contextmanager
def known_trouble() -> Iterator[None]:
    """Say what is wrong with a disk or file in words; programming errors pass through."""
    try:
        yield
    except _database_errors() as error:
        trouble = _trouble(error.orig if isinstance(error, exc.DBAPIError) else error)
        if trouble is None:
            raise
        raise trouble from error


def _database_errors() -> tuple[type[Exception], ...]:
    """sqlcipher3 has errors of its own; there are none while nobody has loaded it."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    cipher: tuple[type[Exception], ...] = (loaded.DatabaseError,) if loaded else ()
    return (exc.DatabaseError, sqlite3.DatabaseError, *cipher)


def _trouble(error: BaseException | None) -> DatabaseTrouble | None:
    # The primary result code is the low byte: https://www.sqlite.org/rescode.html
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return DatabaseTrouble(
            text("The disk is full or does not answer; nothing was changed."),
            text("Make room on the disk and try again."),
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DatabaseTrouble(
            text("Another program is writing the same data just now."), text("Try again in a moment.")
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return DatabaseTrouble(
            text("The program may not write in its data folder."),
            text("Ask your IT support to allow writing there."),
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return damaged()
    return None


def damaged() -> DatabaseDamaged:
    """The error, for whoever finds out that a file does not hold together."""
    return DatabaseDamaged(
        text("A data file is damaged."), text("Ask your IT support to bring back a backup.")
    )


def newer() -> DatabaseIsNewer:
    """The error, for whoever finds a file in a shape of a later version."""
    return DatabaseIsNewer(
        text("The data was written by a newer version of the program."),
        text("Install the newest version and open it again."),
    )


def truncate_log(opened: Engine) -> None:
    """Move everything from the write-ahead log into the file and empty the log, if nobody reads."""
    with known_trouble(), closing(opened.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def version(connection: Connection) -> int:
    """The shape of the file, as it says itself (PRAGMA user_version); 0 for a new one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_version(connection: Connection, number: int) -> None:
    """Write the shape of the file into it."""
    connection.exec_driver_sql(f"PRAGMA user_version = {int(number)}")


def check(connection: Any) -> None:
    """Raises DatabaseDamaged where pages or references do not hold together."""
    whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    if not whole or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged()


def set_aside(path: Path) -> Path:
    """Move a damaged database out of the way, its write-ahead log too; gives its new path.

    Nothing of it is deleted: somebody may still save what is in it. Raises OSError.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    return aside


def back_up(path: Path, target: Path) -> Path:
    """Copy a database, what is still in its write-ahead log included, and verify the copy.

    Copying the file would lose the log; SQLite's backup API does not.
    """
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        check(copy)
    return unfinished.replace(target)
