"""A request changes hands: to a colleague whose name one chooses, or from one who is away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from follow_hand import ME, Follower, words
from ohjaus_desktop.register import journal, referrals
from ohjaus_desktop.register.model import Worker

COLLEAGUE = Worker("Toinen Esimerkki")


@pytest.fixture
def follower(open_window) -> Follower:
    made = Follower(open_window(worker=ME.name))
    made.open_register()
    return made


def test_a_colleague_whom_the_register_knows_is_chosen_with_one_press(follower: Follower) -> None:
    made = follower.make(restricted=True)
    follower.ask(lambda register: journal.note(register, "searched", by=COLLEAGUE, at=follower.now) or True)
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["hand_over"].click()
    follower.settle()
    panel = follower.page.detail.panel
    names = {one.text(): one for one in panel.findChildren(QAbstractButton)}
    assert ME.name not in names
    names[COLLEAGUE.name].click()
    follower.settle()
    seen = follower.ask(
        lambda register: referrals.load(register, made.id, by=COLLEAGUE, at=follower.now).restricted_to
    )
    assert seen == COLLEAGUE.name


def test_a_request_whose_holder_is_away_is_taken_over_and_the_log_says_so(follower: Follower) -> None:
    made = follower.make(restricted=True)
    follower.ask(
        lambda register: referrals.hand_over(register, made.id, COLLEAGUE.name, by=ME, at=follower.now)
    )
    follower.go()
    follower.open_first()
    assert made.client.name not in words(follower.page.detail)
    follower.page.detail.buttons["take_over"].click()
    assert COLLEAGUE.name in words(follower.page.detail.panel)
    follower.page.detail.panel.deed.click()
    follower.settle()
    assert follower.page.detail.shown.client == made.client.name
    log = follower.ask(lambda register: journal.report(register, [made.id], by=ME, at=follower.now))
    assert "taken_over" in {use.kind for use in log.uses}
