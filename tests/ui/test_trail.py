"""Every step can be retraced, and nothing of it is left for the next client."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.ui.trail import MOST, Spot, Step, Trail

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


def spot(text: str, row: str = "", top: int = 0) -> Spot:
    return Spot(Question(at=NOON, text=text), None, Step.LIST, row=row, top=top)


def test_one_goes_back_the_way_one_came_and_forth_again():
    trail = Trail()
    for text in ("a", "b"):
        trail.leave(spot(text))
    assert trail.back(spot("c")) == spot("b")
    assert trail.back(spot("b")) == spot("a")
    assert trail.back(spot("a")) is None
    assert trail.forward(spot("a")) == spot("b")
    assert trail.forward(spot("b")) == spot("c")
    assert trail.forward(spot("c")) is None


def test_what_was_scrolled_comes_back_too():
    trail = Trail()
    trail.leave(spot("a", top=240))
    back = trail.back(spot("b"))
    assert back is not None
    assert back.top == 240


def test_a_step_to_where_one_is_already_is_skipped():
    trail = Trail()
    trail.leave(spot("a"))
    trail.leave(spot("b", top=10))
    assert trail.back(spot("b", top=90)) == spot("a")


def test_another_step_forgets_what_lay_ahead():
    trail = Trail()
    trail.leave(spot("a"))
    trail.back(spot("b"))
    trail.leave(spot("a", row="x"))
    assert trail.forward(spot("c")) is None


def test_a_long_day_with_one_client_is_not_kept_for_ever():
    trail = Trail()
    for number in range(3 * MOST):
        trail.leave(spot(str(number)))
    steps = 0
    while trail.back(spot("here")) is not None:
        steps += 1
    assert steps == MOST


def test_nothing_is_left_for_the_next_client():
    trail = Trail()
    trail.leave(spot("a"))
    trail.back(spot("b"))
    trail.forget()
    assert trail.back(spot("c")) is None
    assert trail.forward(spot("c")) is None
