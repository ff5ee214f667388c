"""Whose word counts: one record from several, field by field.

The first source that says something is believed; what it leaves out is filled in from the later
ones, language by language. Where two say different things the first stands and the other is
kept as a conflict, so that a person can look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

import msgspec
from msgspec import structs

from ohjaus_desktop.catalogue import sections
from ohjaus_desktop.catalogue.model import Record, ServiceAtLocation, Text
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.merging.identity import PREVIOUS, Member

# "active" is what a file says of whatever it has; it does not yield to another's "defunct".
_ALWAYS_SAID = {"status"}
# Ids and places add up; each file has its own day of assurance; more words for a need are welcome.
_NOT_COMPARED = {"identifiers", "service_at_locations", "assured_date", "assurer", "words"}
_PLAIN_TEXT = str | dict[str, str]  # Text, as get_type_hints gives it: without its limits


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two files say different things of one record; the first one's word stands.

    section: services …; field: its name in the file; kept, other: what they say, as in the file;
    kept_source, other_source: numbers of the files.
    """

    section: str
    id: str
    name: Text
    field: str
    kept: str
    kept_source: int
    other: str
    other_source: int


def join(section: str, members: Sequence[Member], conflicts: list[Conflict], *, language: str) -> Any | None:
    """One record of one or several; None when only the previous file has it.

    members: the first one gives its id. conflicts: gets what the files do not agree on. language:
    what plain texts are in.
    """
    said = [member for member in members if member.source != PREVIOUS]
    if not said:
        return None
    first, *others = said
    facts = structs.asdict(first.record)
    type_: type[Record] = type(first.record)
    defaults, texts = _defaults(type_), _text_fields(type_)
    told_by = dict.fromkeys(facts, first.source)
    for other in others:
        for field, said_later in structs.asdict(other.record).items():
            own, later = facts[field], said_later
            if field == "id" or own == later:
                continue
            if field in texts:
                own, later = _by_language(own, language), _by_language(later, language)
            empty = _empty(field, own, defaults[field])
            if empty:
                told_by[field] = other.source
            elif not _empty(field, later, defaults[field]) and _contradict(field, own, later):
                name = _name(first.record)
                sides = _shown(own), told_by[field], _shown(later), other.source
                conflicts.append(
                    Conflict(section, sections.key(section, members[0].record), name, field, *sides)
                )
            facts[field] = later if empty else _filled(field, own, later)
    if "id" in facts:
        facts["id"] = members[0].id
    if "service_at_locations" in facts:
        facts["service_at_locations"] = one_row_a_place(facts["service_at_locations"])
    # A text is written as the first file wrote it where nothing was added.
    before = structs.asdict(first.record)
    return type_(
        **{
            field: before[field]
            if _by_language(before[field], language) == value
            else _plain(value, language)
            for field, value in facts.items()
        }
    )


def _name(record: Any) -> Text:
    name: Text | None = getattr(record, "name", None) or getattr(record, "title", None)
    return name or ""


def _by_language(text: Any, language: str) -> Any:
    return {language: text} if isinstance(text, str) else text


def _plain(value: Any, language: str) -> Any:
    """A text of the default language alone is a plain string."""
    alone = isinstance(value, dict) and value.keys() == {language} and isinstance(value[language], str)
    return value[language] if alone else value


@cache
def _defaults(type_: type[Record]) -> Mapping[str, Any]:
    """What each field is when a file says nothing."""
    return {
        one.name: one.default if one.default_factory is msgspec.NODEFAULT else one.default_factory()
        for one in structs.fields(type_)
    }


def _empty(field: str, value: Any, default: Any) -> bool:
    return field not in _ALWAYS_SAID and (value == default or value in ("", None, {}))


def _filled(field: str, own: Any, later: Any) -> Any:
    """Own value, with the later one's languages, ids and places that it has not."""
    if field == "service_at_locations":
        return [*own, *later]
    if field == "identifiers":
        return [*own, *(item for item in later if item not in own)]
    if isinstance(own, dict) and isinstance(later, dict):
        return {**own, **{language: said for language, said in later.items() if language not in own}}
    return own


def _contradict(field: str, own: Any, later: Any) -> bool:
    """Whether two values differ where both speak: another language is no contradiction."""
    if field in _NOT_COMPARED:
        return False
    if isinstance(own, dict) and isinstance(later, dict):
        return any(own[language] != later[language] for language in own.keys() & later.keys())
    return True


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def one_row_a_place(rows: Sequence[ServiceAtLocation]) -> list[ServiceAtLocation]:
    """The places of a service, each once; what the first row of a place leaves out is filled in."""
    found: dict[str, ServiceAtLocation] = {}
    for row in rows:
        before = found.get(row.location_id)
        if before is None:
            found[row.location_id] = row
            continue
        facts = {
            field: value
            for field, value in structs.asdict(row).items()
            if not getattr(before, field) and value
        }
        found[row.location_id] = structs.replace(before, **facts)
    return [*found.values()]


# Languages ----------------------------------------------------------------------------------


def in_own_words(catalogue: Catalogue, language: str) -> Catalogue:
    """The catalogue with every plain text marked with its language, where that is not ``language``.

    A plain string means the file's default language: among files of another default it would
    be taken for theirs.
    """
    if catalogue.default_language == language:
        return catalogue
    said = catalogue.default_language
    changes = {
        section: [_marked(record, said) for record in getattr(catalogue, section)]
        for section in sections.SECTIONS
    }
    return structs.replace(catalogue, default_language=language, **changes)


def _marked(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [_marked(one, language) for one in value]
    if not isinstance(value, Record):
        return value
    texts = _text_fields(type(value))
    changes = {}
    for field, own in structs.asdict(value).items():
        if field in texts:
            changed: Any = {language: own} if isinstance(own, str) else own
            if isinstance(own, list):
                changed = [{language: one} if isinstance(one, str) else one for one in own]
        else:
            changed = _marked(own, language)
        if changed is not own:
            changes[field] = changed
    return structs.replace(value, **changes) if changes else value


@cache
def _text_fields(type_: type[Record]) -> frozenset[str]:
    """The fields whose value is a text that a person reads, or a list of such."""
    wanted = (_PLAIN_TEXT, _PLAIN_TEXT | None, list[_PLAIN_TEXT])
    return frozenset(name for name, hint in get_type_hints(type_).items() if hint in wanted)
