"""The words in which needs are told, as a catalogue's file keeps them.

Their phrases are laid out when the catalogue is indexed, with the thesaurus of the program that
did it. A program with another edition lays them out itself: right, but slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.database import Connection
from ohjaus_desktop.guidance import language, thesaurus
from ohjaus_desktop.guidance.needs import laid_out, texts_of
from ohjaus_desktop.guidance.phrases import Layout

TABLES = ("search_layout", "search_told")
CREATE = (
    "CREATE TABLE search_layout (edition INTEGER PRIMARY KEY, layout BLOB NOT NULL)",
    "CREATE TABLE search_told (letters INTEGER PRIMARY KEY, words TEXT NOT NULL)",
)


def write(connection: Connection, owners: Sequence[Need | Activity]) -> set[str]:
    """Keep the phrases of needs and activities; give the words (small letters) of the catalogue's own."""
    known = thesaurus.bundled()
    own = language.distinct_words("\n".join(said for owner in owners for said in _said(owner)))
    by_letters: dict[int, list[str]] = defaultdict(list)
    for word in sorted(own | known.all_words()):
        by_letters[len(word)].append(word)
    layout = msgspec.msgpack.encode(laid_out(owners, known))
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
    connection.exec_driver_sql("INSERT INTO search_layout VALUES (?, ?)", (thesaurus.edition(), layout))
    told = [(letters, " ".join(words)) for letters, words in by_letters.items()]
    if told:
        connection.exec_driver_sql("INSERT INTO search_told VALUES (?, ?)", told)
    return own


def read(connection: Connection) -> Layout | None:
    """The phrases as they were laid out; None where that was by another thesaurus."""
    asked = "SELECT layout FROM search_layout WHERE edition = ?"
    found = connection.exec_driver_sql(asked, (thesaurus.edition(),)).scalar()
    return None if found is None else msgspec.msgpack.decode(found, type=Layout)


def of_length(connection: Connection, letters: int) -> list[str]:
    """The words with so many letters, as they are written."""
    asked = "SELECT words FROM search_told WHERE letters = ?"
    found = connection.exec_driver_sql(asked, (letters,)).scalar()
    return found.split() if found else []


def _said(owner: Need | Activity) -> list[str]:
    return [*texts_of(owner.name), *(said for spoken in owner.words.values() for said in spoken)]
