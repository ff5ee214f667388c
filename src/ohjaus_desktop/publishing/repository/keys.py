"""The keys of a publisher: small files in a folder of their own, each locked with a passphrase.

The root key says which publishing key is the right one and lies in a safe; the publishing key
signs each catalogue. A key file is PEM (RFC 7468) with a first line that names the key. Its
passphrase is stretched with Argon2id (RFC 9106): PEM's own stretching is quick to guess through.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner

from ohjaus_desktop import disk
from ohjaus_desktop.errors import KnownError, file_refused, reason
from ohjaus_desktop.texts import text

Role = Literal["root", "publishing"]
SHORTEST = 12
"""Characters of a passphrase; whoever finds the key file can guess as long as they like."""
MEMORY = 64 * 1024
"""Argon2id's memory, KiB: with three rounds about two tenths of a second (RFC 9106, section 4)."""
_FIRST_LINE = re.compile(rb"\AOhjaus (root|publishing) key ([0-9a-f]{64})\r?\n")


class KeyMissing(KnownError):
    """The key that is needed does not lie in the key folder."""


class WrongPassphrase(KnownError):
    """The passphrase does not open the key."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A folder with key files. ask: gets a file's name and gives its passphrase."""

    path: Path
    ask: Callable[[str], str]

    def signer(self, role: Role, keyids: Collection[str]) -> CryptoSigner:
        """The first of these keys that lies here, opened. Raises KeyMissing, WrongPassphrase."""
        for file in self.files(role):
            if self.is_one_of(file, keyids):
                return opened(file, self.ask(file.name))
        raise _missing(self.path, role, keyids)

    def is_one_of(self, file: Path, keyids: Collection[str]) -> bool:
        """Whether a file holds one of these keys."""
        return _keyid(file) in keyids

    def file(self, role: Role, signer: CryptoSigner) -> Path:
        """Where a key lies."""
        return self.path / _name(role, signer.public_key.keyid)

    def files(self, role: Role) -> list[Path]:
        """The key files of a role, by name."""
        return sorted(self.path.glob(f"{role}-*.pem"))

    def make(self, role: Role, passphrase: str) -> CryptoSigner:
        """A new key. Raises KnownError."""
        signer = CryptoSigner.generate_ed25519()
        self._write(self.file(role, signer), role, signer, passphrase)
        return signer

    def only(self, role: Role, new_passphrase: Callable[[], str]) -> CryptoSigner:
        """The key that lies here already, else a new one. Raises WrongPassphrase, KnownError."""
        files = self.files(role)
        if len(files) > 1:
            raise KnownError(
                text("Several keys lie in the folder {name}.", name=self.path),
                text("Choose an empty folder for the keys of this catalogue."),
            )
        return opened(files[0], self.ask(files[0].name)) if files else self.make(role, new_passphrase())

    def change(self, file: Path, new_passphrase: Callable[[], str]) -> None:
        """Lock a key with another passphrase. Raises WrongPassphrase, KnownError."""
        signer = opened(file, self.ask(file.name))
        role: Role = "root" if file.name.startswith("root-") else "publishing"
        self._write(file, role, signer, new_passphrase())

    def _write(self, file: Path, role: Role, signer: CryptoSigner, passphrase: str) -> None:
        check_passphrase(passphrase)
        keyid = signer.public_key.keyid
        key = serialization.load_pem_private_key(signer.private_bytes, None)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(_stretched(passphrase, keyid)),
        )
        try:
            disk.make_folder(self.path, mode=0o700)
            _write_secret(file, f"Ohjaus {role} key {keyid}\n".encode() + pem)
        except OSError as error:
            raise file_refused(file, error) from error


def opened(file: Path, passphrase: str) -> CryptoSigner:
    """The key in a file. Raises WrongPassphrase, KnownError."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be read: {reason}.", name=file, reason=reason(error))
        ) from error
    keyid = _keyid(file)
    if not keyid:
        raise _damaged(file)
    try:
        key = serialization.load_pem_private_key(data, _stretched(passphrase, keyid))
    except (ValueError, TypeError) as error:
        raise WrongPassphrase(
            text("The passphrase does not open the key {name}.", name=file.name),
            text("Type it again. Capital and small letters are not the same."),
        ) from error
    if not isinstance(key, Ed25519PrivateKey) or CryptoSigner(key).public_key.keyid != keyid:
        raise _damaged(file)
    return CryptoSigner(key)


def _damaged(file: Path) -> KnownError:
    return KnownError(
        text("The key file {name} is damaged, or not a key.", name=file.name),
        text("Take it from your copy of the keys."),
    )


def check_passphrase(passphrase: str) -> None:
    """Refuse what would be guessed. Raises KnownError."""
    if len(passphrase) < SHORTEST:
        raise KnownError(
            text("The passphrase is too short: it needs at least {number} characters.", number=SHORTEST),
            text("Four or five words that do not belong together are easy to remember."),
        )


def _name(role: Role, keyid: str) -> str:
    return f"{role}-{keyid[:8]}.pem"


def _keyid(file: Path) -> str:
    try:
        with file.open("rb") as opened_file:
            found = _FIRST_LINE.match(opened_file.readline(200))
    except OSError:
        return ""
    return found[2].decode() if found else ""


def _missing(folder: Path, role: Role, keyids: Collection[str]) -> KeyMissing:
    names = ", ".join(_name(role, keyid) for keyid in sorted(keyids))
    return KeyMissing(
        text("The key {name} is not in the folder {folder}.", name=names, folder=folder),
        text("The root key is needed: take it from where it is kept safe, and copy it into this folder.")
        if role == "root"
        else text(
            "Copy it there from your copy of the keys. If it is lost, make a new one with the root key: "
            "ohjaus catalogue rotate."
        ),
    )


def _stretched(passphrase: str, keyid: str) -> bytes:
    """The passphrase as PEM gets it. The key's own id is its salt: no two keys share one."""
    # One keyboard writes ä as one character, another as two (RFC 8265, section 4.2).
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(typed, bytes.fromhex(keyid), 3, MEMORY, 4, 32, Type.ID).hex().encode()


def _write_secret(file: Path, data: bytes) -> None:
    """Whole or not at all, and at no moment readable by others. Raises OSError."""
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    binary = getattr(os, "O_BINARY", 0)  # Windows would write its own line ends
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(data)
            open_file.flush()
            os.fsync(handle)
        unfinished.replace(file)
        disk.to_disk(file.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
