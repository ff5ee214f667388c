"""Backups as they lie in a folder: made whole, proved, and found again.

A backup is a folder named after its day. It holds the register under the same key, ``keys.json``,
the tombstones, and ``backup.json`` that says whose it is. It appears under its name only when it is
whole, verified and on the disk.

Runs on the register's own thread, outside a transaction. When one is made and how long it is kept:
``keeping``; how it is brought back: ``restoring``.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from ohjaus_desktop import __version__
from ohjaus_desktop.database import DatabaseDamaged, DatabaseTrouble
from ohjaus_desktop.disk import make_folder, to_disk
from ohjaus_desktop.errors import reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.backups import sealed, setting_aside
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import Register, WrongRegister
from ohjaus_desktop.texts import text

REGISTER, KEYS, TOMBSTONES, LABEL = "register.sqlite", "keys.json", erasure.TOMBSTONES, "backup.json"


class Label(Struct, frozen=True):
    """What ``backup.json`` says: nothing of a person, not even how many.

    sha256: of the register's copy, so that bad disks are noticed without a key.
    """

    register_id: str
    taken_at: datetime
    program: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its folder and what its label says."""

    path: Path
    label: Label

    @property
    def taken_at(self) -> datetime:
        """When it was made, in Finnish time."""
        return self.label.taken_at.astimezone(HELSINKI)

    @property
    def register_id(self) -> str:
        """Whose it is."""
        return self.label.register_id


@dataclass(frozen=True, slots=True)
class Counted:
    """What a verified backup holds; for the worker who chooses one, never for a log."""

    requests: int
    drafts: int


def back_up(register: Register, folder: Path, keys_file: Path, *, at: datetime) -> Path:
    """Copy the register and its keys into ``folder``, and verify the copy by reading all of it.

    Gives the backup's folder. Raises KnownError; then nothing new is left in ``folder``.
    """
    with appearing(folder, at) as unfinished:
        fill(register, unfinished, keys_file, at=at)
    return named(folder, unfinished)


@contextmanager
def appearing(folder: Path, at: datetime) -> Iterator[Path]:
    """An empty folder that gets its place when the block has ended well.

    It is named after its day: 2026-11-23; a second one on the same day is 2026-11-23-2.
    """
    target = setting_aside.unused(folder / at.astimezone(HELSINKI).date().isoformat())
    unfinished = folder / f".{target.name}.part"
    try:
        make_folder(folder)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        try:
            yield unfinished
            to_disk(unfinished)
            unfinished.rename(target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        to_disk(folder)
    except OSError as error:
        raise _not_made(folder, error) from error


def named(folder: Path, unfinished: Path) -> Path:
    """Where the folder of ``appearing`` is once it has its place."""
    return folder / unfinished.name.removeprefix(".").removesuffix(".part")


def fill(register: Register, folder: Path, keys_file: Path, *, at: datetime) -> Backup:
    """Put a whole, verified backup into an empty folder.

    A backup without the keys that open it would be none. Raises KeyFileDamaged, DatabaseTrouble,
    OSError.
    """
    copy = register.copy(folder / REGISTER)
    for name, file in ((KEYS, keys_file), (TOMBSTONES, register.path.with_name(TOMBSTONES))):
        if name == KEYS or file.exists():
            shutil.copyfile(file, folder / name)
            to_disk(folder / name)
    if not keyfile.fits(folder / KEYS, register):
        raise keyfile.damaged()
    label = Label(register.register_id, at, __version__, digest(copy))
    (folder / LABEL).write_bytes(msgspec.json.encode(label) + b"\n")
    to_disk(folder / LABEL)
    to_disk(folder)
    made = Backup(folder, label)
    verify(made, register.key)
    return made


def verify(backup: Backup | Path, key: bytes) -> Counted:
    """Read a whole backup and say what is in it; it is left as it was.

    Raises DatabaseDamaged when a byte of it has changed or the key is another one's, WrongRegister,
    DatabaseTrouble.
    """
    backup = backup if isinstance(backup, Backup) else read(backup)
    file = backup.path / REGISTER
    try:
        whole = digest(file) == backup.label.sha256
    except OSError as error:
        raise damaged(backup) from error
    if not whole:
        raise damaged(backup)
    try:
        with sealed.reading(file, key) as copy:
            # One that an older program made has an older shape; these tables it has always had.
            found = copy.execute("SELECT value FROM fact WHERE name = 'id'").fetchone()
            requests, drafts = (
                copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - two names
                for table in ("referral", "draft")
            )
    except DatabaseDamaged as error:
        raise damaged(backup) from error
    if found != (backup.register_id,):
        raise WrongRegister(
            text("This backup holds the protected client data of another workstation."),
            text("Choose another backup."),
        )
    return Counted(requests, drafts)


def read(path: Path) -> Backup:
    """The backup in a folder. Raises DatabaseDamaged when it is none."""
    try:
        return Backup(path, msgspec.json.decode((path / LABEL).read_bytes(), type=Label))
    except (OSError, msgspec.MsgspecError) as error:
        raise DatabaseDamaged(
            text("{name} is not a whole backup.", name=path.name), text("Choose another backup.")
        ) from error


def backups(*folders: Path) -> list[Backup]:
    """The backups that lie in the folders, newest first; one that has no label is left out.

    One that was carried from the first folder to the next is told once. In a folder that several
    workstations share, each has a folder of its own.
    """
    found: dict[Label, Backup] = {}
    for folder in folders:
        for file in _labels(folder):
            with suppress(DatabaseDamaged):
                backup = read(file.parent)
                found.setdefault(backup.label, backup)
    return sorted(found.values(), key=lambda one: one.taken_at, reverse=True)


def place(chosen: str, register_id: str, local: Path) -> Path:
    """Where this register's backups go.

    chosen: the folder of the settings, in which it has one of its own; "" for ``local``.
    """
    return Path(chosen) / f"ohjaus-{register_id}" if chosen else local


def digest(file: Path) -> str:
    """SHA-256 of a file, as hex digits. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def damaged(backup: Backup) -> DatabaseDamaged:
    """The error for a backup that is not what was written, or is under another key."""
    return DatabaseDamaged(
        text("The backup {name} is damaged or belongs to another key.", name=backup.path.name),
        text("Choose another backup."),
    )


def _labels(folder: Path) -> list[Path]:
    """The labels in a folder, and one folder deeper; none where it does not answer."""
    try:
        return [
            label
            for pattern in (f"[0-9]*/{LABEL}", f"ohjaus-*/[0-9]*/{LABEL}")
            for label in folder.glob(pattern)
        ]
    except OSError:
        return []


def _not_made(folder: Path, error: OSError) -> DatabaseTrouble:
    return DatabaseTrouble(
        text("No backup could be made in {name}: {reason}.", name=folder, reason=reason(error)),
        text("Make room there, or choose another folder."),
    )
