"""Where there is little room nothing is cut that must be read, and everything can be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from ohjaus_desktop.texts import translator
from ohjaus_desktop.ui import tile
from ohjaus_desktop.ui.facet_line import Line
from ohjaus_desktop.ui.facets import LineList
from ohjaus_desktop.ui.middle import LOWEST, Chip, Found, MiddlePane
from ohjaus_desktop.ui.missing import MissingCard
from ohjaus_desktop.ui.need_tiles import TileFact, TileGrid, TilePart
from ohjaus_desktop.ui.ride_strip import shares
from ohjaus_desktop.ui.search_bar import SearchBar
from ohjaus_desktop.ui.status_line import Elided, StatusLine, catalogue_age
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.urgent_bar import UrgentBar, UrgentNumber
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key
NUMBERS = tuple(UrgentNumber(f"Esimerkkipuhelin {at}", f"000 100 {at}000") for at in range(6))


@pytest.fixture
def small(open_window: Open) -> Worker:
    """A small screen, and the text as large as it gets, where nothing comes home in Utsjoki."""
    worker = open_window(example=True, size=(1024, 600), text_scale=200)
    worker.say("katkaisuhoito utsjoki")
    worker.window.guide.change(home=True)
    worker.qtbot.waitUntil(lambda: len(worker.listed) > 1)
    return worker


def room(pane: MiddlePane) -> QWidget:
    """What shows the pane's page, as much of it as there is room for."""
    return pane._page.viewport()


def test_the_ways_on_stand_whole_above_the_list(small: Worker) -> None:
    pane = small.window.page.middle
    card = next(one for one in pane.findChildren(MissingCard) if one.isVisible())
    small.qtbot.waitUntil(lambda: 0 < card.height() == card.sizeHint().height())
    shown = card.mapTo(room(pane), QPoint(0, card.height()))
    assert shown.y() <= room(pane).height()


def test_the_row_that_was_stepped_to_comes_into_sight(small: Worker) -> None:
    pane = small.window.page.middle
    small.press(Key.Key_Down)
    row = pane.results.visualRect(pane.results.currentIndex())
    top = pane.results.viewport().mapTo(room(pane), row.topLeft()).y()
    assert pane.results.currentIndex().row() == 1
    assert 0 <= top < room(pane).height()


def test_another_answer_is_read_from_its_beginning(small: Worker) -> None:
    pane = small.window.page.middle
    small.press(Key.Key_Down)
    assert pane._page.verticalScrollBar().value() > 0
    small.window.guide.change(free=True)
    assert pane._page.verticalScrollBar().value() == 0


def test_an_ordinary_list_keeps_its_own_height(open_window: Open) -> None:
    worker = open_window(example=True)
    worker.say("yksinäi perho")
    assert worker.window.page.middle._page.verticalScrollBar().maximum() == 0


def test_a_chosen_language_is_read_whole_where_the_fields_have_no_labels(qtbot: object) -> None:
    bar = SearchBar(lambda _: (), [("uk", "ukrainska")])
    qtbot.addWidget(bar)  # type: ignore[attr-defined]
    bar.show_labels(False)
    before = bar.language.width()
    bar.language.setCurrentIndex(1)
    needed = bar.language.fontMetrics().horizontalAdvance("ukrainska") + look().px(40)
    assert bar.language.minimumWidth() >= needed
    assert bar.language.maximumWidth() < before + needed


def test_the_labels_of_the_fields_stand_in_one_line(open_window: Open) -> None:
    search = open_window(size=(1440, 900)).window.page.search
    fields = (search.words, search.place, search.age, search.language)
    tops = {field.mapTo(search, QPoint()).y() for field in fields}
    assert len(tops) == 1


def test_the_urgent_line_is_as_high_with_the_button_for_the_rest_as_without(qtbot: object) -> None:
    bar = UrgentBar()
    qtbot.addWidget(bar)  # type: ignore[attr-defined]
    bar.resize(1400, 40)
    heights = []
    for numbers in (NUMBERS[:2], NUMBERS):
        bar.show_numbers(numbers, wide=False)
        QApplication.processEvents()
        heights.append(bar.sizeHint().height())
    assert heights[0] == heights[1]


