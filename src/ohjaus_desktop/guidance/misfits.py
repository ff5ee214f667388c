"""What answers the matter and yet is not for this client: why not, and from when it would be.

Whoever hears "not for you" without a reason asks again elsewhere. An age limit, another area's own
service, a queue that is closed and a service that has ended are told as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from math import ceil

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.guidance.answer import Result
from ohjaus_desktop.guidance.entitled import fit
from ohjaus_desktop.guidance.eye import Sight
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import Translator

MOST, MOST_OF_A_KIND = 5, 2
"""Rows that are told, and of them for one reason: who reads more of what is not for them gives up."""
_YEARS = 10
"""So many years ahead a birthday is worth telling."""


class Reason(IntEnum):
    """Why not; what may soon change first."""

    FULL = 0
    CLOSED = 1
    AGE = 2
    AREA = 3
    ENDED = 4


def chosen(rows: Iterable[int], sights: Sequence[Sight], age: int | None) -> list[int]:
    """A few of the rows (best first), of every reason some; what may soon change first."""
    taken: Counter[Reason] = Counter()
    found: list[tuple[Reason, int]] = []
    for row in rows:
        reason = _reason(sights[row], age)
        taken[reason] += 1
        if taken[reason] <= MOST_OF_A_KIND:
            found.append((reason, row))
    return [row for _, row in sorted(found, key=lambda one: one[0])][:MOST]


def explained(
    result: Result, sight: Sight, age: int | None, home: str | None, say: Translator, places: Places
) -> Result:
    """The row with why it does not fit, and from when it would.

    age: in years; home: code of the municipality where the client lives.
    """
    service, reason = sight.service, _reason(sight, age)
    if reason is Reason.FULL:
        return replace(result, caution=say("Ask when it takes new clients again."))
    if reason is Reason.CLOSED:
        return result
    if reason is Reason.ENDED:
        return replace(result, fits=False, why_not=say("The service has ended."), caution="")
    if reason is Reason.AREA:
        return replace(result, fits=False, why_not=_residents(service, say, places), caution="")
    # A birthday changes nothing for who lives elsewhere.
    waits = fit(service, home, None, places).fits and _when(service, age, say)
    return replace(result, caution=waits or result.caution)


def _reason(sight: Sight, age: int | None) -> Reason:
    service = sight.service
    if service.status in {"inactive", "defunct"}:
        return Reason.ENDED
    if not sight.fit.fits:
        below = age is not None and service.minimum_age is not None and age < service.minimum_age
        above = age is not None and service.maximum_age is not None and age >= service.maximum_age + 1
        return Reason.AGE if below or above else Reason.AREA
    return Reason.CLOSED if service.status != "active" else Reason.FULL


def _residents(service: Service, say: Translator, places: Places) -> str:
    # Loaded here: the names of days and languages come with it, and the window needs none to start.
    from ohjaus_desktop.guidance.record_words import Names, Voice, areas

    names = areas(service.eligibility_area, Voice(say, Names(places=places)))
    return say("Only for residents of {area}.", area=names)


def _when(service: Service, age: int | None, say: Translator) -> str:
    """In how many years the client is old enough; "" where that is not what is missing, or far ahead."""
    if age is None or service.minimum_age is None:
        return ""
    years = ceil(service.minimum_age) - age
    if not 0 < years <= _YEARS:
        return ""
    return say.plural("Would fit in {number} year.", "Would fit in {number} years.", years)
