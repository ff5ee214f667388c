"""Client data is set up when it is first needed, hidden with one key, and comes back where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ohjaus_desktop.ui.lock_view import LockView
from ohjaus_desktop.ui.setup_code_view import CodeView
from ohjaus_desktop.ui.setup_passphrase_view import PassphraseView
from worker import Worker

WORDS = "sininen lapio nukkuu kaivossa"


class Counter:
    """Somebody who needs the open register, and counts how often they got it."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.desk, self.times = worker, worker.window.desks.register, 0

    def want(self) -> None:
        self.desk.with_open(self._got)

    def _got(self) -> None:
        assert self.desk.is_open
        self.times += 1

    def wait(self, times: int = 1) -> None:
        self.worker.qtbot.waitUntil(lambda: self.times == times)

    def shown(self, kind: type) -> object:
        self.worker.qtbot.waitUntil(lambda: isinstance(self.worker.window.pages.currentWidget(), kind))
        return self.worker.window.pages.currentWidget()


@pytest.fixture
def needy(worker: Worker) -> Counter:
    return Counter(worker)


@pytest.fixture
def bare(open_window) -> Counter:
    """On a system without a keyring."""
    return Counter(open_window(keyring=None))


def test_with_a_keyring_the_first_set_up_asks_nothing(needy: Counter) -> None:
    needy.want()
    needy.wait()
    assert needy.worker.window.pages.currentWidget() is needy.worker.window.page


def test_without_a_keyring_a_passphrase_is_asked_before_anything_opens(bare: Counter) -> None:
    bare.want()
    view = bare.shown(PassphraseView)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    bare.shown(CodeView)
    assert bare.times == 0
    assert view is not bare.worker.window.pages.currentWidget()
    bare.worker.press(Qt.Key.Key_Escape)
    bare.wait()
    assert bare.worker.keys_pressed == 3


def test_locked_data_opens_with_one_key_where_the_system_keeps_the_key(needy: Counter) -> None:
    needy.want()
    needy.wait()
    needy.worker.press(Qt.Key.Key_F9)
    assert not needy.desk.is_open
    needy.want()
    needy.shown(LockView)
    needy.worker.press(Qt.Key.Key_Return)
    needy.wait(2)
    assert QApplication.focusWidget() is not None
