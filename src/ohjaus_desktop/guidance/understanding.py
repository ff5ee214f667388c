"""A question worked out over one installed catalogue: where the client is, what was said, what passes.

What costs most is kept: the last text's match, and how the catalogue looks from a few places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import thesaurus
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.guidance.changes import Changes
from ohjaus_desktop.guidance.eye import Eye
from ohjaus_desktop.guidance.kinds import Kinds
from ohjaus_desktop.guidance.match import Match, Matcher
from ohjaus_desktop.guidance.needs import NeedWords
from ohjaus_desktop.guidance.outlook import Glimpse, Outlook
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.search import SearchIndex
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.situation import Situation, all_of, filters_of, ways_of
from ohjaus_desktop.guidance.spelling import Spelling
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

KEPT_OUTLOOKS = 6
"""Places (and ages) remembered: a worker asks about few at a time."""
GLIMPSED = 500
"""Up to so many rows it is quicker to look at each than to make an outlook of all."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a question brings.

    count: how many services fit. grave: ids of the needs that it means and from which nothing may
    lead away: urgent, sensitive, or in danger by its words.
    """

    count: int
    grave: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Where the client lives and is for now; named: the place in the text; words: the text without it."""

    place: Place | None
    staying: Place | None
    named: Place | None
    words: str


