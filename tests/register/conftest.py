"""An open register under a key of its own, somebody who works, and a Monday that stands still."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import argon2.low_level
import pytest

from invented_requests import WORDS
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault
from register import quick_stretch
from register.memory_keyring import MemoryKeyring

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
"""A working hour of an ordinary working day."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the protected client data (``data.register``), empty."""
    made = tmp_path / "register"
    made.mkdir()
    return made


@pytest.fixture
def register(folder: Path) -> Iterator[Register]:
    """An open and empty register under a random key."""
    opened = Register(folder / "register.sqlite", secrets.token_bytes(32), "test-register", new=True)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def under_words(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    """A folder with an empty register under ``WORDS``, its key and id; made once: a passphrase takes time."""
    made = tmp_path_factory.mktemp("under-words")
    opened = Vault(made, keyring=None).set_up_with_passphrase(WORDS, MONDAY)
    key, id_ = opened.key, opened.register_id
    opened.close()
    return made, key, id_


@pytest.fixture
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases and PINs open quickly, where their slowness is not what is promised.

    Not beside ``under_words``, which was made with all the work.
    """
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)


@pytest.fixture
def worker_by() -> Worker:
    """Who does what is done in a test."""
    return Worker("Testi Esimerkki", "worker-1")


@pytest.fixture
def at() -> datetime:
    """``MONDAY``, for tests that take it as a fixture: conftest files cannot be imported by name."""
    return MONDAY


@pytest.fixture
def keyring() -> MemoryKeyring:
    """A keyring that can be emptied, locked and looked into."""
    return MemoryKeyring()


@pytest.fixture
def vault(folder: Path, keyring: MemoryKeyring) -> Vault:
    """A vault over an empty folder, with that keyring."""
    return Vault(folder, keyring=keyring)
