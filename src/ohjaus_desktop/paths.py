"""Where things live on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
_APP = "Ohjaus"


def resource(*parts: str) -> Path:
    """A file or folder that ships with the program.

    In an installed wheel the resources lie inside the package; in a checkout beside ``src``.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parents[1] / "resources"
    return root.joinpath(*parts)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that holds one user's data on this machine, never a roaming profile."""

    root: Path

    @property
    def catalogue(self) -> Path:
        """The public directory; can always be rebuilt."""
        return self.root / "catalogue.sqlite"

    @property
    def daybook(self) -> Path:
        """How the work went: no person in it."""
        return self.root / "daybook.sqlite"

    @property
    def settings(self) -> Path:
        """The user's own choices."""
        return self.root / "settings.json"

    @property
    def start_page(self) -> Path:
        """The needs and their counts as the window last began with them; may be lost."""
        return self.root / "start-page.json"

    @property
    def sources(self) -> Path:
        """Catalogue files as they were installed: the current one and the one before."""
        return self.root / "sources"

    @property
    def trust(self) -> Path:
        """What is known of the publishers' signatures: The Update Framework's metadata."""
        return self.root / "trust"

    @property
    def register(self) -> Path:
        """The folder of the protected client data: the encrypted register, its keys, its backups."""
        return self.root / "register"

    @property
    def logs(self) -> Path:
        """The program's log, without personal data."""
        return self.root / "logs"

    def create(self) -> DataFolder:
        """Make the folder if it is missing. Raises OSError."""
        self.root.mkdir(parents=True, exist_ok=True)
        return self


def data_folder(chosen: Path | None = None) -> DataFolder:
    """The folder the user chose (``--data-dir``), or the system's place for local data."""
    return DataFolder(chosen or platformdirs.user_data_path(_APP, appauthor=False, roaming=False))


def machine_settings() -> Path:
    """The administrator's settings for every user of this machine."""
    configured = os.environ.get("OHJAUS_MACHINE_SETTINGS")
    if configured:
        return Path(configured)
    return platformdirs.site_config_path(_APP, appauthor=False) / "settings.json"
