"""Client data is set up when it is first needed, hidden with one key, and comes back where one was."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ohjaus_desktop.ui.register.band import CodeBand
from ohjaus_desktop.ui.register.code_view import CodeView
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from register_hand import PIN, WORDS, WRONG_PIN, RegisterHand
from worker import Worker


@pytest.fixture
def hand(worker: Worker) -> RegisterHand:
    return RegisterHand(worker)


@pytest.fixture
def bare(open_window) -> RegisterHand:
    """On a system without a keyring."""
    return RegisterHand(open_window(keyring=None))


def test_with_a_keyring_the_first_set_up_takes_no_key(hand: RegisterHand) -> None:
    hand.open()
    assert hand.worker.window.pages.currentWidget() is hand.worker.window.page
    assert hand.worker.keys_pressed == 0


def test_without_a_keyring_the_first_set_up_takes_three_keys_beside_the_passphrase(
    bare: RegisterHand,
) -> None:
    bare.want()
    bare.shown(PassphraseView)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    bare.shown(CodeView)
    assert bare.times == 0
    bare.worker.press(Qt.Key.Key_Escape)
    bare.worker.qtbot.waitUntil(lambda: bare.times == 1)
    assert bare.worker.keys_pressed == 3


def test_with_the_administrators_key_there_is_no_ceremony_at_all(open_window) -> None:
    from ohjaus_desktop.register.vault import generate_administrator_key

    public, _private = generate_administrator_key(WORDS)
    hand = RegisterHand(open_window(recovery_key=public))
    hand.open()
    assert not hand.worker.window.findChildren(CodeBand)


def test_a_weak_passphrase_is_told_in_a_sentence_and_not_taken(bare: RegisterHand) -> None:
    bare.want()
    view = bare.shown(PassphraseView)
    bare.worker.type("salasana")
    bare.worker.press(Qt.Key.Key_Return)
    assert view.problem.isVisible()
    assert bare.times == 0


def test_the_band_stays_until_the_recovery_code_has_been_typed_back(hand: RegisterHand) -> None:
    hand.open()
    (band,) = hand.worker.window.findChildren(CodeBand)
    hand.worker.click(band.button)
    view = hand.shown(CodeView)
    code = view.code
    view.line.setFocus()
    hand.worker.type(code[:-1] + ("A" if code[-1] != "A" else "B"))
    hand.worker.press(Qt.Key.Key_Return)
    assert view.problem.isVisible()
    view.line.clear()
    hand.worker.type(code.lower().replace("-", " "))
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.worker.window.pages.currentWidget() is not view)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not hand.worker.window.findChildren(CodeBand)


def test_locked_data_opens_with_one_key_where_the_system_keeps_the_key(hand: RegisterHand) -> None:
    hand.open()
    hand.worker.press(Qt.Key.Key_F9)
    assert not hand.desk.is_open
    hand.want()
    hand.shown(LockView)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2)


def test_what_was_hidden_comes_back_after_the_unlocking(hand: RegisterHand) -> None:
    hand.open()
    hand.write("draft", "kesken")
    back: list[str] = []
    hand.desk.hiding.connect(lambda: hand.desk.with_open(lambda: back.append("form")))
    hand.worker.press(Qt.Key.Key_F9)
    hand.shown(LockView)
    assert back == []
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: back == ["form"])
    assert hand.read("draft") == "kesken"


def test_what_was_hidden_stays_away_for_another_client_and_another_worker(hand: RegisterHand) -> None:
    hand.open()
    back: list[str] = []
    hand.desk.hiding.connect(lambda: hand.desk.with_open(lambda: back.append("form")))
    hand.worker.press(Qt.Key.Key_F9)
    hand.shown(LockView)
    hand.worker.ctrl(Qt.Key.Key_N)
    hand.want()
    hand.shown(LockView)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2)
    _with_worker(hand)
    hand.worker.press(Qt.Key.Key_F9)
    hand.shown(LockView)
    hand.worker.type(PIN)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.desk.is_open)
    hand.settle()
    assert back == []


def test_a_form_that_was_begun_is_back_after_the_unlocking(hand: RegisterHand) -> None:
    worker = hand.worker
    worker.type("yksinäi")
    worker.press(Qt.Key.Key_Down)
    worker.ctrl(Qt.Key.Key_L)
    worker.qtbot.waitUntil(lambda: worker.window.page.right.passing() is not None)
    form = worker.window.page.right.passing()
    worker.press(Qt.Key.Key_Down)  # whose matter it is: the next answer
    hand.settle()
    worker.press(Qt.Key.Key_F9)
    hand.shown(LockView)
    assert worker.window.page.right.passing() is None
    worker.press(Qt.Key.Key_Return)
    worker.qtbot.waitUntil(lambda: worker.window.page.right.passing() is form)


def test_search_goes_on_while_the_data_is_locked(hand: RegisterHand) -> None:
    hand.open()
    hand.worker.press(Qt.Key.Key_F9)
    hand.worker.ctrl(Qt.Key.Key_K)
    hand.worker.type("yksinäi")
    assert hand.worker.listed


def test_a_lock_takes_the_recovery_code_from_the_screen(bare: RegisterHand) -> None:
    bare.want()
    bare.shown(PassphraseView)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    bare.worker.type(WORDS)
    bare.worker.press(Qt.Key.Key_Return)
    view = bare.shown(CodeView)
    bare.worker.press(Qt.Key.Key_F9)
    assert bare.worker.window.pages.currentWidget() is not view
    bare.settle()
    assert bare.times == 0


def test_still_hands_lock_the_data(hand: RegisterHand) -> None:
    hand.open()
    hand.desk.lane.deserted.emit()
    assert not hand.desk.is_open


def test_after_five_wrong_pins_the_passphrase_or_code_is_asked(hand: RegisterHand) -> None:
    hand.open()
    code = _with_worker(hand)
    hand.worker.press(Qt.Key.Key_F9)
    hand.want()
    view = hand.shown(LockView)
    for left in (4, 3, 2, 1):
        hand.worker.type(WRONG_PIN)
        hand.worker.press(Qt.Key.Key_Return)
        hand.settle()
        assert str(left) in view.problem.text()
        assert view.way == "pin"
    hand.worker.type(WRONG_PIN)
    hand.worker.press(Qt.Key.Key_Return)
    hand.settle()
    assert view.way == "words"
    hand.worker.type(code)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2)


def test_a_worker_with_a_pin_is_who_works_here_now(hand: RegisterHand) -> None:
    hand.open()
    _with_worker(hand)
    hand.worker.press(Qt.Key.Key_F9)
    hand.want()
    hand.shown(LockView)
    hand.worker.type(PIN)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2)
    assert hand.desk.worker().name == "Testi"


def test_another_language_leaves_the_open_data_open(hand: RegisterHand) -> None:
    hand.open()
    hand.write("draft", "kesken")
    hand.worker.ctrl(Qt.Key.Key_Plus)
    desk = hand.desk
    hand.worker.qtbot.waitUntil(lambda: hand.worker.window.desks.register is not desk)
    assert hand.desk.is_open
    assert hand.read("draft") == "kesken"


def test_closing_the_window_waits_for_what_is_still_being_written(hand: RegisterHand) -> None:
    hand.open()
    slow = threading.Event()
    hand.desk.ask(lambda _register: slow.wait(20))
    hand.write("last", "viimeinen")
    assert not hand.worker.window.close()
    assert hand.told()
    slow.set()
    hand.worker.qtbot.waitUntil(lambda: not hand.worker.window.isVisible())


def test_what_was_written_last_is_there_after_closing_the_window(hand: RegisterHand, open_window) -> None:
    hand.open()
    hand.write("last", "viimeinen")
    assert hand.worker.window.close()
    again = RegisterHand(open_window())
    again.open()
    assert again.read("last") == "viimeinen"


def test_where_no_personal_data_is_allowed_nothing_is_set_up(open_window, data) -> None:
    hand = RegisterHand(open_window(no_personal_data=True))
    hand.want()
    hand.settle()
    assert hand.times == 0
    assert not data.register.exists()


def test_private_words_stay_out_of_clipboard_histories(hand: RegisterHand) -> None:
    hand.desk.copy_private("Testi Esimerkki")
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "Testi Esimerkki"
    assert bytes(held.data("x-kde-passwordManagerHint").data()) == b"secret"
    history = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
    assert bytes(held.data(history).data()) == b"\0\0\0\0"


@pytest.mark.parametrize("way", ["time", "lock", "new client", "quit"])
def test_private_words_leave_the_clipboard(hand: RegisterHand, way: str) -> None:
    hand.open()
    hand.desk.copy_private("Testi Esimerkki")
    {
        "time": hand.desk.lane.clipboard.timer.timeout.emit,
        "lock": lambda: hand.worker.press(Qt.Key.Key_F9),
        "new client": lambda: hand.worker.ctrl(Qt.Key.Key_N),
        "quit": hand.worker.window.close,
    }[way]()
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_copied_since_stays_in_the_clipboard(hand: RegisterHand) -> None:
    hand.desk.copy_private("Testi Esimerkki")
    QGuiApplication.clipboard().setText("jotain muuta")
    hand.desk.new_client()
    assert QGuiApplication.clipboard().text() == "jotain muuta"


def _with_worker(hand: RegisterHand) -> str:
    """A worker Testi with a PIN; gives the confirmed recovery code."""
    code, lane = hand.code(), hand.desk.lane
    lane.with_vault(lambda vault: vault.confirm_code(lane.register, code))
    lane.with_vault(lambda vault: vault.add_worker(lane.register, "Testi", PIN))
    hand.settle()
    return code
