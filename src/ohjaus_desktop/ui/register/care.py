"""What is done each time the client data opens: old drafts go, a backup is made, time limits are told.

Only what needs the register runs on its thread. A share that does not answer can keep somebody
waiting for a minute, so the backup is carried there beside everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.settings import Settings
from ohjaus_desktop.texts import plural

if TYPE_CHECKING:
    from ohjaus_desktop.register.store import Register

_TOLD = "backup_trouble_told_on"


@dataclass(frozen=True, slots=True)
class Care:
    """How it went. drafts: that expired; going: requests whose time is up; trouble: with the backup."""

    drafts: int = 0
    going: int = 0
    trouble: KnownError | None = None

    def sentence(self) -> str:
        """The notice, "" when there is nothing to say."""
        parts = []
        if self.trouble is not None:
            parts.append(f"{self.trouble.what} {self.trouble.do}".strip())
        if self.drafts:
            parts.append(
                plural(
                    "{number} unfinished draft expired.", "{number} unfinished drafts expired.", self.drafts
                )
            )
        if self.going:
            parts.append(
                plural(
                    "The time to keep {number} request is over: see Settings, Protected client data.",
                    "The time to keep {number} requests is over: see Settings, Protected client data.",
                    self.going,
                )
            )
        return " ".join(parts)


def take_care(register: Register, keys_file: Path, *, settings: Settings, by: Worker, at: datetime) -> Care:
    """Everything that belongs to an opening. Runs on the register's thread. Raises DatabaseTrouble."""
    from ohjaus_desktop.register import backups, privacy

    privacy.apply_erasures(register)
    drafts = privacy.expire_drafts(register, at=at)
    preview = privacy.overdue(register, on=at.date(), settings_days=settings.retention_days, by=by)
    try:
        made = backups.daily(register, keys_file, retention_days=settings.retention_days, at=at)
    except KnownError as error:
        return Care(drafts, len(preview.going), error)
    return Care(drafts, len(preview.going), made.trouble)


def carry(keys_file: Path, *, settings: Settings, at: datetime) -> None:
    """Take the newest backup to the chosen folder. Runs beside the register. Raises KnownError."""
    from ohjaus_desktop.register import backups

    backups.carry_newest(
        keys_file, chosen=settings.backup_folder, retention_days=settings.retention_days, at=at
    )


def is_first_today(register: Register, at: datetime) -> bool:
    """Whether trouble with the chosen folder has not been told yet this day; from then on it has."""
    from ohjaus_desktop.register.store import fact, put_fact

    today = at.date().isoformat()
    with register.begin() as connection:
        first = fact(connection, _TOLD) != today
        if first:
            put_fact(connection, _TOLD, today)
    return first
