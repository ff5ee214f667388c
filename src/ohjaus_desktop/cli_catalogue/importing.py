"""``import-…``: a central file from what others keep."""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.publishing.imported import Imported
from ohjaus_desktop.texts import plural
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the importers."""
    ptv = command.step(steps, "import-ptv", "make a central file from PTV data", _import_ptv)
    ptv.add_argument("path", type=Path, metavar="PATH")
    ptv.add_argument("--out", type=Path, required=True, metavar="FILE")


def _import_ptv(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.import_ptv import import_path

    return write(import_path(options.path, at=now()), options.out)


def write(imported: Imported, out: Path) -> int:
    """Write what an importer made, and tell what it could not use; gives the exit code."""
    command.write(imported.catalogue, out)
    for line in imported.unused:
        print(line)
    print(
        plural("{number} service imported.", "{number} services imported.", len(imported.catalogue.services))
    )
    return 0
