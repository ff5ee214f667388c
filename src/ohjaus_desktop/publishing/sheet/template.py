"""The sheet to fill in: a workbook with instructions and lists, or a CSV file.

It prints on A4 landscape, its cells are text (so that no zero is lost and no hour becomes a date),
and it chooses from lists where there is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.export_sheet import harmless
from ohjaus_desktop.publishing.sheet import areas
from ohjaus_desktop.publishing.sheet.entry import Field, Pen
from ohjaus_desktop.publishing.sheet.fields import IDS, is_first, is_second_language, ordered
from ohjaus_desktop.publishing.sheet.table import CONFIRMATION, CONFIRMATION_HEADING
from ohjaus_desktop.texts import mark

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

Cells = Mapping[str, str]

SERVICES = mark("Services")
GUIDE = mark("Instructions")
LISTS = mark("Lists")
_EMPTY_ROWS = 20
"""So many rows below the last look ready for new services; every row of a column is text."""
_CHOOSING_ROWS = 500
"""So far down one may choose from lists."""
_FONT = "Calibri"
_INK, _PAPER, _REQUIRED, _SECOND, _KEPT, _ANSWER = "1F3A4D", "DCE9F0", "F6D9B8", "E9E4F0", "E6E6E6", "D9EED9"
_PAGE_CHARACTERS = 190
"""Characters that stand side by side on A4 landscape at a size that can be read."""
_CONFIRMATION_GUIDE = mark("Choose from the list: the details are right, I corrected them, or it has ended.")
_FOLDED = mark(
    "The columns that matter most come first. The others form a group that the plus or minus sign above "
    "the headings opens and closes."
)
_ORDER = mark("In this order, or in any other; a column that you do not need may be left out.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a template holds.

    rows: column → text, one a row; none: an empty template. example: the column of examples in the
    instructions. answers: with the column in which an organization answers. intro: sentences
    above the instructions. stamp: kept in the workbook's properties, "" for none.
    """

    pen: Pen
    example: Cells
    intro: Sequence[str]
    rows: Sequence[Cells] = ()
    answers: bool = False
    stamp: str = ""

    @property
    def language(self) -> str:
        """fi, sv or en."""
        return self.pen.say.language

    def columns(self) -> list[tuple[str, str, str, Field | None]]:
        """Key, heading, what to write, and the column itself (None: the answer)."""
        say = self.pen.say
        own: list[tuple[str, str, str, Field | None]] = [
            (one.key, say(one.heading) + (" *" if _must_be(one, self.language) else ""), say(one.guide), one)
            for one in ordered(self.language)
        ]
        if self.answers:
            own.insert(0, (CONFIRMATION, say(CONFIRMATION_HEADING), say(_CONFIRMATION_GUIDE), None))
        return own


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as CSV for spreadsheets: semicolons, UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    columns = sheet.columns()
    writer.writerow([heading for _, heading, _, _ in columns])
    for row in sheet.rows:
        writer.writerow([harmless(row.get(key, "")) for key, *_ in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_workbook(sheet: Sheet) -> bytes:
    """The sheet as an Excel workbook: services, instructions, lists."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    services = book.create_sheet(sheet.pen.say(SERVICES))
    guide = book.create_sheet(sheet.pen.say(GUIDE))
    lists = book.create_sheet(sheet.pen.say(LISTS))
    places = _write_lists(lists, sheet)
    _write_services(services, sheet, places)
    _write_guide(guide, sheet)
    _describe(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _describe(book: Workbook, sheet: Sheet) -> None:
    book.properties.creator = "Ohjaus"
    book.properties.title = sheet.pen.say(SERVICES)
    book.properties.language = sheet.language
    book.properties.identifier = sheet.stamp or None


def _write_services(page: Worksheet, sheet: Sheet, lists: Mapping[str, str]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    columns = sheet.columns()
    last = 1 + len(sheet.rows) + _EMPTY_ROWS
    choosing = max(last, _CHOOSING_ROWS)
    for number, (_, heading, guide, one) in enumerate(columns, 1):
        letter = get_column_letter(number)
        cell = page.cell(1, number, heading)
        cell.font = Font(name=_FONT, bold=True, color=_INK)
        cell.fill = _filling(one, sheet.language)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(guide, "Ohjaus", width=280, height=90)
        dimension = page.column_dimensions[letter]
        dimension.width, dimension.number_format = one.width if one else 20, "@"
        _fold(dimension, one, sheet)
        name = "confirmation" if one is None else one.choices
        if name:
            _let_choose(page, lists[name], f"{letter}2:{letter}{choosing}", strict=name in _SINGLE)
    _write_rows(page, sheet, last)
    page.row_dimensions[1].height = 64
    page.freeze_panes = "C2" if not sheet.answers else "D2"
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{1 + len(sheet.rows)}"
    # The sign that opens the folded columns stands before them, where it is seen.
    page.sheet_properties.outlinePr.summaryRight = False  # type: ignore[union-attr]
    width = sum(one.width for one in page.column_dimensions.values() if not one.hidden)
    set_page(page, pages_wide=-(-int(width) // _PAGE_CHARACTERS))
    page.print_title_rows, page.print_title_cols = "1:1", "A:B"


def _fold(dimension: ColumnDimension, one: Field | None, sheet: Sheet) -> None:
    """Ids are hidden; what matters less is folded where nothing is written in it yet."""
    if one in IDS:
        dimension.hidden = True
    elif one is not None and not is_first(one, sheet.language):
        dimension.outlineLevel = 1
        dimension.hidden = not sheet.rows


_SINGLE = frozenset({"sector", "status", "takes", "yes_no", "confirmation"})
"""Lists of which one name is chosen; in the others several may be written, parted by ;."""


def _must_be(one: Field, language: str) -> bool:
    """Without these a row is nothing."""
    return one.required or one.key == ("name_sv" if language == "sv" else "name_fi")


def _filling(one: Field | None, language: str) -> PatternFill:
    from openpyxl.styles import PatternFill

    if one is None:
        colour = _ANSWER
    elif one in IDS:
        colour = _KEPT
    elif _must_be(one, language):
        colour = _REQUIRED
    else:
        colour = _SECOND if is_second_language(one, language) else _PAPER
    return PatternFill("solid", fgColor=colour)


def _write_rows(page: Worksheet, sheet: Sheet, last: int) -> None:
    from openpyxl.styles import Alignment, Font

    keys = [key for key, *_ in sheet.columns()]
    ways, font = Alignment(wrap_text=True, vertical="top"), Font(name=_FONT)
    for number in range(2, last + 1):
        row: Cells = sheet.rows[number - 2] if number - 2 < len(sheet.rows) else {}
        for place, key in enumerate(keys, 1):
            cell = page.cell(number, place)
            cell.number_format, cell.alignment, cell.font = "@", ways, font
            if words := row.get(key):
                write_text(cell, words)


def write_text(cell: object, words: str) -> None:
    """Text and never a formula, whatever it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)[:32_000]  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]


