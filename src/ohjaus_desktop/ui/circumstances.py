"""What the worker has told of the client's circumstances: what to consider, and where they are now.

Presents the section Ota huomioon and the field for where the client is for now. All of it belongs
to this client and this conversation: it is in the question and nowhere else, so a new client has none.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide, PlaceChoice
from ohjaus_desktop.ui.panes import LEFT, MIDDLE


class Circumstances(QObject):
    """Connects barriers and the place of now with the guide."""

    told = Signal(str, object)  # what is to be known; nothing to take back
    opening = Signal()  # the page Haku must be in sight
    moved = Signal()  # the client is somewhere else: urgent help is that place's own

    def __init__(self, page: GuidancePage, guide: Guide, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._guide, self._places = page, guide, places
        self._staying: PlaceChoice | None = None
        self._where: tuple[str | None, ...] = ()
        page.search.staying_changed.connect(self._stay)
        page.consider.picked.connect(self._consider)
        page.consider.away_wanted.connect(self._ask_staying)
        for field in (page.search.place, page.search.staying):
            field.unknown.connect(self._unknown)
        guide.answered.connect(self.show_answer)
        self.show_answer(guide.answer)

    def open(self) -> None:
        """Ctrl+O: all twelve barriers, with the keyboard on them."""
        self.opening.emit()
        self._page.go_to(LEFT)
        self._page.consider.open()

    def show_answer(self, answer: Answer) -> None:
        """Show what is considered in this answer, and where its client is."""
        self._page.consider.show_chosen(answer.question.barriers)
        self._page.search.show_staying(self._name(answer.question.staying))
        where = tuple(one.municipality if one else None for one in (answer.place, answer.staying))
        if where != self._where:
            self._where = where
            self.moved.emit()

    def _name(self, municipality: str | None) -> str:
        """The place as it was said; a village is more than its municipality."""
        if self._staying is None or self._staying.municipality != municipality:
            name = wording.municipality_name(municipality, current(), self._places)
            self._staying = PlaceChoice(name, municipality) if municipality else None
        return self._staying.name if self._staying else ""

    def _stay(self, place: Place | None) -> None:
        code = place.municipality if place else None
        self._staying = PlaceChoice(place.name, place.municipality) if place else None
        if code != self._guide.question.staying:
            self._guide.change(staying=code)

    def _unknown(self, name: str) -> None:
        self.told.emit(text("There is no place called {name}.", name=name), None)

    def _ask_staying(self) -> None:
        self._page.go_to(MIDDLE)
        self._page.search.ask_staying()

    def _consider(self, barrier: str, chosen: bool) -> None:
        before = self._guide.question.barriers
        after = before | {barrier} if chosen else before - {barrier}
        answer = self._guide.change(barriers=after)
        announce(self._page.consider, plural("{number} service", "{number} services", answer.total))
