"""A sync makes the installed catalogue equal to the published one, or changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs
from sqlalchemy import Connection, event

from catalogue_desk import AT, SMALL, Desk, later, renamed
from misbehaving_server import serving
from ohjaus_desktop import database, errors, paths, texts
from ohjaus_desktop.catalogue import body, document, kept, sync
from ohjaus_desktop.catalogue.lock import SyncRunning, only_one
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.sync import IndexWork, SyncHeld
from small_catalogue import uid


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def installed(desk: Desk) -> Desk:
    """A desk with the small catalogue on it."""
    desk.sync(SMALL)
    return desk


def test_the_first_sync_installs_everything(desk: Desk) -> None:
    assert desk.store.installed() is None
    outcome = desk.sync(SMALL)
    assert (outcome.new, outcome.changed, outcome.gone, outcome.quarantined) == (12, 0, 0, 0)
    store = desk.store
    assert {each.id: each for each in store.services()} == {each.id: each for each in SMALL.services}
    assert store.organizations() == SMALL.organizations
    assert store.locations() == SMALL.locations
    assert store.needs() == SMALL.needs
    assert store.activities() == SMALL.activities
    assert store.helplines() == SMALL.helplines
    assert store.notices() == SMALL.notices
    assert store.choices() == SMALL.choices
    assert store.radii() == SMALL.radii
    assert store.organization(None) is None
    facts = store.installed()
    assert facts is not None
    assert (facts.sequence, facts.installed_at, facts.source) == (7, AT, str(desk.file))
    assert not facts.verified


def test_an_unchanged_file_writes_no_row(installed: Desk) -> None:
    before = installed.rows()
    version = installed.store.data_version()
    outcome = installed.sync()
    assert outcome.same
    assert outcome.unchanged == 12
    assert installed.rows() == before
    assert installed.store.data_version() == version
    assert len(installed.works) == 1


def test_only_what_changed_is_written_and_indexed(installed: Desk) -> None:
    before = {row[2]: row for row in installed.rows()}
    outcome = installed.sync(later([*renamed(1), structs.replace(SMALL.services[0], id="new-one")]))
    assert (outcome.new, outcome.changed, outcome.gone) == (1, 1, 0)
    changed = {row[2] for row in installed.rows() if before.get(row[2]) != row}
    assert changed == {"new-one", uid("club")}
    assert {each.id for each in installed.works[-1].services} == changed
    assert not installed.works[-1].everything


def test_what_disappears_is_retired_and_still_found(installed: Desk) -> None:
    outcome = installed.sync(later(SMALL.services[1:]))
    assert outcome.gone == 1
    store = installed.store
    assert uid("friend") not in {each.id for each in store.services()}
    assert store.service(uid("friend")) == SMALL.services[0]
    assert store.is_retired(uid("friend"))
    assert uid("friend") not in installed.indexed()


def test_what_comes_back_is_new_again(installed: Desk) -> None:
    installed.sync(later(SMALL.services[1:]))
    outcome = installed.sync(later(sequence=9))
    assert (outcome.new, outcome.unchanged) == (1, 11)
    assert not installed.store.is_retired(uid("friend"))
    assert uid("friend") in installed.indexed()


def test_a_renamed_organization_has_its_services_indexed_again(installed: Desk) -> None:
    organizations = [
        structs.replace(each, name="Uusi nimi") if each.id == uid("parish") else each
        for each in SMALL.organizations
    ]
    installed.sync(later(organizations=organizations))
    assert {each.id for each in installed.works[-1].services} == {uid("club"), uid("summer-café")}


def test_a_changed_need_has_everything_indexed_again(installed: Desk) -> None:
    installed.sync(later(needs=[structs.replace(SMALL.needs[0], name="Toinen"), *SMALL.needs[1:]]))
    assert installed.works[-1].everything
    assert len(installed.works[-1].services) == 12


def test_the_order_of_needs_is_that_of_the_file(installed: Desk) -> None:
    turned = SMALL.needs[::-1]
    installed.sync(later(needs=turned))
    assert installed.store.needs() == turned


def test_a_quarantined_record_keeps_its_older_version_marked(installed: Desk) -> None:
    plain = json.loads(document.write(later()))
    plain["services"][0]["status"] = "open"
    plain["organizations"][2]["sector"] = "guild"
    outcome = installed.sync(json.dumps(plain).encode())
    assert outcome.quarantined == 1
    assert (outcome.gone, outcome.dropped_links) == (0, 0)
    assert installed.store.service(uid("friend")) == SMALL.services[0]
    assert installed.store.is_held(uid("friend"))
    installed.sync(later(sequence=9))
    assert not installed.store.is_held(uid("friend"))


def test_a_quarantined_record_without_an_older_version_is_left_out(desk: Desk) -> None:
    plain = json.loads(document.write(SMALL))
    plain["services"][0]["status"] = "open"
    outcome = desk.sync(json.dumps(plain).encode())
    assert outcome.quarantined == 1
    assert len(desk.store.services()) == 11


def test_a_refused_file_leaves_the_catalogue_untouched(installed: Desk) -> None:
    before = installed.rows()
    for bad in (b"", b"<html>", document.write(later())[:-5]):
        with pytest.raises(CatalogueRefused):
            installed.sync(bad)
    assert installed.rows() == before


@pytest.mark.parametrize(
    "services",
    [
        SMALL.services[3:],
        renamed(0, 2, 4, status="defunct"),
        [
            structs.replace(each, phones=[structs.replace(each.phones[0], number="000 555")])
            if each.phones
            else each
            for each in SMALL.services
        ],
    ],
    ids=["disappeared", "defunct", "another number"],
)
def test_unusually_large_changes_wait_for_a_person(installed: Desk, services: list[Service]) -> None:
    before = installed.rows()
    with pytest.raises(SyncHeld) as held:
        installed.sync(later(services))
    assert held.value.services == 12
    assert held.value.gone + held.value.phone_changed > 2
    assert installed.rows() == before
    with pytest.raises(SyncHeld):  # offered again next time
        installed.sync()
    assert installed.sync(force=True).sequence == 8


def test_many_bad_records_wait_for_a_person(installed: Desk) -> None:
    plain = json.loads(document.write(later()))
    for service in plain["services"][:3]:
        service["status"] = "open"
    with pytest.raises(SyncHeld) as held:
        installed.sync(json.dumps(plain).encode())
    assert held.value.quarantined == 3


def test_a_second_number_beside_the_first_is_no_lost_number(installed: Desk) -> None:
    services = [
        structs.replace(each, phones=[structs.replace(phone, number="000 555"), phone])
        for each in SMALL.services
        for phone in each.phones[:1]
    ]
    others = [each for each in SMALL.services if not each.phones]
    assert installed.sync(later([*services, *others])).changed == len(services)


def test_an_older_catalogue_is_not_installed_over_a_newer_one(installed: Desk) -> None:
    with pytest.raises(CatalogueRefused, match="7"):
        installed.sync(later(sequence=6))
    assert installed.sync(later(sequence=6), replace=True).sequence == 6


def test_another_catalogue_at_the_same_address_is_refused(installed: Desk) -> None:
    with pytest.raises(CatalogueRefused):
        installed.sync(later(catalogue_id="another"))


def test_another_address_with_another_catalogue_replaces_everything(installed: Desk) -> None:
    other = installed.folder / "other.json"
    other.write_bytes(
        document.write(structs.replace(later(SMALL.services[:1]), catalogue_id="another", sequence=1))
    )
    outcome = installed.sync(address=str(other))
    assert (outcome.new, outcome.gone) == (1, 0)
    assert installed.store.service(uid("club")) is None
    assert installed.indexed() == {uid("friend")}


def test_example_rows_never_mix_with_real_ones(desk: Desk) -> None:
    example = structs.replace(SMALL, example=True, catalogue_id="example", sequence=99)
    desk.sync(example)
    outcome = desk.sync(later(SMALL.services[1:]))
    assert (outcome.new, outcome.gone) == (11, 0)
    assert desk.store.service(uid("friend")) is None
    with pytest.raises(CatalogueRefused):
        desk.sync(structs.replace(example, sequence=100))


def test_cancelling_leaves_the_old_catalogue_whole(installed: Desk) -> None:
    before = installed.rows()
    for moment in range(1, 8):
        calls = iter(range(100))
        with pytest.raises(errors.Cancelled):
            installed.sync(later(renamed(0)), cancelled=lambda: next(calls) >= moment)  # noqa: B023
        assert installed.rows() == before
    assert installed.sync().changed == 1


def test_an_indexer_that_fails_undoes_everything(installed: Desk) -> None:
    before = installed.rows()

    def fail(_connection: Connection, _work: IndexWork) -> None:
        raise RuntimeError

    installed.publish(later(renamed(0)))
    with pytest.raises(RuntimeError):
        sync.run(installed.store, str(installed.file), index=fail, at=AT)
    assert installed.rows() == before


def test_searches_see_the_old_catalogue_until_the_commit(installed: Desk) -> None:
    seen: list[list[str]] = []
    before = installed.names()

    def look(_connection: Connection, _work: IndexWork) -> None:
        reader = CatalogueStore(installed.store.path)
        seen.append(sorted(texts.translator("fi").name(each.name) for each in reader.services()))
        reader.close()

    installed.publish(later(renamed(0)))
    sync.run(installed.store, str(installed.file), index=look, at=AT)
    assert seen == [before]
    assert installed.names() != before


def test_a_second_sync_says_that_one_is_running(installed: Desk) -> None:
    with only_one(installed.folder / "sync.lock"), pytest.raises(SyncRunning):
        installed.sync(later())
    assert installed.sync().sequence == 8


def test_another_programs_sync_is_noticed(installed: Desk) -> None:
    watching = CatalogueStore(installed.store.path)
    before = watching.data_version()
    assert watching.data_version() == before
    installed.sync(later(renamed(0)))
    assert watching.data_version() != before
    watching.close()


def test_progress_speaks_and_grows(desk: Desk) -> None:
    seen: list[tuple[str, float]] = []
    desk.sync(SMALL, progress=lambda sentence, done: seen.append((sentence, done)))
    shares = [done for _sentence, done in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len({sentence for sentence, _done in seen}) == 5


def test_the_log_is_empty_after_a_sync(installed: Desk) -> None:
    log = installed.store.path.with_name("catalogue.sqlite-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_a_full_disk_leaves_the_old_catalogue_whole(installed: Desk) -> None:
    before = installed.rows()
    big = [structs.replace(each, description="x" * 19_000) for each in SMALL.services]

    @event.listens_for(installed.store.engine, "begin")
    def _small(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # never below what is there

    with pytest.raises(database.DatabaseTrouble):
        installed.sync(later(big))
    assert installed.rows() == before


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.database import DatabaseTrouble
folder = Path(sys.argv[1])
store = CatalogueStore(folder / "catalogue.sqlite")
size = (folder / "catalogue.sqlite").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000,) * 2)
try:
    sync.run(store, str(folder / "published.json"), index=lambda *_: None, at=datetime.now(UTC))
except DatabaseTrouble as trouble:
    print(trouble.what)
"""


