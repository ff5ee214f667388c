"""Twice a year every organization confirms its details: asked, reminded, answered."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from openpyxl import load_workbook

from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Organization, Phone, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.freshness import answers, asked, told
from ohjaus_desktop.publishing.freshness import round as rounds
from ohjaus_desktop.publishing.freshness.answers import Answered
from ohjaus_desktop.publishing.freshness.due import Step, due, language_of
from ohjaus_desktop.publishing.freshness.file_names import file_name, is_safe
from ohjaus_desktop.publishing.sheet.importing import tables_of
from small_catalogue import small_catalogue

AT = date(2026, 11, 22)
LONG_AGO = date(2026, 3, 1)
OWNER = "11111111-1111-4111-8111-111111111111"


def service(id_: str, **fields: object) -> Service:
    known = {
        "name": f"Palvelu {id_}",
        "assured_date": LONG_AGO,
        "phones": [Phone(number="000 123 4567")],
        "languages": ["fi"],
    }
    return Service(id=id_, organization_id=OWNER, **(known | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    owner = Organization(
        id=OWNER, name="Perhon esimerkkiyhdistys ry", sector="association", email="info@perho.invalid"
    )
    return structs.replace(
        small_catalogue(),
        organizations=[owner],
        locations=[],
        notices=[],
        helplines=[],
        services=[service("a"), service("b", description={"fi": "Kuvaus", "en": "Kept"})],
    )


def the_only(folder: Path, ending: str) -> Path:
    (found,) = (one for one in folder.glob(f"*{ending}") if one.name != rounds.LIST_FILE)
    return found


def fill_in(path: Path, rows: Mapping[int, Mapping[str, str]], to: Path | None = None) -> Path:
    """Answer as an organization does: write over cells, by row and heading."""
    book = load_workbook(path)
    page = book.worksheets[0]
    headings = {str(cell.value).rstrip(" *"): cell.column for cell in page[1]}
    for row, cells in rows.items():
        for heading, words in cells.items():
            page.cell(row, headings[heading]).value = words
    book.save(to or path)
    return to or path


def answered(catalogue: Catalogue, folder: Path, *paths: Path, at: date = AT + timedelta(days=5)) -> Answered:
    tables, _ = tables_of(paths)
    return answers.read(tables, catalogue, asked.load(folder, catalogue.catalogue_id), at=at)


def sentences(found: Answered) -> str:
    return "\n".join(one.sentence() for one in found.findings)


# Who is asked -----------------------------------------------------------------------------------


def test_an_organization_is_asked_half_a_year_after_its_last_confirmation(catalogue: Catalogue) -> None:
    nothing = asked.Asked()
    day = LONG_AGO + timedelta(days=183)
    assert due(catalogue, nothing, day) == []
    (one,) = due(catalogue, nothing, day + timedelta(days=1))
    assert (one.step, one.email, len(one.services)) == (Step.ASK, "info@perho.invalid", 2)


def test_a_reminder_follows_after_three_weeks_and_then_a_call(catalogue: Catalogue, tmp_path: Path) -> None:
    steps = {}
    for days in (0, 20, 21, 41, 42, 63):
        made = rounds.ask(catalogue, tmp_path, at=AT + timedelta(days=days))
        steps[days] = [one.step for one in made.dues]
    assert {day: step for day, step in steps.items() if step} == {
        0: [Step.ASK],
        21: [Step.REMIND],
        42: [Step.CALL],
        63: [Step.CALL],
    }


def test_whoever_has_no_address_is_called(catalogue: Catalogue) -> None:
    for address in (None, "info@perho.invalid\nBcc: kaikki@perho.invalid", "a@b.invalid, c@d.invalid"):
        owner = structs.replace(catalogue.organizations[0], email=address)
        (one,) = due(structs.replace(catalogue, organizations=[owner]), asked.Asked(), AT)
        assert (one.step, one.phone) == (Step.CALL, "000 123 4567")


def test_what_has_ended_is_not_asked_about(catalogue: Catalogue) -> None:
    ended = [structs.replace(one, status="defunct") for one in catalogue.services]
    assert due(structs.replace(catalogue, services=ended), asked.Asked(), AT) == []


def test_an_association_that_serves_in_swedish_is_written_to_in_swedish(catalogue: Catalogue) -> None:
    owner = structs.replace(catalogue.organizations[0], name={"sv": "Exempelföreningen rf"})
    assert language_of(owner, [service("a", languages=["sv"])], {}) == "sv"
    assert language_of(owner, [service("a", name={"sv": "Rådgivning"}, languages=[])], {}) == "sv"
    assert language_of(catalogue.organizations[0], [service("a")], {}) == "fi"


# The messages -----------------------------------------------------------------------------------

FINNISH = """Hei!

