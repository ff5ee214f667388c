"""What happens while the worker looks for a service: every letter and click becomes an answer.

Presents the page Haku: asks the guide, puts its answers on the page, and leads through the hatch
need → kind of help → place.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.barriers import BY_ID
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.ui import start_page
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.finding import (
    activity_tiles,
    found,
    is_anything,
    need_name,
    need_tiles,
    place_in_effect,
    place_tiles,
    ways_on,
)
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide, PlaceChoice
from ohjaus_desktop.ui.panes import MIDDLE
from ohjaus_desktop.ui.rows import NOTHING_CHANGED


class Step(Enum):
    """Where the hatch stands; LIST: it has been gone through, or left by typing."""

    NEED = "need"
    ACTIVITY = "activity"
    PLACE = "place"
    LIST = "list"


class FindingDesk(QObject):
    """Connects the fields, facets and tiles of the page with the guide."""

    service_shown = Signal(str)  # id of the current row, "" for none
    service_opened = Signal(str)  # id: Enter or a click

    def __init__(self, page: GuidancePage, guide: Guide, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._guide, self._places = page, guide, places
        self._step = Step.NEED
        self._lost = False
        self._quiet = False
        self._changed: Mapping[str, str] = NOTHING_CHANGED
        search, middle = page.search, page.middle
        search.words_changed.connect(self._words)
        search.words.accepted.connect(self._enter)
        search.place_changed.connect(self._place)
        search.age_changed.connect(lambda age: self._tell(age=age))
        search.language_changed.connect(lambda code: self._tell(language=code))
        page.facets.picked.connect(self._facet)
        middle.tiles.picked.connect(self._tile)
        middle.back_wanted.connect(self.back)
        middle.dropped.connect(self._drop)
        middle.instead.connect(self._instead)
        middle.results.current.connect(self.service_shown)
        middle.results.opened.connect(self.service_opened)
        guide.answered.connect(self.show_answer)
        self.restore()

    def restore(self) -> None:
        """Put what the guide already knows into the fields."""
        self._quiet = True
        asked = self._guide.question
        search = self._page.search
        search.words.setText(asked.text)
        search.place.show_place(self._guide.place.name if self._guide.place else "")
        if asked.age is None:
            search.age.setCurrentIndex(0)
        else:
            at = search.age.findData(asked.age)
            if at >= 0:
                search.age.setCurrentIndex(at)
            else:
                search.age.setEditText(str(asked.age))
        search.language.setCurrentIndex(max(0, search.language.findData(asked.language)))
        self._quiet = False
        if not self._guide.is_blank:
            self._step = Step.LIST
        if self._guide.is_ready():
            self.show_answer(self._guide.answer)

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

    def show_answer(self, answer: Answer) -> None:
        """Put an answer on the page."""
        say = current()
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
        self._lost = self._step is Step.LIST and not is_anything(answer)
        if (self._lost or self._step is Step.NEED) and self._nothing_is_there(answer):
            start_page.show_empty(page.middle)
            page.detail_button.setEnabled(False)
            self.service_shown.emit("")
            return
        if self._step is Step.LIST and not self._lost:
            page.middle.show_found(
                found(answer, place=place, say=say, places=self._places, changed=self._changed)
            )
            page.detail_button.setEnabled(bool(page.middle.results.current_id()))
            return
        if self._lost:
            self._show_lost(answer)
        else:
            self._show_step(answer)
        page.detail_button.setEnabled(False)
        self.service_shown.emit("")

    def mark_changed(self, changed: Mapping[str, str]) -> None:
        """Say beside these services that they changed; the list in sight stays where it is."""
        self._changed = changed
        answer = self._guide.answer
        if self._step is Step.LIST and not self._lost:
            again = found(answer, place="", say=current(), places=self._places, changed=changed).rows
            self._page.middle.results.rows.say_again(again)

    def _nothing_is_there(self, answer: Answer) -> bool:
        """Whether the catalogue has no services at all, whatever is asked."""
        if answer.total or any(need.count for need in answer.needs):
            return False
        everywhere = self._guide.aside(
            text="",
            need=None,
            activity=None,
            age=None,
            language=None,
            municipality=None,
            assumed_municipality=None,
            home=False,
            remote=False,
            open_now=False,
            free=False,
        )
        return not everywhere.total

    def back(self) -> None:
        """One step back in the hatch; from the list to where it began."""
        asked = self._guide.question
        if self._step is Step.PLACE or (
            self._step is Step.LIST and asked.activity and asked.need and not asked.text.strip()
        ):
            self._step = Step.ACTIVITY
            self._guide.change(activity=None)
        else:
            self._step = Step.NEED
            self._type_nothing()
            self._guide.change(
                text="", need=None, activity=None, home=False, remote=False, open_now=False, free=False
            )
        self._page.go_to(MIDDLE)

    def choose_row(self, place: int) -> None:
        """Ctrl+1 … Ctrl+9: make that row current (from 0); the cursor stays where it is."""
        if self._step is Step.LIST and not self._lost:
            self._page.middle.results.choose(place)
        elif place < len(self._page.middle.tiles.tiles()):
            self._page.middle.tiles.tiles()[place].click()

    def _show_lost(self, answer: Answer) -> None:
        """Nothing at all for these words: the ways on, and the needs as if nothing were typed."""
        middle = self._page.middle
        sentence = text("No services were found with these words")
        if middle.tiles.accessibleName() != sentence or middle.currentIndex() != 0:
            announce(middle.tiles, sentence)
        middle.show_back(True)
        middle.tiles.show_tiles(
            sentence,
            text("Try another word, or choose the need from the pictures."),
            need_tiles(self._guide.aside(text="", need=None, activity=None), current()),
        )
        middle.show_tiles(ways_on(answer, current()))

    def _show_step(self, answer: Answer) -> None:
        say = current()
        middle = self._page.middle
        if self._step is Step.NEED:
            start_page.show(middle, need_tiles(answer, say))
            return
        middle.show_back(True)
        if self._step is Step.ACTIVITY:
            middle.tiles.show_tiles(
                text("What kind of help?"),
                need_name(answer, answer.question.need, say),
                activity_tiles(answer, say),
            )
        else:
            middle.tiles.show_tiles(
                text("In which place?"),
                text("Another place: write it in the place field."),
                place_tiles(self._places, say.language),
            )
        middle.show_tiles()

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

    def _type_nothing(self) -> None:
        """Empty the box without asking again."""
        self._quiet = True
        self._page.search.words.clear()
        self._quiet = False

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
        elif kind == "need":
            self._tell(need=id_ if chosen else None)
        else:
            self._tell(activity=id_ if chosen else None)
        announce(self._page.facets, plural("{number} service", "{number} services", self._guide.answer.total))

    def _tile(self, id_: str) -> None:
        if self._lost:
            self._step = Step.ACTIVITY
            self._type_nothing()
            self._guide.change(text="", need=id_, activity=None)
        elif self._step is Step.NEED:
            self._step = Step.ACTIVITY
            self._guide.change(need=id_)
        elif self._step is Step.ACTIVITY:
            placed = self._guide.place is not None
            self._step = Step.LIST if placed else Step.PLACE
            self._guide.change(activity=id_ or None)
        else:
            municipality = self._places.municipality(id_)
            self._step = Step.LIST
            if municipality is not None:
                swedish = current().language == "sv"
                name = municipality.name_sv if swedish else municipality.name_fi
                self._page.search.place.show_place(name)
                self._guide.choose_place(PlaceChoice(name, municipality.code))
        if self._step is Step.LIST:
            self._page.search.focus_words()
        else:
            self._page.middle.tiles.focus_first()

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
            self._tell(**{filter_: False if filter_ in ("home", "remote", "open_now", "free") else None})
        search.focus_words()

    def _instead(self, question: Question) -> None:
        """One click on a way on: what it leaves out leaves the fields, too."""
        self._step = Step.LIST
        self._guide.ask_instead(question)
        self.restore()
        self._page.search.focus_words()

    def _tell(self, **told: object) -> None:
        if not self._quiet:
            self._guide.change(**told)
