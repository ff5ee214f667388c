"""The services as a table for people: readable, and harmless to open."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from openpyxl import load_workbook

from ohjaus_desktop import cli, paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.publishing import export_sheet

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue():
    return document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue


def rows(data: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


def test_a_row_says_who_where_when_and_why(catalogue):
    table = export_sheet.table(catalogue, language="fi", at=AT)
    row = next(one for one in rows(export_sheet.as_csv(table)) if one["Palvelu"] == "Vihan hallinnan ryhmä")
    assert row["Kunta"] == "Oulu"
    assert row["Puhelin"] == "000 373 1901"
    assert row["Aukioloajat"].startswith("ti")
    assert row["Tarpeet"] == "Väkivallan käyttäjälle"
    assert row["Tarkistettu"] == "20.5.2026"


@pytest.mark.parametrize(("language", "heading"), [("fi", "Palvelu"), ("sv", "Tjänst"), ("en", "Service")])
def test_headings_and_texts_are_in_the_language_asked_for(catalogue, language, heading):
    table = export_sheet.table(catalogue, language=language, at=AT)
    assert table.headings[0] == heading
    name = {"fi": "Sosiaalipäivystys", "sv": "Socialjour", "en": "Social emergency service"}[language]
    assert any(row[0] == name for row in table.rows)


def test_a_shelter_has_no_place_in_the_table(catalogue):
    hidden = {one.name["fi"] for one in catalogue.services if one.hide_address}
    table = export_sheet.table(catalogue, language="fi", at=AT)
    assert hidden
    assert {(row[2], row[3]) for row in table.rows if row[0] in hidden} == {("", "")}


@pytest.fixture
def hostile(catalogue):
    service = structs.replace(catalogue.services[0], name="=HYPERLINK(0)", what="@SUM(1)", needs=[])
    return export_sheet.table(structs.replace(catalogue, services=[service]), language="fi", at=AT)


def test_no_cell_of_csv_begins_like_a_formula(hostile):
    (row,) = rows(export_sheet.as_csv(hostile))
    assert row["Palvelu"] == "'=HYPERLINK(0)"
    assert row["Yhdellä rivillä"] == "'@SUM(1)"


def test_no_cell_of_a_workbook_is_a_formula(hostile):
    sheet = load_workbook(io.BytesIO(export_sheet.as_workbook(hostile))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=HYPERLINK(0)", "s", True)


@given(st.text(max_size=8))
def test_no_text_at_all_stays_dangerous(said):
    assert not export_sheet.harmless(said).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_workbook_filters_and_keeps_its_headings_in_sight(catalogue):
    table = export_sheet.table(catalogue, language="fi", at=AT)
    sheet = load_workbook(io.BytesIO(export_sheet.as_workbook(table))).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:M{len(catalogue.services) + 1}"
    assert sheet.column_dimensions["A"].width > 20
    assert isinstance(sheet["M2"].value, datetime | date)


def test_the_command_writes_by_the_files_ending(tmp_path, capsys):
    file = str(paths.resource("example-catalogue.json"))
    for name in ("t.csv", "t.xlsx"):
        arguments = [
            "--data-dir",
            str(tmp_path),
            "catalogue",
            "export-sheet",
            file,
            "--out",
            str(tmp_path / name),
        ]
        assert cli.main(arguments) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert "186 palvelua kirjoitettu." in capsys.readouterr().out


def test_another_ending_is_refused_before_anything_is_written(tmp_path, capsys):
    file = str(paths.resource("example-catalogue.json"))
    out = tmp_path / "t.pdf"
    assert cli.main(["--data-dir", str(tmp_path), "catalogue", "export-sheet", file, "--out", str(out)]) == 1
    assert ".xlsx" in capsys.readouterr().err
    assert not out.exists()
