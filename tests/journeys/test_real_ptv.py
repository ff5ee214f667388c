"""The same ways over real records of PTV joined with the national general descriptions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from documents.paper import read
from journeys.sight import in_sight
from ohjaus_desktop import cli
from ohjaus_desktop.paths import DataFolder
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture(scope="module")
def real_data(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the joined catalogue, made by the commands that a publisher uses."""
    folder = tmp_path_factory.mktemp("ptv")
    sources = folder / "ptv"
    catalogues = shared_data / "catalogues"
    shutil.copytree(catalogues / "ptv-api-v8", sources / "answers", copy_function=shutil.copyfile)
    shutil.copyfile(
        catalogues / "ptv-general-descriptions" / "general_descriptions.json", sources / "general.json"
    )
    file = folder / "central.json"
    assert cli.main(["catalogue", "import-ptv", str(sources), "--out", str(file)]) == 0
    assert cli.main(["catalogue", "validate", str(file)]) == 0
    data = folder / "data"
    assert cli.main(["--data-dir", str(data), "sync", "--source", str(file)]) == 0
    return data


@pytest.fixture
def data(real_data: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(real_data, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def test_a_real_service_is_found_and_printed_within_fourteen_keys(worker: Worker) -> None:
    worker.type("etsivä nuoris naantali")
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    words = read(worker.printer.pages[0])
    assert worker.keys_pressed <= 14
    assert worker.shown == "Etsivä nuorisotyö"
    for fact in ("Naantalin kaupunki", "044 733 4611", "Tiedot tarkistettu 3.5.2018", "Ei tiedossa"):
        assert fact in words


@pytest.mark.parametrize(("home", "clicks"), [("905", 3), ("", 4)])
def test_three_clicks_print_a_real_service_four_without_a_place(
    open_window: Open, home: str, clicks: int
) -> None:
    worker = open_window(home_municipality=home)
    tiles = worker.window.page.middle.tiles
    for _ in range(clicks - 1):
        worker.click_tile(tiles.tiles()[0].fact.name)
    worker.click(worker.window.page.right.detail.print_button)
    assert worker.clicks == clicks
    assert len(worker.printer.pages) == 1


def test_typing_fast_and_enter_opens_the_row_for_the_whole_text(worker: Worker) -> None:
    worker.type("tilapäinen päivähoito naantali")
    worker.press(Key.Key_Return)
    assert worker.shown == "Tilapäinen päivähoito"
    assert "Naantalin kaupunki" in in_sight(worker.window.page.right)


def test_no_example_is_left_where_the_services_are_real(open_window: Open) -> None:
    worker = open_window(home_municipality="272")
    assert "simerk" not in in_sight(worker.window)
    assert "116117" in in_sight(worker.window.urgent)
    assert "000" not in in_sight(worker.window.urgent)


def test_no_empty_slip_is_printed_where_ptv_knows_no_number(worker: Worker) -> None:
    worker.type("turvakotitoiminta")
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_2)
    assert worker.printer.sheets == []
    assert worker.window.page.right.passing() is None
    assert "numeroa" in worker.window.undo_bar.accessibleName()
