"""How the work went: chosen services, favourites, recents, syncs, reports, unmet needs. No person is in it.

Losing it would be a loss, so it is migrated, never rebuilt, and a commit survives a power cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Column, Integer, MetaData, String, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from ohjaus_desktop import database, gate
from ohjaus_desktop.daybook.steps import STEPS
from ohjaus_desktop.daybook.unmet.store import UnmetNeeds

SyncResult = Literal["installed", "unchanged", "held", "refused", "failed", "cancelled", "restored"]

MOST_RECENTS = 50
MOST_SYNCS = 500
LONGEST_REASON = 1000
LONGEST_SOURCE = 2000
LONGEST_REPORT = 8000
"""Letters."""
_COUNTED = ("new", "changed", "gone", "quarantined", "wire_bytes", "services", "phone_changed")

_metadata = MetaData()
_CHOSEN = Table(
    "chosen", _metadata, Column("service_id", String, primary_key=True), Column("position", Integer)
)
_FAVOURITE = Table(
    "favourite", _metadata, Column("service_id", String, primary_key=True), Column("position", Integer)
)
_RECENT = Table(
    "recent", _metadata, Column("service_id", String, primary_key=True), Column("seen_at", String)
)
_SYNC = Table(
    "sync",
    _metadata,
    Column("number", Integer, primary_key=True),
    *(Column(name, String) for name in ("at", "result", "catalogue_id", "published_at")),
    *(Column(name, String) for name in ("source", "signed_by", "reason")),
    *(Column(name, Integer) for name in ("sequence", *_COUNTED)),
)
_REPORT = Table(
    "report",
    _metadata,
    Column("number", Integer, primary_key=True),
    *(Column(name, String) for name in ("at", "section", "record_id", "name", "recipient", "words")),
)
_CHANCE = Table("chance", _metadata, Column("id", Integer, primary_key=True), Column("seed", Integer))


@dataclass(frozen=True, slots=True)
class SyncNote:
    """One look at the published catalogue.

    at: when, aware. The numbers count services; catalogue_id, sequence and published_at are
    those of what was installed then, None where nothing was. source: the address, "" for the
    bundled example, None for notes of an older program. wire_bytes: what came over the line.
    signed_by: ids of the keys. reason: why it did not succeed, the sentence as it was told then.
    services, phone_changed: of an update that was held back, with gone and quarantined.
    """

    at: datetime
    result: SyncResult
    catalogue_id: str | None = None
    sequence: int | None = None
    published_at: datetime | None = None
    new: int = 0
    changed: int = 0
    gone: int = 0
    quarantined: int = 0
    source: str | None = None
    wire_bytes: int = 0
    signed_by: tuple[str, ...] = ()
    reason: str = ""
    services: int = 0
    phone_changed: int = 0

    @property
    def went_well(self) -> bool:
        """Whether what is published was seen and is in use."""
        return self.result in {"installed", "unchanged"}


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported to a publisher about a public record.

    section, record_id, name: the record. recipient: address or number, as it was shown. words: the
    whole text. number: 0 before it is kept.
    """

    at: datetime
    section: str
    record_id: str
    name: str
    recipient: str
    words: str
    number: int = 0


