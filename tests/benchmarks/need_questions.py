"""Is the right service found from people's own words, and how soon? Ours beside what anybody could do.

    python tests/benchmarks/need_questions.py                 both halves of our own questions
    python tests/benchmarks/need_questions.py FILE …          other files of questions
    python tests/benchmarks/need_questions.py --shares        only what is found, in half a minute
    python tests/benchmarks/need_questions.py --keep FOLDER   build the large catalogues only once
    python tests/benchmarks/need_questions.py --missed        what ours did not find while building

Every method gets the same texts of the same services: one document for each distinct name of the
catalogue. A question counts when one of its relevant services is the first name, or among the first
five; questions that no service of the catalogue answers are left out. Shares are of questions.

A letter's time is the whole way from the text to fifty ranked rows with all counts, beside a raw FTS5
query for the same letters over the same texts. Each size is measured in a process of its own, first
where nobody has said where the client lives, then in Kaustinen.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
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
from ohjaus_desktop.catalogue.model import Service  # noqa: E402
from ohjaus_desktop.catalogue.store import CatalogueStore  # noqa: E402
from ohjaus_desktop.guidance import language, search, thesaurus  # noqa: E402
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
SIZES = (250, 4_000, 100_000)
SLIM_FROM = 50_000
"""So many services fit into a published file only without the rarer fields."""
TYPED = 60
"""Questions of a file whose letters are timed, spread over it."""
FEWER = 5
"""Of so many of them one is typed among that many services: the command shall end within ten minutes."""
HOMES = {"": None, "Kaustinen": "236"}
MEGABYTE = 1024 * 1024

Document = tuple[str, str]
"""All names of a service, and all its texts, in every language."""


def main() -> None:
    """Measure what was asked for: one table a file, then one of the letters."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="files of questions; ours when none is named")
    parser.add_argument("--catalogue", type=Path, default=DESCRIPTIONS, help="PTV's services to import")
    parser.add_argument("--shares", action="store_true", help="what is found, not how soon")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N", help="services")
    parser.add_argument("--every", type=int, metavar="N", help=f"type every Nth question (about {TYPED})")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where built catalogues stay")
    parser.add_argument("--missed", action="store_true", help="list what ours did not find")
    parser.add_argument("--job", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        letters(*options.job)
        return
    files = options.files or [asked_questions.BUILDING, asked_questions.TESTING]
    questions = {file.stem: asked_questions.read(file) for file in files}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found(Path(folder), options.catalogue, questions, list_missed=options.missed)
        if not options.shares:
            said = [one.query for asked in questions.values() for one in asked]
            every = options.every or max(1, len(said) // TYPED)
            soon(Path(folder), options.keep or Path(folder), said[::every], options.sizes)


# Found or not -----------------------------------------------------------------------------------


def found(folder: Path, ptv: Path, questions: dict[str, list[Asked]], *, list_missed: bool) -> None:
    """A table for each file of questions, asked of PTV's general descriptions."""
    catalogue = import_path(ptv, at=AT).catalogue
    store = asked_questions.installed(catalogue, folder)
    navigator = Navigator(store, Places.load())
    methods = {**baselines(documents_of(catalogue.services)), "ours": asked_questions.finds_with(navigator)}
    for name, asked in questions.items():
        compare(name, [one for one in asked if one.relevant], methods)
        # Whoever reads what the testing half misses would soon write words for it.
        if list_missed and name != asked_questions.TESTING.stem:
            missed(navigator, asked)
    store.close()


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


def documents_of(services: Iterable[Service]) -> dict[str, Document]:
    """Each distinct name with everything that is said under it."""
    say = texts.translator("fi")
    told: dict[str, tuple[list[str], list[str]]] = {}
    for service in services:
        names, body = told.setdefault(say.name(service.name), ([], []))
        names += texts_of(service.name)
        for part in (service.what, service.for_whom, service.how, service.description):
            body += texts_of(part)
    return {name: (" ".join(dict.fromkeys(names)), " ".join(body)) for name, (names, body) in told.items()}


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


def soon(folder: Path, kept: Path, said: Sequence[str], sizes: Sequence[int]) -> None:
    """One table: the letters of these questions among so many services."""
    typed = folder / "typed.json"
    print("**Each letter of some questions**\n")
    titles = "services | questions | home | ours p50 | p95 | raw FTS5 p50 | p95 | ratio p50 | p95"
    print(f"| {titles} | ready | memory |")
    print("| --- " * 11 + "|", flush=True)
    for size in sizes:
        typed.write_text(json.dumps(said[:: FEWER if size > SLIM_FROM else 1]), encoding="utf-8")
        command = [sys.executable, __file__, "--job", str(built(kept, size).path), str(typed)]
        subprocess.run(command, check=True)


def built(kept: Path, size: int) -> CatalogueStore:
    """A closed store of ``size`` services; built when that has not been done."""
    example = paths.resource("example-catalogue.json").read_bytes()
    folder = kept / f"{size}-{search.INDEX_VERSION}-{zlib.crc32(example, thesaurus.edition()):08x}"
    done = folder / "done"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        miami = SHARED / "hsds-miami"
        catalogue = generated.catalogue(
            document.read(example).catalogue, size, miami if miami.is_dir() else None
        )
        asked_questions.installed(
            generated.slim(catalogue) if size > SLIM_FROM else catalogue, folder
        ).close()
        done.touch()
    store = CatalogueStore(folder / "catalogue.sqlite")
    store.close()
    return store


def letters(installed: Path, typed: Path) -> None:
    """Rows of the table for one store: each letter of each question, ours beside the raw query."""
    said: list[str] = json.loads(typed.read_text(encoding="utf-8"))
    store = CatalogueStore(installed)
    places = Places.load()
    before, start = resident(), time.perf_counter()
    navigator = Navigator(store, places)
    navigator.warm()
    ready, memory = time.perf_counter() - start, resident() - before
    services = store.services()
    raw = full_text_index(documents_of(services), "unicode61")
    gc.collect()
    gc.freeze()  # as the window does when the catalogue is open
    for home, code in HOMES.items():
        navigator.ask(Question(at=AT, assumed_municipality=code, limit=SHOWN))  # what the window begins with
        cells = [str(len(services)), str(len(said)), home or "–", *keystrokes(navigator, raw, said, code)]
        print(f"| {' | '.join(cells)} | {ready:.1f} s | {memory:.0f} MB |", flush=True)
    store.close()


def keystrokes(
    navigator: Navigator, raw: sqlite3.Connection, said: Sequence[str], home: str | None
) -> list[str]:
    """p50 and p95 of ours and of the raw query, milliseconds, and their ratios."""
    statement = f"SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank LIMIT {SHOWN}"
    ours, bare = [], []
    for typed in (one[:end] for one in said for end in range(1, len(one) + 1)):
        question = Question(at=AT, text=typed, assumed_municipality=home, limit=SHOWN)
        ours.append(timed(partial(navigator.ask, question)))
        asked = " ".join(f'"{word}"*' for word in language.words(typed))
        if asked:
            bare.append(timed(partial(fetched, raw, statement, asked)))
    times = [quantile(values, share) * 1000 for values in (ours, bare) for share in (0.5, 0.95)]
    ratios = [f"{times[0] / times[2]:.1f}", f"{times[1] / times[3]:.1f}"]
    return [*(f"{one:.1f} ms" for one in times[:2]), *(f"{one:.2f} ms" for one in times[2:]), *ratios]


def resident() -> float:
    """The memory that this process holds, megabytes; 0 where the system does not tell it in a file."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE if told.exists() else 0.0


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
