"""A desk that follows one published file, for tests of the sync."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import structs
from sqlalchemy import Connection

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.sync import IndexWork, SyncOutcome
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SMALL = small_catalogue()


class Desk:
    """One data folder, a file somebody publishes, and an indexer that remembers what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = CatalogueStore(folder / "catalogue.sqlite")
        self.file = folder / "published.json"
        self.works: list[IndexWork] = []

    def index(self, connection: Connection, work: IndexWork) -> None:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS indexed (number INTEGER PRIMARY KEY, id TEXT)")
        if work.everything:
            connection.exec_driver_sql("DELETE FROM indexed")
        for service in work.services:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO indexed VALUES (?, ?)", (work.numbers[service.id], service.id)
            )
        for number in work.gone.values():
            connection.exec_driver_sql("DELETE FROM indexed WHERE number = ?", (number,))
        # Services are read while the transaction lasts; what was told is looked at afterwards.
        self.works.append(replace(work, services=list(work.services)))

    def publish(self, catalogue: Catalogue | bytes) -> None:
        self.file.write_bytes(catalogue if isinstance(catalogue, bytes) else document.write(catalogue))

    def sync(self, catalogue: Catalogue | bytes | None = None, **options: Any) -> SyncOutcome:
        if catalogue is not None:
            self.publish(catalogue)
        options.setdefault("address", str(self.file))
        return sync.run(self.store, index=self.index, at=AT, **options)

    def names(self) -> list[str]:
        return sorted(texts.translator("fi").name(each.name) for each in self.store.services())

    def indexed(self) -> set[str]:
        with self.store.engine.connect() as connection:
            return set(connection.exec_driver_sql("SELECT id FROM indexed").scalars())

    def rows(self) -> list[Any]:
        with sqlite3.connect(self.folder / "catalogue.sqlite") as connection:
            return connection.execute("SELECT * FROM record ORDER BY number").fetchall()


def later(services: Sequence[Service] = SMALL.services, **changes: Any) -> Catalogue:
    """The next edition of the small catalogue."""
    return structs.replace(SMALL, **({"sequence": 8, "services": list(services)} | changes))


def renamed(*indexes: int, **changes: Any) -> list[Service]:
    """The services, some of them changed."""
    return [
        structs.replace(each, **(changes or {"name": f"Uusi {index}"})) if index in indexes else each
        for index, each in enumerate(SMALL.services)
    ]
