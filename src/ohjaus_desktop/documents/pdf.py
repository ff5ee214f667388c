"""The client's page as A4 sheets: a frozen page in, bytes out.

One service stands on one sheet: what matters least is left out before a second sheet begins.
With several services each stays whole where a sheet can hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ohjaus_desktop.documents.page import Block, ClientPage, Rank
from ohjaus_desktop.documents.pieces import Composer, Piece
from ohjaus_desktop.documents.scales import COMPACT, LARGE, MARGIN, NORMAL, Scale
from ohjaus_desktop.documents.sheet import Sheets, prepare, wrap

_TOP = 36.0
_BOTTOM = 30.0
_NOTES_AT_LEAST = 70.0  # points: one line to write on and its label
_BETWEEN = 24.0  # from one service to the next
_WIDTH, _HEIGHT = A4
# Where a Finnish C5 window envelope shows the address: from the left edge, below the top margin; points.
_WINDOW_LEFT = 57.0
_WINDOW_WIDTH = 215.0
_WINDOW_DOWN = 84.0
_WINDOW_HEIGHT = 84.0


class _Group(NamedTuple):
    """Pieces that should stand on one sheet; continued: what heads the next if they cannot."""

    pieces: list[Piece]
    continued: Piece | None = None


def render(page: ClientPage) -> bytes:
    """Draw the page. Equal pages give equal bytes."""
    return render_together([page])


def render_together(pages: Sequence[ClientPage]) -> bytes:
    """Draw several documents into one file, each on sheets of its own with numbers of its own.

    The file is named after the first. Raises IndexError where there is none.
    """
    prepare()
    first = pages[0]
    file = Sheets(A4, title=first.title, language=first.language, at=first.created_at)
    for page in pages:
        _draw(file.canvas, page)
    return file.finish()


def _draw(canvas: Canvas, page: ClientPage) -> None:
    composer = Composer(_scale(page), _WIDTH - 2 * MARGIN)
    room = _HEIGHT - _TOP - _BOTTOM - _footer_height(page, composer)
    gap = _BETWEEN * composer.scale.body.size / NORMAL.body.size if page.compact else _BETWEEN
    between = [composer.space(gap * 0.6), composer.rule(), composer.space(gap * 0.35)]
    sheets = _paginate(_groups(page, composer, room), between, room)
    left = room - _height(sheets[-1])
    if page.notes and left >= _NOTES_AT_LEAST:
        sheets[-1].append(composer.writing_space(page.notes, left))
    for number, pieces in enumerate(sheets, start=1):
        y = _HEIGHT - _TOP
        for piece in pieces:
            piece.draw(canvas, y)
            y -= piece.height
        _draw_footer(canvas, page, composer, number, len(sheets))
        canvas.showPage()


def _scale(page: ClientPage) -> Scale:
    if page.large:
        return LARGE
    return COMPACT if page.compact else NORMAL


def _groups(page: ClientPage, composer: Composer, room: float) -> list[_Group]:
    """What should stay together: the title with the first service, each service, the end."""
    title = _title(page, composer)
    blocks = [_block(block, composer) for block in page.blocks]
    end = [composer.space(6), composer.framed(page.urgent)] if page.urgent else []
    end += composer.rows(page.closing)
    if len(blocks) == 1:
        return _alone([*title, *blocks[0].pieces], end, blocks[0].continued, room)
    rooms = [(room - _height(title) - 2 * _BETWEEN) / 2, room - _height(title)]
    blocks = [_Group(_smallest(one.pieces, rooms), one.continued) for one in blocks]
    first, *others = blocks or [_Group([])]
    groups = [_Group([*title, *first.pieces], first.continued), *others, _Group(end)]
    return [group for group in groups if group.pieces]


def _smallest(pieces: list[Piece], rooms: Sequence[float]) -> list[Piece]:
    """Two services share a sheet where each can do with half of one; else each has its own."""
    fitting = (_without_least(pieces, room, from_rank=Rank.NEEDED) for room in rooms)
    return next((some for some in fitting if some), pieces)


def _alone(pieces: list[Piece], end: list[Piece], continued: Piece | None, room: float) -> list[_Group]:
    """One service on one sheet, or on two without what matters least."""
    if fitting := _without_least([*pieces, *end], room, from_rank=Rank.NEEDED):
        return [_Group(fitting)]
    # A sheet is never quite full, since no row is split: leave out a little more until two hold it.
    for rank, unused in product((Rank.EXTRA, Rank.NEEDED), range(0, 160, 20)):
        fitting = _without_least([*pieces, *end], 2 * room - unused, from_rank=rank)
        if fitting and len(_paginate([_Group(fitting, continued)], (), room)) <= 2:
            return [_Group(fitting, continued)]
    return [_Group(pieces, continued), _Group(end)]


def _without_least(pieces: Sequence[Piece], room: float, *, from_rank: Rank) -> list[Piece]:
    """Keep what matters most, as much as fits; empty where what may not be left out is too much."""
    kept = {number for number, piece in enumerate(pieces) if piece.rank < from_rank}
    used = _height([pieces[number] for number in kept])
    if used > room:
        return []
    for number in sorted(range(len(pieces)), key=lambda number: pieces[number].rank):
        if number not in kept and used + pieces[number].height <= room:
            kept.add(number)
            used += pieces[number].height
    return [pieces[number] for number in sorted(kept)]


def _paginate(groups: Sequence[_Group], between: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Fill sheets: a group that a sheet can hold is not split, nor a head from its first row."""
    sheets: list[list[Piece]] = [[]]
    for group in groups:
        needed = _height(group.pieces)
        if sheets[-1] and _height(sheets[-1]) + _height(between) + needed > room >= needed:
            sheets.append([])
        elif sheets[-1]:
            sheets[-1] += between
        for run in _runs(group.pieces, room):
            if sheets[-1] and _height(sheets[-1]) + _height(run) > room:
                sheets.append([group.continued] if group.continued else [])
            sheets[-1] += run
    return sheets


