"""A client's own words → needs.

Which everyday words mean which need is knowledge of the catalogue and of the thesaurus, not of
this program. A phrase is *heard* when all its words are said, in any form and order; the last word
may still be half typed. What is said in other words gives *hints*: every word counts for the needs
in whose phrases it stands, a word of few needs more than one of many, so that a sentence that
nobody wrote down before still leads somewhere. Hints are never certain: they rank, but pin nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.codes import NeedCodes
from ohjaus_desktop.guidance.heard import Heard
from ohjaus_desktop.guidance.thesaurus import Thesaurus
from ohjaus_desktop.guidance.vocabulary import Vocabulary

SHORTEST_BEGINNING = 3
"""Letters from which a half-typed word may point to a need."""
CERTAIN_BEGINNING = 5
"""Letters from which it is certain enough to pin urgent help or to call the matter sensitive."""
_TELLING_STEM = 3
"""A stem of so few letters is shared by words that have nothing in common."""
_SHORTEST_PART = 5
"""Letters of a word inside a compound; shorter ones mean too much."""
_MOST_REMEMBERED = 4000
"""Words whose hints are remembered between keystrokes."""
_VAGUE = 0.3
"""What a hint of a word that tells of no need alone counts beside one that does."""
_PART = 0.6
"""What a part of a compound, or the beginning of a word, counts beside the word itself."""
_GRAVE = 0.8
"""What a hint of danger counts beside one of another need: nobody shall be frightened by a guess."""
_HINT = 0.34
"""The share of the strongest need's weight from which another is hinted at as well."""
_WEAKEST = 1.6
"""A hint must weigh so much: one word of few needs, or several of many."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that are said together for a need.

    words: those that say something; negated: they say it only with a "not" ("ei rahaa"); vague: a
    single word that tells nothing without the small words around it.
    """

    owner: str
    words: tuple[str, ...]
    negated: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one word may stand for: a word of a phrase, said for certain or perhaps."""

    number: int
    slot: int
    certain: bool


class NeedWords:
    """All the words of the needs and activities, ready to be heard. Immutable."""

    def __init__(
        self,
        needs: Iterable[Need],
        activities: Iterable[Activity] = (),
        *,
        stems: Callable[[str], frozenset[str]] = language.stems,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        """stems: gives the stems of a word; an index may know those of the needs' own words.

        thesaurus: further words for the same needs; none when only the catalogue's shall count.
        """
        self._stems = stems
        self._phrases: list[_Phrase] = []
        self._by_stem: dict[str, list[tuple[int, int]]] = defaultdict(list)
        known = thesaurus or Thesaurus()
        self._vague = frozenset(language.fold(word) for said in known.vague.values() for word in said)
        needs = list(needs)
        self._grave = {need.id for need in needs if need.sensitive or need.urgent}
        self._hinted = {need.id for need in needs if need.parent_id}
        self.codes = NeedCodes(needs, known.codes)
        endings: list[tuple[str, int]] = []
        owners: list[Need | Activity] = [*needs, *activities]
        for owner in owners:
            for said in (*_said(owner), *_more(known, owner)):
                self._learn(owner.id, said, endings)
        self._vocabulary = Vocabulary(
            endings, (language.fold(word) for one in self._phrases for word in one.words)
        )
        self._meant: dict[tuple[str, bool], tuple[_Meaning, ...]] = {}
        self._remembered: dict[tuple[str, bool], Mapping[str, float]] = {}

    def hear(self, words: Sequence[str], *, half_typed: bool) -> list[Heard]:
        """The needs in these words (small letters), those said in most words first.

        half_typed: the last word may be the beginning of one.
        """
        all_heard = {*self.codes.hear(words), *self._phrases_in(words, half_typed)}
        # "oisin poissa vaivoista" is not also about ailments: the longer phrase says what is meant.
        said = {one.positions for one in all_heard if one.certain or len(one.positions) > 1}
        inner = {one.positions for one in all_heard if any(one.positions < other for other in said)}
        best: dict[str, Heard] = {}
        for heard in sorted(all_heard, key=_rank):
            if heard.positions not in inner:
                best.setdefault(heard.id, heard)
        return list(best.values())

    def hints(self, words: Sequence[str], *, half_typed: bool, heard: Sequence[Heard]) -> list[Heard]:
        """The needs that the words speak for, most first; those heard weigh more for it.

        Besides those heard, the needs that only single words of their phrases speak for.
        """
        weights: dict[str, float] = defaultdict(float)
        positions: dict[str, set[int]] = defaultdict(set)
        for position, word in enumerate(words):
            for need, weight in self._hints_of(word, half_typed and position == len(words) - 1).items():
                weights[need] += weight
                positions[need].add(position)
        hidden = _hidden(heard)
        for one in heard:
            if one.id in self._hinted:
                own = sum(self._weight_of(words[at]) for at in one.positions)
                weights[one.id] += own * (1.0 if one.certain else 0.4)
                positions[one.id] |= one.positions
        strongest = max(weights.values(), default=0.0)
        certain = {one.id for one in heard if one.certain}
        found = [
            Heard(need, _quoted(words, positions[need]), frozenset(positions[need]), need in certain, weight)
            for need, weight in weights.items()
            if need in certain
            or (weight >= max(_WEAKEST, _HINT * strongest) and not positions[need] <= hidden)
        ]
        return sorted(found, key=lambda one: -one.weight)

    def is_word(self, word: str) -> bool:
        """Whether a word in small letters is one of the needs' own words."""
        return any(
            len(self._phrases[number].words) == 1
            and language.fold(self._phrases[number].words[0]) == language.fold(word)
            for stem in self._stems(word)
            for number, _ in self._by_stem.get(stem, ())
        )

    def begins_word(self, letters: str) -> bool:
        """Whether one of the needs' own words begins with these small letters."""
        return any(True for _ in self._vocabulary.beginning_with(language.fold(letters)))

    # Learning ---------------------------------------------------------------------------------

    def _learn(self, owner: str, said: str, endings: list[tuple[str, int]]) -> None:
        spoken = tuple(dict.fromkeys(language.words(said)))
        content = tuple(word for word in spoken if word not in language.STOP_WORDS)
        if not spoken:
            return
        negated = len(content) == 1 and not language.NEGATIONS.isdisjoint(spoken)
        vague = len(content) == 1 and language.fold(content[0]) in self._vague
        # "en do" shall not be heard in every "do": the small words are part of what is said.
        chosen = spoken if vague and len(spoken) > 1 and not negated else content or spoken
        number = len(self._phrases)
        self._phrases.append(_Phrase(owner, chosen, negated, vague and len(chosen) == 1 and not negated))
        for slot, word in enumerate(chosen):
            for stem in self._stems(word):
                self._by_stem[stem].append((number, slot))
        endings.append((language.fold(chosen[-1]), number))

    # Hearing ----------------------------------------------------------------------------------

    def _phrases_in(self, words: Sequence[str], half_typed: bool) -> Iterator[Heard]:
        """Every phrase of which all words are said."""
        not_said = language.NEGATIONS.isdisjoint(words)
        said: dict[int, dict[int, tuple[frozenset[int], bool]]] = defaultdict(dict)
        for positions, word, is_last in _with_pairs(words):
            for meaning in self._known_meanings(word, half_typed and is_last):
                known = said[meaning.number].get(meaning.slot)
                if known is None or (meaning.certain and not known[1]):
                    said[meaning.number][meaning.slot] = positions, meaning.certain
        for number, slots in said.items():
            phrase = self._phrases[number]
            if len(slots) < len(phrase.words) or phrase.vague:
                continue
            positions = frozenset(at for some, _ in slots.values() for at in some)
            said_words = {words[position] for position in positions}
            if _only_alike(said_words, phrase) or self._only_vague(said_words, phrase):
                continue
            certain = all(certain for _, certain in slots.values()) and not (phrase.negated and not_said)
            yield Heard(phrase.owner, _quoted(words, positions), positions, certain)

    def _only_vague(self, said: set[str], phrase: _Phrase) -> bool:
        """Whether a single word was heard in one that tells nothing alone: "pappa" is no pappi."""
        return (
            len(phrase.words) == 1
            and not phrase.negated
            and all(map(self._vague.__contains__, map(language.fold, said)))
        )

    def _known_meanings(self, word: str, half_typed: bool) -> tuple[_Meaning, ...]:
        """``_meanings``, remembered between keystrokes."""
        known = self._meant.get((word, half_typed))
        if known is None:
            if len(self._meant) > _MOST_REMEMBERED:
                self._meant.clear()
            known = self._meant[word, half_typed] = tuple(dict.fromkeys(self._meanings(word, half_typed)))
        return known

    def _meanings(self, word: str, half_typed: bool) -> Iterable[_Meaning]:
        """Phrase, slot and certainty of all that a word may stand for."""
        known = False
        for form in (word, *language.spoken(word)):
            for stem in self._stems(form):
                for number, slot in self._by_stem.get(stem, ()):
                    known = True
                    whole = self._phrases[number].words[slot]
                    if len(stem) > _TELLING_STEM or _begin_alike(form, whole):
                        yield _Meaning(number, slot, not half_typed or _is_whole(form, whole))
        folded = language.fold(word)
        if half_typed and len(folded) >= SHORTEST_BEGINNING:
            # "Lapset" is a word already, and need not become lapsettomuus.
            certain = len(folded) >= CERTAIN_BEGINNING and not known
            for number in self._vocabulary.beginning_with(folded):
                yield _Meaning(number, len(self._phrases[number].words) - 1, certain)
        # Compounds: päihdepalvelu begins with päihde. Shorter beginnings mean too much.
        for length in range(_SHORTEST_PART, len(folded) - 2):
            for number, slot in self._by_stem.get(folded[:length], ()):
                if len(self._phrases[number].words) == 1:
                    yield _Meaning(number, slot, False)

    # Hints ------------------------------------------------------------------------------------

    def _hints_of(self, word: str, half_typed: bool) -> Mapping[str, float]:
        """Need → what the word speaks for it; remembered between keystrokes."""
        if word in language.STOP_WORDS or word in language.SAYS_LITTLE:
            return {}
        known = self._remembered.get((word, half_typed))
        if known is None:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word, half_typed] = self._weighed(word, half_typed)
        return known

    def _weighed(self, word: str, half_typed: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        for form in (word, *language.spoken(word)):
            for stem in self._stems(form):
                self._add(found, self._alike(form, stem), 1.0)
        folded = language.fold(word)
        if half_typed and len(folded) > SHORTEST_BEGINNING:
            begun = [(at, len(self._phrases[at].words) - 1) for at in self._vocabulary.beginning_with(folded)]
            self._add(found, begun, _PART)
        if not found:
            for part in _parts(folded):
                self._add(found, self._by_stem.get(part, ()), _PART)
        if not found and len(folded) >= _SHORTEST_PART:
            for other, likeness in self._vocabulary.alike(folded):
                for stem in self._stems(other):
                    self._add(found, self._by_stem.get(stem, ()), likeness * _PART)
        if language.fold(word) in self._vague:
            found = {need: weight * _VAGUE for need, weight in found.items()}
        rarity = log(1 + len(self._hinted) / (1 + len(found)))
        return {need: weight * rarity for need, weight in found.items()}

    def _alike(self, form: str, stem: str) -> Iterator[tuple[int, int]]:
        """Where the stem stands in words that begin like the form: tule is no tulkki."""
        for number, slot in self._by_stem.get(stem, ()):
            if len(stem) > _TELLING_STEM or _begin_alike(form, self._phrases[number].words[slot]):
                yield number, slot

    def _add(self, found: dict[str, float], where: Iterable[tuple[int, int]], share: float) -> None:
        for number, _ in where:
            phrase = self._phrases[number]
            if phrase.owner in self._hinted:
                weight = share / sqrt(len(phrase.words))
                if phrase.owner in self._grave:
                    weight *= _GRAVE
                if weight > found.get(phrase.owner, 0.0):
                    found[phrase.owner] = weight

    def _weight_of(self, word: str) -> float:
        return max(self._hints_of(word, False).values(), default=0.5)


def _with_pairs(words: Sequence[str]) -> Iterator[tuple[frozenset[int], str, bool]]:
    """Every word, and every two neighbours as the compound that they may be: ulko ovi."""
    last = len(words) - 1
    for at, word in enumerate(words):
        yield frozenset({at}), word, at == last
        if at < last and len(word) > 2 and len(words[at + 1]) > 2:
            yield frozenset({at, at + 1}), word + words[at + 1], at + 1 == last


def _parts(folded: str) -> Iterator[str]:
    """Beginnings and ends of what may be a compound."""
    for length in range(len(folded) - 2, _SHORTEST_PART - 1, -1):
        yield folded[:length]
    for start in range(4, len(folded) - _SHORTEST_PART):
        yield from language.stems(folded[start:])


def _is_whole(word: str, whole: str) -> bool:
    """Whether a last word is typed far enough: "hak" may yet become hakemus, "lyö" is lyö."""
    return len(word) >= CERTAIN_BEGINNING or language.fold(word).startswith(language.fold(whole))


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words of one short stem begin with the same four letters: hakea is not hakata."""
    shortest = min(4, len(word), len(other))
    return language.fold(word)[:shortest] == language.fold(other)[:shortest]


def _only_alike(said: set[str], phrase: _Phrase) -> bool:
    """Whether it was heard in nothing but words that say nothing: minua has the stem of minkki."""
    return said <= language.STOP_WORDS and not said <= set(phrase.words)


def _hidden(heard: Sequence[Heard]) -> frozenset[int]:
    """The words that a certain phrase of several words has explained: they hint at nothing else."""
    return frozenset(at for one in heard if one.certain and len(one.positions) > 1 for at in one.positions)


def _quoted(words: Sequence[str], positions: Iterable[int]) -> str:
    return " ".join(words[position] for position in sorted(positions))


def _rank(heard: Heard) -> tuple[bool, int, str, str]:
    return (not heard.certain, -len(heard.positions), heard.id, heard.words)


def _said(owner: Need | Activity) -> Iterable[str]:
    yield from texts_of(owner.name)
    for spoken in owner.words.values():
        yield from spoken


def _more(thesaurus: Thesaurus, owner: Need | Activity) -> Iterable[str]:
    for spoken in thesaurus.of(owner.id).words.values():
        yield from spoken


def texts_of(value: Text | None) -> Iterable[str]:
    """Every language's version of a text of the catalogue."""
    if isinstance(value, str):
        yield value
    elif value:
        yield from value.values()
