"""What every test may lean on."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ohjaus_desktop import texts

# Windows are drawn off screen unless a test run chooses a real platform itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = Path(__file__).parents[1]
SHARED_DATA = PROJECT.parent / "shared" / "data"


PATIENCE = 30_000  # ms: what does happen is not waited for; a machine with much else to do may take long


class PatientBot(QtBot):
    """The bot that gives a busy machine the time it needs."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        """Wait until a condition holds, or fail after ``timeout`` milliseconds."""
        super().waitUntil(callback, timeout=timeout)


def pytest_collection_finish() -> None:
    """What has been imported stays: looking through it for what has gone took a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def finnish_again() -> Iterator[None]:
    """Whatever language a module's tests end with, the next module begins in Finnish."""
    yield
    texts.use("fi")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Drives windows, and waits for them with patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data beside the checkout; a test that needs it skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared development data is not beside this checkout")
    return SHARED_DATA
