"""SQLite files open safely, migrate whole or not at all, and are backed up with their log."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ohjaus_desktop import database, disk, gate
from ohjaus_desktop.database import DatabaseDamaged, DatabaseIsNewer, DatabaseTrouble

ONE = """
CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent ON DELETE CASCADE);
CREATE TRIGGER shout AFTER INSERT ON parent BEGIN
    UPDATE parent SET name = upper(name) WHERE id = new.id;
END;
"""
TWO = """
CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, since TEXT);
INSERT INTO parent_new (id, name) SELECT id, name FROM parent;
DROP TABLE parent;
ALTER TABLE parent_new RENAME TO parent;
"""


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A version 1 file with a parent and a child in it, still in the write-ahead log."""
    file = tmp_path / "data.sqlite"
    opened = gate.open_migrated(file, [ONE])
    with database.writing(opened) as connection:
        connection.exec_driver_sql("INSERT INTO parent VALUES (1, 'a')")
        connection.exec_driver_sql("INSERT INTO child VALUES (1, 1)")
    opened.dispose()
    return file


def test_the_promised_pragmas_hold_on_every_connection(tmp_path: Path) -> None:
    opened = database.engine(tmp_path / "a.sqlite", synchronous="FULL")
    for _connection in range(2):
        with opened.connect() as connection:
            for pragma, value in (
                ("journal_mode", "wal"),
                ("foreign_keys", 1),
                ("synchronous", 2),
                ("busy_timeout", database.BUSY_TIMEOUT),
            ):
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        opened.dispose()


def test_what_fails_half_way_is_undone_tables_too(path: Path) -> None:
    opened = database.engine(path)
    with suppress(ZeroDivisionError), database.writing(opened) as connection:
        connection.exec_driver_sql("CREATE TABLE half (id)")
        connection.exec_driver_sql("DELETE FROM parent")
        1 / 0  # noqa: B018
    assert rows(path, "SELECT name FROM parent") == [("A",)]
    assert rows(path, "SELECT name FROM sqlite_schema WHERE name = 'half'") == []
    opened.dispose()


def test_two_writers_wait_for_each_other(path: Path) -> None:
    opened = database.engine(path)

    def write() -> None:
        for _time in range(25):
            with database.writing(opened) as connection:
                count = connection.exec_driver_sql("SELECT count(*) FROM parent").scalar_one()
                connection.exec_driver_sql("INSERT INTO parent VALUES (NULL, ?)", (f"{count}",))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened.dispose()
    assert rows(path, "SELECT count(*), count(DISTINCT name) FROM parent") == [(101, 101)]


def test_migrating_keeps_the_rows_and_leaves_a_backup(path: Path) -> None:
    gate.open_migrated(path, [ONE, TWO]).dispose()
    assert rows(path, "SELECT id, name, since FROM parent") == [(1, "A", None)]
    assert rows(path, "SELECT id, parent FROM child") == [(1, 1)]
    assert rows(path, "PRAGMA user_version") == [(2,)]
    backup = path.with_name("data.sqlite.before-2")
    assert rows(backup, "SELECT id, name FROM parent") == [(1, "A")]
    assert rows(backup, "PRAGMA user_version") == [(1,)]


def test_a_migration_that_fails_half_way_changes_nothing(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gate.open_migrated(path, [ONE, TWO + "INSERT INTO nowhere VALUES (1);"])
    assert rows(path, "PRAGMA user_version") == [(1,)]
    assert rows(path, "SELECT name FROM parent") == [("A",)]
    gate.open_migrated(path, [ONE, TWO]).dispose()


def test_a_migration_that_orphans_children_is_undone(path: Path) -> None:
    with pytest.raises(DatabaseTrouble):
        gate.open_migrated(path, [ONE, "DELETE FROM parent;"])
    assert rows(path, "SELECT count(*) FROM parent") == [(1,)]


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    gate.open_migrated(path, [ONE, TWO]).dispose()
    before = path.read_bytes()
    with pytest.raises(DatabaseIsNewer):
        gate.open_migrated(path, [ONE])
    assert path.read_bytes() == before


def test_a_file_of_today_is_opened_without_a_backup(path: Path) -> None:
    gate.open_migrated(path, [ONE]).dispose()
    assert [file.name for file in path.parent.iterdir() if "before" in file.name] == []


def test_a_backup_holds_what_is_still_in_the_log(path: Path, tmp_path: Path) -> None:
    opened = database.engine(path)
    with database.writing(opened) as connection:
        connection.exec_driver_sql("INSERT INTO parent VALUES (2, 'b')")
    target = database.back_up(path, tmp_path / "copy.sqlite")
    assert rows(target, "SELECT count(*) FROM parent") == [(2,)]
    opened.dispose()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(DatabaseDamaged):
        gate.open_migrated(file, [ONE])


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble):
        gate.open_migrated(tmp_path / "gone" / "data.sqlite", [ONE])


def test_a_locked_file_is_said_after_waiting(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        opened = database.engine(path)
        with pytest.raises(DatabaseTrouble), database.writing(opened):
            pass
        opened.dispose()


def test_the_log_is_emptied(path: Path) -> None:
    opened = database.engine(path)
    with database.writing(opened) as connection:
        connection.exec_driver_sql("INSERT INTO parent VALUES (2, 'b')")
    log = path.with_name("data.sqlite-wal")
    assert log.stat().st_size > 0
    database.truncate_log(opened)
    assert log.stat().st_size == 0
    opened.dispose()


def test_a_folder_is_made_with_what_is_missing_above_it(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "one" / "two")
    disk.make_folder(tmp_path / "one" / "two")
    assert (tmp_path / "one" / "two").is_dir()


def test_a_folder_where_a_file_is_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a file")
    with pytest.raises(FileExistsError):
        disk.make_folder(tmp_path / "one" / "two")
