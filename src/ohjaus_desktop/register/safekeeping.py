"""Backups: a verified copy of the register and of its keys, every day, and back again.

A backup is a folder named after its day. It holds the register under the same key, ``keys.json``,
the tombstones, and ``backup.json`` that says whose it is. It appears under its name only when it is
whole, verified and on the disk. Kept are seven days, four weeks and three months, never longer than
the requests themselves.

Runs on the register's own thread, outside a transaction. How one is brought back: ``restoring``.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from ohjaus_desktop import __version__
from ohjaus_desktop.database import DatabaseDamaged, DatabaseTrouble, reading_encrypted, to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register import erasure, keyfile, retention
from ohjaus_desktop.register.store import Register, WrongRegister
from ohjaus_desktop.texts import text

REGISTER, KEYS, TOMBSTONES, LABEL = "register.sqlite", "keys.json", erasure.TOMBSTONES, "backup.json"

_DAYS, _WEEKS, _MONTHS = timedelta(days=7), timedelta(days=28), timedelta(days=92)
_log = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class Daily:
    """How the day's backup went.

    made: None when today's was there already. trouble: the chosen folder could not be used, and the
    copy lies on this computer instead.
    """

    made: Path | None
    trouble: KnownError | None = None


def back_up(register: Register, folder: Path, keys_file: Path, *, at: datetime) -> Path:
    """Copy the register and its keys into ``folder``, and verify the copy by reading all of it.

    Gives the backup's folder. Raises KnownError; then nothing new is left in ``folder``.
    """
    target = _free_name(folder, at.astimezone(HELSINKI).date())
    unfinished = folder / f".{target.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        try:
            fill(register, unfinished, keys_file, at=at)
            unfinished.rename(target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        to_disk(folder)
    except OSError as error:
        raise _not_made(folder, error) from error
    return target


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
        with reading_encrypted(file, key) as copy:
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

    In a folder that several workstations share, each has a folder of its own.
    """
    found = []
    for folder in folders:
        for label in _labels(folder):
            with suppress(DatabaseDamaged):
                found.append(read(label.parent))
    return sorted(found, key=lambda one: one.taken_at, reverse=True)


def place(chosen: str, register_id: str, local: Path) -> Path:
    """Where this register's backups go.

    chosen: the folder of the settings, in which it has one of its own; "" for ``local``.
    """
    return Path(chosen) / f"ohjaus-{register_id}" if chosen else local


def daily(
    register: Register,
    keys_file: Path,
    *,
    chosen: str = "",
    retention_days: int = 0,
    at: datetime,
) -> Daily:
    """Make today's backup where there is none yet, and thin out the older ones.

    chosen: the backup folder of the settings. retention_days: the service point's own retention
    time, 0 for the rule set's. Where the chosen folder does not answer, this computer's own is used
    meanwhile. Raises KnownError when neither can be used.
    """
    local = register.path.with_name("backups")
    where, today = place(chosen, register.register_id, local), at.astimezone(HELSINKI).date()
    trouble = None
    if any(one.taken_at.date() == today for one in backups(where)):
        return Daily(None)
    try:
        made = back_up(register, where, keys_file, at=at)
    except KnownError as error:
        if where == local:
            raise
        _log.warning("the backup folder cannot be used: %s", type(error.__cause__ or error).__name__)
        trouble = KnownError(
            text("The backup folder {name} cannot be used.", name=chosen),
            text("Today's backup is kept on this computer. Tell your IT support."),
        )
        where = local
        if any(one.taken_at.date() == today for one in backups(local)):
            return Daily(None, trouble)
        made = back_up(register, local, keys_file, at=at)
    for folder in {where, local}:
        thin(folder, on=today, keep_days=retention_days or retention.rule("closed", today).days)
    return Daily(made, trouble)


def thin(folder: Path, *, on: date, keep_days: int) -> tuple[str, ...]:
    """Remove what is not one of the last seven days, four weeks or three months.

    keep_days: nothing older than this stays, except the newest backup of all. Files that an
    interrupted backup left go too. Gives the names of what went.
    """
    found = backups(folder)
    going = set(found) - _kept(found, on, keep_days)
    gone = []
    for one in going:
        # Renamed first: a folder that is half gone must not look like a backup.
        with suppress(OSError):
            one.path.rename(one.path.with_name(f".{one.path.name}.gone"))
            gone.append(one.path.name)
    for rest in [*folder.glob(".*.gone"), *folder.glob(".*.part")]:
        shutil.rmtree(rest, ignore_errors=True)
    return tuple(sorted(gone))


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


def _kept(found: Iterable[Backup], on: date, keep_days: int) -> set[Backup]:
    """The newest of each day, week and month that still counts; and the newest of all."""
    newest: dict[tuple[str, object], Backup] = {}
    for one in found:  # newest first
        day = one.taken_at.date()
        age = on - day
        newest.setdefault(("all", None), one)
        if age > timedelta(days=keep_days):
            continue
        for span, name, period in (
            (_DAYS, "day", day),
            (_WEEKS, "week", day.isocalendar()[:2]),
            (_MONTHS, "month", (day.year, day.month)),
        ):
            if age < span:
                newest.setdefault((name, period), one)
    return set(newest.values())


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


def _free_name(folder: Path, day: date) -> Path:
    """2026-11-23; a second one on the same day is 2026-11-23-2."""
    number, name = 1, day.isoformat()
    while (folder / name).exists():
        number += 1
        name = f"{day.isoformat()}-{number}"
    return folder / name


def _not_made(folder: Path, error: OSError) -> DatabaseTrouble:
    return DatabaseTrouble(
        text("No backup could be made in {name}: {reason}.", name=folder, reason=reason(error)),
        text("Make room there, or choose another folder."),
    )
