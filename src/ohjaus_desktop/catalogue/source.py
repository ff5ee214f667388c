"""Bytes of a central file: from a folder, a memory stick or a web server.

Nothing that a server sends is trusted to end, to be small or to come in time: there is a total
deadline, a limit on the wire and after decompression, and the user can stop at any moment.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from ohjaus_desktop.catalogue.fetched import CHUNK, Fetched, SourceFailed, Validators, too_large
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

LIMIT = 256 * 1024 * 1024
"""The largest file that is fetched, bytes, on the wire and after decompression."""
DEADLINE = 300.0
"""How long a transfer may take as a whole, seconds."""


def normal(address: str) -> str:
    """The address as it is remembered: web addresses as they are, paths made absolute."""
    if _is_web(address):
        return address.strip()
    return str(_path(address).absolute())


def fetch(
    address: str,
    *,
    known: Validators | None = None,
    limit: int = LIMIT,
    deadline: float = DEADLINE,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Fetched:
    """Get the file at a path, a file:// or an http(s):// address.

    known: what the server said about the installed file; it then sends only a newer one.
    limit: bytes; deadline: seconds in total; progress gets 0 to 1. Raises SourceFailed, Cancelled.
    """
    progress = progress or (lambda _done: None)
    cancelled = cancelled or (lambda: False)
    if _is_web(address):
        # urllib3 and its like take a tenth of a second to import: not at window start.
        from ohjaus_desktop.catalogue.web import fetch as fetch_web

        return fetch_web(
            address,
            known=known or Validators(),
            limit=limit,
            deadline=deadline,
            progress=progress,
            cancelled=cancelled,
        )
    return Fetched(data=read_file(_path(address), limit, progress, cancelled), address=normal(address))


def read_file(
    path: Path,
    limit: int,
    progress: Callable[[float], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The bytes of a local file. Raises SourceFailed, Cancelled."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = bytearray()
            while chunk := file.read(CHUNK):
                data += chunk
                if len(data) > limit:
                    raise too_large(limit)
                if cancelled():
                    raise Cancelled
                progress(min(1.0, len(data) / max(size, 1)))
    except FileNotFoundError as error:
        raise SourceFailed(
            text("There is no file {name}.", name=path.name), text("Check the address in the settings.")
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte inside the path
        raise SourceFailed(
            text("The file {name} cannot be read.", name=path.name),
            text("Check that the drive is connected and that you may read the file."),
        ) from error
    return bytes(data)


def _is_web(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://"))


def _path(address: str) -> Path:
    if address.lower().startswith("file:"):
        from urllib.request import url2pathname  # brings http and ssl along: not at window start

        parts = urlsplit(address)
        host = f"//{parts.netloc}" if parts.netloc not in {"", "localhost"} else ""
        return Path(url2pathname(host + parts.path))
    # A path such as ~nobody has no home to stand for; then it is a name like any other.
    return Path(os.path.expanduser(address))  # noqa: PTH111