def test_tiles_of_every_part_stand_below_each_other(qtbot: object) -> None:
    grid = TileGrid()
    qtbot.addWidget(grid)  # type: ignore[attr-defined]
    grid.resize(900, 600)
    one = TileFact("a", "Ystävä", 3)
    facts = [replace(one, id=f"need-{at}") for at in range(7)]
    alone, few = TilePart("", (replace(one, id="all"),)), TilePart("Suosikit", tuple(facts[:3]))
    grid.show_tiles("Mihin tarvitaan apua?", "", facts, (alone, few))
    grid.show()
    QApplication.processEvents()
    places = {tile.mapTo(grid, QPoint()).x(): tile.width() for tile in grid.tiles()}
    assert len(places) == grid._columns
    assert max(places.values()) - min(places.values()) <= 1


def test_a_long_name_of_a_favourite_takes_three_lines_at_most(qapp: QApplication) -> None:
    metrics = QFontMetrics(look().font())
    name = " ".join(["esimerkkipalvelu"] * 12)
    lines = tile._lines(name, metrics.horizontalAdvance("esimerkkipalvelu esi"), metrics, 3).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_what_short_names_leave_over_is_for_the_long_ones() -> None:
    assert shares([300, 100], 350) == [250, 100]
    assert shares([300, 300], 350) == [175, 175]
    assert shares([80, 90], 350) == [80, 90]
    assert shares([80, 90], -5) == [0, 0]


def test_an_empty_catalogue_says_what_to_do_with_little_height_too(qtbot: object) -> None:
    grid = TileGrid()
    qtbot.addWidget(grid)  # type: ignore[attr-defined]
    grid.resize(400, 120)
    grid.show()
    grid.show_tiles("Palvelutietoja ei ole vielä", "Hae palvelutiedot", ())
    assert grid._lead.isVisible()
    grid.show_tiles("Mihin tarvitaan apua?", "Valitse kuvista", [TileFact("a", "Ystävä", 3)])
    assert not grid._lead.isVisible()


def test_chips_scroll_with_the_list_where_both_have_too_little_room(qtbot: object) -> None:
    pane = MiddlePane()
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.resize(look().px(480), look().px(LOWEST - 1))
    pane.show()
    chips = tuple(Chip("need", f"Pitkän rajauksen nimi {at}") for at in range(6))
    pane.show_found(Found("Ei palveluja", (), chips=chips))
    QApplication.processEvents()
    over = pane._over
    assert over.height() == over.sizeHint().height()
    assert pane._page.verticalScrollBar().maximum() > 0


def test_the_age_of_the_facts_is_said_shorter_before_it_is_cut(qtbot: object) -> None:
    line = StatusLine()
    qtbot.addWidget(line)  # type: ignore[attr-defined]
    published = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    age = catalogue_age(published, at=published + timedelta(days=4), say=translator("fi"))
    line.show_state(age, (), before="Palvelut ovat esimerkkejä")
    line.show()
    words = line.findChild(Elided)
    assert words is not None
    line.resize(look().px(900), line.height())
    assert words.fitting() == "Palvelut ovat esimerkkejä · Palvelutiedot 20.11.2026 (4 päivää vanhat)"
    line.resize(look().px(440), line.height())
    assert words.fitting() == "Palvelut ovat esimerkkejä · 20.11.2026 (4 päivää vanhat)"
    assert words.toolTip() == line.words()


def test_the_button_that_clears_a_field_is_as_high_as_the_field_and_leaves_the_cursor_there(
    small: Worker,
) -> None:
    field = small.window.page.search.words
    clear = field.clear_button
    assert clear.height() == field.height() >= look().px(30)
    small.click(clear)
    assert field.text() == ""
    assert field.hasFocus()
    assert not clear.isVisible()
    assert small.window.guide.question.text == ""


def test_with_danger_the_steps_and_the_list_scroll_as_one_where_few_rows_would_be_left(
    qtbot: object,
) -> None:
    pane = MiddlePane()
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.show()
    found = Found("1 palvelu", (), pinned=NUMBERS, steps=("Puhukaa kahden kesken.",))
    pane.show_found(found)
    for height, together in ((400, True), (900, False), (400, True)):
        pane.resize(look().px(560), look().px(height))
        QApplication.processEvents()
        assert (pane._page.verticalScrollBar().maximum() > 0) is together


def test_a_long_need_is_read_whole_in_the_left_pane(qtbot: object) -> None:
    pane = LineList("Rajaa")
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.show_lines(
        (Line("need", "a", "Boende", 3), Line("need", "b", "Funktionsnedsättning och funktionsförmåga", 3))
    )
    pane.show()
    for width, wraps in ((220, True), (620, False), (220, True)):
        pane.resize(look().px(width), look().px(300))
        QApplication.processEvents()
        short, long = (pane.visualRect(pane.lines.index(at)).height() for at in (0, 1))
        assert (long > short) is wraps
