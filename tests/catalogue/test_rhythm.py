"""A desktop looks at the start and every few hours, and ten thousand of them never at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ohjaus_desktop.catalogue import rhythm
from ohjaus_desktop.catalogue.rhythm import next_look

HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=HELSINKI)
FRIDAY = datetime(2026, 11, 20, 15, 40, tzinfo=HELSINKI)
DESKTOPS = 10_000

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def busiest_minute(looks: list[datetime]) -> float:
    """The share of all desktops that look in the minute when most do."""
    minutes = Counter(int((look - MONDAY) / MINUTE) for look in looks)
    return max(minutes.values()) / DESKTOPS


def morning(goes_well: Callable[[datetime], bool], looks_each: int) -> list[list[datetime]]:
    """The looks of ten thousand desktops that all start at eight on Monday, look by look."""
    rounds: list[list[datetime]] = [[] for _ in range(looks_each)]
    for seed in range(DESKTOPS):
        history = [(FRIDAY, True)]
        at = MONDAY
        for looks in rounds:
            at = next_look(history, at=at, seed=seed)
            looks.append(at)
            history.append((at, goes_well(at)))
    return rounds


def test_the_first_look_comes_within_a_quarter_of_an_hour_but_after_the_window():
    for seed in range(500):
        wait = next_look([], at=MONDAY, seed=seed) - MONDAY
        assert rhythm.SETTLE <= wait <= rhythm.START


def test_a_look_follows_about_four_hours_after_one_that_went_well():
    waits = [next_look([(MONDAY, True)], at=MONDAY, seed=seed) - MONDAY for seed in range(500)]
    assert min(waits) >= 3 * HOUR
    assert max(waits) <= 5 * HOUR
    assert max(waits) - min(waits) > 1.8 * HOUR


def test_a_program_that_is_started_again_soon_keeps_to_the_four_hours():
    planned = next_look([(MONDAY, True)], at=MONDAY, seed=1)
    assert next_look([(MONDAY, True)], at=MONDAY + HOUR, seed=1) == planned


def test_ten_thousand_desktops_that_start_at_eight_on_monday_never_hurry_together():
    first, second, third = morning(lambda _at: True, 3)
    assert busiest_minute(first) < 0.08
    assert busiest_minute(second) < 0.015
    assert busiest_minute(third) < 0.015


def test_ten_thousand_desktops_do_not_pounce_on_a_server_that_comes_back():
    """The server is down until half past nine; nobody is told when it returns."""
    returns = MONDAY + 1.5 * HOUR
    looks = [look for looks in morning(lambda at: at >= returns, 8) for look in looks]
    assert busiest_minute(looks) < 0.12
    assert busiest_minute([look for look in looks if look >= returns]) < 0.02


@pytest.mark.parametrize(
    ("failures", "longest"),
    [(1, HOUR / 2), (2, HOUR), (3, 2 * HOUR), (4, 4 * HOUR), (5, 6 * HOUR), (300, 6 * HOUR)],
)
def test_the_wait_after_failures_is_anything_up_to_a_longest_that_doubles(failures: int, longest: timedelta):
    history = [(MONDAY - HOUR, True), *[(MONDAY, False)] * failures]
    waits = [next_look(history, at=MONDAY, seed=seed) - MONDAY for seed in range(2000)]
    assert min(waits) >= MINUTE
    assert longest * 0.95 < max(waits) <= longest
    assert sum(wait < longest / 2 for wait in waits) > 800  # the whole span is used, not its end


def test_one_look_that_goes_well_ends_the_back_off():
    history = [*[(MONDAY - HOUR, False)] * 9, (MONDAY, True)]
    assert 3 * HOUR <= next_look(history, at=MONDAY, seed=7) - MONDAY <= 5 * HOUR


def test_a_server_that_asks_for_an_hour_gets_it_and_no_crowd_afterwards():
    asked = [
        next_look([(MONDAY, False)], at=MONDAY, seed=seed, retry_after=HOUR) - MONDAY
        for seed in range(DESKTOPS)
    ]
    assert min(asked) >= HOUR
    assert max(asked) <= 1.25 * HOUR
    assert busiest_minute([MONDAY + wait for wait in asked]) < 0.08


def test_no_server_silences_a_desktop_for_longer_than_a_day():
    never = timedelta(days=4000)
    assert next_look([(MONDAY, False)], at=MONDAY, seed=3, retry_after=never) - MONDAY <= 1.25 * timedelta(1)


def test_a_machine_that_comes_online_looks_within_minutes():
    offline = [(MONDAY - HOUR, True), *[(MONDAY, False)] * 8]
    back = MONDAY + 2 * MINUTE
    for seed in range(200):
        wait = next_look(offline, at=back, seed=seed, came_online=True) - back
        assert rhythm.SETTLE <= wait <= rhythm.BACK_ONLINE


def test_coming_online_changes_nothing_after_a_look_that_went_well():
    planned = next_look([(MONDAY, True)], at=MONDAY, seed=5)
    assert next_look([(MONDAY, True)], at=MONDAY + HOUR, seed=5, came_online=True) == planned


def test_coming_online_does_not_break_what_the_server_asked_for():
    back = MONDAY + MINUTE
    planned = next_look([(MONDAY, False)], at=back, seed=5, retry_after=HOUR, came_online=True)
    assert planned >= MONDAY + HOUR


def test_a_clock_that_was_set_back_does_not_stop_the_looks():
    history = [(MONDAY.replace(year=2031), True)]
    for wish in (None, HOUR):
        wait = next_look(history, at=MONDAY, seed=1, retry_after=wish) - MONDAY
        assert timedelta() <= wait <= rhythm.START


def test_four_hours_are_four_hours_when_the_clocks_are_moved():
    night = datetime(2026, 10, 25, 1, 30, tzinfo=HELSINKI)  # 03:00 comes twice
    real = next_look([(night, True)], at=night, seed=11).timestamp() - night.timestamp()
    plain = next_look([(MONDAY, True)], at=MONDAY, seed=11).timestamp() - MONDAY.timestamp()
    assert 3 * 3600 <= real <= 5 * 3600
    assert 3 * 3600 <= plain <= 5 * 3600


def test_the_same_installation_gets_the_same_answer():
    history = [(FRIDAY, True), (MONDAY, False)]
    assert next_look(history, at=MONDAY, seed=9) == next_look(history, at=MONDAY, seed=9)
    assert next_look(history, at=MONDAY, seed=9) != next_look(history, at=MONDAY, seed=10)
