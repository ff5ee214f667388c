"""A newer shape of the register: whatever stops the change, all is as it was or all is as it shall be."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import argon2.low_level
import pytest

from crash.register_examined import refused
from crash.register_work import Work, begin, vault
from ohjaus_desktop import database
from ohjaus_desktop.database import DatabaseDamaged, DatabaseIsNewer, DatabaseTrouble
from ohjaus_desktop.register import referrals, store
from ohjaus_desktop.register.store import Register
from register import quick_stretch
from small_disk import small_disk

NEXT = """
CREATE TABLE referral_new (
    id TEXT PRIMARY KEY,
    case_number TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    restricted_to TEXT NOT NULL DEFAULT '',
    sensitive INTEGER NOT NULL DEFAULT 0,
    client TEXT NOT NULL,
    body TEXT NOT NULL,
    office TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO referral_new (id, case_number, made_at, made_by, restricted_to, sensitive, client, body)
    SELECT id, case_number, made_at, made_by, restricted_to, sensitive, client, body FROM referral;
DROP TABLE referral;
ALTER TABLE referral_new RENAME TO referral;
CREATE INDEX referral_by_office ON referral (office);
ALTER TABLE draft ADD COLUMN office TEXT NOT NULL DEFAULT '';
UPDATE draft SET office = 'Testilä';
DROP INDEX event_by_recipient;
CREATE INDEX event_by_recipient ON event (recipient_id, at);
"""
"""An invented second step: a table that others refer to is built anew."""
STEPS = (*store.STEPS, NEXT)
TABLES = (
    *("fact", "draft", "snapshot", "referral", "likeness", "earlier", "recipient", "consent", "event"),
    *("use_log", "disclosure_log"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    """A closed register with rows in every table, its key and its name."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)
        work = Work(folder, begin(folder), vault(folder), lambda *_words: None)
        work.round()
        referrals.save_draft(work.register, work.form("open"))
    register = work.register
    found = (folder / "register", register.key, register.register_id)
    register.close()
    return found


class Kept:
    """A copy of it, of one test's own."""

    def __init__(self, filled: tuple[Path, bytes, str], folder: Path) -> None:
        source, self.key, self.id = filled
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "register.sqlite"
        self.before = folder / f"register.sqlite.before-{len(STEPS)}"
        shutil.copyfile(source / "register.sqlite", self.path)
        self.rows = self.look()
        assert all(self.rows.values())

    def open(self, path: Path | None = None) -> Register:
        return Register(path or self.path, self.key, self.id)

    def look(self, path: Path | None = None) -> dict[str, set[tuple[Any, ...]]]:
        """Every row of the first shape's columns, and nothing that refers to nowhere."""
        register = self.open(path)
        try:
            with register.begin() as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                columns = {table: store._metadata.tables[table].columns.keys() for table in TABLES}
                return {
                    table: {
                        tuple(row)
                        for row in connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM {table}")
                    }
                    for table, names in columns.items()
                }
        finally:
            register.close()

    def version(self) -> int:
        """The shape of the file as it lies there."""
        opened = database.encrypted_engine(self.path, self.key)
        with opened.connect() as connection:
            found = database.version(connection)
        opened.dispose()
        return found


@pytest.fixture
def kept(filled: tuple[Path, bytes, str], tmp_path: Path) -> Kept:
    return Kept(filled, tmp_path / "register")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The next version of the program. Inside ``context`` this one again."""
    monkeypatch.setattr(store, "STEPS", STEPS)
    return monkeypatch


def killed_after(instructions: int, kept: Kept) -> bool:
    """Open it in a process that dies in the middle of SQL; False when it lived to the end."""
    child = os.fork()
    if not child:
        left = instructions
        unlock = database.unlock

        def counting(connection: Any, key: bytes) -> None:
            unlock(connection, key)

            def count() -> int:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return 0

            connection.set_progress_handler(count, 20)

        database.unlock = counting
        ended = 1
        try:
            kept.open().close()
            ended = 0
        finally:
            os._exit(ended)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def test_every_row_comes_through_and_a_verified_backup_of_before_is_kept(
    kept: Kept, newer: pytest.MonkeyPatch
) -> None:
    assert kept.look() == kept.rows
    assert kept.version() == len(STEPS)
    newer.setattr(store, "STEPS", STEPS[:-1])
    assert kept.look(kept.before) == kept.rows


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing in the middle of SQL needs fork")
def test_killed_anywhere_the_change_has_happened_whole_or_not_at_all(
    kept: Kept, newer: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fresh = shutil.copytree(kept.path.parent, tmp_path / "fresh")
    found = []
    moment, alive = 0, False
    while not alive:
        shutil.rmtree(kept.path.parent)
        shutil.copytree(fresh, kept.path.parent)
        alive = not killed_after(moment, kept)
        found.append(kept.version())
        if kept.before.exists():
            newer.setattr(store, "STEPS", STEPS[:-1])
            assert kept.look(kept.before) == kept.rows
            newer.setattr(store, "STEPS", STEPS)
        else:
            assert found[-1] == 1, "no change without a backup"
        assert kept.look() == kept.rows
        assert kept.version() == len(STEPS)
        moment += max(1, moment // 6)
    assert found == sorted(found)
    assert set(found) == {1, 2}
    assert len(found) > 20


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("INSERT INTO nowhere VALUES (1);", Exception),
        ("DELETE FROM referral;", DatabaseDamaged),
        ("DELETE FROM use_log WHERE number % 2;", DatabaseTrouble),
    ],
    ids=["fails", "leaves rows that refer to nowhere", "loses rows"],
)
def test_a_step_that_goes_wrong_changes_nothing(
    kept: Kept, newer: pytest.MonkeyPatch, broken: str, error: type[Exception]
) -> None:
    newer.setattr(store, "STEPS", (*STEPS[:-1], NEXT + broken))
    with pytest.raises(error):
        kept.open()
    assert kept.version() == 1
    newer.setattr(store, "STEPS", STEPS)
    assert kept.look() == kept.rows


def test_on_a_full_disk_nothing_changes_and_room_lets_it_through(
    filled: tuple[Path, bytes, str], newer: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        newer.setattr(store, "STEPS", STEPS[:-1])
        kept = Kept(filled, disk.folder / "register")
        newer.setattr(store, "STEPS", STEPS)
        times = 0
        for room in range(0, 4_000_000, 40_960):
            disk.make_room()
            disk.fill(but=room)
            trouble = refused(lambda: kept.open().close())
            if trouble is None:
                break
            times += 1
            assert isinstance(trouble, DatabaseTrouble)
            assert trouble.do
            disk.make_room()
            assert kept.version() == 1
        assert times > 3
        disk.make_room()
        assert kept.look() == kept.rows
        assert kept.version() == len(STEPS)


def test_an_older_program_leaves_a_newer_register_as_it_is(kept: Kept, newer: pytest.MonkeyPatch) -> None:
    kept.open().close()
    before = {file.name: file.read_bytes() for file in kept.path.parent.iterdir()}
    newer.setattr(store, "STEPS", STEPS[:-1])
    with pytest.raises(DatabaseIsNewer) as refused:
        kept.open()
    assert refused.value.do
    assert {file.name: file.read_bytes() for file in kept.path.parent.iterdir()} == before
