"""Does the program still answer as before? For changes that only shall make it faster.

    git worktree add ../before main~1
    python tests/benchmarks/same_answers.py ../before                 250 services, every 30th question
    python tests/benchmarks/same_answers.py ../before --size 4000 --every 5

Every letter of questions from the building half is asked of both, in Kaustinen and where nobody has
said where the client lives; then each whole question with filters, ages, barriers and other places,
and many needs. Answers are compared with all they tell. Each side uses its own words and example
catalogue: where these have changed, answers differ too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
HOMES = (None, "236")
FILTERS: tuple[dict[str, Any], ...] = (
    {"age": 78},
    {"barriers": frozenset({"money"})},
    {"open_now": True, "remote": True},
    {"home": True, "free": True},
    {"staying": "564"},
    {"municipality": "421"},
    {"limit": None},
)
FOR_NEEDS: tuple[dict[str, Any], ...] = ({}, {"age": 4}, {"barriers": frozenset({"movement"})})
EVERY_NEED = 7


def main() -> None:
    """Ask both and list where they differ; the exit code tells whether they do."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path, help="folder of the project as it was")
    parser.add_argument("--size", type=int, default=250, metavar="N", help="services")
    parser.add_argument("--every", type=int, default=30, metavar="N", help="ask every Nth question")
    parser.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        options.job.write_text(json.dumps(list(answers(options.before, options.size, options.every))))
        return
    before, now = (
        asked_of(tree.resolve(), options.size, options.every) for tree in (options.before, PROJECT)
    )
    different = [question for (question, old), (_, new) in zip(before, now, strict=True) if old != new]
    print(f"{len(now)} answers compared, {len(different)} differ")
    for question in different:
        print(question)
    sys.exit(bool(different))


def asked_of(tree: Path, size: int, every: int) -> list[list[str]]:
    """The answers of one side, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "answers.json"
        command = [sys.executable, __file__, tree, "--job", told, "--size", size, "--every", every]
        # Sets are told in one order.
        subprocess.run(list(map(str, command)), check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
        answered: list[list[str]] = json.loads(told.read_text())
        return answered


def answers(tree: Path, size: int, every: int) -> Iterator[tuple[str, str]]:
    """Each question, and what its answer comes down to."""
    sys.path[:0] = [str(tree / part) for part in ("src", "tests", "tests/benchmarks")]
    import generated

    import asked_questions
    from ohjaus_desktop import paths
    from ohjaus_desktop.catalogue import document
    from ohjaus_desktop.guidance.navigator import Navigator, Question
    from ohjaus_desktop.guidance.places import Places

    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    building = PROJECT / "tests" / "guidance" / "questions" / "questions_for_building.json"
    said = [one.query for one in asked_questions.read(building)][::every]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = asked_questions.installed(generated.catalogue(example, size, None), Path(folder))
        navigator = Navigator(store, Places.load())
        for asked in questions(said, [need.id for need in example.needs]):
            told = repr(navigator.ask(Question(**{"at": asked_questions.AT, "limit": 50, **asked})))
            yield str(asked), hashlib.sha256(told.encode()).hexdigest()
        store.close()


def questions(said: list[str], needs: list[str]) -> Iterator[dict[str, Any]]:
    """What is asked, as fields of a question."""
    for home in HOMES:
        for text in said:
            for end in range(1, len(text) + 1):
                yield {"text": text[:end], "assumed_municipality": home}
            for filters in FILTERS:
                yield {"text": text, "assumed_municipality": home, **filters}
        for need in needs[::EVERY_NEED]:
            for filters in FOR_NEEDS:
                yield {"need": need, "assumed_municipality": home, **filters}


if __name__ == "__main__":
    main()
