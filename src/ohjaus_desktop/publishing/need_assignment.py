"""Which needs a service answers, where its publisher has not said.

PTV's service classes say the field: a class such as "mental health and substance-use services"
stands for a dozen needs, so the words of the service choose among them. Without a class only
the service's name counts, and only words that mean one thing. A life event counts where the
words agree; so does a keyword. What is only for companies or authorities helps no client by its
class alone. A sensitive need changes what may be printed and kept: it wants two signs, unless the
name's word is unmistakable. Words that mislead in names, and what else is known of needs beside
their own words, lie in ``resources/need-assignment.json``. Every assignment tells its reason, so
that a person can correct it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec import structs

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue.model import Service, Text
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.needs import NeedWords, texts_of
from ohjaus_desktop.publishing import navigation_data
from ohjaus_desktop.texts import Translator, mark

_NARROW = 3
"""A class of at most this many needs stands for all of them when no word chooses."""
_SHELTER = "shelter"
"""Where the address must not be guessed, though PTV may print it."""
_TELLING = 8
"""Letters from which a single everyday word means one thing: toimeentulotuki, not tuki."""
_UNMISTAKABLE = 11
"""Letters from which one word of a name is enough for a sensitive need: lastensuojelu, not sijoitus."""

_CITIZENS = "KR1"
"""PTV's target groups of people; KR2 are companies and associations, KR3 authorities."""
_PARTS = {
    "class": mark("class"),
    "event": mark("life event"),
    "name": mark("name"),
    "what": mark("summary"),
    "keyword": mark("keyword"),
    "need": mark("need"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a service answers a need. said: "class:P5.7 name:päihde" and the like, for ``sentence``."""

    need: str
    said: str

    def sentence(self, say: Translator) -> str:
        """In words: "luokka P5.7, nimi: päihde"."""
        code, _, word = self.said.partition(" ") if self.said[:5] in _BY_CODE else ("", "", self.said)
        kind, _, which = code.partition(":")
        where, _, what = word.partition(":")
        parts = [f"{say(_PARTS[kind])} {which}"] if code else []
        return ", ".join([*parts, *([f"{say(_PARTS[where])}: {what}"] if word else [])])


_BY_CODE = ("class", "event")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of needs beside their own words; by need id, as the resource explains."""

    misleading: dict[str, list[str]]
    not_for_clients: list[str]
    telling: dict[str, list[str]]
    classes: dict[str, list[str]]
    brings: dict[str, list[str]]


@cache
def known() -> Known:
    """The shipped knowledge."""
    return msgspec.json.decode(paths.resource("need-assignment.json").read_bytes(), type=Known)


def _agreed(fields: Mapping[str, list[str]], heard: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The needs of a class or a life event of which words speak as well, with the words."""
    return {
        need: f"{where} {source}:{words[need]}"
        for where, needs in fields.items()
        for source, words in heard.items()
        for need in needs
        if need in words
    }


class NeedAssignment:
    """Assigns the needs of one catalogue."""

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = [need for need in needs if need.parent_id]
        self._words = NeedWords(needs)
        self._order = {need.id: number for number, need in enumerate(needs)}
        self._sensitive = {need.id for need in needs if need.sensitive}
        self._by_class: dict[str, list[str]] = defaultdict(list)
        self._by_event: dict[str, list[str]] = defaultdict(list)
        self._by_class_and_word: dict[str, list[str]] = defaultdict(list)
        self._not_for_clients = tuple(map(language.fold, known().not_for_clients))
        self._telling: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for need in needs:
            misleading = {_folded(word) for word in known().misleading.get(need.id, ())}
            further = map(_folded, known().telling.get(need.id, ()))
            for phrase in (*_telling_phrases(need), *further):
                if phrase in misleading:
                    continue
                self._telling[phrase[0]].append((need.id, phrase))
            for code in need.ptv_service_classes:
                self._by_class[code].append(need.id)
            for code in known().classes.get(need.id, ()):
                self._by_class_and_word[code].append(need.id)
            for code in need.ptv_life_events:
                self._by_event[code].append(need.id)

    def assign(self, service: Service, life_events: Collection[str] = ()) -> Service:
        """The service with its needs; those it has already stay. life_events: PTV codes, where known."""
        if service.needs:
            return service
        needs = [reason.need for reason in self.reasons(service, life_events)]
        return protected(structs.replace(service, needs=needs), self._sensitive)

    def reasons(self, service: Service, life_events: Collection[str] = ()) -> list[Reason]:
        """Which needs the service answers by what is known of it, and why; in the needs' order."""
        found = self._found(service, life_events)
        return [Reason(need, found[need]) for need in sorted(found, key=self._order.__getitem__)]

    def _found(self, service: Service, life_events: Collection[str]) -> dict[str, str]:
        fields = {
            **{f"class:{code}": self._by_class.get(code, []) for code in service.service_classes},
            **{f"event:{code}": self._by_event.get(code, []) for code in life_events},
        }
        further = {f"class:{code}": self._by_class_and_word.get(code, []) for code in service.service_classes}
        heard = {
            "keyword": self._heard(service.alternate_name),
            "what": self._heard(service.what),
            "name": self._heard(service.name),
        }
        chosen = _agreed(fields, heard)
        for need, said in self._named(service.name).items():
            if need not in chosen and self._is_sure(need, said, heard):
                chosen[need] = f"name:{said[0]}"
        for need in [*chosen]:
            brought = (one for one in known().brings.get(need, ()) if one in self._order)
            chosen |= {one: f"need:{need}" for one in brought if one not in chosen}
        also = _agreed(further, heard)
        return also | (chosen or self._by_class_alone(service, fields))

    def _by_class_alone(self, service: Service, fields: Mapping[str, list[str]]) -> dict[str, str]:
        if service.target_groups and all(not code.startswith(_CITIZENS) for code in service.target_groups):
            return {}
        # A life event alone says when in life, not what is needed: moving house is not homelessness.
        by_class = ((where, needs) for where, needs in fields.items() if where.startswith("class:"))
        narrow = ((where, needs) for where, needs in by_class if len(needs) <= _NARROW)
        return {need: where for where, needs in narrow for need in needs if need not in self._sensitive}

    def _is_sure(self, need: str, said: list[str], heard: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether words of the name are enough; for a sensitive need two of them, or another's word.

        A shelter needs no second sign: one that is not seen to be one would have its address told.
        """
        if need not in self._sensitive or need == _SHELTER or len(said) > 1:
            return True
        unmistakable = len(said[0]) >= _UNMISTAKABLE
        return unmistakable or need in heard["what"] or need in heard["keyword"]

    def _heard(self, text: Text | None) -> dict[str, str]:
        """The needs whose words stand in the text in any form, compounds included; the words.

        Of a sensitive need only what was said for certain: one likeness is not another sign.
        """
        said = language.words(_first(text))
        return {
            heard.id: heard.words
            for heard in self._words.hear(said, half_typed=False)
            if heard.certain or heard.id not in self._sensitive
        }

    def _named(self, name: Text) -> dict[str, list[str]]:
        """The needs that the name names outright; the phrases, each once."""
        words = _folded(_first(name))
        found: dict[str, list[str]] = defaultdict(list)
        if any(word.startswith(self._not_for_clients) for word in words):
            return found
        for at, word in enumerate(words):
            for beginning in (word, *(word[:length] for length in range(_TELLING, len(word)))):
                for need, phrase in self._telling.get(beginning, ()):
                    if _stands(phrase, words[at:]) and not self._repeats(phrase, found[need]):
                        found[need].append(" ".join(phrase))
        return {need: said for need, said in found.items() if said}

    @staticmethod
    def _repeats(phrase: tuple[str, ...], said: Iterable[str]) -> bool:
        """Whether the phrase says the same word again: turvakoti beside turvakotipaikka is no other sign."""
        text = " ".join(phrase)
        return any(text.startswith(one) or one.startswith(text) for one in said)


@cache
def lent() -> NeedAssignment:
    """Assigns the needs that every import lends (``navigation_data``); learned once."""
    return NeedAssignment(navigation_data.bundled().needs)


def protected(service: Service, sensitive: Collection[str]) -> Service:
    """The service marked as its needs ask. sensitive: ids of the needs that can harm to be seen with."""
    return structs.replace(
        service,
        sensitive=service.sensitive or any(need in sensitive for need in service.needs),
        hide_address=service.hide_address or _SHELTER in service.needs,
    )


def _first(text: Text | None) -> str:
    """The text in the first language it has: neuvonta is not what rådgivning means to a Swede."""
    return next(iter(texts_of(text)), "")


def _telling_phrases(need: Need) -> Iterator[tuple[str, ...]]:
    """The need's name, and its single words that are long enough."""
    yield from filter(None, map(_folded, texts_of(need.name)))
    for said in need.words.values():
        phrases = map(_folded, said)
        yield from (phrase for phrase in phrases if len(phrase) == 1 and len(phrase[0]) >= _TELLING)


def _folded(said: str) -> tuple[str, ...]:
    return tuple(language.fold(word) for word in language.words(said))


def _stands(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the phrase begins the words; its last one may have an ending or begin a compound."""
    here = words[: len(phrase)]
    if len(here) < len(phrase) or here[:-1] != phrase[:-1]:
        return False
    return here[-1] == phrase[-1] or (len(phrase[-1]) >= _TELLING and here[-1].startswith(phrase[-1]))
