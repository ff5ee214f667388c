"""What an administrator decides for a machine: nothing is kept on it, or their own key opens it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from documents.paper import read
from journeys.requester import MATTER, NAME, PHONE, THURSDAY, Requester
from ohjaus_desktop import cli, paths, settings
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import vault
from personal_strings import control_file, places_of
from worker import MemoryKeyring, Worker

Key = Qt.Key
Open = Callable[..., Worker]
PERSONAL = (NAME, PHONE, MATTER)


@pytest.fixture
def on_machine(
    open_window: Open, data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Requester]:
    """Opens a window on a machine whose administrator has locked these settings."""
    file = tmp_path / "machine.json"
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(file))
    mine = {"home_municipality": "584", "worker": "Maija"}
    data.settings.write_text(json.dumps(mine))

    def opened(*, keyring: MemoryKeyring | None = None, **locked: object) -> Requester:
        file.write_text(json.dumps({"locked": locked}))
        holds = settings.load(data.settings, paths.machine_settings())
        assert holds.locked == set(locked)
        return Requester(open_window(at=THURSDAY, keyring=keyring, locked=holds.locked, **mine, **locked))

    return opened


def test_where_nothing_may_be_kept_the_request_still_goes_its_way(
    on_machine: Callable[..., Requester], data: DataFolder, tmp_path: Path
) -> None:
    control = tmp_path / "control"
    control.mkdir()
    control_file(PERSONAL, control / "words")
    assert places_of(PERSONAL, control)
    requester = on_machine(no_personal_data=True)
    requester.find("yksinäi perho")
    requester.write()
    requester.worker.press(Key.Key_Tab)
    requester.worker.press(Key.Key_2)
    requester.worker.press(Key.Key_K)
    requester.save()
    requester.worker.press(Key.Key_1)
    requester.worker.press(Key.Key_2)
    assert PHONE in QGuiApplication.clipboard().text()
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_Return)
    assert MATTER in read(requester.worker.printer.pages[0])
    requester.worker.ctrl(Key.Key_N)
    assert QGuiApplication.clipboard().text() == ""
    assert requester.worker.window.close()
    assert places_of(PERSONAL, data.root) == []
    assert not data.register.exists() or not [*data.register.iterdir()]


def test_an_administrators_key_spares_the_worker_every_ceremony(
    on_machine: Callable[..., Requester],
    data: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keys, keyring = vault.generate_administrator_key("vihreä lampi tuuli kuusi"), MemoryKeyring()
    monkeypatch.setattr(vault, "os_keyring", lambda: keyring)
    requester = on_machine(keyring=keyring, recovery_key=keys.public)
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.settle()
    assert not requester.desks.register.lane.code_waits
    backup = ["--data-dir", str(data.root), "register", "backup"]
    capsys.readouterr()
    assert cli.main(backup) != 0
    assert "auki" in capsys.readouterr().err
    assert requester.worker.window.close()
    assert cli.main(backup) == 0
    assert "tarkistettu" in capsys.readouterr().out
    lost = vault.Vault(data.register, keyring=None)
    with pytest.raises(vault.WrongWords):
        lost.open_with_words("vihreä lampi tuuli kuusi")
    lost.open_with_administrator(keys.private, "vihreä lampi tuuli kuusi").close()
