"""An unmet need is recorded only when it is meant, and once for one client whatever the window does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.ui.words import Press
from worker import Worker

Key = Qt.Key


def recorded(worker: Worker) -> int:
    assert worker.window.workplace is not None
    return len(worker.window.workplace.daybook.unmet.within(Half(2026, 2)))


def record(worker: Worker, digit: Key) -> None:
    worker.ctrl(Key.Key_J)
    worker.press(digit)
    worker.press(Key.Key_Return)


@pytest.mark.parametrize("name", ["Sulje", "Mitä on kirjattu"])
def test_enter_presses_the_button_that_has_the_keyboard(worker: Worker, name: str) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_2)
    view = worker.window.page.right.passing()
    assert view is not None
    next(one for one in view.findChildren(Press) if one.text() == name).setFocus()
    worker.press(Key.Key_Return)
    assert worker.window.page.right.passing() is None
    assert recorded(worker) == 0


def test_another_text_size_in_between_counts_no_client_twice(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    record(worker, Key.Key_1)
    before = worker.window.page
    worker.window.scale_text(10)
    worker.qtbot.waitUntil(lambda: worker.window.page is not before)
    record(worker, Key.Key_2)
    assert recorded(worker) == 1
