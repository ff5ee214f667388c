"""Kill a sync at many moments; after each the catalogue must be the old one or the new one, whole.

``python tests/crash/kill_during_sync.py [MOMENTS]`` (100 unless told) is the full run; pytest runs
a short sample of the same. Every other kill comes after a share of the database's own work
(counted in SQLite's virtual machine), the rest after a share of the time that a whole sync takes.
A third of the kills each meet a sync, the acceptance of a file that was held back, and the return to
the previous file. What is told as news must fit the catalogue that is found.
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
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from msgspec import structs
from sqlalchemy import Engine, event

from ohjaus_desktop.catalogue import document, kept, sync
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.postings import numbered
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
SERVICES = 300
How = Literal["sync", "accept", "restore"]
_STEP = 200  # operations of SQLite's virtual machine between two counts


HOWS: tuple[How, ...] = ("sync", "accept", "restore")


def edition(sequence: int, *, fewer: bool = False) -> Catalogue:
    """Three hundred services; every edition changes half of them, drops some and adds some.

    fewer: a third of them is missing, which a person has to accept.
    """
    small = small_catalogue()
    services = [
        structs.replace(
            small.services[number % 12],
            id=f"service-{number}",
            name=f"Palvelu {number}" if number % 2 else f"Palvelu {number}, painos {sequence}",
            description="Pitkä kuvaus. " * 40,
        )
        for number in range(10 * sequence, (SERVICES * 2 // 3 if fewer else SERVICES) + 10 * sequence)
    ]
    return structs.replace(small, sequence=sequence, services=services)


def child(folder: Path, kill_after: int, how: How) -> None:
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
    if how == "restore":
        sync.restore_previous(store, index=search.index, at=AT)
    else:
        sync.run(
            store, str(folder.parent / "published.json"), index=search.index, at=AT, force=how == "accept"
        )
    sys.stdout.write(f"{done}\n")


class Trial:
    """One data folder, copied for every kill, in which something is about to be done.

    how: edition 2 is published and followed; edition 2 was held back and is accepted; edition 2 is
    installed and edition 1 brought back.
    """

    def __init__(self, folder: Path, how: How = "sync") -> None:
        self.folder, self.how = folder, how
        self.start = folder / "start"
        self.start.mkdir()
        self.services: dict[int, dict[str, Service]] = {}
        self._publish(edition(1))
        store = CatalogueStore(self.start / "catalogue.sqlite")
        _follow(store, self.start)
        self._publish(edition(2, fewer=how == "accept"))
        if how == "accept":
            with suppress(SyncHeld):
                _follow(store, self.start)
            assert (self.start / "sources" / kept.HELD).exists()
        elif how == "restore":
            _follow(store, self.start)
        store.close()
        process = self._begin(self._copy("whole"), 0)
        began = time.monotonic()
        self.operations = int(process.communicate()[0])
        self.seconds = time.monotonic() - began

    def _publish(self, made: Catalogue) -> None:
        (self.folder / "published.json").write_bytes(document.write(made))
        self.services[made.sequence] = {service.id: service for service in made.services}

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.start, self.folder / name))

    def _begin(self, folder: Path, kill_after: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, __file__, "--child", str(folder), str(kill_after), self.how],
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
            expected = self.services[facts.sequence]
            assert {service.id: service for service in store.services()} == expected
            assert _told(store) == _changed(self.services[1], expected)
            with store.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                names = connection.exec_driver_sql("SELECT name FROM search_word").scalars()
                assert len({number for name in names for number in numbered(name)}) == len(expected)
            self._go_on(store, folder)
        finally:
            store.close()
        return "old" if (facts.sequence == 1) is (self.how != "restore") else "new"

    def _go_on(self, store: CatalogueStore, folder: Path) -> None:
        """What comes next is not hindered by what the killed one left behind."""
        was_restored = self.how == "restore" and store.services()[0].id in self.services[1]
        outcome = _follow(store, folder, force=self.how == "accept")
        brought_back = was_restored and outcome.hold_above is not None
        assert (outcome.sequence, outcome.hold_above) == ((1, 2) if brought_back else (2, None))
        assert {service.id for service in store.services()} == self.services[outcome.sequence].keys()
        kept_file = kept.read(folder / "sources" / kept.CURRENT)
        assert kept_file is not None
        assert kept_file[1].sequence == outcome.sequence


def _follow(store: CatalogueStore, folder: Path, *, force: bool = False) -> SyncOutcome:
    """Sync with the published edition."""
    return sync.run(store, str(folder.parent / "published.json"), index=search.index, at=AT, force=force)


def _told(store: CatalogueStore) -> dict[str, str]:
    return {one.id: one.kind for one in store.news()}


def _changed(before: dict[str, Service], now: dict[str, Service]) -> dict[str, str]:
    """What the news must say after the change from one edition to another."""
    told = dict.fromkeys(now.keys() - before.keys(), "new")
    told |= dict.fromkeys(before.keys() - now.keys(), "gone")
    return told | {id_: "changed" for id_ in before.keys() & now.keys() if before[id_] != now[id_]}


def moments(number: int) -> Iterator[tuple[float, bool]]:
    """Shares of a sync, evenly spread; every other one by time."""
    for index in range(number):
        yield (index + 1) / number * 1.02, index % 2 == 0


def main(number: int) -> None:
    """Run all moments and say what was found."""
    for place, how in enumerate(HOWS):
        share = number // len(HOWS) + (place < number % len(HOWS))
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder), how)
            found = Counter(trial.kill(moment, by_time=by_time) for moment, by_time in moments(share))
        sys.stdout.write(f"{how}: {share} kills: {found['old']} old, {found['new']} new, every one whole\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), int(sys.argv[3]), cast("How", sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
