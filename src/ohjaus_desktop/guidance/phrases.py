"""The phrases in which needs are told, laid out by the stems of their words.

To split and stem twenty thousand phrases takes a third of a second, and no first letter shall wait
for it. So what comes of it, the layout, is plain data that a catalogue's file can keep
(``told_words``), and a phrase is made of it when it is asked for.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.postings import stored, unpacked
from ohjaus_desktop.guidance.vocabulary import Vocabulary, pieces_of

SHORTEST_BEGINNING = 3
"""Letters from which a half-typed word may point to a need."""
SHORTEST_PART = 5
"""Letters of a word inside a compound; shorter ones mean too much."""
MOST_REMEMBERED = 4000
"""Words that are remembered between keystrokes."""
_TELLING_STEM = 3
"""A stem of so few letters is shared by words that have nothing in common."""
_SLOTS = 64
"""More words than any phrase has that somebody wrote down; further ones are not heard."""
_NEGATED, _VAGUE = 1, 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are said together for a need.

    words: those that say something; negated: they say it only with a "not" ("ei rahaa"); vague: a
    single word that tells nothing without the small words around it.
    """

    owner: str
    words: tuple[str, ...]
    negated: bool
    vague: bool


class Layout(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All phrases by their numbers, and what leads to them.

    words: of each phrase, a space between; marks: of each phrase, whether it is negated or vague.
    by_stem: where a stem stands, as the phrase's number × 64 + the word's. endings: the last words in
    order, beside the numbers of their phrases; vocabulary: all longer words in order; pieces: by three
    letters, their numbers there. Numbers are packed as postings are.
    """

    owners: list[str] = []
    words: list[str] = []
    marks: bytes = b""
    by_stem: dict[str, bytes] = {}
    endings: list[str] = []
    ending_numbers: bytes = b""
    vocabulary: list[str] = []
    pieces: dict[str, bytes] = {}


class Phrases:
    """All phrases, in the order of their numbers. Immutable."""

    def __init__(self, layout: Layout, vague: frozenset[str]) -> None:
        """vague: folded words that tell nothing alone, the same as when they were laid out."""
        self.vague = vague
        self._vague_stems = frozenset(stem for word in vague for stem in language.stems(word))
        self._laid = layout
        self._made: dict[int, Phrase] = {}
        self.vocabulary = Vocabulary(
            layout.endings, unpacked(layout.ending_numbers), layout.vocabulary, layout.pieces
        )

    def __getitem__(self, number: int) -> Phrase:
        known = self._made.get(number)
        if known is None:
            laid = self._laid
            mark = laid.marks[number]
            words = tuple(laid.words[number].split(" "))
            known = Phrase(laid.owners[number], words, bool(mark & _NEGATED), bool(mark & _VAGUE))
            self._made[number] = known
        return known

    def stems(self, word: str) -> frozenset[str]:
        """The stems by which a word (small letters) is looked for."""
        return language.stems(word)

    def is_vague(self, word: str) -> bool:
        """Whether any form of a word (small letters) tells of no need alone."""
        return language.fold(word) in self.vague or self.stems(word) <= self._vague_stems

    def with_stem(self, stem: str) -> Sequence[tuple[int, int]]:
        """Where the stem stands: the number of a phrase, and of the word in it."""
        return [divmod(at, _SLOTS) for at in unpacked(self._laid.by_stem.get(stem, b""))]

    def alike(self, form: str, stem: str) -> Iterable[tuple[int, int]]:
        """Where the stem stands in words that begin like the form: tule is no tulkki."""
        found = self.with_stem(stem)
        if len(stem) > _TELLING_STEM:
            return found
        return [(at, slot) for at, slot in found if _begin_alike(form, self[at].words[slot])]

    def said_in(self, forms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
        """Each of these forms with where it stands: the number of a phrase, and of the word in it."""
        for form in forms:
            for stem in self.stems(form):
                for number, slot in self.alike(form, stem):
                    yield form, number, slot

    def begun(self, folded: str) -> list[tuple[int, int]]:
        """The phrases whose last word begins so, each with the number of that word."""
        numbers = self.vocabulary.beginning_with(folded)
        return [(number, self._laid.words[number].count(" ")) for number in numbers]


def lay_out(said: Iterable[tuple[str, str]], vague: frozenset[str]) -> Layout:
    """Lay phrases out. said: each after the id of its need; vague: folded words that tell nothing alone."""
    owners: list[str] = []
    phrases: list[Sequence[str]] = []
    marks = bytearray()
    places: dict[str, list[int]] = defaultdict(list)
    for owner, words, mark in _phrases(said, vague):
        first = len(phrases) * _SLOTS
        for slot, word in enumerate(words[:_SLOTS]):
            places[word].append(first + slot)
        owners.append(owner)
        phrases.append(words)
        marks.append(mark)
    folded = {word: language.fold(word) for words in phrases for word in words}
    last = [folded[words[-1]] for words in phrases]
    in_order = sorted(range(len(last)), key=last.__getitem__)
    vocabulary = sorted({word for word in folded.values() if len(word) > 3})
    return Layout(
        owners=owners,
        words=[" ".join(words) for words in phrases],
        marks=bytes(marks),
        by_stem=_by_stem(places),
        endings=[last[number] for number in in_order],
        ending_numbers=_packed(in_order),
        vocabulary=vocabulary,
        pieces={piece: _packed(numbers) for piece, numbers in pieces_of(vocabulary).items()},
    )


def _by_stem(places: Mapping[str, list[int]]) -> dict[str, bytes]:
    """Where each stem stands, of where each word does."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for word, numbers in places.items():
        for stem in language.stems(word):
            found[stem].append(numbers)
    return {
        stem: _packed(some[0] if len(some) == 1 else sorted(chain(*some))) for stem, some in found.items()
    }


def _packed(numbers: list[int]) -> bytes:
    return stored(array("I", numbers))


def _phrases(
    said: Iterable[tuple[str, str]], vague: frozenset[str]
) -> Iterator[tuple[str, Sequence[str], int]]:
    """The owner, the telling words and the marks of each phrase."""
    owners_said = list(said)
    split = language.words_of_each([phrase for _, phrase in owners_said])
    for (owner, _), words in zip(owners_said, split, strict=True):
        spoken = list(dict.fromkeys(words))
        content = [word for word in spoken if word not in language.STOP_WORDS]
        if not spoken:
            continue
        if content and not language.NEGATIONS.isdisjoint(spoken):
            yield owner, content, _NEGATED
        elif len(content) != 1:
            yield owner, content or spoken, 0
        elif language.fold(content[0]) not in vague and content[0] not in language.SAYS_LITTLE:
            yield owner, content, 0
        else:
            # "tietää missä olen" shall not be heard in every "tietää": the small words are part of it.
            yield owner, spoken, _VAGUE if len(spoken) == 1 else 0


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words of one short stem begin with the same four letters: hakea is not hakata."""
    shortest = min(4, len(word), len(other))
    return language.fold(word)[:shortest] == language.fold(other)[:shortest]
