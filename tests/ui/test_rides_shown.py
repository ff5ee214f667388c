"""Who drives the client: below the list, in the detail, and on the page only where it is wanted."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ohjaus_desktop.ui.ride_card import RideCard
from ohjaus_desktop.ui.words import Press
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key
BUS, NUMBER = "Kyläkyyti Lestijärvi–Toholampi–Kokkola", "000 452 2502"


@pytest.fixture
def desk(open_window: Open) -> Worker:
    """A worker whose client in Lestijärvi needs a dentist, who is in Toholampi."""
    worker = open_window(example=True)
    worker.say("hammaslääkäri lestijärvi")
    return worker


def card(worker: Worker) -> RideCard | None:
    QApplication.processEvents()
    return next((one for one in worker.window.page.right.findChildren(RideCard) if one.isVisible()), None)


def paper(worker: Worker) -> str:
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    pages = pypdf.PdfReader(io.BytesIO(worker.printer.pages[-1])).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_where_the_service_is_far_list_and_detail_say_who_drives(desk: Worker) -> None:
    strip = desk.window.page.middle.rides
    assert strip.isVisible()
    assert (strip.rides[0].name, strip.rides[0].number) == (BUS, NUMBER)
    said = [label.text() for label in card(desk).findChildren(QLabel)]
    assert NUMBER in said
    assert any("Soita viimeistään edellisenä päivänä." in words for words in said)
    desk.click(strip.findChildren(Press)[0])
    assert desk.shown == BUS


def test_another_text_size_keeps_the_rides_below_the_list(desk: Worker) -> None:
    before = desk.window.page.middle.rides
    desk.window.scale_text(10)
    desk.qtbot.waitUntil(lambda: desk.window.page.middle.rides is not before)
    assert desk.window.page.middle.rides.rides[0].name == BUS


def test_another_text_size_keeps_the_ride_on_the_page(desk: Worker) -> None:
    card(desk).on_page.setChecked(True)
    before = desk.window.page
    desk.window.scale_text(10)
    desk.qtbot.waitUntil(lambda: desk.window.page is not before)
    assert card(desk).on_page.isChecked()


def test_where_everything_comes_home_no_ride_is_shown(desk: Worker) -> None:
    desk.window.guide.change(text="ateriapalvelu lestijärvi", home=True)
    assert not desk.window.page.middle.rides.isVisible()


def test_the_page_tells_of_the_ride_when_asked_and_the_next_clients_page_does_not(desk: Worker) -> None:
    assert NUMBER not in paper(desk)
    desk.press(Key.Key_Escape)
    card(desk).on_page.setChecked(True)
    assert NUMBER in paper(desk)
    desk.ctrl(Key.Key_N)
    desk.say("hammaslääkäri lestijärvi")
    assert not card(desk).on_page.isChecked()


def test_where_travelling_is_hard_the_page_tells_of_rides_by_itself(desk: Worker) -> None:
    desk.window.guide.change(barriers=frozenset({"distance"}))
    assert desk.window.desks.rides.for_page()
