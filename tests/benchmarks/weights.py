"""What is each criterion of the order worth? The building half and the golden clients without it.

    python tests/benchmarks/weights.py                                     every criterion left out in turn
    python tests/benchmarks/weights.py --without turns standing            only these
    python tests/benchmarks/weights.py --weight very_need_km 0 20 50 80    one weight, several values
    python tests/benchmarks/weights.py --every 3                           a third of the questions

All criteria are told in ``guidance/weights.py``. Only the building half is asked: whoever chose
weights by the testing half would no longer know what they are worth.

Over the general descriptions it is counted how many questions find a relevant name first, and
among the first five. Over the example catalogue every question is asked in six municipalities, one
in each valley and the town: how often the first service is there for a need of the question, how
often it answers one at all, how often one that would harm stands first, and how far the first one
is on average. "By name": of all names of the example typed by two thirds and with their words turned round,
how many lead to a service of that name first. Of the golden clients those count who are offered
what a professional would offer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

import asked_questions  # noqa: E402
import golden_clients  # noqa: E402
from asked_questions import AT, FIRST, Asked  # noqa: E402
from ohjaus_desktop import paths, texts  # noqa: E402
from ohjaus_desktop.catalogue import document  # noqa: E402
from ohjaus_desktop.catalogue.store import CatalogueStore  # noqa: E402
from ohjaus_desktop.guidance.navigator import Navigator, Question  # noqa: E402
from ohjaus_desktop.guidance.places import Places  # noqa: E402
from ohjaus_desktop.guidance.weights import CRITERIA, WEIGHTS, Weights  # noqa: E402
from ohjaus_desktop.publishing.import_ptv import import_path  # noqa: E402

DESCRIPTIONS = PROJECT.parent / "shared" / "data" / "catalogues" / "ptv-general-descriptions"
ASKED_IN = ("Kokkola", "Perho", "Lestijärvi", "Nivala", "Oulainen", "Siikalatva")
LASTING = "alphabet"
"""Without it rows that are equal in all else would stand as the file has them: nothing to measure."""
HEAD = (
    "first name", "among five", "there for it", "answers it", "would harm", "km to the first",
    "by name", "clients",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogues:
    """What is asked, installed once. descriptions: None where they are not at hand."""

    descriptions: CatalogueStore | None
    example: CatalogueStore
    golden: CatalogueStore
    places: Places


def main() -> None:
    """Measure what was asked for and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ids = [one.id for one in CRITERIA if one.id != LASTING]
    parser.add_argument("--without", nargs="+", choices=ids, metavar="CRITERION", default=ids)
    parser.add_argument("--weight", nargs="+", metavar="NAME VALUE", help="a number of Weights, and values")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth question only")
    options = parser.parse_args()
    asked = asked_questions.read(asked_questions.BUILDING)[:: options.every]
    print("| | " + " | ".join(HEAD) + " |\n| --- " + "| ---: " * len(HEAD) + "|")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        catalogues = installed(Path(folder))
        everything = measured(catalogues, asked, WEIGHTS)
        print_row("all criteria", everything)
        for name, weights in tried(options.without, options.weight):
            print_row(name, measured(catalogues, asked, weights), everything)
        for store in (catalogues.descriptions, catalogues.example, catalogues.golden):
            if store is not None:
                store.close()


def tried(without: Sequence[str], weight: Sequence[str] | None) -> Iterator[tuple[str, Weights]]:
    """The weights to measure, each with its name."""
    if not weight:
        for id_ in without:
            yield f"without {id_}", Weights(frozenset({id_}))
        return
    name, *values = weight
    kind = {one.name: type(getattr(WEIGHTS, one.name)) for one in fields(WEIGHTS)}[name]
    for value in values:
        told: Any = tuple(map(int, value.split(","))) if kind is tuple else kind(value)
        yield f"{name} {value}", replace(WEIGHTS, **{name: told})


