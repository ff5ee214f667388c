"""An answer as lines of plain text, and what its ways out are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ohjaus_desktop.guidance.answer import Alternatives, Answer, Result
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import opening_sentence, reach_sentence
from ohjaus_desktop.texts import Translator, mark

KINDS = {
    "here": mark("In the client's own municipality"),
    "nearest": mark("Nearest"),
    "any": mark("Other services"),
    "home": mark("Comes home"),
    "remote": mark("Remotely"),
    "elsewhere": mark("Further away"),
}
FILTERS = {
    "need": mark("the need"),
    "activity": mark("the kind of help"),
    "age": mark("the age"),
    "language": mark("language of the client"),
    "home": mark("comes home"),
    "remote": mark("by phone or video"),
    "open_now": mark("open now"),
    "free": mark("free of charge"),
    "place": mark("the place"),
    "text": mark("the words"),
}


def heading(group: Alternatives, say: Translator) -> str:
    """What a group of alternatives is called, and of how many it shows some."""
    words = say(KINDS[group.kind])
    distance = group.results[0].reach.distance_km
    if group.kind == "nearest" and distance:
        words = say("Nearest, about {distance} km", distance=distance)
    elif group.kind == "elsewhere" and distance:
        words = say("Further away, from about {distance} km", distance=distance)
    more = group.total > len(group.results)
    return f"{words} ({len(group.results)} / {group.total})" if more else words


def without(filters: Iterable[str], gain: int, say: Translator) -> str:
    """What dropping some filters brings. filters: as they are called."""
    return say.plural(
        "Without {name}: {number} service more",
        "Without {name}: {number} services more",
        gain,
        name=" + ".join(filters),
    )


def lines(answer: Answer, places: Places, say: Translator) -> Iterator[str]:
    """The whole answer: urgent help, notices, services, and every way out."""
    for line in answer.pinned:
        yield f"! {say.name(line.name)}  {line.phones[0].number}"
    for notice in answer.notices:
        yield f"i {say.name(notice.title)}: {say.name(notice.text)}"
    for number, result in enumerate(answer.results, start=1):
        yield from _result(f"{number:3}", result, answer, places, say)
    for ride in answer.rides:
        who = f"{say.name(ride.name)} – {say.name(ride.organization)}"
        yield "    " + say("A ride: {who}", who=who)
    if not (answer.results or answer.pinned or answer.notices):
        yield say("No service matches. Try other words or another place.")
    yield from _ways_out(answer, places, say)


def _ways_out(answer: Answer, places: Places, say: Translator) -> Iterator[str]:
    meant, broader, unfit = say("Did you mean"), say("A broader or kindred need"), say("Why these do not fit")
    if answer.spelling:
        yield f"{meant}: {', '.join(answer.spelling)}"
    for hidden in answer.hidden if not answer.total else ():
        yield without((say(FILTERS[one]) for one in hidden.filters), hidden.gain, say)
    if answer.broader:
        needs = ", ".join(f"{say.name(one.need.name)} ({one.need.count})" for one in answer.broader)
        yield f"{broader}: {needs}"
    for group in answer.alternatives:
        yield f"{heading(group, say)}:"
        for result in group.results:
            yield from _result("  –", result, answer, places, say)
    if answer.misfits:
        yield f"{unfit}:"
    for result in answer.misfits:
        yield from _result("  –", result, answer, places, say)


def _result(mark_: str, result: Result, answer: Answer, places: Places, say: Translator) -> Iterator[str]:
    facts = (
        reach_sentence(result.reach, say, places),
        opening_sentence(result.opening, answer.question.at, say),
        result.why,
        result.why_not,
        result.caution,
        *(f"+ {word}" for word in result.eases),
        *(f"- {word}" for word in result.hinders),
    )
    yield f"{mark_} {say.name(result.name)} – {say.name(result.organization)}"
    yield "    " + " · ".join(fact for fact in facts if fact)
