"""The copies of keys.json that lie in backups: a way in that was taken away opens none of them either.

The data key itself never changes, so whoever copied a backup while they still knew an old passphrase
can go on reading that copy. What lies where this program can reach it gets the present keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.backups import setting_aside, stored
from ohjaus_desktop.register.backups.stored import KEYS
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.keyfile import Keys


def renew(keys_file: Path, *folders: Path) -> int:
    """Give the present keys to each backup of their register in ``folders``, and to what was put aside.

    A spoiled copy in a backup is healed by it. Every copy is tried. Gives how many were written. Raises
    KeyFileDamaged where the present keys are not whole, and KnownError where a copy could not be
    written: the next daily backup tries again.
    """
    keys, written = keyfile.read(keys_file), 0
    troubles: list[KnownError] = []
    for copy in [*_in_backups(folders, keys.register_id), *_put_aside(keys_file.parent, keys.register_id)]:
        try:
            if not _says(copy, keys):
                keyfile.write(copy, keys)
                written += 1
        except KnownError as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    return written


def _in_backups(folders: tuple[Path, ...], register_id: str) -> Iterator[Path]:
    # Folder by folder: one that was carried from here to there lies in both.
    for folder in folders:
        for backup in stored.backups(folder):
            if backup.register_id == register_id:
                yield backup.path / KEYS


def _put_aside(folder: Path, register_id: str) -> Iterator[Path]:
    """The key files that restores have put aside; a spoiled one stays as it is."""
    for aside, _day in setting_aside.folders(folder):
        with suppress(KnownError):
            if keyfile.read(aside / KEYS).register_id == register_id:
                yield aside / KEYS


def _says(copy: Path, keys: Keys) -> bool:
    """Whether a copy is whole and up to date. Raises DatabaseIsNewer."""
    with suppress(keyfile.KeyFileDamaged):
        return keyfile.read(copy) == keys
    return False
