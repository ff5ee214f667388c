"""Need, what it is about or what kind of help, place: clicks lead to the page, and say how far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.texts import translator
from ohjaus_desktop.ui import hatch, tile
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key
HOME = {"home_municipality": "584"}


def facts(worker: Worker, kind: str) -> dict[str, tile.TileFact]:
    """The tiles of that kind in sight, by their names."""
    return {
        one.fact.name: one.fact for one in worker.window.page.middle.tiles.tiles() if one.fact.kind == kind
    }


def printed(worker: Worker) -> int:
    worker.click(worker.window.page.right.detail.print_button)
    return len(worker.printer.sheets)


def test_group_need_print(open_window: Open) -> None:
    worker = open_window(**HOME)
    worker.click_tile("Yksinäisyys ja tekeminen")
    worker.click_tile("Ystävä")
    assert worker.shown == "Ystävätoiminta Perho"
    assert printed(worker) == 1
    assert worker.clicks == 3


def test_group_kind_of_help_print(open_window: Open) -> None:
    worker = open_window(**HOME)
    worker.click_tile("Yksinäisyys ja tekeminen")
    worker.click_tile("Ystävätoiminta")
    assert printed(worker) == 1
    assert worker.clicks == 3


def test_the_whole_path_with_place_and_row_takes_five(worker: Worker) -> None:
    worker.click_tile("Yksinäisyys ja tekeminen")
    worker.click_tile("Näytä kaikki")
    worker.click_tile("Perho")
    results = worker.window.page.middle.results
    second = results.visualRect(results.rows.index(1)).center()
    name = worker.listed[1]
    worker.click(results.viewport(), second)
    assert worker.shown == name
    assert printed(worker) == 1
    assert worker.clicks == 5


def test_a_place_that_is_not_known_is_no_dead_end(worker: Worker) -> None:
    worker.click_tile("Yksinäisyys ja tekeminen")
    worker.click_tile("Ystävä")
    worker.click_tile("Paikkakunta ei ole tiedossa")
    assert worker.listed
    assert worker.window.guide.place is None


def test_every_need_is_reached_without_typing(open_window: Open) -> None:
    worker = open_window(example=True, **HOME)
    guide = worker.window.guide
    groups = list(facts(worker, tile.NEED).values())
    needs = {one.id for one in guide.answer.needs if one.parent}
    for group in groups:
        worker.window.page.middle.tiles.picked.emit(tile.NEED, group.id)
        assert guide.question.need == group.id
        needs -= {one.id for one in facts(worker, tile.NEED).values()}
        worker.window.page.middle.tiles.back_wanted.emit()
    assert len(groups) == 18
    assert needs == set()


def test_every_number_is_what_a_press_leaves(open_window: Open) -> None:
    worker = open_window(**HOME)
    middle, guide = worker.window.page.middle, worker.window.guide
    middle.tiles.picked.emit(tile.NEED, "loneliness")
    within = [one.fact for one in middle.tiles.tiles()]
    assert {one.kind for one in within} == {tile.NEED, tile.ACTIVITY}
    for one in within:
        middle.tiles.picked.emit(one.kind, one.id)
        assert guide.answer.total == one.count, one.name
        worker.window.act("back")


def test_every_place_says_what_living_there_leaves(worker: Worker) -> None:
    middle, guide = worker.window.page.middle, worker.window.guide
    middle.tiles.picked.emit(tile.NEED, "home")
    middle.tiles.picked.emit(tile.ACTIVITY, "")
    for one in [one.fact for one in middle.tiles.tiles()]:
        assert one.kind == tile.PLACE
        middle.tiles.picked.emit(one.kind, one.id)
        assert guide.answer.total == one.count, one.name
        worker.window.act("back")


def test_a_tile_that_leads_to_nothing_says_so(open_window: Open) -> None:
    worker = open_window(example=True, **HOME)
    worker.window.guide.change(language="uk")
    shown = facts(worker, tile.NEED).values()
    assert {one.note for one in shown if not one.count} == {"ei palveluja"}
    assert {one.note for one in shown if one.count} == {""}


def test_a_need_that_nobody_answers_names_the_one_it_shows(worker: Worker) -> None:
    guide = worker.window.guide
    group = next(one for one in guide.answer.needs if one.id == "addiction")
    answer = replace(guide.answer, question=replace(guide.question, need=group.id))
    lost = replace(next(one for one in answer.needs if one.id == "detox"), instead=group.id)
    needs = tuple(lost if one.id == lost.id else one for one in answer.needs)
    page = hatch.within_group(replace(answer, needs=needs), translator("fi"))
    note = next(one.note for one in page.more[0].facts if one.id == "detox")
    assert note == "ei omaa, näyttää: Päihteet ja pelaaminen"


def test_a_tile_stays_readable_however_long_its_name(worker: Worker) -> None:
    tiles = worker.window.page.middle.tiles
    name = "Hakemusten ja lomakkeiden täyttäminen yhdessä asiakkaan kanssa, myös puhelimessa"
    tiles.show_tiles("Tarve", "", (tile.TileFact("a", name, 3), tile.TileFact("b", "Muu", 1)))
    made, other = tiles.tiles()
    assert made.height() >= made.height_for(made.width())
    assert made.height() == other.height()


def test_no_letter_of_a_name_becomes_a_key(worker: Worker) -> None:
    tiles = worker.window.page.middle.tiles
    tiles.show_tiles("Suosikit", "", (tile.TileFact("a", "Kuntoutus R&D (esimerkki)"),))
    assert tiles.tiles()[0].shortcut().isEmpty()


@pytest.mark.parametrize(("keys", "name"), [((Key.Key_Right,), 1), ((Key.Key_Right, Key.Key_Left), 0)])
def test_arrows_walk_over_the_tiles(worker: Worker, keys: tuple[Key, ...], name: int) -> None:
    tiles = worker.window.page.middle.tiles
    tiles.focus_first()
    for key in keys:
        worker.press(key)
    assert tiles.tiles()[name].hasFocus()


def test_down_goes_on_into_the_next_part(worker: Worker) -> None:
    worker.click_tile("Yksinäisyys ja tekeminen")
    tiles = worker.window.page.middle.tiles
    assert tiles.tiles()[0].hasFocus()
    worker.press(Key.Key_Down)
    assert tiles.focused()[0] == tile.NEED
    worker.press(Key.Key_Up)
    assert tiles.tiles()[0].hasFocus()
