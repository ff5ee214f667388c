"""A short sample of ``kill_during_sync``: a killed sync leaves the old catalogue or the new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crash.kill_during_sync import Trial, moments


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_a_killed_sync_leaves_a_whole_catalogue(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    found = [trial.kill(share, by_time=by_time) for share, by_time in moments(6)]
    # Shares of work do not depend on the machine's load: a third is before the commit, all is after.
    assert found[1] == "old"
    assert found[-1] == "new"
