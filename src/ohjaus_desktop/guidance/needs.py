"""A client's own words → needs.

Which everyday words mean which need is knowledge of the catalogue and of the thesaurus, not of
this program. A phrase is *heard* when all its words are said, in any form and order; the last word
may still be half typed. What is said in other words gives *hints* (``hints``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.codes import NeedCodes
from ohjaus_desktop.guidance.heard import Heard, quoted
from ohjaus_desktop.guidance.hints import Hints
from ohjaus_desktop.guidance.phrases import (
    MOST_REMEMBERED,
    SHORTEST_BEGINNING,
    SHORTEST_PART,
    Layout,
    Phrase,
    Phrases,
    lay_out,
)
from ohjaus_desktop.guidance.thesaurus import Thesaurus

CERTAIN_BEGINNING = 5
"""Letters from which it is certain enough to pin urgent help or to call the matter sensitive."""


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
        thesaurus: Thesaurus | None = None,
        layout: Layout | None = None,
    ) -> None:
        """thesaurus: further words for the same needs; none when only the catalogue's shall count.

        layout: the phrases of just these, where they have been laid out before.
        """
        known = thesaurus or Thesaurus()
        needs = list(needs)
        self._phrases = Phrases(layout or laid_out([*needs, *activities], known), known.all_vague())
        self._hints = Hints(
            self._phrases,
            # Groups of needs are not hinted at.
            {need.id: need.parent_id for need in needs if need.parent_id},
            frozenset(need.id for need in needs if need.sensitive or need.urgent),
        )
        self._needs = frozenset(need.id for need in needs)
        self.codes = NeedCodes(needs, known.codes)
        self._meant: dict[tuple[str, bool], tuple[_Meaning, ...]] = {}

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
        return self._hints.hear(words, half_typed=half_typed, heard=heard)

    def is_word(self, word: str) -> bool:
        """Whether a word in small letters is one of the needs' own words, or a small word of any talk."""
        return _is_small(word) or any(
            len(self._phrases[number].words) == 1
            and language.fold(self._phrases[number].words[0]) == language.fold(word)
            for stem in self._phrases.stems(word)
            for number, _ in self._phrases.with_stem(stem)
        )

    def knows(self, word: str) -> bool:
        """Whether a word in small letters stands in any phrase, in any form."""
        forms = (word, *language.spoken(word))
        return any(self._phrases.with_stem(stem) for form in forms for stem in self._phrases.stems(form))

    def begins_word(self, letters: str) -> bool:
        """Whether one of the needs' own words begins with these small letters, or they are a small word."""
        beginning = self._phrases.vocabulary.beginning_with(language.fold(letters))
        return _is_small(letters) or any(True for _ in beginning)

    # Hearing ----------------------------------------------------------------------------------

    def _phrases_in(self, words: Sequence[str], half_typed: bool) -> Iterator[Heard]:
        """Every phrase of which all words are said."""
        not_said = language.NEGATIONS.isdisjoint(words)
        # "Mummo j" has not been said in other words than "mummo" yet.
        begun = half_typed and len(words) > 1 and len(words[-1]) < SHORTEST_BEGINNING
        alone = self._vague_alone(words[:-1] if begun else words)
        said: dict[int, dict[int, tuple[frozenset[int], bool]]] = defaultdict(dict)
        for positions, word, is_last in _with_pairs(words):
            for meaning in self._known_meanings(word, half_typed and is_last):
                known = said[meaning.number].get(meaning.slot)
                if known is None or (meaning.certain and not known[1]):
                    said[meaning.number][meaning.slot] = positions, meaning.certain
        for number, slots in said.items():
            phrase = self._phrases[number]
            if len(slots) < len(phrase.words) or (phrase.vague and not self._is_one_of(alone, phrase)):
                continue
            positions = frozenset(at for some, _ in slots.values() for at in some)
            said_words = {words[position] for position in positions}
            if not phrase.vague and (_only_alike(said_words, phrase) or self._only_vague(said_words, phrase)):
                continue
            certain = all(certain for _, certain in slots.values()) and not (phrase.negated and not_said)
            yield Heard(phrase.owner, quoted(words, positions), positions, certain)

    def _vague_alone(self, words: Sequence[str]) -> frozenset[str]:
        """The words (folded) that tell of no need alone, where nothing else is said: "yksin", "kuoli"."""
        content = frozenset(language.fold(word) for word in words if word not in language.SMALL_WORDS)
        return content if content <= self._phrases.vague else frozenset()

    def _is_one_of(self, alone: frozenset[str], phrase: Phrase) -> bool:
        """Whether a vague phrase is one of these very words: then it is the best there is."""
        return phrase.owner in self._needs and language.fold(phrase.words[0]) in alone

    def _only_vague(self, said: set[str], phrase: Phrase) -> bool:
        """Whether a single word was heard in one that tells nothing alone: "pappa" is no pappi."""
        return (
            len(phrase.words) == 1
            and not phrase.negated
            and all(map(self._phrases.vague.__contains__, map(language.fold, said)))
        )

    def _known_meanings(self, word: str, half_typed: bool) -> tuple[_Meaning, ...]:
        """``_meanings``, remembered between keystrokes."""
        known = self._meant.get((word, half_typed))
        if known is None:
            if len(self._meant) > MOST_REMEMBERED:
                self._meant.clear()
            known = self._meant[word, half_typed] = tuple(dict.fromkeys(self._meanings(word, half_typed)))
        return known

    def _meanings(self, word: str, half_typed: bool) -> Iterable[_Meaning]:
        """Phrase, slot and certainty of all that a word may stand for."""
        known, is_small = False, word in language.STOP_WORDS
        for form, number, slot in self._phrases.said_in((word, *language.spoken(word))):
            if is_small and self._phrases[number].words[slot] not in language.STOP_WORDS:
                continue  # "kun" has the stem of kunnia
            known = True
            yield _Meaning(number, slot, not half_typed or _is_whole(form, self._phrases[number].words[slot]))
        folded = language.fold(word)
        if half_typed and len(folded) >= SHORTEST_BEGINNING:
            # "Lapset" is a word already, and need not become lapsettomuus.
            certain = len(folded) >= CERTAIN_BEGINNING and not known
            for number, slot in self._phrases.begun(folded):
                yield _Meaning(number, slot, certain)
        # Compounds: päihdepalvelu begins with päihde. Shorter beginnings mean too much.
        for length in range(SHORTEST_PART, len(folded) - 2):
            for number, slot in self._phrases.with_stem(folded[:length]):
                if len(self._phrases[number].words) == 1:
                    yield _Meaning(number, slot, False)