def test_a_file_system_that_takes_no_more_is_said_and_survived(installed: Desk) -> None:
    pytest.importorskip("resource", reason="Windows knows no limit of this kind")
    before = installed.rows()
    installed.publish(later([structs.replace(each, description="x" * 19_000) for each in SMALL.services]))
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(installed.folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "Levy on täynnä tai ei vastaa. Mitään ei muutettu.\n"
    assert installed.rows() == before
    assert installed.sync().changed == 12


def test_a_server_that_says_unchanged_is_believed(desk: Desk) -> None:
    with serving() as server:
        server.body = document.write(SMALL)
        assert not desk.sync(address=server.address).same
        assert desk.sync(address=server.address).same
        assert server.asked[-1]["If-None-Match"] == '"1"'
        server.body, server.etag = document.write(later(renamed(0))), '"2"'
        assert desk.sync(address=server.address).changed == 1


def test_a_login_page_is_named_as_one(desk: Desk) -> None:
    with serving() as server:
        server.mood = "html"
        with pytest.raises(CatalogueRefused, match="verkkosivu"):
            desk.sync(address=server.address)


def test_the_summary_counts_in_the_readers_language(installed: Desk) -> None:
    outcome = installed.sync(later(renamed(0, 1)[:-1]))
    assert sync.summary(outcome, texts.translator("fi")) == "0 uutta, 2 muuttunutta, 1 poistunut"
    assert sync.summary(installed.sync(), texts.translator("en")) == "The service information is up to date."


def test_a_newer_index_is_built_without_the_network(installed: Desk) -> None:
    installed.file.unlink()
    assert sync.reindex(installed.store, index=installed.index, index_version=5)
    assert installed.works[-1].everything
    assert len(installed.works[-1].services) == 12
    assert not sync.reindex(installed.store, index=installed.index, index_version=5)


def test_a_sync_by_a_newer_program_indexes_everything(installed: Desk) -> None:
    installed.sync(later(renamed(0)), index_version=5)
    assert installed.works[-1].everything
    assert len(installed.works[-1].services) == 12


def test_an_empty_desk_gets_the_example(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.publish(structs.replace(SMALL, example=True))
    monkeypatch.setattr(paths, "resource", lambda *_parts: desk.file)
    sync.make_ready(desk.store, index=desk.index, index_version=1, at=AT)
    facts = desk.store.installed()
    assert facts is not None
    assert (facts.example, facts.source, facts.index_version) == (True, "", 1)


Spoil = Callable[[Path], object]


def _another_shape(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


@pytest.mark.parametrize("spoil", [_another_shape, lambda path: path.write_bytes(b"no database" * 999)])
def test_a_spoiled_catalogue_is_rebuilt_from_the_kept_file(installed: Desk, spoil: Spoil) -> None:
    facts = installed.store.installed()
    installed.store.close()
    installed.file.unlink()
    spoil(installed.store.path)
    installed.store = CatalogueStore(installed.store.path)
    assert installed.store.installed() is None
    sync.make_ready(installed.store, index=installed.index, index_version=0, at=AT)
    assert installed.store.installed() == facts
    assert len(installed.store.services()) == 12
    assert len(installed.indexed()) == 12


def test_the_current_and_the_previous_file_are_kept(installed: Desk) -> None:
    installed.sync(later())
    folder = installed.folder / "sources"
    assert {file.name for file in folder.iterdir()} == {"current.gz", "previous.gz"}
    found = kept.current(folder)
    assert found is not None
    assert found[0] == installed.file.read_bytes()
    (folder / "current.gz").write_bytes(b"damaged")
    assert kept.current(folder) is None


def test_two_programs_may_start_on_an_empty_folder_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = tmp_path / "example.json"
    example.write_bytes(document.write(structs.replace(SMALL, example=True)))
    monkeypatch.setattr(paths, "resource", lambda *_parts: example)
    failures: list[BaseException] = []

    def start() -> None:
        try:
            desk = Desk(tmp_path)
            sync.make_ready(desk.store, index=desk.index, index_version=1, at=AT)
            assert len(desk.store.services()) == 12
            desk.store.close()
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_large_file_is_laid_on_the_disk_and_nothing_of_it_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "LARGE", 1000)
    assert desk.sync(SMALL).new == 12
    with pytest.raises(SyncHeld):
        desk.sync(later(SMALL.services[3:]))
    with pytest.raises(CatalogueRefused):
        desk.sync(b"x" * 5000)
    assert {file.name for file in (desk.folder / "sources").iterdir()} == {"current.gz", "held.gz"}
    desk.file.unlink()
    assert desk.sync(force=True).gone == 3


def test_a_cancelled_sync_leaves_no_half_written_copy(installed: Desk) -> None:
    calls = iter(range(100))
    with pytest.raises(errors.Cancelled):
        installed.sync(later(renamed(0)), cancelled=lambda: next(calls) >= 5)
    assert {file.name for file in (installed.folder / "sources").iterdir()} == {"current.gz"}
