"""The vault over the keyring of a desktop session; run under ``dbus-run-session`` by its test.

    python real_keyring.py FOLDER

Prints one JSON object: what was seen, and how long opening took, milliseconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import secretstorage

from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import KeyringLost, KeyringTrouble, Vault, os_keyring

AT = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
PIN = "482915"
WORDS = "neljä vihreää kumisaapasta"


def main(folder: Path) -> dict[str, object]:
    keyring = os_keyring()
    if keyring is None:
        return {"keyring": None}
    vault = Vault(folder / "register", keyring=keyring)
    register = vault.set_up_with_keyring(AT)
    code, key, name = vault.unconfirmed_code(register), register.key, register.register_id
    vault.confirm_code(register, code)
    vault.change_passphrase(register, WORDS)
    register.close()
    timings = {
        "raw key": timed(lambda: Register(vault.path, key, name)),
        "keyring": timed(vault.open_with_keyring),
        "passphrase": timed(lambda: vault.open_with_words(WORDS)),
        "recovery code": timed(lambda: vault.open_with_words(code)),
    }
    seen: dict[str, object] = {"keyring": type(keyring).__name__, "ms": timings}
    secret = keyring.get(name) or ""
    seen["secret in folder"] = any(
        secret.encode() in file.read_bytes() for file in vault.folder.iterdir() if file.is_file()
    )

    keyring.remove(name)
    seen["gone"] = keyring.get(name)
    seen["lost"] = refused(vault.open_with_keyring)
    vault.open_with_words(code).close()
    vault.open_with_keyring().close()
    seen["made anew"] = keyring.get(name) not in (None, secret)

    register = vault.open_with_keyring()
    slot = vault.add_worker(register, "Testi Esimerkki", PIN)
    register.close()
    timings["PIN"] = timed(lambda: vault.open_with_pin(slot.id, PIN))

    lock_collection()
    seen["locked"] = refused(lambda: vault.open_with_pin(slot.id, PIN))
    seen["tries left"] = vault.look().tries_left
    vault.open_with_words(code).close()
    return seen


def timed(opening: Callable[[], Register]) -> float:
    """The median of three openings, milliseconds."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        register = opening()
        taken.append((time.perf_counter() - begun) * 1000)
        register.close()
    return round(sorted(taken)[1], 1)


def refused(opening: Callable[[], Register]) -> str:
    try:
        opening().close()
    except (KeyringLost, KeyringTrouble) as error:
        return type(error).__name__
    return ""


def lock_collection() -> None:
    bus = secretstorage.dbus_init()
    secretstorage.get_default_collection(bus).lock()
    bus.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
