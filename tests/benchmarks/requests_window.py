"""How fast is the page Pyynnöt, from the key to the picture, with ten thousand requests?

Beside the milliseconds on the clock stand those of the processor: what other programs do at the same
time changes the one and hardly the other. A hand that waits sees the first picture; "all of it" also counts
what is built after it.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec import structs
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import invented_requests as invented
from ohjaus_desktop import app, texts
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import snapshot
from ohjaus_desktop.register.model import Snapshot
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui.main_window import MainWindow
from ohjaus_desktop.ui.outside import Outside
from ohjaus_desktop.ui.requests.wanted import Which

LIST_GOAL, OPEN_GOAL = 50.0, 100.0
"""Milliseconds at p95: a list that follows the letters, and a request that opens at once."""
OPENED = 40
LISTED = 20
Key = Qt.Key


class Hand:
    """Somebody at the page: presses keys and waits until the answer is painted."""

    def __init__(self, window: MainWindow) -> None:
        assert window.desks is not None
        self.window, self.lane = window, window.desks.register.lane
        self.page = window.desks.requests.page

    def settle(self) -> None:
        """Until the register has answered and what it said is on the screen."""
        if self.lane.is_busy:
            loop = QEventLoop()
            self.lane.quiet.connect(loop.quit)
            loop.exec()
            self.lane.quiet.disconnect(loop.quit)
        QApplication.sendPostedEvents()  # lays out and paints, but lets no timer run out yet

    def rest(self) -> None:
        """Until nothing is left to be done."""
        for _ in range(20):
            QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        """A key, to whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget(), key)

    def type(self, letter: str) -> None:
        """A letter into the search box."""
        QTest.keyClicks(self.page.list.search, letter)

    def choose(self, which: Which) -> None:
        """A click on a filter."""
        QTest.mouseClick(self.page.list.filters[which], Qt.MouseButton.LeftButton)


def table(fill: Callable[[Register, int, Sequence[Snapshot]], None], size: int, typed: Sequence[str]) -> None:
    """Fill a register, open the window over it and print one table."""
    print(
        f"| {size} requests in the window | p50 | p95 | processor p50 | processor p95 |\n"
        "| --- | --- | --- | --- | --- |"
    )
    texts.use("fi")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = DataFolder(Path(folder) / "data")
        outside = Outside(clock=lambda: invented.MONDAY, keyring=lambda: None)
        settings = Settings(worker=invented.WORKER.name, lock_minutes=60)
        window = app.build(data, Effective(settings, frozenset()), outside)
        window.resize(1440, 900)
        window.show()
        app.open_workplace(window, data)
        assert window.workplace is not None
        assert window.desks is not None
        path, key = Path(folder) / "register.sqlite", secrets.token_bytes(32)
        register = Register(path, key, "benchmark", new=True)
        fill(register, size, _snapshots(window.workplace.store))
        register.close()
        lane = window.desks.register.lane
        lane.do(lambda: Register(path, key, "benchmark"), lambda opened: lane.take(opened, invented.WORKER))
        lane.watch(60)
        hand = Hand(window)
        hand.settle()
        hand.rest()
        _measure(hand, typed)
        lane.let_go()
        lane.finish()
        window.close()


def _snapshots(store: CatalogueStore) -> list[Snapshot]:
    """Services as the example catalogue has them, each with a way to take requests."""
    taken = []
    for service in store.services():
        if service.status == "active" and not service.statutory_intake:
            asked = structs.replace(service, intake=service.intake or [invented.CALLS])
            places = [store.location(link.location_id) for link in service.service_at_locations]
            organization = store.organization(service.organization_id)
            taken.append(snapshot.take(asked, organization, [one for one in places if one]))
    return taken


def _measure(hand: Hand, typed: Sequence[str]) -> None:
    page, window = hand.page, hand.window

    def open_page() -> None:
        window.act("tab_requests")

    def leave() -> None:
        window.go_to_search()
        hand.rest()

    _report("opening the page", hand, [open_page] * LISTED, before=leave, goal=LIST_GOAL)
    whichs: tuple[Which, ...] = ("due", "all", "waiting")
    for which in whichs:
        _report(
            f"the list: {which}",
            hand,
            [lambda which=which: hand.choose(which)] * LISTED,
            before=lambda which=which: _elsewhere(hand, which),
            goal=LIST_GOAL,
        )
    for which in ("due", "all"):
        hand.choose(which)
        hand.settle()
        steps: list[Callable[[], None]] = []
        for words in typed:
            steps += [lambda letter=letter: hand.type(letter) for letter in words]
            steps.append(page.list.search.clear)
        _report(f"a keystroke among: {which}", hand, steps, goal=LIST_GOAL)
    hand.choose("waiting")
    hand.settle()
    page.list.table.setFocus()
    down = [lambda: hand.press(Key.Key_Down)] * OPENED
    _report("opening a request, first picture", hand, down, goal=OPEN_GOAL)
    hand.press(Key.Key_Home)
    hand.settle()

    def whole() -> None:
        hand.press(Key.Key_Down)
        hand.settle()
        hand.rest()

    _report("opening a request, all of it", hand, [whole] * OPENED)


def _elsewhere(hand: Hand, which: Which) -> None:
    hand.choose("waiting" if which != "waiting" else "all")
    hand.settle()


def _report(
    what: str,
    hand: Hand,
    steps: Sequence[Callable[[], object]],
    *,
    before: Callable[[], object] | None = None,
    goal: float | None = None,
) -> None:
    clock, processor = [], []
    for step in steps:
        if before:
            before()
        hand.rest()
        started, used = time.perf_counter(), time.process_time()
        step()
        hand.settle()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    cells = [_quantile(values, share) for values in (clock, processor) for share in (0.5, 0.95)]
    over = f" (goal < {goal:.0f} ms)" if goal and cells[1] >= goal else ""
    print(f"| {what}{over} | {' | '.join(f'{cell:.1f}' for cell in cells)} |", flush=True)


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
