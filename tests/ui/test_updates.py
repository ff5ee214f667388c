"""Updating at the window: real numbers, a way out, and a question before much is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QPushButton

import misbehaving_server
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.ui.news.view import NewsView
from small_catalogue import small_catalogue, uid
from worker import Worker

Open = Callable[..., Worker]


@pytest.fixture
def server() -> Iterator[misbehaving_server.Server]:
    with misbehaving_server.serving() as running:
        yield running


def published(**changes: object) -> bytes:
    small = small_catalogue()
    return document.write(msgspec.structs.replace(small, sequence=small.sequence + 1, **changes))


def one_new_two_changed_one_gone() -> bytes:
    services = list(small_catalogue().services)
    services.pop()
    for at in (0, 1):
        services[at] = msgspec.structs.replace(services[at], description="Uusi kuvaus.")
    services.append(msgspec.structs.replace(services[0], id=uid("brand-new"), name="Aivan uusi palvelu"))
    return published(services=services)


def told(worker: Worker) -> str:
    return worker.window.undo_bar.accessibleName()


def update(worker: Worker) -> None:
    """F5, until the update has ended."""
    desk = worker.window.desks.sync  # type: ignore[union-attr]
    worker.window.act("update")
    worker.qtbot.waitUntil(lambda: not desk.is_running, timeout=20_000)


def names(worker: Worker) -> set[str]:
    return {str(one.name) for one in worker.window.workplace.store.services()}  # type: ignore[union-attr]


def test_an_update_says_how_many_are_new_changed_and_gone(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = one_new_two_changed_one_gone()
    worker = open_window(catalogue_address=server.address)
    worker.type("aivan uusi")
    update(worker)
    assert told(worker) == "Palvelutiedot päivitetty: 1 uusi, 2 muuttunutta, 1 poistunut"
    assert worker.listed[0] == "Aivan uusi palvelu"


def test_what_an_update_brought_leads_to_the_list_of_changes(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = one_new_two_changed_one_gone()
    worker = open_window(catalogue_address=server.address)
    update(worker)
    bar = worker.window.undo_bar
    assert bar._accept.text() == "Katso muutokset"
    worker.click(bar._accept)
    assert isinstance(worker.window.pages.currentWidget(), NewsView)
    assert not bar.isVisible()


def test_a_second_update_says_that_nothing_has_changed(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body = one_new_two_changed_one_gone()
    worker = open_window(catalogue_address=server.address)
    update(worker)
    update(worker)
    assert told(worker) == "Palvelutiedot ovat ajan tasalla."


def test_a_cancelled_update_keeps_the_old_catalogue(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    server.body, server.mood = one_new_two_changed_one_gone(), "slow_body"
    worker = open_window(catalogue_address=server.address)
    before = names(worker)
    desk = worker.window.desks.sync  # type: ignore[union-attr]
    worker.window.act("update")
    worker.qtbot.waitUntil(lambda: bool(server.asked))
    cancel = next(b for b in worker.window.status.findChildren(QPushButton) if b.isVisible())
    assert cancel.text() == "Peruuta"
    worker.click(cancel)
    worker.qtbot.waitUntil(lambda: not desk.is_running, timeout=20_000)
    assert names(worker) == before
    assert told(worker) == "Päivitys peruttiin"
    worker.window.go_to_search()
    worker.type("ystävä")
    assert worker.listed


def held(open_window: Open, server: misbehaving_server.Server) -> Worker:
    server.body = published(services=small_catalogue().services[:4])
    worker = open_window(catalogue_address=server.address)
    update(worker)
    return worker


def test_much_that_would_be_lost_waits_for_a_decision(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    before = len(small_catalogue().services)
    worker = held(open_window, server)
    assert f"{before} palvelusta" in told(worker)
    assert str(before - 4) in told(worker)
    assert len(names(worker)) > 4


def test_the_decision_can_install_it(open_window: Open, server: misbehaving_server.Server) -> None:
    worker = held(open_window, server)
    accept = next(b for b in worker.window.undo_bar.findChildren(QPushButton) if b.text() == "Ota käyttöön")
    desk = worker.window.desks.sync  # type: ignore[union-attr]
    worker.click(accept)
    worker.qtbot.waitUntil(lambda: not desk.is_running, timeout=20_000)
    assert len(names(worker)) == 4


def test_the_decision_can_decline_it(open_window: Open, server: misbehaving_server.Server) -> None:
    worker = held(open_window, server)
    before = names(worker)
    bar = worker.window.undo_bar
    worker.click(next(b for b in bar.findChildren(QPushButton) if b.text() == "Pidä nykyiset tiedot"))
    assert names(worker) == before
    assert not bar.isVisible()


@pytest.mark.parametrize(("age", "tone"), [(13, "muted"), (14, "warning"), (44, "warning"), (45, "error")])
def test_an_old_catalogue_is_told_in_words_and_colour(open_window: Open, age: int, tone: str) -> None:
    small: Catalogue = small_catalogue()
    helsinki = ZoneInfo("Europe/Helsinki")
    noon = small.published_at.astimezone(helsinki).replace(hour=12)
    at = datetime.fromordinal(noon.toordinal() + age).replace(hour=12, tzinfo=helsinki)
    worker = open_window(at=at)
    label = next(one for one in worker.window.status.findChildren(QLabel) if one.text().startswith("Palvelu"))
    assert label.property("tone") == tone
    assert f"({age} päivää vanhat)" in label.text()


def test_without_a_network_the_line_is_calm(open_window: Open) -> None:
    worker = open_window(online=False)
    assert "Ei verkkoyhteyttä. Haku ja tulostus toimivat." in worker.window.status.words()
    worker.type("ystävä")
    assert worker.listed
