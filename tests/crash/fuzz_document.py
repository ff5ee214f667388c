"""Damage the example catalogue at random: the reader gives a Reading or a clear refusal, never else.

``python tests/crash/fuzz_document.py [--minutes N] [--seed N]`` is the full run; pytest runs a short
sample of the same. Half of the damage is done to bytes, half to the structure (values put in the place of
others, lists repeated, keys doubled, numbers that no computer has). Some of the damaged files go
through a whole sync as well: the store then holds the new catalogue or the one before, sound, and answers.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.outcome import SyncHeld
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.catalogue.store import CatalogueStore, read_numbers
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import search

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SYNC_EVERY = 8
"""Every how many damaged files one goes through a sync."""
SERVICES = 60

STRANGE: tuple[bytes, ...] = (
    b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"1E-999", b"9" * 400, b"-0", b"null", b"true",
    b'""', b'"\\ud800"', b'"\\udfff\\ud800"', b'"\\u0000"', b'"\\u001b[2J"', b'"\\u202e"', b'"\x00"',
    b'"\xff\xfe"', b'"\xed\xa0\x80"', b"[" * 1500 + b"]" * 1500, b'{"a":' * 1500 + b"1" + b"}" * 1500,
    b'"' + b"x" * 1_200_000 + b'"', b"[]", b"{}", b"[null]", b'"2026-02-30"', b'"0001-01-01"',
    b'"9999-12-31"', b'"24:00:00"', b'"12:00:00+02:00"', b'{"fi": 5}', b'{"": ""}', b'"../../etc"',
    b"18446744073709551616", b'"services"',
)  # fmt: skip
"""Values that a careless or a hostile publisher might write."""
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00", b" " * 5000, b"\n", b"<html>", b"\x1f\x8b\x08")


def small_example() -> bytes:
    """The example with so many of its services that hundreds of files can be tried in a minute."""
    plain = json.loads(paths.resource("example-catalogue.json").read_bytes())
    plain["services"] = plain["services"][:SERVICES]
    plain["sequence"] = 1
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def damaged(good: bytes, chance: random.Random) -> bytes:
    """The file after one to four damages."""
    data = good
    for _times in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice((_flip, _cut, _splice, _strange_value, _double_key, _encoded, _repeat))(
            data, chance
        )
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _times in range(chance.choice((1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    begin, end = sorted((_place(data, chance), _place(data, chance)))
    return data[:begin] + data[end:] if chance.random() < 0.7 else data[:begin]


def _splice(data: bytes, chance: random.Random) -> bytes:
    at, begin = _place(data, chance), _place(data, chance)
    return data[:at] + data[begin : begin + chance.choice((1, 40, 4000))] + data[at:]


def _strange_value(data: bytes, chance: random.Random) -> bytes:
    """Another value after one of the colons."""
    colon = data.find(b": ", _place(data, chance))
    ends = [end for end in (data.find(b",", colon), data.find(b"\n", colon)) if end > colon]
    if colon < 0 or not ends:
        return data
    return data[: colon + 2] + chance.choice(STRANGE) + data[min(ends) :]


def _double_key(data: bytes, chance: random.Random) -> bytes:
    brace = data.find(b"{", _place(data, chance))
    key = chance.choice((b"id", b"name", b"phones", b"services", b"needs", b"sequence", b"", b"colour"))
    if brace < 0:
        return data
    return data[: brace + 1] + b'"' + key + b'": ' + chance.choice(STRANGE) + b", " + data[brace + 1 :]


def _encoded(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return chance.choice(MARKS) + data + chance.choice((b"", *MARKS))
    return data.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252")), "replace"
    )


def _repeat(data: bytes, chance: random.Random) -> bytes:
    begin = data.find(b"{", _place(data, chance))
    end = data.find(b"}", begin) + 1
    return data if begin < 0 or not end else data[:end] + (b"," + data[begin:end]) * 3 + data[end:]


class Fuzz:
    """Damages one file again and again. found: what became of the files."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance, self.found = random.Random(seed), Counter[str]()
        self.good = small_example()
        self.file = folder / "published.json"
        self.store = CatalogueStore(folder / "catalogue.sqlite")
        self.file.write_bytes(self.good)
        self._sync(replace=True)

    def once(self, number: int) -> None:
        """One damaged file. Raises whatever the reader or the store does not bear."""
        data = damaged(self.good, self.chance)
        try:
            reading = document.read(data)
        except CatalogueRefused as refusal:
            self._told(refusal)
            self.found["refused"] += 1
        else:
            assert document.read(document.write(reading.catalogue)).catalogue == reading.catalogue
            self.found["problems told" if reading.problems else "read"] += 1
        if number % SYNC_EVERY == 0:
            self._through_a_sync(data)

    def _through_a_sync(self, data: bytes) -> None:
        before = self._facts()
        self.file.write_bytes(data)
        try:
            outcome = self._sync(force=self.chance.random() < 0.3)
        except (CatalogueRefused, SyncHeld, SourceFailed) as refusal:
            self._told(refusal)
            self.found["sync refused"] += self._is_as(before)
        else:
            assert self._facts()[0] == outcome.sequence
            self.found["sync installed"] += not outcome.same
        with self.store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            numbers = read_numbers(connection)
        assert len(self.store.services()) == len(numbers)
        self.store.news()
        self.file.write_bytes(self.good)
        self._sync(replace=True)
        assert len(self.store.services()) == SERVICES
        assert search.SearchIndex(self.store.engine).find("sosiaalipäivystys").anywhere

    def _is_as(self, before: tuple[int, str, int]) -> bool:
        assert self._facts() == before, "a refused file changed what is installed"
        return True

    @staticmethod
    def _told(refusal: KnownError) -> None:
        assert refusal.what
        assert refusal.do, refusal.what

    def _sync(self, **how: Any) -> sync.SyncOutcome:
        return sync.run(
            self.store, str(self.file), index=search.index, index_version=search.INDEX_VERSION, at=AT, **how
        )

    def _facts(self) -> tuple[int, str, int]:
        installed = self.store.installed()
        assert installed is not None
        return installed.sequence, installed.file_hash, len(self.store.services())


def main() -> None:
    """Run until the time is over and say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0, metavar="N", help="how long (10)")
    parser.add_argument("--seed", type=int, default=20261122, metavar="N", help="to repeat a run")
    options = parser.parse_args()
    ends, number = time.monotonic() + options.minutes * 60, 0
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder), options.seed)
        while time.monotonic() < ends:
            number += 1
            fuzz.once(number)
        fuzz.store.close()
    said = ", ".join(f"{times} {what}" for what, times in sorted(fuzz.found.items()))
    sys.stdout.write(f"{number} damaged files: {said}; nothing else happened\n")


if __name__ == "__main__":
    main()
