"""One round of asking: the list, the messages with their sheets, and the memory of both."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec import structs

from ohjaus_desktop import disk
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.publishing.freshness import asked as memory
from ohjaus_desktop.publishing.freshness.asked import Asked, Request
from ohjaus_desktop.publishing.freshness.due import Due, Step, due
from ohjaus_desktop.publishing.freshness.file_names import file_name
from ohjaus_desktop.publishing.freshness.messages import as_text, draft, message
from ohjaus_desktop.publishing.sheet import template
from ohjaus_desktop.publishing.sheet.entry import Entry, Pen
from ohjaus_desktop.publishing.sheet.example import example_cells
from ohjaus_desktop.publishing.sheet.fields import cells
from ohjaus_desktop.publishing.sheet.filled import entries, pen_of
from ohjaus_desktop.texts import Translator, current, mark, plural, text

LIST_FILE = "list.xlsx"
_STEPS = {
    Step.ASK: mark("send the message"),
    Step.REMIND: mark("send the reminder"),
    Step.CALL: mark("call"),
}
_INTRO = (
    mark("These are the details that the service catalogue tells of you."),
    mark("Choose your answer in the first column of each row; write what has changed over the old."),
    mark("A new service goes on a row of its own below the others."),
)


@dataclass(frozen=True, slots=True)
class Round:
    """dues: who is to be asked; folder: where the messages lie, None where nobody is asked."""

    dues: tuple[Due, ...]
    folder: Path | None


def ask(catalogue: Catalogue, folder: Path, *, at: date) -> Round:
    """Write the messages of a day into a folder and remember them. Raises KnownError.

    The memory is written last: what was interrupted is asked anew.
    """
    asked = memory.load(folder, catalogue.catalogue_id)
    dues = due(catalogue, asked, at)
    if not dues:
        return Round((), None)
    today = folder / at.isoformat()
    try:
        disk.make_folder(today)
        requests = dict(asked.organizations)
        pens: dict[str, Pen] = {}
        for one in dues:
            pen = pens.setdefault(one.language, pen_of(catalogue, one.language))
            requests[one.organization.id] = _write(one, catalogue, today, pen, at, asked)
        disk.write_whole(today / LIST_FILE, as_list(dues))
        memory.save(structs.replace(asked, organizations=requests), folder)
    except OSError as error:
        raise KnownError(
            text("The folder {name} cannot be written: {reason}.", name=folder, reason=reason(error))
        ) from error
    return Round(tuple(dues), today)


def _write(one: Due, catalogue: Catalogue, today: Path, pen: Pen, at: date, asked: Asked) -> Request:
    """One organization's files; what is remembered of it."""
    name = file_name(Translator(one.language).name(one.organization.name), one.organization.id)
    wanted = {service.id for service in one.services}
    own = [
        entry
        for entry in entries(catalogue, organizations={one.organization.id})
        if entry.service.id in wanted
    ]
    sheet = answer_sheet(own, pen, at)
    disk.write_whole(today / f"{name}.xlsx", sheet)
    words = message(one, catalogue, at=at, sheet_name=f"{name}.xlsx")
    if one.step is not Step.CALL:
        mail = draft(words, one, catalogue, sheet=sheet, sheet_name=f"{name}.xlsx")
        disk.write_whole(today / f"{name}.eml", mail)
    disk.write_whole(today / f"{name}.txt", as_text(words, one))
    before = asked.organizations.get(one.organization.id, Request())
    return Request(
        asked={Step.ASK: at, Step.REMIND: before.asked, Step.CALL: before.asked}[one.step],
        reminded={Step.ASK: None, Step.REMIND: at, Step.CALL: before.reminded}[one.step],
        services=[service.id for service in one.services],
        language=one.language,
        rows={_key(entry): _filled(cells(entry, pen)) for entry in own},
    )


def _key(entry: Entry) -> str:
    return memory.row_key(entry.service.id, entry.location.id if entry.location else "")


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {key: words for key, words in row.items() if words}


def answer_sheet(own: Sequence[Entry], pen: Pen, at: date) -> bytes:
    """The current record as a workbook with a column for the answer; it remembers its day."""
    language = pen.say.language
    rows = [cells(entry, pen) for entry in own]
    intro = [pen.say(words) for words in _INTRO]
    sheet = template.Sheet(pen, example_cells(language), intro, rows, answers=True, stamp=at.isoformat())
    return template.as_workbook(sheet)


def lines(dues: Sequence[Due]) -> list[str]:
    """Who is to be asked, a line each, in the user's language."""
    return [" · ".join(part for part in _facts(one) if part) for one in dues]


def _facts(one: Due) -> list[str]:
    say = current()
    confirmed = (
        say("last confirmed {date}", date=say.date(one.confirmed))
        if one.confirmed
        else say("not confirmed before")
    )
    return [
        say.name(one.organization.name),
        say(_STEPS[one.step]),
        (one.phone or say("no telephone")) if one.step is Step.CALL else one.email,
        plural("{number} service", "{number} services", len(one.services)),
        confirmed,
        say("asked {date}", date=say.date(one.asked)) if one.asked else "",
    ]


def as_list(dues: Sequence[Due]) -> bytes:
    """The same list as a workbook to tick off."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page = book.worksheets[0]
    page.title = text("To be asked")
    heads = [
        text("Organization"),
        text("What to do"),
        text("Where"),
        text("Services"),
        text("Confirmed"),
        text("Asked"),
        text("Done"),
    ]
    for place, (head, width) in enumerate(zip(heads, (36, 20, 34, 12, 26, 18, 10), strict=True), 1):
        page.cell(1, place, head).font = Font(bold=True)
        page.column_dimensions["ABCDEFG"[place - 1]].width = width
    for number, one in enumerate(dues, 2):
        for place, words in enumerate(_facts(one), 1):
            cell = page.cell(number, place)
            template.write_text(cell, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
    template.set_page(page, pages_wide=1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
