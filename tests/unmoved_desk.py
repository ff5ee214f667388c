"""A desk with a catalogue that nothing a server does may change, and what shows whether it did."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.outcome import SyncOutcome
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import search
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
OLD = document.write(small_catalogue())
"""What is installed."""
NEW = document.write(structs.replace(small_catalogue(), sequence=8, services=small_catalogue().services[:11]))
"""What the server would have."""
WITHIN = 15.0
"""Seconds in which whatever happens ends, on a machine that has other things to do."""
SHORT = 0.4
"""Seconds: the deadline that is set for servers that are only slow."""
LIMIT = 4_000_000
"""Bytes: the largest file that is taken here."""

_WORDS = ("ystävätoiminta", "torstaikerho", "ateriapalvelu", "turvakoti", "kotihoito", "päihdeneuvonta")


class Desk:
    """One data folder on which a catalogue is installed; it knows what must not change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = CatalogueStore(folder / "catalogue.sqlite")
        self.before = self.state()

    def sync(self, address: str, **more: Any) -> SyncOutcome:
        return _sync(self.store, address, **more)

    def state(self) -> dict[str, Any]:
        """The bytes of the catalogue and of the files that are kept, and what a search answers."""
        index = search.SearchIndex(self.store.engine)
        files = [self.store.path, *self.folder.glob("sources/*.gz")]
        answers = {word: index.find(word) for word in _WORDS}
        assert all(found.anywhere for found in answers.values())
        return answers | {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def install(file: Path, address: str) -> CatalogueStore:
    """A new store with the catalogue that lies there."""
    store = CatalogueStore(file)
    _sync(store, address)
    return store


def _sync(store: CatalogueStore, address: str, **more: Any) -> SyncOutcome:
    options: dict[str, Any] = {"limit": LIMIT, "deadline": WITHIN, **more}
    return sync.run(store, address, index=search.index, index_version=search.INDEX_VERSION, at=AT, **options)


def refusal(desk: Desk, address: str, deadline: float = WITHIN, **more: Any) -> KnownError:
    """How a sync ended, which must be in time and with the old catalogue as it was."""
    began = time.monotonic()
    with pytest.raises(KnownError) as refused:
        desk.sync(address, deadline=deadline, **more)
    assert time.monotonic() - began < WITHIN
    assert desk.state() == desk.before
    assert refused.value.do
    return refused.value
