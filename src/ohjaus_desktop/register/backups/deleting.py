"""Deleting all protected client data of a machine, where no personal data may be kept on it any more.

The keys go first: once they are gone nobody can read anything else, whatever stops the program
meanwhile; asked once more, it deletes the rest. What was deleted cannot be brought back.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.register.backups.restoring import refuse_while_open
from ohjaus_desktop.register.backups.stored import KEYS
from ohjaus_desktop.texts import text


def delete_all(folder: Path, elsewhere: Path | None) -> None:
    """Delete register, keys, tombstones, logs and backups, and all that was ever put aside.

    folder: ``data.register``. elsewhere: this register's own folder in the chosen backup folder,
    None for none. Raises RegisterInUse while a window has the register open (nothing has changed),
    KnownError where something could not be deleted.
    """
    refuse_while_open(folder)
    tried = {place: _delete(place) for place in (elsewhere, folder) if place is not None}
    for place, error in tried.items():
        if error is not None:
            raise KnownError(
                text(
                    "Client data in the folder {name} could not be deleted: {reason}.",
                    name=place,
                    reason=reason(error),
                ),
                text("Delete that folder yourself, or tell your IT support."),
            ) from error


def _delete(place: Path) -> OSError | None:
    """Everything in a folder, its keys first; gives what stood in the way."""
    try:
        place.parent.stat()  # a share that is gone is no empty folder
        for keys in [*place.rglob(KEYS), *place.rglob(f"{KEYS}.*")]:
            _overwrite(keys)
        if place.exists():
            shutil.rmtree(place)
    except OSError as error:
        return error
    return None


def _overwrite(keys: Path) -> None:
    """On disks that write in place, the key slots cannot be read from where they lay either."""
    with suppress(FileNotFoundError):
        with keys.open("r+b") as opened:
            opened.write(bytes(keys.stat().st_size))
            opened.flush()
            os.fsync(opened.fileno())
        keys.unlink()
