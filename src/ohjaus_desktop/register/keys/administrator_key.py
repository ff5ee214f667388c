"""The administrator's recovery key: the public half locks, only the private half opens.

The public half stands as text in the machine settings, on every workstation. The private half is
a file of the administrator's own, under a passphrase, kept where no workstation reaches it.
A sealed box: X25519 with a key pair used once, HKDF, AES-GCM.
"""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.keys import passphrase
from ohjaus_desktop.texts import text

_BEGINS = "ohjaus-1:"
_CHECK = 4  # bytes of a digest: a slip in copying is noticed before anything is locked with it


class AdministratorKeyRefused(KnownError):
    """The text or file is not an administrator's recovery key, or its passphrase is wrong."""


class KeyPair(NamedTuple):
    """public: text for the machine settings. private: PEM under the passphrase, for a safe."""

    public: str
    private: str


def generate(words: str) -> KeyPair:
    """A new pair of keys. words: the private one's passphrase. Raises AdministratorKeyRefused."""
    if fault := passphrase.weak(words):
        raise AdministratorKeyRefused(text("The passphrase is not strong enough."), fault)
    private = X25519PrivateKey.generate()
    pem = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.same(words).encode())
    )
    return KeyPair(_as_text(private.public_key().public_bytes_raw()), pem.decode())


def public(written: str) -> X25519PublicKey:
    """Read the public half from its text. Raises AdministratorKeyRefused."""
    try:
        raw = base64.urlsafe_b64decode(written.strip().removeprefix(_BEGINS))
    except ValueError as error:
        raise _not_public() from error
    if len(raw) != 32 + _CHECK or _as_text(raw[:32]) != written.strip():
        raise _not_public()
    return X25519PublicKey.from_public_bytes(raw[:32])


def private(pem: str, words: str) -> X25519PrivateKey:
    """Read the private half. Raises AdministratorKeyRefused."""
    try:
        key = load_pem_private_key(pem.encode(), passphrase.same(words).encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _not_private() from error
    if not isinstance(key, X25519PrivateKey):
        raise _not_private()
    return key


def _as_text(raw: bytes) -> str:
    return _BEGINS + base64.urlsafe_b64encode(raw + hashlib.sha256(raw).digest()[:_CHECK]).decode()


def _not_public() -> AdministratorKeyRefused:
    return AdministratorKeyRefused(
        text("The administrator's recovery key in the settings is not whole."),
        text("Ask your IT support to copy it again."),
    )


def _not_private() -> AdministratorKeyRefused:
    return AdministratorKeyRefused(
        text("The recovery key file does not open."),
        text("Check the file and its passphrase and try again."),
    )
