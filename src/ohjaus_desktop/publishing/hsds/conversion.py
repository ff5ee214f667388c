"""What every converter of HSDS objects needs: the tables, ids, texts, own facts, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Identifier, Record, Schedule
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.hsds import own
from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.hours import HoursReader
from ohjaus_desktop.publishing.hsds.tables import Owner, Row, Tables, identity
from ohjaus_desktop.publishing.hsds.wording import email, link, one_line, plain

# Ids for objects whose publisher has no UUIDs: equal objects get equal ids on every import.
NAMESPACE = UUID("0c9b7a56-37f4-5ad1-8d3e-4b8a4d1fb0a7")
SCHEME = "hsds"
_LONGEST = 20_000


@dataclass(slots=True)
class Conversion:
    """One import under way.

    publisher: whose ids these are where they are no UUIDs; language: of the texts, ISO 639;
    at: the moment of the import. abroad: locations outside Finland, by their id in the data.
    """

    tables: Tables
    findings: Findings
    places: Places
    publisher: str
    language: str
    at: datetime
    abroad: set[str] = field(default_factory=set)

    def id(self, kind: str, said: str) -> str:
        """The id of an object in the central file; a UUID stays."""
        try:
            return str(UUID(said))
        except ValueError:
            return str(uuid5(NAMESPACE, f"{self.publisher}|{kind}|{said}"))

    def identifiers(self, kind: str, said: str, facts: Mapping[str, list[str]]) -> list[Identifier]:
        """The ids elsewhere that our own export wrote, and the one of the data where it is no UUID."""
        found = [
            Identifier(identifier_scheme=scheme, identifier=one)
            for scheme, _, one in (value.partition(":") for value in facts.get(own.IDENTIFIER, ()))
        ]
        if self.id(kind, said) != said and not said.startswith("~"):
            self.findings.made_ids[kind] += 1
            found.append(Identifier(identifier_scheme=SCHEME, identifier=said[:200]))
        return found

    def text(self, value: Any) -> str | None:
        """A text in full; None when it says nothing."""
        said = plain(value)
        if len(said) > _LONGEST:
            self.findings.cut += 1
            said = said[: _LONGEST - 2] + " …"
        return said or None

    def line(self, value: Any) -> str | None:
        """A text in one line."""
        return self.text(one_line(value))

    def link(self, value: Any) -> str | None:
        """A web address; what is none is told."""
        found = link(value)
        if found is None and one_line(value):
            self.findings.links[one_line(value)] += 1
        return found

    def email(self, value: Any) -> str | None:
        """An e-mail address; what is none is told."""
        found = email(value)
        if found is None and one_line(value):
            self.findings.links[one_line(value)] += 1
        return found

    def number(self, field_: str, value: Any, lowest: float, highest: float) -> float | None:
        """A number in its range; what is none is told."""
        said = one_line(value).replace(",", ".")
        if not said:
            return None
        try:
            found = float(said)
        except ValueError:
            found = float("nan")
        if lowest <= found <= highest:
            return found
        self.findings.values[f"{field_}: {one_line(value)}"] += 1
        return None

    # Own attributes ---------------------------------------------------------------------------

    def own(self, owner: Owner) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Facts with their values, and lists with their codes, that our own export wrote."""
        facts: dict[str, list[str]] = {}
        terms: dict[str, list[str]] = {}
        for attribute in self.tables.parts_of("attribute", owner):
            term = self.tables.of("taxonomy_term").get(identity(attribute.get("taxonomy_term_id")) or "", {})
            taxonomy, code = str(term.get("taxonomy") or ""), str(term.get("code") or "")
            if taxonomy == own.FACTS:
                facts.setdefault(code, []).append(plain(attribute.get("value")))
            elif taxonomy.startswith(own.PREFIX):
                terms.setdefault(taxonomy.removeprefix(own.PREFIX), []).append(code)
            else:
                self.findings.fields[f"{owner[0]}.attributes"] += 1
        return facts, terms

    def facts(self, type_: type[Record], facts: Mapping[str, list[str]]) -> dict[str, Any]:
        """The own fields of a record; a value that cannot be one is told."""
        fields, wrong = own.understood(type_, facts)
        for name in wrong:
            self.findings.values[f"{name}: {facts[name][0]}"] += 1
        return fields

    # Hours ------------------------------------------------------------------------------------

    def hours(self, owner: Owner, *, abroad: bool = False) -> dict[str, Any]:
        """The weekly hours and the exceptions of an object, as fields of its record."""
        if owner not in self.tables.parts:
            return {}
        reader = HoursReader(self.findings, texts.translator(self.words_in), self.at.year, abroad)
        weekly: list[tuple[Row, dict[str, Any]]] = []
        exceptions = [*self.tables.parts_of("holiday_schedule", owner)]
        for row in self.tables.parts_of("schedule", owner):
            facts, _ = self.own(("schedule", str(row.get("id") or "")))
            if own.EXCEPTION in facts:
                exceptions.append({**row, "closed": str(facts[own.EXCEPTION][0] == "closed")})
            else:
                weekly.append((row, self.facts(Schedule, facts)))
        by_row = {id(row): facts for row, facts in weekly}
        return {
            "schedules": reader.read((row for row, _ in weekly), lambda row: by_row[id(row)]),
            "holiday_schedules": reader.exceptions(exceptions),
        }

    @property
    def words_in(self) -> str:
        """The language of the few words that an import adds: that of the data, else English."""
        return self.language if self.language in texts.LANGUAGES else "en"
