"""What is moved out of the way and not deleted: before a backup comes back, or before one begins anew.

It lies beside the register in a folder named after the moment, until ``keeping`` lets go of it.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.backups import sealed
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.refusals import register_in_use
from ohjaus_desktop.texts import text

_BEGINS = "set-aside-"

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

    After that one begins with an empty register. Only somebody who has read what it means may ask for
    it: a key that fails never leads here by itself.
    Raises RegisterInUse, KnownError; what has been moved by then stays there, and asking again moves
    the rest.
    """
    try:
        with keyfile.rewriting(folder / "keys.json"):
            if sealed.is_open_elsewhere(folder / "register.sqlite"):
                raise register_in_use()
            aside = new_folder(folder, at)
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


def new_folder(folder: Path, at: datetime) -> Path:
    """Where something may be put aside at this moment; nothing lies there yet."""
    return unused(folder / f"{_BEGINS}{at.astimezone(HELSINKI):%Y-%m-%d-%H%M%S}")


def folders(folder: Path) -> Iterator[tuple[Path, date]]:
    """What has been put aside, and on which day."""
    for aside in folder.glob(f"{_BEGINS}[0-9]*"):
        with suppress(ValueError):
            yield aside, date.fromisoformat(aside.name.removeprefix(_BEGINS)[:10])


def unused(path: Path) -> Path:
    """The path itself, or the first of those with -2, -3 … behind it where nothing lies."""
    if not os.path.lexists(path):
        return path
    others = (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))
    return next(other for other in others if not os.path.lexists(other))