def _height(pieces: Sequence[Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _runs(group: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Runs of pieces in which each keeps the next, as far as a sheet can hold them."""
    runs: list[list[Piece]] = [[]]
    for piece in group:
        if _height(runs[-1]) + piece.height > room:
            runs.append([])
        runs[-1].append(piece)
        if not piece.keeps_next:
            runs.append([])
    return [run for run in runs if run]


def _window(page: ClientPage) -> list[Piece]:
    """The address where the window of an envelope is, and room below it for the fold."""
    if not page.address:
        return []
    body = NORMAL.body
    lines = [line for part in page.address for line in wrap(part, body, _WINDOW_WIDTH)]

    def draw(canvas: Canvas, y: float) -> None:
        canvas.setFillGray(0)
        canvas.setFont(body.font, body.size)
        for number, line in enumerate(lines, start=1):
            canvas.drawString(_WINDOW_LEFT, y - _WINDOW_DOWN - number * body.leading, line)

    least = _WINDOW_DOWN + _WINDOW_HEIGHT
    return [Piece(max(least, _WINDOW_DOWN + (len(lines) + 1) * body.leading), draw, keeps_next=True)]


def _title(page: ClientPage, composer: Composer) -> list[Piece]:
    scale = composer.scale
    beside = Composer(scale, composer.width - scale.body.width(page.date) - 12)
    name = beside.paragraphs([page.title], scale.title, keeps_next=True)

    def draw(canvas: Canvas, y: float) -> None:
        name.draw(canvas, y)
        canvas.setFont(scale.body.font, scale.body.size)
        canvas.drawRightString(_WIDTH - MARGIN, y - scale.title.leading * 0.8, page.date)

    pieces = [*_window(page), Piece(name.height, draw, keeps_next=True)]
    if page.introduction:
        pieces.append(composer.paragraphs(page.introduction, scale.body, keeps_next=True))
    return [*pieces, composer.space(6), composer.rule(), composer.space(9)]


def _block(block: Block, composer: Composer) -> _Group:
    pieces = composer.head(block)
    pieces += composer.rows(block.rows)
    if block.checked:
        pieces.append(composer.paragraphs([block.checked], composer.scale.small))
    continued = composer.paragraphs([block.continued], composer.scale.strong, keeps_next=True)
    return _Group(pieces, continued if block.continued else None)


def _footer_lines(page: ClientPage, composer: Composer) -> tuple[str, ...]:
    return wrap(page.footer, composer.scale.small, composer.width) if page.footer else ()


def _footer_height(page: ClientPage, composer: Composer) -> float:
    return (len(_footer_lines(page, composer)) + 1) * composer.scale.small.leading + 12


def _draw_footer(canvas: Canvas, page: ClientPage, composer: Composer, number: int, count: int) -> None:
    small = composer.scale.small
    y = _BOTTOM + _footer_height(page, composer) - 12
    canvas.setLineWidth(0.8)
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    canvas.line(MARGIN, y, _WIDTH - MARGIN, y)
    canvas.setFont(small.font, small.size)
    for line in _footer_lines(page, composer):
        y -= small.leading
        canvas.drawString(MARGIN, y, line)
    y -= small.leading
    canvas.drawString(MARGIN, y, page.checked)
    canvas.drawRightString(_WIDTH - MARGIN, y, page.page_number.format(page=number, pages=count))
