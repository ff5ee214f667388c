"""A composed page as plain text, for what is pasted: nothing is lost but the looks."""

from __future__ import annotations

from collections.abc import Iterator

from ohjaus_desktop.documents.page import Block, ClientPage, Row


def text(page: ClientPage) -> str:
    """The page from its introduction on, a label before each answer, an empty line between blocks."""
    parts = ["\n".join(page.introduction)]
    parts += ["\n".join(_block(block)) for block in page.blocks]
    parts.append("\n".join(line for row in page.closing for line in _row(row)))
    parts.append(page.footer)
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> Iterator[str]:
    yield block.heading.upper()
    if block.subheading:
        yield block.subheading
    yield from (f"!! {warning}" for warning in block.warnings)
    for row in block.rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    said = [row.big] if row.big else []
    said += [*row.lines, *(f"{days} {times}" for days, times in row.table), *row.steps]
    yield f"{row.label}: {' '.join(said)}"
