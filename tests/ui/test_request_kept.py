"""Nothing that was typed is lost: corrections half-way, a lock, and machines that keep nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from follow_hand import ME, Follower
from form_hand import Former
from ohjaus_desktop.register.model import Content, Referral
from ohjaus_desktop.ui.register.lock_view import LockView
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture
def former(open_window: Open) -> Former:
    return Former(open_window(worker=ME.name))


@pytest.fixture
def made(former: Former) -> Referral:
    """A request that has been made already."""
    follower = Follower(former.worker)
    follower.open_register()
    return follower.make()


def _correct(former: Former, made: Referral, name: str) -> None:
    former.desk.correct(made)
    former.wait(lambda: former.form.isVisible() and former.form.content is not None)
    former.form.client.name.line.setFocus()
    former.form.client.name.line.selectAll()
    former.worker.type(name)


def test_a_half_written_correction_is_back_after_the_unlocking(former: Former, made: Referral) -> None:
    _correct(former, made, "Oikea Esimerkki")
    former.worker.press(Key.Key_F9)
    former.wait(lambda: isinstance(former.worker.window.pages.currentWidget(), LockView))
    former.worker.press(Key.Key_Return)
    former.wait(lambda: former.form.content is not None)
    assert former.content.client.name == "Oikea Esimerkki"
    assert former.form.correcting
    former.desk.save()
    former.wait(lambda: former.form.content is None)
    assert Follower(former.worker).look(made).client.name == "Oikea Esimerkki"
    assert former.drafts() == []


def test_a_correction_that_was_put_away_waits_among_the_drafts(former: Former, made: Referral) -> None:
    _correct(former, made, "Oikea Esimerkki")
    former.worker.press(Key.Key_Escape)
    (draft,) = former.drafts()
    assert draft.content.correcting == made.id
    former.desk.open_with(draft)
    former.wait(lambda: former.form.content is not None and former.form.correcting)
    assert Follower(former.worker).look(made).client.name == made.client.name


def test_a_correction_that_was_only_opened_leaves_no_draft(former: Former, made: Referral) -> None:
    former.desk.correct(made)
    former.wait(lambda: former.form.content is not None)
    former.worker.press(Key.Key_Escape)
    assert former.drafts() == []


def test_while_it_is_locked_no_form_is_in_memory(former: Former) -> None:
    former.allowed("friend").client.name.line.setFocus()
    former.worker.type("Testi Ainokainen")  # a name that no other test leaves behind
    former.worker.press(Key.Key_F9)
    former.wait(lambda: isinstance(former.worker.window.pages.currentWidget(), LockView))
    former.wait(lambda: not former.desk._register.lane.is_busy)
    gc.collect()
    left = [
        one for one in gc.get_objects() if isinstance(one, Content) and one.client.name == "Testi Ainokainen"
    ]
    assert left == []


@pytest.fixture
def keeping_nothing(open_window: Open) -> Former:
    former = Former(open_window(worker=ME.name, no_personal_data=True))
    former.allowed("friend").client.name.line.setFocus()
    former.worker.type("Testi")
    former.worker.press(Key.Key_Escape)
    assert not former.form.isVisible()
    return former


def test_where_nothing_is_kept_ctrl_l_brings_the_form_back(keeping_nothing: Former) -> None:
    former = keeping_nothing
    former.worker.window.undo_bar.forget()  # as after its twelve seconds
    former.open("friend")
    assert former.content.client.name == "Testi"


def test_where_nothing_is_kept_another_form_loses_no_word(keeping_nothing: Former) -> None:
    former = keeping_nothing
    former.open("debts")
    assert former.content.client.name == ""
    former.worker.press(Key.Key_Escape)
    former.open("friend")
    assert former.content.client.name == "Testi"


def test_where_nothing_is_kept_the_form_outlives_another_text_size(keeping_nothing: Former) -> None:
    former = keeping_nothing
    former.worker.ctrl(Key.Key_Plus)
    former.open("friend")
    assert former.content.client.name == "Testi"


def test_where_nothing_is_kept_the_form_goes_with_the_client(keeping_nothing: Former) -> None:
    former = keeping_nothing
    former.worker.ctrl(Key.Key_N)
    former.open("friend")
    assert former.content.client.name == ""
