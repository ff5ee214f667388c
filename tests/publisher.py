"""A publisher with a folder, two keys and a small catalogue; its keys are cheap to open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.repository import keys as key_files
from ohjaus_desktop.publishing.repository.init import init
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.publishing.repository.publish import Publication, publish
from ohjaus_desktop.publishing.repository.refresh import refresh
from ohjaus_desktop.publishing.repository.rotate import Rotated, rotate
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
PASSPHRASE = "tuuli orava kahvi kivi"
SMALL = small_catalogue()


def renamed(name: str, number: int = 0) -> Catalogue:
    """The small catalogue with another name for one of its services."""
    services = list(SMALL.services)
    services[number] = structs.replace(services[number], name=name)
    return structs.replace(SMALL, services=services)


class Publisher:
    """Publishes in ``folder``, a day later each time."""

    def __init__(self, home: Path, *, begun_at: datetime | None = None) -> None:
        """begun_at: it has published in ``home`` until then; None: it begins there."""
        self.folder = home / "published"
        self.keys = KeyFolder(home / "keys", lambda _name: PASSPHRASE)
        self.at = begun_at or AT
        if begun_at is None:
            init(self.folder, self.keys, new_passphrase=lambda: PASSPHRASE, at=AT)

    @property
    def root(self) -> bytes:
        return (self.folder / "root.json").read_bytes()

    def publish(self, catalogue: Catalogue = SMALL, **options: Any) -> Publication:
        reading = document.read(document.write(catalogue))
        return publish(reading, self.folder, self.keys, at=self._later(), **options)

    def refresh(self, **options: Any) -> None:
        refresh(self.folder, self.keys, at=self._later(), **options)

    def rotate(self, role: Any = "publishing") -> Rotated:
        return rotate(self.folder, self.keys, role, new_passphrase=lambda: PASSPHRASE, at=self._later())

    def files(self) -> dict[str, bytes]:
        """What lies in the folder."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def put(self, files: dict[str, bytes]) -> None:
        """Let exactly these lie in the folder."""
        for path in self.folder.iterdir():
            path.unlink()
        for name, data in files.items():
            (self.folder / name).write_bytes(data)

    def _later(self) -> datetime:
        self.at += timedelta(days=1)
        return self.at


@pytest.fixture(scope="module")
def cheap_keys() -> Iterator[None]:
    """Keys whose passphrase is stretched for no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_files, "MEMORY", 32)
        yield


@pytest.fixture
def publisher(tmp_path: Path, cheap_keys: None) -> Publisher:
    return Publisher(tmp_path / "publisher")
