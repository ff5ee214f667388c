"""The daybook remembers how the work went, survives kills, and has no room for a person."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ohjaus_desktop.daybook.steps import STEPS
from ohjaus_desktop.daybook.store import MOST_RECENTS, MOST_SYNCS, Daybook, Report, SyncNote

AT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.fixture
def daybook(tmp_path: Path) -> Iterator[Daybook]:
    opened = Daybook(tmp_path / "daybook.sqlite")
    yield opened
    opened.close()


def test_chosen_services_keep_their_order_and_come_once(daybook: Daybook) -> None:
    for service in ("c", "a", "b", "a"):
        daybook.add_to_tray(service)
    assert daybook.tray() == ["c", "a", "b"]
    daybook.remove_from_tray("a")
    daybook.add_to_tray("a")
    assert daybook.tray() == ["c", "b", "a"]


def test_a_cleared_tray_can_be_put_back(daybook: Daybook) -> None:
    daybook.set_tray(["b", "a", "b"])
    before = daybook.tray()
    daybook.clear_tray()
    assert daybook.tray() == []
    daybook.set_tray(before)
    assert daybook.tray() == ["b", "a"]


def test_favourites_come_and_go(daybook: Daybook) -> None:
    daybook.set_favourite("a", True)
    daybook.set_favourite("b", True)
    daybook.set_favourite("a", True)
    assert daybook.favourites() == ["a", "b"]
    daybook.set_favourite("a", False)
    daybook.set_favourite("never", False)
    assert daybook.favourites() == ["b"]


def test_the_latest_seen_comes_first_and_old_ones_fall_out(daybook: Daybook) -> None:
    for number in range(MOST_RECENTS + 5):
        daybook.note_recent(f"s{number}", AT + timedelta(minutes=number))
    daybook.note_recent("s20", AT + timedelta(hours=2))
    assert daybook.recents(2) == ["s20", f"s{MOST_RECENTS + 4}"]
    assert len(daybook.recents(999)) == MOST_RECENTS


def test_the_order_holds_when_clocks_go_back(daybook: Daybook) -> None:
    # 03.30 summer time, then 03.30 winter time an hour later
    daybook.note_recent("first", datetime.fromisoformat("2026-10-25T03:30:00+03:00"))
    daybook.note_recent("second", datetime.fromisoformat("2026-10-25T03:30:00+02:00"))
    assert daybook.recents() == ["second", "first"]


def test_a_new_client_leaves_no_recents(daybook: Daybook) -> None:
    daybook.note_recent("a", AT)
    daybook.forget_recents()
    assert daybook.recents() == []


def test_syncs_are_remembered_latest_first(daybook: Daybook) -> None:
    first = SyncNote(at=AT, result="failed")
    second = SyncNote(
        at=AT + timedelta(hours=1),
        result="installed",
        catalogue_id="x",
        sequence=7,
        published_at=AT - timedelta(days=1),
        new=3,
        changed=2,
        gone=1,
        quarantined=1,
    )
    daybook.note_sync(first)
    daybook.note_sync(second)
    assert daybook.sync_history() == [second, first]
    assert daybook.sync_history(1) == [second]


def test_the_history_does_not_grow_for_ever(daybook: Daybook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ohjaus_desktop.daybook.store.MOST_SYNCS", 3)
    for _time in range(5):
        daybook.note_sync(SyncNote(at=AT, result="unchanged"))
    assert len(daybook.sync_history(MOST_SYNCS)) == 3


def test_there_is_no_column_for_free_text(tmp_path: Path, daybook: Daybook) -> None:
    daybook.note_sync(SyncNote(at=AT, result="unchanged"))
    sentence = "Aino Esimerkki, puh. 000 123 456, pelkää miestään, tulee huomenna uudelleen käymään"
    with closing(sqlite3.connect(tmp_path / "daybook.sqlite")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for _cid, column, kind, *_rest in connection.execute(f"PRAGMA table_info({table})").fetchall():
                if kind == "TEXT":
                    with pytest.raises(sqlite3.IntegrityError):
                        connection.execute(f"INSERT INTO {table} ({column}) VALUES (?)", (sentence,))
                    with pytest.raises(sqlite3.IntegrityError):
                        connection.execute(f"INSERT OR FAIL INTO {table} ({column}) VALUES (?)", ("x" * 65,))


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    for number in range(3):
        opened = Daybook(tmp_path / "daybook.sqlite")
        opened.add_to_tray(f"s{number}")
        opened.close()
    opened = Daybook(tmp_path / "daybook.sqlite")
    assert opened.tray() == ["s0", "s1", "s2"]
    opened.close()


WRITER = """
import sys
from pathlib import Path
from ohjaus_desktop.daybook.store import Daybook
daybook = Daybook(Path(sys.argv[1]))
for number in range(10_000):
    daybook.add_to_tray(f"{sys.argv[2]}{number}")
    print(number, flush=True)
