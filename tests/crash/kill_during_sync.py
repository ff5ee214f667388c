"""Kill a sync at many moments; after each the catalogue must be the old one or the new one, whole.

``python tests/crash/kill_during_sync.py [MOMENTS]`` (50 unless told) is the full run; pytest runs
a short sample of the same. Every other kill comes after a share of the database's own work
(counted in SQLite's virtual machine), the rest after a share of the time that a whole sync takes.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from msgspec import structs
from sqlalchemy import Engine, event

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.postings import unpacked
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SERVICES = 600
_STEP = 200  # operations of SQLite's virtual machine between two counts


def edition(sequence: int) -> Catalogue:
    """Six hundred services; every edition changes half of them, drops some and adds some."""
    small = small_catalogue()
    services = [
        structs.replace(
            small.services[number % 12],
            id=f"service-{number}",
            name=f"Palvelu {number}" if number % 2 else f"Palvelu {number}, painos {sequence}",
            description="Pitkä kuvaus. " * 40,
        )
        for number in range(10 * sequence, SERVICES + 10 * sequence)
    ]
    return structs.replace(small, sequence=sequence, services=services)


def child(folder: Path, kill_after: int) -> None:
    """Sync the published edition; die after so many thousand operations, 0: live and say how many."""
    done = 0

    def count() -> int:
        nonlocal done
        done += 1
        if done == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    @event.listens_for(Engine, "connect")
    def _count(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_progress_handler(count, _STEP)

    store = CatalogueStore(folder / "catalogue.sqlite")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sync.run(store, str(folder / "new.json"), index=search.index, at=AT)
    sys.stdout.write(f"{done}\n")


class Trial:
    """One data folder with edition 1 installed and edition 2 published, copied for every kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start = folder / "start"
        self.start.mkdir()
        self.old, self.new = (self._write(number) for number in (1, 2))
        store = CatalogueStore(self.start / "catalogue.sqlite")
        sync.run(store, str(self.start / "new.json").replace("new", "old"), index=search.index, at=AT)
        store.close()
        process = self._begin(self._copy("whole"), 0)
        began = time.monotonic()
        self.operations = int(process.communicate()[0])
        self.seconds = time.monotonic() - began

    def _write(self, sequence: int) -> dict[str, Service]:
        made = edition(sequence)
        (self.start / ("old.json", "new.json")[sequence - 1]).write_bytes(document.write(made))
        return {service.id: service for service in made.services}

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.start, self.folder / name))

    def _begin(self, folder: Path, kill_after: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, __file__, "--child", str(folder), str(kill_after)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def kill(self, share: float, *, by_time: bool) -> str:
        """Kill a sync after a share of its work; say which edition is there. Fails when none is."""
        folder = self._copy(f"killed-{share:.3f}-{by_time}")
        process = self._begin(folder, 0 if by_time else max(1, round(share * self.operations)))
        try:
            process.communicate(timeout=share * self.seconds if by_time else 60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        found = self._look(folder)
        shutil.rmtree(folder)
        return found

    def _look(self, folder: Path) -> str:
        store = CatalogueStore(folder / "catalogue.sqlite")
        try:
            facts = store.installed()
            assert facts is not None
            expected = {1: self.old, 2: self.new}[facts.sequence]
            assert {service.id: service for service in store.services()} == expected
            with store.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                names = connection.exec_driver_sql("SELECT name FROM search_word").scalars()
                assert len({number for name in names for number in unpacked(name)}) == len(expected)
            # The next sync is not hindered by what the killed one left behind.
            assert sync.run(store, str(folder / "new.json"), index=search.index, at=AT).sequence == 2
            assert len(store.services()) == SERVICES
        finally:
            store.close()
        return ("old", "new")[facts.sequence - 1]


def moments(number: int) -> Iterator[tuple[float, bool]]:
    """Shares of a sync, evenly spread; every other one by time."""
    for index in range(number):
        yield (index + 1) / number * 1.02, index % 2 == 0


def main(number: int) -> None:
    """Run all moments and say what was found."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        found = Counter(trial.kill(share, by_time=by_time) for share, by_time in moments(number))
    sys.stdout.write(f"{number} kills: {found['old']} old, {found['new']} new, every one whole\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
