"""From the first letter, or the first click, to the printed page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from documents.paper import read
from ohjaus_desktop import app
from ohjaus_desktop.paths import DataFolder
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


def test_one_line_and_at_most_fourteen_keys_lead_to_paper(worker: Worker) -> None:
    worker.type("yksinäi perho")
    worker.press(Key.Key_Down)
    name = worker.shown
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    words = read(worker.printer.pages[0])
    assert worker.keys_pressed <= 14
    assert name == worker.listed[1]
    assert name in words
    assert "112" in words


def test_need_and_place_in_their_own_fields_lead_to_paper(worker: Worker) -> None:
    worker.type("yksinäi")
    worker.press(Key.Key_Tab)
    worker.type("per")
    worker.press(Key.Key_Return)
    worker.ctrl(Key.Key_3)
    name = worker.shown
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert worker.keys_pressed <= 14
    assert name == worker.listed[2]
    assert name in read(worker.printer.pages[0])


def test_the_hands_may_leave_the_letters_altogether(open_window: Open) -> None:
    worker = open_window(home_municipality="584")
    for _ in range(2):
        worker.ctrl(Key.Key_1)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert worker.keys_pressed <= 14
    assert len(worker.printer.pages) == 1


@pytest.mark.parametrize(("home", "clicks"), [("584", 3), ("", 4)])
def test_a_need_an_activity_and_a_place_are_one_click_each(open_window: Open, home: str, clicks: int) -> None:
    worker = open_window(home_municipality=home)
    worker.click_tile("Yksinäisyys ja tekeminen")
    worker.click_tile(worker.window.page.middle.tiles.tiles()[1].fact.name)
    if not home:
        worker.click_tile("Perho")
    name = worker.shown
    worker.click(worker.window.page.right.detail.print_button)
    assert worker.clicks == clicks
    assert name in read(worker.printer.pages[0])


@pytest.mark.parametrize("words", ["velka", "päihde", "ruoka", "omaishoi"])
def test_enter_acts_on_the_row_for_every_letter_typed(worker: Worker, words: str) -> None:
    search, guide = worker.window.page.search, worker.window.guide
    worker.type("yksinäi")
    search.words.selectAll()
    worker.type(words)
    worker.press(Key.Key_Return)
    assert guide.answer.question.text == words
    assert worker.shown == worker.listed[0]
    assert worker.window.workplace is not None
    assert worker.window.workplace.daybook.recents()[0] == guide.answer.results[0].service_id


def test_words_typed_before_the_catalogue_is_open_are_answered(open_window: Open, data: DataFolder) -> None:
    worker = open_window(filled=False)
    worker.type("ystävä perho")
    worker.press(Key.Key_Return)
    app.open_workplace(worker.window, data)
    assert worker.window.guide.answer.question.text == "ystävä perho"
    assert worker.listed


def test_no_view_costs_a_letter_of_what_was_typed(worker: Worker) -> None:
    worker.type("yksinäi perho")
    for open_view in (
        lambda: worker.ctrl(Key.Key_P),
        lambda: worker.ctrl_shift(Key.Key_L),
        lambda: worker.ctrl(Key.Key_R),
        lambda: worker.ctrl(Key.Key_Comma),
        lambda: worker.press(Key.Key_F1),
    ):
        open_view()
        worker.press(Key.Key_Escape)
        assert worker.window.page.search.words.text() == "yksinäi perho"
        assert worker.listed
    worker.press(Key.Key_Escape)
    assert worker.window.page.search.words.text() == "yksinäi perho"
