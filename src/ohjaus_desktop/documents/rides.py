"""Who drives the client there: the number to call and under what rule, for the screen and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ohjaus_desktop.documents import facts
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.texts import Translator


@dataclass(frozen=True, slots=True)
class Ride:
    """One service that drives people.

    number: grouped, "" where nobody has told one. rule: whom it drives and where, how it is
    ordered and what it costs, in the service's own words.
    """

    service_id: str
    name: str
    provider: str
    number: str
    rule: str


def ride(chosen: Chosen, say: Translator) -> Ride:
    """Put a service that drives people into words."""
    service = chosen.service
    rule = [told(words, say) for words in (service.what, service.for_whom, service.how)]
    rule += facts.cost(chosen, say)
    return Ride(
        service_id=service.id,
        name=facts.name(chosen, say),
        provider=facts.organization(chosen, say),
        number=chosen.main_number or "",
        rule=" ".join(dict.fromkeys(sentence(words) for words in rule if words)),
    )


def asks_for_a_ride(chosen: Chosen) -> bool:
    """Whether the client has to travel to it, and may be told so: never where being seen can harm."""
    way = chosen.reach
    if way is None or chosen.discreet or way.mode is not ReachMode.TRAVEL:
        return False
    return bool(way.distance_km) and not way.fetched


def on_page(rides: Sequence[Chosen], chosen: Sequence[Chosen], say: Translator) -> list[str]:
    """The lines of a page about rides to what is chosen; none where nobody has to travel.

    Only the number, how to order and what it costs: the page has one sheet for everything.
    """
    if not any(asks_for_a_ride(one) for one in chosen):
        return []
    told_already = {one.service.id for one in chosen}
    return [_line(one, say) for one in rides if one.service.id not in told_already]


def _line(chosen: Chosen, say: Translator) -> str:
    called = " ".join(part for part in (facts.name(chosen, say), chosen.main_number) if part)
    parts = (called, told(chosen.service.how, say), *facts.cost(chosen, say))
    return " ".join(sentence(part) for part in parts if part)
