"""The full-text index in the catalogue's file: made in the sync's own transaction, asked per word.

SQLite's tokenizers know no Finnish, so the index keeps the stems and the folded words themselves
(``language.terms``), each with the services that have it. A second index, FTS5, holds the distinct
words by their trigrams: it finds what a mistyped word or a part of a compound may have meant. What
people type never reaches FTS5 as syntax: only quoted pieces of letters and digits do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Engine
from sqlalchemy import text as sql

from ohjaus_desktop.catalogue.indexing import IndexWork, SearchedOrganization, SearchedService
from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.catalogue.store import read_numbers
from ohjaus_desktop.guidance import language, told_words
from ohjaus_desktop.guidance.masks import Marks, bits
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.phrases import Layout
from ohjaus_desktop.guidance.postings import Posting, Postings, dense, joined, numbered, without
from ohjaus_desktop.guidance.vocabulary import ALIKE

INDEX_VERSION = 9
"""Grows when what is indexed changes: an installed catalogue is then indexed again."""

_CREATE = (
    "CREATE TABLE search_word (term TEXT PRIMARY KEY, name BLOB, other BLOB) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE search_term USING fts5(term, tokenize = 'trigram')",
    "CREATE TABLE search_known_term (term TEXT PRIMARY KEY) WITHOUT ROWID",
)
_TABLES = ("search_word", "search_term", "search_known_term")

_LAST_LETTER = "\U0010ffff"
_FIRST_LETTERS = 2
"""So many letters begin thousands of words: their services are kept together, under ``_BEGINNING``."""
_BEGINNING = "*"
"""Stands after them; no word has it."""
SHORTEST_PART = 4
"""Letters from which a word is looked for inside compounds."""
_PAGE = 500
"""Terms that are read or written at once."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows that one word found, as masks: in their names, and anywhere."""

    name: int = 0
    anywhere: int = 0


def index(connection: Connection, work: IndexWork) -> None:
    """Bring the index up to date inside the sync's transaction."""
    if work.everything or not _exists(connection):
        for table in _TABLES:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
        for statement in _CREATE:
            connection.exec_driver_sql(statement)
    owners: list[Need | Activity] = [*work.needs, *work.activities]
    # Only the names: the many words of needs are heard by NeedWords, not looked for in services.
    names_of = {owner.id: _texts(owner.name) for owner in owners}
    postings = Postings(language.distinct_words)
    for service in work.services:
        other = _other(service)
        for id_ in (*service.needs, *service.activities):
            other += names_of.get(id_, ())
        postings.add(work.numbers[service.id], _names(service, work.organizations), other)
    _post(connection, postings, work)
    vocabulary = postings.in_names()
    if work.navigation:
        vocabulary |= told_words.write(connection, owners, INDEX_VERSION)
    _learn(connection, {language.fold(word) for word in vocabulary})


class SearchIndex:
    """Asks the index of an installed catalogue. Holds no transaction between questions."""

    def __init__(self, engine: Engine, place_of: Mapping[str, int] | None = None) -> None:
        """place_of: the row of every service by its id; without them the index's own numbers."""
        self._engine = engine
        self._place_of = place_of
        self._rows: list[int] | None = None
        self._size = 0
        self._named: dict[int, list[str]] | None = None

    def warm(self) -> None:
        """Read which row each number of the index means; else the first letter typed waits for it."""
        with self._engine.connect() as connection:
            if _exists(connection):
                self._row_of(connection)

    def layout(self, owners: Sequence[Need | Activity]) -> Layout | None:
        """The phrases of these needs and activities; None where they have to be laid out anew."""
        with self._engine.connect() as connection:
            return told_words.read(connection, owners, INDEX_VERSION) if _exists(connection) else None

    def layout_of_kinds(self) -> Layout | None:
        """The same of the kinds of services."""
        with self._engine.connect() as connection:
            return told_words.read_kinds(connection, INDEX_VERSION) if _exists(connection) else None

    def find(self, word: str, *, half_typed: bool = False) -> Hits:
        """The services in which a word (small letters) stands in any form.

        half_typed: longer words that begin so count too. Where the word is nowhere, the valleys'
        speech is undone.
        """
        with self._engine.connect() as connection:
            if not _exists(connection):
                return Hits()
            for form in (word, *language.spoken(word)):
                hits = self._find(connection, language.terms(form), _beginnings(form) if half_typed else ())
                if hits.anywhere:
                    break
            return hits

    def meant(self, word: str) -> list[str]:
        """Words of the catalogue (folded) that a word may be a misspelling or a part of, best first."""
        with self._engine.connect() as connection:
            return _meant(connection, language.fold(word)) if _exists(connection) else []

    def words_of_length(self, letters: int) -> list[str]:
        """The words of needs as they are written, and those of names without dots."""
        with self._engine.connect() as connection:
            if not _exists(connection):
                return []
            if self._named is None:
                self._named = defaultdict(list)
                for term in connection.exec_driver_sql("SELECT term FROM search_known_term").scalars():
                    self._named[len(term)].append(term)
            return sorted({*told_words.of_length(connection, letters), *self._named.get(letters, ())})

    def find_any(self, words: Sequence[str]) -> Hits:
        """The services in which one of these folded words stands as it is."""
        with self._engine.connect() as connection:
            return self._find(connection, words, ())

    def _find(self, connection: Connection, exact: Iterable[str], beginnings: Iterable[str]) -> Hits:
        words, begin = list(exact), []
        for one in beginnings:
            if len(one) <= _FIRST_LETTERS:
                words.append(one + _BEGINNING)
            else:
                begin.append(one)
        asked = [f"term IN ({', '.join('?' * len(words))})", *["term >= ? AND term < ?"] * len(begin)]
        values = [*words, *(bound for one in begin for bound in (one, one + _LAST_LETTER))]
        statement = f"SELECT name, other FROM search_word WHERE {' OR '.join(asked)}"  # noqa: S608
        found = connection.exec_driver_sql(statement, tuple(values)).all()
        row_of = self._row_of(connection)
        named = self._rows_with((name for name, _ in found), row_of)
        return Hits(named, named | self._rows_with((other for _, other in found), row_of))

    def _rows_with(self, postings: Iterable[bytes], row_of: Sequence[int]) -> int:
        """The mask of the rows of the services in any of the postings."""
        marks, common = Marks(self._size), 0
        for posting in postings:
            if mask := dense(posting):
                common |= mask
            else:
                marks.add(map(row_of.__getitem__, numbered(posting)))
        marks.add(map(row_of.__getitem__, bits(common)))
        return marks.mask()

    def _row_of(self, connection: Connection) -> Sequence[int]:
        """The row of each number that postings carry; nobody's row for what is no longer there."""
        if self._rows is None:
            numbers = read_numbers(connection)
            place_of = numbers if self._place_of is None else self._place_of
            self._size = 1 + max(place_of.values(), default=0)
            self._rows = [self._size] * (1 + max(numbers.values(), default=0))
            for id_, number in numbers.items():
                self._rows[number] = place_of.get(id_, self._size)
        return self._rows


