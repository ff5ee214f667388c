"""Turns an answer into what the middle pane shows: words, chips, urgent help, alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.barriers import ALL
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import Translator
from ohjaus_desktop.ui.duty_facts import case_of
from ohjaus_desktop.ui.facets import WAYS
from ohjaus_desktop.ui.guide import PlaceChoice
from ohjaus_desktop.ui.middle import Chip, Found
from ohjaus_desktop.ui.missing import Ways
from ohjaus_desktop.ui.rows import NOTHING_CHANGED, rows
from ohjaus_desktop.ui.urgent_bar import UrgentNumber, numbers
from ohjaus_desktop.ui.ways_on import headed, listed, ways_on, worth_dropping

MOST_NOTICES = 2


def found(
    answer: Answer,
    *,
    place: str,
    say: Translator,
    places: Places,
    changed: Mapping[str, str] = NOTHING_CHANGED,
) -> Found:
    """The middle pane for an answer.

    place: the chosen place as said, "" for none. changed: what to say of changed services, by id.
    """
    place = place or (answer.place.name if answer.place else "")
    at = answer.question.at
    missing = missing_in(answer, place, say)
    return Found(
        summary=_summary(answer, place, say, places),
        rows=headed(rows(listed(answer), at=at, say=say, places=places, changed=changed), answer, say),
        chips=(*_chips_beside(missing, answer, say), *_considered(answer, say)),
        pinned=_pinned(answer, say),
        steps=tuple(say.name(step) for step in answer.steps),
        notices=tuple(notice_words(answer.notices[:MOST_NOTICES], say)),
        missing=missing,
        duty=case_of([answer.question.need, *answer.urgent_needs]) is not None,
    )


def place_in_effect(answer: Answer, chosen: PlaceChoice | None) -> str:
    """The name of the place that was answered for: one inside the words, else the chosen one."""
    place = answer.place
    if place is None:
        return chosen.name if chosen else ""
    # The chosen name may be a village, or in the other language: it is shown as it was said.
    same = chosen is not None and chosen.municipality == place.municipality
    return chosen.name if chosen and same and place.kind == "municipality" else place.name


def is_anything(answer: Answer) -> bool:
    """Whether there is something to show for the words: a service, a number or a notice."""
    return bool(listed(answer) or answer.pinned or answer.notices)


def missing_in(answer: Answer, place: str, say: Translator) -> Ways | None:
    """The ways on where little or nothing was found. place: as it is called, "" for none."""
    words = answer.question.text.strip()
    names = {chip.filter: chip.words for chip in _chips(answer, say)}
    names |= {"place": say("place: {place}", place=place), "text": f"”{words}”"}
    return ways_on(answer, names, say)


def notice_words(notices: Sequence[Notice], say: Translator) -> Iterable[tuple[str, str, str]]:
    """Severity, title and text of each."""
    for notice in notices:
        yield notice.severity, say.name(notice.title), say.name(notice.text)


def need_name(answer: Answer, need: str | None, say: Translator) -> str:
    """The name of a need or group of this answer."""
    return next((say.name(f.name) for f in answer.needs if f.id == need), "")


def _summary(answer: Answer, place: str, say: Translator, places: Places) -> str:
    if not answer.total:
        count = say("No suitable service was found")
    else:
        count = say.plural("{number} service", "{number} services", answer.total)
    home = say("lives in {place}", place=place) if place else ""
    now = wording.municipality_name(answer.question.staying, say, places)
    away = say("for now in {place}", place=now) if now else ""
    return " · ".join(part for part in (count, home, away) if part)


def _pinned(answer: Answer, say: Translator) -> tuple[UrgentNumber, ...]:
    if not answer.pinned:
        return ()
    emergency = UrgentNumber(say("Emergency number"), "112", say("when life is in danger"))
    return (emergency, *numbers(answer.pinned, at=answer.question.at, say=say))


def _chips(answer: Answer, say: Translator) -> Iterable[Chip]:
    asked = answer.question
    gains = {one.filters[0]: one.gain for one in answer.hidden if len(one.filters) == 1}
    named = [
        ("need", need_name(answer, asked.need, say) if asked.need else ""),
        (
            "activity",
            next(
                (say.name(f.name) for f in answer.activities if f.id == asked.activity), asked.activity or ""
            ),
        ),
        ("age", say("age {years}", years=asked.age) if asked.age is not None else ""),
        ("language", say("language of the client") if asked.language else ""),
        *((way, say(words) if getattr(asked, way) else "") for way, (words, _) in WAYS.items()),
    ]
    for field, words in named:
        if words:
            yield Chip(field, words, gains.get(field, 0))


def _chips_beside(missing: Ways | None, answer: Answer, say: Translator) -> Iterable[Chip]:
    """The filters in force; those that the ways on offer to drop stand there only."""
    told = {hidden.filters for hidden in worth_dropping(answer)} if missing else set()
    return (chip for chip in _chips(answer, say) if (chip.filter,) not in told)


def _considered(answer: Answer, say: Translator) -> Iterable[Chip]:
    """What is to be considered, as what is looked for; it leaves every service, so it hides none."""
    return (Chip(one.id, say(one.chip)) for one in ALL if one.id in answer.question.barriers)
