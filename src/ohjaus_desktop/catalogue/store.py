"""The catalogue on this machine: one SQLite file that can be rebuilt at any time.

A row holds a record's canonical JSON, its hash and the little that is asked for by SQL. What has
disappeared from the central file is *retired*, not deleted: a page printed last week still finds
its service. The file has no migrations: when its shape changes it is emptied and filled again.
"""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import Engine

from ohjaus_desktop import database
from ohjaus_desktop.catalogue import news, rows
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.model import Location, Organization, Record, Service
from ohjaus_desktop.catalogue.navigation import Activity, Choice, Helpline, Need, Notice, Radius
from ohjaus_desktop.catalogue.problems import Problem
from ohjaus_desktop.catalogue.rows import SHAPE, read_active, read_numbers
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

__all__ = ["CatalogueStore", "count_services", "forget", "read_numbers"]

R = TypeVar("R", bound=Record)


def forget(path: Path) -> None:
    """Delete a damaged catalogue: unlike all else here it can be made again. Raises DatabaseTrouble."""
    try:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise database.DatabaseTrouble(
            text("A data file is damaged, and another program has it open."),
            text("Close every window of the program and open it again."),
        ) from error


class CatalogueStore:
    """Reads what is installed; ``sync`` writes it. Usable from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; empty it when it is damaged or its shape is not ours.

        Raises DatabaseTrouble.
        """
        self.path = path
        try:
            self.engine: Engine = _open(path)
        except database.DatabaseDamaged:
            forget(path)
            self.engine = _open(path)
        # PRAGMA data_version speaks for one connection: this one is kept for asking.
        self._watch = self.engine.raw_connection()
        self._watching = threading.Lock()

    def close(self) -> None:
        """Let go of the file."""
        self._watch.close()
        self.engine.dispose()

    def data_version(self) -> int:
        """A number that changes when anybody, another program too, has changed the catalogue."""
        with self._watching, database.known_trouble():
            cursor = self._watch.cursor()
            try:
                return int(cursor.execute("PRAGMA data_version").fetchone()[0])
            finally:
                cursor.close()

    def installed(self) -> Installed | None:
        """What is installed; None before the first sync."""
        with database.known_trouble(), self.engine.connect() as connection:
            return rows.read_facts(connection)

    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the installed file; ``Installed.problems`` counts all there were."""
        with database.known_trouble(), self.engine.connect() as connection:
            return rows.read_problems(connection)

    def news(self) -> tuple[news.News, ...]:
        """What has changed since the user last looked (``news_seen``), by section."""
        with database.known_trouble(), self.engine.connect() as connection:
            return news.read(connection)

    def news_seen(self, until: datetime | None = None) -> None:
        """The user has looked at the news; what came after ``until`` stays. Raises DatabaseTrouble."""
        if self.news_count():
            with database.writing(self.engine) as connection:
                news.seen(connection, until)

    def news_count(self) -> int:
        """How many records are not as they were when the user last looked."""
        with database.known_trouble(), self.engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM earlier").scalar_one())

    def services(self) -> list[Service]:
        """Every service of the central file, in a lasting order."""
        return self._all("services")

    def service(self, id_: str) -> Service | None:
        """One service, a retired one too."""
        return self._one(Service, "services", id_)

    def is_retired(self, id_: str) -> bool:
        """Whether a service is known but no longer in the central file."""
        return self._flag("retired", id_)

    def is_held(self, id_: str) -> bool:
        """Whether a service is an older version because the published one cannot be read."""
        return self._flag("held", id_)

    def organizations(self) -> list[Organization]:
        """Every organization of the central file."""
        return self._all("organizations")

    def organization(self, id_: str | None) -> Organization | None:
        """One organization, a retired one too."""
        return self._one(Organization, "organizations", id_)

    def locations(self) -> list[Location]:
        """Every place of the central file."""
        return self._all("locations")

    def location(self, id_: str | None) -> Location | None:
        """One place, a retired one too."""
        return self._one(Location, "locations", id_)

    def needs(self) -> list[Need]:
        """Groups and needs in the order of the file."""
        return self._all("needs")

    def activities(self) -> list[Activity]:
        """Kinds of help in the order of the file."""
        return self._all("activities")

    def helplines(self) -> list[Helpline]:
        """Helplines in their order, then in that of the file."""
        lines: list[Helpline] = self._all("helplines")
        return sorted(lines, key=lambda line: line.order)

    def notices(self) -> list[Notice]:
        """Every notice, past and coming ones too."""
        return self._all("notices")

    def choices(self) -> list[Choice]:
        """Reasons and outcomes in the order of the file."""
        return self._all("choices")

    def radii(self) -> list[Radius]:
        """How far people travel, by municipality."""
        return self._all("radii")

    def _all(self, section: str) -> list[Any]:
        with database.known_trouble(), self.engine.connect() as connection:
            return list(read_active(connection, section))

    def _one(self, type_: type[R], section: str, id_: str | None) -> R | None:
        found = "SELECT body FROM record WHERE section = ? AND id = ?"
        with database.known_trouble(), self.engine.connect() as connection:
            body = connection.exec_driver_sql(found, (section, id_)).scalar()
        return None if body is None else msgspec.json.decode(body, type=type_)

    def _flag(self, column: Literal["retired", "held"], id_: str) -> bool:
        found = f"SELECT {column} FROM record WHERE section = 'services' AND id = ?"  # noqa: S608
        with database.known_trouble(), self.engine.connect() as connection:
            return bool(connection.exec_driver_sql(found, (id_,)).scalar())


def count_services(store: CatalogueStore) -> int:
    """How many services are installed. Counted by the sync: to count 100,000 rows takes a second."""
    installed = store.installed()
    return installed.services if installed else 0


def _open(path: Path) -> Engine:
    engine = database.engine(path)
    try:
        with database.known_trouble(), engine.connect() as connection:
            current = database.version(connection) == SHAPE
        if not current:
            with database.writing(engine) as connection:
                if database.version(connection) != SHAPE:  # no other program was faster
                    rows.rebuild(connection)
                    database.set_version(connection, SHAPE)
    except KnownError:
        engine.dispose()
        raise
    return engine
