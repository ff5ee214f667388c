"""The full-text index in the catalogue's file: made in the sync's own transaction, asked per word.

SQLite's tokenizers know no Finnish, so we give FTS5 the stems and the folded words themselves
(``language.terms``). A second index holds the distinct words by their trigrams: it finds what a
mistyped word or a part of a compound may have meant. What people type never reaches SQLite as FTS
syntax: only quoted words of letters and digits do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Engine
from sqlalchemy import text as sql

from ohjaus_desktop.catalogue.indexing import IndexWork
from ohjaus_desktop.catalogue.model import Organization, Service
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.catalogue.store import read_numbers
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.needs import texts_of

INDEX_VERSION = 2
"""Grows when what is indexed changes: an installed catalogue is then indexed again."""

_CREATE = (
    # Positions are kept: a letter that SQLite's older Unicode does not know splits a word, and
    # the two halves are then asked for as a phrase.
    """CREATE VIRTUAL TABLE search_word USING fts5(
        name, other, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3', columnsize = 0)""",
    "CREATE VIRTUAL TABLE search_term USING fts5(term, tokenize = 'trigram')",
    "CREATE TABLE search_known_term (term TEXT PRIMARY KEY) WITHOUT ROWID",
    # Stemming the words of needs takes half a second; a start of the program must not wait for it.
    "CREATE TABLE search_stem (word TEXT PRIMARY KEY, stems TEXT NOT NULL) WITHOUT ROWID",
)
_TABLES = ("search_word", "search_term", "search_known_term", "search_stem")

ALIKE = 0.5
"""Dice's coefficient from which a mistyped word counts as meant."""
SHORTEST_PART = 4
"""Letters from which a word is looked for inside compounds."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The numbers of the services that one word found: in their names, and anywhere."""

    name: frozenset[int]
    anywhere: frozenset[int]


def index(connection: Connection, work: IndexWork) -> None:
    """Bring the index up to date inside the sync's transaction."""
    if work.everything or not _exists(connection):
        for table in _TABLES:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
        for statement in _CREATE:
            connection.exec_driver_sql(statement)
    else:
        outdated = [(number,) for number in (*work.gone.values(), *work.numbers.values())]
        if outdated:
            connection.exec_driver_sql("DELETE FROM search_word WHERE rowid = ?", outdated)
    owners: list[Need | Activity] = [*work.needs, *work.activities]
    # Only the names: the many words of needs are heard by NeedWords, not looked for in services.
    name_of = {owner.id: _words(texts_of(owner.name)) for owner in owners}
    spoken = _words(said for owner in owners for said in _owner_texts(owner))
    vocabulary = set(spoken)
    rows = []
    for service in work.services:
        names = _words(_names(service, work.organizations.get(service.organization_id or "")))
        other = _words(_body(service))
        for id_ in (*service.needs, *service.activities):
            other |= name_of.get(id_, {})
        rows.append((work.numbers[service.id], _column(names), _column(other)))
        vocabulary.update(names)
    if rows:
        connection.exec_driver_sql("INSERT INTO search_word (rowid, name, other) VALUES (?, ?, ?)", rows)
    _learn(connection, {language.fold(word) for word in vocabulary})
    stems = [(word, " ".join(language.stems(word))) for word in spoken]
    if stems:
        connection.exec_driver_sql("INSERT OR REPLACE INTO search_stem (word, stems) VALUES (?, ?)", stems)


class SearchIndex:
    """Asks the index of an installed catalogue. Holds no transaction between questions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def numbers(self) -> dict[str, int]:
        """Service id → the number that hits carry."""
        with self._engine.connect() as connection:
            return dict(read_numbers(connection))

    def stems(self) -> Callable[[str], frozenset[str]]:
        """``language.stems``, with those of the needs' own words already at hand."""
        with self._engine.connect() as connection:
            if not _exists(connection):
                return language.stems
            rows = connection.exec_driver_sql("SELECT word, stems FROM search_stem").all()
            known = {row[0]: frozenset(row[1].split()) for row in rows}
        return lambda word: known.get(word) or language.stems(word)

    def find(self, word: str, *, half_typed: bool = False) -> Hits:
        """The services in which a word (small letters) stands in any form.

        half_typed: longer words that begin so count too. Where the word is nowhere, the valleys'
        speech is undone.
        """
        with self._engine.connect() as connection:
            if not _exists(connection):
                return Hits(frozenset(), frozenset())
            for form in (word, *language.spoken(word)):
                hits = _find(connection, language.terms(form), _beginnings(form) if half_typed else ())
                if hits.anywhere:
                    break
            return hits

    def meant(self, word: str) -> list[str]:
        """Words of the catalogue (folded) that a word may be a misspelling or a part of, best first."""
        with self._engine.connect() as connection:
            return _meant(connection, language.fold(word)) if _exists(connection) else []

    def find_any(self, words: Sequence[str]) -> Hits:
        """The services in which one of these folded words stands as it is."""
        with self._engine.connect() as connection:
            return _find(connection, words, ())