class Understanding:
    """Works questions out. Made anew when the catalogue has changed; use it from one thread."""

    def __init__(
        self,
        shelf: Shelf,
        standing: Standing,
        index: SearchIndex,
        places: Places,
        changes: Changes,
        radii: Mapping[str, int],
        weights: Weights = WEIGHTS,
    ) -> None:
        """radii: how far people of a municipality usually go, as the catalogue tells it."""
        self._weights = weights
        self._shelf = shelf
        self._standing = standing
        self._index = index
        self._places = places
        self._changes = changes
        self._radii = radii
        self._ears: tuple[NeedWords, Matcher] | None = None
        self._spelling: Spelling | None = None
        self._outlooks: OrderedDict[tuple[Place | None, int | None, str | None], Outlook] = OrderedDict()
        self._heard: tuple[tuple[str, str], Match] | None = None

    def situation(self, question: Question) -> Situation:
        """The question worked out."""
        where = self._whereabouts(question)
        outlook = self._outlook(where, question.age)
        match = self._match(where.words, question)
        filters = filters_of(self._shelf, self._standing, question, match) | ways_of(question, outlook)
        return Situation(
            question, where.place, outlook, match, filters, where.staying, where.named, where.words
        )

    def prospect(self, question: Question) -> Prospect:
        """What a question would bring; of few services without looking at all others."""
        where = self._whereabouts(question)
        match = self._match(where.words, question)
        size = len(self._shelf.rows)
        rows = all_of(filters_of(self._shelf, self._standing, question, match).values(), size)
        seen: Outlook | Glimpse
        if self._key(where, question.age) in self._outlooks or rows.bit_count() > GLIMPSED:
            seen = self._outlook(where, question.age)
        else:
            seen = Glimpse(self._shelf, self._eye(where, question.age), rows)
        rows &= all_of(ways_of(question, seen).values(), size) & seen.fits
        return Prospect(rows.bit_count(), grave(self.needs_meant(question, match), match))

    def needs_meant(self, question: Question, match: Match | None) -> list[Need]:
        """The need that was chosen and those heard for certain in the text."""
        ids = [question.need or ""]
        if match:
            ids += [heard.id for heard in match.heard if heard.certain]
        return [self._shelf.needs[id_] for id_ in dict.fromkeys(ids) if id_ in self._shelf.needs]

    def at_any_age(self, situation: Situation) -> Outlook:
        """The outlook of the same place without an age."""
        where = _Whereabouts(situation.place, situation.staying, situation.named, situation.words)
        return self._outlook(where, None)

    def listen(self) -> tuple[NeedWords, Matcher]:
        """What hears words; made when the first one is typed, or beforehand."""
        if self._ears is None:
            shelf = self._shelf
            needs, activities = list(shelf.needs.values()), list(shelf.activities.values())
            layout = self._index.layout([*needs, *activities])
            words = NeedWords(needs, activities, thesaurus=thesaurus.bundled(), layout=layout)
            kinds = Kinds(thesaurus.bundled(), self._index.layout_of_kinds())
            self._ears = words, Matcher(shelf, self._index, words, kinds, self._standing, self._weights)
        return self._ears

    def spelling(self) -> Spelling:
        """What puts mistyped words right; made when the first one is met."""
        if self._spelling is None:
            words, _ = self.listen()
            index, places = self._index, self._places

            # Knows nothing of ``self``: a circle would keep an outdated catalogue in memory, because
            # the window has told the garbage collector to pass over what was there at the start.
            def is_known(word: str) -> bool:
                """Whether a word in small letters stands anywhere, also half typed, or names a place."""
                place, _ = places.recognise(word)
                return bool(place or words.knows(word) or index.find(word, half_typed=True).anywhere)

            self._spelling = Spelling(
                index.words_of_length, is_known=is_known, as_written=self._shelf.as_written
            )
        return self._spelling

    def _whereabouts(self, question: Question) -> _Whereabouts:
        named, rest = None, ""
        if question.text.strip():
            words, _ = self.listen()
            named, rest = self._places.recognise(
                question.text, is_word=words.is_word, begins_word=words.begins_word
            )
        place = named
        code = question.municipality
        if code is None and named is None:
            code = question.assumed_municipality
        if code is not None:
            known = self._places.municipality(code)
            place = self._places.place(known) if known else None
            # "Himanka" typed while Kalajoki is chosen says more precisely where.
            if named and known and named.municipality == known.code:
                place = named
        away = self._places.municipality(question.staying) if question.staying else None
        return _Whereabouts(place, self._places.place(away) if away else None, named, rest)

    def _key(self, where: _Whereabouts, age: int | None) -> tuple[Place | None, int | None, str | None]:
        """Where the client is, the age in years, and the home municipality where that is elsewhere."""
        home = where.place.municipality if where.place and where.staying else None
        return where.staying or where.place, age, home

    def _eye(self, where: _Whereabouts, age: int | None) -> Eye:
        place, _, home = self._key(where, age)
        origin = place if place and place.kind != "municipality" else None
        code = place.municipality if place else None
        return Eye(
            self._shelf,
            self._places,
            code,
            origin,
            age,
            home=home,
            radii=self._radii,
            weights=self._weights,
        )

    def _outlook(self, where: _Whereabouts, age: int | None) -> Outlook:
        key = self._key(where, age)
        if key not in self._outlooks:
            self._outlooks[key] = Outlook(self._shelf, self._eye(where, age))
            if len(self._outlooks) > KEPT_OUTLOOKS:
                self._outlooks.popitem(last=False)
        self._outlooks.move_to_end(key)
        return self._outlooks[key]

    def _match(self, rest: str, question: Question) -> Match | None:
        """What the text finds; None when nothing was asked in words."""
        typed = question.text
        if not typed.strip():
            return None
        _, matcher = self.listen()
        if not rest.strip() and not matcher.knows(typed):
            return None
        if self._heard is None or self._heard[0] != (rest, typed):
            match = matcher.match(rest, typed)
            if match.number:
                new = self._changes.replaced(typed, match.number, question.at).new_numbers
                match = matcher.with_numbers(match, new)
            self._heard = ((rest, typed), match)
        return self._heard[1]


def grave(needs: Iterable[Need], match: Match | None) -> frozenset[str]:
    """The ids of those needs from which nothing may lead away. match: what the text found, if any."""
    dangers = match.dangers if match else frozenset()
    return frozenset(need.id for need in needs if need.urgent or need.sensitive or need.id in dangers)
