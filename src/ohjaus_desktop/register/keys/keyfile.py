"""keys.json: the locked slots of one register. There is no way to the register's data without it.

It is written whole or not at all, and says by a digest of its own whether it is still what was
written: a spoiled slot would otherwise look like a wrong passphrase. It holds nothing that opens
anything by itself; workers' names stand in it, for they are chosen from before anything is open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from ohjaus_desktop import database, disk
from ohjaus_desktop.catalogue import lock
from ohjaus_desktop.errors import KnownError, reason, remedy
from ohjaus_desktop.register.keys import slots
from ohjaus_desktop.register.keys.slots import PinSlot, Slot
from ohjaus_desktop.texts import text

if TYPE_CHECKING:
    from ohjaus_desktop.register.store import Register

VERSION = 1
_Kind = TypeVar("_Kind", bound=Slot)


class KeyFileDamaged(KnownError):
    """keys.json is missing beside a register, cannot be read, or is not what was written."""


class Keys(Struct, frozen=True):
    """What keys.json says.

    established: the register has been made and its file named. check: the key-check value.
    machine: tells the keyring's secret by which the slots were locked, b"" where none is used.
    """

    register_id: Annotated[str, Meta(min_length=1, max_length=64)]
    established: bool
    check: Annotated[bytes, Meta(min_length=32, max_length=32)]
    slots: tuple[Slot, ...]
    machine: Annotated[bytes, Meta(max_length=32)] = b""

    def all_of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if isinstance(slot, kind))

    def without(self, kind: type[Slot]) -> tuple[Slot, ...]:
        """The other slots."""
        return tuple(slot for slot in self.slots if not isinstance(slot, kind))

    def worker(self, id_: str) -> PinSlot | None:
        """One worker's slot."""
        return next((slot for slot in self.all_of(PinSlot) if slot.id == id_), None)

    def with_worker(self, changed: PinSlot) -> Keys:
        """The same with one worker's slot changed."""
        return msgspec.structs.replace(
            self,
            slots=tuple(
                changed if isinstance(slot, PinSlot) and slot.id == changed.id else slot
                for slot in self.slots
            ),
        )


class _File(Struct, frozen=True):
    version: int
    sha256: str
    keys: msgspec.Raw


class _Version(Struct, frozen=True):
    version: int


def read(path: Path) -> Keys:
    """Read a key file, also a copy of it in a backup. Raises KeyFileDamaged, DatabaseIsNewer."""
    try:
        raw = path.read_bytes()
        newer = msgspec.json.decode(raw, type=_Version).version > VERSION
        file = None if newer else msgspec.json.decode(raw, type=_File)
        if file is not None and file.sha256 != hashlib.sha256(file.keys).hexdigest():
            raise damaged()
        keys = None if file is None else msgspec.json.decode(file.keys, type=Keys)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise damaged() from error
    if keys is None:
        raise database.newer()
    return keys


def write(path: Path, keys: Keys) -> None:
    """Put ``keys`` in place of what was there, on the disk when it returns. Raises KnownError."""
    body = msgspec.json.encode(keys)
    whole = msgspec.json.encode(_File(VERSION, hashlib.sha256(body).hexdigest(), msgspec.Raw(body)))
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(whole)
        disk.to_disk(fresh)
        fresh.replace(path)
        disk.to_disk(path.parent)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=path.name, reason=reason(error)),
            remedy(error),
        ) from error


def fits(path: Path, register: Register) -> bool:
    """Whether a key file, as one kept in a backup, belongs to an open register.

    Raises KeyFileDamaged, DatabaseIsNewer.
    """
    keys = read(path)
    same_name = keys.register_id == register.register_id
    return same_name and slots.is_same(keys.check, slots.check(register.key, keys.register_id))


@contextmanager
def rewriting(path: Path) -> Iterator[None]:
    """Keep other programs from rewriting the key file meanwhile; never begun twice by one caller.

    Raises DatabaseTrouble where another one does not let go.
    """
    try:
        with lock.only_one(path.with_suffix(".lock"), wait=True):
            yield
    except lock.SyncRunning as error:
        raise database.DatabaseTrouble(
            text("Another program is writing the same data just now."), text("Try again in a moment.")
        ) from error


def damaged() -> KeyFileDamaged:
    """The error, for whoever finds out that the file does not hold together."""
    return KeyFileDamaged(
        text("The key file of the protected client data is damaged or missing."),
        text("Bring back the key file from a backup."),
    )
