"""Bring the installed catalogue up to date: fetch → read → guard → compare → write → index.

Everything is written in one transaction. Until it commits, searches see the old catalogue;
cancelling, a kill or a full disk leaves the old one whole. The indexer belongs to guidance and is
handed in; it works inside the same transaction.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop import database, paths
from ohjaus_desktop.catalogue import changes, document, guard, kept, source
from ohjaus_desktop.catalogue.changes import Counts
from ohjaus_desktop.catalogue.document import SECTIONS, Reading
from ohjaus_desktop.catalogue.fetched import Fetched, Validators
from ohjaus_desktop.catalogue.indexing import Indexer, IndexWork, all_work, work_for
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.lock import SyncRunning, only_one
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome, summary
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.catalogue.store import (
    CatalogueStore,
    Rows,
    count_services,
    forget_records,
    read_body,
    read_facts,
    read_rows,
    write_facts,
    write_records,
)
from ohjaus_desktop.database import Connection
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

__all__ = [
    "IndexWork",
    "Indexer",
    "SyncHeld",
    "SyncOutcome",
    "SyncRunning",
    "make_ready",
    "reindex",
    "run",
    "summary",
]

Progress = Callable[[str, float], None]
"""Gets a sentence in the language in use and how much is done, 0 to 1."""


def run(
    store: CatalogueStore,
    address: str | None,
    *,
    index: Indexer,
    at: datetime,
    index_version: int = 0,
    force: bool = False,
    replace: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limit: int = document.LIMIT,
    deadline: float = source.DEADLINE,
) -> SyncOutcome:
    """Make the installed catalogue equal to the published one.

    address: path, file:// or http(s):// address; None: the bundled example. force: accept what
    the guard held back. replace: accept another catalogue, or an older one, from this address.
    limit: bytes; deadline: seconds for the transfer.
    Raises KnownErrors (SyncHeld, SyncRunning, CatalogueRefused, SourceFailed …), Cancelled.
    """

    def step(sentence: str, done: float) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(sentence, done)

    with only_one(_lock(store)), _all_kept():
        fetched = _fetch(address, store.installed(), step, cancelled, limit, deadline)
        return _take_in(store, fetched, index, index_version, at, step, force=force, replace=replace)


def _take_in(
    store: CatalogueStore,
    fetched: Fetched,
    index: Indexer,
    index_version: int,
    at: datetime,
    step: Progress,
    *,
    force: bool = False,
    replace: bool = False,
) -> SyncOutcome:
    installed = store.installed()
    data = fetched.data or b""
    digest = hashlib.sha256(data).hexdigest()
    if installed and (fetched.data is None or installed.file_hash == digest):
        return _unchanged(store, installed, index, index_version)
    step(text("Reading service information…"), 0.4)
    compressed = kept.Compressed(data)
    reading = document.read(data, installed=_installed_ids(store))
    fresh = guard.is_fresh(installed, reading.catalogue, fetched.address, replace)
    facts = _facts(reading.catalogue, fetched, digest, at, index_version)
    outcome = _install(store, reading, facts, fresh, force, index, step)
    kept.keep(_folder(store), compressed, facts)
    database.truncate_log(store.engine)
    return outcome


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
            _take_in(store, _example(document.LIMIT), index, index_version, at, _quietly)
            return
        data, facts = found
        facts = msgspec.structs.replace(facts, index_version=index_version)
        _install(store, document.read(data), facts, True, True, index, _quietly)
        database.truncate_log(store.engine)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Pause the search for garbage: a sync makes many records and drops none until it ends.

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


def _example(limit: int) -> Fetched:
    data = source.read_file(paths.resource("example-catalogue.json"), limit)
    return Fetched(data=data, address="")


def _folder(store: CatalogueStore) -> Path:
    return paths.DataFolder(store.path.parent).sources


def _lock(store: CatalogueStore) -> Path:
    return store.path.with_name("sync.lock")


def _fetch(
    address: str | None,
    installed: Installed | None,
    step: Progress,
    cancelled: Callable[[], bool] | None,
    limit: int,
    deadline: float,
) -> Fetched:
    sentence = text("Fetching service information…")
    step(sentence, 0.0)
    if address is None:
        return _example(limit)
    address = source.normal(address)
    known = None
    if installed and installed.source == address:
        known = Validators(installed.etag, installed.last_modified)
    return source.fetch(
        address,
        known=known,
        limit=limit,
        deadline=deadline,
        progress=lambda done: step(sentence, 0.4 * done),
        cancelled=cancelled,
    )


def _installed_ids(store: CatalogueStore) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {section: set() for section in SECTIONS}
    with database.known_trouble(), store.engine.connect() as connection:
        for (section, id_), row in read_rows(connection).items():
            if not row.retired:
                ids[section].add(id_)
    return ids


def _facts(new: Catalogue, fetched: Fetched, digest: str, at: datetime, index_version: int) -> Installed:
    return Installed(
        catalogue_id=new.catalogue_id,
        title=new.title,
        sequence=new.sequence,
        published_at=new.published_at,
        installed_at=at,
        example=new.example,
        default_language=new.default_language,
        publisher=new.publisher,
        source=fetched.address,
        file_hash=digest,
        licence=new.licence,
        etag=fetched.validators.etag,
        last_modified=fetched.validators.last_modified,
        index_version=index_version,
    )


def _install(
    store: CatalogueStore,
    reading: Reading,
    facts: Installed,
    fresh: bool,
    force: bool,
    index: Indexer,
    step: Progress,
) -> SyncOutcome:
    writing = text("Writing service information…")
    with database.writing(store.engine) as connection:
        if fresh:
            forget_records(connection)
        current = read_facts(connection)
        everything = fresh or current is None or current.index_version != facts.index_version
        rows = read_rows(connection)
        sections, held = _with_older_versions(connection, reading, rows)
        made = changes.plan(sections, rows, held, lambda: step(writing, 0.6))
        if not (fresh or force):
            guard.check(made, rows, reading, connection)
        write_records(connection, made.insert, made.update, made.retire)
        step(text("Building the search index…"), 0.8)
        index(connection, work_for(made, rows, sections, everything, facts.default_language))
        write_facts(connection, facts)
        step(text("Finishing…"), 1.0)
    for section, counts in made.counts.items():
        counts.quarantined = reading.count(ProblemKind.QUARANTINED, section)
    return _outcome(facts, made.counts, problems=reading.problems, unknown_fields=reading.unknown_fields)


def _with_older_versions(
    connection: Connection, reading: Reading, rows: Rows
) -> tuple[dict[str, list[Any]], set[tuple[str, str]]]:
    """The file's records, and for each quarantined one its installed older version."""
    sections: dict[str, list[Any]] = {name: list(getattr(reading.catalogue, name)) for name in SECTIONS}
    present = {(name, document.key(name, each)) for name in SECTIONS for each in sections[name]}
    held: set[tuple[str, str]] = set()
    for problem in reading.problems:
        own = (problem.section, problem.id)
        row = rows.get(own)
        if problem.kind is not ProblemKind.QUARANTINED or own in present | held or not row or row.retired:
            continue
        older = msgspec.json.decode(read_body(connection, row.number), type=SECTIONS[problem.section])
        sections[problem.section].insert(row.position, older)
        held.add(own)
    return sections, held


def _unchanged(
    store: CatalogueStore, installed: Installed, index: Indexer, index_version: int
) -> SyncOutcome:
    reindex(store, index=index, index_version=index_version)
    counts = {section: Counts() for section in SECTIONS}
    counts["services"].unchanged = count_services(store)
    return _outcome(installed, counts, same=True)


def _outcome(facts: Installed, counts: dict[str, Counts], *, same: bool = False, **more: Any) -> SyncOutcome:
    return SyncOutcome(
        same=same,
        counts=counts,
        catalogue_id=facts.catalogue_id,
        title=facts.title,
        sequence=facts.sequence,
        published_at=facts.published_at,
        example=facts.example,
        source=facts.source,
        verified=facts.verified,
        **more,
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
        write_facts(connection, msgspec.structs.replace(current, index_version=index_version))
    database.truncate_log(store.engine)
    return True
