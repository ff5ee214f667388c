"""Favourites: on the start page, in an order made by hand, and marked when the catalogue loses one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.ui import tile
from ohjaus_desktop.ui.favourites import Favourites
from ohjaus_desktop.ui.panes import MIDDLE, RIGHT
from ohjaus_desktop.ui.recents import Recents
from small_catalogue import small_catalogue, uid
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NAMES = {"friend": "Ystävätoiminta Perho", "meals": "Ateriapalvelu", "club": "Torstaikerho"}


@pytest.fixture
def liking(open_window: Open, data: DataFolder) -> Worker:
    """A worker who has had three favourites since earlier."""
    with closing(Daybook(data.daybook)) as daybook:
        daybook.set_favourites([uid(one) for one in NAMES])
    return open_window()


def kept(worker: Worker) -> list[str]:
    workplace = worker.window.workplace
    assert workplace is not None
    names = {
        service.id: service.name["fi"]
        for service in small_catalogue().services
        if isinstance(service.name, dict)
    }
    return [names[one] for one in workplace.daybook.favourites()]


def on_start(worker: Worker) -> list[tile.TileFact]:
    shown = worker.window.page.middle.tiles.tiles()
    return [one.fact for one in shown if one.fact.kind == tile.SERVICE]


def view(worker: Worker) -> Favourites:
    desks = worker.window.desks
    assert desks is not None
    return desks.favourites.view


def test_they_stand_on_the_start_page(liking: Worker) -> None:
    assert [one.name for one in on_start(liking)] == kept(liking) == list(NAMES.values())
    assert on_start(liking)[0].note == "Valoisa Polku ry (esimerkki)"


def test_two_clicks_print_a_favourite(liking: Worker) -> None:
    liking.click_tile("Ateriapalvelu")
    assert liking.shown == "Ateriapalvelu"
    liking.click(liking.window.page.right.detail.print_button)
    assert (liking.clicks, len(liking.printer.sheets)) == (2, 1)


def test_back_from_a_favourite_leads_to_the_start(liking: Worker) -> None:
    liking.click_tile("Ateriapalvelu")
    liking.press(Key.Key_Left, ALT)
    assert liking.shown == ""
    assert liking.window.guide.is_blank


def test_a_favourite_beside_the_pictures_stays_when_the_place_is_told(liking: Worker) -> None:
    liking.click_tile("Ateriapalvelu")
    liking.ctrl(Key.Key_K)
    liking.press(Key.Key_Tab)
    liking.type("per")
    liking.press(Key.Key_Return)
    assert liking.window.page.search.place.text() == "Perho"
    assert liking.shown == "Ateriapalvelu"
    liking.click_tile("Yksinäisyys ja tekeminen")
    assert liking.shown == ""


def test_the_keyboard_opens_moves_and_removes(liking: Worker) -> None:
    liking.ctrl_shift(Key.Key_B)
    assert view(liking).list.hasFocus()
    liking.press(Key.Key_Down, ALT)
    assert kept(liking) == ["Ateriapalvelu", "Ystävätoiminta Perho", "Torstaikerho"]
    liking.press(Key.Key_Down, ALT)
    liking.press(Key.Key_Down, ALT)
    assert kept(liking)[-1] == "Ystävätoiminta Perho"
    liking.press(Key.Key_Up, ALT)
    assert kept(liking)[1] == "Ystävätoiminta Perho"
    liking.press(Key.Key_Delete)
    assert kept(liking) == ["Ateriapalvelu", "Torstaikerho"]
    liking.press(Key.Key_2)
    assert liking.shown == "Torstaikerho"
    assert not view(liking).isVisible()


def test_the_start_page_follows_the_order_at_once(liking: Worker) -> None:
    liking.ctrl_shift(Key.Key_B)
    liking.press(Key.Key_Down, ALT)
    assert [one.name for one in on_start(liking)] == kept(liking)
    liking.press(Key.Key_Delete)
    assert [one.name for one in on_start(liking)] == kept(liking)


def test_buttons_do_the_same_for_a_finger(liking: Worker) -> None:
    liking.ctrl_shift(Key.Key_B)
    shown = view(liking)
    assert not shown.up_button.isEnabled()
    liking.click(shown.down_button)
    assert kept(liking)[1] == "Ystävätoiminta Perho"
    liking.click(shown.up_button)
    assert kept(liking)[0] == "Ystävätoiminta Perho"
    liking.click(shown.remove_button)
    assert kept(liking) == ["Ateriapalvelu", "Torstaikerho"]


def test_a_removal_can_be_undone(liking: Worker) -> None:
    liking.ctrl_shift(Key.Key_B)
    liking.press(Key.Key_Delete)
    assert liking.window.undo_bar.accessibleName().startswith("Poistettu suosikeista: Ystävätoiminta Perho")
    liking.press(Key.Key_F8)
    assert kept(liking) == list(NAMES.values())


def test_undoing_a_removal_keeps_what_has_become_a_favourite_since(liking: Worker) -> None:
    liking.ctrl_shift(Key.Key_B)
    liking.press(Key.Key_Down)
    liking.press(Key.Key_Delete)
    liking.press(Key.Key_Escape)
    liking.say("turvakoti")
    name = liking.shown
    liking.ctrl(Key.Key_B)
    liking.press(Key.Key_F8)
    assert kept(liking) == [*NAMES.values(), name]


def test_one_that_an_update_has_lost_is_marked_and_not_thrown_away(liking: Worker, tmp_path: Path) -> None:
    small = small_catalogue()
    left = [one for one in small.services if one.id != uid("meals")]
    (tmp_path / "newer.json").write_bytes(
        document.write(msgspec.structs.replace(small, sequence=small.sequence + 1, services=left))
    )
    desks = liking.window.desks
    assert desks is not None
    desks.sync.bring(tmp_path / "newer.json")
    liking.qtbot.waitUntil(lambda: on_start(liking)[1].note == "ei ole enää hakemistossa", timeout=10_000)
    assert on_start(liking)[1].icon == "warning"
    liking.ctrl_shift(Key.Key_B)
    row = view(liking).list.rows()[1]
    assert (row.facts, row.picture) == ("ei ole enää hakemistossa", "warning")


def test_a_new_client_leaves_them(liking: Worker) -> None:
    liking.ctrl(Key.Key_N)
    assert kept(liking) == list(NAMES.values())


def test_the_star_brings_one_to_the_start_page(worker: Worker) -> None:
    assert on_start(worker) == []
    worker.type("torstaikerho")
    worker.ctrl(Key.Key_B)
    for _ in "torstaikerho":
        worker.press(Key.Key_Backspace)
    assert [one.name for one in on_start(worker)] == ["Torstaikerho"]


def test_when_the_last_is_taken_away_escape_still_closes(worker: Worker) -> None:
    worker.say("torstaikerho")
    worker.ctrl(Key.Key_B)
    worker.ctrl_shift(Key.Key_B)
    worker.press(Key.Key_Delete)
    assert view(worker).empty.isVisible()
    worker.press(Key.Key_Escape)
    assert not view(worker).isVisible()
    assert worker.window.page.search.words.hasFocus()


def test_with_none_the_list_says_how_to_begin(worker: Worker) -> None:
    worker.ctrl_shift(Key.Key_B)
    assert view(worker).empty.isVisible()
    worker.press(Key.Key_Escape)
    assert not view(worker).isVisible()


def test_on_a_narrow_screen_the_list_gives_way_to_the_pane_before_it(open_window: Open) -> None:
    worker = open_window(size=(700, 900))
    worker.say("ystävä")
    worker.ctrl_shift(Key.Key_B)
    assert worker.window.page.panes.shown == RIGHT
    worker.press(Key.Key_Escape)
    assert worker.window.page.panes.shown == MIDDLE
    assert worker.window.page.search.words.hasFocus()


def test_what_was_opened_lately_is_marked_as_well_when_it_is_lost(worker: Worker, tmp_path: Path) -> None:
    worker.say("ateriapalvelu")
    worker.press(Key.Key_Return)
    small = small_catalogue()
    left = [one for one in small.services if one.id != uid("meals")]
    (tmp_path / "newer.json").write_bytes(
        document.write(msgspec.structs.replace(small, sequence=small.sequence + 1, services=left))
    )
    desks = worker.window.desks
    workplace = worker.window.workplace
    assert desks is not None
    assert workplace is not None
    desks.sync.bring(tmp_path / "newer.json")
    worker.qtbot.waitUntil(lambda: workplace.store.is_retired(uid("meals")), timeout=10_000)
    worker.qtbot.waitUntil(lambda: "Ateriapalvelu" not in worker.listed, timeout=10_000)
    worker.ctrl(Key.Key_R)
    recents = worker.window.page.right.passing()
    assert isinstance(recents, Recents)
    assert [row.facts for row in recents.list.rows()] == ["ei ole enää hakemistossa"]


def test_a_sensitive_service_is_a_favourite_and_never_among_the_recent(worker: Worker) -> None:
    """A favourite is the worker's own and tells of no client; what was opened lately does."""
    worker.say("turvakoti")
    worker.press(Key.Key_Return)
    worker.ctrl(Key.Key_B)
    assert kept(worker) == ["Turvakoti"]
    worker.ctrl(Key.Key_R)
    recents = worker.window.page.right.passing()
    assert isinstance(recents, Recents)
    assert recents.empty.isVisible()