def _let_choose(page: Worksheet, cells: str, where: str, *, strict: bool) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=strict)
    rule.errorStyle = "warning"
    rule.add(where)
    page.add_data_validation(rule)


def _write_lists(page: Worksheet, sheet: Sheet) -> dict[str, str]:
    """Write the lists a column each; give the cells of each by its name."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    found = {}
    title = page.title.replace("'", "''")
    for number, (name, heading, labels) in enumerate(_lists(sheet), 1):
        letter = get_column_letter(number)
        page.cell(1, number, heading).font = Font(name=_FONT, bold=True, color=_INK)
        for row, label in enumerate(labels, 2):
            write_text(page.cell(row, number), label)
        page.column_dimensions[letter].width = min(44, max(map(len, (heading, *labels))) + 2)
        found[name] = f"'{title}'!${letter}$2:${letter}${len(labels) + 1}"
    page.freeze_panes = "A2"
    set_page(page, pages_wide=1)
    return found


def _lists(sheet: Sheet) -> list[tuple[str, str, list[str]]]:
    pen, places = sheet.pen, Places.load()
    found = [
        (
            one.choices,
            pen.say(one.heading),
            [pen.vocabulary[one.choices].label(id_, pen.say) for id_ in pen.vocabulary[one.choices].labels],
        )
        for one in ordered(sheet.language)
        if one.choices and one.choices != "municipalities"
    ]
    names = sorted(areas.municipality_name(one.code, pen.say, places) for one in places.all())
    found.append(("municipalities", pen.say(mark("Municipality")), names))
    found.append(("areas", pen.say(mark("Service area")), [*areas.suggested(pen.say, places)]))
    answers = pen.vocabulary["confirmation"]
    labels = [answers.label(one, pen.say) for one in answers.labels]
    found.append((CONFIRMATION, pen.say(CONFIRMATION_HEADING), labels))
    return [*{name: (name, heading, labels) for name, heading, labels in found}.values()]


def _write_guide(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    say = sheet.pen.say
    wrap, line = Alignment(wrap_text=True, vertical="top"), Border(bottom=Side("thin", color="B8C7D0"))
    page.cell(1, 1, say(GUIDE)).font = Font(name=_FONT, bold=True, size=15, color=_INK)
    number = 2
    for number, words in enumerate((*sheet.intro, say(_FOLDED), say(_ORDER)), 2):
        page.cell(number, 1, words).alignment = wrap
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
        page.row_dimensions[number].height = 16 * (1 + len(words) // 120)
    number += 2
    page.print_title_rows = f"{number}:{number}"
    heads = (say(mark("Column")), say(mark("What to write")), say(mark("Invented example")))
    for place, words in enumerate(heads, 1):
        cell = page.cell(number, place, words)
        cell.font, cell.fill = Font(name=_FONT, bold=True, color=_INK), PatternFill("solid", fgColor=_PAPER)
    for key, heading, guide, one in sheet.columns():
        if one in IDS:
            continue
        number += 1
        for place, words in enumerate((heading, guide, sheet.example.get(key, "")), 1):
            told = page.cell(number, place)
            write_text(told, words)
            told.alignment, told.border, told.font = wrap, line, Font(name=_FONT, bold=place == 1)
        lines = max(1 + len(guide) // 62, 1 + len(sheet.example.get(key, "")) // 46)
        page.row_dimensions[number].height = 15.5 * lines
    for letter, width in (("A", 30), ("B", 64), ("C", 48)):
        page.column_dimensions[letter].width = width
    set_page(page, pages_wide=1)


def set_page(page: Worksheet, *, pages_wide: int) -> None:
    """A4 landscape, as many pages wide as it takes, any number high."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4, ECMA-376 part 1, 18.3.1.63
    page.page_setup.fitToWidth = pages_wide
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.HeaderFooter.oddFooter.center.text = "&A  &P/&N"  # type: ignore[union-attr]
