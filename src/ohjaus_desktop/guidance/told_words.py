"""The words in which needs are told, as a catalogue's file keeps them.

Their phrases are laid out when the catalogue is indexed, with the thesaurus of the program that
did it; where the words are the same as before, what was laid out stays. A program with another
edition lays them out itself: right, but slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

import msgspec

from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.database import Connection
from ohjaus_desktop.guidance import language, thesaurus
from ohjaus_desktop.guidance.needs import laid_out, own_phrases
from ohjaus_desktop.guidance.phrases import Layout

_CREATE = (
    "CREATE TABLE IF NOT EXISTS search_layout (edition INTEGER PRIMARY KEY, layout BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS search_told (letters INTEGER PRIMARY KEY, words TEXT NOT NULL)",
)


def write(connection: Connection, owners: Sequence[Need | Activity], version: int) -> set[str]:
    """Keep the phrases of needs and activities; give the words (small letters) of the catalogue's own.

    version: of the index, grows with how words are split and stemmed.
    """
    for statement in _CREATE:
        connection.exec_driver_sql(statement)
    own = language.distinct_words("\n".join(said for owner in owners for said in own_phrases(owner)))
    edition = _edition(owners, version)
    kept = connection.exec_driver_sql("SELECT edition FROM search_layout").scalars().all()
    if kept != [edition]:
        _lay_out(connection, owners, own, edition)
    return own


def _lay_out(connection: Connection, owners: Sequence[Need | Activity], own: set[str], edition: int) -> None:
    known = thesaurus.bundled()
    by_letters: dict[int, list[str]] = defaultdict(list)
    for word in sorted(own | known.all_words()):
        by_letters[len(word)].append(word)
    layout = msgspec.msgpack.encode(laid_out(owners, known))
    connection.exec_driver_sql("DELETE FROM search_layout")
    connection.exec_driver_sql("INSERT INTO search_layout VALUES (?, ?)", (edition, layout))
    connection.exec_driver_sql("DELETE FROM search_told")
    told = [(letters, " ".join(words)) for letters, words in by_letters.items()]
    if told:
        connection.exec_driver_sql("INSERT INTO search_told VALUES (?, ?)", told)


def read(connection: Connection, owners: Sequence[Need | Activity], version: int) -> Layout | None:
    """The phrases as they were laid out; None where that was of other words."""
    asked = "SELECT layout FROM search_layout WHERE edition = ?"
    found = connection.exec_driver_sql(asked, (_edition(owners, version),)).scalar()
    return None if found is None else msgspec.msgpack.decode(found, type=Layout)


def _edition(owners: Sequence[Need | Activity], version: int) -> int:
    """A number that other words do not have: of the catalogue's needs, of the thesaurus, or small ones."""
    said = [(owner.id, [*own_phrases(owner)]) for owner in owners]
    small = sorted(language.SMALL_WORDS | language.NEGATIONS)
    return crc32(msgspec.msgpack.encode((version, thesaurus.edition(), small, said)))


def of_length(connection: Connection, letters: int) -> list[str]:
    """The words with so many letters, as they are written."""
    asked = "SELECT words FROM search_told WHERE letters = ?"
    found = connection.exec_driver_sql(asked, (letters,)).scalar()
    return found.split() if found else []
