"""The operating system's keyring: Windows Credential Locker, macOS Keychain, Secret Service.

Only those are used. The ``keyring`` library also knows stores that keep nothing, that fail, or
that write plain text into a file, and others' plug-ins; a secret put there would be no secret.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Protocol

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "Ohjaus"
_TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
)
# Errors that reach us as they are, by the module that has them; most systems have loaded one or none.
_FOREIGN = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("gi.repository.GLib", "Error"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
)
_log = logging.getLogger(__name__)


class KeyringTrouble(KnownError):
    """The keyring is there and does not answer: it is locked, or somebody said no."""


class SecretStore(Protocol):
    """Keeps small secrets by their names for one user of one machine."""

    def get(self, name: str) -> str | None:
        """The secret, None where there is none of that name. Raises KeyringTrouble."""

    def put(self, name: str, secret: str) -> None:
        """Keep a secret in place of an older one. Raises KeyringTrouble."""

    def remove(self, name: str) -> None:
        """Forget a secret, if there is one. Raises KeyringTrouble."""


def os_keyring() -> SecretStore | None:
    """The system's keyring for this user; None where there is none that keeps a secret."""
    # Imported here: looking for plug-ins takes longer than the window needs to open.
    import configparser

    import keyring
    from keyring.backends.chainer import ChainerBackend

    # The choice of a store may stand in the environment or in a file, and be anything at all.
    misnamed = (ImportError, AttributeError, ValueError, configparser.Error)
    unusable: tuple[type[Exception], ...] = (*misnamed, *_troubles())
    try:
        found = keyring.get_keyring()
        backends = found.backends if isinstance(found, ChainerBackend) else [found]
    except unusable as error:
        _log.warning("no keyring: %s", type(error).__name__)
        return None
    trusted = next((one for one in backends if is_trusted(one)), None)
    return None if trusted is None else _SystemKeyring(trusted)


def is_trusted(backend: KeyringBackend) -> bool:
    """Whether a backend of the library hands its secrets to the operating system or desktop."""
    return type(backend).__module__ in _TRUSTED


class _SystemKeyring:
    """One trusted backend, with its many kinds of trouble told as one."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend
        if type(backend).__module__ == "keyring.backends.Windows":
            # The secret is of this machine; by default it would roam with the user's profile.
            backend.persist = "local machine"  # type: ignore[attr-defined]

    def get(self, name: str) -> str | None:
        try:
            return self._backend.get_password(_SERVICE, name)
        except _troubles() as error:
            raise _closed() from error

    def put(self, name: str, secret: str) -> None:
        try:
            self._backend.set_password(_SERVICE, name, secret)
            kept = self._backend.get_password(_SERVICE, name)
        except _troubles() as error:
            raise _closed() from error
        if kept != secret:
            raise _closed()

    def remove(self, name: str) -> None:
        try:
            if self._backend.get_password(_SERVICE, name) is not None:
                self._backend.delete_password(_SERVICE, name)
        except _troubles() as error:
            raise _closed() from error


def _closed() -> KeyringTrouble:
    return KeyringTrouble(
        text("The system's keyring does not open."),
        text("Unlock it and try again, or open with the passphrase or the recovery code."),
    )


def _troubles() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN)
    return (KeyringError, OSError, RuntimeError, *(one for one in loaded if one is not None))
