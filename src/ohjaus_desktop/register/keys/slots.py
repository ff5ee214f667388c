"""The ways in: each slot holds the register's one data key, locked in a way of its own.

Whoever opens a slot gets the data key; taking a slot away never touches the register. What a slot
belongs to is sealed into it, so one cannot be carried over to another register or worker. The data
key itself is never kept, shown or logged.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from ohjaus_desktop.register.keys import administrator_key
from ohjaus_desktop.register.keys.passphrase import Stretch

TRIES = 5
"""Wrong PINs in a row before the worker's slot asks for the passphrase or recovery code."""

_Salt = Annotated[bytes, Meta(min_length=16, max_length=64)]


class Sealed(Struct, frozen=True):
    """The data key under another key: AES-256-GCM, a random nonce for a key that is used once."""

    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    box: Annotated[bytes, Meta(min_length=48, max_length=48)]


class KeyringSlot(Struct, frozen=True, tag="keyring"):
    """Opens with the secret in the system's keyring, asking nobody."""

    sealed: Sealed


class WordsSlot(Struct, frozen=True, tag="words"):
    """Opens with the passphrase."""

    stretch: Stretch
    sealed: Sealed


class CodeSlot(Struct, frozen=True, tag="code"):
    """Opens with the recovery code."""

    salt: _Salt
    sealed: Sealed


class PinSlot(Struct, frozen=True, tag="worker"):
    """Opens with a worker's PIN together with the keyring's secret.

    sealed: None after the keyring was lost, until the worker has chosen a new PIN. tries_left:
    0 to 5; counted down on the disk before a PIN is tried.
    """

    id: Annotated[str, Meta(max_length=64)]
    name: Annotated[str, Meta(max_length=200)]
    stretch: Stretch
    sealed: Sealed | None
    tries_left: Annotated[int, Meta(ge=0, le=TRIES)] = TRIES


class AdministratorSlot(Struct, frozen=True, tag="administrator"):
    """Opens with the private half of the administrator's key. once: the public key used once."""

    public: str
    once: Annotated[bytes, Meta(min_length=32, max_length=32)]
    sealed: Sealed


Slot = KeyringSlot | WordsSlot | CodeSlot | PinSlot | AdministratorSlot


def check(data_key: bytes, register_id: str) -> bytes:
    """The key-check value: tells the right key from a wrong one, and nothing else about it."""
    return _derived(data_key, register_id.encode(), "key check")


def fingerprint(secret: str, register_id: str) -> bytes:
    """Tells whether the keyring still holds the secret that the slots were made with."""
    return _derived(secret.encode(), register_id.encode(), "keyring secret")


def for_keyring(data_key: bytes, register_id: str, secret: str) -> KeyringSlot:
    """A slot for the keyring's secret."""
    return KeyringSlot(_seal(_keyring_key(register_id, secret), data_key, f"{register_id} keyring"))


def for_words(data_key: bytes, register_id: str, words: str) -> WordsSlot:
    """A slot for a passphrase."""
    stretch = Stretch(secrets.token_bytes(16))
    return WordsSlot(stretch, _seal(stretch.key(words), data_key, f"{register_id} words"))


def for_code(data_key: bytes, register_id: str, code: str) -> CodeSlot:
    """A slot for a recovery code as ``recovery_code.read`` gives it."""
    salt = secrets.token_bytes(16)
    key = _derived(code.encode(), salt, "recovery code")
    return CodeSlot(salt, _seal(key, data_key, f"{register_id} code"))


def for_pin(
    data_key: bytes, register_id: str, *, worker_id: str, name: str, pin: str, secret: str
) -> PinSlot:
    """A slot for a worker: the PIN alone would fall to guessing, so the keyring's secret joins it."""
    stretch = Stretch(secrets.token_bytes(16))
    key = _pin_key(stretch, pin, secret)
    return PinSlot(worker_id, name, stretch, _seal(key, data_key, f"{register_id} worker {worker_id}"))


def for_administrator(data_key: bytes, register_id: str, public: str) -> AdministratorSlot:
    """A slot for the administrator's public key. Raises AdministratorKeyRefused."""
    theirs = administrator_key.public(public)
    once = X25519PrivateKey.generate()
    ours = once.public_key().public_bytes_raw()
    key = _derived(once.exchange(theirs), ours + theirs.public_bytes_raw(), "administrator")
    return AdministratorSlot(public, ours, _seal(key, data_key, f"{register_id} administrator"))


def with_keyring(slot: KeyringSlot, register_id: str, secret: str) -> bytes | None:
    """The data key, None where the secret is another one."""
    return _unseal(_keyring_key(register_id, secret), slot.sealed, f"{register_id} keyring")


def with_words(slot: WordsSlot, register_id: str, words: str) -> bytes | None:
    """The data key, None where the passphrase is wrong."""
    return _unseal(slot.stretch.key(words), slot.sealed, f"{register_id} words")


def with_code(slot: CodeSlot, register_id: str, code: str) -> bytes | None:
    """The data key, None where it is another code."""
    return _unseal(_derived(code.encode(), slot.salt, "recovery code"), slot.sealed, f"{register_id} code")


def with_pin(slot: PinSlot, register_id: str, *, pin: str, secret: str) -> bytes | None:
    """The data key, None where the PIN is wrong or a new one has to be chosen."""
    if slot.sealed is None:
        return None
    return _unseal(_pin_key(slot.stretch, pin, secret), slot.sealed, f"{register_id} worker {slot.id}")


def with_administrator(slot: AdministratorSlot, register_id: str, key: X25519PrivateKey) -> bytes | None:
    """The data key, None where the slot was locked for another key."""
    theirs = key.public_key().public_bytes_raw()
    shared = key.exchange(X25519PublicKey.from_public_bytes(slot.once))
    opened = _derived(shared, slot.once + theirs, "administrator")
    return _unseal(opened, slot.sealed, f"{register_id} administrator")


def is_same(one: bytes, other: bytes) -> bool:
    """Compare without telling by the time it takes how much was alike."""
    return hmac.compare_digest(one, other)


def _keyring_key(register_id: str, secret: str) -> bytes:
    return _derived(secret.encode(), register_id.encode(), "keyring")


def _pin_key(stretch: Stretch, pin: str, secret: str) -> bytes:
    return _derived(stretch.key(pin) + secret.encode(), stretch.salt, "worker")


def _derived(secret: bytes, salt: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=f"ohjaus 1 {purpose}".encode()).derive(secret)


def _seal(key: bytes, data_key: bytes, belongs_to: str) -> Sealed:
    nonce = secrets.token_bytes(12)
    return Sealed(nonce, AESGCM(key).encrypt(nonce, data_key, belongs_to.encode()))


def _unseal(key: bytes, sealed: Sealed, belongs_to: str) -> bytes | None:
    try:
        return AESGCM(key).decrypt(sealed.nonce, sealed.box, belongs_to.encode())
    except InvalidTag:
        return None
