"""Put a file that was read into the database, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import structs

from ohjaus_desktop import database
from ohjaus_desktop.catalogue import guard, rows
from ohjaus_desktop.catalogue.changes import Changes, Counts, Writer
from ohjaus_desktop.catalogue.fetched import Fetched
from ohjaus_desktop.catalogue.indexing import Indexer, Share, work_for
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.navigation import Header
from ohjaus_desktop.catalogue.offer import Offer
from ohjaus_desktop.catalogue.opening import Opened
from ohjaus_desktop.catalogue.outcome import SyncOutcome
from ohjaus_desktop.catalogue.passing import MOST_PROBLEMS, HasOlder, Passing
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.database import Connection
from ohjaus_desktop.texts import text

Progress = Callable[[str, float], None]
"""Gets a sentence in the language in use and how much is done, 0 to 1."""
_FORGET_EVERY = 5_000
"""Records after which the bytes that were read need not stay in memory."""


def facts_of(new: Header, offered: Offer, at: datetime, index_version: int) -> Installed:
    """What will be installed."""
    fetched = offered.fetched
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
    file: Opened,
    facts: Installed,
    fresh: bool,
    accepted: bool,
    index: Indexer,
    step: Progress,
    *,
    wire_bytes: int = 0,
) -> SyncOutcome:
    """Write what the file changes; ``SyncHeld`` or anything else that is raised undoes it all.

    fresh: it takes the place of another catalogue. accepted: the guard is not asked.
    wire_bytes: what came over the line this time.
    """
    writing, indexing = text("Writing service information…"), text("Building the search index…")
    with database.writing(store.engine) as connection, rows.many_pages(connection):
        if fresh:
            rows.forget_records(connection)
        current = rows.read_facts(connection)
        everything = fresh or current is None or current.index_version != facts.index_version
        services = rows.count_services(connection)
        passing = Passing(file, _older(connection, fresh), MOST_PROBLEMS)
        made = _write(connection, passing, facts, fresh, file.forget, _part(step, writing, 0.4, 0.3))
        problems, strange = passing.problems, tuple(sorted(passing.strange))
        del passing
        file.let_go()
        if not accepted:
            guard.check(made, services, problems.counts[ProblemKind.QUARANTINED, "services"])
        rows.write_problems(connection, problems.kept())
        told = made.counts["services"]
        facts = structs.replace(
            facts, problems=problems.by_kind(), services=told.new + told.changed + told.unchanged
        )
        step(indexing, 0.7)
        share = _part(step, indexing, 0.7, 0.2)
        index(connection, work_for(connection, made, everything, facts.default_language, share))
        rows.write_facts(connection, facts)
        step(text("Finishing…"), 1.0)
    for section, counts in made.counts.items():
        counts.quarantined = problems.counts[ProblemKind.QUARANTINED, section]
    return outcome_of(
        facts,
        made.counts,
        problems=problems.kept(),
        problem_counts=facts.problems,
        unknown_fields=strange,
        wire_bytes=wire_bytes,
        hold_above=facts.hold_above,
    )


def _part(step: Progress, sentence: str, begin: float, length: float) -> Share:
    """Progress of a part of the work. begin, length: of the whole, 0 to 1."""
    return lambda done: step(sentence, begin + length * done)


def _older(connection: Connection, fresh: bool) -> HasOlder:
    if fresh:
        return lambda _section, _id: False
    return lambda section, id_: rows.is_active(connection, section, id_)


def _write(
    connection: Connection,
    passing: Passing,
    facts: Installed,
    fresh: bool,
    forget: Callable[[], None],
    share: Share,
) -> Changes:
    share(0.0)
    writer = Writer(connection, facts.installed_at.isoformat(), empty=fresh)
    for number, passed in enumerate(passing.records()):
        if writer.take(passed):
            share(passing.share)
        if number % _FORGET_EVERY == 0:
            forget()
    writer.finish(passing.left_out)
    return writer.made


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
