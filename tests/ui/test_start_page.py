"""The needs of last time stand there before the catalogue is open, and a click on one is kept."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ohjaus_desktop import app
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from small_catalogue import small_catalogue

FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


def names(worker):
    return [tile.fact.name for tile in worker.window.page.middle.tiles.tiles()]


@pytest.fixture
def first_start(open_window):
    """The needs as the window showed them when it was open for the first time."""
    return names(open_window())


def test_the_first_start_of_all_waits_for_the_catalogue(open_window):
    assert names(open_window(filled=False)) == []


def test_last_times_needs_stand_there_before_the_catalogue_is_open(first_start, open_window):
    assert first_start
    assert names(open_window(filled=False)) == first_start


def test_a_need_clicked_before_the_catalogue_is_open_is_chosen(first_start, open_window, data):
    worker = open_window(filled=False)
    tile = worker.window.page.middle.tiles.tiles()[0]
    tile.click()
    app.open_workplace(worker.window, data)
    assert worker.window.guide.question.need == tile.fact.id


def test_words_typed_meanwhile_go_before_a_click(first_start, open_window, data):
    worker = open_window(filled=False)
    worker.window.page.middle.tiles.tiles()[0].click()
    worker.window.page.search.words.setText("kerho")
    app.open_workplace(worker.window, data)
    assert worker.window.guide.question.text == "kerho"
    assert worker.window.guide.question.need is None


@pytest.mark.parametrize("other", [{"language": "sv"}, {"home_municipality": "584"}])
def test_needs_of_another_language_or_place_are_not_shown(first_start, open_window, other):
    assert names(open_window(filled=False, **other)) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"language": "fi", "tiles": 3}'])
def test_a_broken_start_page_is_left_aside(first_start, open_window, data, content):
    data.start_page.write_bytes(content)
    assert names(open_window(filled=False)) == []
    assert names(open_window()) == first_start


def test_an_empty_catalogue_says_what_to_do_instead_of_showing_zeros(open_window, data, tmp_path):
    empty = msgspec.structs.replace(small_catalogue(), sequence=9, services=[])
    (tmp_path / "empty.json").write_bytes(document.write(empty))
    with closing(CatalogueStore(data.catalogue)) as store:
        sync.run(store, str(tmp_path / "empty.json"), index=search.index, at=FRIDAY, force=True)
    worker = open_window()
    tiles = worker.window.page.middle.tiles
    assert names(worker) == []
    assert tiles.accessibleName() == "Palvelutietoja ei ole vielä"
    worker.type("velka")
    assert tiles.accessibleName() == "Palvelutietoja ei ole vielä"
