"""After saving: the way that a request takes is the way that the register knows."""

from __future__ import annotations

import pytest

from follow_hand import ME, Follower
from ohjaus_desktop.ui.form.ways_view import CallOutcome


@pytest.fixture
def follower(open_window) -> Follower:
    made = Follower(open_window(worker=ME.name))
    made.open_register()
    return made


def test_another_way_chosen_after_saving_is_kept(follower: Follower) -> None:
    made = follower.make()
    form, id_ = follower.window.desks.form, made.recipients[0].id
    form.show_ways(made)
    form.ways.view.cards[id_].note(CallOutcome.NO_ANSWER)
    follower.settle()
    after = follower.look(made).recipients[0]
    assert (after.matter.route, after.tries) == ("protected_mail", 1)
    assert [event.kind for event in after.events] == ["requested", "tried", "route"]
    form.ways.view.route_chosen.emit(id_, "letter")
    follower.settle()
    assert follower.look(made).recipients[0].matter.route == "letter"
