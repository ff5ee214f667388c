"""The day's backup is carried away beside the work, and a share that is gone costs nobody a minute."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.register import backups
from ohjaus_desktop.ui.register.lock_view import LockView
from register_hand import RegisterHand


def test_the_days_backup_is_carried_to_the_chosen_folder(open_window, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    hand = RegisterHand(open_window(backup_folder=str(shared)))
    hand.open()
    hand.worker.qtbot.waitUntil(lambda: len(backups.backups(shared)) == 1)


def test_a_folder_that_cannot_be_used_is_told_once_a_day(open_window, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.write_text("a file where the folder should be")
    hand = RegisterHand(open_window(backup_folder=str(gone)))
    hand.open()
    hand.worker.qtbot.waitUntil(lambda: str(gone) in hand.told())
    hand.settle()
    hand.worker.window.undo_bar.forget()
    hand.desk.lock()
    hand.settle()
    hand.worker.window.undo_bar.forget()
    with hand.worker.qtbot.waitSignal(hand.desk.carried):
        hand.want()
        hand.shown(LockView)
        hand.worker.press(Qt.Key.Key_Return)
    hand.settle()
    assert str(gone) not in hand.told()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file that makes its reader wait")
def test_a_share_that_does_not_answer_keeps_nobody_from_writing(open_window, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    hand = RegisterHand(open_window())
    hand.open()
    register_id = hand.desk.lane.register.register_id
    hand.worker.window.close()
    silent = shared / f"ohjaus-{register_id}" / "2026-11-01" / "backup.json"
    silent.parent.mkdir(parents=True)
    os.mkfifo(silent)
    later = RegisterHand(open_window(backup_folder=str(shared)))
    try:
        later.open()
        later.write("note", "written")
        assert later.read("note") == "written"
    finally:
        # The share answers after all: whoever waits for it may go on.
        with later.worker.qtbot.waitSignal(later.desk.carried), silent.open("w"):
            silent.unlink()
