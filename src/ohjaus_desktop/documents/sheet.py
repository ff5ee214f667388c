"""Fonts, lines and files: what every drawn sheet needs.

Noto Sans is embedded everywhere: a file that leans on Helvetica loses š, ž, ŋ and Cyrillic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ohjaus_desktop import paths

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"

# A line may break at a space, but not inside a telephone number, before a date or a unit, or after "klo".
_BREAK = re.compile(r"(?<!\d)(?<!\bklo)(?<!\bkl\.)[ ]+(?!\d{1,2}\.\d)|(?<=\d)[ ]+(?!\d|km\b|€)")
# An address of the web may break after these.
_SOFT_BREAK = re.compile(r"(?<=[/\-–_.@])(?=\w)")


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set: font, size and distance to the next line, in points."""

    font: str
    size: float
    leading: float

    def width(self, text: str) -> float:
        """How wide the text stands, in points."""
        return pdfmetrics.stringWidth(text, self.font, self.size)


@cache
def _register_fonts() -> None:
    """Read the two fonts once in the life of the program."""
    for name in (REGULAR, BOLD):
        file = "NotoSans-Bold.ttf" if name == BOLD else "NotoSans-Regular.ttf"
        pdfmetrics.registerFont(TTFont(name, str(paths.resource("fonts", file))))


class Sheets:
    """A file being drawn. ``canvas`` draws; ``finish`` gives the bytes.

    Equal pages give equal bytes: the time in the file is the page's own.
    """

    def __init__(self, size: tuple[float, float], *, title: str, language: str, at: datetime) -> None:
        """size: of a sheet, in points; at: aware."""
        _register_fonts()
        self._file = BytesIO()
        self.width, self.height = size
        self.canvas = Canvas(
            self._file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            lang=language,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say a number
        )
        self.canvas.setTitle(title)
        # reportlab would write "anonymous" and "unspecified".
        self.canvas.setAuthor("")
        self.canvas.setSubject("")
        self.canvas.setCreator("Ohjaus")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        # Whoever prints a saved file: no data sheet on the back of the client's page.
        self.canvas.setViewerPreference("Duplex", "Simplex")
        stamp = _pdf_date(at)
        # ``invariant`` keeps the clock and random ids out of the file, but it stamps the year 2000.
        self.canvas.setDateFormatter(lambda *_moment: stamp)

    def finish(self) -> bytes:
        """The whole file."""
        self.canvas.save()
        return self._file.getvalue()


def _pdf_date(at: datetime) -> str:
    """D:20261121153000+02'00' (ISO 32000-1, 7.9.4)."""
    offset = at.strftime("%z") or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def prepare() -> None:
    """Read the fonts, so that lines can be measured before the first file is begun."""
    _register_fonts()


def wrap(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than ``width`` points; a word that is too long is cut."""
    # The font is set without kerning, so a line is as wide as its words and the spaces between.
    space = style.width(" ")
    lines: list[str] = []
    for paragraph in text.splitlines():
        line: list[str] = []
        used = 0.0
        for word in _words(paragraph, style, width):
            wide = style.width(word)
            if line and used + space + wide > width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += wide + (space if line else 0)
            line.append(word)
        if line:
            lines.append(" ".join(line))
    return tuple(lines)


def _words(paragraph: str, style: Style, width: float) -> Iterator[str]:
    for word in _BREAK.split(paragraph.strip()):
        if style.width(word) <= width:
            yield word
        else:
            yield from _pieces(word, style, width)


def _pieces(word: str, style: Style, width: float) -> Iterator[str]:
    """Cut what no line can hold: after a space, slash, dot or hyphen if there is one, else anywhere."""
    piece = ""
    for part in _SOFT_BREAK.split(word):
        if piece and style.width(piece + part) > width:
            yield piece
            piece = ""
        for letter in part if style.width(part) > width else (part,):
            if piece and style.width(piece + letter) > width:
                yield piece
                piece = ""
            piece += letter
    if piece:
        yield piece
