"""The views that come and go: paper for a sensitive need, neutral view, keys, recents."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from ohjaus_desktop import paths
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.keys_dialog import KeysView
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.neutral_view import NeutralView
from ohjaus_desktop.ui.recents import Recents
from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice

EVENING = datetime(2026, 11, 21, 17, 5, tzinfo=ZoneInfo("Europe/Helsinki"))


class Desk(QMainWindow):
    """A window with a field in which somebody was writing."""

    def __init__(self, qtbot) -> None:
        super().__init__()
        self.setWindowTitle("Ohjaus – yksinäisyys")
        middle = QWidget()
        self.column = QVBoxLayout(middle)
        self.field = QLineEdit("yksinäi")
        self.column.addWidget(self.field)
        self.setCentralWidget(middle)
        qtbot.addWidget(self)
        self.resize(700, 500)
        self.show()
        qtbot.waitExposed(self)
        self.field.setFocus()
        self.qtbot = qtbot

    def place(self, view) -> None:
        self.column.addWidget(view)
        view.closed.connect(view.hide)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focusWidget(), key, modifier)


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        (Qt.Key.Key_1, PaperChoice.NOTHING),
        (Qt.Key.Key_2, PaperChoice.SLIP),
        (Qt.Key.Key_3, PaperChoice.PAGE),
        (Qt.Key.Key_Return, PaperChoice.NOTHING),
    ],
)
def test_one_key_says_what_the_client_takes_along(desk: Desk, key, choice: PaperChoice) -> None:
    view = SensitiveChoice()
    desk.place(view)
    view.open()
    view.show()
    with desk.qtbot.waitSignal(view.chosen) as chosen:
        desk.press(key)
    assert chosen.args == [choice]
    assert desk.focusWidget() is desk.field


def test_the_arrows_walk_between_the_choices(desk: Desk) -> None:
    view = SensitiveChoice()
    desk.place(view)
    view.open()
    view.show()
    desk.press(Qt.Key.Key_Down)
    with desk.qtbot.waitSignal(view.chosen) as chosen:
        desk.press(Qt.Key.Key_Return)
    assert chosen.args == [PaperChoice.SLIP]


def test_escape_prints_nothing_for_a_sensitive_need(desk: Desk) -> None:
    view = SensitiveChoice()
    desk.place(view)
    view.open()
    view.show()
    with desk.qtbot.assertNotEmitted(view.chosen):
        desk.press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert desk.focusWidget() is desk.field


def test_the_neutral_view_covers_everything_and_shows_only_the_time(desk: Desk) -> None:
    neutral = NeutralView(desk, clock=lambda: EVENING)
    neutral.cover()
    assert neutral.geometry() == desk.rect()
    assert neutral.time.text() == "17.05"
    assert "lauantai" in neutral.date.text()
    assert desk.windowTitle() == "Ohjaus"
    assert neutral.isVisible()


def test_the_same_key_brings_back_exactly_what_was_there(desk: Desk) -> None:
    desk.field.setCursorPosition(3)
    neutral = NeutralView(desk, clock=lambda: EVENING)
    neutral.cover()
    desk.press(Qt.Key.Key_F12)
    assert not neutral.isVisible()
    assert desk.focusWidget() is desk.field
    assert (desk.field.text(), desk.field.cursorPosition()) == ("yksinäi", 3)
    assert desk.windowTitle() == "Ohjaus – yksinäisyys"


def test_no_key_reaches_the_covered_window(desk: Desk) -> None:
    action = QAction("Tyhjennä", desk, shortcut=QKeySequence("Ctrl+N"))
    action.triggered.connect(desk.field.clear)
    desk.addAction(action)
    neutral = NeutralView(desk, clock=lambda: EVENING)
    neutral.cover()
    desk.qtbot.keyClick(neutral, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.keyClick(neutral, Qt.Key.Key_X)
    desk.qtbot.keyClick(neutral, Qt.Key.Key_Tab)
    assert desk.field.text() == "yksinäi"
    assert desk.focusWidget() is neutral


def test_the_neutral_view_grows_with_the_window(desk: Desk) -> None:
    neutral = NeutralView(desk, clock=lambda: EVENING)
    neutral.cover()
    desk.resize(900, 650)
    desk.qtbot.waitUntil(lambda: neutral.size() == desk.size())


def test_every_key_of_the_table_is_on_the_page_of_keys(desk: Desk) -> None:
    view = KeysView()
    desk.place(view)
    view.open()
    view.show()
    rows = {view.table.item(row, 0).text() for row in range(view.table.rowCount())}
    assert {keys.shown(key.name) for key in keys.KEYS if len(key.sequences) == 1} <= rows
    # Keys that bear their own mark would stand there in English.
    assert keys.shown("back") in rows


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_help_names_every_key_that_the_window_answers(language: str) -> None:
    page = paths.resource("help", language, "keys.md").read_text(encoding="utf-8").replace("−", "-")
    said = {key.name for key in keys.KEYS if key.bound and keys.shown(key.name) in page}
    assert {key.name for key in keys.KEYS if key.bound} - said == set()


def test_no_two_bound_keys_are_the_same() -> None:
    bound = [sequence for key in keys.KEYS if key.bound for sequence in key.sequences]
    assert len(bound) == len(set(bound))
    assert not any(QKeySequence(sequence).isEmpty() for sequence in bound)


RECENT = (
    ListedService("a", "Ystävätoiminta Perho", "Valoisa Polku ry (esimerkki)"),
    ListedService("b", "Velkaneuvonta", "Esimerkkivirasto"),
)


@pytest.mark.parametrize(("key", "service"), [(Qt.Key.Key_Return, "a"), (Qt.Key.Key_2, "b")])
def test_a_recent_service_is_opened_again(desk: Desk, key, service: str) -> None:
    view = Recents()
    desk.place(view)
    view.open(RECENT)
    view.show()
    with desk.qtbot.waitSignal(view.chosen) as chosen:
        desk.press(key)
    assert chosen.args == [service]
    assert view.list.rows() == []


def test_no_recents_is_said_calmly(desk: Desk) -> None:
    view = Recents()
    desk.place(view)
    view.open(())
    view.show()
    assert view.empty.isVisible()
    assert not view.clear_button.isVisible()


def test_recents_can_be_forgotten(desk: Desk) -> None:
    view = Recents()
    desk.place(view)
    view.open(RECENT)
    view.show()
    with desk.qtbot.waitSignal(view.forget_all):
        view.clear_button.click()
    assert view.list.rows() == []
    assert view.empty.isVisible()
