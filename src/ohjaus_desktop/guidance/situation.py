"""A question worked out: where the client lives, what was said, which rows each filter leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import Any

from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.guidance.match import Match
from ohjaus_desktop.guidance.outlook import Glimpse, Outlook
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.standing import Standing


@dataclass(frozen=True, slots=True)
class Situation:
    """A question worked out.

    place: where the client lives; staying: where they are for now, when elsewhere.
    match: what the text found, None when nothing was asked in words. filters: the mask of each
    filter that is set, by its name. named: the place that the text itself names; words: the text
    without it.
    """

    question: Question
    place: Place | None
    outlook: Outlook
    match: Match | None
    filters: Mapping[str, int]
    staying: Place | None = None
    named: Place | None = None
    words: str = ""

    def without(self, *filters: str) -> Question:
        """The question with these filters dropped: fields of Question, or "place"."""
        told: dict[str, Any] = {}
        for name in filters:
            if name == "place":
                told |= {"municipality": None, "assumed_municipality": None, "staying": None}
            elif name in {"home", "remote", "open_now", "free"}:
                told[name] = False
            elif name != "text":
                told[name] = None
        if "text" in filters:
            # "hammas perho" without its words still says where the client lives.
            told["text"] = self.named.name if self.named and "place" not in filters else ""
        elif "place" in filters:
            told["text"] = self.words
        return replace(self.question, **told)

    def rows(self, *without: str) -> int:
        """The rows that pass every filter but some."""
        kept = (mask for name, mask in self.filters.items() if name not in without)
        return all_of(kept, len(self.outlook.sights))

    @property
    def municipality(self) -> str | None:
        """The code of the municipality where the client is now, where it is known."""
        place = self.staying or self.place
        return place.municipality if place else None

    @property
    def number(self) -> str:
        """The digits of a phone number, when one was typed."""
        return self.match.number if self.match else ""


def filters_of(shelf: Shelf, standing: Standing, question: Question, match: Match | None) -> dict[str, int]:
    """The mask of every filter that is set and holds for all clients; "listed" always."""
    filters = {"listed": shelf.listed}
    if match is not None:
        filters["text"] = match.rows
        # Whoever types the name of a service that has ended shall find that it has.
        filters["listed"] |= match.tiers[0] if match.tiers else 0
    if question.need is not None:
        filters["need"] = standing.rows(question.need)
    if question.activity is not None:
        filters["activity"] = shelf.activity.get(question.activity, 0)
    if question.language is not None:
        filters["language"] = shelf.language.get(question.language, 0)
    if question.free:
        filters["free"] = shelf.free
    return filters


def ways_of(question: Question, outlook: Outlook | Glimpse) -> dict[str, int]:
    """The masks of the ticks that depend on where the client is; "ways" for home and remote."""
    filters = {}
    if question.home or question.remote:
        filters["ways"] = (outlook.home if question.home else 0) | (outlook.remote if question.remote else 0)
    if question.open_now:
        filters["open_now"] = outlook.open_now(question.at)
    return filters


def all_of(masks: Iterable[int], size: int) -> int:
    """The rows that pass all filters, of as many as ``size``."""
    return reduce(and_, masks, (1 << size) - 1)
