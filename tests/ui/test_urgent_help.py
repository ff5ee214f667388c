"""Urgent help is in sight at every size and hour, and each danger has its own calm steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ohjaus_desktop.ui.urgent_bar import UrgentBar, UrgentNumber
from ohjaus_desktop.ui.words import Press
from worker import Worker

Open = Callable[..., Worker]

SUNDAY_NIGHT = datetime(2026, 11, 22, 22, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
NUMBERS = (
    UrgentNumber("Sosiaalipäivystys", "000 100 1800", "Auki ympäri vuorokauden"),
    UrgentNumber("Päivystysapu", "116117", "Auki ympäri vuorokauden"),
    UrgentNumber("Kriisipuhelin", "000 252 5011", "Auki klo 23 asti"),
    UrgentNumber("Nollalinja", "000 800 5005", "Auki ympäri vuorokauden"),
)


def said(widget: QWidget) -> list[str]:
    """The words that can be read on a widget."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    return [
        label.text() for label in widget.findChildren(QLabel) if label.text() and label.isVisibleTo(widget)
    ]


def fold_button(bar: QWidget) -> Press:
    said(bar)
    return bar.findChildren(Press)[-1]


@pytest.fixture
def bar(qtbot: object) -> UrgentBar:
    made = UrgentBar()
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    made.show()
    return made


def test_by_day_the_first_numbers_stand_in_one_line(bar: UrgentBar) -> None:
    bar.resize(1400, 48)
    bar.show_numbers(NUMBERS, wide=False)
    assert [one for one in said(bar) if one[0].isdigit()] == ["112", "116117", "000 100 1800", "000 252 5011"]


def test_what_has_no_room_in_the_line_waits_behind_the_button(bar: UrgentBar) -> None:
    bar.resize(500, 48)
    bar.show_numbers(NUMBERS, wide=False)
    assert [one for one in said(bar) if one[0].isdigit()] == ["112", "116117"]
    fold_button(bar).click()
    assert {line.number for line in NUMBERS} <= set(said(bar))


def test_with_little_height_112_and_116117_stay(bar: UrgentBar) -> None:
    bar.set_low(True)
    bar.show_numbers(NUMBERS, wide=True)
    assert [one for one in said(bar) if one[0].isdigit()] == ["112", "116117"]
    assert fold_button(bar).text() == "Lisää"


def test_more_opens_the_rest_in_place_and_folds_it_again(bar: UrgentBar) -> None:
    bar.set_low(True)
    bar.show_numbers(NUMBERS, wide=False)
    fold_button(bar).click()
    assert {line.number for line in NUMBERS} <= set(said(bar))
    fold_button(bar).click()
    assert [one for one in said(bar) if one[0].isdigit()] == ["112", "116117"]


def test_out_of_office_hours_all_of_them_say_when_they_answer(bar: UrgentBar) -> None:
    bar.show_numbers(NUMBERS, wide=True)
    words = said(bar)
    assert {line.number for line in NUMBERS} <= set(words)
    assert "Auki klo 23 asti" in words


@pytest.mark.parametrize(
    ("words", "shown", "hidden"),
    [
        ("oisin poissa vaivoista", ["Kysy suoraan.", "Älä jätä yksin."], ["Puhukaa kahden kesken."]),
        ("mies lyö", ["Puhukaa kahden kesken."], ["Kysy suoraan.", "Älä jätä yksin."]),
        ("ystävä", [], ["Kysy suoraan.", "Älä jätä yksin.", "Puhukaa kahden kesken."]),
    ],
)
def test_each_danger_shows_its_own_steps(
    worker: Worker, words: str, shown: list[str], hidden: list[str]
) -> None:
    worker.type(words)
    seen = said(worker.window.page.middle)
    assert set(shown) <= set(seen)
    assert not set(hidden) & set(seen)
    assert ("112" in seen) is bool(shown)


def test_a_small_window_with_large_text_keeps_the_numbers_and_that_these_are_examples(
    open_window: Open,
) -> None:
    worker = open_window(size=(1024, 600), text_scale=200, at=SUNDAY_NIGHT, example=True)
    assert {"112", "116117"} <= set(said(worker.window.urgent))
    assert worker.window.status.words().startswith("Palvelut ovat esimerkkejä")


@pytest.mark.parametrize("view", ["settings", "help", "keys", "about", "print"])
def test_a_view_has_room_on_a_small_screen_with_large_text(open_window: Open, view: str) -> None:
    worker = open_window(size=(1024, 600), text_scale=200)
    worker.type("ystävä")
    worker.window.act(view)
    worker.qtbot.waitUntil(lambda: worker.window.page.search.isHidden() or view != "print")
    shown = worker.window.page.panes if view == "print" else worker.window.pages.currentWidget()
    worker.qtbot.waitUntil(lambda: shown.height() >= 300)


def test_ctrl_k_brings_the_search_back_from_the_preview(open_window: Open) -> None:
    worker = open_window(size=(1024, 600), text_scale=200)
    worker.type("ystävä")
    worker.window.act("print")
    assert worker.window.page.search.isHidden()
    worker.window.go_to_search()
    assert worker.window.page.search.words.hasFocus()


def test_who_calls_from_another_area_sees_the_direct_number_of_the_clients_area(open_window: Open) -> None:
    worker = open_window(example=True, home_municipality="272")
    worker.type("yksinäi ylivieska")
    seen = said(worker.window.urgent)
    assert {"116117", "000 116 1900", "Pohjois-Pohjanmaa (esimerkki)"} <= set(seen)
    worker.window.page.search.words.setText("yksinäi perho")
    assert not any(one.startswith("000 116") for one in said(worker.window.urgent))
    worker.window.page.search.words.setText("en jaksa enää elää ylivieska")
    in_danger = " ".join(said(worker.window.page.middle))
    # It stands in one piece: a number is not broken over two lines.
    assert "000\u00a0116\u00a01900" in in_danger
