"""What a text finds: names, needs in the client's own words, words anywhere, numbers.

A text is matched in tiers, strongest first: whole names, then need after need, the one first for
which most words speak. Within a tier the client's own order counts: here, comes home, remote, near.
So a service in the client's village comes before an equally fitting one far away, but never before
the service whose very name was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from math import log
from operator import or_

from ohjaus_desktop.guidance import danger, language
from ohjaus_desktop.guidance.danger import Dangers
from ohjaus_desktop.guidance.heard import Heard
from ohjaus_desktop.guidance.kinds import Descriptions, Kinds
from ohjaus_desktop.guidance.masks import answering_most, disjoint, mask_of
from ohjaus_desktop.guidance.needs import NeedWords
from ohjaus_desktop.guidance.phrases import SHORTEST_BEGINNING
from ohjaus_desktop.guidance.search import Hits, SearchIndex
from ohjaus_desktop.guidance.shelf import Shelf, digits
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

MOST_HEARD = 200
"""Words of one question in which needs, kinds and danger are heard."""
MOST_WORDS = 24
"""Distinct words of one question that are looked at."""
MOST_NEEDS = 6
"""Needs of one question whose services are shown one after the other."""
MOST_REMEMBERED = 2000
"""Words whose rows are remembered between keystrokes."""
DESCRIBED = "described"
"""Stands for a need in ``Match.needs`` where a tier holds descriptions, the most fitting first."""
_NUMBER = re.compile(r"[\d\s()+\-./]{4,40}")


@dataclass(frozen=True, slots=True)
class Match:
    """The rows that a text finds.

    tiers: disjoint masks, strongest first, the very first for whole names; needs: for each tier the
    need by which its rows are there, "" for none; fitting: the rows that are descriptions of kinds of
    services with how much speaks for them; turns: the needs that take turns (``_turns``);
    heard: the needs and activities in the text, and after them those that single words hint at;
    in_name: rows with a telling word in their name; written: the words that were looked for, each with
    the rows in whose names or texts it stands; dangers: the needs for which somebody is in danger, in
    other words; groups: the people that were spoken of; number: the digits when a phone number was
    typed, else "".
    """

    tiers: tuple[int, ...]
    needs: tuple[str, ...] = ()
    fitting: Mapping[int, float] = field(default_factory=dict)
    turns: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    in_name: int = 0
    written: tuple[tuple[str, int], ...] = ()
    dangers: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    number: str = ""

    @property
    def rows(self) -> int:
        """All rows found."""
        return reduce(or_, self.tiers, 0)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of the question: rows with it in their names, and those with it anywhere or by a need."""

    word: str
    name: int
    written: int
    anywhere: int
    weight: float


