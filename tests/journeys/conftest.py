"""Whole ways through a real window, over the catalogue that a newcomer meets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journeys.requester import THURSDAY, Requester
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.workplace import Workplace
from ui.conftest import open_window, worker
from worker import Worker

__all__ = ["data", "example_data", "open_window", "worker"]


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first start, to be copied."""
    folder = tmp_path_factory.mktemp("example")
    Workplace(DataFolder(folder)).close()
    return folder


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> DataFolder:
    """A data folder of this test's own."""
    shutil.copytree(example_data, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def requester(open_window: Callable[..., Worker]) -> Requester:
    """Somebody at a service point in Perho, whose client data has been set up and is open."""
    made = Requester(
        open_window(at=THURSDAY, home_municipality="584", worker="Maija", service_point="Testipiste")
    )
    made.set_up()
    return made
