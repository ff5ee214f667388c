"""Moving the protected client data to another machine: one file out, the same file in.

The file holds a verified copy of the register, still encrypted, and the key file without what only
this machine can open: the keyring's slot and the workers' PINs. So it opens with the passphrase, the
recovery code or the administrator's key, and with nothing else.
"""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import msgspec

from ohjaus_desktop.database import DatabaseDamaged
from ohjaus_desktop.disk import make_folder, to_disk
from ohjaus_desktop.errors import KnownError, reason, remedy
from ohjaus_desktop.register.backups import restoring, stored
from ohjaus_desktop.register.backups.restoring import Opening
from ohjaus_desktop.register.backups.stored import KEYS, LABEL, REGISTER, TOMBSTONES, Backup
from ohjaus_desktop.register.keys import keyfile, recovery_code, ways_in
from ohjaus_desktop.register.keys.keyfile import Keys
from ohjaus_desktop.register.keys.slots import AdministratorSlot, CodeSlot, KeyringSlot, PinSlot, WordsSlot
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.register.store import Register, WrongRegister, fact
from ohjaus_desktop.texts import text

_PACKING, _UNPACKED = HALF_MADE = ".packing", ".unpacked"


class NothingToOpenItWith(KnownError):
    """The file would open on no other machine."""


def pack(register: Register, keys_file: Path, file: Path, *, at: datetime) -> Path:
    """Write everything that another machine needs into one file, and read it again.

    Raises NothingToOpenItWith before a passphrase is set or the recovery code confirmed;
    KnownError when the file cannot be written: then there is none.
    """
    portable = _portable(keyfile.read(keys_file), register)
    folder, unfinished = register.path.with_name(_PACKING), file.with_name(f"{file.name}.part")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            carried = folder / f"portable-{KEYS}"
            keyfile.write(carried, portable)
            whole = folder / "whole"
            whole.mkdir()
            stored.fill(register, whole, carried, at=at)
            _zip(whole, unfinished)
            unfinished.replace(file)
            to_disk(file.parent)
        finally:
            unfinished.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=file, reason=reason(error)),
            text("Choose another folder."),
        ) from error
    return file


def unpack(file: Path, folder: Path, opening: Opening, *, by: Worker, at: datetime) -> Path | None:
    """Bring what ``pack`` wrote into ``folder`` (``data.register``) of this machine.

    What was there of the same register is moved aside; of another register it is left alone. Gives
    the folder with the old files, None when there were none. Raises DatabaseDamaged, WrongRegister,
    and as ``restoring.restore``; then nothing has changed.
    """
    unpacked = folder / _UNPACKED
    restoring.refuse_while_open(folder)
    try:
        shutil.rmtree(unpacked, ignore_errors=True)
        make_folder(unpacked, mode=0o700)
        try:
            backup = taken_out(file, unpacked)
            _refuse_another(folder, backup.register_id)
            # The other machine may have changed its passphrase since they were one.
            aside = restoring.restore(folder, backup, opening, by=by, at=at, own_keys=True)
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be read: {reason}.", name=file, reason=reason(error)),
            remedy(error),
        ) from error
    if not any(aside.iterdir()):
        aside.rmdir()
        return None
    return aside


def taken_out(file: Path, folder: Path) -> Backup:
    """What ``pack`` wrote, as a backup in an empty folder. Raises DatabaseDamaged, OSError."""
    _unzip(file, folder)
    return stored.read(folder)


def _portable(keys: Keys, register: Register) -> Keys:
    """The keys without what belongs to this machine. Raises NothingToOpenItWith."""
    there = keys.without(KeyringSlot)
    kept = tuple(slot for slot in there if not isinstance(slot, PinSlot))
    with register.begin() as connection:
        waiting = fact(connection, recovery_code.FACT)
    # Nobody may have written this code down yet.
    unconfirmed = bool(waiting) and ways_in.by_code(keys, waiting) is not None
    sure = (WordsSlot, AdministratorSlot) if unconfirmed else (WordsSlot, AdministratorSlot, CodeSlot)
    if not any(isinstance(slot, sure) for slot in kept):
        raise NothingToOpenItWith(
            text("Nothing would open the data on another machine yet."),
            text("First write down the recovery code and type it back, or set a passphrase."),
        )
    return msgspec.structs.replace(keys, slots=kept, machine=b"")


def _zip(folder: Path, file: Path) -> None:
    # Stored, not compressed: what is encrypted does not get smaller. A machine whose clock has stopped
    # in 1970 packs as well.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as packed:
        for part in sorted(folder.iterdir()):
            packed.write(part, part.name)
    to_disk(file)
    with zipfile.ZipFile(file) as packed:
        if packed.testzip() is not None:
            raise OSError("the file does not read as it was written")


def _unzip(file: Path, folder: Path) -> None:
    """Take out the four files we know by their names, and no other ones."""
    try:
        with zipfile.ZipFile(file) as packed:
            for name in (REGISTER, KEYS, TOMBSTONES, LABEL):
                if name not in packed.namelist():
                    continue
                # Nothing was compressed, so no part is larger than the file itself.
                if packed.getinfo(name).file_size > file.stat().st_size:
                    raise _not_ours(file)
                with packed.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _not_ours(file) from error
    if not (folder / LABEL).exists() or not (folder / KEYS).exists():
        raise _not_ours(file)


def _refuse_another(folder: Path, register_id: str) -> None:
    """Two registers are never mixed, and none is pushed away by another one."""
    if not (folder / KEYS).exists():
        if (folder / REGISTER).exists():
            raise keyfile.damaged()
        return
    keys = keyfile.read(folder / KEYS)
    if keys.established and keys.register_id != register_id:
        raise WrongRegister(
            text("This machine already keeps the protected client data of another workstation."),
            text("Use another user account, or ask your IT support."),
        )


def _not_ours(file: Path) -> DatabaseDamaged:
    return DatabaseDamaged(
        text("{name} is not a whole file of protected client data.", name=file.name),
        text("Make the file again on the old machine."),
    )
