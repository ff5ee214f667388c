"""Where nothing may be kept, a lock covers what is open: out of sight, and back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

import invented_requests as invented
from follow_hand import ME
from form_hand import Former
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture
def former(open_window: Open) -> Former:
    return Former(open_window(worker=ME.name, no_personal_data=True))


def _write(former: Former) -> None:
    former.allowed("friend").client.name.line.setFocus()
    former.worker.type("Testi")


def test_f9_covers_the_form_and_one_key_brings_it_back_as_it_was(former: Former) -> None:
    _write(former)
    former.worker.press(Key.Key_F9)
    assert former.worker.window.neutral.covers
    former.worker.type("näkyykö")
    former.worker.press(Key.Key_Escape)
    assert not former.worker.window.neutral.covers
    assert former.content.client.name == "Testi"
    assert former.form.client.name.line.hasFocus()


def test_still_hands_and_the_lock_of_the_system_cover_it_too(former: Former) -> None:
    _write(former)
    lane = former.desk._register.lane
    assert lane._idle is not None  # somebody looks
    assert lane._system is not None  # and listens
    lane._idle.idle.emit()
    assert former.worker.window.neutral.covers
    lane._system.locked.emit()
    assert former.worker.window.neutral.covers
    former.worker.press(Key.Key_F12)
    assert former.content.client.name == "Testi"


def test_a_request_on_its_way_is_covered_as_well(former: Former) -> None:
    at = former.worker.window.outside.clock()
    former.desk.open_with(invented.draft(invented.matter(at=at), at=at).content)
    former.wait(lambda: former.form.content is not None)
    former.desk.save()
    former.wait(former.desk.ways.view.isVisible)
    former.worker.press(Key.Key_F9)
    assert former.worker.window.neutral.covers
    former.worker.press(Key.Key_Escape)
    assert former.desk.ways.view.isVisible()


def test_with_nothing_of_a_client_open_the_lock_covers_nothing(former: Former) -> None:
    former.worker.press(Key.Key_F9)
    assert not former.worker.window.neutral.covers
