"""Every state of the window once, reached with the keys and clicks of a person who works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QProgressBar, QToolButton

from gallery.stage import HELSINKI, SATURDAY_EVENING, SMALL, Setting, Theatre, picture, until
from misbehaving_server import Server, serving
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.undo_bar import UndoBar
from ohjaus_desktop.ui.words import Choice
from worker import Worker

Key = Qt.Key
Act = Callable[[Worker], object]
PLAIN = Setting()


@dataclass(frozen=True, slots=True)
class State:
    """A state of the window: its name, how the window is set up, and what the person does."""

    name: str
    caption: str
    act: Act
    setting: Setting = PLAIN


def typed(words: str, *keys: Qt.Key) -> Act:
    """Types words into the box, then presses keys."""

    def act(worker: Worker) -> None:
        worker.type(words)
        for key in keys:
            worker.press(key)

    return act


def chosen(words: str, name: str) -> Act:
    """Types words and walks down to the service of that Finnish name."""

    def act(worker: Worker) -> None:
        worker.type(words)
        choose(worker, name)

    return act


def choose(worker: Worker, name: str) -> None:
    """Walk down the list to the service of that name (the Finnish one) and open it."""
    workplace = worker.window.workplace
    assert workplace is not None
    ids = {one.id for one in workplace.store.services() if one.name.get("fi") == name}
    rows = worker.window.page.middle.results.rows
    at = next((at for at in range(rows.rowCount()) if rows.row(at).service_id in ids), None)
    if at is None:
        raise LookupError(f"“{name}” is not among {worker.listed}")
    for _ in range(at):
        worker.press(Key.Key_Down)
    worker.press(Key.Key_Return)


def then(*acts: Act) -> Act:
    """One thing after the other."""

    def act(worker: Worker) -> None:
        for one in acts:
            one(worker)

    return act


def ctrl(key: Qt.Key) -> Act:
    """Presses a key with Ctrl."""
    return lambda worker: worker.ctrl(key)


def ctrl_shift(key: Qt.Key) -> Act:
    """Presses a key with Ctrl and Shift."""
    return lambda worker: worker.ctrl_shift(key)


def press(key: Qt.Key, *held: Qt.KeyboardModifier) -> Act:
    """Presses a key."""
    return lambda worker: worker.press(key, *held)


def place(words: str) -> Act:
    """Tells the place in its own field."""

    def act(worker: Worker) -> None:
        worker.press(Key.Key_Tab)
        worker.type(words)
        worker.press(Key.Key_Return)

    return act


def large_text(worker: Worker) -> None:
    """Presses “Large” in the preview."""
    words = text("Large text")
    button = next(one for one in worker.window.findChildren(Choice) if one.text() == words)
    worker.click(button)


def menu(worker: Worker) -> None:
    """Opens the menu; it stays open, which a click would wait for."""
    button = next(
        one for one in worker.window.findChildren(QToolButton) if one.accessibleName() == text("Menu")
    )
    opened = button.menu()
    opened.popup(button.mapToGlobal(QPoint(button.width() - opened.sizeHint().width(), button.height())))


def three_services(worker: Worker) -> None:
    """Gathers three services."""
    worker.type("yksinäi perho")
    for _ in range(3):
        worker.ctrl(Key.Key_D)
        worker.press(Key.Key_Down)


def day(year: int, month: int, at: int) -> datetime:
    """Ten o’clock on that day."""
    return datetime(year, month, at, 10, 0, tzinfo=HELSINKI)


def nobody(example: Catalogue) -> Catalogue:
    """A catalogue in which nothing is offered yet."""
    return replace(real(example), organizations=[], locations=[], services=[], notices=[])


def real(example: Catalogue) -> Catalogue:
    """The example as if it were a region’s own catalogue."""
    title = {"fi": "Jokilaaksojen palvelut", "sv": "Ådalarnas tjänster", "en": "River valley services"}
    return replace(example, example=False, title=title, sequence=7)


HOME = {"home_municipality": "584"}

DETAILS = (
    State("detail", "Detail", chosen("yksinäi perho", "Ystävätoiminta kotiin")),
    State("detail-closed", "Temporarily closed", chosen("yösija", "Tilapäinen yösija")),
    State("detail-full", "No new clients", chosen("psykoterapia", "Psykoterapia ja lyhytterapia")),
    State("detail-old", "Old record", chosen("parkinson", "Parkinson- ja MS-vertaistuki")),
    State("detail-unknown", "Hours unknown", chosen("turkistila", "Turkistilan tuki ja luopumisneuvonta")),
    State("detail-shelter", "Shelter", chosen("turvakoti", "Turvakoti")),
    State("detail-swedish", "Swedish only", chosen("perhetuki ruotsiksi", "Perhetuki ruotsiksi")),
    State("detail-notice", "With a notice",
        chosen("iäkkäiden asiakasohjaus kokkola", "Iäkkäiden asiakasohjaus")),
)  # fmt: skip

WORK = (
    State("preview", "Preview", then(typed("yksinäi perho"), ctrl(Key.Key_P))),
    State("preview-large", "Preview, large", then(typed("yksinäi perho"), ctrl(Key.Key_P), large_text)),
    State("printed", "Printed", then(typed("yksinäi perho"), ctrl(Key.Key_P), press(Key.Key_Return))),
    State("sensitive", "Sensitive choice", then(chosen("turvakoti", "Turvakoti"), ctrl(Key.Key_P))),
    State("slip", "Small slip", then(chosen("turvakoti", "Turvakoti"), ctrl(Key.Key_P), press(Key.Key_2))),
    State("sms", "Text message copied", then(typed("yksinäi perho"), ctrl_shift(Key.Key_T))),
    State("readable", "Read aloud", then(typed("yksinäi perho"), ctrl_shift(Key.Key_L))),
    State("client-view", "Client view", then(three_services, press(Key.Key_F11))),
    State("neutral", "Neutral view", then(typed("turvakoti"), press(Key.Key_F12))),
    State("tray", "Three services gathered", three_services),
    State("undo", "Undo bar", then(typed("yksinäi perho"), ctrl(Key.Key_D))),
    State("recents", "Recents", then(chosen("yksinäi perho", "Puhelinystävä"), ctrl(Key.Key_R))),
    State("recents-empty", "No recents", ctrl(Key.Key_R)),
    State("menu", "Menu", menu),
)  # fmt: skip

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ORGANIZATIONS = press(Key.Key_3, ALT)
VIEWS = (
    State("organizations", "Organizations", ORGANIZATIONS),
    State("organization", "An organization", then(ORGANIZATIONS, typed("ystävä", Key.Key_Return))),
    State("organization-none", "No organization", then(ORGANIZATIONS, typed("kvartsi"))),
    State("organization-paper", "Its sheet",
        then(ORGANIZATIONS, typed("ystävä", Key.Key_Return), lambda worker: worker.click(
            next(b for b in worker.window.pages.currentWidget().findChildren(type(
                worker.window.page.right.detail.print_button)) if text("Print") in b.text())))),
    State("settings", "Settings", press(Key.Key_Comma, CTRL)),
    State("settings-locked", "Settings, locked", press(Key.Key_Comma, CTRL),
        Setting(locked={"catalogue_address": "https://palvelut.esimerkki.invalid/ohjaus.json",
            "service_point": "Esimerkkialueen neuvonta"})),
    State("help", "Help", press(Key.Key_F1)),
    State("keys", "Keys", press(Key.Key_F1, CTRL)),
    State("about", "About", lambda worker: worker.window.actions_by_name["about"].trigger()),
)  # fmt: skip

AGE = (
    State("real", "Real catalogue", typed("yksinäi perho"), Setting(catalogue=real, online=True)),
    State("offline", "Offline", typed("yksinäi perho"), Setting(catalogue=real, online=False)),
    State("stale-14", "14 days old", typed("yksinäi perho"), Setting(at=day(2026, 12, 8), catalogue=real)),
    State("stale-45", "45 days old", typed("yksinäi perho"), Setting(at=day(2027, 1, 8), catalogue=real)),
    State("empty", "Catalogue without services", lambda _: None, Setting(catalogue=nobody)),
    State("empty-search", "Search in it", typed("yksinäi"), Setting(catalogue=nobody)),
    State("empty-organizations", "Organizations in it", ORGANIZATIONS, Setting(catalogue=nobody)),
)

TIGHT = Setting(size=SMALL, settings={"text_scale": 200})
STACKED = (
    State("stacked-start", "Stacked, start", lambda _: None, TIGHT),
    State("stacked-list", "Stacked, list", typed("yksinäi perho"), TIGHT),
    State("stacked-facets", "Stacked, facets", then(typed("yksinäi perho"), press(Key.Key_F6)), TIGHT),
    State("stacked-detail", "Stacked, detail", typed("yksinäi perho", Key.Key_Return), TIGHT),
    State("stacked-preview", "Stacked, preview", then(typed("yksinäi perho"), ctrl(Key.Key_P)), TIGHT),
    State("stacked-readable", "Stacked, read aloud",
        then(typed("yksinäi perho"), ctrl_shift(Key.Key_L)), TIGHT),
    State("stacked-sensitive", "Stacked, sensitive",
        then(chosen("turvakoti", "Turvakoti"), ctrl(Key.Key_P)), TIGHT),
    State("stacked-tray", "Stacked, tray", then(three_services, ctrl_shift(Key.Key_D)), TIGHT),
    State("stacked-urgent", "Stacked, urgent", typed("en jaksa enää elää"), TIGHT),
    State("stacked-hours", "Stacked, out of hours", lambda _: None,
        Setting(size=SMALL, settings={"text_scale": 200}, at=SATURDAY_EVENING)),
    State("stacked-client", "Stacked, client view", then(three_services, press(Key.Key_F11)), TIGHT),
    State("stacked-help", "Stacked, help", press(Key.Key_F1), TIGHT),
    State("stacked-keys", "Stacked, keys", press(Key.Key_F1, CTRL), TIGHT),
    State("stacked-nothing", "Stacked, nothing fits",
        then(typed("avaruusmatkailu"), place("utsjoki")), TIGHT),
)  # fmt: skip

STATES = (*DETAILS, *WORK, *VIEWS, *AGE, *STACKED)


def shoot(theatre: Theatre, state: State) -> QPixmap:
    """Bring a window into a state and take its picture."""
    with theatre.window(state.setting) as worker:
        state.act(worker)
        return picture(worker.window)


def shoot_syncs(theatre: Theatre) -> Iterator[tuple[str, str, QPixmap]]:
    """An update that runs, ends well, fails, and is held back: name, caption, picture."""
    with ExitStack() as stack:
        server = stack.enter_context(serving())
        newer = replace(real(theatre.example), sequence=8, services=theatre.example.services[:-2])
        server.body = document.write(newer)
        setting = Setting(catalogue=real, settings={"catalogue_address": server.address}, online=True)
        lost = [one for one in newer.services if one.name["fi"] != "Puhelinystävä"]  # type: ignore[index]
        for name, caption, mood, body in (
            ("sync-running", "Update running", "slow_body", server.body),
            ("sync-done", "Update finished", "well", server.body),
            ("sync-failed", "Update failed", "500", server.body),
            ("sync-html", "A web page instead", "html", server.body),
            ("sync-held", "Update held back", "well", document.write(
                replace(newer, services=theatre.example.services[:90]))),
            ("sync-tray", "A gathered service is gone", "well", document.write(
                replace(newer, services=lost))),
        ):  # fmt: skip
            server.body, server.mood = body, mood
            before = three_services if name == "sync-tray" else typed("yksinäi perho")
            yield name, caption, _update(theatre, setting, server, before)


def _update(theatre: Theatre, setting: Setting, server: Server, before: Act) -> QPixmap:
    """before: what the person did before the update."""
    with theatre.window(setting) as worker:
        asked = len(server.asked)
        before(worker)
        worker.press(Key.Key_F5)
        running = worker.window.status.findChild(QProgressBar)
        if server.mood == "slow_body":
            until(lambda: len(server.asked) > asked)
        else:
            told = worker.window.findChild(UndoBar)
            until(lambda: told.isVisible() and not running.isVisible())
        shown = picture(worker.window)
        server.released.set()
        until(lambda: not running.isVisible())
        server.released.clear()
        return shown