def installed(folder: Path) -> Catalogues:
    """The catalogues in ``folder``, as a desktop would hold them."""
    places = Places.load()
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    all_of = {"example": example, "golden": golden_clients.catalogue(places)}
    if DESCRIPTIONS.is_dir():
        all_of["descriptions"] = import_path(DESCRIPTIONS, at=AT).catalogue
    stores = {}
    for name, catalogue in all_of.items():
        (folder / name).mkdir()
        stores[name] = asked_questions.installed(catalogue, folder / name)
    return Catalogues(stores.get("descriptions"), stores["example"], stores["golden"], places)


def measured(catalogues: Catalogues, asked: Sequence[Asked], weights: Weights) -> list[float | None]:
    """A number for each column of the table; None where nothing could be asked."""
    places = catalogues.places
    golden = Navigator(catalogues.golden, places, weights)
    clients = sum(as_expected(golden, client, places) for client in golden_clients.CLIENTS)
    found: list[float | None] = [None, None]
    if catalogues.descriptions is not None:
        finds = asked_questions.finds_with(Navigator(catalogues.descriptions, places, weights))
        stand = [asked_questions.place_of(one, finds(one.query)) for one in asked if one.relevant]
        found = [sum(place == 1 for place in stand), sum(place > 0 for place in stand)]
    return [*found, *in_the_valleys(catalogues, asked, weights), by_name(catalogues, weights), clients]


def by_name(catalogues: Catalogues, weights: Weights) -> float:
    """Names that lead to their service when typed loosely, of a hundred."""
    navigator, say = Navigator(catalogues.example, catalogues.places, weights), texts.translator("fi")
    typed = []
    for name in dict.fromkeys(say.name(one.name) for one in catalogues.example.services()):
        typed += [(name, name[: len(name) * 2 // 3]), (name, " ".join(reversed(name.split())))]
    first = 0
    for name, text in typed:
        results = navigator.ask(Question(at=AT, text=text, limit=1)).results
        first += any(say.name(row.name) == name for row in results)
    return round(100 * first / len(typed), 1)


def as_expected(navigator: Navigator, client: dict[str, Any], places: Places) -> bool:
    """Whether a golden client is offered what a professional would offer, in that order."""
    answer = golden_clients.ask(navigator, client, places)
    offered, served = golden_clients.expected(client), {str(row.name) for row in answer.results if row.fits}
    others = {name for name, *_why in client.get("not_for", ())}
    after = all(not row.fits for row in answer.results[len(served) :])
    return golden_clients.told(answer, places)[: len(offered)] == offered and not others & served and after


def in_the_valleys(catalogues: Catalogues, asked: Sequence[Asked], weights: Weights) -> list[float]:
    """There for a need, answers one, would harm: questions of a hundred; kilometres to the first."""
    navigator = Navigator(catalogues.example, catalogues.places, weights)
    say, needs = texts.translator("fi"), {one.id: one.needs for one in catalogues.example.services()}
    there = answers = harmful = kilometres = 0
    for name in ASKED_IN:
        place = catalogues.places.municipality(name)
        code = place.code if place else None
        for one in asked:
            question = Question(at=AT, text=one.query, assumed_municipality=code, limit=FIRST)
            for row in navigator.ask(question).results[:1]:
                first = needs[row.service_id]
                there += bool({*first[:1]} & {*one.needs})
                answers += bool({*first} & {*one.needs})
                harmful += bool({*first[:1], say.name(row.name)} & one.never_first)
                kilometres += row.reach.distance_km or 0
    number = len(ASKED_IN) * len(asked)
    return [
        *(round(100 * one / number, 1) for one in (there, answers, harmful)),
        round(kilometres / number, 1),
    ]


def print_row(name: str, values: Sequence[float | None], than: Sequence[float | None] | None = None) -> None:
    """A row of the table; than: the row with all criteria, from which it tells the difference."""
    cells = ["–" if one is None else f"{one:g}" for one in values]
    if than is not None:
        pairs = zip(values, than, strict=True)
        cells = ["" if a is None or b is None or a == b else f"{a - b:+.3g}" for a, b in pairs]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
