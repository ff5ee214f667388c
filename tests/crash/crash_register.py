"""Kill the register's work, or pull its plug, at many moments; nothing acknowledged may be lost.

``python tests/crash/crash_register.py [KILLS [CUTS]]`` (300 kills and 60 power cuts unless told) is
the full run; pytest runs a short sample. A kill is a SIGKILL shortly after some acknowledged step.
A power cut kills too, and then the disk forgets what was not synced (``forgetful_disk``).
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
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from crash import forgetful_disk
from crash.register_work import AT, BY, WORDS, Work, begin, vault
from ohjaus_desktop.register import backups, referrals
from ohjaus_desktop.register.journal import report
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import Register

STAGES = ("request", "outcome", "correct", "disclose", "withdraw", "erase")
STEPS = 60
"""A kill comes after one of so many acknowledged steps."""


def child(folder: Path, *, careless: bool) -> None:
    """Work until killed. careless: never wait for the disk, to see that a power cut is noticed."""

    def say(*words: Any) -> None:
        os.write(1, (json.dumps(words) + "\n").encode())

    if not (folder / "register").exists():
        begin(folder).close()
    found = vault(folder)
    register = found.open_with_words(WORDS.format(number=0))
    if careless:
        with closing(register._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA synchronous=OFF").close()
    work = Work(folder, register, found, say)
    say("ready", "", None)
    while True:
        work.round()


@dataclass
class Told:
    """What the worker said before it died."""

    acknowledged: dict[str, str] = field(default_factory=dict)  # referral → the last stage
    under_way: dict[str, str] = field(default_factory=dict)  # id → what had been begun
    drafts: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    passphrase: int = 0

    def hear(self, kind: str, id_: str, value: Any) -> None:
        """One line of the worker."""
        if kind == "begin":
            self.under_way = {value: id_}
            return
        self.under_way = {}
        if kind == "draft":
            self.drafts[id_] = value
        elif kind in STAGES:
            self.acknowledged[id_] = kind
            self.drafts.pop(id_, None)
        elif kind == "discard":
            self.gone.append(id_)
        elif kind == "backup":
            self.backups.append(id_)
        elif kind == "passphrase":
            self.passphrase = int(id_)

    def possible(self, id_: str) -> set[str]:
        """The stages in which a referral may be found."""
        stages = {self.acknowledged[id_]} if id_ in self.acknowledged else {"draft"}
        if self.under_way.get(id_) in STAGES:
            stages.add(self.under_way[id_])
        return stages


def examine(folder: Path, told: Told) -> None:
    """Fails unless everything acknowledged is there, whole, and the work can go on."""
    register = _open(folder, told)
    try:
        erasure.apply_erasures(register)
        _is_sound(register)
        drafts = {draft.id: draft for draft in referrals.drafts(register, by=BY)}
        for id_ in {*told.acknowledged, *(key for key in told.under_way if key.startswith("d"))}:
            found = _stage(register, id_, told)
            assert found in told.possible(id_) or (found == "nothing" and id_ not in told.drafts), (
                id_,
                found,
            )
            assert (id_ in drafts) == (found == "draft"), (id_, found)
        for id_, words in told.drafts.items():
            if id_ in drafts:
                kept = drafts[id_].content.matters[0].matter
                assert kept == words or told.under_way.get(id_) == "draft", (id_, kept, words)
            else:
                assert "request" in told.possible(id_), id_
        assert not set(told.gone) & set(drafts)
        for name in told.backups:
            backups.verify(folder / "backups" / name, register.key)
        backups.backups(folder / "backups")
        work = Work(folder, register, vault(folder), lambda *_words: None, number=1000)
        work.referrals = [id_ for id_ in told.acknowledged if _stage(register, id_, told) != "erase"]
        work.draft()
        work.request()
        work.outcome()
    finally:
        register.close()


def _open(folder: Path, told: Told) -> Register:
    number = told.passphrase
    changing = "passphrase" in told.under_way.values()
    try:
        return vault(folder).open_with_words(WORDS.format(number=number))
    except Exception:
        if not changing:
            raise
        return vault(folder).open_with_words(WORDS.format(number=number + 1))


def _is_sound(register: Register) -> None:
    with register.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        lonely = connection.exec_driver_sql(
            "SELECT count(*) FROM recipient LEFT JOIN consent ON recipient.id = recipient_id "
            "WHERE recipient_id IS NULL"
        ).scalar()
        assert lonely == 0


def _stage(register: Register, id_: str, told: Told) -> str:
    """How far a request has come, read from the register."""
    try:
        referral = referrals.load(register, id_, by=BY, at=AT)
    except referrals.ReferralNotFound:
        if told.possible(id_) & {"erase"}:
            return "erase"
        drafts = {draft.id for draft in referrals.drafts(register, by=BY)}
        return "draft" if id_ in drafts else "nothing"
    (recipient,) = referral.recipients
    if recipient.state == "cancelled":
        return "withdraw"
    if any(one.recipient for one in report(register, [id_], by=BY, at=AT).disclosures):
        return "disclose"
    if referral.client.phone == "000 765 4321":
        return "correct"
    return {"accepted": "outcome", "requested": "request"}[recipient.state]


class Trial:
    """A register that has been set up, copied for every blow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start = folder / "start"
        self.start.mkdir()
        begin(self.start).close()

    def kill(self, seed: int) -> None:
        """Kill the work once, and look."""
        copy = Path(shutil.copytree(self.start, self.folder / f"kill-{seed}"))
        told = self._work(copy, random.Random(seed))
        examine(copy, told)
        shutil.rmtree(copy)

    def cut(self, seed: int, *, careless: bool = False) -> None:
        """Pull the plug once, and look at what is left."""
        disk = forgetful_disk.Disk()
        left = self.folder / f"cut-{seed}"
        try:
            told = self._work(disk.folder, random.Random(seed), careless=careless)
            disk.cut(seed, left)
        finally:
            disk.eject()
        examine(left, told)
        shutil.rmtree(left)

    def _work(self, folder: Path, chance: random.Random, *, careless: bool = False) -> Told:
        how = "--careless" if careless else "--child"
        process = subprocess.Popen(
            [sys.executable, __file__, how, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told, wanted = Told(), chance.randint(1, STEPS)
        pause = threading.Event()
        for line in process.stdout:
            kind, *words = json.loads(line)
            if kind == "ready":
                continue
            told.hear(kind, *words)
            wanted -= 1
            if not wanted:
                pause.wait(chance.random() * 0.01)  # some way into the next step
                break
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:  # what it had still said
            told.hear(*json.loads(line))
        process.wait()
        process.stdout.close()
        return told


def main(kills: int, cuts: int) -> None:
    """Run all of it and say what was found."""
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        for seed in range(kills):
            trial.kill(seed)
            done["kills"] += 1
        for seed in range(cuts if forgetful_disk.works() else 0):
            trial.cut(seed)
            done["power cuts"] += 1
    sys.stdout.write(", ".join(f"{count} {what}" for what, count in done.items()))
    sys.stdout.write(": nothing acknowledged was lost, nothing was half-made\n")


if __name__ == "__main__":
    if sys.argv[1:2] in (["--child"], ["--careless"]):
        child(Path(sys.argv[2]), careless=sys.argv[1] == "--careless")
    else:
        numbers = [int(word) for word in sys.argv[1:]]
        main(*(numbers + [300, 60][len(numbers) :]))
