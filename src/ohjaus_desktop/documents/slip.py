"""A slip that gives nothing away: numbers and their hours on an A6 sheet.

For needs with which being seen can harm. No name, no sender, no code, no footer: whoever finds
it finds a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.pagesizes import A6

from ohjaus_desktop.documents import facts, phones
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.page import Slip, SlipEntry
from ohjaus_desktop.documents.sheet import BOLD, REGULAR, Sheets, Style, prepare, wrap
from ohjaus_desktop.texts import translator

_MARGIN = 28.0
_NUMBER = Style(BOLD, 24, 32)
_HOURS = Style(REGULAR, 14, 19)
_GAP = 16.0


def compose(chosen: Sequence[Chosen], *, language: str, at: datetime) -> Slip:
    """One entry for each service that has a number; the same number once."""
    say = translator(language)
    entries: dict[str, SlipEntry] = {}
    for one in chosen:
        if one.phones:
            table, lines = facts.phone_hours(one, say, at)
            hours = (*(f"{days} {times}" for days, times in table), *lines)
            number = phones.group(one.phones[0].number)
            entries.setdefault(number, SlipEntry(number, hours))
    return Slip(language=say.language, title=say("Note"), created_at=at, entries=tuple(entries.values()))


def render(slip: Slip) -> bytes:
    """Draw the slip. Equal slips give equal bytes."""
    prepare()
    file = Sheets(A6, title=slip.title, language=slip.language, at=slip.created_at)
    width = file.width - 2 * _MARGIN
    y = file.height - _MARGIN
    for entry in slip.entries:
        lines = [(line, _NUMBER) for line in wrap(entry.number, _NUMBER, width)]
        lines += [(line, _HOURS) for text in entry.hours for line in wrap(text, _HOURS, width)]
        if y - sum(style.leading for _line, style in lines) < _MARGIN and y < file.height - _MARGIN:
            file.canvas.showPage()
            y = file.height - _MARGIN
        for line, style in lines:
            y -= style.leading
            file.canvas.setFont(style.font, style.size)
            file.canvas.drawString(_MARGIN, y, line)
        y -= _GAP
    file.canvas.showPage()
    return file.finish()
