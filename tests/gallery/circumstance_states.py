"""What stands in the client's way, where they are for now, who drives them, and who calls from where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gallery.stage import SATURDAY_EVENING, SMALL, Setting
from gallery.states import Act, State, ctrl, then, typed
from worker import Worker

Key = Qt.Key


def consider(*barriers: str) -> Act:
    """Opens the section and clicks these barriers."""

    def act(worker: Worker) -> None:
        worker.ctrl(Key.Key_O)
        pane = worker.window.page.consider
        for barrier in barriers:
            QApplication.processEvents()
            lines = pane.list.lines
            at = next(at for at in range(lines.rowCount()) if lines.line(at).id == barrier)
            pane.list.scrollTo(lines.index(at))
            worker.click(pane.list.viewport(), pane.list.visualRect(lines.index(at)).center())

    return act


def fold(worker: Worker) -> None:
    """Folds the section, and goes back to the list where only one pane is shown."""
    worker.click(worker.window.page.consider.head)
    if worker.window.page.panes.narrow:
        worker.press(Key.Key_F6)


def ask_away(worker: Worker) -> None:
    """Brings the field for where the client is for now."""
    page = worker.window.page
    if page.panes.narrow:
        worker.press(Key.Key_F6)
        worker.click(page.consider.away)
    else:
        worker.click(page.search.away_button)


def away(words: str) -> Act:
    """Tells where the client is for now."""

    def act(worker: Worker) -> None:
        ask_away(worker)
        worker.type(words)
        worker.press(Key.Key_Return)

    return act


def want_ride(worker: Worker) -> None:
    """Ticks that the page is to tell of the ride."""
    worker.window.page.right.detail.rides_wanted.emit(True)


def _everything() -> Sequence[str]:
    return ("alone", "money", "digital", "memory", "distance", "shame", "unrecognised")


TIGHT = Setting(size=SMALL, settings={"text_scale": 200})
KOKKOLA = {"home_municipality": "272"}
STATES = (
    State("consider-open", "Consider, open", then(typed("yksinäi perho"), consider())),
    State("consider-start", "Consider at the start", consider("money")),
    State("consider-chosen", "Consider, three chosen",
        then(typed("yksinäi perho"), consider("money", "digital", "distance"))),
    State("consider-folded", "Consider, folded",
        then(typed("yksinäi perho"), consider("money", "distance", "shame"), fold)),
    State("consider-many", "Consider, many chosen", then(typed("yksinäi perho"), consider(*_everything()))),
    State("consider-high", "Consider in a high window", typed("yksinäi perho"), Setting(size=(1440, 1180))),
    State("consider-danger", "Consider, in danger", then(typed("mies hakkaa"), consider("shame", "money"))),
    State("consider-page", "Consider, the page",
        then(typed("yksinäi perho"), consider("money", "digital"), ctrl(Key.Key_P))),
    State("away-asked", "Where the client is for now", then(typed("yksinäi kokkola"), ask_away)),
    State("away", "For now in Oulu", then(typed("yksinäi kokkola"), away("oulu"))),
    State("away-start", "For now in Oulu, start", away("oulu"), Setting(settings=KOKKOLA)),
    State("rides", "Who drives", typed("hammaslääkäri lestijärvi")),
    State("rides-page", "Who drives, on the page",
        then(typed("hammaslääkäri lestijärvi"), want_ride, ctrl(Key.Key_P))),
    State("caller-elsewhere", "The call is made in another area", typed("yksinäi ylivieska"),
        Setting(settings=KOKKOLA)),
    State("caller-evening", "The same in the evening", typed("yksinäi ylivieska"),
        Setting(settings=KOKKOLA, at=SATURDAY_EVENING)),
    State("caller-danger", "The same in danger", typed("en jaksa enää elää oulu"), Setting(settings=KOKKOLA)),
    State("stacked-consider", "Stacked, consider", then(typed("yksinäi perho"), consider("money")), TIGHT),
    State("stacked-considered", "Stacked, considered",
        then(typed("yksinäi perho"), consider("money", "distance"), fold), TIGHT),
    State("stacked-away-asked", "Stacked, where for now", then(typed("yksinäi kokkola"), ask_away), TIGHT),
    State("stacked-away", "Stacked, for now in Oulu", then(typed("yksinäi kokkola"), away("oulu")), TIGHT),
    State("stacked-rides", "Stacked, who drives", typed("hammaslääkäri lestijärvi", Key.Key_Return), TIGHT),
)  # fmt: skip
