"""Is the right service found from people's own words? Ours beside what anybody could do with SQLite.

    python tests/benchmarks/need_questions.py                         both halves of our own questions
    python tests/benchmarks/need_questions.py FILE …                  other files of questions
    python tests/benchmarks/need_questions.py --missed                what ours did not find while building
    python tests/benchmarks/need_questions.py --keystrokes 250 4000   also each letter's time, at these sizes

Each letter of each question takes minutes; ``--every 10`` types every tenth question.

Every method gets the same texts of the same services: one document for each distinct name of the
catalogue. A question counts when one of its relevant services is the first name, or among the first
five; questions that no service of the catalogue answers are left out. Shares are of questions.
"""

from __future__ import annotations

import argparse
import gc
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests"), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import generated  # noqa: E402
import Stemmer  # noqa: E402

import asked_questions  # noqa: E402
from asked_questions import AT, FIRST, Asked, Finds  # noqa: E402
from ohjaus_desktop import paths, texts  # noqa: E402
from ohjaus_desktop.catalogue import document  # noqa: E402
from ohjaus_desktop.catalogue.navigation import Catalogue  # noqa: E402
from ohjaus_desktop.guidance import language  # noqa: E402
from ohjaus_desktop.guidance.navigator import Navigator, Question  # noqa: E402
from ohjaus_desktop.guidance.needs import texts_of  # noqa: E402
from ohjaus_desktop.guidance.places import Places  # noqa: E402
from ohjaus_desktop.publishing.import_ptv import import_path  # noqa: E402

SHARED = PROJECT.parent / "shared" / "data" / "catalogues"
DESCRIPTIONS = SHARED / "ptv-general-descriptions"
NAME_WEIGHT = 10.0
"""What a word in the name counts beside one in the text; from 1 to 30 the shares stay within a hundredth."""
SHOWN = 50
"""Rows that a keystroke brings to the screen."""

Document = tuple[str, str]
"""All names of a service, and all its texts, in every language."""


def main() -> None:
    """Measure what was asked for and print one table a file, then one of the keystrokes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="files of questions; ours when none is named")
    parser.add_argument("--catalogue", type=Path, default=DESCRIPTIONS, help="PTV's services to import")
    parser.add_argument("--keystrokes", nargs="*", type=int, metavar="SIZE", help="time each letter, too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="type every Nth question only")
    parser.add_argument("--missed", action="store_true", help="list what ours did not find")
    options = parser.parse_args()
    files = options.files or [asked_questions.BUILDING, asked_questions.TESTING]
    questions = {file.stem: asked_questions.read(file) for file in files}
    catalogue = import_path(options.catalogue, at=AT).catalogue
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = asked_questions.installed(catalogue, Path(folder))
        navigator = Navigator(store, Places.load())
        documents = documents_of(catalogue)
        methods = {**baselines(documents), "ours": asked_questions.finds_with(navigator)}
        for name, asked in questions.items():
            compare(name, [one for one in asked if one.relevant], methods)
            # Whoever reads what the testing half misses would soon write words for it.
            if options.missed and name != asked_questions.TESTING.stem:
                missed(navigator, asked)
        if options.keystrokes is not None:
            said = [one.query for asked in questions.values() for one in asked][:: options.every]
            print(
                "| services | ours p50 | p95 | raw FTS5 p50 | p95 | ratio p50 | p95 |\n" + "| --- " * 7 + "|"
            )
            keystrokes(len(catalogue.services), navigator, documents, said)
            for size in options.keystrokes:
                keystrokes_at(size, said)
        store.close()


# Found or not -----------------------------------------------------------------------------------


def compare(name: str, asked: Sequence[Asked], methods: dict[str, Finds]) -> None:
    """One table: a row for all questions, each language and each kind; a column for each method."""
    places = {
        method: {one.id: asked_questions.place_of(one, finds(one.query)) for one in asked}
        for method, finds in methods.items()
    }
    print(f"**{name}**: found first / among the first {FIRST} names\n")
    print(f"| questions | number | {' | '.join(methods)} |\n" + "| --- " * (2 + len(methods)) + "|")
    for title, some in parts(asked):
        cells = [shares([of_method[one.id] for one in some]) for of_method in places.values()]
        print(f"| {title} | {len(some)} | {' | '.join(cells)} |")
    print(flush=True)


def missed(navigator: Navigator, asked: Iterable[Asked]) -> None:
    """A line for each question without a relevant service among the first: what stood there and why."""
    say = texts.translator("fi")
    for one in asked:
        rows = navigator.ask(Question(at=AT, text=one.query, limit=asked_questions.ROWS)).results
        if one.relevant and not asked_questions.place_of(one, [say.name(row.name) for row in rows]):
            instead = "; ".join(f"{say.name(row.name)} ({row.why or 'text'})" for row in rows[:3])
            print(f"- {one.id} {one.query}\n  wanted {', '.join(one.needs)}; got {instead or 'nothing'}")
    print(flush=True)


def parts(asked: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """All, then by language, then by kind, in the order of the file."""
    yield "all", list(asked)
    for trait in ("lang", "kind"):
        for value in dict.fromkeys(getattr(one, trait) for one in asked):
            yield f"{trait} {value}", [one for one in asked if getattr(one, trait) == value]


def shares(places: Sequence[int]) -> str:
    """How many of a hundred stand first, and among the first names."""
    first, found = sum(place == 1 for place in places), sum(place > 0 for place in places)
    return f"{first / len(places):.0%} / {found / len(places):.0%}"


# What anybody could do --------------------------------------------------------------------------


def documents_of(catalogue: Catalogue) -> dict[str, Document]:
    """Each distinct name with everything that is said under it."""
    say = texts.translator("fi")
    found: dict[str, tuple[list[str], list[str]]] = {}
    for service in catalogue.services:
        names, body = found.setdefault(say.name(service.name), ([], []))
        names += texts_of(service.name)
        for part in (service.what, service.for_whom, service.how, service.description):
            body += texts_of(part)
    return {name: (" ".join(dict.fromkeys(names)), " ".join(body)) for name, (names, body) in found.items()}


def baselines(documents: dict[str, Document]) -> dict[str, Finds]:
    """The methods beside ours. Each asks for any of the words; more and rarer ones rank higher."""
    return {
        "LIKE": like(documents),
        "FTS5": full_text(documents, "unicode61", lambda word: [f'"{word}"']),
        "FTS5 trigrams": full_text(documents, "trigram", trigrams),
        "FTS5, stems and prefixes": full_text(
            {name: (stemmed(names), stemmed(body)) for name, (names, body) in documents.items()},
            "unicode61",
            lambda word: [f'"{stem}"*' for stem in sorted(stems(word))],
        ),
    }


def like(documents: dict[str, Document]) -> Finds:
    """Substrings: a word in the name counts double. Ties stay in the order of the alphabet."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE service (title TEXT, name TEXT, body TEXT)")
    connection.executemany("INSERT INTO service VALUES (?, ?, ?)", rows_of(documents))

    def finds(typed: str) -> Sequence[str]:
        words = language.words(typed)
        score = " + ".join(["2 * (name LIKE ?) + (body LIKE ?)"] * len(words)) or "0"
        asked = [f"%{word}%" for word in words for _ in range(2)]
        statement = f"SELECT title, {score} AS score FROM service WHERE score > 0 ORDER BY score DESC, title"
        return [row[0] for row in connection.execute(statement, asked)]

    return finds


