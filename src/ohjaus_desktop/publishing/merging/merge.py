"""Several central files become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue import document, sections
from ohjaus_desktop.catalogue.model import Location, Text
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance import language as spelling
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.publishing.merging.corrections import Corrected, apply
from ohjaus_desktop.publishing.merging.identity import PREVIOUS, PTV, Groups, Member, final_ids
from ohjaus_desktop.publishing.merging.joining import Conflict, in_own_words, join
from ohjaus_desktop.publishing.merging.overlay import Overlay
from ohjaus_desktop.publishing.merging.references import follow
from ohjaus_desktop.publishing.merging.similarity import Suspects, suspected
from ohjaus_desktop.texts import current

# Links point forward in this order: whose, where, what.
_IDENTIFIED = ("organizations", "locations", "services")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to merge. name: what to call it, as its file name."""

    name: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Merged:
    """catalogue: the whole; suspects: what may be one and the same, for a person to decide.

    conflicts: what the files do not agree on; the first one's word stands. joined: by section, how
    many records became part of another. notes: sentences about what of the overlay or the links
    could not be followed, in the user's language.
    """

    catalogue: Catalogue
    suspects: tuple[Suspects, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    joined: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def merge(
    sources: Sequence[Source],
    *,
    at: datetime,
    overlay: Overlay | None = None,
    previous: Catalogue | None = None,
) -> Merged:
    """Make one catalogue of one or several; equal input and moment give an equal catalogue.

    sources: in the order in which they are believed. overlay: what people have decided and
    corrected, which every new import outlives. previous: the file published before: its
    ids stay, and the catalogue keeps its id and name. at: the moment, aware; the sequence number is
    made of it, as every import's is, until the file is published. Raises OverlayWrong.
    """
    overlay = overlay or Overlay()
    language = (previous or sources[0].catalogue).default_language
    files = [in_own_words(source.catalogue, language) for source in sources]
    before = in_own_words(previous, language) if previous else None
    renamed: dict[str, Mapping[str, str]] = {}
    conflicts: list[Conflict] = []
    records: dict[str, list[Any]] = {}
    called: dict[str, list[list[Member]]] = {}
    for section in sections.SECTIONS:
        members = _members(section, before, files, renamed)
        groups = _groups(section, members, overlay)
        if section in _IDENTIFIED:
            renamed[section] = final_ids(groups)
        called[section] = groups
        joined = (join(section, group, conflicts, language=language) for group in groups)
        records[section] = [follow(section, record, renamed) for record in joined if record is not None]
    corrected = apply(overlay, previous or files[0], records, called)
    catalogue = structs.replace(
        corrected.catalogue,
        sequence=int(at.timestamp()),
        published_at=at.replace(microsecond=0),
        example=any(file.example for file in files),  # one invented service makes it an example
    )
    return _judged(catalogue, corrected, sources, called, conflicts)


def _judged(
    catalogue: Catalogue,
    corrected: Corrected,
    sources: Sequence[Source],
    called: Mapping[str, Sequence[Sequence[Member]]],
    conflicts: Sequence[Conflict],
) -> Merged:
    # The reader that every desktop has is the judge of what the file may hold.
    reading = document.read(document.write(catalogue))
    problems = (
        f"{problem.path}: {problem.sentence(current())} {problem.detail}".rstrip()
        for problem in reading.problems
    )
    origin = {
        group[0].id: " · ".join(
            dict.fromkeys(sources[one.source].name for one in group if one.source != PREVIOUS)
        )
        for section in _IDENTIFIED
        for group in called[section]
    }
    return Merged(
        catalogue=reading.catalogue,
        suspects=suspected(reading.catalogue, different=corrected.apart, origin=origin),
        conflicts=tuple(conflicts),
        joined={
            section: sum(max(0, sum(one.source != PREVIOUS for one in group) - 1) for group in groups)
            for section, groups in called.items()
        },
        notes=(*corrected.notes, *problems),
    )


def _members(
    section: str,
    before: Catalogue | None,
    files: Sequence[Catalogue],
    renamed: Mapping[str, Mapping[str, str]],
) -> list[Member]:
    """The section's records of all files, those of the previous one first, their links renamed."""
    numbered = [*([(PREVIOUS, before)] if before else []), *enumerate(files)]
    return [
        Member(number, follow(section, record, renamed))
        for number, catalogue in numbered
        for record in getattr(catalogue, section)
    ]


def _groups(section: str, members: Sequence[Member], overlay: Overlay) -> list[list[Member]]:
    if section not in _IDENTIFIED:
        found: dict[str, list[Member]] = {}
        for member in members:
            found.setdefault(sections.key(section, member.record), []).append(member)
        return [*found.values()]
    groups = Groups(members, same=overlay.same, different=overlay.different)
    if section == "locations":
        groups.join_by(_place, _may_be_one)
    return groups.groups()


def _place(member: Member) -> tuple[str, str, str] | None:
    """Where a place is and whose; None when either is not known."""
    place: Location = member.record
    street = spelling.plain(_first(place.addresses[0].address_1)) if place.addresses else ""
    return (place.municipality, place.organization_id, street) if place.organization_id and street else None


def _may_be_one(one: Member, other: Member) -> bool:
    """Whether nothing speaks against it: a house may hold two places of one organization."""
    a, b = one.record, other.record
    if a.floor and b.floor and a.floor != b.floor:
        return False
    ids = [{item.identifier for item in each.identifiers if item.identifier_scheme == PTV} for each in (a, b)]
    if all(ids) and ids[0].isdisjoint(ids[1]):
        return False
    # A file that has two places of different names in one house knows why.
    return one.source != other.source or spelling.plain(_first(a.name)) == spelling.plain(_first(b.name))


def _first(text: Text | None) -> str:
    return next(iter(texts_of(text)), "")
