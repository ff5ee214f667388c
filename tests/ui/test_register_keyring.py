"""The first set-up with a real keyring takes no key, an unlocking one, a new start none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no gnome-keyring here",
)
def test_a_real_keyring_sets_up_silently_and_unlocks_with_one_key(small_data: Path, tmp_path: Path) -> None:
    pytest.importorskip("secretstorage")
    data, home = tmp_path / "data", tmp_path / "home"
    shutil.copytree(small_data, data)
    home.mkdir(mode=0o700)
    away = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
    environment = {name: value for name, value in os.environ.items() if name not in away} | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent / "src"), str(TESTS))),
    }
    unlock = "printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null"
    script = str(Path(__file__).with_name("keyring_window.py"))
    session = ["dbus-run-session", "--", "sh", "-c", f'{unlock} && exec "$@"', "sh"]
    done = subprocess.run(
        [*session, sys.executable, script, str(data)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    if seen["keyring"] is None:
        pytest.skip("gnome-keyring does not start here")
    assert (seen["set-up"], seen["unlock"], seen["restart"]) == (0, 1, 0)
    assert seen["kept"] == "tallessa"
