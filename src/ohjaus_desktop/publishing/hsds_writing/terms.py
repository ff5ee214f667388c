"""Our own lists and facts as HSDS taxonomies, terms and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from ohjaus_desktop.catalogue.model import Record, Text
from ohjaus_desktop.catalogue.navigation import Activity, Catalogue, Need
from ohjaus_desktop.publishing.hsds import own
from ohjaus_desktop.texts import Translator

NAMESPACE = UUID("7a1f6c3e-54b2-5d0f-8c77-9e3f20d8a641")
Object = dict[str, Any]

_DESCRIPTION = "From the Ohjaus catalogue format"
_FACTS_NAME = "Facts of the Ohjaus catalogue format"


def uid(*parts: str) -> str:
    """A lasting id of something that has none in the central file."""
    return str(uuid5(NAMESPACE, "|".join(parts)))


@dataclass(slots=True)
class Terms:
    """Gives out terms and keeps those that were used.

    names: of needs and kinds of help, by taxonomy and code.
    """

    say: Translator
    language: str
    names: dict[tuple[str, str], Text] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    used: dict[str, Object] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, say: Translator) -> Terms:
        """The terms of a catalogue: all its needs and kinds of help, used or not."""
        terms = cls(say, say.language)
        lists: dict[str, Iterable[Need | Activity]] = {
            "needs": catalogue.needs,
            "activities": catalogue.activities,
        }
        for name, records in lists.items():
            for record in records:
                terms.names[name, record.id] = record.name
                if isinstance(record, Need) and record.parent_id:
                    terms.parents[name, record.id] = record.parent_id
            for record in records:
                terms.term(name, record.id)
        return terms

    def term(self, name: str, code: str) -> Object:
        """The term of one of our lists."""
        taxonomy = f"{own.PREFIX}{name}"
        id_ = uid(taxonomy, code)
        if id_ not in self.used:
            said = self.say.name(self.names.get((name, code))) or code
            parent = self.parents.get((name, code))
            self.used[id_] = {
                "id": id_,
                "code": code,
                "name": said,
                "description": said,
                **({"parent_id": uid(taxonomy, parent)} if parent else {}),
                "taxonomy": taxonomy,
                "taxonomy_id": uid(taxonomy),
                "language": self.language,
            }
        return self.used[id_]

    def attributes(self, entity: str, id_: str, said: Iterable[tuple[str, str, str | None]]) -> list[Object]:
        """The attributes of an object; said: list, code and value, None where the term says all."""
        return [
            {
                "id": uid(entity, id_, name, code, str(value)),
                "link_id": id_,
                "link_type": code if name == "facts" else name,
                "link_entity": entity,
                **({"value": value} if value is not None else {}),
                "taxonomy_term": self.term(name, code),
            }
            for name, code, value in said
        ]

    def taxonomies(self) -> list[Object]:
        """The taxonomies of the terms that were used."""
        names: Mapping[str, str] = {**own.TERMS, "facts": _FACTS_NAME}
        used = {str(term["taxonomy"]).removeprefix(own.PREFIX) for term in self.used.values()}
        return [
            {
                "id": uid(f"{own.PREFIX}{name}"),
                "name": f"{own.PREFIX}{name}",
                "description": f"{_DESCRIPTION}: {names[name]}",
                "version": "1",
            }
            for name in names
            if name in used
        ]


def facts(record: Record, say: Translator) -> list[tuple[str, str, str | None]]:
    """The own facts of a record that differ from what is taken where nothing is said."""
    defaults = dict(
        zip(reversed(record.__struct_fields__), reversed(record.__struct_defaults__), strict=False)
    )
    found: list[tuple[str, str, str | None]] = []
    for name in own.facts_of(type(record)):
        value = getattr(record, name)
        if name not in defaults or value != defaults[name]:
            found.append(("facts", name, _in_words(value, say)))
    return found


def _in_words(value: Any, say: Translator) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return say.name(value) if isinstance(value, str | dict) else str(value)
