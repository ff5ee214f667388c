"""A session of its own with a real keyring, in which a test runs a program: not the tester's own one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
NEEDS_KEYRING = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no gnome-keyring here",
)
_ANOTHERS = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
_UNLOCK = "printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null"


def seen_by(script: Path, folder: Path, home: Path) -> dict[str, Any]:
    """Run a script on a folder and give what its last line says, as JSON; skips where no keyring starts.

    home: an empty folder for the session.
    """
    pytest.importorskip("secretstorage")
    home.mkdir(mode=0o700)
    environment = {name: value for name, value in os.environ.items() if name not in _ANOTHERS} | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent / "src"), str(TESTS))),
    }
    session = ["dbus-run-session", "--", "sh", "-c", f'{_UNLOCK} && exec "$@"', "sh"]
    done = subprocess.run(
        [*session, sys.executable, str(script), str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if seen["keyring"] is None:
        pytest.skip("gnome-keyring does not start here")
    return seen
