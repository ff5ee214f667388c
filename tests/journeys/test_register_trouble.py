"""Client data that was spoiled somewhere: the window says so, and leads back to what was kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from invented_requests import draft, matter
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import backups, referrals
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.register.trouble_view import TroubleView
from register_hand import WORDS, RegisterHand
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
KEPT = "ennen varmuuskopiota"
OTHERS = "kultainen lusikka uneksii mäellä"
PAGE = 4096


def cut_at(share: float) -> Callable[[bytes], bytes]:
    """The file ends too early."""
    return lambda content: content[: int(len(content) * share)]


def flipped_at(place: int) -> Callable[[bytes], bytes]:
    """One bit has turned over."""
    return lambda content: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.fixture
def hand(open_window: Open) -> Iterator[RegisterHand]:
    """Client data with something in it and a backup of it."""
    made = RegisterHand(open_window())
    made.open()
    made.write("kept", KEPT)
    made.settle()
    shutil.rmtree(made.worker.window.workplace.data.register / "backups")
    made.desk.settings.copies.back_up()
    made.settle()
    yield made
    made.settle()


def locked(hand: RegisterHand) -> None:
    """F9, and the file is closed."""
    hand.worker.press(Key.Key_F9)
    hand.settle()


def unlock(hand: RegisterHand) -> None:
    """Ask for the client data, and open it with the keyring."""
    hand.want()
    hand.worker.click(hand.shown(LockView).primary)


def test_wherever_the_file_is_cut_or_turned_over_one_click_brings_the_backup_back(
    hand: RegisterHand, data: DataFolder
) -> None:
    file = data.register / "register.sqlite"
    for spoil in (*map(cut_at, (0.2, 0.5, 0.9)), *map(flipped_at, (0, 20, 100, PAGE - 40, PAGE - 1))):
        locked(hand)
        file.write_bytes(spoil(file.read_bytes()))
        before = hand.times
        unlock(hand)
        view = hand.shown(TroubleView)
        assert view.trouble.kind == "damaged"
        assert hand.times == before
        hand.worker.click(view.primary)
        hand.worker.qtbot.waitUntil(lambda before=before: hand.times == before + 1)
        hand.settle()
        assert hand.read("kept") == KEPT


def test_damage_deep_inside_is_never_read_as_something_else_and_the_settings_lead_back(
    hand: RegisterHand, data: DataFolder
) -> None:
    worker = hand.worker
    at = worker.window.outside.clock()
    by = hand.desk.worker()
    hand.desk.ask(lambda register: referrals.request(register, draft(matter(at=at), at=at), by=by, at=at))
    hand.desk.settings.copies.back_up()
    hand.settle()
    locked(hand)
    file = data.register / "register.sqlite"
    content = bytearray(file.read_bytes())
    for page in range(4, len(content) // PAGE):  # where it begins it is whole: it opens
        content[page * PAGE + 1000] ^= 1
    file.write_bytes(content)
    unlock(hand)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2 or hand.desk.opening.view is not None)
    hand.settle()
    troubles: list[KnownError] = []
    found: list[object] = []
    hand.desk.ask(
        lambda register: referrals.listing(register, which="all", on=at.date(), by=by),
        found.append,
        failed=troubles.append,
    )
    hand.settle()
    if hand.desk.is_open:
        assert found == []
        assert troubles[0].do
        newest = backups.backups(data.register / "backups")[0]
        hand.desk.settings.copies.restore(newest)
    else:
        hand.worker.click(hand.shown(TroubleView).primary)
    worker.qtbot.waitUntil(lambda: hand.desk.is_open)
    hand.settle()
    hand.desk.ask(
        lambda register: referrals.listing(register, which="all", on=at.date(), by=by).total, found.append
    )
    hand.settle()
    assert found == [1]


def test_what_is_lost_comes_back_with_the_passphrase_of_now_and_not_with_an_older_one(
    open_window: Open, data: DataFolder
) -> None:
    hand = RegisterHand(open_window(keyring=None))
    _set_up_with_passphrase(hand)
    hand.write("kept", KEPT)
    hand.desk.settings.copies.back_up()
    hand.settle()
    lane = hand.desk.lane
    lane.with_vault(lambda vault: vault.change_passphrase(lane.register, OTHERS))
    hand.settle()
    locked(hand)
    (data.register / "register.sqlite").unlink()
    hand.want()
    view = hand.shown(TroubleView)
    hand.worker.click(view.primary)
    assert view.words.isVisible()
    for words in (WORDS, OTHERS):
        view.words.line.clear()
        view.words.setFocus()
        hand.worker.type(words)
        hand.worker.press(Key.Key_Return)
        hand.settle()
        assert hand.desk.is_open == (words == OTHERS)
    assert hand.read("kept") == KEPT


def _set_up_with_passphrase(hand: RegisterHand) -> None:
    hand.want()
    hand.shown(PassphraseView)
    for _times in range(2):
        hand.worker.type(WORDS)
        hand.worker.press(Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.desk.lane.register is not None)
    hand.settle()
    hand.worker.press(Key.Key_Escape)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 1)
    hand.settle()


def test_another_machines_newer_keys_are_left_alone(hand: RegisterHand, data: DataFolder) -> None:
    locked(hand)
    keys = data.register / "keys.json"
    newer = keys.read_bytes().replace(b'"version":1', b'"version":2', 1)
    keys.write_bytes(newer)
    hand.want()
    view = hand.shown(TroubleView)
    assert view.trouble.kind == "newer"
    assert view.trouble.backups == [] or not view.primary.text().startswith("Palauta")
    hand.worker.press(Key.Key_Escape)
    assert hand.worker.window.pages.currentWidget() is hand.worker.window.page
    assert keys.read_bytes() == newer
