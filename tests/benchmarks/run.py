"""How fast are we beside the same work done barely? Each figure is a ratio taken in one run.

    python tests/benchmarks/run.py            everything, some minutes
    python tests/benchmarks/run.py --quick    a short sample

Baselines, fixed: a bare QMainWindow with a table · one raw FTS5 query for the same letters · msgspec
decoding + executemany + FTS5 of the same rows · a reportlab page in one font with the same lines.
The goals are window ≤ 2, sync ≤ 2.5, page ≤ 4, and 16 ms at p95 for a keystroke among 4,000 services;
``register.py`` adds the list of requests.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import generated  # noqa: E402
import pypdfium2  # noqa: E402
from bare import bare_sync  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

import register  # noqa: E402
from ohjaus_desktop import paths  # noqa: E402
from ohjaus_desktop.catalogue import document, sync  # noqa: E402
from ohjaus_desktop.catalogue.navigation import Catalogue  # noqa: E402
from ohjaus_desktop.catalogue.store import CatalogueStore  # noqa: E402
from ohjaus_desktop.documents import compose, pdf  # noqa: E402
from ohjaus_desktop.guidance import search  # noqa: E402
from ohjaus_desktop.guidance.navigator import Navigator, Question  # noqa: E402
from ohjaus_desktop.guidance.places import Places  # noqa: E402
from ohjaus_desktop.paths import DataFolder  # noqa: E402
from ohjaus_desktop.workplace import Workplace  # noqa: E402

AT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
MIAMI = PROJECT.parent / "shared" / "data" / "catalogues" / "hsds-miami"
SAID = (
    "yksinäinen vanhus perho",
    "mies juo liikaa kaustinen",
    "vuokrarästit ja häätö",
    "äiti unohtelee asioita",
    "ensam pensionär karleby",
    "ei pääse kirkolle ilman autoa",
    "pankkitunnukset hukassa",
    "masentaa eikä jaksa",
    "girl scouts",
    "000 123",
)
SHOWN = 50
"""Rows that a keystroke brings to the screen."""


def main() -> None:
    """Measure what was asked for and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, 250 services only")
    options = parser.parse_args()
    sizes, rounds = ((250,), 3) if options.quick else ((250, 4000, 20_000), 9)
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    print("| what | ours | baseline | ratio |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window(Path(folder), rounds)
        page(Path(folder), rounds * 5)
        for size in sizes:
            catalogue = generated.catalogue(example, size, MIAMI if MIAMI.is_dir() else None)
            measure_catalogue(Path(folder) / str(size), catalogue, 3 if size > 4000 else rounds)
    print()
    register.table(1000 if options.quick else register.REQUESTS)


def window(folder: Path, rounds: int) -> None:
    """From the start of the process to the first needs on the screen, and to the first answer.

    A Monday morning: the catalogue is installed, and the window has been open before.
    """
    script = [sys.executable, str(Path(__file__).with_name("start_window.py"))]
    shown = [*script, "shown", str(folder / "window")]
    answering = [*script, "answering", str(folder / "window")]
    bare = [*script, "bare"]
    # An installed program is compiled; the first, unmeasured round compiles this one.
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start(command: list[str]) -> None:
        subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)

    start(answering)  # the first start of all installs the example and remembers the start page
    report("window start", *alternate(lambda: start(shown), lambda: start(bare), rounds), goal=2)
    report(
        "window start until letters are answered",
        *alternate(lambda: start(answering), lambda: start(bare), rounds),
        goal=None,
    )


def page(folder: Path, rounds: int) -> None:
    """A client's page, beside the same lines in one font."""
    with Workplace(DataFolder(folder / "page")) as workplace:
        answer = workplace.navigator.ask(Question(at=AT, text=SAID[0]))
        chosen = workplace.chosen(answer.results[0].service_id, answer.place, AT)
        assert chosen is not None
        sender = workplace.sender()
    made = pdf.render(compose.client_page([chosen], sender, language="fi", at=AT))
    with pypdfium2.PdfDocument(made) as document_:
        lines = [line for leaf in document_ for line in leaf.get_textpage().get_text_bounded().splitlines()]
    pdfmetrics.registerFont(TTFont("bare", paths.resource("fonts", "NotoSans-Regular.ttf")))

    def ours() -> None:
        pdf.render(compose.client_page([chosen], sender, language="fi", at=AT))

    def bare() -> None:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=1)
        for number, line in enumerate(lines):
            canvas.setFont("bare", 14)
            canvas.drawString(56, 800 - 17 * (number % 43), line)
        canvas.save()

    report("a page", *alternate(ours, bare, rounds), goal=4)


def measure_catalogue(folder: Path, catalogue: Catalogue, rounds: int) -> None:
    """A full sync, then every keystroke of some questions, at one size."""
    folder.mkdir()
    size = len(catalogue.services)
    file = folder / "catalogue.json"
    file.write_bytes(document.write(catalogue))

    def ours() -> None:
        target = folder / f"{time.monotonic_ns()}"
        target.mkdir()
        store = CatalogueStore(target / "catalogue.sqlite")
        sync.run(store, str(file), index=search.index, index_version=search.INDEX_VERSION, at=AT)
        store.close()

    report(
        f"full sync, {size} services",
        *alternate(ours, lambda: bare_sync(file, folder / f"bare-{time.monotonic_ns()}.sqlite"), rounds),
        goal=2.5,
    )
    keystrokes(folder, file, size)


def keystrokes(folder: Path, file: Path, size: int) -> None:
    """Each letter of each question, from the query to ranked rows, beside the raw FTS5 query."""
    store = CatalogueStore(folder / "asked.sqlite")
    sync.run(store, str(file), index=search.index, index_version=search.INDEX_VERSION, at=AT)
    navigator = Navigator(store, Places.load())
    raw = sqlite3.connect(bare_sync(file, folder / "bare.sqlite"))
    statement = f"SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank LIMIT {SHOWN}"
    ours, bare = [], []
    gc.collect()
    for said in SAID:
        for end in range(1, len(said) + 1):
            typed = said[:end]
            question = Question(at=AT, text=typed, municipality="584", limit=SHOWN)
            ours.append(timed(lambda question=question: navigator.ask(question)))
            asked = " ".join(f'"{word}"*' for word in typed.split())
            bare.append(timed(lambda asked=asked: raw.execute(statement, (asked,)).fetchall()))
    raw.close()
    store.close()
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        of_ours, of_bare = quantile(ours, share), quantile(bare, share)
        print(
            f"| keystroke {name}, {size} services | {of_ours * 1000:.1f} ms | {of_bare * 1000:.2f} ms "
            f"| {of_ours / of_bare:.1f} |"
        )


def quantile(values: list[float], share: float) -> float:
    """The value under which a share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def alternate(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Time both in turns, so that whatever else the machine does touches both; warm up once."""
    ours()
    bare()
    pairs = [(timed(ours), timed(bare)) for _ in range(rounds)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(what: str, ours: list[float], bare: list[float], goal: float | None) -> None:
    """One row: medians and their ratio."""
    of_ours, of_bare = statistics.median(ours), statistics.median(bare)
    print(
        f"| {what} | {of_ours * 1000:.0f} ms | {of_bare * 1000:.0f} ms "
        f"| {of_ours / of_bare:.2f}{f' (goal ≤ {goal})' if goal else ''} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
