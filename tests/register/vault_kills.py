"""Kill a program at each step of what the vault writes, in children of one process (POSIX).

Python reports every file that is opened, renamed or removed to its audit hooks; the n-th report
is the n-th step. A child that reaches its step is gone as by ``kill -9``: nothing is flushed,
closed or tidied. Prints one JSON object: how many steps there were and what was found after each.

    python vault_kills.py WHAT FOLDER
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import argon2.low_level

from ohjaus_desktop.register import store
from ohjaus_desktop.register.keys import ways_in
from ohjaus_desktop.register.keys.slots import TRIES
from ohjaus_desktop.register.vault import Vault, WrongWords
from register import quick_stretch
from register.memory_keyring import FolderKeyring

AT = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
WORDS, OTHERS = "neljä vihreää kumisaapasta", "sininen polkupyörä nukkuu hiljaa"
PIN = "482915"
STEPS = {"open", "os.rename", "os.remove", "os.mkdir"}
KEPT = "Malli Malliainen"


def vault_of(folder: Path) -> Vault:
    """The vault in ``folder``, with a keyring beside it that outlives a kill."""
    return Vault(folder / "register", keyring=FolderKeyring(folder / "keyring"))


def begun(folder: Path, *, worker: bool) -> str:
    """A register with something in it, opened by words and perhaps a PIN; gives its recovery code."""
    vault = vault_of(folder)
    register = vault.set_up_with_keyring(AT)
    with register.begin() as connection:
        store.put_fact(connection, "test", KEPT)
    code = vault.unconfirmed_code(register)
    vault.confirm_code(register, code)
    vault.change_passphrase(register, WORDS)
    if worker:
        vault.add_worker(register, "Testi Esimerkki", PIN)
    register.close()
    return code


def kills(work: Callable[[], object], prepare: Callable[[], None], check: Callable[[], str]) -> list[str]:
    """Run ``work`` killed at its first step, its second …, until it is not killed; what each left."""
    found = []
    while True:
        prepare()
        killed = _killed_at(len(found) + 1, work)
        found.append(check())
        if not killed:
            return found


def _killed_at(step: int, work: Callable[[], object]) -> bool:
    child = os.fork()
    if not child:
        left = step

        def count(event: str, _args: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a child ends here, whatever happens
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("the work itself failed")
    return False


def creation(folder: Path) -> list[str]:
    """Setting up by the keyring: afterwards there is nothing, and it can be done, or all works."""

    def prepare() -> None:
        for name in ("register", "keyring"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def check() -> str:
        vault = vault_of(folder)
        kind = vault.look().kind
        register = vault.set_up_with_keyring(AT) if kind == "absent" else vault.open_with_keyring()
        code = vault.unconfirmed_code(register)
        register.close()
        vault.open_with_words(code).close()
        vault.open_with_keyring().close()
        left = {file.name for file in (folder / "register").iterdir()}
        assert left == {"keys.json", "keys.lock", "register.sqlite"}, left
        secrets = [file.name for file in (folder / "keyring").iterdir() if "." not in file.name]
        assert secrets == [vault.look().register_id], "no secret of a register that never was"
        return kind

    return kills(lambda: vault_of(folder).set_up_with_keyring(AT), prepare, check)


def rewriting(
    folder: Path,
    work: Callable[[Vault, str], object],
    check: Callable[[Vault, str], str],
    *,
    worker: bool = False,
) -> list[str]:
    """A change of the ways in: afterwards the old ones open or the new ones, and nothing is lost."""
    code = begun(folder, worker=worker)
    for name in ("register", "keyring"):
        (folder / name).rename(folder / f"{name}-before")

    def prepare() -> None:
        for name in ("register", "keyring"):
            shutil.rmtree(folder / name, ignore_errors=True)
            shutil.copytree(folder / f"{name}-before", folder / name)

    return kills(lambda: work(vault_of(folder), code), prepare, lambda: check(vault_of(folder), code))


def _closed(register: store.Register) -> None:
    with register.begin() as connection:
        assert store.fact(connection, "test") == KEPT
    register.close()


def _change_passphrase(vault: Vault, _code: str) -> None:
    vault.change_passphrase(vault.open_with_keyring(), OTHERS)


def _new_code(vault: Vault, _code: str) -> None:
    vault.new_code(vault.open_with_keyring())


def _add_worker(vault: Vault, _code: str) -> None:
    vault.add_worker(vault.open_with_keyring(), "Testi Esimerkki", PIN)


def _open_by_pin(vault: Vault, _code: str) -> None:
    vault.open_with_pin(vault.look().workers[0].id, PIN)


def _remove_worker(vault: Vault, code: str) -> None:
    vault.remove_worker(vault.open_with_words(code), vault.look().workers[0].id)


def _heal(vault: Vault, code: str) -> None:
    keyring = FolderKeyring(vault.folder.parent / "keyring")
    keyring.remove(vault.look().register_id)
    vault.open_with_words(code)


def _words_changed(vault: Vault, _code: str) -> str:
    try:
        _closed(vault.open_with_words(WORDS))
    except WrongWords:
        _closed(vault.open_with_words(OTHERS))
        return "new words"
    return "old words"


def _code_changed(vault: Vault, code: str) -> str:
    register = vault.open_with_keyring()
    waiting = vault.unconfirmed_code(register)
    register.close()
    _closed(vault.open_with_words(waiting or code))
    if ways_in.by_code(vault.keys(), code) is None:
        assert waiting
        return "old code died"
    return "both open" if waiting else "old code"


def _workers_changed(vault: Vault, code: str) -> str:
    situation = vault.look()
    if situation.workers:
        assert not situation.has_keyring_slot
        _closed(vault.open_with_pin(situation.workers[0].id, PIN))
        assert vault.look().tries_left == TRIES
        return "worker"
    _closed(vault.open_with_keyring())
    return "keyring"


def _healed(vault: Vault, code: str) -> str:
    _closed(vault.open_with_words(code))
    _closed(vault.open_with_keyring())
    return "healed"


WORK: dict[str, Callable[[Path], list[str]]] = {
    "creation": creation,
    "passphrase": lambda folder: rewriting(folder, _change_passphrase, _words_changed),
    "code": lambda folder: rewriting(folder, _new_code, _code_changed),
    "worker": lambda folder: rewriting(folder, _add_worker, _workers_changed),
    "pin": lambda folder: rewriting(folder, _open_by_pin, _workers_changed, worker=True),
    "leaving": lambda folder: rewriting(folder, _remove_worker, _workers_changed, worker=True),
    "heal": lambda folder: rewriting(folder, _heal, _healed),
}

if __name__ == "__main__":
    argon2.low_level.hash_secret_raw = quick_stretch.hash_secret_raw
    sys.stdout.write(json.dumps(WORK[sys.argv[1]](Path(sys.argv[2]))))
