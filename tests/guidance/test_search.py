"""The index follows the catalogue, inside the sync."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore, read_numbers
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.masks import bits
from ohjaus_desktop.guidance.search import SearchIndex
from small_catalogue import small_catalogue, uid

NOW = datetime(2026, 11, 19, 13, 0, tzinfo=HELSINKI)


class Shelf:
    """An installed catalogue and its index."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "catalogue.json"
        self.store = CatalogueStore(folder / "catalogue.sqlite")

    def install(self, catalogue: Catalogue) -> None:
        self.file.write_bytes(document.write(catalogue))
        sync.run(self.store, str(self.file), index=search.index, at=NOW)

    def find(self, word: str, **how: bool) -> set[str]:
        with self.store.engine.connect() as connection:
            ids = {number: id_ for id_, number in read_numbers(connection).items()}
        found = SearchIndex(self.store.engine).find(word, **how)
        return {ids[number] for number in bits(found.anywhere)}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.store.close()


def test_before_the_first_sync_nothing_is_found(shelf):
    assert shelf.find("kerho") == set()
    assert SearchIndex(shelf.store.engine).meant("kerho") == []


def test_a_changed_service_is_found_by_its_new_words_only(shelf):
    catalogue = small_catalogue()
    shelf.install(catalogue)
    assert shelf.find("laulua") == {uid("club")}
    club = msgspec.structs.replace(catalogue.services[1], description="Pelataan shakkia.")
    services = [club if one.id == club.id else one for one in catalogue.services]
    shelf.install(msgspec.structs.replace(catalogue, services=services, sequence=8))
    assert shelf.find("laulua") == set()
    assert shelf.find("shakki") == {uid("club")}


def test_a_service_that_disappears_is_found_no_more(shelf):
    catalogue = small_catalogue()
    shelf.install(catalogue)
    services = [one for one in catalogue.services if one.id != uid("club")]
    shelf.install(msgspec.structs.replace(catalogue, services=services, sequence=8))
    assert shelf.find("torstaikerho") == set()


def test_a_renamed_organization_is_found_by_its_services(shelf):
    catalogue = small_catalogue()
    shelf.install(catalogue)
    organizations = [
        msgspec.structs.replace(one, name="Uusi Nimi ry") if one.id == uid("parish") else one
        for one in catalogue.organizations
    ]
    shelf.install(msgspec.structs.replace(catalogue, organizations=organizations, sequence=8))
    assert uid("club") in shelf.find("uusi")


def test_a_half_typed_word_finds_what_begins_so(shelf):
    shelf.install(small_catalogue())
    assert shelf.find("torst") == set()
    assert shelf.find("torst", half_typed=True) == {uid("club")}


def test_a_mistyped_word_and_a_part_of_a_compound_mean_words_of_the_catalogue(shelf):
    shelf.install(small_catalogue())
    index = SearchIndex(shelf.store.engine)
    assert index.meant("torstaikrho")[0] == "torstaikerho"
    assert "talousneuvonta" in index.meant("talousneuvnta")
    assert index.meant("qqqqqq") == []


def test_a_first_letter_finds_what_begins_so_also_after_a_change(shelf):
    catalogue = small_catalogue()
    shelf.install(catalogue)
    club = msgspec.structs.replace(catalogue.services[1], description="Pelataan öisin shakkia.")
    assert uid("club") not in shelf.find("öi", half_typed=True)
    services = [club if one.id == club.id else one for one in catalogue.services]
    shelf.install(msgspec.structs.replace(catalogue, services=services, sequence=8))
    assert shelf.find("ö", half_typed=True) >= {uid("club")}
    assert shelf.find("öi", half_typed=True) == shelf.find("oi", half_typed=True) == {uid("club")}
    shelf.install(msgspec.structs.replace(catalogue, sequence=9))
    assert uid("club") not in shelf.find("öi", half_typed=True)
