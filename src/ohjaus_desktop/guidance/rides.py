"""Who drives the client, where what suits them lies far from home.

The catalogue knows it as services whose kind of help is transport: rides under the Social Welfare
Act, village rides, errand buses. Where a service fetches its clients nobody needs to be asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.guidance.eye import Sight
from ohjaus_desktop.guidance.masks import bits
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.situation import Situation

RIDES = "transport"
"""The activity of services that drive people."""
RIDES_FIRST = "rides"
"""The group of needs that a ride is there for; a day centre that fetches its own people is no ride."""
TO_HEALTH_CARE = "kela_ride"
"""The need of journeys that are paid to health care only: Health Insurance Act 1224/2004, ch. 4."""
MOST_RIDES = 2
LOOKED_AT = 10
"""Rows of the results that are looked at: whoever scrolls further has found something nearer."""


def rides(shelf: Shelf, situation: Situation, shown: Sequence[int]) -> list[int]:
    """The rows of the rides that serve the client, best first; empty where nobody has to travel.

    shown: the rows of the results, best first.
    """
    outlook = situation.outlook
    far = [row for row in shown[:LOOKED_AT] if _asks_for_a_ride(outlook.sights[row])]
    if not far:
        return []
    rank = outlook.rank(situation.question.at)
    serving = _offered(shelf, far) & outlook.fits & ~outlook.away
    found: list[int] = []
    for step in outlook.by_step:
        found += sorted((row for row in bits(serving & step) if row not in shown), key=rank.__getitem__)
        if len(found) >= MOST_RIDES:
            break
    return found[:MOST_RIDES]


def _offered(shelf: Shelf, far: Sequence[int]) -> int:
    """The rides that may lead to these rows."""
    offered = shelf.activity.get(RIDES, 0) & shelf.listed
    if RIDES_FIRST in shelf.needs:
        offered &= shelf.main.get(RIDES_FIRST, 0)
    organizations = (shelf.rows[row].organization for row in far)
    if any(one is not None and one.sector == "wellbeing_county" for one in organizations):
        return offered
    return offered & ~shelf.main.get(TO_HEALTH_CARE, 0)


def _asks_for_a_ride(sight: Sight) -> bool:
    way = sight.reach
    return sight.fit.fits and way.distance_km is not None and not way.fetched
