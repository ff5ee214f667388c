"""Keyrings that tests can look into: one in memory, one in a folder that outlives a killed program."""

from __future__ import annotations

import os
from pathlib import Path

from ohjaus_desktop.register.keys.os_keyring import KeyringTrouble


class MemoryKeyring:
    """Keeps secrets while the test runs. locked: it does not answer."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.locked = False

    def get(self, name: str) -> str | None:
        self._answer()
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self._answer()
        self.secrets[name] = secret

    def remove(self, name: str) -> None:
        self._answer()
        self.secrets.pop(name, None)

    def _answer(self) -> None:
        if self.locked:
            raise KeyringTrouble("The keyring is locked.")


class FolderKeyring:
    """Keeps each secret in a file, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def get(self, name: str) -> str | None:
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.exists() else None

    def put(self, name: str, secret: str) -> None:
        fresh = self.folder / f"{name}.{os.getpid()}"
        fresh.write_text(secret, encoding="utf-8")
        fresh.replace(self.folder / name)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