def _beginnings(word: str) -> tuple[str, ...]:
    return (language.fold(word),)


def _find(connection: Connection, exact: Iterable[str], beginnings: Iterable[str]) -> Hits:
    asked = " OR ".join([*(f'"{word}"' for word in sorted(exact)), *(f'"{word}"*' for word in beginnings)])
    anywhere = _numbers(connection, asked)
    return Hits(_numbers(connection, f"name : ({asked})") if anywhere else anywhere, anywhere)


def _numbers(connection: Connection, asked: str) -> frozenset[int]:
    # One row instead of thousands: half of a keystroke went into fetching them one by one.
    found = "SELECT group_concat(rowid) FROM search_word WHERE search_word MATCH ?"
    numbers: str | None = connection.exec_driver_sql(found, (asked,)).scalar()
    return frozenset(map(int, numbers.split(","))) if numbers else frozenset()


def _meant(connection: Connection, word: str) -> list[str]:
    """Words of the catalogue that a folded word may be a misspelling or a part of."""
    pieces = [piece for piece in sorted(language.trigrams(word)) if " " not in piece]
    if not pieces or len(word) < SHORTEST_PART:
        return []
    asked = " OR ".join(f'"{piece}"' for piece in pieces)
    similar = sql("SELECT term FROM search_term WHERE search_term MATCH :asked ORDER BY rank LIMIT 60")
    terms: Sequence[str] = connection.scalars(similar, {"asked": asked}).all()
    # A part of a compound says more than a likeness: "hoito" in kotihoito, "velka" in velkahuoli.
    parts = [
        term for term in terms if word in term or (len(term) >= SHORTEST_PART + 1 and word.startswith(term))
    ]
    alike = sorted(terms, key=lambda term: -language.likeness(word, term))
    return list(
        dict.fromkeys([*parts, *(term for term in alike[:5] if language.likeness(word, term) >= ALIKE)])
    )


def _exists(connection: Connection) -> bool:
    found = sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_stem'")
    return connection.scalar(found) is not None


def _words(parts: Iterable[str]) -> dict[str, None]:
    """The distinct words, in order."""
    return {word: None for part in parts for word in language.words(part)}


def _column(words: Iterable[str]) -> str:
    return " ".join(map(_entry, words))


@lru_cache(maxsize=100_000)
def _entry(word: str) -> str:
    return " ".join(sorted(language.terms(word)))


def _learn(connection: Connection, vocabulary: set[str]) -> None:
    known = set(connection.exec_driver_sql("SELECT term FROM search_known_term").scalars())
    new = [(term,) for term in sorted(vocabulary - known) if len(term) >= SHORTEST_PART]
    if new:
        connection.exec_driver_sql("INSERT INTO search_known_term (term) VALUES (?)", new)
        connection.exec_driver_sql("INSERT INTO search_term (term) VALUES (?)", new)


def _names(service: Service, organization: Organization | None) -> Iterable[str]:
    yield from texts_of(service.name)
    yield from texts_of(service.alternate_name)
    if organization:
        yield from texts_of(organization.name)
        yield from texts_of(organization.alternate_name)


def _body(service: Service) -> Iterable[str]:
    for part in (
        service.what,
        service.for_whom,
        service.how,
        service.description,
        service.eligibility_description,
    ):
        yield from texts_of(part)


def _owner_texts(owner: Need | Activity) -> Iterable[str]:
    yield from texts_of(owner.name)
    for words in owner.words.values():
        yield from words