"""


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name], env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_nothing_that_was_acknowledged_is_lost_by_a_kill_or_a_second_program(tmp_path: Path) -> None:
    path = tmp_path / "daybook.sqlite"
    Daybook(path).close()
    programs = {name: writer(path, name) for name in ("a", "b")}
    acknowledged: dict[str, int] = {}
    for name, program in programs.items():
        assert program.stdout is not None
        while program.stdout.readline() != "20\n":
            pass
        program.send_signal(signal.SIGKILL)
        rest, _ = program.communicate()
        acknowledged[name] = int(rest.split()[-1]) if rest.endswith("\n") and rest.split() else 20
    opened = Daybook(path)
    tray = opened.tray()
    for name, last in acknowledged.items():
        own = [service for service in tray if service.startswith(name)]
        assert own[: last + 1] == [f"{name}{number}" for number in range(last + 1)]
    opened.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_threads_share_one_daybook(daybook: Daybook) -> None:
    threads = [
        threading.Thread(target=lambda name=name: [daybook.add_to_tray(f"{name}{n}") for n in range(20)])
        for name in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(daybook.tray()) == 80


def test_a_look_keeps_where_it_went_what_it_cost_and_why_it_failed(daybook: Daybook) -> None:
    note = SyncNote(
        at=AT,
        result="held",
        source="https://hakemisto.esimerkki.invalid/",
        wire_bytes=1234,
        signed_by=("a1b2c3", "d4e5f6"),
        reason="Muuttuisi epätavallisen paljon.",
        services=12,
        gone=8,
        phone_changed=2,
    )
    daybook.note_sync(note)
    assert daybook.sync_history() == [note]


def test_a_report_to_a_publisher_is_kept_by_record_and_can_be_deleted(daybook: Daybook) -> None:
    report = Report(
        at=AT,
        section="services",
        record_id="a",
        name="Etäkahvila",
        recipient="palaute@esimerkki.invalid",
        words="Numero on väärä.",
    )
    number = daybook.keep_report(report)
    other = daybook.keep_report(replace(report, record_id="b"))
    assert [one.number for one in daybook.reports()] == [other, number]
    assert daybook.reports("a") == [replace(report, number=number)]
    daybook.delete_report(number)
    assert daybook.reports("a") == []


def test_an_older_daybook_keeps_its_looks_and_chosen_services(tmp_path: Path) -> None:
    path = tmp_path / "daybook.sqlite"
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(STEPS[0])
        old.execute("INSERT INTO chosen VALUES ('s', 0)")
        old.execute(
            "INSERT INTO sync (at, result, catalogue_id, sequence, published_at, new, gone) "
            "VALUES (?, 'installed', 'c', 7, ?, 12, 1)",
            (AT.isoformat(timespec="microseconds"), AT.isoformat(timespec="microseconds")),
        )
        old.execute("PRAGMA user_version = 1")
    daybook = Daybook(path)
    assert daybook.tray() == ["s"]
    assert daybook.sync_history() == [
        SyncNote(at=AT, result="installed", catalogue_id="c", sequence=7, published_at=AT, new=12, gone=1)
    ]
    daybook.note_sync(SyncNote(at=AT, result="restored"))
    assert daybook.sync_history()[0].result == "restored"
    daybook.close()


def test_chance_is_chosen_once(tmp_path: Path) -> None:
    seeds = []
    for _ in range(2):
        daybook = Daybook(tmp_path / "daybook.sqlite")
        seeds.append(daybook.seed())
        daybook.close()
    assert seeds[0] == seeds[1]
