"""Urgent help that is always in sight, and what is pinned on top when somebody is in danger.

112 is built in; everything else comes from the catalogue, with the day on which it was checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from msgspec import structs

from ohjaus_desktop.catalogue.model import Phone, Schedule, Text
from ohjaus_desktop.catalogue.navigation import Helpline, Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.hours import OpenState, opening
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.shelf import digits

MOST_STEPS = 6
"""Steps that somebody can take in at once."""
SHORTEST_NAME = 4
"""Letters from which a helpline's name counts as typed."""

# The single European emergency number, directive (EU) 2018/1972 art. 109: free of charge, always.
EMERGENCY = Helpline(
    id="112",
    name={"fi": "Hätänumero", "sv": "Nödnummer", "en": "Emergency number"},
    phones=[Phone(number="112")],
    for_whom={
        "fi": "Henki, terveys, omaisuus tai ympäristö on vaarassa.",
        "sv": "Liv, hälsa, egendom eller miljö är i fara.",
        "en": "Life, health, property or the environment is in danger.",
    },
    schedules=[Schedule(opens_at=time(0), closes_at=time(0))],
    urgent=True,
    order=0,
    source="https://112.fi",
)


class UrgentHelp:
    """The helplines of one catalogue. Immutable."""

    def __init__(self, helplines: Sequence[Helpline], places: Places) -> None:
        """helplines: in their order."""
        self._helplines = [EMERGENCY, *(line for line in helplines if digits(line.phones[0].number) != "112")]
        self._names = [
            (language.plain(name), line) for line in self._helplines for name in texts_of(line.name)
        ]
        self._places = places

    def line(
        self, municipality: str | None, at: datetime, *, caller: str | None = None
    ) -> tuple[Helpline, ...]:
        """The urgent helplines that serve a municipality and are not known to be closed now.

        municipality: code of where help is needed. caller: code of where the call is made, when
        that may be elsewhere: 116117 leads to the on-call service of the caller's own area.
        """
        return tuple(
            self._with_numbers(line, municipality, caller)
            for line in self._helplines
            if line.urgent and self._answers(line, municipality, at)
        )

    def pinned(
        self, needs: Iterable[Need], municipality: str | None, at: datetime, *, caller: str | None = None
    ) -> tuple[Helpline, ...]:
        """For urgent needs: their own helplines first, then the line of urgent help."""
        own: list[Helpline] = []
        for need in needs:
            wanted = [line for id_ in need.helplines for line in self._helplines if line.id == id_]
            wanted += [line for line in self._helplines if need.id in line.needs]
            own += [
                self._with_numbers(line, municipality, caller)
                for line in wanted
                if self._serves(line, municipality)
            ]
        return tuple({line.id: line for line in (*own, *self.line(municipality, at, caller=caller))}.values())

    def asked_for(self, text: str, number: str) -> tuple[Helpline, ...]:
        """The helplines whose number begins or ends so, or whose name was typed."""
        plain = language.plain(text)
        found = [line for line in self._helplines if number and _has_number(line, number)]
        if len(plain) >= SHORTEST_NAME:
            found += [line for name, line in self._names if _says(name, plain)]
        return tuple({line.id: line for line in found}.values())

    def _answers(self, line: Helpline, municipality: str | None, at: datetime) -> bool:
        closed = opening(line.schedules, (), at).state == OpenState.CLOSED
        return self._serves(line, municipality) and not closed

    def _with_numbers(self, line: Helpline, municipality: str | None, caller: str | None) -> Helpline:
        """The helpline without the direct numbers of other areas.

        The direct number of the area comes after the common one, which leads there by itself; but
        before it where the call is made in another area.
        """
        if not any(phone.direct_for_area for phone in line.phones):
            return line
        common = [phone for phone in line.phones if not phone.direct_for_area]
        direct = [
            phone
            for phone in line.phones
            if municipality and self._places.covers(phone.direct_for_area, municipality)
        ]
        away = caller is not None and not any(
            self._places.covers(phone.direct_for_area, caller) for phone in direct
        )
        phones = [*direct, *common] if away else [*common, *direct]
        return structs.replace(line, phones=phones or line.phones)

    def _serves(self, line: Helpline, municipality: str | None) -> bool:
        if not line.areas:
            return True
        if municipality is None:
            return any(area.type == "country" for area in line.areas)
        return self._places.covers(line.areas, municipality)


def steps_of(needs: Iterable[Need]) -> tuple[Text, ...]:
    """What to do at once, in order; the needs most spoken of come first, and nothing is said twice."""
    found: list[Text] = []
    for step in (step for need in needs for step in need.steps):
        if step not in found:
            found.append(step)
    return tuple(found[:MOST_STEPS])


def _has_number(line: Helpline, number: str) -> bool:
    known = [digits(phone.number) for phone in line.phones]
    return any(one.startswith(number) or (len(number) >= 5 and one.endswith(number)) for one in known)


def _says(name: str, plain: str) -> bool:
    return name.startswith(plain) or (len(name) >= SHORTEST_NAME and f" {name} " in f" {plain} ")
