"""A program killed at any step of setting up, or of changing the ways in, costs nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing at each step needs fork")


def killed_at_each_step(what: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("vault_kills.py")), what, str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_a_kill_while_setting_up_leaves_nothing_or_a_working_register(tmp_path):
    found = killed_at_each_step("creation", tmp_path)

    assert found[0] == "absent"
    assert found[-1] == "locked"
    assert set(found) == {"absent", "locked"}
    assert found == sorted(found), "once it is there it stays"


def test_a_kill_while_the_passphrase_changes_leaves_the_old_or_the_new_one(tmp_path):
    found = killed_at_each_step("passphrase", tmp_path)

    assert found[0] == "old words"
    assert found[-1] == "new words"


def test_a_kill_while_the_recovery_code_changes_leaves_one_that_is_known(tmp_path):
    found = killed_at_each_step("code", tmp_path)

    assert found[0] == "old code"
    assert "both open" in found
    assert found[-1] == "old code died"


def test_a_kill_while_a_worker_is_added_leaves_the_keyring_or_the_pin(tmp_path):
    found = killed_at_each_step("worker", tmp_path)

    assert found[0] == "keyring"
    assert found[-1] == "worker"


def test_a_kill_while_a_pin_opens_costs_no_more_than_a_try(tmp_path):
    assert set(killed_at_each_step("pin", tmp_path)) == {"worker"}


def test_a_kill_while_the_last_worker_leaves_leaves_the_pin_or_the_keyring(tmp_path):
    found = killed_at_each_step("leaving", tmp_path)

    assert found[0] == "worker"
    assert found[-1] == "keyring"


def test_a_kill_while_a_lost_keyring_is_made_anew_leaves_it_to_be_made_again(tmp_path):
    assert set(killed_at_each_step("heal", tmp_path)) == {"healed"}
