"""A short sample of ``crash_register``: what was acknowledged outlives a kill and a power cut."""

from __future__ import annotations

import os
from pathlib import Path

import argon2.low_level
import pytest

from crash import forgetful_disk
from crash.crash_register import KINDS, Trial
from register import quick_stretch

needs_fuse = pytest.mark.skipif(not forgetful_disk.works(), reason="no FUSE here: no disk that forgets")


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The passphrase is stretched as little as in the child that is killed."""
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_a_killed_worker_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    for seed in range(0, len(KINDS), 6):
        trial.kill(seed)


@needs_fuse
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    for seed in range(2, len(KINDS), 10):
        trial.cut(seed)


@needs_fuse
def test_a_register_that_never_waits_for_the_disk_is_found_out(tmp_path: Path) -> None:
    """The control: without its promise to sync, the same cuts lose what was acknowledged."""
    trial = Trial(tmp_path)

    def loses(seed: int) -> bool:
        try:
            trial.cut(seed, careless=True)
        except Exception:  # noqa: BLE001 — damaged, missing, lost: any of them will do
            return True
        return False

    assert any(loses(seed) for seed in range(1, 9))
