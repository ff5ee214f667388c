"""One result as the words of a row: what the list paints and what a screen reader says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.answer import Result
from ohjaus_desktop.guidance.hours import Opening, OpenState
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.texts import Translator

OLD_AFTER_DAYS = 365
"""A record that nobody has confirmed for this long carries a badge."""

MOST_REASONS = 3
"""Reasons a row tells why it suits; the detail tells them all."""

REACH_PICTURE = {
    ReachMode.HERE: "place",
    ReachMode.HOME: "house",
    ReachMode.REMOTE: "phone",
    ReachMode.TRAVEL: "car",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows.

    number: 1–9 while a key chooses the row, 0 afterwards. state: the opening in words, and its
    ``tone`` (ok, closed, warning). eases: why it stands higher for this client; eased: the reach is
    such a reason itself. facts: short words after them. caution: what to know before promising
    anything, and what stands in the way; "" when there is nothing. heading: of the group that the row
    begins, "" for none. sentence: the whole row for a screen reader.
    """

    service_id: str
    number: int
    name: str
    provider: str
    picture: str
    reach: str
    facts: tuple[str, ...]
    state: str
    tone: str
    why: str
    caution: str = ""
    eases: tuple[str, ...] = ()
    eased: bool = False
    heading: str = ""
    fits: bool = True
    sensitive: bool = False
    sentence: str = field(default="")


NOTHING_CHANGED: Mapping[str, str] = MappingProxyType({})


def rows(
    results: Iterable[Result],
    *,
    at: datetime,
    say: Translator,
    places: Places,
    changed: Mapping[str, str] = NOTHING_CHANGED,
) -> tuple[Row, ...]:
    """Put every result into words, best first. changed: by id, "muuttunut 21.11."."""
    return tuple(
        describe(
            result,
            number=place if place <= 9 else 0,
            at=at,
            say=say,
            places=places,
            changed=changed.get(result.service_id, ""),
        )
        for place, result in enumerate(results, start=1)
    )


def describe(
    result: Result, *, number: int, at: datetime, say: Translator, places: Places, changed: str = ""
) -> Row:
    """Put one result into words."""
    name, organization = say.name(result.name), say.name(result.organization)
    provider = " · ".join(part for part in (organization, result.municipality) if part)
    closed = result.status == "temporarily closed"
    state = say("Temporarily closed") if closed else wording.opening_sentence(result.opening, at, say)
    reach = wording.journey_sentence(result.reach, say, places)
    weighed = {*result.eases, *result.hinders}
    facts = tuple(one for one in (changed, *_facts(result, say)) if one and one not in weighed)
    # What the way there says already is not said twice: "tulee kotiin (ti, to)".
    eases = tuple(one for one in result.eases if not reach.startswith(one))
    eased = len(eases) < len(result.eases)
    eases = eases[: MOST_REASONS - eased]
    caution = " · ".join(_cautions(result, at.date(), say))
    suits = say("suits because: {reasons}", reasons=", ".join(result.eases)) if result.eases else ""
    spoken = [f"{number}. {name}" if number else name, provider, reach, suits, *facts, state, caution]
    return Row(
        service_id=result.service_id,
        number=number,
        name=name,
        provider=provider,
        picture=REACH_PICTURE[result.reach.mode],
        reach=reach,
        facts=facts,
        state=state,
        tone=tone_of(result.opening),
        why=result.why,
        caution=caution,
        eases=eases,
        eased=eased,
        fits=result.fits,
        sensitive=result.sensitive,
        sentence=". ".join(part for part in spoken if part) + ".",
    )


def tone_of(opening: Opening) -> str:
    """Open is ok, closed is grey, and what nobody has told us looks like neither."""
    return {OpenState.OPEN: "ok", OpenState.CLOSED: "closed", OpenState.UNKNOWN: "muted"}[opening.state]


def is_old(assured: date | None, today: date) -> bool:
    """Whether nobody has confirmed the record for a year; a record without a date counts as old."""
    return assured is None or (today - assured).days > OLD_AFTER_DAYS


def unconfirmed(assured: date | None, say: Translator) -> str:
    """What to know about an old record. A date that nobody told is unknown, not long ago."""
    return say("Not known when last checked") if assured is None else say("Not confirmed for over a year")


def checked(assured: date | None, say: Translator) -> str:
    """When the organization last confirmed the record."""
    if assured is None:
        return say("checked: not known")
    return say("checked {day}", day=say.date(assured))


def _facts(result: Result, say: Translator) -> Iterable[str]:
    if result.free:
        yield say("free of charge")
    elif result.free is False:
        yield say("has a fee")
    if result.assured_date is not None:
        yield checked(result.assured_date, say)
    if result.same > 1:
        yield say.plural("{number} equal record", "{number} equal records", result.same)


def _cautions(result: Result, today: date, say: Translator) -> Iterable[str]:
    if not result.fits:
        yield result.why_not or say("Does not fit this client")
    if result.caution:
        yield result.caution
    if result.takes_new_clients == "no":
        yield say("Takes no new clients now")
    elif result.takes_new_clients == "waiting_list":
        yield say("Has a waiting list")
    # The queue is told already.
    yield from (one for one in result.hinders if one != say("one has to wait"))
    if is_old(result.assured_date, today):
        yield unconfirmed(result.assured_date, say)
