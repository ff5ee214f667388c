"""Client data that does not open: each trouble has its screen, and each screen a way back that works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.vault import generate_administrator_key
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.register.trouble_view import AdministratorView, TroubleView
from register_hand import WORDS, RegisterHand
from worker import MemoryKeyring

KEPT = "ennen varmuuskopiota"
Open = Callable[..., RegisterHand]


@pytest.fixture
def again(open_window) -> Open:
    """Opens the program anew, over the same data."""
    return lambda **chosen: RegisterHand(open_window(**chosen))


@pytest.fixture
def filled(again: Open, data: DataFolder) -> DataFolder:
    """Client data with something in it, backed up, and the program closed."""
    hand = again()
    hand.open()
    hand.write("kept", KEPT)
    shutil.rmtree(data.register / "backups")
    _back_up(hand)
    assert hand.worker.window.close()
    return data


def _back_up(hand: RegisterHand) -> None:
    hand.desk.settings.copies.back_up()
    hand.settle()


def _spoil(file: Path) -> None:
    """Bits that a bad disk turned over."""
    words = bytearray(file.read_bytes())
    for at in range(0, len(words), 512):
        words[at] ^= 0xFF
    file.write_bytes(words)


@pytest.mark.parametrize(
    ("hurt", "kind"),
    [
        (lambda file: file.write_bytes(b""), "missing"),
        (lambda file: file.unlink(), "missing"),
        (_spoil, "damaged"),
        (lambda file: file.write_bytes(file.read_bytes()[:5000]), "damaged"),
        (lambda file: _spoil(file.with_name("keys.json")), "damaged"),
        (lambda file: file.with_name("keys.json").unlink(), "damaged"),
    ],
    ids=["zero length", "missing", "bits turned", "cut short", "keys spoiled", "keys missing"],
)
def test_a_file_that_does_not_open_comes_back_from_its_backup(
    filled: DataFolder, again: Open, hurt: Callable[[Path], object], kind: str
) -> None:
    hurt(filled.register / "register.sqlite")
    hand = again()
    hand.want()
    view = hand.shown(TroubleView)
    assert view.trouble.kind == kind
    assert hand.times == 0
    hand.worker.click(view.primary)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 1 or view.words.isVisible())
    assert hand.times == 1
    assert hand.read("kept") == KEPT
    assert list(filled.register.glob("set-aside-*"))


def test_a_newer_file_is_left_alone_and_can_be_tried_again(filled: DataFolder, again: Open) -> None:
    hand = again()
    hand.open()

    def make_newer(register) -> None:
        with register.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 99")

    hand.desk.ask(make_newer)
    hand.worker.press(Qt.Key.Key_F9)
    hand.settle()
    before = (filled.register / "register.sqlite").read_bytes()
    hand.want()
    lock = hand.shown(LockView)
    hand.worker.click(lock.primary)
    view = hand.shown(TroubleView)
    assert view.trouble.kind == "newer"
    hand.worker.click(view.primary)
    hand.worker.qtbot.waitUntil(lambda: hand.worker.window.pages.currentWidget() is not view)
    assert (filled.register / "register.sqlite").read_bytes() == before


def test_a_lost_keyring_is_healed_by_the_recovery_code(again: Open) -> None:
    hand = again()
    hand.open()
    hand.write("kept", KEPT)
    code = hand.code()
    hand.worker.window.close()
    keyring = MemoryKeyring()
    other = again(keyring=keyring)
    other.want()
    view = other.shown(LockView)
    assert view.way == "words"
    other.worker.type(code)
    other.worker.press(Qt.Key.Key_Return)
    other.worker.qtbot.waitUntil(lambda: other.times == 1)
    assert other.read("kept") == KEPT
    other.worker.window.close()
    third = again(keyring=keyring)
    third.open()


def test_without_any_key_one_begins_anew_and_the_old_data_is_kept(again: Open, data: DataFolder) -> None:
    hand = again()
    hand.open()
    hand.worker.window.close()
    old = (data.register / "register.sqlite").read_bytes()
    other = again(keyring=MemoryKeyring())
    other.want()
    other.worker.click(other.shown(LockView).forgotten)
    view = other.shown(TroubleView)
    assert view.trouble.kind == "lost"
    other.worker.click(view.anew.button)
    assert other.times == 0
    other.worker.click(view.anew.yes)
    other.worker.qtbot.waitUntil(lambda: other.times == 1)
    (aside,) = data.register.glob("set-aside-*")
    assert (aside / "register.sqlite").read_bytes() == old


def test_the_administrators_key_opens_when_nothing_else_does(again: Open, tmp_path: Path) -> None:
    public, private = generate_administrator_key(WORDS)
    file = tmp_path / "avain.pem"
    file.write_text(private, encoding="ascii")
    hand = again(recovery_key=public)
    hand.open()
    hand.write("kept", KEPT)
    hand.worker.window.close()
    other = again(recovery_key=public, keyring=MemoryKeyring())
    other.want()
    other.worker.click(other.shown(LockView).forgotten)
    trouble = other.shown(TroubleView)
    other.desk.rescue.ask_for_key_file = lambda: file
    other.worker.click(trouble.others[-1])
    view = other.shown(AdministratorView)
    other.worker.click(view.file_button)
    other.worker.type(WORDS)
    other.worker.press(Qt.Key.Key_Return)
    other.worker.qtbot.waitUntil(lambda: other.times == 1)
    assert other.read("kept") == KEPT


def test_where_there_is_no_backup_another_folder_can_be_looked_into(
    filled: DataFolder, again: Open, tmp_path: Path
) -> None:
    (filled.register / "backups").rename(tmp_path / "stick")
    (filled.register / "register.sqlite").unlink()
    hand = again()
    hand.want()
    view = hand.shown(TroubleView)
    assert view.backup is None
    hand.desk.rescue.ask_for_folder = lambda: tmp_path / "stick"
    hand.worker.click(view.primary)
    hand.worker.qtbot.waitUntil(lambda: hand.worker.window.pages.currentWidget() is not view)
    hand.worker.click(hand.shown(TroubleView).primary)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 1)
    assert hand.read("kept") == KEPT


def test_esc_leaves_every_screen_for_the_page_one_was_on(filled: DataFolder, again: Open) -> None:
    (filled.register / "register.sqlite").unlink()
    hand = again()
    hand.want()
    hand.shown(TroubleView)
    hand.worker.press(Qt.Key.Key_Escape)
    assert hand.worker.window.pages.currentWidget() is hand.worker.window.page
    hand.want()
    hand.shown(TroubleView)
