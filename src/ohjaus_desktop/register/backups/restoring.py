"""Bringing a backup back, so that a kill at any moment leaves the old register or the new one.

The backup is copied into a folder beside the register and proved there: it opens, it is whole, and
what was erased since it was made is erased again. Only then a small file says that it is ready; the
present files are moved aside, never deleted, and the proved ones take their place. Whoever opens the
register next finishes what was interrupted (``finish``).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ohjaus_desktop.disk import make_folder, to_disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.register import journal
from ohjaus_desktop.register.backups import sealed, setting_aside, stored
from ohjaus_desktop.register.backups.stored import KEYS, REGISTER, TOMBSTONES, Backup
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.refusals import RegisterInUse, register_in_use
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

__all__ = ["STAGED", "Opening", "RegisterInUse", "finish", "refuse_while_open", "restore"]

Opening = Callable[[Path], Register]
"""Opens the register in a folder: ``lambda folder: Vault(folder, keyring=None).open_with_words(…)``."""

STAGED = ".restoring"
_READY = "ready"  # holds the name of the folder into which the present files go


def restore(
    folder: Path, backup: Backup, opening: Opening, *, by: Worker, at: datetime, own_keys: bool = False
) -> Path:
    """Put a backup in place of what is in ``folder`` (``data.register``), which is moved aside.

    opening: opens the copy, with the present key file where that is whole: a passphrase that has been
    changed since brings nothing back. Else, or where ``own_keys`` and the present one does not open
    it, with the backup's own. Never with a PIN: its tries could not be counted.
    Gives the folder that holds the old files. Raises RegisterInUse, DatabaseDamaged, WrongRegister,
    what ``opening`` raises, and KnownError when the disk is full; then nothing has changed.
    """
    refuse_while_open(folder)
    finish(folder)
    staged = folder / STAGED
    try:
        make_folder(folder, mode=0o700)
        # Nobody opens the register meanwhile: that takes the same lock.
        with keyfile.rewriting(folder / KEYS):
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir()
            try:
                _stage(folder, backup, staged)
                register = _opened(_key_files(folder, backup, own_keys), staged, opening)
                _prove(register, backup, staged, by=by, at=at)
                refuse_while_open(folder)  # somebody may have opened it before the lock was ours
                aside = setting_aside.new_folder(folder, at)
                _say_ready(staged, aside.name)
            except BaseException:
                _forget(staged)
                raise
            _put_in_place(folder, staged)
    except OSError as error:
        raise KnownError(
            text("The backup could not be brought back: {reason}.", reason=reason(error)),
            text("Nothing was changed. Make room on the disk and try again."),
        ) from error
    return aside


def finish(folder: Path) -> Path | None:
    """Complete a restore that was interrupted after the backup had been proved.

    To be called before the register is looked at; without anything to do it costs one look at the
    disk. Gives the folder with the old files, None when there was nothing to do. Raises RegisterInUse,
    KnownError.
    """
    staged = folder / STAGED
    if not (staged / _READY).exists():
        return None
    with keyfile.rewriting(folder / KEYS):
        if not (staged / _READY).exists():
            return None  # another program has just finished it
        refuse_while_open(folder)
        return _put_in_place(folder, staged)


def refuse_while_open(folder: Path) -> None:
    """Raises RegisterInUse while a window has the register open."""
    if sealed.is_open_elsewhere(folder / REGISTER):
        raise register_in_use()


def _put_in_place(folder: Path, staged: Path) -> Path:
    """What has been proved takes its place; what is in the way is tried again the next time."""
    try:
        return _swap(folder, staged)
    except OSError as error:
        raise KnownError(
            text(
                "A backup that is being brought back is not in its place yet: {reason}.",
                reason=reason(error),
            ),
            text("Close other programs and open this one again."),
        ) from error


def _stage(folder: Path, backup: Backup, staged: Path) -> None:
    """Copy the backup, and every tombstone that can be found."""
    try:
        shutil.copyfile(backup.path / REGISTER, staged / REGISTER)
    except FileNotFoundError as error:
        raise stored.damaged(backup) from error
    if stored.digest(staged / REGISTER) != backup.label.sha256:
        raise stored.damaged(backup)
    # Erased after this backup was made: known here, or to the younger backups beside it.
    siblings = [one.path for one in stored.backups(backup.path.parent, folder / "backups")]
    for lists in (backup.path, *siblings, folder):
        erasure.bury(staged / TOMBSTONES, erasure.tombstones(lists / TOMBSTONES))


def _prove(register: Register, backup: Backup, staged: Path, *, by: Worker, at: datetime) -> None:
    """Erase what is to be gone, close the copy with nothing left in its log."""
    try:
        stored.verify(backup, register.key)
        if register.register_id != backup.register_id:
            raise stored.damaged(backup)
        erasure.apply_erasures(register)
        journal.note(register, "restored", by=by, at=at)
        register.checkpoint()
    finally:
        register.close()
    log = staged / f"{REGISTER}-wal"
    if log.exists() and log.stat().st_size:
        raise OSError("the copy could not be closed whole")
    for name in (REGISTER, KEYS):
        to_disk(staged / name)


def _opened(key_files: list[Path], staged: Path, opening: Opening) -> Register:
    trouble: KnownError = keyfile.damaged()
    for keys in key_files:
        shutil.copyfile(keys, staged / KEYS)
        try:
            return opening(staged)
        except KnownError as error:
            trouble = error
    raise trouble


def _key_files(folder: Path, backup: Backup, own_keys: bool) -> list[Path]:
    """The key files that may open the backup, those first that are to be tried first.

    Raises DatabaseIsNewer where the present one is of a newer program.
    """
    found = []
    for file in (folder / KEYS, backup.path / KEYS):
        with suppress(keyfile.KeyFileDamaged):
            if keyfile.read(file).register_id == backup.register_id:
                found.append(file)
    return found if own_keys else found[:1]


def _say_ready(staged: Path, aside: str) -> None:
    marker = staged / f"{_READY}.new"
    marker.write_text(aside, encoding="ascii")
    to_disk(marker)
    to_disk(staged)
    marker.rename(staged / _READY)
    to_disk(staged)


def _swap(folder: Path, staged: Path) -> Path:
    """Move the present files aside and the proved ones in; each step may be the last one for a while.

    A name whose proved file is no longer in ``staged`` has been dealt with.
    """
    aside = folder / (staged / _READY).read_text(encoding="ascii")
    aside.mkdir(exist_ok=True)
    to_disk(folder)
    for name in (REGISTER, KEYS, TOMBSTONES):
        if not (staged / name).exists():
            continue
        # The old write-ahead log first: beside the new file it would be played into it.
        ends = ("-wal", "-shm", "-journal", "") if name == REGISTER else ("",)
        for end in ends:
            if name != TOMBSTONES and (folder / f"{name}{end}").exists():
                (folder / f"{name}{end}").replace(aside / f"{name}{end}")
                to_disk(aside)
                to_disk(folder)
        (staged / name).replace(folder / name)
        to_disk(folder)
    _forget(staged)
    to_disk(folder)
    return aside


def _forget(staged: Path) -> None:
    """Remove the copy, its marker first: half a copy must never look ready."""
    (staged / _READY).unlink(missing_ok=True)
    with suppress(OSError):
        to_disk(staged)
    shutil.rmtree(staged, ignore_errors=True)
