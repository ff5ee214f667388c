"""Turns an answer into what the middle pane shows: words, chips, urgent help, alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.answer import Answer, Result
from ohjaus_desktop.guidance.barriers import ALL
from ohjaus_desktop.guidance.place_lists import Municipality
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.ways_out import FEW
from ohjaus_desktop.texts import Translator, mark
from ohjaus_desktop.ui.duty_facts import case_of
from ohjaus_desktop.ui.guide import PlaceChoice
from ohjaus_desktop.ui.middle import Chip, Found
from ohjaus_desktop.ui.missing import Way, Ways
from ohjaus_desktop.ui.need_tiles import TileFact
from ohjaus_desktop.ui.rows import NOTHING_CHANGED, rows
from ohjaus_desktop.ui.urgent_bar import UrgentNumber, numbers

WAYS = {
    "home": mark("comes home"),
    "remote": mark("by phone or video"),
    "open_now": mark("open now"),
    "free": mark("free of charge"),
}

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
    return Found(
        summary=_summary(answer, place, say, places),
        rows=rows(_listed(answer), at=at, say=say, places=places, changed=changed),
        chips=(*_chips(answer, say), *_considered(answer, say)),
        pinned=_pinned(answer, say),
        steps=tuple(say.name(step) for step in answer.steps),
        notices=tuple(notice_words(answer.notices[:MOST_NOTICES], say)),
        missing=ways_on(answer, say),
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
    return bool(_listed(answer) or answer.pinned or answer.notices)


def notice_words(notices: Sequence[Notice], say: Translator) -> Iterable[tuple[str, str, str]]:
    """Severity, title and text of each."""
    for notice in notices:
        yield notice.severity, say.name(notice.title), say.name(notice.text)


def need_tiles(answer: Answer, say: Translator) -> tuple[TileFact, ...]:
    """The groups of needs, in the order of the catalogue."""
    return tuple(
        TileFact(f.id, say.name(f.name), f.count, f.icon or "need") for f in answer.needs if f.parent is None
    )


def activity_tiles(answer: Answer, say: Translator) -> tuple[TileFact, ...]:
    """The kinds of help for the chosen need; the last tile takes them all."""
    made = [TileFact(f.id, say.name(f.name), f.count) for f in answer.activities if f.count]
    return (*made, TileFact("", say("Show all"), answer.total))


def place_tiles(places: Places, language: str) -> tuple[TileFact, ...]:
    """The municipalities of the river valleys; any other place can be typed."""

    def name(municipality: Municipality) -> str:
        return municipality.name_sv if language == "sv" else municipality.name_fi

    near = sorted((m for m in places.all() if m.valleys), key=name)
    return tuple(TileFact(m.code, name(m)) for m in near)


def need_name(answer: Answer, need: str | None, say: Translator) -> str:
    """The name of a need or group of this answer."""
    return next((say.name(f.name) for f in answer.needs if f.id == need), "")


def _summary(answer: Answer, place: str, say: Translator, places: Places) -> str:
    if not answer.results:
        count = say("Alternatives") if answer.alternatives else say("0 services")
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
        *((way, say(words) if getattr(asked, way) else "") for way, words in WAYS.items()),
    ]
    for field, words in named:
        if words:
            yield Chip(field, words, gains.get(field, 0))
    if not answer.results and gains.get("text"):
        yield Chip("text", f"”{asked.text.strip()}”", gains["text"])


def _considered(answer: Answer, say: Translator) -> Iterable[Chip]:
    """What is to be considered, as what is looked for; it leaves every service, so it hides none."""
    return (Chip(one.id, say(one.chip)) for one in ALL if one.id in answer.question.barriers)


def ways_on(answer: Answer, say: Translator) -> Ways | None:
    """Every way on where little or nothing was found; None where nothing more is to be said."""
    names = {chip.filter: chip.words for chip in _chips(answer, say)}
    names |= {"place": say("the place"), "text": say("the words")}
    drops = tuple(
        Way(
            f"{' + '.join(names.get(one, one) for one in hidden.filters)} (+{hidden.gain})",
            "close",
            hidden.question,
        )
        for hidden in answer.hidden
    )
    asked = answer.question
    spelling = tuple(Way(words, "search", replace(asked, text=words)) for words in answer.spelling)
    groups = [
        (say("Did you mean"), spelling),
        (say("Without this more is found"), drops),
        (say("A broader or kindred need"), _broader(answer, say)),
    ]
    told = tuple((heading, ways) for heading, ways in groups if ways)
    if answer.total:
        return Ways("", told) if told and answer.total <= FEW else None
    advice = "" if told else say("Try another word, or choose the need from the pictures.")
    return Ways(say("No suitable service was found"), told, advice)


def _broader(answer: Answer, say: Translator) -> tuple[Way, ...]:
    place = answer.place.name if answer.place else ""
    asked = answer.question
    # A place inside the words must not be lost with them.
    text = place if place and asked.text.strip() and not asked.municipality else ""
    return tuple(
        Way(f"{say.name(one.name)} ({one.count})", one.icon or "need", replace(asked, need=one.id, text=text))
        for one in answer.broader
    )


def _listed(answer: Answer) -> tuple[Result, ...]:
    found = [result for group in answer.alternatives for result in group.results]
    return (*answer.results, *found, *answer.misfits)
