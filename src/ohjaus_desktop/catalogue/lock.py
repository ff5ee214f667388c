"""One job at a time in a data folder, across programs; a killed program lets go by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import text


class SyncRunning(KnownError):
    """Another sync holds the data folder."""


@contextmanager
def only_one(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file while the block runs.

    wait: until another program lets go of it (on Windows ten seconds). Raises SyncRunning, KnownError.
    """
    with _opened(path) as file:
        try:
            _take(file.fileno(), wait)
        except OSError as error:
            raise SyncRunning(
                text("The service information is being updated already."),
                text("Wait until that update is ready."),
            ) from error
        yield  # closing the file lets go of the lock


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("ab")
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=path.name, reason=reason(error))
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, wait: bool) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
