"""What stands on a page, measured and ready to be drawn: heads, warnings, rows, frames.

A piece is never split. It knows its height and how to draw itself below a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import segno
from reportlab.pdfgen.canvas import Canvas

from ohjaus_desktop.documents.page import Block, Rank, Row
from ohjaus_desktop.documents.scales import MARGIN, Scale
from ohjaus_desktop.documents.sheet import Style, wrap

_LINES_TOGETHER = 20
"""So many lines of one row stand on one sheet, also in large print; a longer row goes on."""
_HAIRLINE = 0.72  # grey of a thin line: visible on paper, quiet between rows
_SHADE = 0.93  # grey behind a warning


@dataclass(frozen=True, slots=True)
class Piece:
    """height: points it needs; draw: puts it below a y; keeps_next: never last on a sheet."""

    height: float
    draw: Callable[[Canvas, float], None]
    keeps_next: bool = False
    rank: Rank = Rank.ESSENTIAL


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a piece: what, how, how far from the left, how far down its baseline is."""

    text: str
    style: Style
    x: float
    down: float


class Composer:
    """Turns rows and heads into pieces of one width."""

    def __init__(self, scale: Scale, width: float) -> None:
        """width: of the text and its labels together, in points."""
        self.scale = scale
        self.width = width
        self._text_x = scale.label_width
        self._text_width = width - scale.label_width

    def paragraphs(self, texts: Sequence[str], style: Style, *, keeps_next: bool = False) -> Piece:
        """Lines over the whole width."""
        lines: list[_Line] = []
        down = self._set(lines, texts, style, 0, 0, self.width)
        return Piece(down, _drawing(lines), keeps_next)

    def space(self, height: float) -> Piece:
        """Nothing, that high."""
        return Piece(height, lambda _canvas, _y: None, keeps_next=True)

    def rule(self, weight: float = 1.2, grey: float = 0.0) -> Piece:
        """A line over the whole width."""

        def draw(canvas: Canvas, y: float) -> None:
            canvas.setLineWidth(weight)
            canvas.setStrokeGray(grey)
            canvas.line(MARGIN, y, MARGIN + self.width, y)

        return Piece(weight, draw, keeps_next=True)

    def head(self, block: Block) -> list[Piece]:
        """Name, organization, one line about it, and what is unusual; stays with the first row."""
        scale = self.scale
        pieces = [self.paragraphs([block.heading], scale.heading, keeps_next=True)]
        if block.subheading:
            pieces.append(self.paragraphs([block.subheading], scale.body, keeps_next=True))
        if block.introduction:
            introduction = self.paragraphs([block.introduction], scale.body, keeps_next=True)
            pieces.append(Piece(introduction.height, introduction.draw, keeps_next=True, rank=Rank.EXTRA))
        pieces.append(self.space(5))
        pieces += [self.warning(warning, loud=block.loud) for warning in block.warnings]
        return pieces

    def warning(self, text: str, *, loud: bool = False) -> Piece:
        """A grey field with a black bar: seen at once, also on a poor copy.

        loud: larger letters in a thick frame.
        """
        lines: list[_Line] = []
        style = self.scale.heading if loud else self.scale.strong
        height = self._set(lines, [text], style, 12, 4, self.width - 20) + 6
        write = _drawing(lines)

        def draw(canvas: Canvas, y: float) -> None:
            canvas.setFillGray(_SHADE)
            canvas.rect(MARGIN, y - height, self.width, height, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.rect(MARGIN, y - height, 4, height, stroke=0, fill=1)
            if loud:
                canvas.setStrokeGray(0)
                canvas.setLineWidth(2.4)
                canvas.rect(MARGIN + 1.2, y - height, self.width - 2.4, height, stroke=1, fill=0)
            write(canvas, y)

        return Piece(height + 6, draw, keeps_next=True)

    def row(self, row: Row, *, line: bool = True) -> Piece:
        """A label and its answer under a thin line."""
        padding = self.scale.padding
        lines: list[_Line] = []
        strokes: list[tuple[float, float]] = []
        height = self._row(lines, strokes, row, padding) + padding
        write = _drawing(lines)

        def draw(canvas: Canvas, y: float) -> None:
            if line:
                self._thin_line(canvas, y)
            canvas.setLineWidth(0.5)
            canvas.setStrokeGray(0.35)
            for x, down in strokes:
                canvas.line(MARGIN + x, y - down, MARGIN + self.width, y - down)
            write(canvas, y)

        return Piece(height, draw, rank=row.rank)

    def rows(self, rows: Sequence[Row]) -> list[Piece]:
        """Rows one below the other; a code stands beside its row and the next, so it costs no height."""
        pieces: list[Piece] = []
        left = [part for row in rows for part in self._parts(row)]
        while left:
            row = left.pop(0)
            if row.qr:
                beside = [left.pop(0)] if left and not left[0].rank else []
                pieces.append(self._beside_code(row.qr, [row, *beside]))
            else:
                pieces.append(self.row(row))
        return pieces

    def _parts(self, row: Row) -> list[Row]:
        """A row that no sheet could hold, as several; any other as it is."""
        lines = [line for text in row.lines for line in wrap(text, self.scale.body, self._text_width)]
        if len(lines) <= _LINES_TOGETHER:
            return [row]
        first, *others = (
            tuple(lines[at : at + _LINES_TOGETHER]) for at in range(0, len(lines), _LINES_TOGETHER)
        )
        return [replace(row, lines=first), *(Row("", part, rank=row.rank) for part in others)]

    def _beside_code(self, content: str, rows: Sequence[Row]) -> Piece:
        scale = self.scale
        narrow = Composer(scale, self.width - scale.qr - 12)
        pieces = [narrow.row(row, line=number > 0) for number, row in enumerate(rows)]
        height = max(sum(piece.height for piece in pieces), scale.qr + 2 * scale.padding)

        def draw(canvas: Canvas, y: float) -> None:
            self._thin_line(canvas, y)
            draw_qr(canvas, content, MARGIN + self.width - scale.qr, y - scale.padding, scale.qr)
            for piece in pieces:
                piece.draw(canvas, y)
                y -= piece.height

        return Piece(height, draw, rank=rows[0].rank)

    def _thin_line(self, canvas: Canvas, y: float) -> None:
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(_HAIRLINE)
        canvas.line(MARGIN, y, MARGIN + self.width, y)

    def framed(self, row: Row) -> Piece:
        """A row inside a black frame: what one must find in fright."""
        inner = Composer(self.scale, self.width - 20)
        piece = inner.row(row, line=False)
        height = piece.height + 6

        def draw(canvas: Canvas, y: float) -> None:
            canvas.setLineWidth(1.4)
            canvas.setStrokeGray(0)
            canvas.roundRect(MARGIN, y - height, self.width, height, 5, stroke=1, fill=0)
            canvas.saveState()
            canvas.translate(10, 0)
            piece.draw(canvas, y - 3)
            canvas.restoreState()

        return Piece(height + 5, draw)

    def writing_space(self, label: str, height: float) -> Piece:
        """A label and as many empty lines as fit into the height."""
        above = self.scale.label.leading if not self._text_x else 0
        count = int((height - above - 2 * self.scale.padding) // (1.5 * self.scale.body.leading))
        return self.row(Row(label, prompts=("",) * max(1, min(count, 5))))

    def _row(self, lines: list[_Line], strokes: list[tuple[float, float]], row: Row, down: float) -> float:
        """Set everything inside one row from ``down`` on; give where it ends."""
        scale, x = self.scale, self._text_x
        width = self._text_width
        if x:
            label_down = down + (scale.big.leading - scale.label.leading) * 0.5 if row.big else down
            label_end = self._set(lines, [row.label], scale.label, 0, label_down, x - 8)
        else:
            label_end = down = self._set(lines, [row.label], scale.label, 0, down, width)
        if row.big:
            down = self._set(lines, [row.big], scale.big, x, down, width)
        down = self._table(lines, row.table, down)
        down = self._set(lines, row.lines, scale.body, x, down, width)
        indent = scale.body.size * 1.5 if len(row.steps) > 1 else 0
        for number, step in enumerate(row.steps, start=1):
            if indent:
                self._set(lines, [f"{number}."], scale.strong, x, down, indent)
            down = self._set(lines, [step], scale.body, x + indent, down, width - indent)
        for prompt in row.prompts:
            down += scale.body.leading * 0.5
            start = x + (scale.body.width(prompt) + 8 if prompt else 0)
            self._set(lines, [prompt], scale.body, x, down, width)
            down += scale.body.leading
            strokes.append((start, down - scale.body.leading * 0.2))
        return max(down, label_end)

    def _table(self, lines: list[_Line], table: Sequence[tuple[str, str]], down: float) -> float:
        """Days in one column, times in the next."""
        body, x = self.scale.body, self._text_x
        column = max((body.width(days) for days, _times in table), default=0) + 14
        column = min(column, self._text_width * 0.55)
        for days, times in table:
            end = self._set(lines, [days], body, x, down, column - 8)
            down = max(end, self._set(lines, [times], body, x + column, down, self._text_width - column))
        return down

    def _set(
        self, lines: list[_Line], texts: Sequence[str], style: Style, x: float, down: float, width: float
    ) -> float:
        """Break the texts into lines below ``down``; give where they end."""
        for text in texts:
            for line in wrap(text, style, width):
                # The baseline lies where the letters' middle is the middle of the line.
                baseline = down + (style.leading + style.size * 0.72) / 2
                lines.append(_Line(line, style, x, baseline))
                down += style.leading
        return down


def _drawing(lines: Sequence[_Line]) -> Callable[[Canvas, float], None]:
    def draw(canvas: Canvas, y: float) -> None:
        canvas.setFillGray(0)
        for line in lines:
            canvas.setFont(line.style.font, line.style.size)
            canvas.drawString(MARGIN + line.x, y - line.down, line.text)

    return draw


@lru_cache(maxsize=64)
def _qr_rectangles(content: str) -> tuple[int, str]:
    """The code's modules along a side, and its black runs as PDF operators in units of a module."""
    rows = [bytes(row) for row in segno.make_qr(content, error="m").matrix]
    operators = [
        f"{run.start()} {-number} {run.end() - run.start()} 1 re"
        for number, row in enumerate(rows, start=1)
        for run in re.finditer(b"\x01+", row)
    ]
    return len(rows), " ".join([*operators, "f"])


def draw_qr(canvas: Canvas, content: str, x: float, top: float, side: float) -> None:
    """A QR code as black rectangles, ``side`` points wide, its upper left corner at (x, top)."""
    modules, operators = _qr_rectangles(content)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.translate(x, top)
    canvas.scale(side / modules, side / modules)
    canvas.addLiteral(operators)
    canvas.restoreState()
