"""What is looked for on the page Pyynnöt, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ohjaus_desktop.register.model import Row
from ohjaus_desktop.texts import mark
from ohjaus_desktop.ui.two_line_list import Row as Line

Which = Literal["waiting", "due", "all", "drafts"]
FILTERS: dict[Which, str] = {
    "waiting": mark("Waiting"),
    "due": mark("Due today"),
    "all": mark("All"),
    "drafts": mark("Drafts"),
}
PAGE_ROWS = 200
"""Rows asked for at a time: more than anybody reads, and quick to draw."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. words: of the search box; limit: rows at most."""

    words: str = ""
    which: Which = "waiting"
    limit: int = PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found for ``wanted``.

    total: rows without the limit; counts: requests behind each filter, None where not known;
    drafts: as lines, whichever filter is chosen; anything: there is any request or draft at all.
    """

    wanted: Wanted
    rows: tuple[Row, ...]
    total: int
    counts: dict[Which, int]
    drafts: tuple[Line, ...]
    today: date

    @property
    def anything(self) -> bool:
        """Whether any request or draft has been made at all."""
        return bool(self.counts.get("all") or self.drafts or self.rows)
