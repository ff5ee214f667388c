"""What can be seen of the register from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ohjaus_desktop.register.keys.keyfile import Keys
from ohjaus_desktop.register.keys.slots import (
    TRIES,
    AdministratorSlot,
    CodeSlot,
    KeyringSlot,
    PinSlot,
    WordsSlot,
)


@dataclass(frozen=True, slots=True)
class WorkerSlot:
    """A worker who opens with a PIN. has_pin: False when a new one has to be chosen."""

    id: str
    name: str
    tries_left: int = TRIES
    has_pin: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """What can be known of the register without opening it.

    kind: absent, nothing has been set up; locked, it can be opened; missing, the keys are here but
    the register's file is not, or is empty; newer, another version wrote the key file; damaged, the
    key file is spoiled, or missing beside a register. tries_left: PINs that may still be tried, by
    the worker who has most of them.
    """

    kind: Literal["absent", "locked", "missing", "newer", "damaged"]
    register_id: str = ""
    workers: tuple[WorkerSlot, ...] = ()
    has_keyring_slot: bool = False
    has_passphrase: bool = False
    has_recovery_code: bool = False
    tries_left: int = TRIES
    has_administrator: bool = False


def of(keys: Keys | None, *, has_register: bool) -> Situation:
    """keys: None where nothing has been set up. has_register: its file is there and not empty."""
    if keys is None:
        return Situation("absent")
    workers = tuple(worker_slot(slot) for slot in keys.all_of(PinSlot))
    return Situation(
        "locked" if has_register else "missing",
        register_id=keys.register_id,
        workers=workers,
        has_keyring_slot=bool(keys.all_of(KeyringSlot)),
        has_passphrase=bool(keys.all_of(WordsSlot)),
        has_recovery_code=bool(keys.all_of(CodeSlot)),
        tries_left=max((worker.tries_left for worker in workers), default=TRIES),
        has_administrator=bool(keys.all_of(AdministratorSlot)),
    )


def worker_slot(slot: PinSlot) -> WorkerSlot:
    """What may be shown of a worker's slot."""
    return WorkerSlot(slot.id, slot.name, slot.tries_left, slot.sealed is not None)
