"""Back without losing anything: words, place, filters, row, scroll and what was shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ohjaus_desktop.ui import style
from ohjaus_desktop.ui.help_view import HelpView
from ohjaus_desktop.ui.organizations_page import OrganizationsPage
from ohjaus_desktop.ui.panes import MIDDLE, RIGHT
from worker import Worker

Open = Callable[..., Worker]
Key, Button = Qt.Key, Qt.MouseButton
ALT = Qt.KeyboardModifier.AltModifier


def back(worker: Worker) -> None:
    worker.press(Key.Key_Left, ALT)


def forth(worker: Worker) -> None:
    worker.press(Key.Key_Right, ALT)


def first_tile(worker: Worker) -> str:
    return worker.window.page.middle.tiles.tiles()[0].fact.name


def test_letters_of_one_word_are_one_step(worker: Worker) -> None:
    worker.type("ystävä")
    back(worker)
    assert worker.window.page.search.words.text() == ""
    assert worker.window.page.middle.currentIndex() == 0
    forth(worker)
    assert worker.window.page.search.words.text() == "ystävä"
    assert "Ystävätoiminta Perho" in worker.listed


def test_a_word_that_was_taken_back_can_be_found_again(worker: Worker) -> None:
    worker.type("ystävä")
    for _ in "ystävä":
        worker.press(Key.Key_Backspace)
    worker.type("velka")
    back(worker)
    assert worker.window.page.search.words.text() == "ystävä"


def test_words_place_and_filters_come_back(worker: Worker) -> None:
    worker.say("ystävä")
    worker.press(Key.Key_Tab)
    worker.type("per")
    worker.press(Key.Key_Return)
    worker.window.page.facets.picked.emit("way", "free", True)
    listed = worker.listed
    worker.window.page.middle.needs_wanted.emit()
    assert worker.window.guide.is_blank
    back(worker)
    asked = worker.window.guide.question
    assert (asked.text, asked.free, worker.listed) == ("ystävä", True, listed)
    back(worker)
    assert not worker.window.guide.question.free
    assert worker.window.page.search.place.text() == "Perho"
    back(worker)
    assert worker.window.guide.place is None
    assert worker.window.page.search.place.text() == ""
    assert worker.window.page.search.words.text() == "ystävä"


def test_the_row_and_how_far_it_was_scrolled_come_back(open_window: Open) -> None:
    worker = open_window(example=True, size=(1280, 700))
    results = worker.window.page.middle.results
    worker.window.page.search.words.setText("apua")
    for _ in range(3):
        worker.press(Key.Key_PageDown)
    shown, top = worker.shown, results.verticalScrollBar().value()
    assert top > 0
    worker.window.page.middle.needs_wanted.emit()
    back(worker)
    assert worker.shown == shown
    assert results.verticalScrollBar().value() == top


def test_a_service_opened_by_a_click_leads_back_to_the_one_before(worker: Worker) -> None:
    worker.say("neuvonta")
    results = worker.window.page.middle.results
    before = worker.shown
    worker.click(results.viewport(), results.visualRect(results.rows.index(1)).center())
    assert worker.shown == worker.listed[1] != before
    back(worker)
    assert worker.shown == before


def test_a_press_that_opens_nothing_leaves_no_step(worker: Worker) -> None:
    worker.say("neuvonta")
    results = worker.window.page.middle.results
    at = results.visualRect(results.rows.index(1)).center()
    QTest.mousePress(results.viewport(), Button.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseRelease(
        results.viewport(), Button.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(-50, -50)
    )
    worker.ctrl(Key.Key_K)
    worker.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    worker.say("ystävä")
    worker.press(Key.Key_Return)
    back(worker)
    assert worker.window.page.search.words.text() == "ystävä"
    back(worker)
    assert worker.window.page.search.words.text() == "neuvonta"


def test_a_press_that_opened_nothing_is_not_gone_back_to_later(open_window: Open) -> None:
    worker = open_window(size=(700, 900))
    worker.say("neuvonta")
    results = worker.window.page.middle.results
    at = results.visualRect(results.rows.index(1)).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(results.viewport(), Button.LeftButton, none, at)
    QTest.mouseRelease(results.viewport(), Button.LeftButton, none, QPoint(-50, -50))
    QApplication.processEvents()
    worker.press(Key.Key_Down)
    before = results.current_id()
    worker.press(Key.Key_Return)
    back(worker)
    assert worker.window.page.panes.shown == MIDDLE
    assert results.current_id() == before


def test_on_a_narrow_screen_back_leads_from_the_service_to_the_list(open_window: Open) -> None:
    worker = open_window(size=(700, 900))
    panes = worker.window.page.panes
    worker.say("ystävä")
    worker.press(Key.Key_Return)
    assert panes.shown == RIGHT
    back(worker)
    assert panes.shown == MIDDLE
    assert worker.window.page.search.words.text() == "ystävä"


def test_the_hatch_goes_back_tile_by_tile(open_window: Open) -> None:
    worker = open_window(home_municipality="584")
    start = first_tile(worker)
    worker.click_tile("Yksinäisyys ja tekeminen")
    within = first_tile(worker)
    worker.click_tile("Ystävä")
    assert worker.listed
    back(worker)
    assert first_tile(worker) == within
    assert worker.window.page.middle.tiles.focused() == ("need", "friend")
    worker.press(Key.Key_Backspace)
    assert first_tile(worker) == start
    assert worker.window.page.middle.tiles.focused() == ("need", "loneliness")
    worker.press(Key.Key_Backspace)
    assert first_tile(worker) == start


@pytest.mark.parametrize("where", ["tiles", "list"])
def test_the_buttons_on_the_screen_go_back_as_well(open_window: Open, where: str) -> None:
    worker = open_window(home_municipality="584")
    start = first_tile(worker)
    worker.click_tile("Yksinäisyys ja tekeminen")
    if where == "list":
        within = first_tile(worker)
        worker.click_tile("Ystävä")
        worker.click(worker.window.page.middle.back_button)
        assert first_tile(worker) == within
    worker.click(worker.window.page.middle.tiles.back_button)
    assert first_tile(worker) == start


def test_the_side_buttons_of_a_mouse_go_back_and_forth(worker: Worker) -> None:
    worker.say("ystävä")
    handle = worker.window.windowHandle()
    assert handle is not None
    at = QPoint(400, 400)
    QTest.mouseClick(handle, Button.BackButton, Qt.KeyboardModifier.NoModifier, at)
    assert worker.window.page.search.words.text() == ""
    QTest.mouseClick(handle, Button.ForwardButton, Qt.KeyboardModifier.NoModifier, at)
    assert worker.window.page.search.words.text() == "ystävä"


def test_the_side_buttons_of_a_mouse_change_nothing_below_the_neutral_view(worker: Worker) -> None:
    worker.say("ystävä")
    worker.press(Key.Key_F12)
    handle = worker.window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Button.BackButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 400))
    assert worker.window.neutral.isVisible()
    assert worker.window.page.search.words.text() == "ystävä"


def test_in_the_help_back_leads_to_the_page_before_and_then_to_the_work(worker: Worker) -> None:
    worker.say("ystävä")
    worker.press(Key.Key_F1)
    view = worker.window.pages.currentWidget()
    assert isinstance(view, HelpView)
    first = view.browser.toPlainText()
    view.browser.anchorClicked.emit(QUrl("search.md"))
    assert view.browser.toPlainText() != first
    back(worker)
    assert view.browser.toPlainText() == first
    back(worker)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert worker.window.page.search.words.text() == "ystävä"


def test_on_a_narrow_screen_back_leads_from_an_organization_to_their_list_first(open_window: Open) -> None:
    worker = open_window(size=(700, 900))
    worker.say("ystävä")
    worker.press(Key.Key_3, ALT)
    page = worker.window.pages.currentWidget()
    assert isinstance(page, OrganizationsPage)
    worker.press(Key.Key_Return)
    assert not page.list.isVisible()
    back(worker)
    assert page.list.isVisible()
    back(worker)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert worker.window.page.search.words.text() == "ystävä"


def test_what_lies_over_the_work_goes_first(worker: Worker) -> None:
    worker.say("ystävä")
    worker.ctrl(Key.Key_P)
    preview = worker.window.desks.paper.preview()  # type: ignore[union-attr]
    assert preview.isVisible()
    back(worker)
    assert not preview.isVisible()
    assert worker.window.page.search.words.text() == "ystävä"
    worker.press(Key.Key_3, ALT)
    back(worker)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert worker.window.page.search.words.text() == "ystävä"


def test_a_new_client_leaves_no_way_back(worker: Worker) -> None:
    worker.say("ystävä")
    worker.press(Key.Key_Return)
    worker.ctrl(Key.Key_N)
    back(worker)
    forth(worker)
    assert worker.window.page.search.words.text() == ""
    assert worker.window.guide.question.text == ""
    assert worker.shown == ""


def test_the_way_back_outlives_another_text_size(worker: Worker) -> None:
    worker.say("ystävä")
    worker.press(Key.Key_Return)
    worker.window.scale_text(50)
    worker.qtbot.waitUntil(lambda: worker.window.page.search.words.text() == "ystävä")
    worker.window.page.middle.needs_wanted.emit()
    back(worker)
    assert worker.window.page.search.words.text() == "ystävä"


def test_another_text_size_keeps_the_row_and_the_step(open_window: Open) -> None:
    worker = open_window(home_municipality="584")
    worker.say("neuvonta")
    worker.press(Key.Key_Down)
    shown = worker.shown
    worker.window.scale_text(25)
    worker.qtbot.waitUntil(lambda: worker.window.settings.text_scale == 125 and worker.shown == shown)
    assert worker.window.page.middle.results.current_id() == worker.window.desks.services.shown_id()  # type: ignore[union-attr]
    worker.ctrl(Key.Key_N)
    worker.click_tile("Yksinäisyys ja tekeminen")
    within = first_tile(worker)
    worker.window.scale_text(25)
    worker.qtbot.waitUntil(lambda: style.look().scale == 150)
    assert worker.window.page.middle.currentIndex() == 0
    assert first_tile(worker) == within


def test_at_the_beginning_back_does_nothing(worker: Worker) -> None:
    start = first_tile(worker)
    back(worker)
    forth(worker)
    assert first_tile(worker) == start
    assert worker.window.guide.is_blank


def test_what_stands_in_the_way_of_the_client_comes_back(worker: Worker) -> None:
    worker.say("ystävä")
    worker.window.guide.change(barriers=frozenset({"money"}))
    worker.window.guide.change(barriers=frozenset({"money", "shame"}))
    back(worker)
    assert worker.window.guide.question.barriers == {"money"}
    back(worker)
    assert worker.window.guide.question.barriers == frozenset()
