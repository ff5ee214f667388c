"""What has changed since the user last looked: marked where one works, listed, and read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Area, Phone, Service
from ohjaus_desktop.catalogue.news import News
from ohjaus_desktop.ui.news.collected import Change
from ohjaus_desktop.ui.news.view import NewsView
from ohjaus_desktop.ui.words import Words
from small_catalogue import small_catalogue, uid
from worker import Worker

Open = Callable[..., Worker]
CTRL = Qt.KeyboardModifier.ControlModifier
PERHO = {"home_municipality": "584"}
FRIEND = uid("friend")


def changed(service: Service, **fields: object) -> Service:
    return msgspec.structs.replace(service, **fields)


def services() -> list[Service]:
    return list(small_catalogue().services)


def arrives(worker: Worker, tmp_path: Path, now: list[Service], *, sequence: int = 8) -> None:
    """A newer file with these services comes without being asked for."""
    file = tmp_path / f"published-{sequence}.json"
    catalogue = msgspec.structs.replace(small_catalogue(), sequence=sequence, services=now)
    file.write_bytes(document.write(catalogue))
    desks = worker.window.desks
    assert desks is not None
    desks.sync._start(str(file), quiet=True)
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running, timeout=20_000)
    until_read(worker)


def until_read(worker: Worker) -> None:
    desks = worker.window.desks
    assert desks is not None
    worker.qtbot.waitUntil(lambda: desks.news._job is None, timeout=20_000)


def opened(worker: Worker) -> NewsView:
    worker.press(Qt.Key.Key_F5, CTRL)
    shown = worker.window.pages.currentWidget()
    assert isinstance(shown, NewsView)
    until_read(worker)
    return shown


def names(view: NewsView) -> list[str]:
    return [row.name for row in view.list.rows()]


def told(view: NewsView) -> str:
    return "\n".join(one.text() for one in view.pane.findChildren(Words) if one.isVisibleTo(view.pane))


def test_a_moved_number_stands_first_with_the_old_and_the_new(open_window: Open, tmp_path: Path) -> None:
    now = services()
    now[0] = changed(now[0], phones=[Phone(number="000 999 888")])
    now[1] = changed(now[1], fees_description="5 €")
    worker = open_window(**PERHO)
    arrives(worker, tmp_path, now)
    view = opened(worker)
    assert view.list.rows()[0].facts.startswith("Puhelinnumero on vaihtunut")
    assert "000 200 001" in told(view)
    assert "000 999 888" in told(view)
    assert "numero vaihtunut 20.11." in told(view)


def test_new_changed_and_gone_are_told_and_reading_clears_them(open_window: Open, tmp_path: Path) -> None:
    now = services()
    gone = now.pop()
    now[1] = changed(now[1], fees_description="5 €")
    now.append(changed(now[0], id="brand-new", name="Aivan uusi palvelu"))
    worker = open_window()
    arrives(worker, tmp_path, now)
    assert worker.window.status._news.text() == "3 muutosta"
    view = opened(worker)
    kinds = {row.name: row.facts.split(" · ")[0] for row in view.list.rows()}
    assert kinds[str(gone.name)] == "Ei enää käytössä"
    assert kinds["Aivan uusi palvelu"] == "Uusi"
    worker.click(view.mark_read)
    until_read(worker)
    assert names(view) == []
    assert "Mikään ei ole muuttunut" in view.empty.text()
    assert not worker.window.status._news.isVisible()


def test_what_the_user_holds_in_hand_comes_first_and_says_so(open_window: Open, tmp_path: Path) -> None:
    now = services()
    now[0] = changed(now[0], phones=[Phone(number="000 999 888")])
    for at in (3, 5):
        now[at] = changed(now[at], fees_description="5 €")
    worker = open_window()
    workplace = worker.window.workplace
    assert workplace is not None
    workplace.daybook.set_favourite(now[5].id, True)
    workplace.daybook.add_to_tray(now[3].id)
    arrives(worker, tmp_path, now)
    rows = opened(worker).list.rows()
    assert {row.aside for row in rows[:2]} == {"suosikki", "valittu"}
    assert rows[2].aside == ""


def test_only_the_own_places_are_listed_until_all_are_wanted(open_window: Open, tmp_path: Path) -> None:
    now = services()
    far = changed(
        now[0],
        id="far",
        name="Kaukana etelässä",
        service_areas=[Area(type="municipality", code="091")],
        delivery=[],
    )
    now.append(far)
    now[1] = changed(now[1], fees_description="5 €", service_areas=[Area(type="municipality", code="584")])
    worker = open_window(**PERHO)
    arrives(worker, tmp_path, now)
    view = opened(worker)
    assert names(view) == ["Torstaikerho"]
    worker.click(view.all)
    assert "Kaukana etelässä" in names(view)


def test_a_mark_stands_beside_the_service_until_it_was_seen(open_window: Open, tmp_path: Path) -> None:
    worker = open_window()
    worker.type("ystävä")
    first = worker.window.page.middle.results.rows.row(0)
    now = services()
    at = next(n for n, one in enumerate(now) if one.id == first.service_id)
    now[at] = changed(now[at], phones=[Phone(number="000 999 888")])
    worker.ctrl(Qt.Key.Key_D)
    arrives(worker, tmp_path, now)
    mark = "numero vaihtunut 20.11."
    assert mark in worker.window.page.middle.results.rows.row(0).facts
    detail = worker.window.page.right.detail
    assert any(one.text() == mark for one in detail.findChildren(QLabel))
    assert any("000 999 888" in one.text() for one in detail.findChildren(QLabel))
    assert any(mark in one.text() for one in worker.window.page.right.tray.findChildren(QLabel))
    worker.click(opened(worker).mark_read)
    until_read(worker)
    assert mark not in worker.window.page.middle.results.rows.row(0).facts


def test_the_place_of_a_shelter_is_no_news(open_window: Open, tmp_path: Path) -> None:
    small = small_catalogue()
    place = small.locations[0]
    now = [
        changed(one, hide_address=True)
        if any(link.location_id == place.id for link in one.service_at_locations)
        else one
        for one in services()
    ]
    worker = open_window()
    file = tmp_path / "published.json"
    moved = [msgspec.structs.replace(place, name="Uusi salainen paikka"), *small.locations[1:]]
    catalogue = msgspec.structs.replace(small, sequence=8, services=now, locations=moved)
    file.write_bytes(document.write(catalogue))
    desks = worker.window.desks
    assert desks is not None
    desks.sync._start(str(file), force=True, quiet=True)
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running, timeout=20_000)
    until_read(worker)
    assert "Uusi salainen paikka" not in names(opened(worker))


def test_a_click_on_the_service_opens_it_in_the_search(open_window: Open, tmp_path: Path) -> None:
    now = services()
    now[0] = changed(now[0], fees_description="5 €")
    worker = open_window()
    arrives(worker, tmp_path, now)
    view = opened(worker)
    view.pane.service_wanted.emit(now[0].id)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert worker.window.desks is not None
    assert worker.window.desks.services.shown_id() == now[0].id


def test_one_of_five_thousand_changes_is_found_by_its_words(worker: Worker) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    first = services()[0]
    many = [
        Change(
            f"services/{n}",
            News("services", str(n), "new", at, None, changed(first, id=str(n), name=f"Uusi palvelu {n}")),
            "new",
            f"Uusi palvelu {n}",
            "Esimerkkijärjestö ry",
            "",
            near=n % 2 == 0,
        )
        for n in range(5_000)
    ]
    view = opened(worker)
    view.show_changes(many)
    assert len(view.list.rows()) == 5_000
    view.search.setText("palvelu 4321")
    assert names(view) == ["Uusi palvelu 4321"]


def test_a_record_that_was_only_confirmed_is_no_news(open_window: Open, tmp_path: Path) -> None:
    now = [changed(one, assured_date=date(2026, 11, 19)) for one in services()]
    worker = open_window()
    arrives(worker, tmp_path, now)
    assert not worker.window.status._news.isVisible()
    assert names(opened(worker)) == []


def test_the_list_comes_back_as_it_was_left(open_window: Open, tmp_path: Path) -> None:
    now = services()
    now[0] = changed(now[0], fees_description="5 €")
    worker = open_window()
    arrives(worker, tmp_path, now)
    view = opened(worker)
    worker.ctrl(Qt.Key.Key_K)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert opened(worker) is view


def test_what_kinds_of_changes_there_are_stands_above_the_list(open_window: Open, tmp_path: Path) -> None:
    now = services()
    now.pop()
    now[0] = changed(now[0], phones=[Phone(number="000 999 888")])
    now[1] = changed(now[1], fees_description="5 €")
    now.append(changed(now[2], id="brand-new", name="Aivan uusi palvelu"))
    worker = open_window()
    arrives(worker, tmp_path, now)
    view = opened(worker)
    assert view.counted.text() == "1 numero vaihtunut · 1 poistunut · 1 muuttunut · 1 uusi"


def test_in_a_low_window_the_search_leaves_its_room_to_the_list(open_window: Open, tmp_path: Path) -> None:
    now = [changed(one, fees_description="5 €") for one in services()]
    worker = open_window()
    arrives(worker, tmp_path, now)
    view = opened(worker)
    assert view._list_side.isAncestorOf(view.search)
    view._fit_height(low=True)
    assert not view._list_side.isAncestorOf(view.search)
    assert view.search.isVisible()
    assert view.mark_read.accessibleName() == "Merkitse luetuksi"
    view._fit_height(low=False)
    assert view._list_side.isAncestorOf(view.search)


def test_what_has_gone_says_so_and_is_not_printed_with_the_chosen(open_window: Open, tmp_path: Path) -> None:
    worker = open_window()
    desks = worker.window.desks
    workplace = worker.window.workplace
    assert desks is not None
    assert workplace is not None
    for id_ in (FRIEND, uid("debts")):
        workplace.daybook.add_to_tray(id_)
    desks.services.refresh_tray()
    arrives(worker, tmp_path, [one for one in services() if one.id != FRIEND])
    assert [one.service.id for one in desks.services.tray()] == [uid("debts")]
    workplace.store.news_seen(None)
    desks.services.open(FRIEND)
    said = [one.text() for one in worker.window.page.right.detail.findChildren(QLabel)]
    assert "Ei ole enää hakemistossa" in said
