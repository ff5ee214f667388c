"""The hatch: what the tiles ask at each step, and how many services each of them would leave.

need → what it is about, or what kind of help → place. Where the place is known the second tile
leads to the services, and the third click prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ohjaus_desktop.guidance.answer import Answer, Facet, Question
from ohjaus_desktop.guidance.place_lists import Municipality
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import Translator
from ohjaus_desktop.ui.need_tiles import TilePart
from ohjaus_desktop.ui.tile import ACTIVITY, PLACE, TileFact

NOTHING_ASKED: Mapping[str, Any] = {
    "text": "",
    "need": None,
    "activity": None,
    "home": False,
    "remote": False,
    "open_now": False,
    "free": False,
}
"""The question as the hatch begins; whose matter it is stays."""
NOBODY: Mapping[str, Any] = {
    "age": None,
    "language": None,
    "municipality": None,
    "assumed_municipality": None,
    "staying": None,
}
"""No client at all."""
CountByPlace = Callable[[Question, Sequence[str]], Mapping[str, int]]
"""How many services each municipality (by its code) would leave."""


@dataclass(frozen=True, slots=True)
class TilePage:
    """A question and the tiles that answer it, as ``TileGrid.show_tiles`` takes them."""

    title: str
    lead: str
    facts: tuple[TileFact, ...]
    more: tuple[TilePart, ...] = ()


def group_tiles(answer: Answer, say: Translator) -> tuple[TileFact, ...]:
    """The groups of needs, in the order of the catalogue."""
    return tuple(_need(answer, one, say, icon="need") for one in answer.needs if one.parent is None)


def within_group(answer: Answer, say: Translator) -> TilePage:
    """The second step: all of the group, the needs in it, and the kinds of help for it."""
    group = next((one for one in answer.needs if one.id == answer.question.need), None)
    needs = tuple(_need(answer, one, say) for one in answer.needs if group and one.parent == group.id)
    kinds = tuple(
        TileFact(one.id, say.name(one.name), one.count, kind=ACTIVITY)
        for one in answer.activities
        if one.count
    )
    return TilePage(
        say.name(group.name) if group else "",
        say("What is it about, or what kind of help? Either leads to the services."),
        (TileFact("", say("Show all"), answer.total, kind=ACTIVITY),),
        (TilePart(say("What is it about?"), needs), TilePart(say("What kind of help?"), kinds)),
    )


def places_asked(answer: Answer, places: Places, count: CountByPlace, say: Translator) -> TilePage:
    """The third step: the municipalities of the river valleys; any other place can be typed."""

    def name(municipality: Municipality) -> str:
        return municipality.name_sv if say.language == "sv" else municipality.name_fi

    near = sorted((one for one in places.all() if one.valleys), key=name)
    counts = count(answer.question, [one.code for one in near])
    return TilePage(
        say("In which place?"),
        say("Another place: write it in the place field."),
        tuple(TileFact(one.code, name(one), counts[one.code], kind=PLACE) for one in near),
        (TilePart("", (TileFact("", say("The place is not known"), answer.total, kind=PLACE),)),),
    )


def _need(answer: Answer, one: Facet, say: Translator, *, icon: str = "") -> TileFact:
    note = "" if one.count else say("no services now")
    if one.instead:
        kindred = next((say.name(other.name) for other in answer.needs if other.id == one.instead), "")
        note = say("nothing of its own: {name}", name=kindred)
    return TileFact(one.id, say.name(one.name), one.count, (one.icon or icon) if icon else "", note=note)
