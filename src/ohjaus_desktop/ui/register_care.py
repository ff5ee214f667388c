"""What is done each time the client data opens: old drafts go, a backup is made, time limits are told."""

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
        made = backups.daily(
            register,
            keys_file,
            chosen=settings.backup_folder,
            retention_days=settings.retention_days,
            at=at,
        )
    except KnownError as error:
        return Care(drafts, len(preview.going), error)
    return Care(drafts, len(preview.going), made.trouble)
