"""The daybook's tables of unmet needs. What may stand in them the tables know themselves (``steps``)."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, ColumnElement, Integer, MetaData, String, Table, select, tuple_

from ohjaus_desktop import database
from ohjaus_desktop.daybook.unmet.periods import Half, kept_from
from ohjaus_desktop.daybook.unmet.record import SENSITIVE, UNKNOWN, Unmet
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text

_metadata = MetaData()
_FIELDS = ("day", "need", "area", "age", "way")
_CENTURY = 20
"""Years 20xx: the tables take no other (``steps``). A dead battery sets clocks back to 1970."""
_UNMET = Table(
    "unmet",
    _metadata,
    Column("number", Integer, primary_key=True),
    *(Column(name, String) for name in _FIELDS),
)
_REASON = Table(
    "unmet_reason",
    _metadata,
    Column("unmet", Integer, primary_key=True),
    Column("reason", String, primary_key=True),
)
_MET = Table(
    "unmet_met",
    _metadata,
    *(Column(name, String, primary_key=True) for name in ("need", "area", "service_id")),
    Column("day", String),
)
_IS_ALONE = tuple_(_MET.c.need, _MET.c.area).not_in(select(_UNMET.c.need, _UNMET.c.area))
"""What came for a need of which no record is left."""


@dataclass(frozen=True, slots=True)
class Met:
    """A service that has come for a need in an area after the need was written down.

    day: when its record was first seen here.
    """

    need: str
    area: str
    service_id: str
    day: date


class UnmetNeeds:
    """What was written down in one daybook. Usable from several threads and programs."""

    def __init__(self, engine: database.Engine) -> None:
        """engine: the daybook's."""
        self._engine = engine

    def keep(self, one: Unmet) -> int:
        """Write one down and let go of what is past its time; gives its number, to take it back.

        Raises DatabaseTrouble, and KnownError on a machine whose clock is in another century.
        """
        if one.day.year // 100 != _CENTURY:
            raise KnownError(
                text("This machine's clock shows {date}.", date=current().date(one.day)),
                text("Check the date and time of this machine."),
            )
        # By chance: numbers in a row would tell between which days a sensitive need was written down.
        number = secrets.randbits(62)
        row = {name: str(getattr(one, name)) for name in _FIELDS}
        with database.writing(self._engine) as connection:
            connection.execute(_UNMET.insert(), {"number": number, **row})
            connection.execute(
                _REASON.insert(), [{"unmet": number, "reason": reason} for reason in sorted(one.reasons)]
            )
            _forget_before(connection, kept_from(one.day))
        return number

    def remove(self, number: int) -> None:
        """Take one back. Raises DatabaseTrouble."""
        with database.writing(self._engine) as connection:
            connection.execute(_UNMET.delete().where(_UNMET.c.number == number))

    def forget_old(self, on: date) -> None:
        """Let go of what is past its time on a day. Raises DatabaseTrouble.

        Nothing is written where there is nothing to let go: who only looks waits for nobody who writes.
        """
        outdated = (select(_UNMET.c.need).where(_before(kept_from(on))), select(_MET.c.need).where(_IS_ALONE))
        with database.known_trouble(), self._engine.connect() as connection:
            if not any(connection.execute(one.limit(1)).first() for one in outdated):
                return
        with database.writing(self._engine) as connection:
            _forget_before(connection, kept_from(on))

    def within(self, half: Half) -> list[Unmet]:
        """All of a half-year. Raises DatabaseTrouble."""
        days = _UNMET.c.day.between(half.first.isoformat(), half.last.isoformat())
        joined = _UNMET.outerjoin(_REASON, _REASON.c.unmet == _UNMET.c.number)
        found = select(_UNMET, _REASON.c.reason).select_from(joined).where(days)
        rows: dict[int, dict[str, str]] = {}
        reasons: dict[int, set[str]] = defaultdict(set)
        with database.known_trouble(), self._engine.connect() as connection:
            for row in connection.execute(found):
                rows[row.number] = {name: getattr(row, name) for name in _FIELDS[1:]} | {"day": row.day}
                reasons[row.number].add(row.reason)
        return [
            Unmet(
                date.fromisoformat(row["day"]),
                row["need"],
                frozenset(reasons[number]),
                row["area"],
                row["age"],
                row["way"],
            )
            for number, row in rows.items()
        ]

    def halves(self) -> list[Half]:
        """The half-years in which something was written down, latest first. Raises DatabaseTrouble."""
        with database.known_trouble(), self._engine.connect() as connection:
            days = connection.scalars(select(_UNMET.c.day).distinct())
            return sorted({Half.of(date.fromisoformat(day)) for day in days}, reverse=True)

    def waiting(self) -> frozenset[tuple[str, str]]:
        """Every need and area for which a service may yet come. Raises DatabaseTrouble."""
        found = select(_UNMET.c.need, _UNMET.c.area).distinct()
        found = found.where(_UNMET.c.need != SENSITIVE, _UNMET.c.area != UNKNOWN)
        with database.known_trouble(), self._engine.connect() as connection:
            return frozenset((row.need, row.area) for row in connection.execute(found))

    def note_met(self, met: list[Met]) -> None:
        """Remember services that have come; each is remembered once. Raises DatabaseTrouble."""
        if met:
            rows = [
                {"need": one.need, "area": one.area, "service_id": one.service_id, "day": str(one.day)}
                for one in met
            ]
            with database.writing(self._engine) as connection:
                connection.execute(_MET.insert().prefix_with("OR IGNORE"), rows)

    def met(self) -> list[Met]:
        """The services that have come, latest first. Raises DatabaseTrouble."""
        found = select(_MET).order_by(_MET.c.day.desc(), _MET.c.service_id)
        with database.known_trouble(), self._engine.connect() as connection:
            return [
                Met(row.need, row.area, row.service_id, date.fromisoformat(row.day))
                for row in connection.execute(found)
            ]


def _forget_before(connection: database.Connection, day: date) -> None:
    connection.execute(_UNMET.delete().where(_before(day)))
    connection.execute(_MET.delete().where(_IS_ALONE))


def _before(day: date) -> ColumnElement[bool]:
    return _UNMET.c.day < day.isoformat()
