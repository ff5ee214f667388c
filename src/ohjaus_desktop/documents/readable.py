"""What the worker reads aloud on the phone, in the order in which a listener writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ohjaus_desktop.documents import advice, considerate, facts, phones
from ohjaus_desktop.documents.chosen import NOBODY, Chosen, Sender
from ohjaus_desktop.documents.manner import USUAL, Manner
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.texts import Translator, translator


@dataclass(frozen=True, slots=True)
class SpokenService:
    """One service, ready to be read aloud.

    number: in the short groups one dictates, "" when not known. sentence: what it is. hours: when
    it answers, the table and exceptions in lines. steps: what to do next. warnings: what is
    unusual. good: what is said beside the usual, where something is considered. cost_first: the
    cost is told before the hours. discreet: ask first whether the client can talk freely.
    """

    name: str
    organization: str
    number: str
    sentence: str
    hours: tuple[str, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    checked: str = ""
    discreet: bool = False
    good: tuple[str, ...] = ()
    cost_first: bool = False


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """All chosen services, and what to say at the end. safety: asked first, "" when not needed."""

    services: tuple[SpokenService, ...]
    urgent: tuple[str, ...]
    safety: str = ""


def read_aloud(
    chosen: Sequence[Chosen],
    language: str,
    *,
    at: datetime,
    sender: Sender = NOBODY,
    manner: Manner = USUAL,
) -> ReadAloud:
    """Put the chosen services into words for the phone. manner: how to speak to this client."""
    say = translator(language)
    return ReadAloud(
        services=tuple(_spoken(one, sender, say, at, manner) for one in chosen),
        urgent=(say("In an emergency, call 112."), say("If it gets worse, call 116117.")),
        safety=say("Can you talk freely just now?") if any(one.discreet for one in chosen) else "",
    )


def _spoken(one: Chosen, sender: Sender, say: Translator, at: datetime, manner: Manner) -> SpokenService:
    table, lines = facts.hours(one, say, at)
    steps = advice.steps(one, sender, say, at, on_paper=False, manner=manner)
    now, later = considerate.one_thing(steps, one, sender, manner, say)
    return SpokenService(
        name=facts.name(one, say),
        organization=facts.organization(one, say),
        number=phones.group_for_reading(one.phones[0].number) if one.phones else "",
        sentence=_sentence(one, say, describes=manner.describes),
        hours=(*(f"{days} {times}" for days, times in table), *lines),
        steps=(*now, *later[-1:]),
        warnings=tuple(facts.warnings(one, say, at)),
        where=tuple(considerate.where(one, manner, say)),
        cost=tuple(considerate.cost(one, manner, say)),
        checked=facts.checked(one, say),
        discreet=one.discreet,
        good=tuple(considerate.added(one, manner, say)),
        cost_first=manner.considers("money"),
    )


def _sentence(one: Chosen, say: Translator, *, describes: bool) -> str:
    """The catalogue's own sentence for the phone, else one from name and giver."""
    for line in (one.service.pitch, one.service.what):
        if line and describes:
            return sentence(told(line, say))
    giver = facts.organization(one, say)
    if giver:
        return say("{service} is given by {organization}.", service=facts.name(one, say), organization=giver)
    return sentence(facts.name(one, say))
