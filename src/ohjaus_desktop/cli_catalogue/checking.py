"""``validate``: would every desktop accept this file, and what would be left out?"""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import plural, text

_COUNTED = ("organizations", "locations", "services", "needs", "activities", "helplines", "notices")


def add(steps: Commands) -> None:
    """Add the commands that look at a central file."""
    validate = command.step(steps, "validate", "check a central file", _validate)
    validate.add_argument("file", type=Path, metavar="FILE")
    validate.add_argument("--json", action="store_true", help="print one JSON object")


def _validate(options: argparse.Namespace) -> int:
    reading = command.read(options.file)
    counts = {section: len(getattr(reading.catalogue, section)) for section in _COUNTED}
    broken = reading.count(ProblemKind.QUARANTINED)
    if options.json:
        problems = [command.problem_facts(one) for one in reading.problems]
        command.print_json({"valid": not broken, "counts": counts, "problems": problems})
    else:
        for section, count in counts.items():
            print(f"{section}: {count}")
        command.print_problems(reading.problems)
    if broken:
        raise KnownError(
            plural("{number} record breaks a rule.", "{number} records break a rule.", broken),
            text("They would be left out; everything else can be installed."),
        )
    return 0
