"""A page before it is drawn: every sentence decided, nothing about points and fonts.

Whoever composes a page chooses the words and says how much each row matters; whoever draws it
only measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Rank(IntEnum):
    """How much a row matters; where one service would spill over, the highest goes first."""

    ESSENTIAL = 0
    NEEDED = 1
    """What the service asks of the client: papers, cancelling in time."""
    USEFUL = 2
    EXTRA = 3
    GENERAL = 4
    """True of many services, or known to be unknown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thought: a label for the eye on the left, the answer on the right.

    big: a number set large above the lines. table: rows of (days, times). steps: printed with
    their numbers. prompts: what is written by hand, a line to write on after each. qr: what a
    code beside the lines holds (tel: or https:), "" for none. topic: what the row is about, for
    whoever arranges the rows of a service.
    """

    label: str
    lines: tuple[str, ...] = ()
    big: str = ""
    table: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    qr: str = ""
    rank: Rank = Rank.ESSENTIAL
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One service: its name, who gives it, what is unusual now, its rows, when it was checked.

    continued: the heading on the next sheet, where one sheet cannot hold it. loud: the warnings
    are framed and larger, so that nobody overlooks them.
    """

    heading: str
    subheading: str = ""
    introduction: str = ""
    warnings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    checked: str = ""
    continued: str = ""
    loud: bool = False


@dataclass(frozen=True, slots=True)
class ClientPage:
    """A whole document of one or more A4 sheets.

    language: fi, sv or en. created_at: aware; stamped into the file. introduction: lines under
    the title. urgent: what to do when it is urgent, set in a frame. closing: rows after the last
    block. notes: the label of the space for own notes, "" for none. footer: whom to ask. checked:
    when the facts were confirmed. page_number: holds {page} and {pages}. large: 18 pt, not 14.
    compact: 11 pt, for colleagues; large wins over it. address: lines for the window of an
    envelope, above the title; none on a client's page.
    """

    language: str
    title: str
    created_at: datetime
    date: str
    introduction: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    urgent: Row | None = None
    closing: tuple[Row, ...] = ()
    notes: str = ""
    footer: str = ""
    checked: str = ""
    page_number: str = "{page}/{pages}"
    large: bool = False
    compact: bool = False
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One number, and when it answers."""

    number: str
    hours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A small sheet that gives nothing away: numbers and their hours, no name, no sender.

    title: for the file and the print queue only; it is not printed.
    """

    language: str
    title: str
    created_at: datetime
    entries: tuple[SlipEntry, ...]
