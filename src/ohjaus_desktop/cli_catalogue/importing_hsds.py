"""``import-hsds``: a central file from Open Referral's HSDS."""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop.cli_catalogue import command, importing
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the importer."""
    hsds = command.step(steps, "import-hsds", "make a central file from HSDS data (Open Referral)", _import)
    hsds.add_argument(
        "path", type=Path, metavar="PATH", help="a JSON or CSV file, a zip, or a folder of these"
    )
    hsds.add_argument("--out", type=Path, required=True, metavar="FILE")
    hsds.add_argument(
        "--publisher", default="", metavar="NAME", help="whose data it is; keeps ids that are no UUIDs apart"
    )
    hsds.add_argument("--language", default="", metavar="CODE", help="of the texts, as in fi, sv, en")


def _import(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.import_hsds import import_path

    imported = import_path(options.path, at=now(), publisher=options.publisher, language=options.language)
    return importing.write(imported, options.out)
