"""What the worker has told the program so far, and the answer to it, always to the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.ui.trail import Spot, Trail

if TYPE_CHECKING:
    from ohjaus_desktop.daybook.unmet.record import Unmet

LIMIT = 200
"""Rows on the screen; nobody reads further, and the total says how many there are."""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The place that is chosen: its name as said, and its municipality's code."""

    name: str
    municipality: str


class Guide(QObject):
    """Keeps the question and asks on every change; the answer is there when ``change`` returns."""

    answered = Signal(object)  # Answer
    changing = Signal(object)  # Question: what will be asked instead of the present one

    def __init__(self, clock: Callable[[], datetime], place: PlaceChoice | None = None) -> None:
        """place: the service point's own, or None."""
        super().__init__()
        self._clock = clock
        self._ask: Callable[[Question], Answer] | None = None
        self.place = place
        self.trail = Trail()
        self.in_sight: Spot | None = None
        """What the window showed before it was dressed anew, for the one that takes over."""
        self.rides_on_page: bool | None = None
        """Whether the page is to tell this client of rides; None while the worker has not said."""
        self.recorded: dict[str, tuple[int, Unmet]] = {}
        """What has been written down for this client as an unmet need, with its number, by the need."""
        self.caller: str | None = None
        """Code of the service point's own municipality, where calls are made."""
        self.question = Question(
            at=clock(), assumed_municipality=place.municipality if place else None, limit=LIMIT
        )
        self.answer = Answer(question=self.question, results=(), total=0)

    def now(self) -> datetime:
        """The moment that answers are for."""
        return self._clock()

    def ready(self, ask: Callable[[Question], Answer]) -> None:
        """The catalogue is there: whatever was told meanwhile is answered now."""
        self._ask = ask
        self.again()

    def is_ready(self) -> bool:
        """Whether questions are answered yet."""
        return self._ask is not None

    def change(self, **told: Any) -> Answer:
        """Take in what was told (fields of Question) and answer."""
        self._tell_change(replace(self.question, **told))
        self.question = replace(self.question, **told)
        return self.again()

    def aside(self, **told: Any) -> Answer:
        """The answer if this were told; what has been told stays as it is."""
        asked = replace(self.question, **told)
        return self._ask(asked) if self._ask is not None else self.answer

    def choose_place(self, place: PlaceChoice | None) -> Answer:
        """Take another place, or none."""
        code = place.municipality if place else None
        self._tell_change(replace(self.question, assumed_municipality=code))
        self.place = place
        self.question = replace(self.question, assumed_municipality=code)
        return self.again()

    def ask_instead(self, question: Question) -> Answer:
        """Take another question for the one that was told, and answer it."""
        self._tell_change(question)
        if question.assumed_municipality is None:
            self.place = None
        self.question = question
        return self.again()

    def again(self) -> Answer:
        """Answer the same question at this moment."""
        self.question = replace(self.question, at=self._clock(), caller=self.caller)
        if self._ask is not None:
            self.answer = self._ask(self.question)
            self.answered.emit(self.answer)
        return self.answer

    def new_client(self) -> Answer:
        """Forget everything about the client, the way here too; the place stays."""
        self.trail.forget()
        self.in_sight = self.rides_on_page = None
        self.recorded.clear()
        self.question = Question(
            at=self._clock(),
            assumed_municipality=self.place.municipality if self.place else None,
            limit=LIMIT,
        )
        return self.again()

    def return_to(self, spot: Spot) -> Answer:
        """Ask again what was asked there."""
        self.question, self.place = spot.question, spot.place
        return self.again()

    def _tell_change(self, question: Question) -> None:
        if replace(question, at=self.question.at) != self.question:
            self.changing.emit(question)

    @property
    def is_blank(self) -> bool:
        """Nothing has been told about the need yet."""
        asked = self.question
        return not (
            asked.text.strip()
            or asked.need
            or asked.activity
            or asked.home
            or asked.remote
            or asked.open_now
            or asked.free
        )
