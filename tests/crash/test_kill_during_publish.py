"""A publisher that is killed at any moment leaves a folder that desktops read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of other systems")
def test_a_killed_publisher_leaves_a_whole_publication() -> None:
    script = Path(__file__).with_name("kill_during_publish.py")
    done = subprocess.run(
        [sys.executable, str(script), "15"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kills"] >= 15
    assert told["in_the_middle"] >= 2, told
