"""A spreadsheet that an association's secretary fills in becomes a central file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from time import process_time

import pytest
from msgspec import structs
from openpyxl import Workbook, load_workbook

from filled_sheets import AT, ROW, read, workbook
from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.sheet import example, template
from ohjaus_desktop.publishing.sheet.fields import cells
from ohjaus_desktop.publishing.sheet.filled import entries, pen_of
from ohjaus_desktop.publishing.sheet.importing import SheetImport
from ohjaus_desktop.publishing.sheet.table import SheetUnreadable
from ohjaus_desktop.publishing.sheet.vocabulary import Names, pieces

WITHOUT_A_ZONE = datetime(2026, 11, 3)  # noqa: DTZ001 - as cells of a spreadsheet are


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue


def only(made: SheetImport) -> Service:
    (service,) = made.imported.catalogue.services
    return service


def said(made: SheetImport) -> str:
    return "\n".join(made.imported.unused)


def test_a_filled_row_becomes_a_service_of_its_organization(tmp_path: Path) -> None:
    made = read(workbook(tmp_path / "a.xlsx", [ROW]))
    service = only(made)
    assert (service.name, service.phones[0].number, service.needs) == (
        "Keksitty neuvonta",
        "000 123 4567",
        ["alcohol"],
    )
    assert [area.code for area in service.service_areas] == ["584", "924"]
    assert made.imported.catalogue.organizations[0].sector == "association"
    assert not made.imported.unused


def test_all_errors_are_named_by_row_and_column_at_once_and_the_other_rows_are_imported(
    tmp_path: Path,
) -> None:
    wrong = {
        **ROW,
        "Palvelun nimi": "Toinen",
        "Puhelin": "soita vaan",
        "Sähköposti": "perho(at)",
        "Y-tunnus": "1234567-8",
    }
    made = read(workbook(tmp_path / "a.xlsx", [ROW, wrong]))
    assert only(made).name == "Keksitty neuvonta"
    assert made.left_out == 1
    assert "Rivi 3, Puhelin: ”soita vaan” ei ole puhelinnumero." in made.imported.unused
    assert "Rivi 3, Sähköposti: ”perho(at)” ei ole sähköpostiosoite." in made.imported.unused
    assert (
        "Rivi 3, Y-tunnus: ”1234567-8” ei ole Y-tunnus: sen tarkistusnumero ei täsmää."
        in made.imported.unused
    )


def test_strict_refuses_the_whole_and_still_says_all(tmp_path: Path) -> None:
    wrong = {**ROW, "Puhelin": "soita vaan", "Palvelun nimi": ""}
    with pytest.raises(SheetUnreadable) as refused:
        read(workbook(tmp_path / "a.xlsx", [ROW, wrong]), strict=True)
    assert "Rivi 3, Puhelin" in refused.value.what
    assert "Rivi 3, Palvelun nimi" in refused.value.what


def test_headings_are_known_in_three_languages_in_any_order_and_row(tmp_path: Path) -> None:
    row = {
        "Telefon": "000 123 4567",
        "Jotain omaa": "x",
        "Tjänstens namn": "Rådgivning",
        "Organization": "Exempel rf",
    }
    made = read(workbook(tmp_path / "a.xlsx", [row], above=4))
    assert only(made).name == {"sv": "Rådgivning"}
    assert "Sarakkeet, joita ei käytetty: Jotain omaa." in said(made)


def test_the_same_service_on_several_rows_is_one_service_at_several_places(tmp_path: Path) -> None:
    first = {**ROW, "Paikan nimi": "Perhon talo", "Kunta": "Perho", "Aukioloajat": "ma–pe 9–15"}
    second = {
        **first,
        "Paikan nimi": "Vetelin talo",
        "Kunta": "Veteli",
        "Aukioloajat": "ti 10–12",
        "Tarpeet": "",
    }
    made = read(workbook(tmp_path / "a.xlsx", [first, second]))
    service = only(made)
    assert [one.municipality for one in made.imported.catalogue.locations] == ["584", "924"]
    assert [len(link.schedules) for link in service.service_at_locations] == [0, 1]
    assert service.schedules[0].byday == "MO,TU,WE,TH,FR"
    assert len(made.imported.catalogue.organizations) == 1


def test_two_rows_that_contradict_each_other_are_told_and_the_first_holds(tmp_path: Path) -> None:
    first = {**ROW, "Paikan nimi": "Perhon talo", "Kunta": "Perho", "Hinta": "maksuton"}
    second = {**first, "Paikan nimi": "Vetelin talo", "Kunta": "Veteli", "Hinta": "12 €"}
    made = read(workbook(tmp_path / "a.xlsx", [first, second]))
    assert "Rivi 3, Hinta: Rivillä 2 sama palvelu kerrotaan toisin; rivin 2 tieto jäi voimaan." in said(made)
    assert "free" in only(made).barriers


def test_the_next_import_gives_the_same_ids(tmp_path: Path) -> None:
    row = {**ROW, "Paikan nimi": "Perhon talo", "Kunta": "Perho"}
    one = read(workbook(tmp_path / "a.xlsx", [row])).imported.catalogue
    other = read(workbook(tmp_path / "a.xlsx", [{**row, "Puhelin": "000 765 4321"}])).imported.catalogue
    assert (one.services[0].id, one.locations[0].id, one.organizations[0].id) == (
        other.services[0].id,
        other.locations[0].id,
        other.organizations[0].id,
    )


# What spreadsheets do to what people write ------------------------------------------------------


def test_a_number_that_lost_its_zero_gets_it_back_and_it_is_said(tmp_path: Path) -> None:
    made = read(workbook(tmp_path / "a.xlsx", [{**ROW, "Puhelin": 401234567.0, "Postinumero": 2100}]))
    assert only(made).phones[0].number == "0401234567"
    assert "Rivi 2, Puhelin: Numeron alusta oli kadonnut nolla; luettiin 0401234567." in said(made)


@pytest.mark.parametrize(
    "day", [WITHOUT_A_ZONE, date(2026, 11, 3), 46329, "3.11.2026", "2026-11-03", " 3.11.2026 "]
)
def test_a_day_is_understood_as_text_as_date_and_as_a_serial_number(tmp_path: Path, day: object) -> None:
    made = read(workbook(tmp_path / "a.xlsx", [{**ROW, "Vahvistettu": day}]))
    assert only(made).assured_date == date(2026, 11, 3), said(made)


def test_hours_and_ages_that_became_dates_are_errors_that_say_so(tmp_path: Path) -> None:
    row = {**ROW, "Aukioloajat": WITHOUT_A_ZONE, "Ikä": WITHOUT_A_ZONE}
    made = read(workbook(tmp_path / "a.xlsx", [row]))
    assert made.left_out == 1
    assert "Rivi 2, Aukioloajat: Taulukko-ohjelma muutti kellonajan päivämääräksi." in said(made)
    assert "Rivi 2, Ikä: Taulukko-ohjelma muutti kirjoitetun päivämääräksi." in said(made)


def test_hard_spaces_curly_quotes_and_empty_rows_do_no_harm(tmp_path: Path) -> None:
    row = {**ROW, "Palvelun nimi": "  Keksitty neuvonta ", "Kuvaus": "Kysy ’Maijaa’\xad"}
    made = read(workbook(tmp_path / "a.xlsx", [row, {"Puhelin": " "}, {}]))
    assert only(made).name == "Keksitty neuvonta"
    assert only(made).description == "Kysy 'Maijaa'"


def test_merged_cells_speak_for_all_their_rows_and_hidden_rows_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [ROW, {**ROW, "Organisaatio": None, "Palvelun nimi": "Toinen"}])
    book = load_workbook(path)
    page = book.worksheets[0]
    page.merge_cells("A2:A3")
    page.row_dimensions[3].hidden = True
    book.save(path)
    made = read(path)
    assert [one.name for one in made.imported.catalogue.services] == ["Keksitty neuvonta", "Toinen"]
    assert "Rivi 3: Rivi on piilotettu; se luettiin silti." in said(made)
    assert "yhdistettyjä soluja" in said(made)


def test_a_formula_counts_by_its_result_and_one_without_a_result_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [{**ROW, "Kuvaus": '=CONCATENATE("a","b")'}])
    made = read(path)
    assert "Rivi 2, Kuvaus: Solussa on kaava, jonka tulosta ei ole tallennettu." in said(made)
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    sheet = re.sub(rb"</f>(<v\s*/>|<v></v>)?</c>", b"</f><v>12</v></c>", parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else data)
    assert only(read(path)).description == "12"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_whatever_program_wrote_it(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = ["Organisaatio|Palvelun nimi|Sähköposti", "Esimerkkiyhdistys ry|Päihdeneuvonta|info@e.invalid"]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines).replace("|", separator).encode(encoding))
    assert only(read(path)).name == "Päihdeneuvonta"


def test_a_folder_of_sheets_is_one_catalogue_and_a_bad_file_in_it_is_named(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", [ROW])
    workbook(tmp_path / "b.xlsx", [{**ROW, "Palvelun nimi": "Toinen"}])
    (tmp_path / "vanha.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600)
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    made = read(tmp_path)
    assert len(made.imported.catalogue.services) == 2
    assert "vanha.xls: tämä on vanhan muodon työkirja (.xls)." in said(made)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "suojattu salasanalla"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook", "vanhan muodon"),
        (b"PK\x03\x04 rubbish", "vioittunut"),
        (b"", "tyhjä"),
        (b"\x89PNG\r\n\x00\x00", "ei"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(SheetUnreadable) as refused:
        read(path)
    assert sentence in refused.value.what


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (90 * 1024 * 1024))
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(SheetUnreadable, match="liian suuri"):
        read(path)


def test_everyday_words_for_needs_are_understood_and_unknown_ones_are_listed(tmp_path: Path) -> None:
    made = read(workbook(tmp_path / "a.xlsx", [{**ROW, "Tarpeet": "viina; qwertyzxcv"}]))
    assert "alcohol" in only(made).needs
    assert "Rivi 2, Tarpeet: ”qwertyzxcv” ei ole luettelossa." in said(made)


def test_former_municipalities_and_codes_lead_to_the_municipality_of_today(tmp_path: Path) -> None:
    rows = [
        {**ROW, "Palvelun nimi": name, "Paikan nimi": f"Talo {name}", "Kunta": where}
        for name, where in (("A", "Himanka"), ("B", 74), ("C", "Kruunupyyn kunta"), ("D", "Karleby"))
    ]
    made = read(workbook(tmp_path / "a.xlsx", rows))
    assert [one.municipality for one in made.imported.catalogue.locations] == ["208", "074", "288", "272"], (
        said(made)
    )
    assert "Rivi 2, Kunta: Himanka kuuluu kuntaan Kalajoki." in said(made)


def test_a_number_may_stand_behind_whose_it_is(tmp_path: Path) -> None:
    made = read(
        workbook(tmp_path / "a.xlsx", [ROW | {"Puhelin": "Toimisto 000 123 4567; Päivystys: 000 765 4321"}])
    )
    assert [(one.description, one.number) for one in only(made).phones] == [
        ("Toimisto", "000 123 4567"),
        ("Päivystys", "000 765 4321"),
    ]


def test_a_persons_name_where_a_role_belongs_is_told(tmp_path: Path) -> None:
    made = read(workbook(tmp_path / "a.xlsx", [{**ROW, "Vahvistaja": "Matti Esimerkkinen"}]))
    assert "näyttää henkilön nimeltä" in said(made)


# The template -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_empty_template_imports_nothing_not_even_its_example(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(template.as_workbook(example.empty_sheet(language)))
    made = read(path)
    assert (made.imported.catalogue.services, made.imported.unused) == ([], ())


def test_the_template_prints_on_a4_landscape_chooses_from_lists_and_keeps_text_as_text() -> None:
    book = load_workbook(io.BytesIO(template.as_workbook(example.empty_sheet("fi"))))
    assert book.sheetnames == ["Palvelut", "Ohje", "Luettelot"]
    page = book["Palvelut"]
    assert (
        page.page_setup.orientation,
        page.page_setup.paperSize,
        page.sheet_properties.pageSetUpPr.fitToPage,
    ) == ("landscape", 9, True)
    assert {cell.number_format for cell in page[2]} == {"@"}
    assert all(cell.comment for cell in page[1])
    assert len(page.data_validations.dataValidation) >= 8
    assert page.freeze_panes == "C2"


def test_what_matters_most_comes_first_and_the_rest_of_an_empty_template_is_folded() -> None:
    page = load_workbook(io.BytesIO(template.as_workbook(example.empty_sheet("fi"))))["Palvelut"]
    assert [cell.value for cell in page[1]][:3] == ["Organisaatio *", "Palvelun nimi *", "Mitä saa"]
    shown = [one for one in page.column_dimensions.values() if not one.hidden]
    assert sum(one.max - one.min + 1 for one in shown) == 17
    assert page.sheet_properties.outlinePr.summaryRight is False


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_catalogue_written_to_a_sheet_reads_back_the_same(
    tmp_path: Path, bundled: Catalogue, language: str
) -> None:
    bundled = structs.replace(bundled, services=bundled.services[::3])
    path = tmp_path / "a.xlsx"
    path.write_bytes(template.as_workbook(example.filled_sheet(bundled, language)))
    again = read(path).imported.catalogue
    pen = pen_of(bundled, language)
    assert [cells(one, pen) for one in entries(again)] == [cells(one, pen) for one in entries(bundled)]
    for field in (
        "needs",
        "activities",
        "target_groups",
        "languages",
        "minimum_age",
        "maximum_age",
        "service_areas",
        "takes_new_clients",
        "intake",
        "statutory_intake",
        "sensitive",
        "assured_date",
        "email",
        "url",
    ):
        before = {one.id: getattr(one, field) for one in bundled.services}
        assert {one.id: getattr(one, field) for one in again.services} == before, field


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path, bundled: Catalogue) -> None:
    sheet = example.filled_sheet(bundled, "fi")
    row = {**sheet.rows[0], "name_fi": "=1+1", "description_fi": "+358 on maanumero"}
    sheet = template.Sheet(sheet.pen, sheet.example, sheet.intro, [row])
    for name, data in (("a.xlsx", template.as_workbook(sheet)), ("a.csv", template.as_csv(sheet))):
        (tmp_path / name).write_bytes(data)
        service = only(read(tmp_path / name))
        assert (service.name["fi"] if isinstance(service.name, dict) else service.name) == "=1+1"
    assert b"'=1+1" in template.as_csv(sheet)


def test_a_workbook_without_known_headings_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SheetUnreadable, match="ei tunnistettu"):
        read(tmp_path / "a.xlsx")


def test_the_time_of_publication_is_given(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "a.xlsx", [ROW])).imported.catalogue.published_at == AT


def test_a_cell_of_thousands_of_names_is_read_in_a_moment() -> None:
    names = Names.of({"divorce": "Lapset, perhe ja ero", "money": "Raha"})
    began = process_time()
    found = [*pieces("outo, " * 4000 + "lapset, perhe ja ero, raha", names)]
    assert found[-3:] == ["outo", "lapset, perhe ja ero", "raha"]
    assert process_time() - began < 3


def test_nothing_written_to_csv_begins_as_a_formula() -> None:
    tricks = ["=1", " =1", "\n=1", "＝1", "\t@x", "+1", "-1"]
    sheet = replace(example.empty_sheet("fi"), rows=tuple({"name_fi": one} for one in tricks))
    lines = csv.reader(io.StringIO(template.as_csv(sheet).decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for line in [*lines][1:] for cell in line if cell]
    assert [cell[0] for cell in cells] == ["'"] * len(tricks)
