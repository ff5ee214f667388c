"""``export-…``: the central file for others, in their form."""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.texts import plural


def add(steps: Commands) -> None:
    """Add the exports."""
    hsds = command.step(steps, "export-hsds", "write a central file as HSDS 3.0 JSON", _export_hsds)
    hsds.add_argument("file", type=Path, metavar="FILE")
    hsds.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    hsds.add_argument("--language", default="", metavar="CODE", help="of the texts; HSDS holds one")


def _export_hsds(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing import export_hsds

    exported = export_hsds.export(command.read(options.file).catalogue, language=options.language)
    export_hsds.write(exported, options.out)
    for line in exported.sentences():
        print(line)
    count = sum(name.startswith("services/") for name in exported.files)
    print(plural("{number} service written.", "{number} services written.", count))
    return 0
