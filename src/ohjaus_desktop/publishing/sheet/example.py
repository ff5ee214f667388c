"""The templates themselves: an empty one with an invented example, or one filled from a catalogue."""

from __future__ import annotations

from functools import cache

from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing import navigation_data
from ohjaus_desktop.publishing.sheet.fields import cells
from ohjaus_desktop.publishing.sheet.filled import entries, pen_of
from ohjaus_desktop.publishing.sheet.template import Cells, Sheet
from ohjaus_desktop.texts import mark, translator

_INTRO = (
    mark("One row is one service at one place. Write a service that works at two places on two rows."),
    mark(
        "Only the organization and the name of the service must be filled in. "
        "Leave empty what you do not know."
    ),
    mark("No person's name: write a role, a shared telephone and a shared address."),
    mark("The examples below are invented. They show the form; they are not imported."),
)


def empty_sheet(language: str) -> Sheet:
    """A template to fill in."""
    navigation = navigation_data.bundled()
    pen = pen_of(navigation.lend(navigation.source), language)
    return Sheet(pen, example_cells(language), _intro(language))


def filled_sheet(catalogue: Catalogue, language: str) -> Sheet:
    """A template with every service of a catalogue."""
    pen = pen_of(catalogue, language)
    rows = [cells(entry, pen) for entry in entries(catalogue)]
    return Sheet(pen, example_cells(language), _intro(language), rows)


@cache
def example_cells(language: str) -> Cells:
    """The texts of one invented row: of the example's associations, the one that fills most columns."""
    source = navigation_data.bundled().source
    pen = pen_of(source, language)
    rows = [cells(one, pen) for one in entries(source) if one.organization.sector == "association"]
    return max(rows, key=lambda row: sum(map(bool, row.values())))


def _intro(language: str) -> list[str]:
    return [translator(language)(message) for message in _INTRO]
