"""``template`` and ``import-sheet``: a spreadsheet that an association's secretary fills in."""

from __future__ import annotations

import argparse
from pathlib import Path

from ohjaus_desktop import disk
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.texts import LANGUAGES, current, plural, text
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the commands around spreadsheets."""
    template = command.step(steps, "template", "make a spreadsheet to fill in", _template)
    template.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx or .csv")
    template.add_argument("--language", choices=LANGUAGES, help="of the headings and instructions")
    template.add_argument(
        "--from", dest="source", type=Path, metavar="CATALOGUE", help="fill it in from a central file"
    )
    sheet = command.step(steps, "import-sheet", "make a central file from spreadsheets", _import_sheet)
    sheet.add_argument("path", type=Path, metavar="PATH", help="a .xlsx or .csv file, or a folder of them")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE")
    sheet.add_argument("--strict", action="store_true", help="refuse the whole if a row is wrong")


def _template(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.sheet import example, template

    language = options.language or current().language
    if options.source:
        sheet = example.filled_sheet(command.read(options.source).catalogue, language)
    else:
        sheet = example.empty_sheet(language)
    as_text = options.out.suffix.lower() in {".csv", ".txt"}
    disk.save(options.out, template.as_csv(sheet) if as_text else template.as_workbook(sheet))
    print(text("The spreadsheet is here: {name}", name=options.out))
    return 0


def _import_sheet(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.sheet.importing import import_path, sentences

    made = import_path(options.path, at=now(), strict=options.strict)
    command.write(made.imported.catalogue, options.out)
    told = dict(zip(sentences(made.findings), made.findings, strict=True))
    wrong = [line for line, finding in told.items() if finding.error]
    _print_under(text("These rows are left out until they are corrected:"), wrong)
    _print_under(text("Also noticed:"), [line for line in made.imported.unused if line not in wrong])
    services = len(made.imported.catalogue.services)
    print(plural("{number} service imported.", "{number} services imported.", services))
    if made.left_out:
        print(plural("{number} row was left out.", "{number} rows were left out.", made.left_out))
    print(text("Next: ohjaus catalogue lint {name}", name=options.out))
    return 0


def _print_under(heading: str, lines: list[str]) -> None:
    if lines:
        print(heading, *(f"  {line}" for line in lines), sep="\n")
