"""What a careful reader would mark in a catalogue before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ohjaus_desktop.catalogue.document import Reading
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.publishing.lint.finding import Finding, Severity
from ohjaus_desktop.publishing.lint.look import Look
from ohjaus_desktop.publishing.lint.records import of_records
from ohjaus_desktop.publishing.lint.services import of_services
from ohjaus_desktop.texts import current, text

_SEVERITIES = {ProblemKind.QUARANTINED: Severity.ERROR, ProblemKind.DUPLICATE: Severity.ERROR}


def lint(reading: Reading, *, on: date) -> tuple[Finding, ...]:
    """Everything worth looking at, the worst first.

    reading: the file as every desktop understands it, with what is wrong in it; on: the day it is
    looked at.
    """
    look = Look.at(reading.catalogue, on)
    return tuple(sorted([*_of_reading(reading), *of_services(look), *of_records(look)]))


def _of_reading(reading: Reading) -> Sequence[Finding]:
    """What a desktop would leave out or drop."""
    return [
        Finding(
            _SEVERITIES.get(one.kind, Severity.WARNING),
            one.section,
            one.name,
            one.path,
            one.id,
            f"{one.sentence(current())} {one.detail}".rstrip(),
            text("Correct it where the record is kept."),
        )
        for one in reading.problems
    ]
