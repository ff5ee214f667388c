"""What the program knows about people's words beyond a catalogue: ``resources/thesaurus.json``.

A catalogue names its needs and their most usual words. The thesaurus, which ships with the
program, adds what is known all over the country: everyday speech, euphemisms, brands, illnesses in
people's own words, old names, dialect, chapters of codes. A region extends it by the words of its
own catalogue's needs; words for needs that a catalogue does not have are left out.

The file, in UTF-8:

- ``needs``: id of a need → ``words`` by language, each a word or a phrase of which all words must be
  said; ``services``: names that services of this kind bear all over the country, the most fitting
  first; ``kindred``: needs to turn to where nobody answers this one.
- ``kinds``: name of a kind of service, as ``services`` has it → words by language that tell that just this
  kind is meant, where a need leads to many.
- ``vague``: by language, words in all their usual forms that tell of no need alone, though phrases
  are made of them.
- ``codes``: ``icd10`` and ``icpc2``, the beginning of a code in small letters → needs.
- ``groups``: who a service may be kept for; ``names``: beginnings of words in services' names;
  ``said``: words by which somebody tells that it is about one of them; ``ages``: from, to.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import msgspec

from ohjaus_desktop.guidance import language, shipped

_FILE = "thesaurus.json"


class NeedKnowledge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of one need."""

    words: dict[str, list[str]] = {}
    services: list[str] = []
    kindred: list[str] = []


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People whom a service may be kept for; ages: first and last year, for "69-vuotias"."""

    names: list[str]
    said: list[str]
    ages: tuple[int, int] | None = None


class Thesaurus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; without content it knows nothing."""

    format: str = "ohjaus-thesaurus"
    format_version: int = 1
    needs: dict[str, NeedKnowledge] = {}
    vague: dict[str, list[str]] = {}
    codes: dict[str, dict[str, list[str]]] = {}
    groups: dict[str, Group] = {}
    kinds: dict[str, dict[str, list[str]]] = {}

    def of(self, need: str) -> NeedKnowledge:
        """What is known of a need; nothing of one that a region has made."""
        return self.needs.get(need, _NOTHING)

    def all_words(self) -> set[str]:
        """Every word (small letters) in which its needs are told."""
        said = (phrase for known in self.needs.values() for one in known.words.values() for phrase in one)
        return language.distinct_words("\n".join(said))

    def all_vague(self) -> frozenset[str]:
        """The folded words that tell of no need alone."""
        return frozenset(language.fold(word) for said in self.vague.values() for word in said)


_NOTHING = NeedKnowledge()


@lru_cache(maxsize=1)
def bundled() -> Thesaurus:
    """The thesaurus that ships with the program. Raises ProgramDamaged."""
    return shipped.read(_FILE, Thesaurus)


def edition() -> int:
    """A number that another edition of the bundled thesaurus does not have."""
    return crc32(shipped.data(_FILE))