Ammattilaiset ohjaavat asiakkaitaan palveluihin hakemiston ”{title}” avulla. Pyydämme vahvistamaan, että \
palvelujenne tiedot ovat siinä oikein. Se vie muutaman minuutin.

Näin se käy:
1. Avatkaa liitteenä oleva taulukko perhon-esimerkkiyhdistys-ry-11111111.xlsx.
2. Valitkaa ensimmäisestä sarakkeesta jokaiselle palvelulle: ”Tiedot ovat oikein”, ”Korjasin tietoja”, \
”Palvelu on loppunut”.
3. Jos jokin on muuttunut, kirjoittakaa uusi tieto vanhan päälle.
4. Lähettäkää taulukko takaisin vastauksena tähän viestiin.

Toivomme vastaustanne viimeistään 13.12.2026.

Kysymme näistä palveluista:
- Palvelu a (vahvistettu viimeksi 1.3.2026)
- Palvelu b (vahvistettu viimeksi 1.3.2026)

Kiitos avustanne!
"""
SWEDISH = """Hej!

Den 22.11.2026 bad vi er bekräfta era uppgifter i vår servicekatalog. Om ert svar redan är på väg behöver ni \
inte göra något.

Yrkespersoner vägleder sina klienter"""


def draft(folder: Path) -> tuple[str, str, object]:
    """Subject, body and the whole of the only draft."""
    mail = message_from_bytes(the_only(folder, ".eml").read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(mail["Subject"]), body.get_content().replace("\r\n", "\n"), mail


def test_the_message_asks_in_plain_finnish_with_the_record_as_a_sheet(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = rounds.ask(catalogue, tmp_path, at=AT).folder
    assert folder is not None
    subject, body, mail = draft(folder)
    assert subject == "Pyydämme vahvistamaan palvelutietonne (Perhon esimerkkiyhdistys ry)"
    title = catalogue.title if isinstance(catalogue.title, str) else catalogue.title["fi"]
    assert body.startswith(FINNISH.replace("{title}", title)), body
    assert mail["X-Unsent"] == "1"  # type: ignore[index]
    assert mail["From"] is None  # type: ignore[index]
    (sheet,) = mail.iter_attachments()  # type: ignore[attr-defined]
    assert load_workbook(io.BytesIO(sheet.get_content())).sheetnames == ["Palvelut", "Ohje", "Luettelot"]


def test_the_reminder_to_a_swedish_association_is_in_swedish(catalogue: Catalogue, tmp_path: Path) -> None:
    owner = structs.replace(catalogue.organizations[0], name={"sv": "Exempelföreningen rf"})
    swedish = structs.replace(
        catalogue, organizations=[owner], services=[service("a", name={"sv": "Rådgivning"})]
    )
    rounds.ask(swedish, tmp_path, at=AT)
    folder = rounds.ask(swedish, tmp_path, at=AT + timedelta(days=21)).folder
    assert folder is not None
    subject, body, _ = draft(folder)
    assert subject == "Påminnelse: vi ber er bekräfta era serviceuppgifter (Exempelföreningen rf)"
    assert body.startswith(SWEDISH), body


def test_no_name_can_write_a_header_of_its_own(catalogue: Catalogue, tmp_path: Path) -> None:
    owner = structs.replace(
        catalogue.organizations[0], name='Paha\r\nBcc: kaikki@perho.invalid\r\n\r\n"<x>, ry'
    )
    folder = rounds.ask(structs.replace(catalogue, organizations=[owner]), tmp_path, at=AT).folder
    assert folder is not None
    *_, mail = draft(folder)
    assert mail["Bcc"] is None  # type: ignore[index]
    assert [one.addr_spec for one in mail["To"].addresses] == ["info@perho.invalid"]  # type: ignore[index]


def test_no_name_makes_a_line_longer_than_mail_may_have(catalogue: Catalogue, tmp_path: Path) -> None:
    owner = structs.replace(catalogue.organizations[0], name="y" * 20_000)
    folder = rounds.ask(structs.replace(catalogue, organizations=[owner]), tmp_path, at=AT).folder
    assert folder is not None
    lines = the_only(folder, ".eml").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 998  # RFC 5322, 2.1.1


def test_equal_messages_are_equal_files(catalogue: Catalogue, tmp_path: Path) -> None:
    one, other = (rounds.ask(catalogue, tmp_path / name, at=AT).folder for name in ("a", "b"))
    assert one is not None
    assert other is not None
    assert the_only(one, ".txt").read_bytes() == the_only(other, ".txt").read_bytes()


@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "../../etc/passwd", "Ähtärin Öljy & Å ry", "…", "a" * 400, "LPT1", "漢字"]
)
def test_file_names_are_plain_and_hold_no_surprise(name: str) -> None:
    made = file_name(name, OWNER)
    assert is_safe(f"{made}.xlsx")
    assert len(made) < 80
    assert made != file_name(name, "22222222-0000")


# The answers ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asked_once(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after its first round of asking; each test gets a copy."""
    folder = tmp_path_factory.mktemp("asked")
    rounds.ask(catalogue, folder, at=AT)
    return folder


