"""What the commands share: a central file read and written, an answer printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop import disk, paths, settings, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.document import Reading
from ohjaus_desktop.catalogue.fetched import too_large
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.problems import Problem
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import current, text

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name
else:
    Commands = object  # argparse's own class takes no parameter while running
Run = Callable[[argparse.Namespace], int]


def step(steps: Commands, name: str, help_: str, run: Run) -> argparse.ArgumentParser:
    """Add one command. run: gets the options and gives the exit code."""

    def in_any_folder(options: argparse.Namespace, data: paths.DataFolder) -> int:
        texts.use(settings.load(data.settings, paths.machine_settings()).settings.language)
        return run(options)

    command = steps.add_parser(name, help=help_)
    command.set_defaults(run=in_any_folder)
    return command


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, of which no more is taken in than a catalogue may have. Raises KnownError."""
    try:
        with path.open("rb") as file:
            data = file.read(document.LIMIT + 1)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be read: {reason}.", name=path, reason=reason(error))
        ) from error
    if len(data) > document.LIMIT:
        raise too_large(document.LIMIT)
    return data


def read(path: Path) -> Reading:
    """A central file as every desktop understands it. Raises KnownError."""
    return document.read(read_bytes(path))


def write(catalogue: Catalogue, path: Path) -> None:
    """Write a central file, whole or not at all. Raises KnownError."""
    disk.save(path, document.write(catalogue))


def print_json(facts: object) -> None:
    """One JSON object on one line, for programs."""
    print(json.dumps(facts, ensure_ascii=False))


def problem_facts(problem: Problem) -> dict[str, object]:
    """A problem of a file, for programs."""
    return asdict(problem) | {"sentence": problem.sentence(current())}


def print_problems(problems: Sequence[Problem]) -> None:
    """The problems of a file, a line each."""
    for problem in problems:
        print(f"{problem.path}: {problem.sentence(current())} {problem.detail}".rstrip())
