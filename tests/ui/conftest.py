"""A real window over a small catalogue, a clock that stands still, and a printer made of files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import small_catalogue
from ohjaus_desktop import app, texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.keys.os_keyring import SecretStore
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui import style
from ohjaus_desktop.ui.main_window import MainWindow
from ohjaus_desktop.ui.outside import Outside
from worker import MemoryKeyring, PaperPrinter, Worker

FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
"""A working hour of a working day, 17 days after the small catalogue was published."""


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small catalogue installed, to be copied."""
    folder = tmp_path_factory.mktemp("small")
    file = folder / "small.json"
    file.write_bytes(document.write(small_catalogue.small_catalogue()))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(file), index=search.index, index_version=search.INDEX_VERSION, at=FRIDAY)
    store.close()
    return folder


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example catalogue installed as it ships, to be copied."""
    folder = tmp_path_factory.mktemp("example")
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, None, index=search.index, index_version=search.INDEX_VERSION, at=FRIDAY)
    store.close()
    return folder


@pytest.fixture
def data(small_data: Path, tmp_path: Path) -> DataFolder:
    """A data folder of this test's own."""
    shutil.copytree(small_data, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def open_window(
    data: DataFolder, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Worker]]:
    """Opens windows: settings by name, ``size``, ``at``, ``filled``; gives a worker in front of one.

    keyring: keeps keys in memory, the same for all windows of a test; None for a system without one.
    example: over the example catalogue; clock, online: in place of ``at`` and of "not known".
    """
    made: list[MainWindow] = []
    kept = MemoryKeyring()

    def open_one(
        *,
        size: tuple[int, int] = (1440, 900),
        at: datetime = FRIDAY,
        filled: bool = True,
        example: bool = False,
        clock: Callable[[], datetime] | None = None,
        online: bool | None = None,
        locked: frozenset[str] = frozenset(),
        keyring: SecretStore | None = kept,
        **chosen: object,
    ) -> Worker:
        if example:
            shutil.copytree(request.getfixturevalue("example_data"), data.root, dirs_exist_ok=True)
        printer = PaperPrinter(tmp_path)
        outside = Outside(
            clock=clock or (lambda: at),
            online=lambda: online,
            printers=printer.list,
            print_pdf=printer.print,
            keyring=lambda: keyring,
        )
        effective = Effective(Settings(**chosen), locked)  # type: ignore[arg-type]
        window = app.build(data, effective, outside)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        made.append(window)
        if filled:
            app.open_workplace(window, data)
        return Worker(window, printer, qtbot)

    yield open_one
    for window in made:
        workplace = window.workplace
        window.close()
        window.deleteLater()
        if workplace is not None:
            workplace.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    texts.use("fi")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.apply(application, theme="light")


@pytest.fixture
def worker(open_window: Callable[..., Worker]) -> Worker:
    """A worker in front of the window, in Finnish, with no place chosen beforehand."""
    return open_window()
