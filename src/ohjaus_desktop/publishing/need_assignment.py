"""Which needs a service answers, where its publisher has not said.

PTV's service classes say the field: a class such as "mental health and substance-use services"
stands for a dozen needs, so the words of the service choose among them. Without a class only
the service's name counts, and only words that mean one thing. A life event counts where the
words agree. What is only for companies or authorities helps no client by its class
alone. A sensitive need is never assigned by class or life event alone: it changes what may be
printed and kept. Every assignment tells its reason, so that a person can correct it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import structs

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


_CITIZENS = "KR1"
"""PTV's target groups of people; KR2 are companies and associations, KR3 authorities."""
_PARTS = {"class": mark("class"), "event": mark("life event"), "name": mark("name"), "what": mark("summary")}


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


class NeedAssignment:
    """Assigns the needs of one catalogue."""

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = [need for need in needs if need.parent_id]
        self._words = NeedWords(needs)
        self._order = {need.id: number for number, need in enumerate(needs)}
        self._sensitive = {need.id for need in needs if need.sensitive}
        self._by_class: dict[str, list[str]] = defaultdict(list)
        self._by_event: dict[str, list[str]] = defaultdict(list)
        self._telling: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for need in needs:
            for phrase in _telling_phrases(need):
                self._telling[phrase[0]].append((need.id, phrase))
            for code in need.ptv_service_classes:
                self._by_class[code].append(need.id)
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
        heard = {"what": self._heard(service.what), "name": self._heard(service.name)}
        named = {"name": self._named(service.name)}
        chosen: dict[str, str] = {}
        for where, needs in fields.items():
            for source, words in heard.items():
                chosen |= {need: f"{where} {source}:{words[need]}" for need in needs if need in words}
        for source, words in named.items():
            chosen |= {need: f"{source}:{word}" for need, word in words.items() if need not in chosen}
        if chosen:
            return chosen
        if service.target_groups and all(not code.startswith(_CITIZENS) for code in service.target_groups):
            return {}
        # A life event alone says when in life, not what is needed: moving house is not homelessness.
        by_class = ((where, needs) for where, needs in fields.items() if where.startswith("class:"))
        narrow = ((where, needs) for where, needs in by_class if len(needs) <= _NARROW)
        return {need: where for where, needs in narrow for need in needs if need not in self._sensitive}

    def _heard(self, text: Text | None) -> dict[str, str]:
        """The needs whose words stand in the text in any form, compounds included; the words."""
        said = language.words(_first(text))
        return {heard.id: heard.words for heard in self._words.hear(said, half_typed=False)}

    def _named(self, name: Text) -> dict[str, str]:
        """The needs that the name names outright; the words."""
        words = _folded(_first(name))
        return {
            need: " ".join(phrase)
            for at, word in enumerate(words)
            for beginning in (word, *(word[:length] for length in range(_TELLING, len(word))))
            for need, phrase in self._telling.get(beginning, ())
            if _stands(phrase, words[at:])
        }


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
