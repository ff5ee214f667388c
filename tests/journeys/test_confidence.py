"""What is said in confidence lies readable nowhere on the disk: not while open, not after any end."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

import personal_strings
from journeys import told_in_confidence
from journeys.requester import Requester
from journeys.told_in_confidence import EMAIL, MATTER, NAME, NOTE, PHONE, TOLD, tell
from ohjaus_desktop import app, logs
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import follow_up, privacy
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture(autouse=True)
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All that the program may write lies here: its data, the home directory, the temporary folder."""
    for name, folder in (("HOME", "home"), ("TMPDIR", "temp"), ("XDG_CACHE_HOME", "home/cache")):
        (tmp_path / folder).mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture(autouse=True)
def log(data: DataFolder) -> Iterator[None]:
    """The program writes its log, as it does outside of tests."""
    logs.start(data.logs)
    yield
    for handler in [*logging.getLogger("ohjaus_desktop").handlers]:
        logging.getLogger("ohjaus_desktop").removeHandler(handler)
        handler.close()


def nothing_lies_readable(everything: Path) -> None:
    """No word of the client in any file or file name; the same search finds them in a control file."""
    control = personal_strings.control_file(TOLD, everything / "control")
    found = personal_strings.places_of(TOLD, everything)
    assert {one.word for one in found} == {*TOLD}
    control.unlink()
    assert [one for one in found if one.file != control] == []
    titles = " ".join(one.windowTitle() for one in QApplication.topLevelWidgets())
    assert [word for word in TOLD if word in titles] == []


def made(requester: Requester) -> str:
    """The request of what was told, with an outcome and a note; gives its id."""
    requester.save()
    id_ = requester.referral().id
    at = requester.worker.window.outside.clock()
    requester.ask(
        lambda register, by: follow_up.note_outcome(
            register, id_, f"{id_}.1", "reached", note=NOTE, by=by, at=at
        )
    )
    return id_


def test_while_it_is_written_and_when_it_is_made(requester: Requester, everything: Path) -> None:
    tell(requester)
    nothing_lies_readable(everything)
    made(requester)
    nothing_lies_readable(everything)


def test_locked_and_closed(requester: Requester, everything: Path) -> None:
    tell(requester)
    made(requester)
    requester.worker.press(Key.Key_F9)
    requester.settle()
    nothing_lies_readable(everything)
    requester.worker.window.close()
    nothing_lies_readable(everything)


def test_in_backups_and_in_what_is_packed_for_another_machine(
    requester: Requester, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(requester)
    made(requester)
    desk = requester.desks.register
    lane = desk.lane
    code: list[str] = []
    lane.with_vault(lambda vault: vault.unconfirmed_code(lane.register), code.append)
    requester.settle()
    lane.with_vault(lambda vault: vault.confirm_code(lane.register, code[0]))
    requester.settle()
    copies = desk.settings.copies
    copies.ask_where = lambda _name: everything / "siirto.ohjaus"
    copies.pack()
    copies.back_up()
    requester.settle()
    assert (everything / "siirto.ohjaus").exists()
    assert len([*everything.glob("data/**/backup.json")]) == 2
    nothing_lies_readable(everything)


def test_after_printing_the_queue_and_the_folders_name_nobody(requester: Requester, everything: Path) -> None:
    tell(requester)
    requester.save()
    requester.worker.press(Key.Key_1)
    requester.worker.press(Key.Key_Return)
    requester.settle()
    printer = requester.worker.printer
    for sheet in printer.sheets:  # what came out of the printer is the client's
        sheet.unlink()
    assert [word for word in TOLD if word in " ".join(printer.titles)] == []
    nothing_lies_readable(everything)


def test_after_erasure_not_even_somebody_with_the_key_finds_it(
    requester: Requester, everything: Path
) -> None:
    tell(requester)
    id_ = made(requester)
    assert words_with_the_key(requester, everything) == {*TOLD}
    at = requester.worker.window.outside.clock()
    requester.ask(lambda register, by: privacy.erase(register, id_, by=by, at=at))
    assert requester.referrals() == []
    assert words_with_the_key(requester, everything) == set()
    nothing_lies_readable(everything)


def words_with_the_key(requester: Requester, everything: Path) -> set[str]:
    """What somebody with the key would still read in the register and its log, unused pages included."""
    key = requester.desks.register.lane.register.key
    plain = everything.parent / "plain"
    plain.mkdir()
    for name in ("register.sqlite", "register.sqlite-wal"):
        if (file := everything / "data" / "register" / name).exists():
            personal_strings.decrypted(file, key, plain / name)
    found = {one.word for one in personal_strings.places_of(TOLD, plain)}
    shutil.rmtree(plain)
    return found


def test_after_a_bug_the_report_and_the_log_tell_where_and_not_whom(
    requester: Requester, everything: Path, data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(requester)
    reports: list[str] = []

    def read(box: QMessageBox) -> int:
        reports.append(f"{box.text()} {box.informativeText()} {box.detailedText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", read)
    monkeypatch.setattr(sys, "excepthook", app._Edge(data))

    def bug(_register: Any) -> None:
        raise LookupError(f"{NAME}, {PHONE}, {EMAIL}: {MATTER}")

    requester.desks.register.ask(bug)
    requester.wait(lambda: reports)
    assert "LookupError" in reports[0]
    assert [word for word in TOLD if word in reports[0]] == []
    assert "LookupError" in (data.logs / "ohjaus.log").read_text()
    nothing_lies_readable(everything)
    assert NAME in str(requester.drafts())


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_killed_in_the_middle_of_a_form(data: DataFolder, everything: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, told_in_confidence.__file__, str(data.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "written\n"
        program.kill()
    assert (data.register / "register.sqlite-wal").stat().st_size
    nothing_lies_readable(everything)
