"""Half a year at a time: how unmet needs are counted, and how long they are kept.

The periods do not overlap: two tables never differ by one client. They are long, because in a small
place a month or a quarter holds hardly more than a few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import Translator, text

_WRITTEN = re.compile(r"(20[0-9]{2})-([12])")
"""Of this century, as the days that the daybook's tables take."""


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """January–June (half 1) or July–December (half 2) of a year."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Half:
        """The one a day lies in."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def parse(cls, words: str) -> Half:
        """Of ``2026-1`` or ``2026-2``, from 2000 to 2099. Raises KnownError."""
        told = _WRITTEN.fullmatch(words)
        if told is None:
            raise KnownError(
                text("There is no half-year {words}.", words=words), text("Write it like 2026-1.")
            )
        return cls(int(told[1]), int(told[2]))

    @property
    def id(self) -> str:
        """As ``parse`` reads it."""
        return f"{self.year}-{self.half}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.before(-1).first - timedelta(days=1)

    def before(self, count: int) -> Half:
        """So many half-years earlier."""
        at = self.year * 2 + self.half - 1 - count
        return Half(at // 2, at % 2 + 1)

    def name(self, say: Translator) -> str:
        """In words."""
        if self.half == 1:
            return say("January–June {year}", year=self.year)
        return say("July–December {year}", year=self.year)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long unmet needs are kept: so many half-years besides the running one.

    source: why; in_force: first day on which the rule holds; confirmed: a lawyer has confirmed it.
    """

    halves: int
    source: str
    in_force: date
    confirmed: bool = False


RULES = (
    Rule(
        4,
        "GDPR art. 5(1)(e), followed although no person is in it: a year is told (1301/2014 § 7, "
        "structural social work) and compared with the one before",
        date(2026, 1, 1),
    ),
)
"""A rule that changes is followed by a newer one with its own day, never edited."""


def rule(on: date) -> Rule:
    """The rule in force on a day: the newest one."""
    return max((one for one in RULES if one.in_force <= on), key=lambda one: one.in_force, default=RULES[0])


def kept_from(on: date) -> date:
    """The first day of what is still kept on a day; what is older goes."""
    return Half.of(on).before(rule(on).halves).first
