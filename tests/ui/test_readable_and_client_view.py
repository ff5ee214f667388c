"""Read aloud on the phone; turn the screen to the client; both show what was chosen and no more."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from ohjaus_desktop.documents import readable
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance.hours import UNKNOWN
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.client_view import ClientView
from ohjaus_desktop.ui.neutral_view import NeutralView
from ohjaus_desktop.ui.readable_view import ReadableView
from ohjaus_desktop.ui.words import Press, Words
from small_catalogue import small_catalogue, uid

AT = datetime(2026, 11, 19, 13, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


def chosen(*names: str) -> list[Chosen]:
    small = small_catalogue()
    organizations = {one.id: one for one in small.organizations}
    places = {one.id: one for one in small.locations}
    found = []
    for name in names:
        service = next(one for one in small.services if one.id == uid(name))
        met = tuple(places[at.location_id] for at in service.service_at_locations)
        found.append(Chosen(service, organizations.get(service.organization_id), met, UNKNOWN))
    return found


def words(view) -> str:
    return "\n".join(label.text() for label in view.findChildren(Words) if label.isVisible())


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    made.setWindowTitle("Ohjaus – väkivalta")
    made.setCentralWidget(QLineEdit("mies lyö"))
    qtbot.addWidget(made)
    made.resize(900, 650)
    made.show()
    qtbot.waitExposed(made)
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def aloud(qtbot):
    def show(*names: str) -> ReadableView:
        view = ReadableView()
        qtbot.addWidget(view)
        view.open(lambda language: readable.read_aloud(chosen(*names), language, at=AT), "fi")
        view.resize(600, 700)
        view.show()
        qtbot.waitExposed(view)
        return view

    return show


def test_the_number_is_large_and_can_be_copied(aloud, qtbot) -> None:
    view = aloud("friend")
    number = next(label for label in view.findChildren(Words) if label.text() == "000 200 001")
    assert number.font().pointSizeF() > 2 * QApplication.font().pointSizeF()
    copy = next(button for button in view.findChildren(Press) if "000 200 001" in button.accessibleName())
    with qtbot.waitSignal(view.number_copied) as copied:
        copy.click()
    assert copied.args == ["000 200 001"]
    assert QApplication.clipboard().text() == "000 200 001"


def test_sentence_hours_and_steps_are_there(aloud) -> None:
    shown = words(aloud("friend"))
    assert "Vapaaehtoinen ystävä käy kotona tai soittaa." in shown
    assert "ma–pe 9–15" in shown
    assert "1. Soita" in shown


def test_another_language_is_one_click_away(aloud) -> None:
    view = aloud("friend")
    view.languages["sv"].click()
    assert "Vänverksamhet Perho" in words(view)
    assert "Ystävätoiminta" not in words(view)


def test_for_a_sensitive_service_one_asks_first_whether_it_is_safe_to_talk(aloud) -> None:
    assert "Voitko puhua nyt rauhassa?" in words(aloud("shelter"))
    assert "Voitko puhua nyt rauhassa?" not in words(aloud("friend"))


def test_the_words_grow_in_this_view(aloud) -> None:
    view = aloud("friend")

    def size() -> float:
        return (
            next(
                label
                for label in view.findChildren(Words)
                if label.text() == "000 200 001" and label.isVisible()
            )
            .font()
            .pointSizeF()
        )

    before = size()
    view.larger.click()
    assert size() > before
    view.smaller.click()
    assert size() == pytest.approx(before)


def test_a_closed_view_keeps_no_words(aloud, qtbot) -> None:
    view = aloud("friend")
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert "000 200 001" not in words(view)


def test_the_client_sees_only_what_was_chosen(window: QMainWindow) -> None:
    view = ClientView(window)
    view.open(readable.read_aloud(chosen("friend", "club"), "fi", at=AT), "fi")
    assert "Ystävätoiminta Perho" in words(view)
    assert "000 200 001" in words(view)
    assert "lyö" not in words(view)
    assert view.geometry() == window.rect()
    assert window.windowTitle() == "Ohjaus"


def test_escape_gives_the_window_back_as_it_was(window: QMainWindow, qtbot) -> None:
    view = ClientView(window)
    view.open(readable.read_aloud(chosen("friend"), "sv", at=AT), "sv")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert window.centralWidget().hasFocus()
    assert window.windowTitle() == "Ohjaus – väkivalta"
    assert "Vänverksamhet" not in words(view)


def test_the_neutral_view_hides_the_client_view_too_and_brings_it_back(window: QMainWindow, qtbot) -> None:
    neutral, view = NeutralView(window, clock=lambda: AT), ClientView(window)
    action = QAction("neutral", window)
    action.setShortcuts(keys.sequences("neutral"))
    action.triggered.connect(neutral.toggle)
    window.addAction(action)
    view.open(readable.read_aloud(chosen("friend"), "fi", at=AT), "fi")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F12)
    assert neutral.covers
    assert window.childAt(window.rect().center()) in {neutral, *neutral.findChildren(Words)}
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F12)
    assert not neutral.covers
    assert view.covers
    assert view.hasFocus()


def test_nothing_chosen_is_said_to_the_client_calmly(window: QMainWindow) -> None:
    view = ClientView(window)
    view.open(readable.read_aloud([], "fi", at=AT), "fi")
    assert "Palvelua ei ole vielä valittu." in words(view)
