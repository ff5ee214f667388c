"""The folder that is published: apart from its keys, and used by one program at a time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ohjaus_desktop.catalogue.lock import SyncRunning, only_one
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text


def keep_apart(folder: Path, keys: Path) -> None:
    """Keys never lie in what is published. Raises KnownError."""
    if _real(keys).is_relative_to(_real(folder)):
        raise KnownError(
            text("The key folder lies inside the folder that is published: everybody could fetch the keys."),
            text("Choose a key folder elsewhere, best on a memory stick of its own."),
        )


@contextmanager
def only_publisher(folder: Path) -> Iterator[None]:
    """Let nobody else on this machine publish in the folder meanwhile. Raises KnownError.

    The lock lies elsewhere: everything in the folder is copied to the web server.
    """
    name = hashlib.sha256(str(_real(folder)).encode()).hexdigest()[:16]
    with ExitStack() as held:
        try:
            held.enter_context(only_one(Path(tempfile.gettempdir()) / f"ohjaus-publishing-{name}.lock"))
        except SyncRunning as error:
            raise KnownError(
                text("Another program is publishing in this folder just now."),
                text("Wait until it is ready."),
            ) from error
        yield


def _real(folder: Path) -> Path:
    # Path.resolve raises for a link that leads to itself; its reader says that in a sentence.
    return Path(os.path.realpath(folder))
