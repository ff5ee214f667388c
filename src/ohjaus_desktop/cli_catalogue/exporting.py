"""``export-…``: the central file for others, in their form."""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop import disk
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import LANGUAGES, current, plural, text
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the exports."""
    hsds = command.step(steps, "export-hsds", "write a central file as HSDS 3.0 JSON", _export_hsds)
    hsds.add_argument("file", type=Path, metavar="FILE")
    hsds.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    hsds.add_argument("--language", default="", metavar="CODE", help="of the texts; HSDS holds one")
    sheet = command.step(steps, "export-sheet", "write a table of the services for people", _export_sheet)
    sheet.add_argument("file", type=Path, metavar="FILE")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx or .csv")
    sheet.add_argument("--language", choices=LANGUAGES, help="of the headings and texts")


def _export_hsds(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing import export_hsds

    exported = export_hsds.export(command.read(options.file).catalogue, language=options.language)
    export_hsds.write(exported, options.out)
    for line in exported.sentences():
        print(line)
    count = sum(name.startswith("services/") for name in exported.files)
    print(plural("{number} service written.", "{number} services written.", count))
    return 0


def _export_sheet(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing import export_sheet

    write = {".xlsx": export_sheet.as_workbook, ".csv": export_sheet.as_csv}.get(options.out.suffix.lower())
    if write is None:
        raise KnownError(
            text("The table can be written as .xlsx or .csv."),
            text("Give the file a name that ends so."),
        )
    catalogue = command.read(options.file).catalogue
    table = export_sheet.table(catalogue, language=options.language or current().language, at=now())
    disk.save(options.out, write(table))
    print(plural("{number} service written.", "{number} services written.", len(table.rows)))
    return 0
