"""Bring the installed catalogue up to date: fetch → read → guard → compare → write → index.

Everything is written in one transaction. Until it commits, searches see the old catalogue;
cancelling, a kill or a full disk leaves the old one whole. The indexer belongs to guidance and is
handed in; it works inside the same transaction.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec import structs

from ohjaus_desktop import database, paths
from ohjaus_desktop.catalogue import document, guard, installing, kept, offer, source
from ohjaus_desktop.catalogue.body import Body
from ohjaus_desktop.catalogue.changes import Counts
from ohjaus_desktop.catalogue.indexing import Indexer, IndexWork, all_work
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.installing import Progress, outcome_of
from ohjaus_desktop.catalogue.lock import SyncRunning, only_one
from ohjaus_desktop.catalogue.offer import Offer, Wishes
from ohjaus_desktop.catalogue.opening import opened
from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome, summary
from ohjaus_desktop.catalogue.rows import read_facts, write_facts
from ohjaus_desktop.catalogue.sections import SECTIONS
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.errors import Cancelled, KnownError
from ohjaus_desktop.texts import text

__all__ = [
    "IndexWork",
    "Indexer",
    "SyncHeld",
    "SyncOutcome",
    "SyncRunning",
    "make_ready",
    "previous",
    "reindex",
    "restore_previous",
    "run",
    "summary",
]


def run(
    store: CatalogueStore,
    address: str | None,
    *,
    index: Indexer,
    at: datetime,
    index_version: int = 0,
    trust: Trust | None = None,
    force: bool = False,
    replace: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limit: int = document.LIMIT,
    deadline: float = source.DEADLINE,
) -> SyncOutcome:
    """Make the installed catalogue equal to the published one.

    address: path, file:// or http(s):// address; None: the bundled example. trust: whose signature
    is required; without one a file is taken from a folder, over https or from a server on this very
    machine, never over plain http from another. force: accept what the guard held back; where the
    publisher has a newer file meanwhile, that one is judged anew. replace: accept another catalogue,
    or an older one, from this address. limit: bytes; deadline: seconds for the transfer.
    Raises KnownErrors (SyncHeld, SyncRunning, CatalogueRefused, SourceFailed, Untrusted …), Cancelled.
    """
    step = _step(progress, cancelled)
    fetching = text("Fetching service information…")
    wishes = Wishes(
        at=at,
        trust=trust if address is not None else None,
        limit=limit,
        deadline=deadline,
        progress=lambda done: step(fetching, 0.4 * done),
        cancelled=cancelled or (lambda: False),
        part=_folder(store) / "incoming",
    )
    with only_one(_lock(store)), _all_kept():
        step(fetching, 0.0)
        installed = store.installed()
        if installed:
            kept.settle(_folder(store), installed)
        offered = offer.look(address, _folder(store), installed, wishes, accept=force)
        return _take_in(store, offered, index, index_version, at, step, force=force, replace=replace)


def _take_in(
    store: CatalogueStore,
    offered: Offer,
    index: Indexer,
    index_version: int,
    at: datetime,
    step: Progress,
    *,
    force: bool = False,
    replace: bool = False,
) -> SyncOutcome:
    installed, folder = store.installed(), _folder(store)
    if installed and offered.data is None:
        return _unchanged(store, installed, offered, index, index_version)
    step(text("Reading service information…"), 0.4)
    with Body(offered.take(), folder) as body:
        file = opened(body.buffer, body.forget)
        guard.check_signature(offered.fetched.signature, file.header)
        fresh = guard.is_fresh(installed, file.header, offered.fetched.address, replace)
        facts = installing.facts_of(file.header, offered, at, index_version)
        if installed and not fresh and guard.is_taken_back(installed, facts):
            return _unchanged(store, installed, offered, index, index_version)
        accepted = fresh or (force and not offered.overtaken)
        with kept.Copy(folder, body.buffer, facts) as copy:
            try:
                outcome = installing.install(
                    store, file, facts, fresh, accepted, index, step, wire_bytes=offered.fetched.wire_bytes
                )
            except SyncHeld:
                copy.hold()
                raise
            copy.keep()
    kept.let_go(folder)
    database.truncate_log(store.engine)
    return outcome


def restore_previous(
    store: CatalogueStore,
    *,
    index: Indexer,
    at: datetime,
    index_version: int = 0,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SyncOutcome:
    """Bring the file before the installed one back, and hold the source.

    Nothing is installed again before the publisher has a higher sequence than the one taken back.
    Bringing back twice gives the newer file again, and lets go of the source. No network is needed.
    Raises KnownError where there is none to bring back, SyncRunning, Cancelled.
    """
    step = _step(progress, cancelled)
    with only_one(_lock(store)), _all_kept():
        installed, folder = store.installed(), _folder(store)
        if installed:
            kept.settle(folder, installed)
        found = kept.read(folder / kept.PREVIOUS)
        if installed is None or found is None or found[1].catalogue_id != installed.catalogue_id:
            raise KnownError(text("There is no earlier catalogue to bring back."))
        step(text("Reading service information…"), 0.4)
        data, earlier = found
        facts = installing.brought_back(earlier, installed, at, index_version)
        outcome = installing.install(store, opened(data), facts, False, True, index, step)
        kept.swap(folder, facts)
        kept.let_go(folder)
        database.truncate_log(store.engine)
        return outcome


def previous(store: CatalogueStore) -> Installed | None:
    """What ``restore_previous`` would bring back; None when there is nothing."""
    installed = store.installed()
    found = kept.facts(_folder(store) / kept.PREVIOUS)
    same = installed and found and found.catalogue_id == installed.catalogue_id
    return found if same else None


def make_ready(store: CatalogueStore, *, index: Indexer, index_version: int, at: datetime) -> None:
    """Let nobody meet an empty or wrongly indexed catalogue; no network is needed.

    An empty store is filled from the kept file (the shape had changed or the database was
    damaged), else from the bundled example; an index of another program version is built again.
    """
    if store.installed() is not None:
        reindex(store, index=index, index_version=index_version)
        return
    # A second program that starts at the same moment waits here and finds the work done.
    with only_one(_lock(store), wait=True), _all_kept():
        if store.installed() is not None:
            return
        found = kept.current(_folder(store))
        if found is None:
            _take_in(store, offer.example(), index, index_version, at, _quietly)
            return
        data, facts = found
        facts = structs.replace(facts, index_version=index_version)
        installing.install(store, opened(data), facts, True, True, index, _quietly)
        database.truncate_log(store.engine)


def _step(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Progress:
    def step(sentence: str, done: float) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(sentence, done)

    return step


@contextmanager
def _all_kept() -> Iterator[None]:
    """Pause the search for garbage: a sync makes many records, and none of them in circles.

    The search looks at all of them again and again; it takes half of the reading's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _quietly(_sentence: str, _done: float) -> None:
    """Progress that nobody watches."""


