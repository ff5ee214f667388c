"""The central file: bytes in, records out, and back.

The file comes from somebody else. It is split into raw records first (``opening``) and each record is
decoded on its own (``passing``), so that one bad record costs itself and nothing else. What cannot be
a catalogue at all is refused with one clear sentence. A sync lets the records pass; here they are
read all at once, for those who publish.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import structs

from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.opening import opened
from ohjaus_desktop.catalogue.passing import Passing
from ohjaus_desktop.catalogue.problems import CatalogueRefused, Problem, ProblemKind
from ohjaus_desktop.catalogue.sections import ENCODER, SECTIONS, encode, key
from ohjaus_desktop.texts import text

__all__ = ["LIMIT", "SECTIONS", "Reading", "encode", "key", "read", "write"]

LIMIT = 256 * 1024 * 1024
"""The largest file that is read, bytes, after decompression."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A central file as it was understood.

    catalogue: what can be used. problems: what was wrong, in the file's order of sections.
    unknown_fields: paths of fields that this program does not know, each once.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    unknown_fields: tuple[str, ...] = ()

    def count(self, kind: ProblemKind, section: str | None = None) -> int:
        """How many problems of a kind there are, in one section or in all."""
        return sum(problem.kind is kind and section in (None, problem.section) for problem in self.problems)


def read(data: bytes, *, installed: Mapping[str, Collection[str]] | None = None) -> Reading:
    """Understand a central file as a whole.

    installed: ids by section of the records that are there already; where a record is
    quarantined and an older version of it is among these, links to it are kept.
    Raises CatalogueRefused.
    """
    if len(data) > LIMIT:
        raise CatalogueRefused(
            text("The file is larger than {limit} MB.", limit=LIMIT // 1024 // 1024),
            text("Ask the publisher for the right file."),
        )
    file = opened(data)
    there = installed or {}
    passing = Passing(file, lambda section, id_: id_ in there.get(section, ()))
    found: dict[str, dict[int, Any]] = {section: {} for section in SECTIONS}
    for section, place, _id, record in passing.records():
        found[section][place] = record
    sections = {name: [record for _place, record in sorted(found[name].items())] for name in SECTIONS}
    fields: dict[str, Any] = structs.asdict(file.header) | sections
    return Reading(Catalogue(**fields), passing.problems.kept(), tuple(sorted(passing.strange)))


def write(catalogue: Catalogue) -> bytes:
    """The canonical file: UTF-8, two spaces, defaults left out; ``read`` gives the same back."""
    return msgspec.json.format(ENCODER.encode(catalogue), indent=2) + b"\n"
