"""The vault: the register's door, and with the register open the ways in are changed.

Every change rewrites keys.json once, so a kill leaves the old ways in or the new ones. The only
change of two steps is a new recovery code; see there. Then the backups get the new keys as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import store
from ohjaus_desktop.register.backups import deleting, key_copies, restoring
from ohjaus_desktop.register.backups.stored import place
from ohjaus_desktop.register.door import Door
from ohjaus_desktop.register.keys import administrator_key, keyfile, recovery_code, refusals, ways_in
from ohjaus_desktop.register.keys.administrator_key import AdministratorKeyRefused, KeyPair
from ohjaus_desktop.register.keys.keyfile import KeyFileDamaged, Keys
from ohjaus_desktop.register.keys.os_keyring import KeyringTrouble, SecretStore, os_keyring
from ohjaus_desktop.register.keys.passphrase import weak, weak_pin
from ohjaus_desktop.register.keys.refusals import (
    AlreadySetUp,
    KeyringLost,
    RecoveryFirst,
    RegisterInUse,
    RegisterMissing,
    WeakWords,
    WrongWords,
)
from ohjaus_desktop.register.keys.situation import Situation, WorkerSlot, worker_slot
from ohjaus_desktop.register.keys.slots import AdministratorSlot, CodeSlot, PinSlot, WordsSlot
from ohjaus_desktop.register.store import Register

__all__ = [
    "AdministratorKeyRefused",
    "AlreadySetUp",
    "KeyFileDamaged",
    "KeyPair",
    "KeyringLost",
    "KeyringTrouble",
    "RecoveryFirst",
    "RegisterInUse",
    "RegisterMissing",
    "SecretStore",
    "Situation",
    "Vault",
    "WeakWords",
    "WorkerSlot",
    "WrongWords",
    "generate_administrator_key",
    "os_keyring",
    "weak",
    "weak_pin",
]

generate_administrator_key = administrator_key.generate
_log = logging.getLogger(__name__)


class Vault(Door):
    """Sets the register up, opens it, and changes the ways in of an open one."""

    def unconfirmed_code(self, register: Register) -> str:
        """The recovery code that nobody has typed back yet, "" for none.

        Nothing has to be written down where the administrator's key opens too.
        """
        keys = self.keys()
        return "" if keys.all_of(AdministratorSlot) else _waiting(keys, register)

    def confirm_code(self, register: Register, typed: str) -> bool:
        """Whether somebody has the recovery code in hand; from then on the program forgets it.

        Raises DatabaseTrouble, KnownError.
        """
        keys, code = self.keys(), recovery_code.read(typed)
        waiting = recovery_code.read(_waiting(keys, register))
        if code is None or (waiting and code != waiting) or ways_in.by_code(keys, code) is None:
            return False
        self._change_everywhere(lambda keys: ways_in.with_only_code(keys, code))
        _wait_for(register, "")
        return True

    def new_code(self, register: Register) -> str:
        """A new recovery code; the old one opens no more. Raises DatabaseTrouble, KnownError.

        At every moment the code that waits in the register opens: the new slot is made first, the
        code is kept in the register, and only then the old slot goes.
        """
        code = recovery_code.make()
        self.change(lambda keys: ways_in.with_code(_proved(keys, register), register.key, code))
        _wait_for(register, code)
        self._change_everywhere(lambda keys: ways_in.with_only_code(keys, code))
        return code

    def change_passphrase(self, register: Register, new: str) -> None:
        """Open with ``new`` from now on, not with the old one. Raises WeakWords, KnownError."""
        if fault := weak(new):
            raise refusals.weak_words(fault)
        self._change_everywhere(
            lambda keys: ways_in.with_passphrase(_proved(keys, register), register.key, new)
        )

    def add_worker(self, register: Register, name: str, pin: str) -> WorkerSlot:
        """A worker who opens with a PIN; the machine alone does not open any more.

        Raises WeakWords, RecoveryFirst, KeyringLost where there is no keyring, KnownError.
        """
        if not name.strip():
            raise refusals.nameless_worker()
        slot = self._with_pin(register, pin, name=name.strip())
        return worker_slot(slot)

    def change_pin(self, register: Register, worker_id: str, pin: str) -> None:
        """A worker's new PIN, with all tries. Raises WeakWords, KeyringLost, KnownError."""
        self._with_pin(register, pin, worker_id=worker_id)

    def remove_worker(self, register: Register, worker_id: str) -> None:
        """A PIN that opens no more. After the last one the keyring alone opens again."""

        def without(keys: Keys) -> Keys:
            kept = ways_in.without_worker(_proved(keys, register), worker_id)
            if kept.all_of(PinSlot):
                return kept
            try:
                kept, secret = self.renewed_secret(kept, register.key)
            except (KeyringLost, KeyringTrouble):
                return kept  # opened by words from now on, which heals it where it can be healed
            return ways_in.with_keyring(kept, register.key, secret)

        self._change_everywhere(without)

    def delete_everything(self) -> None:
        """Delete the register with its keys, backups and logs, and its secret in the keyring.

        What one looks for is then on this machine no more, and no recovery code brings it back.
        Raises RegisterInUse while a window has it open, KeyringTrouble, KnownError.
        """
        register_id, elsewhere = "", None
        with suppress(KnownError):  # keys that cannot be read do not keep anything from being deleted
            register_id = keyfile.read(self.keys_path).register_id
        if register_id and len(self.backup_folders) > 1:
            elsewhere = place(str(self.backup_folders[-1]), register_id, self.backup_folders[0])
        restoring.refuse_while_open(self.folder)
        if register_id and self._keyring is not None:
            self._keyring.remove(register_id)
        deleting.delete_all(self.folder, elsewhere)
        _log.info("all protected client data has been deleted")

    def _change_everywhere(self, change: Callable[[Keys], Keys]) -> None:
        """Change the ways in, and then those of the backups; what is in the way is tried again daily."""
        self.change(change)
        try:
            key_copies.renew(self.keys_path, *self.backup_folders)
        except KnownError as trouble:
            _log.warning("backups keep their old keys for now: %s", type(trouble).__name__)

    def _with_pin(self, register: Register, pin: str, *, name: str = "", worker_id: str = "") -> PinSlot:
        if fault := weak_pin(pin.strip()):
            raise refusals.weak_words(fault)
        made: list[PinSlot] = []

        def changed(keys: Keys) -> Keys:
            former = keys.worker(worker_id)
            if worker_id and former is None:
                raise refusals.no_such_worker()
            if not _somebody_has_another_way(keys, register):
                raise refusals.recovery_first()
            keys, secret = self.renewed_secret(_proved(keys, register), register.key)
            keys, slot = ways_in.with_worker(
                keys,
                register.key,
                name=former.name if former else name,
                pin=pin.strip(),
                secret=secret,
                worker_id=worker_id,
            )
            made.append(slot)
            return keys

        self._change_everywhere(changed)
        return made[0]


def _proved(keys: Keys, register: Register) -> Keys:
    """The keys, once it is sure that they are the open register's. Raises KeyFileDamaged."""
    ways_in.proved(keys, register.key)
    return keys


def _somebody_has_another_way(keys: Keys, register: Register) -> bool:
    written_down = bool(keys.all_of(CodeSlot)) and not _waiting(keys, register)
    return written_down or bool(keys.all_of(WordsSlot) or keys.all_of(AdministratorSlot))


def _waiting(keys: Keys, register: Register) -> str:
    """The code that is to be typed back; one that came with an old backup and opens nothing is none."""
    with register.begin() as connection:
        code = store.fact(connection, recovery_code.FACT)
    return code if ways_in.by_code(keys, code) else ""


def _wait_for(register: Register, code: str) -> None:
    with register.begin() as connection:
        store.put_fact(connection, recovery_code.FACT, code)
    register.checkpoint()
