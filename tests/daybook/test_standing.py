"""How the catalogue stands: the last look, the last success, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.standing import Standing, standing
from ohjaus_desktop.daybook.store import Daybook, SyncNote, SyncResult
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
Stand = Callable[..., Standing]


@pytest.fixture
def after(tmp_path: Path) -> Iterator[Stand]:
    """The standing after looks that ended so, an hour apart."""
    store, daybook = CatalogueStore(tmp_path / "catalogue.sqlite"), Daybook(tmp_path / "daybook.sqlite")
    file = tmp_path / "published.json"
    file.write_bytes(document.write(small_catalogue()))
    sync.run(store, str(file), index=lambda *_: None, at=AT)

    def stand(*results: SyncResult) -> Standing:
        for hour, result in enumerate(results):
            daybook.note_sync(SyncNote(at=AT + timedelta(hours=hour), result=result))
        return standing(store, daybook, address="", recognises=False, counted=True)

    yield stand
    store.close()
    daybook.close()


def test_the_last_success_is_not_the_last_look(after: Stand) -> None:
    stands = after("installed", "unchanged", "failed")
    assert stands.last is not None
    assert stands.last.result == "failed"
    assert stands.last_success == AT + timedelta(hours=1)
    assert stands.services == len(small_catalogue().services)


@pytest.mark.parametrize(
    ("results", "waits"),
    [
        (("installed", "held"), True),
        (("held", "failed", "cancelled"), True),
        (("held", "installed"), False),
        (("held", "unchanged"), False),
        (("held", "restored"), False),
        ((), False),
    ],
)
def test_an_update_waits_until_it_is_decided_however_often_the_network_fails(
    after: Stand, results: tuple[SyncResult, ...], waits: bool
) -> None:
    assert (after(*results).held is not None) is waits
