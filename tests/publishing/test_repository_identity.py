"""Who publishes, and which catalogue it is, belongs to the folder: files come and go."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec import structs

from filled_sheets import ROW, workbook
from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.repository import identity
from ohjaus_desktop.publishing.repository.doubts import doubts
from ohjaus_desktop.publishing.repository.identity import Wishes
from ohjaus_desktop.publishing.repository.init import describe, init
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.publishing.repository.publish import publish
from ohjaus_desktop.publishing.sheet.importing import import_path
from publisher import AT, PASSPHRASE, SMALL, Publisher, cheap_keys, publisher, renamed
from terminal import Terminal

__all__ = ["cheap_keys", "publisher"]
WISHES = Wishes(
    title={"fi": "Laakson palvelut"}, publisher={"fi": "Testialue"}, email="palaute@testi.invalid"
)


@pytest.fixture
def begun(publisher: Publisher) -> Publisher:
    """A publisher whose folder says whose it is; nothing is published yet."""
    publisher.put({})
    init(publisher.folder, publisher.keys, new_passphrase=lambda: PASSPHRASE, at=AT, wishes=WISHES)
    return publisher


def held(publisher: Publisher) -> Catalogue:
    return document.read(publisher.files()["catalogue.json"]).catalogue


def sheet(folder: Path, name: str, **changed: Any) -> document.Reading:
    """A catalogue of a spreadsheet with this file name."""
    file = workbook(folder / name, [{**ROW, **changed}])
    at = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
    return document.read(document.write(import_path(file, at=at).imported.catalogue))


def test_a_renamed_sheet_is_the_same_catalogue_and_the_next_number(begun: Publisher, tmp_path: Path) -> None:
    first = publish(sheet(tmp_path, "palvelut.xlsx"), begun.folder, begun.keys, at=AT)
    id_ = held(begun).catalogue_id
    again = publish(
        sheet(tmp_path, "palvelut marraskuu.xlsx", Puhelin="000 999 999"), begun.folder, begun.keys, at=AT
    )
    assert (first.sequence, again.sequence) == (1, 2)
    assert held(begun).catalogue_id == id_
    assert publish(sheet(tmp_path, "a.xlsx", Puhelin="000 999 999"), begun.folder, begun.keys, at=AT).same


def test_what_is_published_says_the_folders_title_and_publisher(begun: Publisher) -> None:
    begun.publish()
    now = held(begun)
    assert (now.title, now.publisher.name) == ({"fi": "Laakson palvelut"}, {"fi": "Testialue"})
    assert now.publisher.email == "palaute@testi.invalid"
    assert now.catalogue_id != SMALL.catalogue_id
    assert now.default_language == SMALL.default_language


def test_a_folder_that_never_said_whose_it_is_keeps_its_id(publisher: Publisher) -> None:
    publisher.publish()
    publisher.publish(structs.replace(renamed("Toinen"), catalogue_id="something-else"))
    assert (held(publisher).catalogue_id, held(publisher).sequence) == (
        SMALL.catalogue_id,
        SMALL.sequence + 1,
    )


def test_a_folder_with_an_unsigned_catalogue_goes_on_as_that_one(publisher: Publisher) -> None:
    publisher.put({"catalogue.json": document.write(structs.replace(SMALL, sequence=41))})
    init(publisher.folder, publisher.keys, new_passphrase=lambda: PASSPHRASE, at=AT, wishes=Wishes())
    assert publisher.publish(renamed("Toinen")).sequence == 42
    assert held(publisher).catalogue_id == SMALL.catalogue_id
    assert held(publisher).publisher == structs.replace(SMALL.publisher, name={"fi": "Esimerkkijulkaisija"})


def test_title_and_address_change_later_and_the_rest_stays(begun: Publisher) -> None:
    begun.publish()
    id_ = held(begun).catalogue_id
    describe(begun.folder, Wishes(title={"sv": "Tjänster i ådalen"}, phone="000 111", email=""))
    assert begun.publish().sequence == 2
    now = held(begun)
    assert now.title == {"fi": "Laakson palvelut", "sv": "Tjänster i ådalen"}
    assert (now.publisher.email, now.publisher.phone, now.catalogue_id) == (None, "000 111", id_)


def test_an_id_that_somebody_changed_on_the_web_server_does_not_come_back(begun: Publisher) -> None:
    begun.publish()
    id_ = held(begun).catalogue_id
    mine = identity.load(begun.folder)
    assert mine
    identity.keep(begun.folder, structs.replace(mine, catalogue_id="another"))
    begun.publish(renamed("Toinen"))
    assert held(begun).catalogue_id == id_


def test_the_licence_of_the_data_stays_where_the_folder_says_none(begun: Publisher) -> None:
    begun.publish(structs.replace(SMALL, licence="CC BY 4.0"))
    assert held(begun).licence == "CC BY 4.0"


def test_without_title_or_publisher_no_key_is_made(tmp_path: Path) -> None:
    keys = KeyFolder(tmp_path / "keys", lambda _name: PASSPHRASE)
    with pytest.raises(KnownError, match="puuttuu nimi tai julkaisija"):
        init(tmp_path / "new", keys, new_passphrase=lambda: PASSPHRASE, at=AT, wishes=Wishes())
    assert not (tmp_path / "new").exists()
    assert not keys.path.exists()


def test_a_damaged_file_is_said_and_nothing_is_published(begun: Publisher) -> None:
    begun.publish()
    (begun.folder / identity.NAME).write_bytes(b"{")
    before = begun.files()
    with pytest.raises(KnownError, match=r"publisher\.json ei voi tulkita"):
        begun.publish(renamed("Toinen"))
    assert begun.files() == before


def test_an_example_is_published_with_a_warning() -> None:
    (said,) = doubts(None, structs.replace(SMALL, example=True))
    assert "eivätkä koskaan korvaa" in said


def test_whoever_cannot_be_told_of_errors_is_warned() -> None:
    (said,) = doubts(SMALL, structs.replace(SMALL, publisher=structs.replace(SMALL.publisher, email=None)))
    assert "--email" in said


def test_many_services_gone_is_said_before_desktops_ask() -> None:
    (said,) = doubts(SMALL, structs.replace(SMALL, services=SMALL.services[:9]))
    assert said.startswith("12 palvelusta puuttuu nyt 3.")
    assert doubts(SMALL, structs.replace(SMALL, services=SMALL.services[:10])) == ()


def test_a_person_at_a_terminal_is_asked_and_the_answers_are_kept(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "work", tmp_path / "home", tmp_path / "none.json")
    answers = {"Hakemiston nimi": "Laakson palvelut", "Julkaisija": "Testialue", "Sähköpostiosoite": "",
               "Uusi": PASSPHRASE}  # fmt: skip
    terminal.run("ohjaus catalogue init julkaisu --keys avaimet", answers)
    kept = msgspec.json.decode((terminal.folder / "julkaisu" / identity.NAME).read_bytes())
    assert (kept["title"], kept["publisher"]) == ({"fi": "Laakson palvelut"}, {"name": {"fi": "Testialue"}})
    assert PASSPHRASE not in terminal.said


def test_the_command_names_what_is_missing_where_nobody_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "none.json"))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert cli.main(["catalogue", "init", "pub", "--keys", "keys", "--passphrase-stdin"]) == 1
    assert "Anna ne valinnoilla --title ja --publisher." in capsys.readouterr().err
    assert not Path("keys").exists()
