"""Where the worker has been for this client, to go back to without losing anything.

Kept in memory only, and gone with the client: it holds the client's own words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ohjaus_desktop.guidance.answer import Question

if TYPE_CHECKING:
    from ohjaus_desktop.ui.guide import PlaceChoice

MOST = 200
"""Steps that are kept; nobody goes back further for one client."""


class Step(Enum):
    """Where the hatch stands; LIST: it has been gone through, or left by typing."""

    NEED = "need"
    ACTIVITY = "activity"
    PLACE = "place"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Spot:
    """Everything in sight at one moment.

    row: id of the current service of the list; shown: id of the one on the right where it is
    another. tile: what had the keyboard, as (kind, id). top: how far list or tiles were scrolled,
    in pixels. pane: the one in front where there is room for one only.
    """

    question: Question
    place: PlaceChoice | None
    step: Step
    row: str = ""
    shown: str = ""
    tile: tuple[str, str] = ("", "")
    top: int = 0
    pane: int = 0

    def looks_like(self, other: Spot) -> bool:
        """Whether somebody would take one for the other: what was asked is the same, and what is shown."""
        alike = replace(self, tile=other.tile, top=other.top)
        return replace(alike, question=replace(self.question, at=other.question.at)) == other


class Trail:
    """The spots before this one, and those that were left by going back."""

    def __init__(self) -> None:
        self._before: list[Spot] = []
        self._after: list[Spot] = []

    def leave(self, here: Spot) -> None:
        """A step goes on from here; what lay ahead is no longer to be reached."""
        if not self._before or not self._before[-1].looks_like(here):
            self._before.append(here)
            del self._before[:-MOST]
        self._after.clear()

    def back(self, here: Spot) -> Spot | None:
        """The spot before this one, which becomes the one ahead; None at the beginning."""
        return _move(self._before, self._after, here)

    def forward(self, here: Spot) -> Spot | None:
        """The spot that was left by going back; None where nothing lies ahead."""
        return _move(self._after, self._before, here)

    def forget(self) -> None:
        """Another client: nobody can go back to this one."""
        self._before.clear()
        self._after.clear()


def _move(source: list[Spot], target: list[Spot], here: Spot) -> Spot | None:
    while source:
        spot = source.pop()
        if not spot.looks_like(here):
            target.append(here)
            return spot
    return None