@pytest.fixture
def sheet(asked_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(asked_once, tmp_path, dirs_exist_ok=True)
    return the_only(tmp_path / AT.isoformat(), ".xlsx")


def test_from_the_catalogue_to_the_organization_and_back(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(
        sheet,
        {
            2: {"Vastauksenne": "Tiedot ovat oikein", "Vahvistaja": "palveluohjaaja"},
            3: {"Vastauksenne": "Korjasin tietoja", "Puhelin": "000 765 4321", "Aukioloajat": "ma–pe 9–15"},
        },
    )
    found = answered(catalogue, tmp_path, sheet)
    first, second = found.catalogue.services
    assert (first.assured_date, first.assurer) == (AT + timedelta(days=5), "palveluohjaaja")
    assert (second.phones[0].number, second.schedules[0].byday) == ("000 765 4321", "MO,TU,WE,TH,FR")
    assert second.description == {"fi": "Kuvaus", "en": "Kept"}
    assert (found.confirmed, found.corrected, found.findings) == ({"a"}, {"b"}, [])
    said = [*told.lines(catalogue, found.catalogue)]
    assert any("000 123 4567 → 000 765 4321" in line for line in said), said
    assert due(found.catalogue, asked.load(tmp_path, catalogue.catalogue_id), AT + timedelta(days=60)) == []


def test_an_answer_that_is_read_twice_confirms_once(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Tiedot ovat oikein"}})
    once = answered(catalogue, tmp_path, sheet).catalogue
    again = answered(once, tmp_path, sheet, at=AT + timedelta(days=100)).catalogue
    assert again == once


def test_a_sheet_of_an_earlier_round_is_not_used_again(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Tiedot ovat oikein"}})
    rounds.ask(catalogue, tmp_path, at=AT + timedelta(days=200))
    found = answered(catalogue, tmp_path, sheet, at=AT + timedelta(days=201))
    assert found.catalogue == catalogue
    assert "aiemmalta kierrokselta" in sentences(found)


def test_an_answer_that_it_has_ended_closes_the_service(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Palvelu on loppunut"}})
    found = answered(catalogue, tmp_path, sheet)
    assert [one.status for one in found.catalogue.services] == ["defunct", "active"]
    assert found.silent == {"b"}


def test_what_nobody_answered_stays(catalogue: Catalogue, tmp_path: Path, sheet: Path) -> None:
    found = answered(catalogue, tmp_path, sheet)
    assert found.catalogue == catalogue
    assert found.silent == {"a", "b"}


def test_a_correction_that_cannot_be_read_is_told_and_confirms_nothing(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Korjasin tietoja", "Puhelin": "soita joskus"}})
    found = answered(catalogue, tmp_path, sheet)
    assert found.catalogue == catalogue
    assert "Rivi 2, Puhelin: ”soita joskus” ei ole puhelinnumero." in sentences(found)


def test_a_change_made_here_meanwhile_stays(catalogue: Catalogue, tmp_path: Path, sheet: Path) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Korjasin tietoja", "Puhelin": "000 765 4321"}})
    moved = structs.replace(catalogue.services[0], phones=[Phone(number="000 111 1111")])
    now = structs.replace(catalogue, services=[moved, catalogue.services[1]])
    found = answered(now, tmp_path, sheet)
    assert found.catalogue.services[0].phones[0].number == "000 111 1111"
    assert "sillä välin muutettu" in sentences(found)


def test_two_answers_that_differ_change_nothing_and_are_both_named(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    one = fill_in(
        sheet, {2: {"Vastauksenne": "Korjasin tietoja", "Puhelin": "000 765 4321"}}, tmp_path / "x.xlsx"
    )
    other = fill_in(
        sheet, {2: {"Vastauksenne": "Korjasin tietoja", "Puhelin": "000 765 9999"}}, tmp_path / "y.xlsx"
    )
    found = answered(catalogue, tmp_path, one, other)
    assert found.catalogue.services[0].phones[0].number == "000 123 4567"
    assert "x.xlsx, rivi 2: ”000 765 4321”; y.xlsx, rivi 2: ”000 765 9999”" in sentences(found)


def test_an_answer_about_somebody_elses_service_is_not_used(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(
        sheet,
        {
            2: {"Vastauksenne": "Palvelu on loppunut", "Organisaation tunniste": "joku muu"},
            3: {"Vastauksenne": "Palvelu on loppunut", "Palvelun tunniste": "tuntematon"},
        },
    )
    found = answered(catalogue, tmp_path, sheet)
    assert found.catalogue == catalogue
    assert "kuuluu toiselle organisaatiolle" in sentences(found)
    assert "ei ole palvelua, jolla on tämä tunniste" in sentences(found)


def test_corrections_outlive_the_next_import_in_the_overlay(
    catalogue: Catalogue, tmp_path: Path, sheet: Path
) -> None:
    fill_in(sheet, {2: {"Vastauksenne": "Korjasin tietoja", "Sähköposti": "uusi@perho.invalid"}})
    found = answered(catalogue, tmp_path, sheet)
    written = told.into_overlay(catalogue, found.catalogue, tmp_path / "overlay.json")
    patch = msgspec.json.decode(written)["services"]["a"]
    assert patch["email"] == "uusi@perho.invalid"
    assert patch["was"]["assured_date"] == "2026-03-01"


def test_the_folder_of_another_catalogue_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    rounds.ask(catalogue, tmp_path, at=AT)
    with pytest.raises(KnownError, match="toiselle hakemistolle"):
        rounds.ask(structs.replace(catalogue, catalogue_id="another"), tmp_path, at=AT)


def test_a_damaged_memory_is_not_taken_for_an_empty_one(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / asked.FILE).write_text("{", encoding="utf-8")
    with pytest.raises(KnownError, match="vioittunut"):
        rounds.ask(catalogue, tmp_path, at=AT)


def test_the_commands_go_the_whole_circle(
    catalogue: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, folder, out = tmp_path / "catalogue.json", tmp_path / "asked", tmp_path / "new.json"
    source.write_bytes(document.write(catalogue))
    start = ["catalogue", "freshness", str(source), "--out", str(folder), "--at", "2026-11-22"]
    assert cli.main(start) == 0
    assert (
        "Perhon esimerkkiyhdistys ry · lähetä viesti · info@perho.invalid · 2 palvelua"
        in capsys.readouterr().out
    )
    fill_in(the_only(folder / "2026-11-22", ".xlsx"), {2: {"Vastauksenne": "Tiedot ovat oikein"}})
    finish = [
        "catalogue",
        "answers",
        str(folder),
        "--catalogue",
        str(source),
        "--out",
        str(out),
        "--at",
        "2026-11-30",
    ]
    assert cli.main(finish) == 0
    assert "Vahvistettu 1, korjattu 0, loppunut 0, ilman vastausta 1." in capsys.readouterr().out
    assert document.read(out.read_bytes()).catalogue.services[0].assured_date == date(2026, 11, 30)