def _folder(store: CatalogueStore) -> Path:
    return paths.DataFolder(store.path.parent).sources


def _lock(store: CatalogueStore) -> Path:
    return store.path.with_name("sync.lock")


def _unchanged(
    store: CatalogueStore, installed: Installed, offered: Offer, index: Indexer, index_version: int
) -> SyncOutcome:
    reindex(store, index=index, index_version=index_version)
    now = installing.seen_again(installed, offered.fetched)
    if now != installed:
        with database.writing(store.engine) as connection:
            write_facts(connection, structs.replace(now, index_version=index_version))
        database.truncate_log(store.engine)
    counts = {section: Counts() for section in SECTIONS}
    counts["services"].unchanged = installed.services
    return outcome_of(
        now, counts, same=True, wire_bytes=offered.fetched.wire_bytes, hold_above=installed.hold_above
    )


def reindex(store: CatalogueStore, *, index: Indexer, index_version: int) -> bool:
    """Build the search index again where another program version made it; no network is needed.

    Returns whether it was needed.
    """
    installed = store.installed()
    if installed is None or installed.index_version == index_version:
        return False
    with database.writing(store.engine) as connection:
        current = read_facts(connection)
        if current is None or current.index_version == index_version:
            return False  # another program was faster
        index(connection, all_work(connection, current.default_language))
        write_facts(connection, structs.replace(current, index_version=index_version))
    database.truncate_log(store.engine)
    return True
