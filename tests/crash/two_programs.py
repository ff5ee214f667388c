"""One of several programs over the same register, each a process of its own: ``… WHAT FOLDER TIMES``.

writer: opens, writes down a number, closes; says the number once that is done. restorer: brings the
oldest backup back. Both wait for nobody and try again when they are refused.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import argon2.low_level

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from crash.register_work import AT, BY, WORDS
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, store
from ohjaus_desktop.register.vault import Vault
from register import quick_stretch


def write(vault: Vault, number: int) -> None:
    """Write down one number."""
    vault.look()
    register = vault.open_with_words(WORDS)
    try:
        with register.begin() as connection:
            store.put_fact(connection, f"number {number}", "written")
    finally:
        register.close()


def restore(vault: Vault, number: int) -> None:
    """Bring the oldest backup back."""
    backups.restore(
        vault.folder,
        backups.backups(vault.folder / "backups")[-1],
        lambda folder: Vault(folder, keyring=None).open_with_words(WORDS),
        by=BY,
        at=AT + timedelta(seconds=number),
    )


def main(what: str, folder: Path, times: int) -> None:
    """Do it so many times, and say what was done."""
    argon2.low_level.hash_secret_raw = quick_stretch.hash_secret_raw
    do = {"writer": write, "restorer": restore}[what]
    vault = Vault(folder, keyring=None)
    for number in range(times):
        while True:
            try:
                do(vault, number)
            except KnownError as refusal:
                sys.stderr.write(f"{type(refusal).__name__}\n")
                continue
            break
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
