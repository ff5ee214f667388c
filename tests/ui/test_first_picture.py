"""What a start loads, and what it does not wait for: in a process of its own, as a start is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
START = """
import sys
from pathlib import Path
from ohjaus_desktop import app, paths, settings
from ohjaus_desktop.paths import DataFolder

data = DataFolder(Path(sys.argv[1]))
window = app.build(data, settings.load(data.settings, paths.machine_settings()))
window.show()
if sys.argv[2] == "answering":
    app.open_workplace(window, data)
print(*sys.modules, flush=True)
import os
os._exit(0)
"""
KEYS = {"keyring", "cryptography", "argon2", "sqlcipher3", "phonenumbers", "email_validator"}
"""What only the protected client data needs."""


def loaded(folder: Path, until: str) -> set[str]:
    """The libraries, and our own rooms, that a start has loaded by then."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", START, str(folder), until]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    names = said.split()
    return {name.split(".")[0] for name in names} | {name for name in names if name.startswith("ohjaus")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("start") / "data"


def test_the_first_picture_waits_neither_for_a_database_nor_for_client_data(folder: Path) -> None:
    found = loaded(folder, "shown")
    assert not found & {"sqlalchemy", "reportlab", "holidays", "ohjaus_desktop.register", *KEYS}


def test_letters_are_answered_before_anything_about_keys_is_loaded(folder: Path) -> None:
    assert not loaded(folder, "answering") & {"reportlab", *KEYS}
