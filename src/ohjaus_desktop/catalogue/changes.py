"""What a new central file changes in the installed rows; only those rows are written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.document import SECTIONS
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.rows import Row, Rows, read_body
from ohjaus_desktop.database import Connection

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
class Plan:
    """What has to be written.

    insert: new rows; update: rows whose record changed, by number; retire: numbers of rows whose
    record has gone. touched, gone: keys of changed and of gone records by section.
    """

    insert: list[dict[str, Any]] = field(default_factory=list)
    update: list[dict[str, Any]] = field(default_factory=list)
    retire: list[int] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in SECTIONS})
    touched: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in SECTIONS})
    gone: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in SECTIONS})
    numbers: dict[str, int] = field(default_factory=dict)


def plan(
    sections: Mapping[str, Sequence[Any]],
    rows: Rows,
    held: set[tuple[str, str]],
    step: Callable[[], None],
) -> Plan:
    """Compare the records with what is installed.

    sections: the records to have. held: which of them are older versions of quarantined ones.
    step: called now and then; may raise Cancelled.
    """
    made = Plan()
    left = dict(rows)
    following = max((row.number for row in rows.values()), default=0) + 1
    for section, records in sections.items():
        for index, record in enumerate(records):
            if index % 500 == 0:
                step()
            id_ = document.key(section, record)
            old = left.pop((section, id_), None)
            number = old.number if old else following
            following += old is None
            _compare(made, section, id_, record, index, old, number, (section, id_) in held)
    for (section, id_), row in left.items():
        if not row.retired:
            made.retire.append(row.number)
            made.gone[section].add(id_)
            made.counts[section].gone += 1
    return made


def _compare(
    made: Plan, section: str, id_: str, record: Any, index: int, old: Row | None, number: int, held: bool
) -> None:
    body = document.encode(record)
    digest = hashlib.blake2b(body, digest_size=16).digest()
    position = index if section in _ORDERED else 0
    counts = made.counts[section]
    if section == "services":
        made.numbers[id_] = number
    if old is None or old.retired:
        counts.new += 1
    elif old.hash != digest:
        counts.changed += 1
    else:
        counts.unchanged += 1
    if old and (old.hash, old.position, old.retired, old.held) == (digest, position, False, held):
        return
    if old is None or old.retired or old.hash != digest or old.position != position:
        made.touched[section].add(id_)
    row = {"position": position, "hash": digest, "body": body, "held": held}
    if old is None:
        made.insert.append({"number": number, "section": section, "id": id_, "retired": False, **row})
    else:
        made.update.append({"number": number, **row})


def count_lost_numbers(made: Plan, rows: Rows, connection: Connection) -> int:
    """How many services would lose their main number: a wrong one reaches a client in distress."""
    changed = {rows["services", id_].number for id_ in made.touched["services"] if ("services", id_) in rows}
    lost = 0
    for change in made.update:
        if change["number"] in changed:
            lost += _lost_number(read_body(connection, change["number"]), change["body"])
    return lost


def _lost_number(old: bytes, new: bytes) -> bool:
    before, after = (msgspec.json.decode(body, type=Service).phones for body in (old, new))
    return bool(before) and _digits(before[0].number) not in {_digits(phone.number) for phone in after}


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
