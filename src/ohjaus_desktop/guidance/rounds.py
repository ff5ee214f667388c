"""Which weeks a round comes: every second, every third."""

from __future__ import annotations

from datetime import date, timedelta


def in_turn(start: date, day: date, interval: int) -> bool:
    """Whether the week of the day is one of every ``interval`` weeks from the start's (ISO weeks)."""
    weeks = (_monday(day) - _monday(start)).days // 7
    return weeks >= 0 and weeks % interval == 0


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