def _beginnings(word: str) -> tuple[str, ...]:
    return (language.fold(word),)


def _post(connection: Connection, postings: Postings, work: IndexWork) -> None:
    """Write the postings; the older ones of the services that are indexed anew or gone are taken out."""
    is_new = connection.exec_driver_sql("SELECT 1 FROM search_word LIMIT 1").scalar() is None
    if not is_new:
        _take_out(connection, {*work.gone.values(), *work.numbers.values()})
    for rows in _pages(postings.by_term(_kept)):
        if is_new:
            connection.exec_driver_sql("INSERT INTO search_word VALUES (?, ?, ?)", rows)
        else:
            _add(connection, rows)
    if not is_new:
        connection.exec_driver_sql("DELETE FROM search_word WHERE name = x'' AND other = x''")


def _kept(word: str) -> frozenset[str]:
    """What the index keeps of a word: its terms, and the first letters of each."""
    terms = language.terms(word)
    lengths = range(1, _FIRST_LETTERS + 1)
    return terms | {term[:length] + _BEGINNING for term in terms for length in lengths}


def _take_out(connection: Connection, outdated: set[int]) -> None:
    last = ""
    while rows := connection.exec_driver_sql(
        "SELECT term, name, other FROM search_word WHERE term > ? ORDER BY term LIMIT ?", (last, _PAGE)
    ).all():
        last = rows[-1][0]
        changed = [(name, other, term) for term, name, other in without(map(tuple, rows), outdated)]
        if changed:
            connection.exec_driver_sql("UPDATE search_word SET name = ?, other = ? WHERE term = ?", changed)


def _add(connection: Connection, rows: list[Posting]) -> None:
    asked = f"SELECT term, name, other FROM search_word WHERE term IN ({', '.join('?' * len(rows))})"  # noqa: S608
    found = connection.exec_driver_sql(asked, tuple(row[0] for row in rows)).all()
    old = {term: (name, other) for term, name, other in found}
    nothing = b"", b""
    together = [
        (term, *(joined(*pair) for pair in zip(old.get(term, nothing), new, strict=True)))
        for term, *new in rows
    ]
    connection.exec_driver_sql("INSERT OR REPLACE INTO search_word VALUES (?, ?, ?)", together)


def _pages(rows: Iterable[Posting]) -> Iterator[list[Posting]]:
    left = iter(rows)
    while page := list(islice(left, _PAGE)):
        yield page


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
    found = sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_layout'")
    return connection.scalar(found) is not None


def _learn(connection: Connection, vocabulary: set[str]) -> None:
    known = set(connection.exec_driver_sql("SELECT term FROM search_known_term").scalars())
    new = [(term,) for term in sorted(vocabulary - known) if len(term) >= SHORTEST_PART]
    if new:
        connection.exec_driver_sql("INSERT INTO search_known_term (term) VALUES (?)", new)
        connection.exec_driver_sql("INSERT INTO search_term (term) VALUES (?)", new)


def _names(service: SearchedService, organizations: Mapping[str, SearchedOrganization]) -> list[str]:
    organization = organizations.get(service.organization_id or "")
    own = (organization.name, organization.alternate_name) if organization else ()
    return _texts(service.name, service.alternate_name, *own)


def _other(service: SearchedService) -> list[str]:
    return _texts(
        service.what,
        service.for_whom,
        service.how,
        service.description,
        service.eligibility_description,
    )


def _texts(*parts: Text | None) -> list[str]:
    """Every language's version of some texts of the catalogue."""
    return [text for part in parts for text in texts_of(part)]
