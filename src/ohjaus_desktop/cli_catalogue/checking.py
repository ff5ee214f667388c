"""``validate``: would every desktop accept this file? ``lint``: what would a careful reader mark?"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path

from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.workplace import now

_COUNTED = ("organizations", "locations", "services", "needs", "activities", "helplines", "notices")


def add(steps: Commands) -> None:
    """Add the commands that look at a central file."""
    validate = command.step(steps, "validate", "check a central file", _validate)
    validate.add_argument("file", type=Path, metavar="FILE")
    validate.add_argument("--json", action="store_true", help="print one JSON object")
    lint = command.step(steps, "lint", "look for what is missing, old or doubtful", _lint)
    lint.add_argument("file", type=Path, metavar="FILE")
    lint.add_argument("--json", action="store_true", help="print one JSON object")
    lint.add_argument("--at", type=date.fromisoformat, metavar="DATE", help="as if on this day")


def _lint(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.lint import lint
    from ohjaus_desktop.publishing.lint.finding import Severity

    findings = lint(command.read(options.file), on=options.at or now().date())
    counts = {one: sum(finding.severity is one for finding in findings) for one in Severity}
    if options.json:
        facts = [asdict(one) | {"severity": one.severity.name.lower()} for one in findings]
        totals = {one.name.lower(): count for one, count in counts.items()}
        command.print_json({"counts": totals, "findings": facts})
    else:
        names = {
            Severity.ERROR: text("Error"),
            Severity.WARNING: text("Warning"),
            Severity.ADVICE: text("Advice"),
        }
        for one in findings:
            print(f"{names[one.severity]}: {one.name} ({one.path}): {one.what} {one.do}")
        print(", ".join(f"{names[one]}: {count}" for one, count in counts.items()))
    return 1 if counts[Severity.ERROR] else 0


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
