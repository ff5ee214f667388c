"""A person decides: about a file that was held back, about bringing the one before back."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from catalogue_desk import AT, SMALL, Desk, later, renamed
from misbehaving_server import serving
from ohjaus_desktop import errors, texts
from ohjaus_desktop.catalogue import document, kept, sync
from ohjaus_desktop.catalogue.address import is_open_to_all
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.sync import SyncHeld, SyncOutcome
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import search
from small_catalogue import uid

FEWER = SMALL.services[3:]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.sync(SMALL)
    yield made
    made.store.close()


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A desk on which edition 8 without three services waits for a decision."""
    with pytest.raises(SyncHeld):
        desk.sync(later(FEWER))
    return desk


def facts(desk: Desk) -> Installed:
    found = desk.store.installed()
    assert found is not None
    return found


def restored(desk: Desk, **options: Any) -> SyncOutcome:
    return sync.restore_previous(desk.store, index=desk.index, at=AT, **options)


def kept_files(desk: Desk) -> set[str]:
    return {file.name for file in (desk.folder / "sources").iterdir()}


def test_what_was_held_back_is_kept(held: Desk) -> None:
    assert kept_files(held) == {"current.gz", "held.gz"}


def test_accepting_needs_no_second_fetch(held: Desk) -> None:
    held.file.unlink()
    outcome = held.sync(force=True)
    assert (outcome.sequence, outcome.gone) == (8, 3)
    assert kept_files(held) == {"current.gz", "previous.gz"}


def test_over_the_web_accepting_asks_but_does_not_download(desk: Desk) -> None:
    with serving() as server:
        server.body = document.write(SMALL)
        desk.sync(address=server.address)
        server.body, server.etag = document.write(later(FEWER)), '"2"'
        with pytest.raises(SyncHeld):
            desk.sync(address=server.address)
        with pytest.raises(SyncHeld):  # offered again, from the kept file
            desk.sync(address=server.address)
        assert server.asked[-1]["If-None-Match"] == '"2"'
        outcome = desk.sync(address=server.address, force=True)
        assert server.asked[-1]["If-None-Match"] == '"2"'
        assert (outcome.sequence, outcome.wire_bytes) == (8, 0)
        assert desk.sync(address=server.address).same


def test_without_a_decision_nothing_is_installed_when_the_source_is_gone(held: Desk) -> None:
    held.file.unlink()
    with pytest.raises(SourceFailed):
        held.sync()
    assert facts(held).sequence == 7


def test_a_newer_file_is_judged_anew_although_the_older_was_accepted(held: Desk) -> None:
    with pytest.raises(SyncHeld):
        held.sync(later(FEWER[1:], sequence=9), force=True)
    assert facts(held).sequence == 7
    assert held.sync(force=True).sequence == 9


def test_a_newer_file_that_changes_little_is_simply_installed(held: Desk) -> None:
    assert held.sync(later(sequence=9)).sequence == 9
    assert kept_files(held) == {"current.gz", "previous.gz"}


def test_a_damaged_held_file_is_fetched_again(held: Desk) -> None:
    (held.folder / "sources" / "held.gz").write_bytes(b"damaged")
    assert held.sync(force=True).sequence == 8


def test_what_another_source_has_is_not_what_was_accepted(held: Desk) -> None:
    other = held.folder / "stick.json"
    other.write_bytes(document.write(later(renamed(0))))
    assert held.sync(address=str(other), force=True).changed == 1


