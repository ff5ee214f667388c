"""Put a file that was read into the database, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import structs

from ohjaus_desktop import database
from ohjaus_desktop.catalogue import changes, document, guard, news
from ohjaus_desktop.catalogue.changes import Counts, Plan
from ohjaus_desktop.catalogue.document import SECTIONS, Reading
from ohjaus_desktop.catalogue.fetched import Fetched
from ohjaus_desktop.catalogue.indexing import Indexer, work_for
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.news import Change
from ohjaus_desktop.catalogue.offer import Offer
from ohjaus_desktop.catalogue.outcome import SyncOutcome
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.catalogue.rows import (
    Rows,
    forget_records,
    read_body,
    read_facts,
    read_rows,
    write_facts,
    write_problems,
    write_records,
)
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.database import Connection
from ohjaus_desktop.texts import text

Progress = Callable[[str, float], None]
"""Gets a sentence in the language in use and how much is done, 0 to 1."""


def installed_ids(store: CatalogueStore) -> dict[str, set[str]]:
    """The ids of what is installed, by section."""
    ids: dict[str, set[str]] = {section: set() for section in SECTIONS}
    with database.known_trouble(), store.engine.connect() as connection:
        for (section, id_), row in read_rows(connection).items():
            if not row.retired:
                ids[section].add(id_)
    return ids


def facts_of(reading: Reading, offered: Offer, at: datetime, index_version: int) -> Installed:
    """What will be installed."""
    new, fetched = reading.catalogue, offered.fetched
    if offered.waited is not None:
        return structs.replace(offered.waited, installed_at=at, index_version=index_version)
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
        file_hash=offered.digest,
        licence=new.licence,
        etag=fetched.validators.etag,
        last_modified=fetched.validators.last_modified,
        verified=fetched.signature is not None,
        signed_by=fetched.signature.signed_by if fetched.signature else (),
        wire_bytes=fetched.wire_bytes,
        index_version=index_version,
        problems=reading.counts(),
    )


def brought_back(earlier: Installed, taken_back: Installed, at: datetime, index_version: int) -> Installed:
    """What an earlier file is when it is installed again in the place of a newer one.

    Bringing the newer one back lets go of the source.
    """
    hold = taken_back.sequence > earlier.sequence
    return structs.replace(
        earlier,
        installed_at=at,
        index_version=index_version,
        source=taken_back.source,
        etag=taken_back.etag if hold else earlier.etag,
        last_modified=taken_back.last_modified if hold else earlier.last_modified,
        hold_above=taken_back.sequence if hold else None,
        held_hash=taken_back.file_hash if hold else None,
    )


def seen_again(installed: Installed, fetched: Fetched) -> Installed:
    """What is installed, after its source was found to have the same file.

    A signature that has come to be required proves this file as well.
    """
    if fetched.signature is None or installed.hold_above is not None:
        return installed
    signed_by = fetched.signature.signed_by
    return structs.replace(installed, verified=True, signed_by=signed_by, source=fetched.address)


def install(
    store: CatalogueStore,
    reading: Reading,
    facts: Installed,
    fresh: bool,
    accepted: bool,
    index: Indexer,
    step: Progress,
) -> SyncOutcome:
    """Write what the file changes; ``SyncHeld`` or anything else that is raised undoes it all.

    fresh: it takes the place of another catalogue. accepted: the guard is not asked.
    """
    writing = text("Writing service information…")
    with database.writing(store.engine) as connection:
        if fresh:
            forget_records(connection)
        current = read_facts(connection)
        everything = fresh or current is None or current.index_version != facts.index_version
        rows = read_rows(connection)
        sections, held = _with_older_versions(connection, reading, rows)
        made = changes.plan(sections, rows, held, lambda: step(writing, 0.6))
        if not accepted:
            guard.check(made, rows, reading, connection)
        if not fresh:
            news.note(connection, list(_changes(connection, made, rows)), facts.installed_at)
            news.bound(connection)
        write_records(connection, made.insert, made.update, made.retire)
        write_problems(connection, reading.problems)
        step(text("Building the search index…"), 0.8)
        index(connection, work_for(made, rows, sections, everything, facts.default_language))
        write_facts(connection, facts)
        step(text("Finishing…"), 1.0)
    for section, counts in made.counts.items():
        counts.quarantined = reading.count(ProblemKind.QUARANTINED, section)
    return outcome_of(
        facts,
        made.counts,
        problems=reading.problems,
        problem_counts=reading.counts(),
        unknown_fields=reading.unknown_fields,
        wire_bytes=facts.wire_bytes,
        hold_above=facts.hold_above,
    )


def outcome_of(
    facts: Installed, counts: dict[str, Counts], *, same: bool = False, **more: Any
) -> SyncOutcome:
    """What a sync did with this file."""
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
        signed_by=facts.signed_by,
        **more,
    )


def _changes(connection: Connection, made: Plan, rows: Rows) -> Iterator[Change]:
    by_number = {row.number: (own, row) for own, row in rows.items()}
    for each in made.insert:
        yield Change(each["section"], each["id"], None, each["body"])
    for each in made.update:
        (section, id_), row = by_number[each["number"]]
        before = None if row.retired else read_body(connection, row.number)
        if before != each["body"]:
            yield Change(section, id_, before, each["body"])
    for number in made.retire:
        (section, id_), _row = by_number[number]
        yield Change(section, id_, read_body(connection, number), None)


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
