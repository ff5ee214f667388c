"""The whole road: a secretary's spreadsheet, a signed folder on a web server, a window that follows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journeys.secretary import DEBT_NUMBER, fill
from journeys.sight import in_sight
from misbehaving_server import trusted_certificate
from ohjaus_desktop.ui.words import Press, Words
from ohjaus_desktop.workplace import HELSINKI
from publisher import Publisher, cheap_keys
from served_folder import served
from terminal import Terminal
from worker import Worker

__all__ = ["cheap_keys"]
NEW_NUMBER = "000 999 9999"
ANSWERS = {
    "Hakemiston nimi": "Laakson palvelut",
    "Julkaisija": "Keksitty jokilaakso",
    "Sähköpostiosoite": "palaute@laakso.invalid",
    "lause": "neljä sanaa ilman järkeä",
}


class Coordinator:
    """A region's coordinator: a sheet in, a folder on the web server out. Real programs do the work."""

    def __init__(self, home: Path) -> None:
        self.terminal = Terminal(home / "work", home / "home", home / "none.json")
        self.folder, self.web = self.terminal.folder / "julkaisu", home / "web"
        self.web.mkdir()
        self._do("template --out palvelut.xlsx")

    def begin(self) -> Path:
        """Make folder and keys; gives what the desktops are to know of it."""
        self._do("init julkaisu --keys avaimet")
        return self.folder / "root.json"

    def publish(self, **sheet: str) -> None:
        """Fill in the sheet, import, publish, copy to the web server."""
        fill(self.terminal.folder / "palvelut.xlsx", **sheet)  # type: ignore[arg-type]
        self._do("import-sheet palvelut.xlsx --out palvelut.json")
        self._do("publish palvelut.json julkaisu --keys avaimet")
        self.copy(self.folder)

    def copy(self, folder: Path) -> None:
        """Let the web server show what lies in a folder, timestamp.json last."""
        for file in sorted(folder.iterdir(), key=lambda file: file.name == "timestamp.json"):
            shutil.copy(file, self.web)

    def _do(self, words: str) -> None:
        self.terminal.run(f"ohjaus catalogue {words}", ANSWERS)


@pytest.fixture
def coordinator(tmp_path: Path) -> Coordinator:
    return Coordinator(tmp_path / "coordinator")


@pytest.fixture
def address(coordinator: Coordinator, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with served(coordinator.web, trusted_certificate(monkeypatch)) as address:
        yield address


def f5(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F5)
    until_quiet(worker)


def until_quiet(worker: Worker) -> None:
    """The look has ended, and what it changed has been read."""
    desks = worker.window.desks
    assert desks is not None
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running and desks.news._job is None, timeout=20_000)


def opened(worker: Worker, *modifiers: Qt.KeyboardModifier) -> QWidget:
    """The view that F5 with these keys held opens."""
    worker.press(Qt.Key.Key_F5, *modifiers)
    until_quiet(worker)
    return worker.window.pages.currentWidget()


def seen(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Words) if one.isVisible())


def find_debt_help(worker: Worker) -> str:
    """What is in sight when a client from Kaustinen has asked about debts."""
    worker.ctrl(Qt.Key.Key_N)
    worker.type("velka kaustinen")
    worker.press(Qt.Key.Key_Return)
    assert worker.shown == "Velkaneuvonta"
    return in_sight(worker.window)


def test_a_spreadsheet_reaches_the_window_and_nothing_false_takes_its_place(
    coordinator: Coordinator,
    address: str,
    open_window: Callable[..., Worker],
    cheap_keys: None,
    tmp_path: Path,
) -> None:
    root = coordinator.begin()
    coordinator.publish()
    worker = open_window(
        clock=lambda: datetime.now(HELSINKI), catalogue_address=address, trusted_root=str(root)
    )
    f5(worker)
    assert "alkuperä varmistettu: " in worker.window.status.words()
    assert DEBT_NUMBER in find_debt_help(worker)

    # The number changes: the window tells the old and the new.
    coordinator.publish(debt=NEW_NUMBER)
    f5(worker)
    assert NEW_NUMBER in find_debt_help(worker)
    news = opened(worker, Qt.KeyboardModifier.ControlModifier)
    assert DEBT_NUMBER in seen(news)
    assert NEW_NUMBER in seen(news)
    worker.press(Qt.Key.Key_Escape)

    # Somebody else's catalogue at the same address is refused, and work goes on.
    stranger = Publisher(tmp_path / "stranger")
    stranger.publish()
    coordinator.copy(stranger.folder)
    f5(worker)
    assert "allekirjoitettu avaimella, johon tämä kone ei luota" in in_sight(worker.window)
    assert NEW_NUMBER in find_debt_help(worker)

    # The earlier version comes back and stays until something newer is published.
    coordinator.copy(coordinator.folder)
    view = opened(worker, Qt.KeyboardModifier.ShiftModifier)
    back = next(one for one in view.findChildren(Press) if one.text() == "Palauta edellinen versio")
    worker.click(back)
    until_quiet(worker)
    f5(worker)
    assert "käytössä palautettu edellinen versio" in worker.window.status.words()
    worker.press(Qt.Key.Key_Escape)
    assert DEBT_NUMBER in find_debt_help(worker)
