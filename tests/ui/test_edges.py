"""The edges of the program: a bug, a second start, another language, settings that are locked."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QWidget

from ohjaus_desktop import app
from ohjaus_desktop.paths import DataFolder
from worker import Worker

Open = Callable[..., Worker]


@pytest.fixture
def bug() -> tuple[type[BaseException], BaseException, object]:
    """Something that went wrong over a client's words."""
    try:
        int("Maija Meikäläinen 010190-999X")
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def answer(button_text: str, seen: list[QMessageBox]) -> None:
    """Press a button of the next dialog."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box)
        texts_of_box = {button.text().replace("&", ""): button for button in box.buttons()}
        texts_of_box[button_text].click()

    QTimer.singleShot(0, press)


def test_a_bug_is_told_once_and_logged_without_what_the_values_were(
    worker: Worker, data: DataFolder, bug: tuple[type[BaseException], BaseException, None],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    edge = app._Edge(data)
    seen: list[QMessageBox] = []
    with caplog.at_level(logging.ERROR):
        answer("Kopioi raportti", seen)
        edge(*bug)
        edge(*bug)
    assert len(seen) == 1
    assert len(caplog.records) == 2
    report = QGuiApplication.clipboard().text()
    assert "ValueError" in report
    assert "test_edges.py" in report
    for words in (report, caplog.text):
        assert "Maija" not in words
        assert "999X" not in words
    worker.window.page.search.words.setText("ystävä")
    assert worker.listed


@pytest.mark.parametrize(("language", "cancel"), [("fi", "Peru"), ("sv", "Avbryt"), ("en", "Cancel")])
def test_dialogs_of_qt_speak_the_language_of_the_window(
    open_window: Open, language: str, cancel: str
) -> None:
    open_window(language=language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == cancel
    box.deleteLater()


def test_a_change_of_language_reaches_the_dialogs_of_qt(open_window: Open) -> None:
    worker = open_window()
    window = worker.window
    window.change_settings(msgspec.structs.replace(window.settings, language="sv"))
    QApplication.processEvents()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == "Avbryt"
    assert window.page.search.words.accessibleName() == "Vad behövs hjälp med?"
    box.deleteLater()


def test_a_second_start_raises_the_first_window(worker: Worker, data: DataFolder) -> None:
    server = app._listen(data, worker.window)
    worker.window.showMinimized()
    code = (
        "import sys; from pathlib import Path; from ohjaus_desktop import app;"
        "from ohjaus_desktop.paths import DataFolder; from PySide6.QtCore import QCoreApplication;"
        "a = QCoreApplication([]); sys.exit(0 if app._raise_first(DataFolder(Path(sys.argv[1]))) else 1)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    second = subprocess.Popen([sys.executable, "-c", code, str(data.root)], env=environment)
    try:
        worker.qtbot.waitUntil(lambda: not worker.window.isMinimized(), timeout=20_000)
        assert second.wait(20) == 0
    finally:
        second.kill()
        second.wait()
        server.close()


def test_a_setting_of_the_administrator_is_shown_and_locked(open_window: Open) -> None:
    address = "https://palvelut.esimerkki.invalid/catalogue.json"
    worker = open_window(catalogue_address=address, locked=frozenset({"catalogue_address"}))
    worker.window.act("settings")
    page = worker.window.pages.currentWidget()
    assert page is not None
    field = next(one for one in page.findChildren(QLineEdit) if one.text() == address)
    assert not field.isEnabled() or field.isReadOnly()


def _name(widget: QWidget) -> str:
    """What a screen reader says for it."""
    known = QAccessible.queryAccessibleInterface(widget)
    return known.text(QAccessible.Text.Name) if known else ""


def _reached_by_keyboard(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("view", ["", "settings", "help", "keys", "about", "tab_organizations", "print"])
def test_everything_the_keyboard_reaches_has_a_name(open_window: Open, view: str) -> None:
    worker = open_window(example=True)
    worker.type("yksinäi perho")
    if view:
        worker.window.act(view)
    QApplication.processEvents()
    nameless = [
        (type(widget).__name__, type(widget.parent()).__name__)
        for widget in _reached_by_keyboard(worker.window)
        if not _name(widget)
    ]
    assert nameless == []


def test_the_count_is_announced(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("ohjaus_desktop.ui.middle.announce", lambda _where, words: heard.append(words))
    worker.type("ystävä")
    assert heard[-1] == "1 palvelu"


def test_the_log_folder_is_named_in_the_dialog(worker: Worker, data: DataFolder, bug: object) -> None:
    edge = app._Edge(data)
    seen: list[QMessageBox] = []
    answer("Sulje", seen)
    edge(*bug)  # type: ignore[misc]
    assert str(Path(data.logs)) in seen[0].informativeText()
