"""Brings a backup back in place of a register that was open a moment ago, under the same key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Worker

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup
    from ohjaus_desktop.register.store import Register


@dataclass(frozen=True, slots=True)
class Again:
    """What opens the register again without asking anybody: it was open until now."""

    path: Path
    key: bytes = field(repr=False)
    register_id: str

    def open(self, folder: Path) -> Register:
        """Open the register in a folder. Raises as ``Register`` does."""
        from ohjaus_desktop.register.keys import keyfile
        from ohjaus_desktop.register.store import Register

        with keyfile.rewriting(folder / "keys.json"):  # nobody else brings anything back meanwhile
            return Register(folder / self.path.name, self.key, self.register_id)


def restore(again: Again, backup: Backup, *, by: Worker, at: datetime) -> tuple[Register, KnownError | None]:
    """The open register afterwards, and why it is still the old one, None when it is not.

    Runs on the register's thread, after it was closed. Raises KnownError when neither opens.
    """
    from ohjaus_desktop.register import backups

    folder = again.path.parent
    try:
        backups.restore(folder, backup, again.open, by=by, at=at)
    except KnownError as error:
        return again.open(folder), error
    return again.open(folder), None
