"""``ohjaus unmet``: what was not found, for a planner's script or spreadsheet program."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ohjaus_desktop import cli
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.record import Unmet
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.workplace import Workplace, now

TODAY = now().date()
RIDE = Unmet(TODAY, "escort", frozenset({"far"}), "valley:Lestijokilaakso", "75_over", "phone")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the example catalogue is installed."""
    folder = tmp_path_factory.mktemp("opened") / "data"
    Workplace(DataFolder(folder)).close()
    return folder


@pytest.fixture
def ohjaus(
    tmp_path: Path, opened_once: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run one command over a data folder in which a ride was missing six times."""
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "no-machine-settings.json"))
    shutil.copytree(opened_once, tmp_path / "data")
    data = DataFolder(tmp_path / "data")
    with closing(Daybook(data.daybook)) as daybook:
        for _ in range(6):
            daybook.unmet.keep(RIDE)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        try:
            code = cli.main(["--data-dir", str(data.root), *arguments])
        except SystemExit as usage:
            code = int(usage.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_running_half_year_is_told_in_words(ohjaus: Run) -> None:
    code, out, _ = ohjaus("unmet")
    assert code == 0
    assert "6 kirjattua tarvetta" in out
    assert "Kyydit: 6" in out
    assert "Missä: Lestijokilaakso 6" in out


def test_programs_get_ids_and_numbers(ohjaus: Run) -> None:
    code, out, _ = ohjaus("unmet", "--json")
    facts = json.loads(out)
    assert code == 0
    assert facts["half"] == Half.of(TODAY).id
    assert facts["total"]["number"] == 6
    (topic,) = facts["topics"]
    assert topic["line"] == {"key": "rides", "number": 6, "few": False}
    assert topic["reasons"] == [{"key": "far", "number": 6, "few": False}]


def test_a_table_for_spreadsheet_programs_goes_into_a_file(ohjaus: Run, tmp_path: Path) -> None:
    file = tmp_path / "puuttuvat.csv"
    code, out, _ = ohjaus("unmet", "--csv", "--out", str(file))
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    assert (code, out) == (0, "")
    assert rows[0] == ["Jakso", "Aihe", "Erittely", "Josta", "Määrä"]
    assert [row[4] for row in rows if row[1] == "Kyydit" and not row[2]] == ["6"]


def test_a_half_year_without_records_is_empty(ohjaus: Run) -> None:
    code, out, _ = ohjaus("unmet", "--half", "2001-1", "--json")
    assert code == 0
    assert json.loads(out)["topics"] == []


def test_a_half_year_that_is_none_is_a_known_error(ohjaus: Run) -> None:
    code, _, err = ohjaus("unmet", "--half", "syksy")
    assert code == 1
    assert "syksy" in err