def test_the_previous_file_comes_back_and_the_source_is_held(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    names = desk.names()
    found = sync.previous(desk.store)
    assert found is not None
    assert found.sequence == 7
    outcome = restored(desk)
    assert (outcome.sequence, outcome.changed, outcome.hold_above) == (7, 1, 8)
    assert desk.store.services() == SMALL.services
    assert desk.names() != names
    again = desk.sync()
    assert (again.same, again.sequence, again.hold_above) == (True, 7, 8)
    assert "jää käyttöön" in sync.summary(again, texts.translator("fi"))
    assert facts(desk).hold_above == 8


def test_a_held_source_is_asked_in_small(desk: Desk) -> None:
    with serving() as server:
        server.body = document.write(later(renamed(0)))
        desk.sync(address=server.address)
        restored(desk)
        outcome = desk.sync(address=server.address)
        assert (outcome.hold_above, outcome.wire_bytes) == (8, 0)
        assert server.asked[-1]["If-None-Match"] == '"1"'


def test_the_same_number_in_other_bytes_stays_held(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    restored(desk)
    assert desk.sync(later(renamed(1))).hold_above == 8
    assert desk.store.services() == SMALL.services


def test_a_higher_number_ends_the_hold(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    restored(desk)
    outcome = desk.sync(later(renamed(1), sequence=9))
    assert (outcome.sequence, outcome.hold_above, facts(desk).hold_above) == (9, None, None)
    assert desk.sync().same


def test_bringing_back_twice_gives_the_newer_file_again(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    restored(desk)
    outcome = restored(desk)
    assert (outcome.sequence, outcome.hold_above) == (8, None)
    assert desk.sync().same
    assert facts(desk).sequence == 8


def test_there_is_nothing_to_bring_back_after_the_first_file(desk: Desk) -> None:
    assert sync.previous(desk.store) is None
    with pytest.raises(KnownError, match="aiempaa"):
        restored(desk)


def test_another_catalogue_is_never_brought_back(desk: Desk) -> None:
    other = desk.folder / "other.json"
    other.write_bytes(document.write(structs.replace(SMALL, catalogue_id="another")))
    desk.sync(address=str(other))
    assert sync.previous(desk.store) is None
    with pytest.raises(KnownError):
        restored(desk)


def test_cancelling_a_return_changes_nothing(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    before = desk.rows()
    with pytest.raises(errors.Cancelled):
        restored(desk, cancelled=lambda: True)
    assert desk.rows() == before


@pytest.mark.parametrize("done", ["nothing", "current became previous"])
def test_a_kill_between_the_rows_and_the_files_is_mended(desk: Desk, done: str) -> None:
    """The database has the earlier file already; the names of the kept files do not say so."""
    desk.sync(later(renamed(0)))
    sources = desk.folder / "sources"
    before = shutil.copytree(sources, desk.folder / "before")
    restored(desk)
    made = (sources / "current.gz").read_bytes()
    shutil.rmtree(sources)
    shutil.copytree(before, sources)
    if done != "nothing":
        (sources / "unfinished.gz").write_bytes(made)
        (sources / "current.gz").replace(sources / "previous.gz")
    assert desk.sync().hold_above == 8
    found, other = kept.read(sources / "current.gz"), kept.read(sources / "previous.gz")
    assert found is not None
    assert other is not None
    assert (found[1].sequence, found[1].hold_above, other[1].sequence) == (7, 8, 8)


def test_the_hold_survives_a_spoilt_database(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    restored(desk)
    desk.store.close()
    desk.store.path.write_bytes(b"no database" * 999)
    desk.store = CatalogueStore(desk.store.path)
    sync.make_ready(desk.store, index=desk.index, index_version=0, at=AT)
    assert (facts(desk).sequence, facts(desk).hold_above) == (7, 8)
    assert desk.sync().hold_above == 8


def test_an_unchanged_file_leaves_the_database_file_as_it_is(desk: Desk) -> None:
    desk.sync()
    path = desk.store.path
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert desk.sync().same
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_folder_of_the_shape_before_is_rebuilt_without_the_network(tmp_path: Path) -> None:
    with zipfile.ZipFile(Path(__file__).with_name("data_folder_shape_1.zip")) as old:
        old.extractall(tmp_path)
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    store = CatalogueStore(tmp_path / "catalogue.sqlite")
    sync.make_ready(store, index=search.index, index_version=search.INDEX_VERSION, at=AT)
    installed = store.installed()
    assert installed is not None
    assert (installed.sequence, installed.verified, installed.hold_above) == (7, False, None)
    assert store.services() == SMALL.services
    assert search.SearchIndex(store.engine).find("kotihoito").anywhere
    assert sync.restore_previous(store, index=search.index, at=AT).sequence == 6
    store.close()


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        ("http://esimerkki.invalid/catalogue.json", True),
        ("HTTP://esimerkki.invalid/", True),
        ("http://localhost.esimerkki.invalid/", True),
        ("http://192.0.2.7/", True),
        ("https://esimerkki.invalid/", False),
        ("http://localhost:8000/", False),
        ("http://127.0.0.1:8000/", False),
        ("http://[::1]/", False),
        ("/media/tikku/catalogue.json", False),
        ("file:///media/tikku/catalogue.json", False),
    ],
)
def test_only_plain_http_to_another_machine_is_open_to_all(address: str, open_to_all: bool) -> None:
    assert is_open_to_all(address) is open_to_all


def test_plain_http_without_a_signature_is_refused_before_anything_is_asked(desk: Desk) -> None:
    with pytest.raises(SourceFailed, match="ei ole suojattu") as refused:
        desk.sync(address="http://esimerkki.invalid/catalogue.json")
    assert refused.value.do
    assert desk.store.service(uid("friend")) is not None
