"""An update that changes a chosen service while the form is being written is told before saving."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import invented_requests as invented
import misbehaving_server
from follow_hand import ME, Follower
from form_hand import Former
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.register.model import Content
from small_catalogue import small_catalogue, uid
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture
def server() -> Iterator[misbehaving_server.Server]:
    with misbehaving_server.serving() as running:
        yield running


def _ready(worker: Worker) -> Content:
    at = worker.window.outside.clock()
    return invented.draft(invented.matter("debts", at=at), at=at).content


def _update_without_debts(worker: Worker, server: misbehaving_server.Server) -> None:
    small = small_catalogue()
    left = [one for one in small.services if one.id != uid("debts")]
    server.body = document.write(msgspec.structs.replace(small, sequence=small.sequence + 1, services=left))
    worker.window.act("update")
    desk = worker.window.desks.sync
    worker.qtbot.waitUntil(lambda: not desk.is_running, timeout=20_000)


def _told(former: Former) -> str:
    return " ".join(one.text() for one in former.form.summary.findChildren(QLabel))


def _save_twice(former: Former) -> None:
    former.desk.save()
    assert former.form.summary.isVisible()
    assert "Tätä palvelua ei ole enää palveluhakemistossa." in _told(former)
    assert former.form.content is not None
    former.desk.save()
    former.wait(lambda: former.form.content is None)


def test_a_service_that_an_update_removed_is_told_once_and_the_second_saving_goes_on(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    former = Former(open_window(worker=ME.name, catalogue_address=server.address))
    Follower(former.worker).open_register()
    former.desk.open_with(_ready(former.worker))
    former.wait(lambda: former.form.content is not None)
    _update_without_debts(former.worker, server)
    _save_twice(former)


def test_a_continued_draft_tells_what_has_changed_since_it_was_begun(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    former = Former(open_window(worker=ME.name, catalogue_address=server.address))
    Follower(former.worker).open_register()
    former.desk.open_with(_ready(former.worker))
    former.wait(lambda: former.form.content is not None)
    former.form.client.name.line.setFocus()
    former.worker.type("x")
    former.worker.press(Key.Key_Escape)
    (draft,) = former.drafts()
    _update_without_debts(former.worker, server)
    former.desk.open_with(draft)
    former.wait(lambda: former.form.content is not None)
    assert former.form.summary.isVisible()
    assert "Tätä palvelua ei ole enää palveluhakemistossa." in _told(former)
    _save_twice(former)


def test_the_list_of_drafts_says_which_service_has_gone(
    open_window: Open, server: misbehaving_server.Server
) -> None:
    former = Former(open_window(worker=ME.name, catalogue_address=server.address))
    follower = Follower(former.worker)
    follower.open_register()
    former.desk.open_with(_ready(former.worker))
    former.wait(lambda: former.form.content is not None)
    former.form.client.name.line.setFocus()
    former.worker.type("x")
    former.worker.press(Key.Key_Escape)
    former.drafts()
    _update_without_debts(former.worker, server)
    follower.go()
    former.worker.window.desks.requests.refresh()
    follower.page.list.choose("drafts")
    former.wait(lambda: bool(follower.page.list.drafts.rows()))
    (line,) = follower.page.list.drafts.rows()
    assert "ei ole enää palveluhakemistossa" in line.facts
    assert line.picture == "warning"


def test_nothing_is_told_where_nothing_has_changed(open_window: Open) -> None:
    former = Former(open_window(worker=ME.name))
    Follower(former.worker).open_register()
    former.desk.open_with(_ready(former.worker))
    former.wait(lambda: former.form.content is not None)
    former.desk.save()
    former.wait(lambda: former.form.content is None)
