"""Two programs over one register: each gets its turn or a sentence, and nothing is moved under the other."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import argon2.low_level
import pytest

from crash import two_programs
from crash.register_work import AT, BY, WORDS
from ohjaus_desktop.register import backups, store
from ohjaus_desktop.register.backups import setting_aside
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import RegisterInUse, Vault
from register import quick_stretch


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A closed register with one backup."""
    made = Vault(tmp_path / "register", keyring=None)
    register = made.set_up_with_passphrase(WORDS, AT)
    backups.back_up(register, made.folder / "backups", made.keys_path, at=AT)
    register.close()
    return made


HOLD = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from ohjaus_desktop.register.store import Register, put_fact
register = Register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3])
print("open", flush=True)
sys.stdin.read()
with register.begin() as connection:
    put_fact(connection, "last", "written")
register.close()
"""


@contextmanager
def held(vault: Vault, key: bytes) -> Iterator[None]:
    """Another program has the register open, and writes when it is told to end."""
    arguments = [str(vault.path), key.hex(), vault.look().register_id]
    command = [sys.executable, "-c", HOLD.format(path=sys.path), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield
        other.communicate()
    assert other.returncode == 0


def test_a_second_program_is_told_within_two_seconds(vault: Vault) -> None:
    with held(vault, vault.data_key(WORDS)):
        began = time.monotonic()
        with pytest.raises(RegisterInUse) as told:
            vault.open_with_words(WORDS)
        assert time.monotonic() - began < 2
        assert told.value.do


def test_nothing_is_moved_under_a_program_that_opened_it_meanwhile(vault: Vault) -> None:
    """It was closed when the restore began, and open when the copy had been proved."""
    key = vault.data_key(WORDS)
    with ExitStack() as stack:

        def opening(folder: Path) -> Register:
            stack.enter_context(held(vault, key))
            return Vault(folder, keyring=None).open_with_words(WORDS)

        with pytest.raises(RegisterInUse):
            backups.restore(vault.folder, backups.backups(vault.folder / "backups")[0], opening, by=BY, at=AT)
    assert not [*vault.folder.glob("set-aside-*"), *vault.folder.glob(".restoring")]
    assert facts(vault.folder, key, vault.look().register_id)["last"] == "written"


def facts(folder: Path, key: bytes, register_id: str) -> dict[str, str]:
    """What a register says about itself."""
    register = Register(folder / "register.sqlite", key, register_id)
    try:
        with register.begin() as connection:
            return {row.name: row.value for row in connection.execute(store.FACT.select())}
    finally:
        register.close()


def test_programs_that_write_and_restore_at_once_lose_nothing(vault: Vault) -> None:
    """What was acknowledged is in the register, or in what a restore has put aside."""
    program = [sys.executable, two_programs.__file__]
    commands = [[*program, what, str(vault.folder), "10"] for what in ("writer", "restorer", "restorer")]
    running = [
        subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for one in commands
    ]
    said = [one.communicate(timeout=60) for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    key, id_ = vault.data_key(WORDS), vault.look().register_id
    aside = [*vault.folder.glob("set-aside-*")]
    assert len(aside) == 20, "each restore has put aside what it found"
    kept = {name for folder in (vault.folder, *aside) for name in facts(folder, key, id_)}
    assert kept >= {f"number {number}" for number in range(10)}


def test_nobody_begins_anew_under_a_program_that_has_it_open(vault: Vault) -> None:
    key = vault.data_key(WORDS)
    with held(vault, key), pytest.raises(RegisterInUse):
        setting_aside.put_aside(vault.folder, at=AT)
    assert facts(vault.folder, key, vault.look().register_id)["last"] == "written"
