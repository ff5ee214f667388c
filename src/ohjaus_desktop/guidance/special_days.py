"""Public holidays and their eves in Finland."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ohjaus_desktop.catalogue.model import Schedule

THURSDAY, FRIDAY = 3, 4


def is_public_holiday(day: date) -> bool:
    """Whether the day is a Finnish public holiday, or the eve of Midsummer or Christmas."""
    return 1 < day.year < 9998 and day in _finnish_holidays(day.year)


def is_eve(day: date) -> bool:
    """Whether many are shut, or close early, because of the holiday that follows.

    On the eves of Midsummer and Christmas the state's offices are shut (Decree 332/1994 § 1), and
    most others by their collective agreements. On Maundy Thursday and the eves of May Day and the
    New Year no law changes anything, yet banks, shops and many counters close early.
    """
    if (day.month, day.day) in {(4, 30), (12, 24), (12, 31)}:
        return True
    if day.weekday() == THURSDAY and day.month in {3, 4}:
        return is_public_holiday(day + timedelta(days=1))  # only Good Friday is then a holiday
    return day.weekday() == FRIDAY and day.month == 6 and is_public_holiday(day)


def tells_of(row: Schedule, day: date) -> bool:
    """Whether a weekly row says itself what holds on a holiday or an eve."""
    return row.public_holidays == "open" or (row.public_holidays == "closed" and is_public_holiday(day))


@cache
def _finnish_holidays(year: int) -> frozenset[date]:
    # The eves of Midsummer and Christmas are among them: offices are closed then.
    return frozenset(_calendar()(years=year))


@cache
def _calendar() -> Callable[..., Iterable[date]]:
    """The class of Finland's holidays; slow to import, and many questions need no holiday."""
    import holidays

    file = Path(holidays.__file__).with_name("countries") / "finland.py"
    spec = spec_from_file_location("holidays.countries.finland", file)
    if spec is None or spec.loader is None or not file.exists():
        return partial(holidays.country_holidays, "FI")
    # Its own file alone: the package around it loads the calendars of 250 countries.
    finland = module_from_spec(spec)
    spec.loader.exec_module(finland)
    made: Callable[..., Iterable[date]] = finland.Finland
    return made