class Matcher:
    """Matches texts against one installed catalogue; remembers words between keystrokes."""

    def __init__(
        self,
        shelf: Shelf,
        index: SearchIndex,
        words: NeedWords,
        kinds: Kinds,
        standing: Standing,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._weights = weights
        self._shelf = shelf
        self._standing = standing
        self._index = index
        self._words = words
        self._kinds = kinds
        self._descriptions = Descriptions(shelf, standing, weights)
        self._dangers = Dangers(shelf.needs.values(), danger.bundled())
        self._remembered: dict[tuple[str, bool], Hits] = {}
        self._remembered_meant: dict[str, Hits] = {}

    def match(self, text: str, full_text: str) -> Match:
        """What a text finds.

        text: without the place that was recognised in it; full_text: all that was typed.
        """
        number = digits(full_text) if _NUMBER.fullmatch(full_text.strip()) else ""
        if len(number) >= 3:
            return Match((0, self._shelf.phone(number)), number=number)
        spoken = language.words(text)
        listened = spoken[:MOST_HEARD]
        half_typed = bool(text) and text[-1].isalnum()
        overheard = self._dangers.hear(listened)
        if len(text) < len(full_text):
            # Koski is a municipality, and "setä koski" is not about it.
            overheard = overheard.and_also(self._dangers.hear(language.words(full_text)[:MOST_HEARD]))
        heard = self._words.hear(listened, half_typed=half_typed)
        heard = self._dangers.with_dangers(overheard, heard)
        hinted = self._words.hints(listened, half_typed=half_typed, heard=heard)
        hinted = self._dangers.without_harmless(overheard, hinted)[:MOST_NEEDS]
        exact = self._shelf.named(language.plain(full_text))
        kinds = self._kinds.hear(listened, half_typed=half_typed)
        words = self._look_up(spoken, heard, hinted, kinds, half_typed)
        groups = self._standing.people.spoken_of(listened)
        said = [(rows, word.weight) for word in words for rows in (word.name, word.anywhere)]
        fitting = self._descriptions.fitting(hinted, kinds, said, groups)
        plain = language.plain(text)
        # "Mikkelin kansalaisopisto" is a name before it is a kansalaisopisto in Mikkeli.
        by_name = [
            (rows if self._weights.counts("name") else 0, "") for rows in (exact, self._shelf.named(plain))
        ]
        described = mask_of(fitting, len(self._shelf.rows))
        tiers = [*by_name, *self._tiers(plain, words, heard, hinted, described)]
        in_name = 0
        for word in words:
            in_name |= word.name
        return Match(
            tiers=disjoint([rows for rows, _ in tiers], self._shelf.listed | exact),
            needs=tuple(need for _, need in tiers),
            fitting=fitting,
            turns=self._turns(hinted) if self._weights.counts("need_by_need") else (),
            heard=tuple(_with_hints(heard, hinted)),
            in_name=in_name,
            written=tuple((word.word, word.written) for word in words),
            dangers=overheard.needs,
            groups=groups,
        )

    def knows(self, text: str) -> bool:
        """Whether a text, even if it is only a place, is the name of a service."""
        return bool(self._shelf.named(language.plain(text)))

    def with_numbers(self, match: Match, numbers: Sequence[str]) -> Match:
        """The match with the rows of further phone numbers (digits)."""
        found = 0
        for number in numbers:
            found |= self._shelf.phone(number)
        return replace(match, tiers=(*match.tiers, found & ~match.rows))

    def _tiers(
        self,
        plain: str,
        words: Sequence[_Word],
        heard: Sequence[Heard],
        hinted: Sequence[Heard],
        described: int,
    ) -> list[tuple[int, str]]:
        """Names, then needs, then words anywhere."""
        if not words:
            return []
        all_in_name = all_anywhere = -1
        for word in words:
            all_in_name &= word.name
            all_anywhere &= word.anywhere
        begins = self._shelf.name_begins(plain) if " " in plain else 0
        sure = any(one.certain for one in hinted)
        whole_name = all_in_name if len(words) > 1 or not sure else 0
        needs = [(self._standing.rows(one.id), self._standing.answered(one.id)) for one in hinted]
        counts = self._weights.counts
        if needs and not counts("need_by_need"):
            needs = [(self._needs_mask(hinted), needs[0][1])]
        tiers = [
            (begins if counts("beginning") else 0, ""),
            (whole_name if counts("words_in_name") else 0, ""),
            *((rows & ~described, need) for rows, need in needs[:1]),
            (described, DESCRIBED),
            *needs[1:],
        ]
        tiers += [(self._needs_mask(heard), ""), (all_anywhere, "")]
        if not any(rows for rows, _ in tiers):
            said = [(word.anywhere, word.weight) for word in words]
            tiers.append((answering_most(said, self._weights.enough), ""))
        return tiers

    def _turns(self, hinted: Sequence[Heard]) -> tuple[str, ...]:
        """The needs whose most fitting services come before the further ones of any, strongest first.

        "Hammassärky, ei rahaa eikä autoa" is not only about teeth, and "toimari" has two meanings. A
        need that was heard for certain has explained its words to those that are only hinted at:
        "kotihoito" alone is not also about whatever else is said so.
        """
        other = [
            one
            for at, one in enumerate(hinted)
            if one.certain
            or not any(before.certain and one.positions <= before.positions for before in hinted[:at])
        ]
        turns = tuple(dict.fromkeys(self._standing.answered(one.id) for one in other))
        return turns if len(turns) > 1 else ()

    def _look_up(
        self,
        spoken: Sequence[str],
        heard: Sequence[Heard],
        hinted: Sequence[Heard],
        kinds: Sequence[Heard],
        half_typed: bool,
    ) -> list[_Word]:
        """The rows of every word that says something; of all of them when none does."""
        last = len(spoken) - 1
        all_heard = _with_hints(heard, hinted)
        said_for = [(need, {spoken[at] for at in need.positions}) for need in all_heard]
        said_for_a_need = {word for _, some in said_for for word in some}
        telling = [at for at, word in enumerate(spoken) if word not in language.STOP_WORDS]
        saying_more = [
            at for at in telling if spoken[at] in said_for_a_need or spoken[at] not in language.SAYS_LITTLE
        ]
        if half_typed and len(saying_more) > 1 and _says_nothing_yet(spoken[-1], said_for_a_need):
            saying_more = [at for at in saying_more if at != last]
        kind_rows = [(self._shelf.named(language.plain(kind.id)), kind.positions) for kind in kinds]
        found: dict[str, _Word] = {}
        for at in (saying_more or telling or range(len(spoken)))[-MOST_WORDS:]:
            word = spoken[at]
            hits = self._rows_of(word, half_typed and at == last)
            by_need = 0
            for need, some in said_for:
                if word in some:
                    by_need |= self._rows_of_need(need.id)
            kind = reduce(or_, (rows for rows, places in kind_rows if at in places), 0)
            if not hits.anywhere | by_need | kind:
                hits = self._rows_meant(word)
            anywhere = hits.anywhere | kind | by_need
            rare = log(1 + len(self._shelf.rows) / (1 + anywhere.bit_count()))
            found[word] = _Word(word, hits.name, hits.anywhere, anywhere, rare)
        return list(found.values())

    def _rows_of(self, word: str, half_typed: bool) -> Hits:
        """The rows with a word in their names, and anywhere; remembered between keystrokes."""
        known = self._remembered.get((word, half_typed))
        if known is None:
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word, half_typed] = self._index.find(word, half_typed=half_typed)
        return known

    def _rows_meant(self, word: str) -> Hits:
        """The rows that a word may mean which is nowhere as it is: mistyped, or part of a compound."""
        known = self._remembered_meant.get(word)
        if known is None:
            if len(self._remembered_meant) > MOST_REMEMBERED:
                self._remembered_meant.clear()
            known = self._remembered_meant[word] = self._look_for_meant(word)
        return known

    def _look_for_meant(self, word: str) -> Hits:
        meant = self._index.meant(word)
        if not meant:
            return Hits()
        hits = self._index.find_any(meant)
        by_need = self._needs_mask(self._words.hear(meant, half_typed=False))
        return Hits(hits.name, hits.anywhere | by_need)

    def _needs_mask(self, heard: Sequence[Heard]) -> int:
        found = 0
        for need in heard:
            # A kind of help ("neuvonta") narrows what was said; alone it is not a reason to come.
            found |= self._standing.rows(need.id)
        return found

    def _rows_of_need(self, id_: str) -> int:
        return self._standing.rows(id_) | self._shelf.activity.get(id_, 0)


def _says_nothing_yet(word: str, said_for_a_need: Collection[str]) -> bool:
    """Whether a last word may still become anything: the list shall not jump at its first letters."""
    return len(word) < SHORTEST_BEGINNING and word not in said_for_a_need


def _with_hints(heard: Sequence[Heard], hinted: Sequence[Heard]) -> list[Heard]:
    """What was heard, and after it what was only hinted at."""
    ids = {one.id for one in heard}
    return [*heard, *(one for one in hinted if one.id not in ids)]