class Daybook:
    """The daybook of one data folder. Usable from several threads and programs.

    unmet: the needs for which nothing suitable was found.
    """

    def __init__(self, path: Path) -> None:
        """Open it through the gate. Raises DatabaseIsNewer, DatabaseTrouble."""
        self._engine = gate.open_migrated(path, STEPS, synchronous="FULL")
        self.unmet = UnmetNeeds(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def tray(self) -> list[str]:
        """Ids of the chosen services, in the order in which they were chosen."""
        return self._ids(_CHOSEN)

    def add_to_tray(self, service_id: str) -> None:
        """Choose a service for this client; twice is once."""
        self._append(_CHOSEN, service_id)

    def remove_from_tray(self, service_id: str) -> None:
        """Put it back."""
        self._remove(_CHOSEN, service_id)

    def set_tray(self, service_ids: list[str]) -> None:
        """Choose exactly these, in this order: after sorting by hand, or to undo a clearing."""
        self._set(_CHOSEN, service_ids)

    def clear_tray(self) -> None:
        """A new client: nothing is chosen."""
        self.set_tray([])

    def favourites(self) -> list[str]:
        """Ids of the worker's favourites, in their order: the latest last until it is moved."""
        return self._ids(_FAVOURITE)

    def set_favourite(self, service_id: str, favourite: bool) -> None:
        """Make a service a favourite, or no longer."""
        if favourite:
            self._append(_FAVOURITE, service_id)
        else:
            self._remove(_FAVOURITE, service_id)

    def set_favourites(self, service_ids: list[str]) -> None:
        """Have exactly these, in this order: after sorting by hand, or to undo a removal."""
        self._set(_FAVOURITE, service_ids)

    def recents(self, limit: int = 20) -> list[str]:
        """Ids of the services that were looked at, latest first."""
        found = select(_RECENT.c.service_id).order_by(_RECENT.c.seen_at.desc()).limit(limit)
        with database.known_trouble(), self._engine.connect() as connection:
            return list(connection.scalars(found))

    def note_recent(self, service_id: str, at: datetime) -> None:
        """A service was looked at; only the latest fifty are kept."""
        row = {"service_id": service_id, "seen_at": _stamp(at)}
        newest = select(_RECENT.c.service_id).order_by(_RECENT.c.seen_at.desc()).limit(MOST_RECENTS)
        with database.writing(self._engine) as connection:
            connection.execute(insert(_RECENT).values(row).on_conflict_do_update(["service_id"], set_=row))
            connection.execute(_RECENT.delete().where(_RECENT.c.service_id.not_in(newest)))

    def forget_recents(self) -> None:
        """A new client: what the last one asked about is nobody's business."""
        with database.writing(self._engine) as connection:
            connection.execute(_RECENT.delete())

    def note_sync(self, note: SyncNote) -> None:
        """Remember one look at the published catalogue; only the latest five hundred are kept."""
        row = {
            "at": _stamp(note.at),
            "result": note.result,
            "catalogue_id": note.catalogue_id,
            "sequence": note.sequence,
            "published_at": note.published_at and _stamp(note.published_at),
            "source": note.source and note.source[:LONGEST_SOURCE],
            "signed_by": " ".join(note.signed_by)[:LONGEST_REASON],
            "reason": note.reason[:LONGEST_REASON],
            **{name: getattr(note, name) for name in _COUNTED},
        }
        with database.writing(self._engine) as connection:
            connection.execute(_SYNC.insert(), row)
            newest = select(func.max(_SYNC.c.number) - MOST_SYNCS).scalar_subquery()
            connection.execute(_SYNC.delete().where(_SYNC.c.number <= newest))

    def sync_history(self, limit: int = 20) -> list[SyncNote]:
        """The latest looks at the published catalogue, latest first."""
        found = select(_SYNC).order_by(_SYNC.c.number.desc()).limit(limit)
        with database.known_trouble(), self._engine.connect() as connection:
            return [
                SyncNote(
                    at=datetime.fromisoformat(row.at),
                    result=row.result,
                    catalogue_id=row.catalogue_id,
                    sequence=row.sequence,
                    published_at=row.published_at and datetime.fromisoformat(row.published_at),
                    source=row.source,
                    signed_by=tuple(row.signed_by.split()),
                    reason=row.reason,
                    **{name: getattr(row, name) for name in _COUNTED},
                )
                for row in connection.execute(found)
            ]

    def seed(self) -> int:
        """A number chosen by chance once and kept: it spreads the looks of many desktops."""
        with database.known_trouble(), self._engine.connect() as connection:
            return int(connection.execute(select(_CHANCE.c.seed)).scalar_one())

    def keep_report(self, report: Report) -> int:
        """Keep what is told to a publisher; gives its number."""
        row = {
            "at": _stamp(report.at),
            "section": report.section,
            "record_id": report.record_id,
            "name": report.name[:500],
            "recipient": report.recipient[:500],
            "words": report.words[:LONGEST_REPORT],
        }
        with database.writing(self._engine) as connection:
            return int(connection.execute(_REPORT.insert().returning(_REPORT.c.number), row).scalar_one())

    def delete_report(self, number: int) -> None:
        """Forget one report."""
        with database.writing(self._engine) as connection:
            connection.execute(_REPORT.delete().where(_REPORT.c.number == number))

    def reports(self, record_id: str | None = None) -> list[Report]:
        """The reports, latest first; those about one record where it is given."""
        found = select(_REPORT).order_by(_REPORT.c.number.desc())
        if record_id is not None:
            found = found.where(_REPORT.c.record_id == record_id)
        with database.known_trouble(), self._engine.connect() as connection:
            return [
                Report(
                    at=datetime.fromisoformat(row.at),
                    number=row.number,
                    **{
                        name: getattr(row, name)
                        for name in ("section", "record_id", "name", "recipient", "words")
                    },
                )
                for row in connection.execute(found)
            ]

    def _ids(self, table: Table) -> list[str]:
        with database.known_trouble(), self._engine.connect() as connection:
            return list(connection.scalars(select(table.c.service_id).order_by(table.c.position)))

    def _set(self, table: Table, service_ids: list[str]) -> None:
        rows = [{"service_id": id_, "position": at} for at, id_ in enumerate(dict.fromkeys(service_ids))]
        with database.writing(self._engine) as connection:
            connection.execute(table.delete())
            if rows:
                connection.execute(table.insert(), rows)

    def _append(self, table: Table, service_id: str) -> None:
        last = select(func.coalesce(func.max(table.c.position), -1) + 1).scalar_subquery()
        row = insert(table).values(service_id=service_id, position=last).on_conflict_do_nothing()
        with database.writing(self._engine) as connection:
            connection.execute(row)

    def _remove(self, table: Table, service_id: str) -> None:
        with database.writing(self._engine) as connection:
            connection.execute(table.delete().where(table.c.service_id == service_id))


def _stamp(moment: datetime) -> str:
    # UTC, so that text sorts as time does even when clocks go back in October.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
