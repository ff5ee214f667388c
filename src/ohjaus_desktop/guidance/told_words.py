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
from ohjaus_desktop.guidance import kinds, language, thesaurus
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
    editions = _edition(owners, version), _edition_of_kinds(version)
    kept = connection.exec_driver_sql("SELECT edition FROM search_layout").scalars().all()
    if set(kept) != set(editions):
        _lay_out(connection, owners, own, editions)
    return own


def _lay_out(
    connection: Connection, owners: Sequence[Need | Activity], own: set[str], editions: tuple[int, int]
) -> None:
    known = thesaurus.bundled()
    by_letters: dict[int, list[str]] = defaultdict(list)
    for word in sorted(own | known.all_words()):
        by_letters[len(word)].append(word)
    layouts = [msgspec.msgpack.encode(one) for one in (laid_out(owners, known), kinds.laid_out(known))]
    connection.exec_driver_sql("DELETE FROM search_layout")
    connection.exec_driver_sql(
        "INSERT INTO search_layout VALUES (?, ?)", list(zip(editions, layouts, strict=True))
    )
    connection.exec_driver_sql("DELETE FROM search_told")
    told = [(letters, " ".join(words)) for letters, words in by_letters.items()]
    if told:
        connection.exec_driver_sql("INSERT INTO search_told VALUES (?, ?)", told)


def read(connection: Connection, owners: Sequence[Need | Activity], version: int) -> Layout | None:
    """The phrases as they were laid out; None where that was of other words."""
    return _read(connection, _edition(owners, version))


def read_kinds(connection: Connection, version: int) -> Layout | None:
    """The phrases of the kinds of services; None where they were laid out for another thesaurus."""
    return _read(connection, _edition_of_kinds(version))


def _read(connection: Connection, edition: int) -> Layout | None:
    asked = "SELECT layout FROM search_layout WHERE edition = ?"
    found = connection.exec_driver_sql(asked, (edition,)).scalar()
    return None if found is None else msgspec.msgpack.decode(found, type=Layout)


def _edition(owners: Sequence[Need | Activity], version: int) -> int:
    """A number that other words do not have: of the catalogue's needs, of the thesaurus, or small ones."""
    return _number(version, [(owner.id, [*own_phrases(owner)]) for owner in owners])


def _edition_of_kinds(version: int) -> int:
    return _number(version, "kinds")


def _number(version: int, said: object) -> int:
    small = sorted(language.SMALL_WORDS | language.NEGATIONS)
    return crc32(msgspec.msgpack.encode((version, thesaurus.edition(), small, said)))


def of_length(connection: Connection, letters: int) -> list[str]:
    """The words with so many letters, as they are written."""
    asked = "SELECT words FROM search_told WHERE letters = ?"
    found = connection.exec_driver_sql(asked, (letters,)).scalar()
    return found.split() if found else []
