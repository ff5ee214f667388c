"""Wrong files and addresses on the command line: one sentence each, never more in memory than is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.publishing.ptv import sources
from ohjaus_desktop.publishing.sheet import table
from small_catalogue import small_catalogue


@pytest.fixture
def ohjaus(tmp_path, capsys, monkeypatch):
    """Run one command over a data folder of its own: exit code, stdout, stderr."""
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "no-machine-settings.json"))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def central_file(tmp_path) -> Path:
    path = tmp_path / "catalogue.json"
    path.write_bytes(document.write(small_catalogue()))
    return path


def test_a_folder_in_the_place_of_a_file_is_called_a_folder(ohjaus, tmp_path):
    code, _, said = ohjaus("catalogue", "validate", tmp_path)
    assert code == 1
    assert said.endswith("ei voi lukea: se on kansio.\n")


def test_a_ptv_file_that_is_not_there_is_not_called_empty(ohjaus, tmp_path):
    code, _, said = ohjaus("catalogue", "import-ptv", tmp_path / "ptv.json", "--out", tmp_path / "o.json")
    assert (code, said.count("ptv.json")) == (1, 1)
    assert said.endswith("ei voi lukea: kansiota tai tiedostoa ei ole.\n")


@pytest.mark.parametrize("step", ["import-ptv", "import-sheet", "validate", "merge"])
def test_no_more_of_a_film_is_read_than_a_catalogue_may_have(
    ohjaus, step, tmp_path, central_file, monkeypatch
):
    for module in (command.document, sources):
        monkeypatch.setattr(module, "LIMIT", 1 << 20)
    monkeypatch.setattr(table, "_LARGEST_FILE", 1)
    film, out = tmp_path / "elokuva.json", tmp_path / "out.json"
    film.write_bytes(b"film" * (1 << 19))
    files = (central_file, "--decisions", film) if step == "merge" else (film,)
    code, _, said = ohjaus("catalogue", step, *files, *(() if step == "validate" else ("--out", out)))
    assert (code, "suurempi kuin 1 Mt" in said) == (1, True), said
    assert not out.exists()


def test_an_empty_sheet_of_decisions_is_not_taken_for_an_answer(ohjaus, tmp_path, central_file):
    empty, overlay = tmp_path / "epaillyt.xlsx", tmp_path / "korjaukset.json"
    empty.write_bytes(b"")
    arguments = ("--decisions", empty, "--overlay", overlay, "--out", tmp_path / "o.json")
    code, _, said = ohjaus("catalogue", "merge", central_file, *arguments)
    assert (code, said) == (1, "epaillyt.xlsx: tiedosto on tyhjä.\n")
    assert not overlay.exists()


def test_an_overlay_with_a_mistyped_name_does_not_pass_in_silence(ohjaus, tmp_path, central_file):
    arguments = ("--overlay", tmp_path / "korjaukest.json", "--out", tmp_path / "o.json")
    code, said, _ = ohjaus("catalogue", "merge", central_file, *arguments)
    assert code == 0
    assert said.endswith("korjaukest.json ei ole: mitään ei korjattu eikä päätetty.\n")


def test_an_address_of_any_length_fails_with_a_sentence_and_is_noted(ohjaus):
    code, _, said = ohjaus("sync", "--source", "a" * 5000)
    assert (code, said.count("\n")) == (1, 1)
    assert '"last_result": "failed"' in ohjaus("sync", "--status", "--json")[1]


def test_a_file_of_blanks_is_empty_however_long_it_is(tmp_path):
    with pytest.raises(document.CatalogueRefused, match=r"tyhjä|empty"):
        document.read(b" \n" * 2_000_000)


def test_a_closed_input_is_an_empty_one(ohjaus, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    assert ohjaus("find", "--stdin")[0] == 0


def test_a_password_in_an_address_is_not_told_to_who_asks_how_it_stands(ohjaus, tmp_path):
    address = "http://virkailija:salasana@127.0.0.1:9/c.json"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text(f'{{"catalogue_address": "{address}"}}')
    assert ohjaus("sync")[0] == 1
    said = ohjaus("sync", "--status", "--json")[1]
    assert "salasana" not in said
    assert said.count("http://127.0.0.1:9/c.json") == 2
