"""Catalogue files as they came, compressed, beside the database.

``current`` is the installed one: the database is rebuilt from it without a network when its shape has
changed or it is damaged. ``previous`` is the one before, to be brought back. ``held`` waits for a
person's decision. A kept file is gzip: one line that says what it is (``Installed``), then the bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path
from threading import Thread

import msgspec

from ohjaus_desktop.catalogue.installed import Installed

CURRENT, PREVIOUS, HELD = "current.gz", "previous.gz", "held.gz"
_UNFINISHED = "unfinished.gz"
_NOT_READ = (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError)


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
    if _write(folder, data, installed):
        _turn(folder)


def hold(folder: Path, data: Compressed, facts: Installed) -> None:
    """Keep a file that waits for a decision; a full disk costs the copy: it is then fetched again."""
    if _write(folder, data, facts):
        (folder / _UNFINISHED).replace(folder / HELD)


def let_go(folder: Path) -> None:
    """Forget the file that waited: it was accepted, or its publisher has another one now."""
    (folder / HELD).unlink(missing_ok=True)


def swap(folder: Path, facts: Installed) -> None:
    """The previous file has been installed again: it is the current one, and the current the previous.

    facts: what is installed now.
    """
    found = read(folder / PREVIOUS)
    if found is not None and _write(folder, Compressed(found[0]), facts):
        _turn(folder)


def settle(folder: Path, installed: Installed) -> None:
    """Finish what a kill has left between the database's commit and the names of the files."""
    if facts(folder / CURRENT, installed.file_hash):
        return
    if facts(folder / _UNFINISHED, installed.file_hash):
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
        line, _, data = gzip.decompress(path.read_bytes()).partition(b"\n")
        said = msgspec.json.decode(line, type=Installed)
    except _NOT_READ:
        return None
    return (data, said) if hashlib.sha256(data).hexdigest() == said.file_hash else None


def _write(folder: Path, data: Compressed, installed: Installed) -> bool:
    unfinished = folder / _UNFINISHED
    try:
        folder.mkdir(exist_ok=True)
        unfinished.write_bytes(data.bytes_after(msgspec.json.encode(installed) + b"\n"))
    except OSError:
        unfinished.unlink(missing_ok=True)
        return False
    return True


def _turn(folder: Path) -> None:
    if (folder / CURRENT).exists():
        (folder / CURRENT).replace(folder / PREVIOUS)
    (folder / _UNFINISHED).replace(folder / CURRENT)
