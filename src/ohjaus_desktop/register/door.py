"""The register's door: what can be seen from outside, setting up, and every way of opening.

The register is encrypted with a random data key that nobody ever sees; keys.json holds it locked
in slots. Whatever is killed, forgotten or spoiled, nothing here begins an empty register in place
of one that does not open.

Setting up: keys.json says "not established"; the register is made under a temporary name, closed
and on the disk; the keyring gets its secret; the register gets its name; keys.json says
"established". Before it has its name there is nothing to lose and the next set-up begins afresh;
from then on it opens, and whoever opens it first writes down that it is established.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from ohjaus_desktop import database, disk
from ohjaus_desktop.errors import KnownError, folder_refused
from ohjaus_desktop.register import setting_up, store
from ohjaus_desktop.register.backups import restoring, sealed
from ohjaus_desktop.register.keys import (
    administrator_key,
    keyfile,
    recovery_code,
    refusals,
    situation,
    slots,
    ways_in,
)
from ohjaus_desktop.register.keys.keyfile import KeyFileDamaged, Keys
from ohjaus_desktop.register.keys.os_keyring import KeyringTrouble, SecretStore
from ohjaus_desktop.register.keys.passphrase import weak
from ohjaus_desktop.register.keys.refusals import KeyringLost
from ohjaus_desktop.register.keys.situation import Situation
from ohjaus_desktop.register.keys.slots import TRIES, AdministratorSlot, KeyringSlot
from ohjaus_desktop.register.store import Register

_log = logging.getLogger(__name__)


class Door:
    """The register's folder, its keys, and the system's keyring.

    folder: holds register.sqlite and keys.json; made when something is set up. keyring: None where
    the system has none that keeps a secret. recovery_key: the administrator's public key, "" for none.
    backup_folder: where the settings want the backups, beside the folder's own; "" for nowhere.
    """

    def __init__(
        self, folder: Path, *, keyring: SecretStore | None, recovery_key: str = "", backup_folder: str = ""
    ) -> None:
        self.folder, self._keyring, self._recovery_key = folder, keyring, recovery_key.strip()
        self.path = folder / "register.sqlite"
        self.keys_path = folder / "keys.json"
        self.backup_folders = (folder / "backups", *((Path(backup_folder),) if backup_folder else ()))

    @property
    def has_keyring(self) -> bool:
        """Whether the system keeps secrets for us."""
        return self._keyring is not None

    def look(self) -> Situation:
        """What is there, from the key file and the sizes of files only.

        A backup that was being brought back when the program was stopped gets its place first.
        """
        with suppress(KnownError):  # what is still in the way is tried again the next time
            restoring.finish(self.folder)
        try:
            keys = self._kept()
        except database.DatabaseIsNewer:
            return Situation("newer")
        except KeyFileDamaged:
            return Situation("damaged")
        return situation.of(keys, has_register=self._has_register())

    def set_up_with_keyring(self, at: datetime) -> Register:
        """Make the register, opened by the system's keyring from now on.

        Raises KeyringLost, KeyringTrouble, AlreadySetUp, AdministratorKeyRefused, KnownError.
        """
        if self._keyring is None:
            raise refusals.no_keyring()
        secret = _new_secret()
        return self._set_up(at, lambda keys, key: ways_in.with_keyring(keys, key, secret), secret)

    def set_up_with_passphrase(self, words: str, at: datetime) -> Register:
        """Make the register, opened by a passphrase from now on.

        Raises WeakWords, AlreadySetUp, AdministratorKeyRefused, KnownError.
        """
        if fault := weak(words):
            raise refusals.weak_words(fault)
        return self._set_up(at, lambda keys, key: ways_in.with_passphrase(keys, key, words), "")

    def open_with_keyring(self) -> Register:
        """Open without asking anything. Raises KeyringLost, KeyringTrouble, and as ``Register`` does."""
        keys = self.keys()
        data_key = ways_in.by_keyring(keys, self.secret(keys))
        if data_key is None:
            raise refusals.keyring_lost()
        return self._open(keys, data_key)

    def open_with_pin(self, worker_id: str, pin: str) -> Register:
        """Open with a worker's PIN; the try is counted on the disk before it is made.

        Raises WrongWords, KeyringLost, KeyringTrouble, and as ``Register`` does.
        """
        with keyfile.rewriting(self.keys_path):
            keys = self.keys()
            slot = keys.worker(worker_id)
            if slot is None:
                raise refusals.no_such_worker()
            secret = self.secret(keys)
            if slot.sealed is None:
                raise refusals.pin_to_choose()
            if not slot.tries_left:
                raise refusals.wrong_pin(0)
            left = slot.tries_left - 1
            keyfile.write(self.keys_path, keys.with_worker(replace(slot, tries_left=left)))
        found = slots.with_pin(slot, keys.register_id, pin=pin.strip(), secret=secret)
        data_key = ways_in.proved(keys, found)
        if data_key is None:
            raise refusals.wrong_pin(left)
        with suppress(KnownError):  # the disk may be full; the PIN was right all the same
            self.change(lambda now: _with_tries(now, worker_id))
        return self._open(keys, data_key)

    def open_with_words(self, passphrase_or_code: str) -> Register:
        """Open with the passphrase or the recovery code, and make a lost keyring secret anew.

        Raises WrongWords, and as ``Register`` does.
        """
        keys = self.keys()
        data_key = ways_in.by_words(keys, passphrase_or_code)
        if data_key is None:
            raise refusals.wrong_words(recovery_code.mistyped(passphrase_or_code))
        return self._open(keys, data_key, heal=True)

    def open_with_administrator(self, private_key: str, words: str) -> Register:
        """Open with the administrator's private key (PEM) and its passphrase, and heal the keyring.

        Raises AdministratorKeyRefused, WrongWords, and as ``Register`` does.
        """
        keys = self.keys()
        private = administrator_key.private(private_key, words)
        found = (
            slots.with_administrator(slot, keys.register_id, private)
            for slot in keys.all_of(AdministratorSlot)
        )
        data_key = ways_in.proved(keys, next(found, None))
        if data_key is None:
            raise refusals.wrong_administrator()
        return self._open(keys, data_key, heal=True)

    def data_key(self, words: str = "") -> bytes:
        """The key without opening the register, for a backup that is to take a damaged one's place.

        words: the passphrase or recovery code; "" asks the keyring.
        Raises WrongWords, KeyringLost, KeyringTrouble, KeyFileDamaged, DatabaseIsNewer.
        """
        keys = keyfile.read(self.keys_path)
        found = ways_in.by_words(keys, words) if words else ways_in.by_keyring(keys, self.secret(keys))
        if found is None:
            raise refusals.wrong_words(recovery_code.mistyped(words)) if words else refusals.keyring_lost()
        return found

    def keys(self) -> Keys:
        """The keys of a register that has been set up.

        Raises RegisterMissing, KeyFileDamaged, DatabaseIsNewer.
        """
        keys = self._kept()
        if keys is None:
            raise refusals.register_missing()
        return keys

    def change(self, change: Callable[[Keys], Keys]) -> Keys:
        """Rewrite the key file, whole or not at all. Raises as ``keys``, DatabaseTrouble, KnownError."""
        with keyfile.rewriting(self.keys_path):
            before = self.keys()
            after = change(before)
            if after != before:
                keyfile.write(self.keys_path, after)
        return after

    def secret(self, keys: Keys) -> str:
        """The keyring's secret that the slots were made with. Raises KeyringLost, KeyringTrouble."""
        if self._keyring is None:
            raise refusals.no_keyring()
        secret = self._keyring.get(keys.register_id)
        if secret is None or not slots.is_same(slots.fingerprint(secret, keys.register_id), keys.machine):
            raise refusals.keyring_lost()
        return secret

    def renewed_secret(self, keys: Keys, data_key: bytes) -> tuple[Keys, str]:
        """The keyring's secret, made anew where it was lost, and the keys that go with it.

        Raises KeyringLost where there is no keyring, KeyringTrouble.
        """
        try:
            return keys, self.secret(keys)
        except KeyringLost:
            if self._keyring is None:
                raise
        secret = _new_secret()
        self._keyring.put(keys.register_id, secret)
        return ways_in.with_keyring(keys, data_key, secret), secret

    def _kept(self) -> Keys | None:
        """None while nothing has been set up, or a set-up was killed before there was a register."""
        if not self.keys_path.exists():
            # Data without its keys is never a reason to begin an empty register.
            backups = self.folder / "backups"
            if self.path.exists() or (backups.is_dir() and any(backups.iterdir())):
                raise keyfile.damaged()
            return None
        keys = keyfile.read(self.keys_path)
        return keys if keys.established or self._has_register() else None

    def _has_register(self) -> bool:
        return store.has_content(self.path)

    def _set_up(self, at: datetime, first_way: Callable[[Keys, bytes], Keys], secret: str) -> Register:
        try:
            disk.make_folder(self.folder, mode=0o700)
        except OSError as error:
            raise folder_refused(self.folder, error) from error
        with keyfile.rewriting(self.keys_path):
            if self._kept() is not None:
                raise refusals.already_set_up()
            self._clear_unfinished()
            data_key = secrets.token_bytes(32)
            keys = first_way(ways_in.new_keys(data_key), data_key)
            code = ""
            if self._recovery_key:
                keys = ways_in.with_administrator(keys, data_key, self._recovery_key)
            else:
                code = recovery_code.make()
                keys = ways_in.with_code(keys, data_key, code)
            keyfile.write(self.keys_path, keys)
            setting_up.make(
                self.path,
                data_key,
                keys.register_id,
                facts={"made_at": store.stamp(at), recovery_code.FACT: code},
                before_it_is_there=lambda: self._give_to_keyring(keys.register_id, secret),
            )
            keyfile.write(self.keys_path, replace(keys, established=True))
        _log.info("the register has been set up")
        return Register(self.path, data_key, keys.register_id)

    def _give_to_keyring(self, register_id: str, secret: str) -> None:
        if secret and self._keyring is not None:
            self._keyring.put(register_id, secret)

    def _clear_unfinished(self) -> None:
        setting_up.clear(self.path)
        if self._keyring is not None and self.keys_path.exists():
            with suppress(KeyringTrouble):
                self._keyring.remove(keyfile.read(self.keys_path).register_id)

    def _open(self, keys: Keys, data_key: bytes, *, heal: bool = False) -> Register:
        """Open, and bring the key file up to date; what cannot be written now is done another day.

        heal: opened by words, so that everybody gets all tries back and a lost keyring is made anew.
        Raises RegisterMissing, DatabaseDamaged, DatabaseIsNewer, DatabaseTrouble, WrongRegister,
        RegisterInUse.
        """
        restoring.finish(self.folder)
        if not self._has_register():
            raise refusals.register_missing()
        try:
            # A restore holds the same lock: it never moves a file that somebody is just opening.
            with keyfile.rewriting(self.keys_path):
                register = Register(self.path, data_key, keys.register_id)
        except database.DatabaseTrouble as error:
            if sealed.is_open_elsewhere(self.path):
                raise refusals.register_in_use() from error
            raise
        try:
            self.change(lambda now: self._up_to_date(now, data_key, heal))
        except KnownError as trouble:
            _log.warning("the key file stays as it is: %s", type(trouble).__name__)
        except BaseException:
            register.close()
            raise
        return register

    def _up_to_date(self, keys: Keys, data_key: bytes, heal: bool) -> Keys:
        keys = replace(keys, established=True)
        if self._recovery_key and self._recovery_key not in {
            slot.public for slot in keys.all_of(AdministratorSlot)
        }:
            with suppress(administrator_key.AdministratorKeyRefused):
                keys = ways_in.with_administrator(keys, data_key, self._recovery_key)
        if not heal:
            return keys
        keys = ways_in.with_all_tries(keys)
        if keys.machine and self._keyring is not None:
            with suppress(KeyringTrouble):
                keys, secret = self.renewed_secret(keys, data_key)
                if not keys.all_of(KeyringSlot):
                    keys = ways_in.with_keyring(keys, data_key, secret)
        return keys


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _with_tries(keys: Keys, worker_id: str) -> Keys:
    slot = keys.worker(worker_id)
    return keys if slot is None else keys.with_worker(replace(slot, tries_left=TRIES))
