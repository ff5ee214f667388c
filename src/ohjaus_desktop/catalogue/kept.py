"""Catalogue files as they came, compressed, beside the database.

``current`` is the installed one: the database is rebuilt from it without a network when its shape has
changed or it is damaged. ``previous`` is the one before, to be brought back. ``held`` waits for a
person's decision. A kept file is gzip: one line that says what it is (``Installed``), then the bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from contextlib import suppress
from io import BytesIO
from mmap import mmap
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import msgspec

from ohjaus_desktop.catalogue.installed import Installed

CURRENT, PREVIOUS, HELD = "current.gz", "previous.gz", "held.gz"
_UNFINISHED = "unfinished.gz"
_PIECE = 1024 * 1024
_NOT_READ = (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError)


class Copy:
    """A compressed copy being written beside other work: zlib leaves Python free meanwhile.

    Level 1: 27 MB take a quarter of a second and shrink to a tenth. A full disk costs the copy, never
    the sync. Leaving the block without ``keep`` or ``hold`` throws it away.
    """

    def __init__(self, folder: Path, data: bytes | mmap, facts: Installed) -> None:
        self._folder, self._data, self._facts = folder, data, facts
        self._whole = False
        self._work = Thread(target=self._write, daemon=True)

    def __enter__(self) -> Self:
        self._work.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.join()
        with suppress(OSError):
            (self._folder / _UNFINISHED).unlink(missing_ok=True)

    def keep(self) -> None:
        """It is the installed file now; the one before it becomes the previous one."""
        self._work.join()
        if self._whole:
            with suppress(OSError):
                _turn(self._folder)

    def hold(self) -> None:
        """It waits for a decision; where there is no copy it will be fetched again."""
        self._work.join()
        if self._whole:
            with suppress(OSError):
                (self._folder / _UNFINISHED).replace(self._folder / HELD)

    def _write(self) -> None:
        line = msgspec.json.encode(self._facts) + b"\n"
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            with (self._folder / _UNFINISHED).open("wb") as file:
                file.write(gzip.compress(line, mtime=0))  # gzip files may follow one another
                packed = zlib.compressobj(1, zlib.DEFLATED, 31)
                for start in range(0, len(self._data), _PIECE):
                    file.write(packed.compress(self._data[start : start + _PIECE]))
                file.write(packed.flush())
            self._whole = True


def let_go(folder: Path) -> None:
    """Forget the file that waited: it was accepted, or its publisher has another one now."""
    with suppress(OSError):
        (folder / HELD).unlink(missing_ok=True)


def swap(folder: Path, facts: Installed) -> None:
    """The previous file has been installed again: it is the current one, and the current the previous.

    facts: what is installed now.
    """
    if found := read(folder / PREVIOUS):
        with Copy(folder, found[0], facts) as copy:
            copy.keep()


def settle(folder: Path, installed: Installed) -> None:
    """Finish what a kill has left between the database's commit and the names of the files."""
    if facts(folder / CURRENT, installed.file_hash):
        return
    if facts(folder / _UNFINISHED, installed.file_hash) and read(folder / _UNFINISHED):
        with suppress(OSError):
            _turn(folder)
    elif facts(folder / PREVIOUS, installed.file_hash):
        swap(folder, installed)


def current(folder: Path) -> tuple[bytes, Installed] | None:
    """The installed file and what it is; None when there is none or it is damaged."""
    return read(folder / CURRENT) or read(folder / _UNFINISHED)


def facts(path: Path, file_hash: str | None = None) -> Installed | None:
    """What a kept file is, its bytes unread; None where there is none, or none with that hash."""
    try:
        with gzip.open(path) as file:
            said = msgspec.json.decode(file.readline(), type=Installed)
    except _NOT_READ:
        return None
    return said if file_hash in {None, said.file_hash} else None


def read(path: Path) -> tuple[bytes, Installed] | None:
    """A kept file and what it is; None when there is none or it is damaged."""
    try:
        with gzip.open(path) as file:
            said = msgspec.json.decode(file.readline(), type=Installed)
            content = BytesIO()  # gives its bytes away without a copy
            while piece := file.read(_PIECE):
                content.write(piece)
    except _NOT_READ:
        return None
    data = content.getvalue()
    return (data, said) if hashlib.sha256(data).hexdigest() == said.file_hash else None


def _turn(folder: Path) -> None:
    if (folder / CURRENT).exists():
        (folder / CURRENT).replace(folder / PREVIOUS)
    (folder / _UNFINISHED).replace(folder / CURRENT)
