"""Puts an answer on the page Haku: the list, or the tiles of the hatch, and what is in the fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui import hatch, start_page
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.finding import found, missing_in, place_in_effect
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.hatch import CountByPlace, TilePage
from ohjaus_desktop.ui.panes import MIDDLE
from ohjaus_desktop.ui.tile import TileFact
from ohjaus_desktop.ui.trail import Spot, Step


class AnswerView:
    """Knows where on the page what is shown; what happens there is decided by the desk."""

    def __init__(
        self,
        page: GuidancePage,
        guide: Guide,
        places: Places,
        *,
        count_by_place: CountByPlace,
        favourites: Callable[[], Sequence[TileFact]],
    ) -> None:
        """favourites: the worker's own, as tiles."""
        self._page, self._guide, self._places = page, guide, places
        self._count_by_place, self._favourites = count_by_place, favourites

    def show_list(self, answer: Answer, place: str, changed: Mapping[str, str]) -> None:
        """The services that fit. place: as it was said; changed: what to say of services, by id."""
        middle = self._page.middle
        middle.show_found(found(answer, place=place, say=current(), places=self._places, changed=changed))
        self._page.detail_button.setEnabled(bool(middle.results.current_id()))

    def say_again(self, answer: Answer, changed: Mapping[str, str]) -> None:
        """Other words for the same services."""
        again = found(answer, place="", say=current(), places=self._places, changed=changed).rows
        self._page.middle.results.rows.say_again(again)

    def show_tiles(self, answer: Answer, step: Step, *, lost: bool = False) -> None:
        """What the hatch asks at this step. lost: words were typed that lead to nothing."""
        say, middle = current(), self._page.middle
        self._page.detail_button.setEnabled(False)
        if (lost or step is Step.NEED) and self._nothing_is_there():
            start_page.show_empty(middle)
        elif lost:
            self._show_lost(answer)
        elif step is Step.NEED:
            start_page.show(middle, hatch.group_tiles(answer, say), self._favourites())
        elif step is Step.ACTIVITY:
            self._ask(hatch.within_group(answer, say))
        else:
            self._ask(hatch.places_asked(answer, self._places, self._count_by_place, say))

    def fill_fields(self) -> None:
        """Put what the guide knows into the fields, as if it had been written there."""
        asked = self._guide.question
        search = self._page.search
        search.words.setText(asked.text)
        search.place.show_place(self._guide.place.name if self._guide.place else "")
        at = 0 if asked.age is None else search.age.findData(asked.age)
        if at >= 0:
            search.age.setCurrentIndex(at)
        else:
            search.age.setEditText(str(asked.age))
        search.language.setCurrentIndex(max(0, search.language.findData(asked.language)))

    def choose_row(self, spot: Spot) -> None:
        """Make the row current that was current there, if it is still listed."""
        results = self._page.middle.results
        if self._page.middle.currentIndex() == 1:
            results.choose(results.rows.place_of(spot.row))

    def settle(self, spot: Spot) -> None:
        """Bring the pane forward that was in front there, scrolled and with the keyboard as it was."""
        page, middle = self._page, self._page.middle
        page.go_to(spot.pane)
        in_tiles = middle.currentIndex() == 0
        if in_tiles and spot.tile[0]:
            middle.tiles.focus_on(spot.tile)
        elif spot.pane == MIDDLE and not in_tiles:
            page.search.focus_words()
        scrolled = middle.tiles if in_tiles else middle.results
        scrolled.verticalScrollBar().setValue(spot.top)

    def _ask(self, asked: TilePage) -> None:
        middle = self._page.middle
        middle.show_back(True)
        middle.tiles.show_tiles(asked.title, asked.lead, asked.facts, asked.more)
        middle.show_tiles()

    def _show_lost(self, answer: Answer) -> None:
        """Nothing at all for these words: the ways on, and the needs as if nothing were typed."""
        middle = self._page.middle
        ways = missing_in(answer, place_in_effect(answer, self._guide.place), current())
        sentence = text("No services were found with these words")
        spoken = f"{sentence}. {ways.spoken}" if ways else sentence
        if middle.tiles.accessibleDescription() != spoken or middle.currentIndex() != 0:
            announce(middle.tiles, spoken)
        middle.show_back(True)
        middle.tiles.show_tiles(
            sentence,
            text("Try another word, or choose the need from the pictures."),
            hatch.group_tiles(self._guide.aside(text="", need=None, activity=None), current()),
        )
        middle.show_tiles(ways)

    def _nothing_is_there(self) -> bool:
        """Whether the catalogue has no services at all, whatever is asked."""
        answer = self._guide.answer
        if answer.total or any(need.count for need in answer.needs):
            return False
        return not self._guide.aside(**hatch.NOTHING_ASKED, **hatch.NOBODY).total
