"""Sets a real window up over a real data folder, at a moment that stands still, for pictures."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ohjaus_desktop import app, paths, settings
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.keys.os_keyring import SecretStore
from ohjaus_desktop.ui.main_window import MainWindow
from ohjaus_desktop.ui.outside import Outside
from worker import MemoryKeyring, PaperPrinter, Worker

HELSINKI = ZoneInfo("Europe/Helsinki")
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
"""An ordinary working hour, four days after the example catalogue was published."""
SATURDAY_EVENING = datetime(2026, 11, 21, 21, 0, tzinfo=HELSINKI)

LARGE, SMALL = (1440, 900), (1024, 600)
PATIENCE = 20.0
"""Seconds until something that was started must have come to pass."""

SERVICE_POINT = {
    "service_point": "Esimerkkineuvonta, Perho",
    "phone": "000 555 1234",
    "address": "Keksitty tie 5, Perho",
    "worker": "Maija, palveluohjaaja",
}
"""The invented service point that gives every page."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a window is set up. settings, locked: by the names of ``Settings``.

    lay: puts client data into the data folder before the window opens, and gives the keyring that
    the window finds; without it there is an empty one.
    """

    at: datetime = TUESDAY
    size: tuple[int, int] = LARGE
    settings: dict[str, object] = field(default_factory=dict)
    locked: dict[str, object] = field(default_factory=dict)
    online: bool | None = None
    catalogue: Callable[[Catalogue], Catalogue] | None = None
    lay: Callable[[Theatre, DataFolder], SecretStore | None] | None = None


class Theatre:
    """One folder for all the windows of a gallery; the example catalogue is installed once.

    kept: what is made once for several windows, by whoever makes it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._installed = folder / "installed"
        self._count = 0
        self.kept: dict[object, object] = {}
        # A blinking cursor would make every picture another one.
        QApplication.setCursorFlashTime(0)
        self.example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
        self._install(self._installed, None)

    @contextmanager
    def window(self, setting: Setting) -> Iterator[Worker]:
        """Somebody in front of a window set up like that; it is gone afterwards."""
        self._count += 1
        root = self.folder / str(self._count)
        if setting.catalogue is None:
            shutil.copytree(self._installed, root)
        else:
            file = self.publish(setting.catalogue(self.example))
            self._install(root, str(file))
        data = DataFolder(root)
        keyring = setting.lay(self, data) if setting.lay is not None else MemoryKeyring()
        machine = root / "machine.json"
        machine.write_bytes(msgspec.json.encode({"locked": setting.locked}))
        data.settings.write_bytes(msgspec.json.encode(SERVICE_POINT | setting.settings))
        os.environ["OHJAUS_MACHINE_SETTINGS"] = str(machine)
        printer = PaperPrinter(root)
        outside = Outside(
            clock=lambda: setting.at,
            printers=printer.list,
            print_pdf=printer.print,
            online=lambda: setting.online,
            keyring=lambda: keyring,
        )
        window = app.build(data, settings.load(data.settings, machine), outside)
        window.resize(*setting.size)
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        app.open_workplace(window, data)
        QApplication.processEvents()
        try:
            yield Worker(window, printer, QTest)  # type: ignore[arg-type]
        finally:
            _close(window)

    def publish(self, catalogue: Catalogue) -> Path:
        """A central file with this catalogue in it."""
        self._count += 1
        file = self.folder / f"catalogue-{self._count}.json"
        file.write_bytes(document.write(catalogue))
        return file

    def _install(self, root: Path, address: str | None) -> None:
        root.mkdir()
        store = CatalogueStore(DataFolder(root).catalogue)
        sync.run(store, address, index=search.index, index_version=search.INDEX_VERSION, at=TUESDAY)
        store.close()


def until(came_to_pass: Callable[[], bool]) -> None:
    """Let the program work until this is so. Raises TimeoutError when it does not become so."""
    deadline = time.monotonic() + PATIENCE
    while not came_to_pass():
        if time.monotonic() > deadline:
            raise TimeoutError(came_to_pass)
        QTest.qWait(5)


def picture(window: QWidget) -> QPixmap:
    """What is on the screen: the window, and the menus and lists that stand open over it."""
    shown = _settled(window)
    painter = QPainter(shown)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.width() > 1:
            at = other.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
            painter.drawPixmap(at, other.grab())
    painter.end()
    return shown


def _settled(window: QWidget) -> QPixmap:
    """The window when nothing in it moves any more: layouts take several rounds."""
    seen = [window.grab()]

    def is_still() -> bool:
        # What waits for the next round of events, and that one’s own, moves nothing before.
        for _ in range(4):
            QTest.qWait(10)
        seen.append(window.grab())
        return seen[-1].toImage() == seen[-2].toImage()

    until(is_still)
    return seen[-1]


def _close(window: MainWindow) -> None:
    workplace = window.workplace
    until(window.close)  # it waits for what is still being written
    window.deleteLater()
    if workplace is not None:
        workplace.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
