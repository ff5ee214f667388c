"""Beginning with an empty register where the old one opens no more. Nothing of the old one is deleted.

Only somebody who has read what it means may ask for it: a key that fails never leads here by itself.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from ohjaus_desktop.database import to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import text

# The key file goes last: until it has gone, the folder is never taken for one without a register.
_PARTS = (
    "register.sqlite-wal",
    "register.sqlite-shm",
    "register.sqlite",
    "erased.txt",
    "backups",
    "keys.json",
)


def put_aside(folder: Path, *, at: datetime) -> Path:
    """Move the register, its keys and its backups into a folder of their own; gives that folder.

    Raises KnownError; what has been moved by then stays there, and asking again moves the rest.
    """
    number, name = 1, f"set-aside-{at.astimezone(HELSINKI):%Y-%m-%d-%H%M%S}"
    while os.path.lexists(folder / (name if number == 1 else f"{name}-{number}")):
        number += 1
    aside = folder / (name if number == 1 else f"{name}-{number}")
    try:
        aside.mkdir(parents=True)
        for part in _PARTS:
            if os.path.lexists(folder / part):
                (folder / part).replace(aside / part)
                to_disk(aside)
        to_disk(folder)
    except OSError as error:
        raise KnownError(
            text("The old client data could not be put aside: {reason}.", reason=reason(error)),
            text("Close other programs and try again."),
        ) from error
    return aside
