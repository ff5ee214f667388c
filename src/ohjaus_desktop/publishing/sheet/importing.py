"""From a spreadsheet, or a folder of them, to a central file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid5

from msgspec import structs

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Organization, Service
from ohjaus_desktop.catalogue.navigation import FORMAT_VERSION, Catalogue, Publisher
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing import navigation_data, need_assignment
from ohjaus_desktop.publishing.imported import Imported
from ohjaus_desktop.publishing.ptv.wording import in_all_languages
from ohjaus_desktop.publishing.sheet import delimited, workbook
from ohjaus_desktop.publishing.sheet.assemble import NAMESPACE, Assembly
from ohjaus_desktop.publishing.sheet.entry import Desk
from ohjaus_desktop.publishing.sheet.rows import Finding, Parsed, parse
from ohjaus_desktop.publishing.sheet.table import MOST_ROWS, Grid, SheetUnreadable, Table, file_bytes, find
from ohjaus_desktop.publishing.sheet.vocabulary import Vocabulary
from ohjaus_desktop.texts import current, mark, plural, text

_WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"}
_TEXTS = {".csv", ".tsv"}
_TITLE = mark("Services from spreadsheets")


@dataclass(frozen=True, slots=True)
class SheetImport:
    """imported: the catalogue and all sentences. findings: the same by file, row and column."""

    imported: Imported
    findings: tuple[Finding, ...]

    @property
    def left_out(self) -> int:
        """How many rows were left out."""
        return len({(one.file, one.row) for one in self.findings if one.error and one.row})


def import_path(path: Path, *, at: datetime, strict: bool = False) -> SheetImport:
    """Make a catalogue of a file or of a folder's files; equal rows give equal ids.

    at: the moment of publication, aware. strict: refuse the whole where a row is wrong.
    Raises SheetUnreadable.
    """
    navigation = navigation_data.bundled()
    desk = Desk(Places.load(), Vocabulary.of(navigation.needs, navigation.activities), "fi", at.date())
    tables, findings = tables_of([path])
    rows: list[Parsed] = []
    for table in tables:
        desk.language = "sv" if table.language == "sv" else "fi"
        findings += about(table)
        for row in table.rows:
            parsed, said = parse(table, row, desk)
            findings += said
            rows += [parsed] if parsed else []
    assembly = Assembly()
    assembly.add_all(rows)
    findings += assembly.findings
    made = SheetImport(Imported(_catalogue(path, assembly, navigation, at), ()), tuple(findings))
    if strict and made.left_out:
        raise SheetUnreadable(
            plural("{number} row is wrong.", "{number} rows are wrong.", made.left_out)
            + "\n"
            + "\n".join(sentences(one for one in findings if one.error)),
            text("Correct it and import again, or import without --strict."),
        )
    reading = document.read(document.write(made.imported.catalogue))
    problems = [f"{one.path}: {one.sentence(current())}" for one in reading.problems]
    return SheetImport(Imported(reading.catalogue, (*sentences(findings), *problems)), tuple(findings))


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Each finding as a sentence; the file is named where there are several."""
    listed = [*findings]
    files = {one.file for one in listed}
    return [
        one.sentence() if len(files) < 2 or not one.row else f"{one.file}: {one.sentence()}" for one in listed
    ]


def tables_of(paths: Sequence[Path]) -> tuple[list[Table], list[Finding]]:
    """The tables of files and folders, and what could not be read.

    Raises SheetUnreadable where no table was found.
    """
    tables: list[Table] = []
    findings: list[Finding] = []
    files = [file for path in paths for file in _files(path)]
    for file in files:
        try:
            tables += read_file(file)
        except SheetUnreadable as refused:
            if len(files) == 1:
                raise
            words = refused.what.removeprefix(f"{file.name}: ")
            findings.append(Finding(file.name, 0, "", f"{words} {refused.do}"))
    if not tables:
        raise SheetUnreadable(
            text("There is no sheet of services in {name}.", name=paths[0]),
            text("Make a template with “ohjaus catalogue template” and fill it in."),
        )
    return tables, findings


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    # "~$…" is the lock of a workbook that somebody has open.
    return sorted(
        one
        for one in path.rglob("*")
        if one.suffix.lower() in _WORKBOOKS | _TEXTS
        and not one.name.startswith(("~$", "."))
        and one.is_file()
    )


def read_file(path: Path) -> list[Table]:
    """The tables of services in a file. Raises SheetUnreadable."""
    found = [table for grid in _grids(file_bytes(path), path) if (table := find(grid))]
    if not found:
        raise SheetUnreadable(
            text("{file}: no headings of services were recognised.", file=path.name),
            text("Make a template with “ohjaus catalogue template” and fill it in."),
        )
    return found


def _grids(data: bytes, path: Path) -> list[Grid]:
    is_workbook = data.startswith((b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0")))
    if is_workbook or path.suffix.lower() in _WORKBOOKS:
        return workbook.read(data, path.name)
    return [delimited.read(data, path.name)]


def about(table: Table) -> list[Finding]:
    """What there is to say of a table as a whole."""
    file, said = table.grid.file, []
    if table.unused:
        said.append(text("Columns that were not used: {names}.", names=", ".join(table.unused)))
    if table.repeated:
        said.append(
            text(
                "Columns that stand there twice; the first counts: {names}.", names=", ".join(table.repeated)
            )
        )
    if table.grid.merged:
        said.append(text("There are merged cells; their value was read for each of their rows."))
    if table.grid.cut:
        said.append(text("Only the first {number} rows were read.", number=MOST_ROWS))
    return [Finding(file, 0, "", words) for words in said]


def _catalogue(
    path: Path, assembly: Assembly, navigation: navigation_data.Navigation, at: datetime
) -> Catalogue:
    services = [*assembly.services.values()]
    if not all(service.needs for service in services):
        services = [need_assignment.lent().assign(service) for service in services]
    names = [one.name for one in assembly.organizations.values()]
    title = in_all_languages(_TITLE)
    catalogue = Catalogue(
        format="ohjaus-catalogue",
        format_version=FORMAT_VERSION,
        catalogue_id=str(uuid5(NAMESPACE, f"catalogue|{path.resolve().name}")),
        sequence=int(at.timestamp()),
        published_at=at.replace(microsecond=0),
        title=title,
        publisher=Publisher(name=names[0] if len(names) == 1 else title),
        organizations=[_assured(one, services) for one in assembly.organizations.values()],
        locations=[*assembly.locations.values()],
        services=services,
    )
    return navigation.lend(catalogue)


def _assured(organization: Organization, services: Iterable[Service]) -> Organization:
    """The organization, confirmed when the last of its services was."""
    own = [one for one in services if one.organization_id == organization.id and one.assured_date]
    last = max(own, key=lambda one: one.assured_date or date.min, default=None)
    if last is None:
        return organization
    return structs.replace(organization, assured_date=last.assured_date, assurer=last.assurer)
