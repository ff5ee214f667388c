"""What may be done with the slots of a key file: find the data key, add a way in, take one away.

Everything here is reckoning on frozen ``Keys``; ``vault`` reads and writes them.
"""

from __future__ import annotations

import secrets
import uuid

from msgspec.structs import replace

from ohjaus_desktop.register.keys import keyfile, recovery_code, slots
from ohjaus_desktop.register.keys.keyfile import Keys
from ohjaus_desktop.register.keys.slots import AdministratorSlot, CodeSlot, KeyringSlot, PinSlot, WordsSlot


def new_keys(data_key: bytes) -> Keys:
    """The keys of a new register, with no way in yet."""
    register_id = uuid.uuid4().hex
    return Keys(register_id, established=False, check=slots.check(data_key, register_id), slots=())


def proved(keys: Keys, data_key: bytes | None) -> bytes | None:
    """The same, once the key-check value agrees. Raises KeyFileDamaged where it does not."""
    if data_key is not None and not slots.is_same(slots.check(data_key, keys.register_id), keys.check):
        raise keyfile.damaged()
    return data_key


def by_keyring(keys: Keys, secret: str) -> bytes | None:
    """The data key by the keyring's secret alone."""
    for slot in keys.all_of(KeyringSlot):
        if found := slots.with_keyring(slot, keys.register_id, secret):
            return proved(keys, found)
    return None


def by_words(keys: Keys, typed: str) -> bytes | None:
    """The data key by a recovery code, which is quick, or else by the passphrase."""
    return by_code(keys, typed) or by_passphrase(keys, typed)


def by_code(keys: Keys, typed: str) -> bytes | None:
    """The data key by a recovery code, however it was typed."""
    code = recovery_code.read(typed)
    for slot in keys.all_of(CodeSlot) if code else ():
        if found := slots.with_code(slot, keys.register_id, code or ""):
            return proved(keys, found)
    return None


def by_passphrase(keys: Keys, typed: str) -> bytes | None:
    """The data key by the passphrase; takes a good tenth of a second."""
    for slot in keys.all_of(WordsSlot):
        if found := slots.with_words(slot, keys.register_id, typed):
            return proved(keys, found)
    return None


def with_keyring(keys: Keys, data_key: bytes, secret: str) -> Keys:
    """Opened by the keyring's secret from now on: alone, or with a PIN where there are workers.

    The PINs of workers whose slots were made with another secret have to be chosen anew.
    """
    machine = slots.fingerprint(secret, keys.register_id)
    others = keys.without(KeyringSlot)
    if machine != keys.machine:
        others = tuple(replace(one, sealed=None) if isinstance(one, PinSlot) else one for one in others)
    alone = () if keys.all_of(PinSlot) else (slots.for_keyring(data_key, keys.register_id, secret),)
    return replace(keys, slots=(*alone, *others), machine=machine)


def with_passphrase(keys: Keys, data_key: bytes, words: str) -> Keys:
    """Opened by this passphrase, and by no other one, from now on."""
    fresh = slots.for_words(data_key, keys.register_id, words)
    return replace(keys, slots=(*keys.without(WordsSlot), fresh))


def with_code(keys: Keys, data_key: bytes, code: str) -> Keys:
    """Opened by this recovery code too; the ones before stay."""
    fresh = slots.for_code(data_key, keys.register_id, recovery_code.read(code) or "")
    return replace(keys, slots=(*keys.slots, fresh))


def with_only_code(keys: Keys, code: str) -> Keys:
    """Opened by this recovery code and no other one, from now on."""
    typed = recovery_code.read(code) or ""
    kept = tuple(
        slot for slot in keys.all_of(CodeSlot) if slots.with_code(slot, keys.register_id, typed) is not None
    )
    return replace(keys, slots=(*keys.without(CodeSlot), *kept))


def with_administrator(keys: Keys, data_key: bytes, public: str) -> Keys:
    """Opened by this administrator's key, and by no other one. Raises AdministratorKeyRefused."""
    fresh = slots.for_administrator(data_key, keys.register_id, public.strip())
    return replace(keys, slots=(*keys.without(AdministratorSlot), fresh))


def with_worker(
    keys: Keys, data_key: bytes, *, name: str, pin: str, secret: str, worker_id: str = ""
) -> tuple[Keys, PinSlot]:
    """A worker with a PIN, or with a new one; the keyring alone does not open any more.

    worker_id: of a worker who is there already, "" for a new one.
    """
    fresh = slots.for_pin(
        data_key,
        keys.register_id,
        worker_id=worker_id or secrets.token_hex(8),
        name=name,
        pin=pin,
        secret=secret,
    )
    if worker_id:
        return keys.with_worker(fresh), fresh
    return replace(keys, slots=(*keys.without(KeyringSlot), fresh)), fresh


def without_worker(keys: Keys, worker_id: str) -> Keys:
    """A worker's PIN opens no more. After the last one somebody has to make the keyring's slot."""
    kept = tuple(slot for slot in keys.slots if not (isinstance(slot, PinSlot) and slot.id == worker_id))
    return replace(keys, slots=kept)


def with_all_tries(keys: Keys) -> Keys:
    """Whoever opened with words may give everybody all tries back."""
    return replace(
        keys,
        slots=tuple(
            replace(slot, tries_left=slots.TRIES) if isinstance(slot, PinSlot) else slot
            for slot in keys.slots
        ),
    )
