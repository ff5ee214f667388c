"""A finger is enough: it scrolls without choosing, presses when lifted, and asks by resting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScroller, QToolTip, QWidget

from ohjaus_desktop.ui import style
from worker import Worker

Open = Callable[..., Worker]
FINGER = 44
"""Design pixels that a finger hits."""


class Finger:
    """Somebody's finger on the screen."""

    def __init__(self, worker: Worker, device: QPointingDevice) -> None:
        self._worker, self._device = worker, device

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press and lift."""
        where = at or widget.rect().center()
        self._touch(widget).press(0, where, widget).commit()
        self._touch(widget).release(0, where, widget).commit()
        QApplication.processEvents()

    def rest(self, widget: QWidget, at: QPoint, until: Callable[[], bool]) -> None:
        """Stay on one place until something comes of it."""
        self._touch(widget).press(0, at, widget).commit()
        self._worker.qtbot.waitUntil(until)
        self._touch(widget).release(0, at, widget).commit()
        QApplication.processEvents()

    def drag(self, widget: QWidget, start: QPoint, by: int) -> None:
        """Move up (negative) or down on the glass, and lift."""
        self._touch(widget).press(0, start, widget).commit()
        for step in range(1, 11):
            QTest.qWait(10)  # how fast it moves says how far it goes on
            self._touch(widget).move(0, start + QPoint(0, by * step // 10), widget).commit()
        self._touch(widget).release(0, start + QPoint(0, by), widget).commit()
        QApplication.processEvents()

    def _touch(self, widget: QWidget) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(widget, self._device)


@pytest.fixture(scope="module")
def glass() -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def finger_at(glass: QPointingDevice) -> Callable[[Worker], Finger]:
    """Gives somebody's finger at a window."""
    return lambda worker: Finger(worker, glass)


def scrolled(worker: Worker) -> int:
    return worker.window.page.middle.results.verticalScrollBar().value()


def test_a_tap_presses_a_tile(worker: Worker, finger_at: Callable[[Worker], Finger]) -> None:
    tiles = worker.window.page.middle.tiles
    QApplication.processEvents()
    finger_at(worker).tap(tiles.tiles()[0])
    assert worker.window.guide.question.need == "home"


def test_a_tap_opens_a_row(worker: Worker, finger_at: Callable[[Worker], Finger]) -> None:
    worker.say("neuvonta")
    results = worker.window.page.middle.results
    QApplication.processEvents()
    finger_at(worker).tap(results.viewport(), results.visualRect(results.rows.index(1)).center())
    assert worker.shown == worker.listed[1]


def test_scrolling_the_list_chooses_nothing(open_window: Open, finger_at: Callable[[Worker], Finger]) -> None:
    worker = open_window(example=True, size=(1280, 700))
    worker.window.page.search.words.setText("apua")
    shown, results = worker.shown, worker.window.page.middle.results
    opened: list[str] = []
    results.opened.connect(opened.append)
    QApplication.processEvents()
    finger_at(worker).drag(results.viewport(), QPoint(80, 220), by=-160)
    assert scrolled(worker) > 0
    assert worker.shown == shown
    assert opened == []


def test_the_list_goes_on_when_the_finger_leaves(
    open_window: Open, finger_at: Callable[[Worker], Finger]
) -> None:
    worker = open_window(example=True, size=(1280, 700))
    worker.window.page.search.words.setText("apua")
    results = worker.window.page.middle.results
    scroller = QScroller.scroller(results.viewport())
    QApplication.processEvents()

    def goes_on() -> bool:
        finger_at(worker).drag(results.viewport(), QPoint(80, 220), by=-160)
        left_at = scrolled(worker)
        worker.qtbot.waitUntil(lambda: scroller.state() == QScroller.State.Inactive)
        return scrolled(worker) > left_at

    # On a busy machine a quick finger looks as if it rested before it leaves.
    assert any(goes_on() for _try in range(5))


def test_scrolling_over_the_tiles_presses_none(
    open_window: Open, finger_at: Callable[[Worker], Finger]
) -> None:
    worker = open_window(example=True, size=(700, 600))
    tiles = worker.window.page.middle.tiles
    QApplication.processEvents()
    finger_at(worker).drag(tiles.tiles()[1], tiles.tiles()[1].rect().center(), by=-120)
    assert tiles.verticalScrollBar().value() > 0
    assert worker.window.guide.is_blank


def test_tiles_and_rows_become_high_enough_once_a_finger_has_touched(
    open_window: Open, finger_at: Callable[[Worker], Finger]
) -> None:
    worker = open_window(home_municipality="584")
    tiles, facets = worker.window.page.middle.tiles, worker.window.page.facets
    QApplication.processEvents()
    facet = facets.lines.index(1)
    assert facets.visualRect(facet).height() < FINGER
    finger_at(worker).tap(tiles.tiles()[1])
    worker.qtbot.waitUntil(lambda: facets.visualRect(facet).height() >= FINGER)
    assert all(one.height() >= FINGER for one in tiles.tiles())
    assert tiles.back_button.height() >= FINGER
    worker.click(tiles.back_button)

    mouse_on(worker, tiles.tiles()[0])
    worker.qtbot.waitUntil(lambda: facets.visualRect(facet).height() < FINGER)


def mouse_on(worker: Worker, widget: QWidget) -> None:
    """A click that comes from the system, as a mouse's does."""
    handle = worker.window.windowHandle()
    assert handle is not None
    at = widget.mapTo(worker.window, widget.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_workstation_can_have_them_high_always(open_window: Open) -> None:
    worker = open_window(large_targets=True)
    facets = worker.window.page.facets
    QApplication.processEvents()
    assert facets.visualRect(facets.lines.index(1)).height() >= FINGER
    mouse_on(worker, worker.window.page.middle.tiles.tiles()[0])
    QApplication.processEvents()
    assert facets.visualRect(facets.lines.index(1)).height() >= FINGER


def test_a_resting_finger_is_told_what_a_hovering_mouse_is_told(
    worker: Worker, finger_at: Callable[[Worker], Finger]
) -> None:
    facets = worker.window.page.facets
    QApplication.processEvents()
    blank = worker.window.guide.is_blank
    at = facets.visualRect(facets.lines.index(1)).center()
    finger_at(worker).rest(facets.viewport(), at, until=lambda: "palvelu" in QToolTip.text())
    assert worker.window.guide.is_blank == blank, "asking is not choosing"
    QToolTip.hideText()


def test_nothing_asks_for_a_double_click_or_a_right_click(worker: Worker) -> None:
    """Every list opens with one press; no widget has a menu of its own but the text fields."""
    worker.say("neuvonta")
    ours = [
        one
        for one in worker.window.findChildren(QWidget)
        if type(one).__module__.startswith("ohjaus_desktop")
    ]
    policies = {one.contextMenuPolicy() for one in ours}
    assert Qt.ContextMenuPolicy.CustomContextMenu not in policies


@pytest.fixture(autouse=True)
def for_a_mouse_again() -> Iterator[None]:
    """The next test begins with a mouse."""
    yield
    style.make_roomy(False)
