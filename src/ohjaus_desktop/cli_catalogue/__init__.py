"""``ohjaus catalogue``: make, check and publish central files, for a region's coordinator.

Each module adds its own commands; ``command`` holds what they share.
"""

from __future__ import annotations

from ohjaus_desktop.cli_catalogue import (
    checking,
    exporting,
    freshness,
    importing,
    importing_hsds,
    merging,
    publishing,
    sheets,
)
from ohjaus_desktop.cli_catalogue.command import Commands


def add(commands: Commands) -> None:
    """Add ``catalogue`` and its commands to the command line."""
    catalogue = commands.add_parser("catalogue", help="make, check and publish central files")
    steps = catalogue.add_subparsers(title="commands", metavar="", required=True)
    for part in (importing, importing_hsds, merging, checking, publishing, sheets, freshness, exporting):
        part.add(steps)
