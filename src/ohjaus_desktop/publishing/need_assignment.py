"""Which needs a service answers, where its publisher has not said.

PTV's service classes say the field: a class such as "mental health and substance-use services"
stands for a dozen needs, so the words of the service choose among them. Without a class only
the service's name counts, and only words that mean one thing. A sensitive need is never
assigned by class alone: it changes what may be printed and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from msgspec import structs

from ohjaus_desktop.catalogue.model import Service, Text
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.needs import NeedWords, texts_of

_NARROW = 3
"""A class of at most this many needs stands for all of them when no word chooses."""
_SHELTER = "shelter"
"""Where the address must not be guessed, though PTV may print it."""
_TELLING = 8
"""Letters from which a single everyday word means one thing: toimeentulotuki, not tuki."""


class NeedAssignment:
    """Assigns the needs of one catalogue."""

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = [need for need in needs if need.parent_id]
        self._words = NeedWords(needs)
        self._order = {need.id: number for number, need in enumerate(needs)}
        self._sensitive = {need.id for need in needs if need.sensitive}
        self._by_class: dict[str, list[str]] = defaultdict(list)
        self._telling: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for need in needs:
            for phrase in _telling_phrases(need):
                self._telling[phrase[0]].append((need.id, phrase))
            for code in need.ptv_service_classes:
                self._by_class[code].append(need.id)

    def assign(self, service: Service) -> Service:
        """The service with its needs; those it has already stay."""
        if service.needs:
            return service
        needs = sorted(self._needs(service), key=self._order.__getitem__)
        return protected(structs.replace(service, needs=needs), self._sensitive)

    def _needs(self, service: Service) -> set[str]:
        by_class = {code: self._by_class.get(code, []) for code in service.service_classes}
        field = {need for needs in by_class.values() for need in needs}
        chosen = field & (self._heard(service.name) or self._heard(service.what)) | self._named(service.name)
        if chosen:
            return chosen
        narrow = {need for needs in by_class.values() if len(needs) <= _NARROW for need in needs}
        return narrow - self._sensitive

    def _heard(self, text: Text | None) -> set[str]:
        """The needs whose words stand in the text in any form, compounds included."""
        said = language.words(_first(text))
        return {heard.id for heard in self._words.hear(said, half_typed=False)}

    def _named(self, name: Text) -> set[str]:
        """The needs that the name names outright."""
        words = _folded(_first(name))
        return {
            need
            for at, word in enumerate(words)
            for beginning in (word, *(word[:length] for length in range(_TELLING, len(word))))
            for need, phrase in self._telling.get(beginning, ())
            if _stands(phrase, words[at:])
        }


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
