"""What a central file changes in the installed rows; only those rows are written.

The records come one by one and are written in batches, inside the transaction of the sync.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ohjaus_desktop.catalogue import news, rows
from ohjaus_desktop.catalogue.model import Phone, Service
from ohjaus_desktop.catalogue.passing import Passed
from ohjaus_desktop.catalogue.sections import SECTIONS, encode
from ohjaus_desktop.database import Connection

BATCH = 500
"""Records that are compared and written at once."""

# Elsewhere the order says nothing, and a record put first must not rewrite all that follow.
_ORDERED = {"needs", "activities", "helplines", "choices"}


@dataclass(slots=True)
class Counts:
    """How many records of one section are new, changed, gone, unchanged or quarantined.

    gone: disappeared from the file and were retired. A record that comes back counts as new.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    quarantined: int = 0


@dataclass(slots=True)
class Changes:
    """What has been written.

    to_index: id → number of the services whose words may be others, by their own record or by that
    of their organization or place. first: nothing was installed, so these are all there are. gone:
    id → number of the services that went. navigation: a need or an activity changed: its words belong
    to every service that answers it. defunct, lost_numbers: of the services, what the guard asks for.
    written: how many rows.
    """

    counts: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in SECTIONS})
    first: bool = False
    to_index: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    navigation: bool = False
    defunct: int = 0
    lost_numbers: int = 0
    written: int = 0


class Writer:
    """Compares records with the installed ones and writes those that differ."""

    def __init__(self, connection: Connection, at: str, *, empty: bool) -> None:
        """at: when, for the news. empty: nothing is installed, so nothing is compared and no news."""
        self.made = Changes(first=empty)
        self._connection, self._at, self._empty = connection, at, empty
        self._batch: list[Passed] = []
        self._next = rows.highest_number(connection) + 1
        self._seen = bytearray(self._next)
        self._touched: dict[str, set[str]] = {"organizations": set(), "locations": set()}

    def take(self, passed: Passed) -> bool:
        """Take in one record of the file; tells whether a batch was written."""
        full = bool(self._batch) and (len(self._batch) >= BATCH or self._batch[0].section != passed.section)
        if full:
            self._flush()
        self._batch.append(passed)
        return full

    def finish(self, left_out: set[tuple[str, str]]) -> None:
        """All records have been taken: mark older versions that stay, retire what has gone.

        left_out: section and id of the records whose new version is bad.
        """
        self._flush()
        if self._empty:
            return
        for section, id_ in sorted(left_out):
            self._keep_older(section, id_)
        self._retire()
        news.settle(self._connection)

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        section = batch[0].section
        if self._empty:
            self._fill(section, batch)
        else:
            self._compare(section, batch)

    def _fill(self, section: str, batch: list[Passed]) -> None:
        """The first records of all: there is nothing to compare them with."""
        ordered = section in _ORDERED
        bodies = [encode(one.record) for one in batch]
        insert = [
            (number, section, one.id, one.place if ordered else 0, _hash(body), body)
            for number, (one, body) in enumerate(zip(batch, bodies, strict=True), self._next)
        ]
        rows.insert(self._connection, insert)
        if section == "services":
            self.made.to_index.update((row[2], row[0]) for row in insert)
        self._next += len(batch)
        self.made.written += len(batch)
        self.made.counts[section].new += len(batch)

    def _compare(self, section: str, batch: list[Passed]) -> None:
        old = rows.read_rows(self._connection, section, [one.id for one in batch])
        insert: list[tuple[Any, ...]] = []
        update: list[tuple[Any, ...]] = []
        renewed: list[int] = []
        now: dict[int, bytes] = {}
        for one in batch:
            body = encode(one.record)
            digest = _hash(body)
            position = one.place if section in _ORDERED else 0
            row = old.get(one.id)
            if row is None:
                number, self._next = self._next, self._next + 1
                insert.append((number, section, one.id, position, digest, body))
            else:
                number = row.number
                self._seen[number] = 1
                if (row.hash, row.position, row.retired, row.held) != (digest, position, False, False):
                    update.append((position, digest, body, number))
            self._count(section, one, row, digest, position, number)
            if row is not None and (row.retired or row.hash != digest):
                renewed.append(number)
            if row is not None and not row.retired and row.hash != digest and section == "services":
                now[number] = body
        self._look_at_numbers(now)
        news.note_changed(self._connection, section, renewed, self._at)
        news.note_new(self._connection, section, [row[2] for row in insert], self._at)
        rows.insert(self._connection, insert)
        rows.update(self._connection, update)
        self.made.written += len(insert) + len(update)

    def _count(
        self, section: str, one: Passed, row: rows.Row | None, digest: bytes, position: int, number: int
    ) -> None:
        made, counts = self.made, self.made.counts[section]
        if row is None or row.retired:
            counts.new += 1
        elif row.hash != digest:
            counts.changed += 1
        else:
            counts.unchanged += 1
        touched = row is None or row.retired or row.hash != digest
        if section in self._touched and touched:
            self._touched[section].add(one.id)
        elif section in {"needs", "activities"}:
            made.navigation = made.navigation or touched or (row is not None and row.position != position)
        elif section == "services":
            made.defunct += touched and one.record.status == "defunct"
            if touched or self._is_touched(one.record):
                made.to_index[one.id] = number

    def _look_at_numbers(self, now: dict[int, bytes]) -> None:
        """now: the new bodies of changed services, by number."""
        if now:
            before = rows.read_bodies(self._connection, list(now))
            self.made.lost_numbers += sum(_lost_number(old, now[number]) for number, old in before.items())

    def _keep_older(self, section: str, id_: str) -> None:
        row = rows.read_rows(self._connection, section, [id_])[id_]
        self._seen[row.number] = 1
        self.made.counts[section].unchanged += 1
        if not row.held:
            rows.mark_held(self._connection, row.number)
            self.made.written += 1
        if section == "services":
            body = rows.read_bodies(self._connection, [row.number])[row.number]
            if self._is_touched(msgspec.json.decode(body, type=Service)):
                self.made.to_index[id_] = row.number

    def _retire(self) -> None:
        gone: list[tuple[int, str]] = []
        for number, section, id_ in rows.active(self._connection):
            if number >= len(self._seen) or self._seen[number]:
                continue
            gone.append((number, section))
            self.made.counts[section].gone += 1
            if section == "services":
                self.made.gone[id_] = number
            elif section in {"needs", "activities"}:
                self.made.navigation = True
        for start in range(0, len(gone), BATCH):
            part = gone[start : start + BATCH]
            for section in {section for _number, section in part}:
                numbers = [number for number, own in part if own == section]
                news.note_changed(self._connection, section, numbers, self._at)
                rows.retire(self._connection, numbers)
        self.made.written += len(gone)

    def _is_touched(self, service: Service) -> bool:
        """Whether the service's organization or one of its places has changed."""
        organizations, locations = self._touched["organizations"], self._touched["locations"]
        return service.organization_id in organizations or any(
            place.location_id in locations for place in service.service_at_locations
        )


def _hash(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()


class _Phones(msgspec.Struct):
    phones: list[Phone] = []


def _lost_number(old: bytes, new: bytes) -> bool:
    """Whether the main number is lost: a wrong one reaches a client in distress."""
    before, after = (msgspec.json.decode(body, type=_Phones).phones for body in (old, new))
    return bool(before) and _digits(before[0].number) not in {_digits(phone.number) for phone in after}


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
