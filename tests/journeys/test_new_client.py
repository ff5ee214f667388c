"""Between two clients: what goes, what stays, and what nobody may see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from journeys.sight import in_sight
from worker import Worker

Key = Qt.Key


def test_nothing_of_the_client_before_is_left(worker: Worker) -> None:
    window = worker.window
    assert window.workplace is not None
    worker.type("yksinäi perho")
    worker.press(Key.Key_Return)
    worker.ctrl(Key.Key_D)
    name = worker.shown
    window.page.search.age.setEditText("81")
    worker.ctrl(Key.Key_N)
    assert window.page.search.words.text() == ""
    assert window.guide.question.age is None
    assert window.workplace.daybook.recents() == []
    assert window.workplace.daybook.tray() == []
    assert not window.undo_bar.isVisible()
    assert worker.shown == ""
    assert name not in in_sight(window)


def test_neither_undo_brings_the_client_before_back(worker: Worker) -> None:
    worker.type("yksinäi perho")
    worker.ctrl(Key.Key_D)
    worker.ctrl(Key.Key_N)
    worker.ctrl(Key.Key_Z)
    worker.press(Key.Key_F8)
    worker.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    assert worker.window.page.search.words.text() == ""
    assert worker.window.page.right.tray.ids() == ()


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up, Key.Key_PageDown, Key.Key_PageUp])
def test_the_arrows_find_nothing_of_the_client_before(worker: Worker, key: Qt.Key) -> None:
    worker.say("ystävä perho")
    worker.ctrl(Key.Key_N)
    worker.press(key)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert worker.shown == ""
    assert worker.printer.sheets == []


def test_the_chosen_place_stays_for_the_next_client(worker: Worker) -> None:
    worker.press(Key.Key_Tab)
    worker.type("per")
    worker.press(Key.Key_Return)
    worker.type("yksinäi")
    worker.ctrl(Key.Key_N)
    assert worker.window.page.search.place.text() == "Perho"
    worker.type("velka")
    assert worker.window.guide.answer.place is not None
    assert worker.window.guide.answer.place.name == "Perho"


def test_a_place_in_the_words_goes_with_the_words(worker: Worker) -> None:
    worker.type("yksinäi perho")
    worker.ctrl(Key.Key_N)
    worker.type("velka")
    assert worker.window.guide.answer.place is None


def test_what_was_looked_up_among_the_organizations_goes(worker: Worker) -> None:
    worker.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    worker.say("polku")
    worker.press(Key.Key_Return)
    assert "polku" in in_sight(worker.window)
    worker.ctrl(Key.Key_N)
    worker.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert "polku" not in in_sight(worker.window)


def test_an_open_view_of_the_client_before_closes(worker: Worker) -> None:
    worker.type("yksinäi perho")
    worker.ctrl(Key.Key_P)
    assert worker.window.page.right.passing() is not None
    worker.ctrl(Key.Key_N)
    assert worker.window.page.right.passing() is None
    assert worker.window.page.search.words.hasFocus()


def test_f12_leaves_nothing_of_the_matter_in_sight(worker: Worker) -> None:
    worker.type("velka perho")
    worker.ctrl(Key.Key_D)
    name = worker.shown
    assert name in in_sight(worker.window)
    worker.press(Key.Key_F12)
    seen = in_sight(worker.window)
    assert name not in seen
    assert "velka" not in seen
    assert worker.window.windowTitle() == "Ohjaus"


def test_no_key_changes_what_f12_covers(worker: Worker) -> None:
    worker.type("velka perho")
    worker.press(Key.Key_F12)
    worker.type("xyz")
    worker.ctrl(Key.Key_N)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    worker.press(Key.Key_F12)
    assert worker.window.page.search.words.text() == "velka perho"
    assert worker.printer.sheets == []


def test_the_title_never_tells_the_matter(worker: Worker) -> None:
    for act in (
        lambda: worker.type("velka perho"),
        lambda: worker.press(Key.Key_Return),
        lambda: worker.ctrl(Key.Key_P),
        lambda: worker.press(Key.Key_F11),
    ):
        act()
        assert worker.window.windowTitle() == "Ohjaus"


def test_the_print_queue_never_tells_the_matter(worker: Worker) -> None:
    worker.type("velka perho")
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert worker.printer.titles == ["Ohje"]


def test_copying_leaves_only_what_was_asked_for(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.ctrl_shift(Key.Key_T)
    assert "ystävä perho" not in QGuiApplication.clipboard().text()
