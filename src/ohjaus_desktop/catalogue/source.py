"""Bytes of a published catalogue: from a folder, a memory stick or a web server.

Nothing that a server sends is trusted to end, to be small or to come in time: one total deadline
for all that is asked, a limit on the wire and after decompression, and the user can stop at any
moment.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ohjaus_desktop.catalogue import address as addresses
from ohjaus_desktop.catalogue.fetched import (
    NOTHING_KNOWN,
    Fetched,
    NotThere,
    SourceFailed,
    Validators,
    unpacked,
)
from ohjaus_desktop.catalogue.folder import FolderReader, read_file
from ohjaus_desktop.texts import text

__all__ = [
    "DEADLINE",
    "LIMIT",
    "NotThere",
    "Reader",
    "SourceFailed",
    "fetch",
    "normal",
    "opened",
    "read_file",
]

LIMIT = 256 * 1024 * 1024
"""The largest file that is fetched, bytes, on the wire and after decompression."""
DEADLINE = 300.0
"""How long a transfer may take as a whole, seconds."""


def normal(address: str) -> str:
    """The address as it is remembered, see ``address.normal``. Raises SourceFailed."""
    try:
        return addresses.normal(address)
    except ValueError as error:  # also a host name that cannot be written in ASCII
        shown = address.partition("?")[0].strip()
        raise SourceFailed(
            text("No server can have the address {address}.", address=shown),
            text("Check the address in the settings."),
        ) from error


class Reader(Protocol):
    """Gets the files of one published folder, one after another."""

    @property
    def wire_bytes(self) -> int:
        """What has come over the line for all files so far, without headers; 0 from a folder."""
        ...

    def get(self, name: str, *, limit: int, known: Validators = NOTHING_KNOWN) -> Fetched:
        """The bytes of a file in the folder as they lie there: a .gz file stays compressed.

        name: flat, without a folder; "" is the address itself. limit: bytes. known: what the
        server said about the file that is here already; data is None when it still holds.
        Raises NotThere, SourceFailed, Cancelled.
        """
        ...


@contextmanager
def opened(
    address: str,
    *,
    deadline: float = DEADLINE,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    part: Path | None = None,
) -> Iterator[Reader]:
    """A reader of the folder that an address leads to: a path, a file:// or an http(s):// address.

    deadline: seconds for everything that is asked while it is open. progress gets 0 to 1, never
    less than before. part: a folder where an interrupted download is kept and found again.
    Raises SourceFailed, Cancelled.
    """
    progress = progress or (lambda _done: None)
    cancelled = cancelled or (lambda: False)
    if addresses.is_web(address):
        # urllib3 and its like take a tenth of a second to import: not at window start.
        from ohjaus_desktop.catalogue.web.reader import opened as opened_web

        with opened_web(normal(address), deadline, progress, cancelled, part) as reader:
            yield reader
    else:
        yield FolderReader(Path(normal(address)), deadline, progress, cancelled)
        if part is not None:  # of a web server that is not asked any more
            shutil.rmtree(part, ignore_errors=True)


def fetch(
    address: str,
    *,
    known: Validators | None = None,
    limit: int = LIMIT,
    deadline: float = DEADLINE,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    part: Path | None = None,
) -> Fetched:
    """The central file that an address leads to, unpacked, whoever published it.

    known: what the server said about the installed file; it then sends only a newer one.
    limit: bytes; the rest as in ``opened``. Raises SourceFailed, Cancelled.
    """
    with opened(address, deadline=deadline, progress=progress, cancelled=cancelled, part=part) as reader:
        fetched = reader.get("", limit=limit, known=known or NOTHING_KNOWN)
        if fetched.data is not None:
            fetched = fetched.with_data(unpacked(fetched.data, limit))
    if progress is not None:
        progress(1.0)
    return fetched
