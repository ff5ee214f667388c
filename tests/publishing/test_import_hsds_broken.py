"""What is broken, hostile or no HSDS at all ends in one clear sentence, or costs only itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from hsds_data import a_service, imported, in_english, write_json, write_tables, zipped
from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.publishing.hsds import files
from ohjaus_desktop.publishing.hsds.files import HsdsUnreadable

__all__ = ["in_english"]
pytestmark = pytest.mark.usefixtures("in_english")


def evil_zip(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "id,name\n1,x\n")
    return path


@pytest.mark.parametrize("name", ["../services.csv", "/services.csv", "C:\\services.csv", "a\\..\\..\\x.csv"])
def test_an_archive_that_leads_outside_is_refused(tmp_path, name):
    with pytest.raises(HsdsUnreadable, match="leads outside"):
        imported(evil_zip(tmp_path / "x.zip", name))


def test_an_archive_that_swells_is_stopped_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 2 * 1024 * 1024)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b"id,name\n" + b"0" * (3 * 1024 * 1024))
    with pytest.raises(HsdsUnreadable, match="larger than 2 MB"):
        imported(tmp_path / "bomb.zip")


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MEMBERS", 3)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.csv", "id,name\n")
    with pytest.raises(HsdsUnreadable, match="more than 3 files"):
        imported(tmp_path / "x.zip")


def test_a_damaged_archive_is_one_sentence(tmp_path):
    good = zipped(tmp_path / "x.zip", write_tables(tmp_path / "t"))
    data = bytearray(good.read_bytes())
    data[60:200] = bytes(140)
    good.write_bytes(data)
    with pytest.raises(HsdsUnreadable, match=r"x\.zip is damaged"):
        imported(good)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", b""),
        ("x.json", b"{broken"),
        ("x.json", b'{"itemList": [{"kind": "ptv"}]}'),
        ("x.json", b"[" * 5000),
        ("x.csv", b"a;b\n1;2\n"),
        ("services.csv", b"\x00\xff\x00"),
        ("x.txt", b"hello"),
        ("services.ndjson", b"{\n{\n"),
    ],
)
def test_what_is_no_hsds_is_one_clear_sentence_and_nothing_is_written(tmp_path, capsys, name, content):
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out" / "catalogue.json"
    out.parent.mkdir()
    data = str(tmp_path / "data")
    code = cli.main(["--data-dir", data, "catalogue", "import-hsds", str(tmp_path / name), "--out", str(out)])
    said = capsys.readouterr()
    assert code == 1
    assert said.err.count("\n") == 1
    assert "HSDS" in said.err
    assert not list(out.parent.iterdir())


def test_a_file_that_is_not_there_is_one_clear_sentence(tmp_path, capsys):
    code = cli.main(
        ["catalogue", "import-hsds", str(tmp_path / "no.json"), "--out", str(tmp_path / "c.json")]
    )
    assert code == 1
    assert "no.json" in capsys.readouterr().err


def test_records_with_impossible_facts_stay_without_them(tmp_path):
    wild = a_service(
        minimum_age="eighteen",
        maximum_age=500,
        status="resting",
        url="javascript:alert(1)",
        email="not an address",
        assured_date="yesterday",
        schedules=[
            {"id": "x", "byday": "XX", "opens_at": "26:00"},
            {"valid_from": "2026-02-01", "until": "2026-01-01"},
        ],
        phones=[{"id": "x", "number": "ask"}, {"id": "y", "number": "0" * 99}],
        description="x" * 30_000,
        languages=["Finnish", 7, None],
        cost_options=[{"amount": -5}, {"amount": "NaN"}],
    )
    made = imported(write_json(tmp_path / "s.json", wild))
    (service,) = made.catalogue.services
    assert document.read(document.write(made.catalogue)).problems == ()
    assert (service.minimum_age, service.url, service.phones, service.cost_options) == (None, None, [], [])
    assert len(str(service.description)) == 20_000
