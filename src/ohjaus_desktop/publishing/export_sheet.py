"""The central file as a table for people: one row a service, to read, sort and print.

This is a view and not a form: it is not read back in. Spreadsheet programs run a cell that begins
like a formula, so no cell may (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ohjaus_desktop.catalogue.model import Location, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.hours import HELSINKI, hours_of
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import places_met
from ohjaus_desktop.guidance.timetable import timetable
from ohjaus_desktop.guidance.wording import cost_sentence, languages_sentence, municipality_name, name
from ohjaus_desktop.texts import Translator, mark, translator

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | date | None

HEADINGS = (
    mark("Service"),
    mark("Organization"),
    mark("Municipality"),
    mark("Address"),
    mark("Telephone"),
    mark("Opening hours"),
    mark("Needs"),
    mark("In one line"),
    mark("Cost"),
    mark("Languages"),
    mark("E-mail"),
    mark("Web page"),
    mark("Last checked"),
)
_WIDTHS = (38, 32, 20, 30, 22, 34, 38, 44, 24, 20, 30, 34, 13)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_000
"""Letters; a cell of XLSX holds 32,767."""


@dataclass(frozen=True, slots=True)
class Table:
    """headings: in the language asked for; rows: as many cells each, by organization and name."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str


def table(catalogue: Catalogue, *, language: str, at: datetime) -> Table:
    """The services of a catalogue in words.

    language: fi, sv or en. at: the moment, aware; seasons and exceptions are told as they hold then.
    """
    say = Translator(translator(language).language, catalogue.default_language)
    today = at.astimezone(HELSINKI).date()
    organizations = {one.id: name(one.name, say) for one in catalogue.organizations}
    needs = {one.id: name(one.name, say) for one in catalogue.needs}
    locations = {one.id: one for one in catalogue.locations}
    rows = [
        _row(
            one,
            organizations.get(one.organization_id or "", ""),
            places_met(one, locations),
            needs,
            today,
            say,
        )
        for one in catalogue.services
    ]
    rows.sort(key=lambda row: (str(row[1]).casefold(), str(row[0]).casefold()))
    return Table(say("Services"), tuple(say(heading) for heading in HEADINGS), tuple(rows), language)


def _row(
    service: Service,
    organization: str,
    met: Sequence[Location],
    needs: dict[str, str],
    today: date,
    say: Translator,
) -> tuple[Cell, ...]:
    places = Places.load()
    return (
        name(service.name, say),
        organization,
        _joined(municipality_name(place.municipality, say, places) for place in met),
        _joined(_address(place, say) for place in met),
        _joined(phone.number for phone in service.phones if phone.type == "voice"),
        _hours(service, met, today, say),
        _joined(needs.get(need, "") for need in service.needs),
        name(service.what, say),
        cost_sentence(service, say) if service.cost_options or service.fees_description else "",
        languages_sentence(service, say),
        service.email,
        service.url,
        service.assured_date,
    )


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _address(place: Location, say: Translator) -> str:
    return _joined(
        ", ".join(
            part
            for part in (
                name(one.address_1, say),
                " ".join(part for part in (one.postal_code, name(one.city, say)) if part),
            )
            if part
        )
        for one in place.addresses
    )


def _hours(service: Service, met: Sequence[Location], today: date, say: Translator) -> str:
    """The hours at the first place, as the client's page tells them."""
    told = timetable(hours_of(service, met[0] if met else None), today, say)
    return _joined((*(" ".join(part for part in row if part) for row in told.rows), *told.lines))


# Files --------------------------------------------------------------------------------------


def as_csv(made: Table) -> bytes:
    """The table as CSV that spreadsheets of this country open at a double click: UTF-8, semicolons."""
    say = translator(made.language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(made.headings)
    for row in made.rows:
        writer.writerow([say.date(cell) if isinstance(cell, date) else harmless(cell or "") for cell in row])
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe says that it is text.

    The import takes it away again.
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell


def as_workbook(made: Table) -> bytes:
    """The table as XLSX: the headings stay in sight and filter, texts are texts."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(made.title[:31])
    _fill(sheet, made)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(made.headings))}{len(made.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: Worksheet, made: Table) -> None:
    from openpyxl.styles import Alignment, Font

    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    for row_number, row in enumerate((made.headings, *made.rows), start=1):
        for column, value in enumerate(row, start=1):
            if not value:
                continue
            cell: Any = sheet.cell(row=row_number, column=column)
            cell.alignment = top
            if row_number == 1:
                cell.font = bold
            if isinstance(value, date):
                cell.value = value
                cell.number_format = "d.m.yyyy"
            else:
                cell.value = _CONTROL.sub(" ", value)[:_LONGEST]
                # The text stays as it is: its cell says that it is a text, also when it is edited.
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(_DANGEROUS)
