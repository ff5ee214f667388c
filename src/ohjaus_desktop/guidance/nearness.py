"""How near a service is for the order: what is at hand, then near to far, then beyond the usual way.

At hand is what is here, comes home, asks for no travel or fetches: nobody goes anywhere on their
own. Being there for the very need is worth some kilometres (``Weights.very_need_km``): a clinic
that calls or lies a half hour away comes before the care home next door that also answers, and
that before a clinic at the other end of the county.
"""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.guidance.reach import Reach, ReachMode
from ohjaus_desktop.guidance.weights import Weights

_USUAL, _BEYOND, _ELSEWHERE = range(3)
_STEPS = {ReachMode.HERE: 0, ReachMode.HOME: 1, ReachMode.REMOTE: 2}
_FETCHED, _TRAVEL = 3, 4
_FAR = 100_000
"""Sorts a place whose distance is not known behind all others, km."""

Nearness = tuple[bool, int, int, int, int, int]
"""Another county's, beyond the usual way, kilometres on one's own; then how, all kilometres, kin."""

NOWHERE: Nearness = (False, 0, 0, 0, 0, 0)
"""Of everything, while nobody has said where the client is."""


def nearness(way: Reach, weights: Weights, *, behind: bool) -> Nearness:
    """How near a service is that is reached so; the lower the nearer.

    behind: it is another county's, and not at hand.
    """
    behind = behind and weights.counts("county")
    if way.mode is not ReachMode.TRAVEL:
        how = (0, _STEPS[way.mode], 0, 0) if weights.counts("nearness") else (0, 0, 0, 0)
        return (behind, _USUAL, *how)
    fetched = way.fetched and not way.elsewhere
    band = _ELSEWHERE if way.elsewhere else _BEYOND if way.beyond and not fetched else _USUAL
    if not weights.counts("usual_way"):
        band = _USUAL
    far = _FAR if way.distance_km is None else way.distance_km
    if not weights.counts("nearness"):
        return (behind, band, 0, 0, 0, 0)
    return (behind, band, 0 if fetched else far, _FETCHED if fetched else _TRAVEL, far, way.kin)


def weighed(near: Nearness, weights: Weights, *, also: bool) -> tuple[int, ...]:
    """Nearness and the very need in one. also: the service is there for other needs first."""
    behind, band, far, *how = near
    if not weights.counts("very_need"):
        return (behind, band, far, 0, *how)
    return (behind, band, far + weights.very_need_km * also, also, *how)


def weighed_steps(
    steps: Sequence[tuple[bool, Nearness]], weights: Weights
) -> tuple[Sequence[int], Sequence[int]]:
    """The place of each step in the order that weighs nearness with the very need, lowest first.

    steps: whether what lies there is closed for a time, and how near it is. Given are the places of
    what is there for the very need, and of what also answers it.
    """
    own, also = (
        [(closed, *weighed(near, weights, also=one)) for closed, near in steps] for one in (False, True)
    )
    place = {key: at for at, key in enumerate(sorted({*own, *also}))}
    return [place[key] for key in own], [place[key] for key in also]
