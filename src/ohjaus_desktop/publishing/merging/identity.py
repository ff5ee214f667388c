"""Who is who: the records of several files that are one and the same.

Only exact identities join by themselves, in this order: the record's own id; a person's word
(``same`` of the overlay); the PTV id; the business id with its check digit. A person's "different"
keeps two apart for good. Two organizations that PTV tells apart stay apart although they share a
business id: a town's offices all do. What merely looks alike is ``similarity``'s matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.catalogue.rules import BUSINESS_ID, is_business_id

PTV = "ptv"
PREVIOUS = -1
"""The number of the previously published file among the sources: it gives ids, no facts."""


@dataclass(frozen=True, slots=True)
class Member:
    """One record as one file has it. source: number of the file, or PREVIOUS."""

    source: int
    record: Any

    @property
    def id(self) -> str:
        """The record's own id."""
        return str(self.record.id)


Pairs = Sequence[tuple[str, str]]
"""Pairs of references: an id, ptv:… or business_id:…"""


def references(record: Record) -> Iterator[str]:
    """All names by which an overlay may call a record: its id, ptv:…, business_id:…"""
    yield str(record.id)  # type: ignore[attr-defined]
    for item in getattr(record, "identifiers", ()):
        scheme, value = item.identifier_scheme, item.identifier.strip()
        if scheme == PTV:
            yield f"{PTV}:{value.lower()}"
        elif scheme != BUSINESS_ID or is_business_id(value):
            yield f"{scheme}:{value}"


def spelled(reference: str) -> str:
    """A reference as ``references`` writes it: PTV's ids are small letters."""
    return reference.lower() if reference.startswith(f"{PTV}:") else reference


class Groups:
    """The records of one section, those that are one and the same together."""

    def __init__(self, members: Sequence[Member], *, same: Pairs = (), different: Pairs = ()) -> None:
        """members: the previous file's first, then the sources' in their order."""
        self._members = members
        self._leader = [*range(len(members))]
        self._inside = [[number] for number in range(len(members))]
        self._called: dict[str, list[int]] = defaultdict(list)
        for number, member in enumerate(members):
            for name in references(member.record):
                self._called[name].append(number)
        self._apart = [(self._numbers(a), self._numbers(b)) for a, b in different]
        self._join_all(lambda member: [member.id])
        for a, b in same:
            for one in self._numbers(a):
                for other in self._numbers(b):
                    self._join(one, other)
        self._join_all(lambda member: _named(member, f"{PTV}:"))
        self._join_business_ids()

    def groups(self) -> list[list[Member]]:
        """The groups in the order of their first record."""
        found: dict[int, list[Member]] = defaultdict(list)
        for number, member in enumerate(self._members):
            found[self._find(number)].append(member)
        return [*found.values()]

    def join_by(
        self, key: Callable[[Member], Hashable | None], may: Callable[[Member, Member], bool]
    ) -> None:
        """Join what has the same key, where each two of both groups may be one."""
        firsts: dict[Hashable, list[int]] = defaultdict(list)
        for number, member in enumerate(self._members):
            own = key(member)
            if own is None:
                continue
            for other in firsts[own]:
                ours, theirs = self._group(number), self._group(other)
                if all(may(self._members[a], self._members[b]) for a in ours for b in theirs):
                    self._join(other, number)
                    break
            firsts[own].append(number)

    def _numbers(self, reference: str) -> list[int]:
        return self._called.get(spelled(reference), [])

    def _join_all(self, names: Callable[[Member], Iterable[str]]) -> None:
        first: dict[str, int] = {}
        for number, member in enumerate(self._members):
            for name in names(member):
                self._join(first.setdefault(name, number), number)

    def _join_business_ids(self) -> None:
        """A business id joins files, never two records of one file, nor what PTV tells apart."""
        by_id: dict[str, list[int]] = defaultdict(list)
        for number, member in enumerate(self._members):
            for name in _named(member, f"{BUSINESS_ID}:"):
                by_id[name].append(number)
        for numbers in by_id.values():
            leaders = {self._find(number) for number in numbers}
            of_source: dict[int, set[int]] = defaultdict(set)
            for number in numbers:
                of_source[self._members[number].source].add(self._find(number))
            known_to_ptv = {name for leader in leaders for name in self._ptv_ids(leader)}
            told_apart = sum(bool(self._ptv_ids(leader)) for leader in leaders) > 1 and len(known_to_ptv) > 1
            if told_apart or any(len(found) > 1 for found in of_source.values()):
                continue
            for number in numbers[1:]:
                self._join(numbers[0], number)

    def _ptv_ids(self, number: int) -> set[str]:
        return {name for each in self._group(number) for name in _named(self._members[each], f"{PTV}:")}

    def _group(self, number: int) -> list[int]:
        return self._inside[self._find(number)]

    def _find(self, number: int) -> int:
        while self._leader[number] != number:
            self._leader[number] = self._leader[self._leader[number]]
            number = self._leader[number]
        return number

    def _join(self, one: int, other: int) -> None:
        a, b = self._find(one), self._find(other)
        if a != b and not self._kept_apart(a, b):
            first, later = min(a, b), max(a, b)
            self._leader[later] = first
            self._inside[first] += self._inside[later]

    def _kept_apart(self, a: int, b: int) -> bool:
        ends = {a, b}
        return any(
            {self._find(one), self._find(other)} == ends
            for left, right in self._apart
            for one in left
            for other in right
        )


def _named(member: Member, beginning: str) -> list[str]:
    return [name for name in references(member.record) if name.startswith(beginning)]


def final_ids(groups: Iterable[Sequence[Member]]) -> Mapping[str, str]:
    """Every id that a file used → the id that stays: the previous file's, else the first source's."""
    found: dict[str, str] = {}
    for group in groups:
        for member in group:
            found.setdefault(member.id, group[0].id)
    return found
