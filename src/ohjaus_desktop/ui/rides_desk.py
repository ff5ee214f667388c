"""Who drives the client: beside the list, in the detail, and on the page where the worker wants it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ohjaus_desktop.documents import rides
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.texts import current
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.ride_strip import RideStrip
from ohjaus_desktop.workplace import Workplace

ASK_FOR_RIDES = frozenset({"movement", "distance"})
"""Barriers with which the page tells of rides unless the worker says otherwise."""


class RidesDesk(QObject):
    """Looks the rides of an answer up once, and knows whether the page tells of them."""

    def __init__(self, strip: RideStrip, guide: Guide, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._strip, self._guide, self._workplace = strip, guide, workplace
        self._known: dict[tuple[str, Place | None, Place | None], Chosen] = {}
        self._shown: tuple[Chosen, ...] = ()
        guide.answered.connect(self.show_answer)
        self.show_answer(guide.answer)

    @property
    def on_page(self) -> bool:
        """Whether the page tells of rides: as the worker said, else where a barrier asks for it."""
        if self._guide.rides_on_page is not None:
            return self._guide.rides_on_page
        return bool(self._guide.question.barriers & ASK_FOR_RIDES)

    def want_on_page(self, wanted: bool) -> None:
        """The worker has said whether the page tells of rides."""
        self._guide.rides_on_page = wanted

    def forget(self) -> None:
        """Another catalogue may know other rides."""
        self._known = {}

    def rides(self) -> tuple[Chosen, ...]:
        """Those of the present answer, best first."""
        answer = self._guide.answer
        found = (self._look_up(ride.service_id, answer) for ride in answer.rides)
        return tuple(one for one in found if one is not None)

    def for_page(self) -> tuple[Chosen, ...]:
        """Those that the page tells of."""
        return self.rides() if self.on_page else ()

    def show_answer(self, _answer: Answer) -> None:
        """Show the rides of the answer below the list."""
        found = self.rides()
        # Most letters leave the rides as they are: they are put into words only when they change.
        if [*map(id, found)] != [*map(id, self._shown)]:
            self._shown, say = found, current()
            self._strip.show_rides([rides.ride(one, say) for one in found])

    def _look_up(self, service_id: str, answer: Answer) -> Chosen | None:
        key = (service_id, answer.place, answer.staying)
        if key not in self._known:
            at = self._guide.now()
            chosen = self._workplace.chosen(service_id, answer.place, at, staying=answer.staying)
            if chosen is None:
                return None
            self._known[key] = chosen
        return self._known[key]
