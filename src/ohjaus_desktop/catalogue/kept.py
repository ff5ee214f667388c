"""The installed central file and the one before, kept compressed beside the database.

From them the catalogue is rebuilt without a network when its shape has changed or its file is
damaged. A kept file is gzip: one line that says what it is (``Installed``), then the bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path
from threading import Thread

import msgspec

from ohjaus_desktop.catalogue.installed import Installed

_CURRENT = "current.gz"
_PREVIOUS = "previous.gz"


class Compressed:
    """A file's bytes, being compressed beside other work: zlib leaves Python free meanwhile."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._made = b""
        self._work = Thread(target=self._compress, daemon=True)
        self._work.start()

    def bytes_after(self, line: bytes) -> bytes:
        """The compressed line and the compressed file: gzip files may follow one another."""
        self._work.join()
        return gzip.compress(line, mtime=0) + self._made

    def _compress(self) -> None:
        # Level 1: 27 MB take a quarter of a second and shrink to a tenth.
        self._made = gzip.compress(self._data, 1, mtime=0)


def keep(folder: Path, data: Compressed, installed: Installed) -> None:
    """Keep a file that was just installed; the one before it becomes the previous one.

    A full disk costs the copy, never the sync: the catalogue itself is committed already.
    """
    unfinished = folder / "unfinished.gz"
    try:
        folder.mkdir(exist_ok=True)
        unfinished.write_bytes(data.bytes_after(msgspec.json.encode(installed) + b"\n"))
        current = folder / _CURRENT
        if current.exists():
            current.replace(folder / _PREVIOUS)
        unfinished.replace(current)
    except OSError:
        unfinished.unlink(missing_ok=True)


def current(folder: Path) -> tuple[bytes, Installed] | None:
    """The kept file and what it is; None when there is none or it is damaged."""
    try:
        facts, _, data = gzip.decompress((folder / _CURRENT).read_bytes()).partition(b"\n")
        installed = msgspec.json.decode(facts, type=Installed)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return (data, installed) if hashlib.sha256(data).hexdigest() == installed.file_hash else None
