"""Questions as people say them, and how well a catalogue answers them.

Two forms of file are read: ours (``tests/guidance/questions``) and that of the shared need
questions, which have no ids, kinds or needs. A question is found at *n* when one of the services
that answer it is among the first *n* distinct names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.navigator import Navigator, Question

FOLDER = Path(__file__).parent / "guidance" / "questions"
BUILDING = FOLDER / "questions_for_building.json"
TESTING = FOLDER / "questions_for_testing.json"
KINDS = {
    "plain": "everyday standard language",
    "spoken": "as it is said on the phone",
    "dialect": "speech of Ostrobothnia and its valleys",
    "typo": "mistyped, dots missing, compounds apart",
    "half": "the last word is still being typed",
    "several": "several needs at once",
    "asking": "mostly words that only ask",
    "professional": "as a colleague says it",
    "code": "an ICPC-2 or ICD-10 code",
    "old_name": "a name that is no longer used",
    "abbreviation": "an abbreviation, perhaps of two things",
    "brand": "a product's or a firm's name",
    "newcomer": "the Finnish of somebody who is learning it",
}
AT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
"""A Tuesday morning, when offices answer."""
FIRST = 5
ROWS = 10
"""More rows than names are looked at: several services may bear one name."""

Finds = Callable[[str], Sequence[str]]
"""From what was typed to service names, best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its judgement.

    needs: ids that a good answer shows. relevant: names of general descriptions that answer it,
    none where the nation has described no such service. never_first: names of services and ids of
    needs that would harm at the top. pinned: ids of the helplines that must stand above the results.
    """

    id: str
    query: str
    lang: str
    kind: str
    needs: tuple[str, ...]
    relevant: frozenset[str]
    never_first: frozenset[str]
    pinned: frozenset[str]


def read(file: Path) -> list[Asked]:
    """The questions of a file, in its order."""
    raw = json.loads(file.read_text(encoding="utf-8"))
    return [_asked(number, one) for number, one in enumerate(raw.get("questions") or raw["queries"], 1)]


def _asked(number: int, one: dict[str, Any]) -> Asked:
    return Asked(
        id=one.get("id", f"{number:03d}"),
        query=one["query"],
        lang=one.get("lang") or one["language"],
        kind=one.get("kind", "plain"),
        needs=tuple(one.get("needs", ())),
        relevant=frozenset(one["relevant"]),
        never_first=frozenset(one.get("never_first", ())),
        pinned=frozenset(one.get("pinned", ())),
    )


def installed(catalogue: Catalogue, folder: Path) -> CatalogueStore:
    """A store in ``folder`` that holds the catalogue as a desktop would."""
    file = folder / "catalogue.json"
    file.write_bytes(document.write(catalogue))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(file), index=search.index, index_version=search.INDEX_VERSION, at=AT)
    return store


def finds_with(navigator: Navigator) -> Finds:
    """Our own search, asked without any place or filter."""
    say = texts.translator("fi")
    return lambda typed: [
        say.name(row.name) for row in navigator.ask(Question(at=AT, text=typed, limit=ROWS)).results
    ]


def distinct(names: Iterable[str], most: int = FIRST) -> list[str]:
    """The first different names."""
    return list(dict.fromkeys(names))[:most]


def place_of(asked: Asked, names: Iterable[str]) -> int:
    """1 for the first name, up to ``FIRST``; 0 when nothing relevant is among these."""
    ranked = enumerate(distinct(names), 1)
    return next((place for place, name in ranked if name in asked.relevant), 0)
