"""Kill the register's work, or pull its plug, at many moments; nothing acknowledged may be lost.

``python tests/crash/crash_register.py [KILLS [CUTS]]`` (300 kills and 60 power cuts unless told) is
the full run; pytest runs a short sample. A kill is a SIGKILL at some moment of a step, each write path
in turn. A power cut kills too, and then the disk forgets what was not synced (``forgetful_disk``).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import argon2.low_level

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from crash import forgetful_disk
from crash.register_examined import Told, examine
from crash.register_work import WORDS, Work, begin, vault
from register import quick_stretch

KINDS = (
    *("set up first", "draft", "request", "outcome", "undo", "follow-up", "correct", "hand over", "disclose"),
    *("daily backup", "reject", "view", "pass on", "take back", "discard", "error", "withdraw", "retention"),
    *("expiry", "erase", "passphrase", "code", "code typed back", "worker added", "PIN", "worker gone"),
    *("backup", "restore", "pack", "unpack", "set-up"),
)
"""The write paths, as ``register_work`` calls them; a kill meant for one may come just after it."""


def child(folder: Path, *, careless: bool) -> None:
    """Work until killed. careless: never wait for the disk, to see that a power cut is noticed."""

    def say(*words: Any) -> None:
        os.write(1, (json.dumps(words) + "\n").encode())

    argon2.low_level.hash_secret_raw = quick_stretch.hash_secret_raw
    if not (folder / "register").exists():
        say("begin", "set up first", [""])
        begin(folder).close()
        say("done", "set up first", ["", {}])
    found = vault(folder)
    register = found.open_with_words(WORDS.format(number=0))
    work = Work(folder, register, found, say)
    if careless:
        work.restore = lambda: None  # it would open another connection, a careful one
        with closing(register._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA synchronous=OFF").close()
    while True:
        work.round()


class Trial:
    """A folder for many blows. found: how often which step was under way, and what became of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: Counter[tuple[str, str, str]] = Counter()
        self._takes = dict.fromkeys(KINDS, 0.01)

    def kill(self, seed: int) -> None:
        """Kill the work once, and look."""
        place = self.folder / f"kill-{seed}"
        place.mkdir()
        told = self._work(place, seed)
        self.found["kills", told.doing, examine(place, told)] += 1
        shutil.rmtree(place)

    def cut(self, seed: int, *, careless: bool = False) -> None:
        """Pull the plug once, and look at what is left."""
        disk = forgetful_disk.Disk()
        left = self.folder / f"cut-{seed}"
        try:
            told = self._work(disk.folder, seed, careless=careless)
            disk.cut(seed, left)
        finally:
            disk.eject()
        self.found["power cuts", told.doing, examine(left, told)] += 1
        shutil.rmtree(left)

    def _work(self, folder: Path, seed: int, *, careless: bool = False) -> Told:
        chance, kind = random.Random(seed), KINDS[seed % len(KINDS)]
        left = 1 if kind in {"set up first", "erase"} else chance.choice((1, 2, 2, 3))
        how = "--careless" if careless else "--child"
        process = subprocess.Popen(
            [sys.executable, __file__, how, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told, began = Told(), 0.0
        for line in process.stdout:
            what, doing, value = json.loads(line)
            told.hear(what, doing, value)
            if what == "done":
                self._takes[doing] = (self._takes[doing] + time.monotonic() - began) / 2
                continue
            began = time.monotonic()
            left -= doing == kind
            if not left:
                threading.Event().wait(chance.random() * 1.2 * self._takes[kind])
                break
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:  # what it had still said
            if line.endswith("\n"):
                told.hear(*json.loads(line))
        process.stdout.close()
        assert process.wait() == -signal.SIGKILL, "the work itself failed"
        return told

    def report(self) -> str:
        """A line for each write path: what was struck while it was under way, and what was found."""
        lines = []
        for kind in (*KINDS, ""):
            blows = {
                blow: {found: n for (b, k, found), n in self.found.items() if (b, k) == (blow, kind)}
                for blow in ("kills", "power cuts")
            }
            told = "; ".join(_counted(blow, found) for blow, found in blows.items() if found)
            if told:
                lines.append(f"{kind or 'between two steps':20}{told}")
        return "\n".join(lines)


def _counted(blow: str, found: dict[str, int]) -> str:
    shown = ", ".join(f"{n} {what}" for what, n in sorted(found.items()) if what)
    return f"{sum(found.values())} {blow}" + (f" ({shown})" if shown else "")


def main(kills: int, cuts: int) -> None:
    """Run all of it and say what was found."""
    argon2.low_level.hash_secret_raw = quick_stretch.hash_secret_raw
    cuts = cuts if forgetful_disk.works() else 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        for seed in range(kills):
            trial.kill(seed)
        for seed in range(cuts):
            trial.cut(seed)
    minutes = (time.monotonic() - began) / 60
    sys.stdout.write(
        f"{trial.report()}\n{kills} kills, {cuts} power cuts in {minutes:.1f} minutes: "
        "nothing acknowledged was lost, nothing was half-made\n"
    )


if __name__ == "__main__":
    if sys.argv[1:2] in (["--child"], ["--careless"]):
        child(Path(sys.argv[2]), careless=sys.argv[1] == "--careless")
    else:
        numbers = [int(word) for word in sys.argv[1:]]
        main(*(numbers + [300, 60][len(numbers) :]))
