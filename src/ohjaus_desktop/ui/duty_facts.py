"""The duties to notify, as a calm colleague explains them, and the official channels of an area.

The rules, all to be confirmed by a lawyer before release:

- Child Welfare Act 417/2007 § 25: whoever works in social or health care, education, youth work,
  police, rescue, a parish and other tasks named there, notifies of a child without delay, in spite
  of confidentiality. A suspected sexual or violent offence goes to the police as well.
- Act on services for older people 980/2012 § 25: health care professionals, and those employed by
  the county's social services, rescue services, the emergency centre and the police, notify of an
  older person who evidently cannot look after themself.
- Social Welfare Act 1301/2014 § 35: guide to apply, or make contact with consent; without consent
  where somebody evidently cannot answer for their care, health or safety, or a child's interest
  demands it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.texts import Translator, mark
from ohjaus_desktop.ui.channel import Channel, of_helpline, of_service, social_emergency

if TYPE_CHECKING:
    from ohjaus_desktop.workplace import Workplace  # the first picture does not wait for what it brings along

Case = Literal["child", "elder", "adult"]
CASES: tuple[Case, ...] = ("child", "elder", "adult")

MOST_CHANNELS = 3
"""More would have to be chosen from, and there is no time for that."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty: messages to be translated where they are shown.

    source: the act and section. needs: the worries it is about. handled_with: needs that show who
    takes the notification in, though they are no worry themselves.
    """

    name: str
    when: str
    who: str
    consent: str
    source: str
    needs: tuple[str, ...]
    handled_with: tuple[str, ...] = ()
    also: str = ""


RULES: dict[Case, Rule] = {
    "child": Rule(
        name=mark("A child"),
        when=mark(
            "When a child's need for care, the circumstances or the child's own behaviour give reason to "
            "find out whether child welfare is needed."
        ),
        who=mark(
            "Everyone who works in social or health care, early education, a school, youth work, a parish, "
            "the police, rescue services or another task named in the act. Anybody else may."
        ),
        consent=mark("Nobody's consent is needed, and confidentiality does not prevent it."),
        also=mark("Where a sexual or violent offence against a child is suspected, tell the police too."),
        source=mark("Child Welfare Act 417/2007, section 25"),
        needs=("child_protection", "worry_child"),
    ),
    "elder": Rule(
        name=mark("An older person"),
        when=mark("When an older person evidently cannot look after themself, their health or their safety."),
        who=mark(
            "Health care professionals, and those who work in the county's social services, rescue "
            "services, the emergency response centre or the police. Anybody else may."
        ),
        consent=mark("Nobody's consent is needed, and confidentiality does not prevent it."),
        source=mark("Act on services for older people 980/2012, section 25"),
        needs=("worry_elder", "elder_abuse"),
        handled_with=("elder_assessment",),
    ),
    "adult": Rule(
        name=mark("An adult"),
        when=mark("When somebody evidently needs social services and does not get them."),
        who=mark(
            "Health care professionals, and those who work in social services, education, employment "
            "services, Kela, the police, rescue services or another task named in the act."
        ),
        consent=mark(
            "Ask first: guide them to apply, or call together with their consent. Notify without consent "
            "when they evidently cannot answer for their care, health or safety, or a child's interest "
            "demands it."
        ),
        source=mark("Social Welfare Act 1301/2014, section 35"),
        needs=("worry_adult",),
    ),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with the channels of the client's own area.

    channels: authorities only, best first, empty where the catalogue has none for the place.
    """

    case: Case
    rule: Rule
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """Everything the page shows. place: the name of the client's place, "" where none is chosen."""

    place: str
    emergency: tuple[Channel, ...]
    duties: tuple[Duty, ...]


def case_of(needs: Iterable[str | None]) -> Case | None:
    """The duty that the first of these needs is about, None where none is."""
    return next((case for need in needs for case in CASES if need in RULES[case].needs), None)


def duties(workplace: Workplace, place: Place | None, at: datetime, say: Translator) -> Duties:
    """Gather the channels for a place; without one only what holds everywhere."""
    municipality = place.municipality if place else None
    urgent = workplace.navigator.urgent_line(municipality, at)
    return Duties(
        place=_named(workplace, place, say) if place else "",
        emergency=tuple(of_helpline(line, at=at, say=say) for line in social_emergency(urgent)),
        duties=tuple(
            Duty(case, RULES[case], _channels(workplace, RULES[case], place, at, say) if place else ())
            for case in CASES
        ),
    )


def _named(workplace: Workplace, place: Place, say: Translator) -> str:
    """A village keeps its own name; a municipality is told in the worker's language."""
    if place.kind != "municipality":
        return place.name
    return wording.municipality_name(place.municipality, say, workplace.places)


def _channels(
    workplace: Workplace, rule: Rule, place: Place, at: datetime, say: Translator
) -> tuple[Channel, ...]:
    """Services for these needs that are official, and that this place's people may use, best first.

    Never an association: a notification goes to the authority only.
    """
    found: dict[str, int] = {}
    wanted = (*rule.needs, *rule.handled_with)
    for need in wanted:
        answer = workplace.navigator.ask(Question(at=at, municipality=place.municipality, need=need))
        for result in answer.results:
            if result.fits:
                found[result.service_id] = found.get(result.service_id, 0) + 1
    official = []
    for service_id, answered in found.items():
        chosen = workplace.chosen(service_id, place, at)
        if chosen is not None and chosen.service.statutory_intake and _is_of_area(workplace, chosen, place):
            channel = of_service(chosen, at=at, say=say)
            # Who answers now; then who answers most of these needs; then whose first task they are.
            theirs = (number for number, need in enumerate(chosen.service.needs) if need in wanted)
            foremost = min(theirs, default=len(chosen.service.needs))
            official.append((channel.closed, -answered, foremost, channel))
    official.sort(key=lambda one: one[:3])
    return tuple(channel for *_rank, channel in official[:MOST_CHANNELS])


def _is_of_area(workplace: Workplace, chosen: Chosen, place: Place) -> bool:
    """Whether it is the place's own authority: another county's number would lose a night."""
    service = chosen.service
    areas = service.service_areas or service.eligibility_area
    if areas:
        return place.municipality is not None and workplace.places.covers(areas, place.municipality)
    return any(one.municipality == place.municipality for one in chosen.locations)
