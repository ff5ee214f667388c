"""A short sample of ``kill_during_sync``: a killed sync leaves the old catalogue or the new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crash.kill_during_sync import HOWS, How, Trial, moments


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("how", HOWS)
def test_a_killed_sync_leaves_a_whole_catalogue(tmp_path: Path, how: How) -> None:
    trial = Trial(tmp_path, how)
    found = [trial.kill(share, by_time=by_time) for share, by_time in moments(4 if how == "sync" else 2)]
    # Shares of work do not depend on the machine's load: half is before the commit, all is after.
    assert found[-1] == "new"
    assert how != "sync" or found[1] == "old"
