"""The first set-up with a real keyring takes no key, an unlocking one, a new start none."""

from __future__ import annotations

import shutil
from pathlib import Path

import keyring_session


@keyring_session.NEEDS_KEYRING
def test_a_real_keyring_sets_up_silently_and_unlocks_with_one_key(small_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(small_data, data)
    script = Path(__file__).with_name("keyring_window.py")
    seen = keyring_session.seen_by(script, data, tmp_path / "home")
    assert (seen["set-up"], seen["unlock"], seen["restart"]) == (0, 1, 0)
    assert seen["kept"] == "tallessa"
