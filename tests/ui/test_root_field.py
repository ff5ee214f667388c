"""Choosing whose catalogues are taken: a file, its facts, and a sentence for a broken one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.trust import NotARoot
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui.root_field import RootField
from ohjaus_desktop.workplace import Workplace
from publisher import AT, Publisher, cheap_keys, publisher
from worker import Worker

__all__ = ["cheap_keys", "publisher"]
Open = Callable[..., Worker]


@pytest.fixture(autouse=True)
def _finnish() -> None:
    texts.use("fi")


def field(qtbot: QtBot, folder: Path, value: str = "", *, locked: bool = False) -> RootField:
    made = RootField(value, folder, locked=locked)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_chosen_file_is_copied_and_says_its_keys_and_until_when(
    qtbot: QtBot, publisher: Publisher, tmp_path: Path
) -> None:
    made = field(qtbot, tmp_path / "trust")
    told: list[tuple[str, str]] = []
    made.edited.connect(lambda name, value: told.append((name, value)))
    file = publisher.folder / "root.json"
    made.adopt(file)
    ((name, value),) = told
    assert name == "trusted_root"
    assert Path(value).read_bytes() == file.read_bytes()
    assert Path(value).is_relative_to(tmp_path / "trust")
    assert "Voimassa" in made.facts.text()
    assert "2031" in made.facts.text()


def test_a_wrong_file_is_said_and_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    made = field(qtbot, tmp_path / "trust")
    file = tmp_path / "root.json"
    file.write_text("{}")
    with qtbot.assertNotEmitted(made.edited):
        made.adopt(file)
    assert made.problem.isVisible()


def test_a_file_that_has_gone_is_said_where_it_was_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    made = field(qtbot, tmp_path / "trust", str(tmp_path / "gone.root.json"))
    assert "gone.root.json" in made.problem.text()
    assert not made.facts.isVisible()


def test_what_the_administrator_has_set_cannot_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    made = field(qtbot, tmp_path / "trust", str(tmp_path / "root.json"), locked=True)
    assert not made.choose.isEnabled()


def test_a_missing_root_file_stops_the_fetching_with_a_sentence(
    data: DataFolder, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.publish()
    with Workplace(data) as workplace:
        workplace.effective = Effective(
            Settings(catalogue_address=str(publisher.folder), trusted_root=str(tmp_path / "gone.json"))
        )
        with pytest.raises(NotARoot):
            workplace.synchronise(at=AT)
        (note,) = workplace.daybook.sync_history()
        assert note.result == "failed"
        assert "gone.json" in note.reason


def test_a_signed_catalogue_is_told_as_verified_in_line_and_view(
    open_window: Open, publisher: Publisher
) -> None:
    publisher.publish()
    worker = open_window(
        catalogue_address=str(publisher.folder), trusted_root=str(publisher.folder / "root.json")
    )
    desks = worker.window.desks
    assert desks is not None
    worker.window.act("update")
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running, timeout=20_000)
    assert "alkuperä varmistettu: " in worker.window.status.words()
    assert desks.sync.standing.last is not None
    assert desks.sync.standing.last.signed_by
