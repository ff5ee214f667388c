"""The view of the service information: source, looks, what was left out, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

import misbehaving_server
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.ui.sync_desk import SyncDesk
from ohjaus_desktop.ui.sync_view.faults import FaultList
from ohjaus_desktop.ui.sync_view.view import SyncView
from ohjaus_desktop.ui.words import Press, Words
from small_catalogue import small_catalogue, uid
from worker import Worker

Open = Callable[..., Worker]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def server() -> Iterator[misbehaving_server.Server]:
    with misbehaving_server.serving() as running:
        yield running


def published(sequence: int = 8, **changes: object) -> bytes:
    return document.write(msgspec.structs.replace(small_catalogue(), sequence=sequence, **changes))


def desk(worker: Worker) -> SyncDesk:
    assert worker.window.desks is not None
    return worker.window.desks.sync


def until_ended(worker: Worker) -> None:
    """The look has ended, and what it changed has been read."""
    desks = worker.window.desks
    assert desks is not None
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running, timeout=20_000)
    worker.qtbot.waitUntil(lambda: desks.news._job is None, timeout=20_000)


def view(worker: Worker) -> SyncView:
    shown = worker.window.pages.currentWidget()
    assert isinstance(shown, SyncView)
    return shown


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Words) if one.isVisibleTo(widget))


def button(widget: QWidget, name: str) -> Press:
    return next(one for one in widget.findChildren(Press) if one.text() == name and one.isVisible())


def opened(worker: Worker) -> SyncView:
    worker.press(Qt.Key.Key_F5, SHIFT)
    return view(worker)


def test_the_key_opens_it_and_says_source_age_number_and_looks(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = published()
    worker = open_window(catalogue_address=server.address)
    worker.press(Qt.Key.Key_F5)
    until_ended(worker)
    said = words(opened(worker))
    assert f"Verkko-osoite: {server.address}" in said
    assert "numero 8" in said
    assert "Palvelutiedot 3.11.2026 (17 päivää vanhat)" in said
    assert "tänään klo 10.30: uudet tiedot otettiin käyttöön" in said
    assert "Alkuperää ei ole varmistettu." in said


def test_the_status_line_opens_it_by_a_click_and_esc_goes_back(worker: Worker) -> None:
    before = worker.window.pages.currentWidget()
    worker.click(worker.window.status._words)
    view(worker)
    worker.press(Qt.Key.Key_Escape)
    assert worker.window.pages.currentWidget() is before


def test_fetching_from_the_view_shows_the_new_number_in_place(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    worker = open_window(catalogue_address=server.address)
    server.body = published()
    shown = opened(worker)
    assert "numero 7" in words(shown)
    worker.click(button(shown, "Hae nyt"))
    until_ended(worker)
    assert "numero 8" in words(shown)
    assert view(worker) is shown


def test_a_held_update_waits_there_with_its_numbers_and_can_be_accepted(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = published(services=small_catalogue().services[:4])
    worker = open_window(catalogue_address=server.address)
    worker.press(Qt.Key.Key_F5)
    until_ended(worker)
    assert "päivitys odottaa hyväksyntää" in worker.window.status.words()
    shown = opened(worker)
    assert "Nykyisistä 12 palvelusta 8 poistuisi" in words(shown)
    assert "Kysy ensin julkaisijalta" in words(shown)
    assert "Julkaisija: " in words(shown)
    worker.click(button(shown, "Hyväksy päivitys"))
    until_ended(worker)
    assert worker.window.workplace is not None
    assert len(worker.window.workplace.store.services()) == 4
    assert "päivitys odottaa" not in worker.window.status.words()
    assert "8 poistuisi" not in words(shown).split("Aiemmat päivitykset")[0]


def test_the_earlier_version_comes_back_stays_and_can_go_again(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    renamed = [msgspec.structs.replace(small_catalogue().services[0], name="Toinen nimi")]
    server.body = published(services=renamed + small_catalogue().services[1:])
    worker = open_window(catalogue_address=server.address)
    server_first = published(sequence=7)
    server.body, newer = server_first, server.body
    worker.press(Qt.Key.Key_F5)
    until_ended(worker)
    server.body = newer
    worker.press(Qt.Key.Key_F5)
    until_ended(worker)
    shown = opened(worker)
    worker.click(button(shown, "Palauta edellinen versio"))
    until_ended(worker)
    assert "numero 7" in words(shown)
    assert "käytössä palautettu edellinen versio" in worker.window.status.words()
    worker.click(button(shown, "Palaa uudempaan versioon"))
    until_ended(worker)
    assert "numero 8" in words(shown)
    assert "palautettu" not in worker.window.status.words()


def broken(count: int) -> bytes:
    """A file in which so many records cannot be read."""
    small = msgspec.json.decode(published())
    bad = {**small["services"][0], "minimum_age": "paljon"}
    small["services"] += [{**bad, "id": uid(f"bad-{n}"), "name": f"Rikki {n}"} for n in range(count)]
    return msgspec.json.encode(small)


def test_what_was_left_out_is_listed_with_its_reason_and_can_be_searched(
    open_window: Open, server: misbehaving_server.Server, tmp_path: Path
) -> None:
    file = tmp_path / "stick.json"
    file.write_bytes(broken(9))
    worker = open_window()
    desk(worker).bring(file)
    until_ended(worker)
    if desk(worker).standing.held is not None:
        desk(worker).accept_held()
        until_ended(worker)
    shown = opened(worker)
    faults = shown.findChild(FaultList)
    assert [one.name for one in faults.list.rows()] == [f"Rikki {n}" for n in range(9)]
    assert "services[" not in faults.list.rows()[0].facts
    faults.search.setText("services[15]")
    assert [one.name for one in faults.list.rows()] == ["Rikki 3"]
    faults.list.choose_row(0)
    assert "services[15]" in faults.whole.text()
    assert "9 jätettiin pois" in worker.window.status.words()


def test_the_facts_for_support_are_copied_without_the_users_own_folder(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    file = tmp_path / "stick.json"
    file.write_bytes(published())
    worker = open_window()
    desk(worker).bring(file)
    until_ended(worker)
    worker.click(button(opened(worker), "Kopioi tiedot tukea varten"))
    copied = QApplication.clipboard().text()
    assert "numero 8" in copied
    assert str(tmp_path) not in copied


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def test_it_looks_by_itself_quietly_and_leaves_the_list_in_peace(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    services = small_catalogue().services
    server.body = published(services=[msgspec.structs.replace(services[0], name="Uusi nimi"), *services[1:]])
    clock = Clock(datetime.fromisoformat("2026-11-20T10:30:00+02:00"))
    worker = open_window(catalogue_address=server.address, clock=clock, online=True)
    worker.type("ystävä")
    before, focused = list(worker.listed), QApplication.focusWidget()
    assert not server.asked
    for _minute in range(16):
        clock.at += timedelta(minutes=1)
        desk(worker)._look_again()
    worker.qtbot.waitUntil(lambda: bool(server.asked))
    until_ended(worker)
    assert not worker.window.undo_bar.isVisible()
    assert worker.listed == before
    assert QApplication.focusWidget() is focused
    worker.qtbot.waitUntil(lambda: "muuttunut 20.11." in worker.window.page.middle.results.rows.row(0).facts)
    assert worker.window.status._news.text() == "1 muutos"
    worker.type("t")
    worker.press(Qt.Key.Key_Backspace)
    assert "Uusi nimi" in worker.listed


def test_a_quiet_failure_stands_in_the_status_line_only(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.mood = "500"
    worker = open_window(catalogue_address=server.address, online=True)
    desk(worker).look()
    until_ended(worker)
    assert not worker.window.undo_bar.isVisible()
    assert "viimeisin päivitys ei onnistunut" in worker.window.status.words()


def test_without_an_address_nobody_looks(open_window: Open) -> None:
    clock = Clock(datetime.fromisoformat("2026-11-20T10:30:00+02:00"))
    worker = open_window(clock=clock, online=True)
    clock.at += timedelta(hours=12)
    desk(worker)._look_again()
    assert not desk(worker).is_running
    assert desk(worker).next_look() is None
    assert "Vain kun pyydät" in words(opened(worker))


def test_after_a_night_asleep_it_looks_soon_after_waking(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = published()
    clock = Clock(datetime.fromisoformat("2026-11-20T16:00:00+02:00"))
    worker = open_window(catalogue_address=server.address, clock=clock, online=True)
    clock.at += timedelta(hours=16)
    desk(worker)._look_again()
    due = desk(worker).next_look()
    assert due is not None
    assert timedelta() <= due - clock.at <= timedelta(minutes=15)


def test_a_network_that_comes_back_brings_a_look_soon(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    lookout = desk(open_window(catalogue_address=server.address, online=True))._lookout
    at = lookout.due
    assert not lookout.is_time(at=at, online=False)
    lookout.is_time(at=at + timedelta(seconds=5), online=True)
    assert at < lookout.due <= at + timedelta(minutes=16)


def test_who_asks_goes_before_a_look_that_came_by_itself(
    open_window: Open, server: misbehaving_server.Server, tmp_path: Path
) -> None:
    server.body, server.mood = published(), "slow_body"
    worker = open_window(catalogue_address=server.address, online=True)
    desk(worker).look()
    worker.qtbot.waitUntil(lambda: bool(server.asked))
    file = tmp_path / "stick.json"
    file.write_bytes(published(sequence=9))
    desk(worker).bring(file)
    until_ended(worker)
    installed = desk(worker).standing.installed
    assert installed is not None
    assert installed.sequence == 9
    assert "päivitetty" in worker.window.undo_bar.accessibleName()
