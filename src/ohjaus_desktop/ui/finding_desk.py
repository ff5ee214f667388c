"""What happens while the worker looks for a service: every letter and click becomes an answer.

Presents the page Haku: asks the guide, puts its answers on the page, leads through the hatch
need → what it is about, or kind of help → place, and back again step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.barriers import BY_ID
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import current, plural
from ohjaus_desktop.ui import tile
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.answer_view import AnswerView
from ohjaus_desktop.ui.facets import WAYS
from ohjaus_desktop.ui.finding import is_anything, place_in_effect
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide, PlaceChoice
from ohjaus_desktop.ui.hatch import NOTHING_ASKED, CountByPlace
from ohjaus_desktop.ui.panes import MIDDLE
from ohjaus_desktop.ui.retrace import Retrace
from ohjaus_desktop.ui.rows import NOTHING_CHANGED
from ohjaus_desktop.ui.tile import TileFact
from ohjaus_desktop.ui.trail import Spot, Step


class FindingDesk(QObject):
    """Connects the fields, facets and tiles of the page with the guide."""

    service_shown = Signal(str)  # id of the current row, "" for none
    service_opened = Signal(str)  # id: Enter, a click, a tile

    def __init__(
        self,
        page: GuidancePage,
        guide: Guide,
        places: Places,
        parent: QObject,
        *,
        count_by_place: CountByPlace,
        favourites: Callable[[], Sequence[TileFact]] = tuple,
        shown: Callable[[], str] = str,
    ) -> None:
        """favourites: the worker's own, as tiles; shown: gives the id of the service on the right."""
        super().__init__(parent)
        self._page, self._guide, self._places = page, guide, places
        self._shown = shown
        self._view = AnswerView(page, guide, places, count_by_place=count_by_place, favourites=favourites)
        self._step = self._step_in_sight = Step.NEED
        self._lost = False
        self._quiet = False
        self._changed: Mapping[str, str] = NOTHING_CHANGED
        self.retrace = Retrace(page, guide, self, step=lambda: self._step_in_sight, shown=shown)
        self._connect()
        self.restore()

    def _connect(self) -> None:
        page = self._page
        search, middle = page.search, page.middle
        search.words_changed.connect(self._words)
        search.words.accepted.connect(self._enter)
        search.place_changed.connect(self._place)
        search.age_changed.connect(lambda age: self._tell(age=age))
        search.language_changed.connect(lambda code: self._tell(language=code))
        page.facets.picked.connect(self._facet)
        middle.tiles.picked.connect(self._tile)
        middle.tiles.back_wanted.connect(self.back)
        middle.back_wanted.connect(self.back)
        middle.needs_wanted.connect(self.to_needs)
        middle.dropped.connect(self._drop)
        middle.instead.connect(self._instead)
        middle.results.current.connect(self.service_shown)
        middle.results.opened.connect(self.service_opened)
        self._guide.answered.connect(self.show_answer)

    def close(self) -> None:
        """Stop listening: another desk takes over."""
        self._guide.in_sight = self.retrace.here()
        self._guide.answered.disconnect(self.show_answer)
        self.retrace.close()

    def restore(self) -> None:
        """Put what the guide already knows on the page."""
        self._fill_fields()
        left, self._guide.in_sight = self._guide.in_sight, None
        if not self._guide.is_blank:
            self._step = left.step if left else Step.LIST
        if self._guide.is_ready():
            self.show_answer(self._guide.answer)
        if left is not None:
            self._view.choose_row(left)

    def new_client(self) -> None:
        """Forget the client's matter and begin again; the place stays."""
        self._guide.question = Question(at=self._guide.now())
        self._step = Step.NEED
        self._quiet = True
        # Unlike clear(), this leaves nothing that Ctrl+Z could bring back.
        self._page.search.words.setText("")
        self._page.search.age.setCurrentIndex(0)
        self._page.search.language.setCurrentIndex(0)
        self._quiet = False
        self._guide.new_client()
        self._page.panes.show_pane(MIDDLE)
        self._page.search.focus_words()

    # Answers -----------------------------------------------------------------------------------

    def show_answer(self, answer: Answer) -> None:
        """Put an answer on the page."""
        page = self._page
        page.facets.show_answer(answer)
        place = place_in_effect(answer, self._guide.place)
        page.search.place.show_recognised(place)
        if self._guide.place and not page.search.place.hasFocus():
            page.search.place.show_place(place)
        if self._guide.is_blank:
            self._step = Step.NEED
        elif self._step is Step.NEED:
            self._step = Step.LIST
        stays = self._step is self._step_in_sight and page.middle.currentIndex() == 0
        self._step_in_sight = self._step
        self._lost = self._step is Step.LIST and not is_anything(answer)
        if self._step is Step.LIST and not self._lost:
            self._view.show_list(answer, place, self._changed)
            return
        self._view.show_tiles(answer, self._step, lost=self._lost)
        # A favourite that was opened beside the tiles stays while they do.
        self.service_shown.emit(self._shown() if stays else "")

    def mark_changed(self, changed: Mapping[str, str]) -> None:
        """Say beside these services that they changed; the list in sight stays where it is."""
        self._changed = changed
        if self._step is Step.LIST and not self._lost:
            self._view.say_again(self._guide.answer, changed)

    def favourites_changed(self) -> None:
        """Show the favourites as they are now, where they are in sight."""
        if self._step is Step.NEED and self._guide.is_ready():
            self._view.show_tiles(self._guide.answer, Step.NEED)

    # Back and forth ----------------------------------------------------------------------------

    def back(self) -> None:
        """One step back, with everything as it was; from where nothing lies before, to the needs."""
        spot = self.retrace.back()
        if spot is not None:
            self._return_to(spot)
        elif not self._guide.is_blank:
            self.to_needs()

    def forward(self) -> None:
        """One step forth again, after going back."""
        spot = self.retrace.forward()
        if spot is not None:
            self._return_to(spot)

    def to_needs(self) -> None:
        """Begin the hatch anew; what was asked can be gone back to."""
        self._step = Step.NEED
        self._guide.change(**NOTHING_ASKED)
        self._fill_fields()
        self._page.go_to(MIDDLE)

    def _return_to(self, spot: Spot) -> None:
        self._step = spot.step
        self._guide.return_to(spot)
        self._fill_fields()
        self._view.choose_row(spot)
        if self._shown() != spot.shown:
            self.service_shown.emit(spot.shown)
        self._view.settle(spot)

    def _fill_fields(self) -> None:
        self._quiet = True
        self._view.fill_fields()
        self._quiet = False

    # What the worker does ----------------------------------------------------------------------

    def choose_row(self, place: int) -> None:
        """Ctrl+1 … Ctrl+9: make that row current (from 0); the cursor stays where it is."""
        if self._step is Step.LIST and not self._lost:
            self._page.middle.results.choose(place)
        elif place < len(self._page.middle.tiles.tiles()):
            self._page.middle.tiles.tiles()[place].click()

    def _words(self, words: str) -> None:
        if not self._quiet:
            self._step = Step.LIST
            self._guide.change(text=words)

    def _enter(self) -> None:
        # The answer is synchronous: the current row belongs to the whole text now in the box.
        if self._step is Step.LIST and not self._lost:
            self._page.middle.results.open_current()
        else:
            self._page.middle.tiles.focus_first()

    def _place(self, place: Place | None) -> None:
        choice = PlaceChoice(place.name, place.municipality) if place else None
        if choice == self._guide.place:
            return
        if self._step is Step.PLACE:
            self._step = Step.LIST
        self._guide.choose_place(choice)

    def _facet(self, kind: str, id_: str, chosen: bool) -> None:
        self._step = Step.LIST
        if kind == "way":
            self._tell(**{id_: chosen})
        else:
            self._tell(**{kind: id_ if chosen else None})
        announce(self._page.facets, plural("{number} service", "{number} services", self._guide.answer.total))

    def _tile(self, kind: str, id_: str) -> None:
        if kind == tile.SERVICE:
            self.service_opened.emit(id_)
            return
        if kind == tile.NEED and self._step is not Step.ACTIVITY:
            self._begin_with(id_)
        elif kind == tile.PLACE:
            self._step = Step.LIST
            self._take_place(id_)
        else:
            if not id_:
                self.retrace.leave()  # the question is passed over, and stays the same
            self._step = Step.PLACE if self._guide.answer.place is None else Step.LIST
            self._guide.change(**{kind: id_ or None})
        if self._step is Step.LIST:
            self._page.search.focus_words()
        else:
            self._page.middle.tiles.focus_first()

    def _begin_with(self, group: str) -> None:
        self._step = Step.ACTIVITY
        self._guide.change(text="", need=group, activity=None)
        self._fill_fields()

    def _take_place(self, code: str) -> None:
        municipality = self._places.municipality(code) if code else None
        if municipality is None:
            self.retrace.leave()
            self._guide.again()
            return
        name = municipality.name_sv if current().language == "sv" else municipality.name_fi
        self._page.search.place.show_place(name)
        self._guide.choose_place(PlaceChoice(name, municipality.code))

    def _drop(self, filter_: str) -> None:
        search = self._page.search
        if filter_ == "text":
            search.words.clear()
        elif filter_ == "age":
            search.age.setCurrentIndex(0)
        elif filter_ == "language":
            search.language.setCurrentIndex(0)
        elif filter_ in BY_ID:
            self._tell(barriers=self._guide.question.barriers - {filter_})
        else:
            self._tell(**{filter_: False if filter_ in WAYS else None})
        search.focus_words()

    def _instead(self, question: Question) -> None:
        """One click on a way on: what it leaves out leaves the fields, too."""
        self.retrace.leave()
        self._step = Step.LIST
        self._guide.ask_instead(question)
        self.restore()
        self._page.search.focus_words()

    def _tell(self, **told: object) -> None:
        if not self._quiet:
            self._guide.change(**told)
