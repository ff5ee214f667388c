"""The list of requests, and one request, in every state, for the gallery."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gallery import client_data
from gallery.client_data import over
from gallery.form_states import FRIEND, SET_UP, below, desks, filled, settle, usual
from gallery.stage import Setting, until
from gallery.states import ALT, Act, State, press, then, typed
from worker import Worker

Key = Qt.Key


def requests(words: str = "", *, which: str = "", open_first: bool = False) -> Act:
    """Alt+2 with the register open: looks for words among these, and opens the first."""

    def act(worker: Worker) -> None:
        done: list[bool] = []
        desks(worker).register.with_open(lambda: done.append(True))
        until(lambda: bool(done))
        settle(worker)
        worker.window.undo_bar.forget()
        worker.press(Key.Key_2, ALT)
        settle(worker)
        page = desks(worker).requests.page
        if which:
            page.list.choose(which)
            settle(worker)
        if words:
            worker.type(words)
            settle(worker)
        if open_first:
            worker.press(Key.Key_Return)
            settle(worker)

    return act


def named(name: str) -> Act:
    """The request of that client."""
    return requests(name, open_first=True)


def deed(name: str) -> Act:
    """Presses a button of the request in sight."""

    def act(worker: Worker) -> None:
        detail = desks(worker).requests.page.detail
        button = detail.buttons[name]
        detail._scroll.ensureWidgetVisible(button)
        worker.click(button)
        settle(worker)

    return act


def bottom(worker: Worker) -> None:
    """Scrolls the request down."""
    bar = desks(worker).requests.page.detail._scroll.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())


def hand_over(worker: Worker) -> None:
    """The list of open requests as it is printed for a colleague."""
    requests()(worker)
    worker.click(desks(worker).requests.page.list.print_button)
    settle(worker)


def locked(worker: Worker) -> None:
    """F9, and the page once more."""
    requests()(worker)
    worker.press(Key.Key_F9)
    settle(worker)


def finding(worker: Worker) -> None:
    """F9, and on with the search: nothing of it needs the key."""
    locked(worker)
    worker.press(Key.Key_1, ALT)
    worker.say("yksinäi perho")


TWICE = Setting(lay=over(client_data.passed_on))
MANY = Setting(lay=over(client_data.many))
EMPTY = Setting(lay=over(client_data.empty))
LIST = (
    State("requests-begin", "Requests, nothing yet", press(Key.Key_2, ALT)),
    State("requests-closed", "Requests, locked", press(Key.Key_2, ALT), SET_UP),
    State("requests-locked", "Requests, locked by hand", locked, SET_UP),
    State("locked-finding", "Locked, the search goes on", finding, SET_UP),
    State("requests-empty", "Requests, none", requests(), EMPTY),
    State("requests", "Requests, waiting", requests(), SET_UP),
    State("requests-due", "Requests, due", requests(which="due"), SET_UP),
    State("requests-all", "Requests, all", requests(which="all"), SET_UP),
    State("requests-many", "Requests, sixty", requests(), MANY),
    State("requests-none", "Requests, no hit", requests("kvartsi"), SET_UP),
    State("requests-drafts", "Drafts", requests(which="drafts", open_first=True), SET_UP),
    State("requests-no-drafts", "No drafts", requests(which="drafts"), EMPTY),
    State("request", "A request", named("Malli"), SET_UP),
    State("request-low", "A request, below", then(named("Malli"), bottom), SET_UP),
    State("request-careful", "Safe contact", named("Anna"), SET_UP),
    State("request-careful-low", "Safe contact, below", then(named("Anna"), bottom), SET_UP),
    State("request-child", "A minor", named("Nuori"), SET_UP),
    State("request-changed", "The service has changed", named("Kaisa"), SET_UP),
    State("request-long", "A long name", named("Maximi"), SET_UP),
    State("request-accepted", "Accepted", named("Hilma"), SET_UP),
    State("request-rejected", "Rejected, next services", named("Varma"), SET_UP),
    State("request-passed-on", "Passed on twice", requests(which="all", open_first=True), TWICE),
    State("request-passed-on-low", "Passed on, below",
        then(requests(which="all", open_first=True), bottom), TWICE),
    State("request-why", "Why it did not begin", then(named("Malli"), press(Key.Key_4)), SET_UP),
    State("request-reached", "Reached, undo", then(named("Malli"), press(Key.Key_1), settle), SET_UP),
    State("request-erase", "Erase: asked in place", then(named("Malli"), deed("erase")), SET_UP),
    State("request-withdraw", "Withdraw", then(named("Anna"), deed("withdraw")), SET_UP),
    State("request-colleague", "Hand over", then(named("Malli"), deed("hand_over")), SET_UP),
    State("request-report", "Who has used the data", then(named("Anna"), deed("report")), SET_UP),
    State("request-correct", "Correction", then(named("Malli"), deed("correct")), SET_UP),
    State("request-hand-over", "Hand-over sheet", hand_over, SET_UP),
)  # fmt: skip

README = (
    State("readme-form", "Form for README.md",
        then(typed("yksinäi perho"), filled(usual, FRIEND), below("client")), SET_UP),
    State("readme-requests", "Requests for README.md",
        then(requests(), press(Key.Key_Down), press(Key.Key_Down), press(Key.Key_Return), settle), SET_UP),
)  # fmt: skip

STATES = (*LIST, *README)
