"""``freshness`` and ``answers``: ask the organizations to confirm their details, and read the answers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ohjaus_desktop import disk
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the commands that keep a catalogue fresh."""
    ask = command.step(steps, "freshness", "who must be asked to confirm now, with ready messages", _ask)
    ask.add_argument("file", type=Path, metavar="FILE")
    ask.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the same folder every time")
    ask.add_argument("--at", type=date.fromisoformat, metavar="DATE", help="2026-11-22; today if not given")
    answers = command.step(steps, "answers", "read the sheets that came back", _answers)
    answers.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="sheets, or folders of them")
    answers.add_argument("--catalogue", type=Path, required=True, metavar="FILE")
    answers.add_argument("--out", type=Path, required=True, metavar="FILE")
    answers.add_argument("--overlay", type=Path, metavar="FILE", help="keep the corrections there too")
    answers.add_argument("--asked", type=Path, metavar="FOLDER", help="the folder of freshness")
    answers.add_argument("--at", type=date.fromisoformat, metavar="DATE", help="today if not given")


def _ask(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.freshness import round as rounds

    catalogue = command.read(options.file).catalogue
    made = rounds.ask(catalogue, options.out, at=options.at or now().date())
    for line in rounds.lines(made.dues):
        print(line)
    if made.folder is None:
        print(text("Nobody needs to be asked now."))
    else:
        asked = plural("{number} organization to ask.", "{number} organizations to ask.", len(made.dues))
        print(asked, text("The messages are in {name}.", name=made.folder))
    return 0


def _answers(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.freshness import answers, asked, told
    from ohjaus_desktop.publishing.freshness import round as rounds
    from ohjaus_desktop.publishing.sheet.importing import sentences, tables_of

    before = command.read(options.catalogue).catalogue
    memory = asked.load(options.asked or _asked_folder(options.paths), before.catalogue_id)
    tables, findings = tables_of(options.paths)
    answered = answers.read(tables, before, memory, at=options.at or now().date())
    for line in told.lines(before, answered.catalogue):
        print(line)
    findings = [one for one in findings if one.file != rounds.LIST_FILE]  # our own list lies there too
    for line in sentences([*findings, *answered.findings]):
        print(line)
    if options.overlay:
        disk.save(options.overlay, told.into_overlay(before, answered.catalogue, options.overlay))
    command.write(answered.catalogue, options.out)
    print(
        text(
            "Confirmed {confirmed}, corrected {corrected}, ended {ended}, without an answer {silent}.",
            confirmed=len(answered.confirmed),
            corrected=len(answered.corrected),
            ended=len(answered.ended),
            silent=len(answered.silent),
        )
    )
    return 0


def _asked_folder(paths: list[Path]) -> Path:
    """Where ``asked.json`` lies: in one of the folders, or above it."""
    for path in paths:
        for folder in (path, *path.absolute().parents[:3]):
            if (folder / "asked.json").is_file():
                return folder
    first = paths[0]
    if not first.exists():
        raise KnownError(
            text(
                "The file {name} cannot be read: {reason}.",
                name=first,
                reason=text("there is no such folder or file"),
            )
        )
    return first if first.is_dir() else first.parent
