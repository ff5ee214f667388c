"""Age limits and changes of service, told before they bite.

Child welfare ends at 18, after-care at 23, and at 65 help is assessed by other people. Whoever is
within a year of such a day hears of it now: a new service takes months to arrange, and nobody may
fall between the two.
"""

from __future__ import annotations

from math import ceil

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.texts import Translator

WARNED_YEARS = 1
"""So long before a limit it is told."""


def cautions(service: Service, age: int | None, say: Translator, other_county: bool = False) -> str:
    """What to find out first though the service may fit, in sentences; "" for nothing.

    age: the client's, in whole years, None when nobody asked. other_county: it is another
    county's own service.
    """
    sentences = (
        [say("Another county's service: ask first whether it takes the client.")] if other_county else []
    )
    return " ".join([*sentences, *changes(service, age, say)])


def changes(service: Service, age: int | None, say: Translator) -> list[str]:
    """What changes for a client of this age within a year, the service's own words first.

    A limit is told on both sides: who is a year too young hears when it opens, who reaches the
    oldest age hears that it ends. Empty without an age.
    """
    if age is None:
        return []
    moments = [
        (moment.age, say.name(moment.description)) for moment in service.moments if _soon(moment.age, age)
    ]
    lines = [say("Turning {age}: {what}", age=at, what=words) for at, words in moments if words]
    told = {at for at, words in moments if words}
    # The oldest age is a whole year: for those up to 22 it ends on the day of turning 23.
    end = None if service.maximum_age is None else int(service.maximum_age) + 1
    begin = None if service.minimum_age is None else ceil(service.minimum_age)
    if end is not None and end not in told and _soon(end, age):
        lines.append(say("Ends when the client turns {age}. Arrange in good time what comes next.", age=end))
    if begin is not None and begin not in told and _soon(begin, age):
        lines.append(say("Begins when the client turns {age}.", age=begin))
    return lines


def _soon(limit: int | None, age: int) -> bool:
    """Whether a birthday is the next one."""
    return limit is not None and age < limit <= age + WARNED_YEARS
