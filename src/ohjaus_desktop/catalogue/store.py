"""The catalogue on this machine: one SQLite file that can be rebuilt at any time.

A row holds a record's canonical JSON, its hash and the little that is asked for by SQL. What has
disappeared from the central file is *retired*, not deleted: a page printed last week still finds
its service. The file has no migrations: when its shape changes it is emptied and filled again.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    select,
)

from ohjaus_desktop import database
from ohjaus_desktop.catalogue.document import SECTIONS
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.model import Location, Organization, Record, Service
from ohjaus_desktop.catalogue.navigation import Activity, Choice, Helpline, Need, Notice, Radius
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

SHAPE = 1
"""Grows when the tables below or the model change: the file is then rebuilt."""

metadata = MetaData()
RECORDS = Table(
    "record",
    metadata,
    Column("number", Integer, primary_key=True, comment="stays with the record; the search index uses it"),
    Column("section", String, nullable=False),
    Column("id", String, nullable=False),
    Column("position", Integer, nullable=False, comment="place in the file where the order matters"),
    Column("hash", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="canonical JSON"),
    Column("retired", Boolean, nullable=False, default=False, comment="no longer in the central file"),
    Column("held", Boolean, nullable=False, default=False, comment="an older version; the new one is bad"),
    UniqueConstraint("section", "id"),
)
FACTS = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("facts", LargeBinary, nullable=False, comment="Installed, as JSON"),
)

_BODY = select(RECORDS.c.body).where(RECORDS.c.number == bindparam("at_number"))
_INSERT = (
    "INSERT INTO record (number, section, id, position, hash, body, retired, held) "
    "VALUES (:number, :section, :id, :position, :hash, :body, :retired, :held)"
)

R = TypeVar("R", bound=Record)


class Row(NamedTuple):
    """An installed record without its body."""

    number: int
    hash: bytes
    position: int
    retired: bool
    held: bool


Rows = dict[tuple[str, str], Row]
"""Installed records by section and key."""


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
            return read_facts(connection)

    def services(self) -> list[Service]:
        """Every service of the central file, in a lasting order."""
        return self._all("services")

    def service(self, id_: str) -> Service | None:
        """One service, a retired one too."""
        return self._one(Service, "services", id_)

    def is_retired(self, id_: str) -> bool:
        """Whether a service is known but no longer in the central file."""
        return self._flag(RECORDS.c.retired, id_)

    def is_held(self, id_: str) -> bool:
        """Whether a service is an older version because the published one cannot be read."""
        return self._flag(RECORDS.c.held, id_)

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
            return read_active(connection, section)

    def _one(self, type_: type[R], section: str, id_: str | None) -> R | None:
        found = select(RECORDS.c.body).where(RECORDS.c.section == section, RECORDS.c.id == id_)
        with database.known_trouble(), self.engine.connect() as connection:
            body = connection.scalar(found)
        return None if body is None else msgspec.json.decode(body, type=type_)

    def _flag(self, column: Column[bool], id_: str) -> bool:
        found = select(column).where(RECORDS.c.section == "services", RECORDS.c.id == id_)
        with database.known_trouble(), self.engine.connect() as connection:
            return bool(connection.scalar(found))


def read_facts(connection: Connection) -> Installed | None:
    """What the file says about itself."""
    facts = connection.scalar(select(FACTS.c.facts))
    return None if facts is None else msgspec.json.decode(facts, type=Installed)


def write_facts(connection: Connection, installed: Installed) -> None:
    """Say what is installed, in the transaction that installs it."""
    connection.execute(FACTS.delete())
    connection.execute(FACTS.insert(), {"id": 1, "facts": msgspec.json.encode(installed)})


def read_rows(connection: Connection) -> Rows:
    """Every installed record, retired ones too, without its body."""
    columns = (RECORDS.c[name] for name in ("section", "id", *Row._fields))
    return {(section, id_): Row(*rest) for section, id_, *rest in connection.execute(select(*columns))}


def read_body(connection: Connection, number: int) -> bytes:
    """The canonical JSON of one installed record."""
    body: bytes = connection.execute(_BODY, {"at_number": number}).scalar_one()
    return body


def forget_records(connection: Connection) -> None:
    """Make room for another catalogue."""
    connection.execute(RECORDS.delete())


def write_records(
    connection: Connection,
    insert: Sequence[Mapping[str, Any]],
    update: Sequence[Mapping[str, Any]],
    retire: Sequence[int],
) -> None:
    """Write what changed.

    insert: whole rows; update: columns with the row's number as ``at_number``; retire: numbers.
    """
    if insert:
        # Straight to the driver: building the parameters of 20,000 statements takes longer.
        connection.exec_driver_sql(_INSERT, list(insert))
    here = RECORDS.update().where(RECORDS.c.number == bindparam("at_number"))
    if update:
        connection.execute(here.values(retired=False), list(update))
    if retire:
        connection.execute(here.values(retired=True), [{"at_number": number} for number in retire])


def read_active(connection: Connection, section: str) -> list[Any]:
    """The records of one section as the running transaction sees them."""
    found = (
        select(RECORDS.c.body)
        .where(RECORDS.c.section == section, ~RECORDS.c.retired)
        .order_by(RECORDS.c.position, RECORDS.c.number)
    )
    decoder = msgspec.json.Decoder(SECTIONS[section])
    return [decoder.decode(body) for body in connection.scalars(found)]


def read_numbers(connection: Connection) -> dict[str, int]:
    """The lasting number of every service that is not retired."""
    found = select(RECORDS.c.id, RECORDS.c.number).where(RECORDS.c.section == "services", ~RECORDS.c.retired)
    return {row.id: row.number for row in connection.execute(found)}


def count_services(store: CatalogueStore) -> int:
    """How many services are installed."""
    found = select(func.count()).where(RECORDS.c.section == "services", ~RECORDS.c.retired)
    with database.known_trouble(), store.engine.connect() as connection:
        return connection.scalar(found) or 0


def _open(path: Path) -> Engine:
    engine = database.engine(path)
    try:
        with database.known_trouble(), engine.connect() as connection:
            current = database.version(connection) == SHAPE
        if not current:
            with database.writing(engine) as connection:
                _rebuild(connection)
    except KnownError:
        engine.dispose()
        raise
    return engine


def _rebuild(connection: Connection) -> None:
    """Empty the file, the search index included, and make today's tables."""
    if database.version(connection) == SHAPE:
        return  # another program was faster
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    # A virtual table takes its shadow tables along, so it goes first.
    for virtual in (" AND sql LIKE 'CREATE VIRTUAL%'", ""):
        for name in connection.exec_driver_sql(names + virtual).scalars().all():
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    metadata.create_all(connection)
    database.set_version(connection, SHAPE)
