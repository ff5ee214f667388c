"""The file system behind ``forgetful_disk``, run as a program of its own: ``… MOUNT_POINT``."""

from __future__ import annotations

import errno
import os
import random
import stat
import sys
from pathlib import Path
from typing import Any, NamedTuple

import mfusepy

SECTOR = 512
ORDER = "/.cut"
"""Writing ``SEED FOLDER`` to this file pulls the plug; what survives is put into the folder."""


class File:
    """What was synced, what is there now, and what came between."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.now = bytearray()
        self.pending: list[tuple[int, bytes | None]] = []  # offset and bytes; or a new size and None
        self.mode = stat.S_IFREG | 0o600

    def change(self, at: int, data: bytes | None) -> None:
        """Write, or cut or stretch to a size."""
        _apply(self.now, at, data)
        self.pending.append((at, data))

    def sync(self) -> None:
        """All of it is on the disk."""
        self.safe, self.pending = bytearray(self.now), []

    def survivor(self, chance: random.Random) -> bytes:
        """What a power cut leaves: each sector written since the last sync may or may not be there."""
        left = bytearray(self.safe)
        for at, data in self.pending:
            if data is None:
                if chance.random() < 0.5:
                    _apply(left, at, None)
                continue
            for start in range(0, len(data), SECTOR):
                if chance.random() < 0.5:
                    _apply(left, at + start, data[start : start + SECTOR])
        return bytes(left)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at : at + len(data)] = data


class Change(NamedTuple):
    """Names that come and go at once: a renamed file is never lost between two folders."""

    put: dict[str, File | None]  # None is a folder
    drop: tuple[str, ...] = ()

    @property
    def folders(self) -> set[str]:
        """The folders whose names change."""
        return {_above(path) for path in (*self.put, *self.drop)}


class Names:
    """The names of one disk: those that are there and those that a power cut would leave.

    Folders keep apart: to sync one says nothing about the names in another, as POSIX has it. Real
    file systems promise more.
    """

    def __init__(self) -> None:
        self.now: dict[str, File | None] = {"/": None}
        self.safe: dict[str, File | None] = {"/": None}
        self.pending: list[Change] = []

    def change(self, put: dict[str, File | None], *drop: str) -> None:
        """Make, rename or remove files or folders."""
        change = Change(put, drop)
        _apply_names(self.now, change)
        self.pending.append(change)

    def sync(self, folder: str) -> None:
        """The names of a folder are on the disk."""
        self.pending = _settle(self.safe, self.pending, {folder})

    def survivors(self, chance: random.Random) -> dict[str, File | None]:
        """The names that a power cut leaves: of each folder's changes those up to some moment."""
        left, pending = dict(self.safe), self.pending
        for folder in {one for change in pending for one in change.folders}:
            moment = chance.randint(0, len(pending))
            pending = _settle(left, pending[:moment], {folder}) + pending[moment:]
        return left


def _settle(names: dict[str, File | None], changes: list[Change], folders: set[str]) -> list[Change]:
    """Bring all changes of some folders onto the disk, and what they build on; gives the other ones."""
    going = []
    for change in reversed(changes):
        if change.folders & folders:
            folders = folders | change.folders
            going.append(change)
    for change in reversed(going):
        _apply_names(names, change)
    return [change for change in changes if change not in going]


def _apply_names(names: dict[str, File | None], change: Change) -> None:
    for path in change.drop:
        names.pop(path, None)
    names.update(change.put)


def _above(path: str) -> str:
    return path.rpartition("/")[0] or "/"


class Operations(mfusepy.Operations):
    """What the kernel asks of the disk."""

    def __init__(self) -> None:
        self.names = Names()

    def _at(self, path: str) -> File | None:
        if path not in self.names.now:
            raise mfusepy.FuseOSError(errno.ENOENT)
        return self.names.now[path]

    def _file(self, path: str) -> File:
        found = self._at(path)
        if found is None:
            raise mfusepy.FuseOSError(errno.EISDIR)
        return found

    def getattr(self, path: str, fh: Any = None) -> dict[str, int]:
        file = self._at(path)
        mode, size = (stat.S_IFDIR | 0o700, 0) if file is None else (file.mode, len(file.now))
        return {"st_mode": mode, "st_nlink": 1, "st_size": size, "st_uid": os.getuid()}

    def readdir(self, path: str, fh: Any) -> list[str]:
        return [
            ".",
            "..",
            *(n.rpartition("/")[2] for n in self.names.now if n != "/" and _above(n) == path),
        ]

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        self.names.change({path: File()})
        return 0

    def open(self, path: str, flags: int) -> int:
        self._file(path)
        return 0

    def read(self, path: str, size: int, offset: int, fh: Any) -> bytes:
        return bytes(self._file(path).now[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: Any) -> int:
        if path == ORDER:
            seed, _space, folder = data.decode().partition(" ")
            self._cut(random.Random(int(seed)), Path(folder))
        else:
            self._file(path).change(offset, bytes(data))
        return len(data)

    def truncate(self, path: str, length: int, fh: Any = None) -> None:
        self._file(path).change(length, None)

    def fsync(self, path: str, datasync: int, fh: Any) -> None:
        self._file(path).sync()

    def fsyncdir(self, path: str, datasync: int, fh: Any) -> None:
        self.names.sync(path)

    def mkdir(self, path: str, mode: int) -> None:
        self.names.change({path: None})

    def unlink(self, path: str) -> None:
        self._file(path)
        self.names.change({}, path)

    def rmdir(self, path: str) -> None:
        self.names.change({}, path)

    def rename(self, old: str, new: str) -> None:
        moved = {name: file for name, file in self.names.now.items() if f"{name}/".startswith(f"{old}/")}
        self.names.change({new + name[len(old) :]: file for name, file in moved.items()}, *moved)

    def chmod(self, path: str, mode: int) -> None:
        file = self._at(path)
        if file is not None:
            file.mode = mode

    def chown(self, path: str, uid: int, gid: int) -> None:
        self._at(path)

    def utimens(self, path: str, times: Any = None) -> None:
        self._at(path)

    def statfs(self, path: str) -> dict[str, int]:
        return {
            "f_bsize": 4096,
            "f_frsize": 4096,
            "f_blocks": 1 << 20,
            "f_bavail": 1 << 20,
            "f_bfree": 1 << 20,
        }

    def _cut(self, chance: random.Random, folder: Path) -> None:
        left = self.names.survivors(chance)
        for name in sorted(left):
            file, target = left[name], folder / name.lstrip("/")
            if name in {ORDER, "/"}:
                continue
            if file is None:
                target.mkdir(parents=True, exist_ok=True)
            elif target.parent.is_dir():
                target.write_bytes(file.survivor(chance))


if __name__ == "__main__":
    mfusepy.FUSE(Operations(), sys.argv[1], foreground=True, nothreads=True, default_permissions=False)
