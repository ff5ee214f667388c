"""The gate that a database passes when it is opened: refuse a newer one, back up, migrate, verify."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ohjaus_desktop import database


def open_migrated(path: Path, steps: Sequence[str], **options: Any) -> database.Engine:
    """Open a file through the gate: refuse a newer one, back up, migrate, verify.

    steps: frozen SQL scripts; step n makes version n of version n-1. They run in one transaction
    with foreign keys off (a rebuilt table must not delete its children), so either all of them
    happen or none; a table that is still there has lost no row. The backup stays beside the file as
    ``NAME.before-N``.
    Raises DatabaseIsNewer, DatabaseTrouble.
    """
    return migrated(
        database.engine(path, **options),
        steps,
        lambda: database.back_up(path, path.with_name(f"{path.name}.before-{len(steps)}")),
    )


def migrated(opened: database.Engine, steps: Sequence[str], keep: Callable[[], object]) -> database.Engine:
    """Take an opened file through the gate (see ``open_migrated``); it is closed when it may not pass.

    keep: makes a verified backup; called before the first step that changes something.
    """
    try:
        _bring_to(opened, steps, keep)
    except BaseException:
        opened.dispose()
        raise
    return opened


def _bring_to(opened: database.Engine, steps: Sequence[str], keep: Callable[[], object]) -> None:
    with database.known_trouble():
        with opened.connect() as connection:
            found = database.version(connection)
        if found > len(steps):
            raise database.newer()
        if found < len(steps):
            if found:
                keep()
            _migrate(opened, steps, found)


def _migrate(opened: database.Engine, steps: Sequence[str], found: int) -> None:
    # On the file's own connection: a second one would be kept out of an encrypted file.
    with closing(opened.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another program may have migrated while this one waited at the door.
            found = max(found, connection.execute("PRAGMA user_version").fetchone()[0])
            before = _counted(connection)
            for step in steps[found:]:
                for statement in _statements(step):
                    connection.execute(statement)
            database.check(connection)
            _check_rows(connection, before)
            connection.execute(f"PRAGMA user_version = {len(steps)}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys=ON")


def _counted(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our names
        for (name,) in tables
    }


def _check_rows(connection: Any, before: dict[str, int]) -> None:
    """Raises DatabaseDamaged where a table that is still there has fewer rows than before."""
    after = _counted(connection)
    if any(after.get(table, rows) < rows for table, rows in before.items()):
        raise database.damaged()


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit first; complete_statement() knows about ; inside triggers.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
