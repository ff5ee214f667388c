"""How a sync went is in the daybook afterwards, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.lock import SyncRunning, only_one
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.daybook.syncs import noted
from ohjaus_desktop.errors import Cancelled, KnownError
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


class Desk:
    """A store, a daybook and a published file."""

    def __init__(self, folder: Path) -> None:
        self.store = CatalogueStore(folder / "catalogue.sqlite")
        self.daybook = Daybook(folder / "daybook.sqlite")
        self.file = folder / "published.json"
        self.file.write_bytes(document.write(small_catalogue()))

    def sync(self, *, stop: bool = False) -> None:
        noted(
            self.daybook,
            lambda: sync.run(
                self.store, str(self.file), index=lambda *_: None, at=AT, cancelled=lambda: stop
            ),
            at=AT,
        )

    def results(self) -> list[str]:
        return [note.result for note in self.daybook.sync_history()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()
    made.daybook.close()


def test_an_installed_and_an_unchanged_catalogue_are_noted(desk: Desk) -> None:
    desk.sync()
    desk.sync()
    unchanged, installed = desk.daybook.sync_history()
    assert (installed.result, installed.new, installed.sequence) == ("installed", 12, 7)
    assert installed.published_at == small_catalogue().published_at
    assert (unchanged.result, unchanged.new, unchanged.sequence) == ("unchanged", 0, 7)


def test_what_did_not_succeed_is_noted_too(desk: Desk) -> None:
    desk.sync()
    with pytest.raises(Cancelled):
        desk.sync(stop=True)
    desk.file.write_bytes(document.write(structs.replace(small_catalogue(), sequence=8, services=[])))
    with pytest.raises(KnownError):
        desk.sync()
    desk.file.write_bytes(b"<html>")
    with pytest.raises(KnownError):
        desk.sync()
    desk.file.unlink()
    with pytest.raises(KnownError):
        desk.sync()
    assert desk.results() == ["failed", "refused", "held", "cancelled", "installed"]


def test_a_sync_beside_a_running_one_is_not_noted(desk: Desk, tmp_path: Path) -> None:
    with only_one(tmp_path / "sync.lock"), pytest.raises(SyncRunning):
        desk.sync()
    assert desk.results() == []