def full_text(documents: dict[str, Document], tokenizer: str, pieces: Callable[[str], list[str]]) -> Finds:
    """An FTS5 index asked for any of the pieces of any word, ranked by bm25."""
    connection = full_text_index(documents, tokenizer)
    statement = f"SELECT title FROM word WHERE word MATCH ? ORDER BY bm25(word, 0, {NAME_WEIGHT}, 1)"

    def finds(typed: str) -> Sequence[str]:
        asked = " OR ".join(piece for word in language.words(typed) for piece in pieces(word))
        return [row[0] for row in connection.execute(statement, (asked,))] if asked else []

    return finds


def full_text_index(documents: dict[str, Document], tokenizer: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    made = f"CREATE VIRTUAL TABLE word USING fts5(title UNINDEXED, name, body, tokenize = '{tokenizer}')"
    connection.execute(made)
    connection.executemany("INSERT INTO word VALUES (?, ?, ?)", rows_of(documents))
    return connection


def rows_of(documents: dict[str, Document]) -> list[tuple[str, str, str]]:
    return [(title, *documents[title]) for title in sorted(documents)]


def trigrams(word: str) -> list[str]:
    return [f'"{word[at : at + 3]}"' for at in range(len(word) - 2)]


_FINNISH, _SWEDISH = Stemmer.Stemmer("finnish"), Stemmer.Stemmer("swedish")


def stems(word: str) -> set[str]:
    """What Snowball leaves of a word, read as Finnish and as Swedish."""
    return {_FINNISH.stemWord(word), _SWEDISH.stemWord(word)}


def stemmed(text: str) -> str:
    return " ".join(stem for word in language.all_words(text) for stem in sorted(stems(word)))


# Each letter ------------------------------------------------------------------------------------


def keystrokes_at(size: int, said: Sequence[str]) -> None:
    """The same letters over a catalogue of ``size`` services."""
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    miami = SHARED / "hsds-miami"
    catalogue = generated.catalogue(example, size, miami if miami.is_dir() else None)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = asked_questions.installed(catalogue, Path(folder))
        keystrokes(size, Navigator(store, Places.load()), documents_of(catalogue), said)
        store.close()


def keystrokes(size: int, navigator: Navigator, documents: dict[str, Document], said: Iterable[str]) -> None:
    """Each letter of each question: ours to ranked rows, beside the raw query for the same letters."""
    raw = full_text_index(documents, "unicode61")
    statement = f"SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank LIMIT {SHOWN}"
    navigator.warm()
    ours, bare = [], []
    gc.collect()
    for typed in (one[:end] for one in said for end in range(1, len(one) + 1)):
        question = Question(at=AT, text=typed, limit=SHOWN)
        ours.append(timed(partial(navigator.ask, question)))
        asked = " ".join(f'"{word}"*' for word in language.words(typed))
        if asked:
            bare.append(timed(partial(fetched, raw, statement, asked)))
    raw.close()
    times = [quantile(values, share) * 1000 for values in (ours, bare) for share in (0.5, 0.95)]
    cells = [f"{one:.1f} ms" for one in times[:2]] + [f"{one:.2f} ms" for one in times[2:]]
    print(
        f"| {size} | {' | '.join(cells)} | {times[0] / times[2]:.1f} | {times[1] / times[3]:.1f} |",
        flush=True,
    )


def fetched(connection: sqlite3.Connection, statement: str, asked: str) -> list[tuple[int]]:
    return connection.execute(statement, (asked,)).fetchall()


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quantile(values: list[float], share: float) -> float:
    """The value under which a share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
