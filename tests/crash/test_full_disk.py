"""A disk that is full at any step of the register: a clear sentence, nothing lost, on with more room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import argon2.low_level
import pytest

from crash.register_examined import Told, examine, found, refused
from crash.register_work import Work, begin, vault
from ohjaus_desktop.register.privacy import ErasureUnfinished
from ohjaus_desktop.register.store import Register
from register import quick_stretch
from small_disk import SmallDisk, small_disk

ROOMS = (0, *(4096 << times for times in range(10)))
"""Bytes that are left, from none to 2 MB."""


class Squeezed:
    """Somebody who works while there is too little room. refusals: how often each step was refused."""

    def __init__(self, disk: SmallDisk) -> None:
        self.disk, self.told = disk, Told()
        folder = disk.folder / "data"
        folder.mkdir()
        self.work = Work(folder, begin(folder), vault(folder), self.told.hear)
        self.refusals: dict[str, int] = {}

    def do(self, step: Callable[[], None]) -> None:
        """One step, with more and more room until it succeeds."""
        register = self.work.register
        key, path, id_ = register.key, register.path, register.register_id
        for room in ROOMS:
            self.disk.fill(but=room)
            refusal = refused(step)
            self.disk.make_room()
            if refusal is None:
                return
            assert refusal.what
            assert refusal.do, refusal.what
            self.refusals[self.told.doing] = self.refusals.get(self.told.doing, 0) + 1
            if not self.work.register.key:  # what was to be restored is closed
                self.work.register = Register(path, key, id_)
            outcome = found(self.work.register, self.told)
            assert outcome in {"", "undone"} or isinstance(refusal, ErasureUnfinished)
            self.told.doing, self.told.ids = "", ()
        raise AssertionError(f"{step.__name__} never succeeds")


def test_every_step_is_refused_with_a_sentence_and_done_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)
    with small_disk(tmp_path / "disk", megabytes=16) as disk:
        squeezed = Squeezed(disk)
        work = squeezed.work
        for _times in range(2):
            work.round()
        work.number += 1
        for step in work.steps():
            squeezed.do(step)
        work.register.close()
        assert examine(work.folder, squeezed.told) == ""
        assert len(squeezed.refusals) == 30  # every write path met the full disk at least once