def laid_out(owners: Sequence[Need | Activity], thesaurus: Thesaurus) -> Layout:
    """The phrases of needs and activities, the thesaurus' own among them."""
    said = ((owner.id, said) for owner in owners for said in (*own_phrases(owner), *_more(thesaurus, owner)))
    return lay_out(said, thesaurus.all_vague())


def _with_pairs(words: Sequence[str]) -> Iterator[tuple[frozenset[int], str, bool]]:
    """Every word, and every two neighbours as the compound that they may be: ulko ovi."""
    last = len(words) - 1
    for at, word in enumerate(words):
        yield frozenset({at}), word, at == last
        if at < last and _may_be_compound(word, words[at + 1]):
            yield frozenset({at, at + 1}), word + words[at + 1], at + 1 == last


def _may_be_compound(word: str, following: str) -> bool:
    """Whether two words may be one: "vaan tulla" and "mitä täällä" are not."""
    if min(len(word), len(following)) <= 2 or word in language.STOP_WORDS:
        return False
    return not (word in language.SAYS_LITTLE and following in language.SMALL_WORDS)


def _is_whole(word: str, whole: str) -> bool:
    """Whether a last word is typed far enough: "hak" may yet become hakemus, "lyö" is lyö."""
    return len(word) >= CERTAIN_BEGINNING or language.fold(word).startswith(language.fold(whole))


def _only_alike(said: set[str], phrase: Phrase) -> bool:
    """Whether it was heard in nothing but words that say nothing: minua has the stem of minkki."""
    return said <= language.STOP_WORDS and not said <= set(phrase.words)


def _rank(heard: Heard) -> tuple[bool, int, str, int, str]:
    # Of two equally long phrases the one said first: further letters shall not unsay it.
    return (not heard.certain, -len(heard.positions), heard.id, min(heard.positions), heard.words)


def own_phrases(owner: Need | Activity) -> Iterable[str]:
    """The name of a need or activity and the words that its catalogue tells for it."""
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


def _is_small(word: str) -> bool:
    """Whether a word says nothing of need or place: the last one of "on aina" is no half of Ainali."""
    return word in language.SMALL_WORDS or word in language.NEGATIONS
