"""Whatever the keyboard can reach has a name for a screen reader, in every view and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QWidget

from ohjaus_desktop import texts
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui import printing
from ohjaus_desktop.ui.about_dialog import AboutView
from ohjaus_desktop.ui.help_view import HelpView
from ohjaus_desktop.ui.keys_dialog import KeysView
from ohjaus_desktop.ui.news.view import NewsView
from ohjaus_desktop.ui.news.words import InFull
from ohjaus_desktop.ui.organizations_page import OrganizationsPage
from ohjaus_desktop.ui.preview import Preview
from ohjaus_desktop.ui.readable_view import ReadableView
from ohjaus_desktop.ui.recents import Recents
from ohjaus_desktop.ui.register.code_view import CodeView
from ohjaus_desktop.ui.register.lock_view import Locked, LockView
from ohjaus_desktop.ui.register.log_view import LogView
from ohjaus_desktop.ui.register.page import RegisterPage
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.register.state import State
from ohjaus_desktop.ui.register.trouble_view import AdministratorView, Trouble, TroubleView
from ohjaus_desktop.ui.report import letter
from ohjaus_desktop.ui.report.view import ReportView
from ohjaus_desktop.ui.requests.page import RequestsPage
from ohjaus_desktop.ui.sensitive_choice import SensitiveChoice
from ohjaus_desktop.ui.settings_page import SettingsPage
from ohjaus_desktop.ui.sync_view.reports import Reported
from ohjaus_desktop.ui.sync_view.view import Shown, SyncView
from ohjaus_desktop.ui.sync_view.words import Line
from ohjaus_desktop.ui.two_line_list import Row
from small_catalogue import uid
from worker import Worker

Open = Callable[..., Worker]
PRINTER = printing.Printer("counter", "Neuvonnan tulostin")

LOCKED = Locked(
    workers=[("1", "Testi Esimerkki", 5)],
    likely="1",
    has_keyring=True,
    has_passphrase=True,
    has_recovery_code=True,
)
STATE = State(
    exists=True,
    is_open=True,
    has_keyring=True,
    code_waits=True,
    workers=[("1", "Testi Esimerkki")],
    backups=[("backup", "20.11.2026")],
    going=["26-AAAA-1"],
    others=2,
    rule_days=180,
)


def _client_data() -> RegisterPage:
    page = RegisterPage(Effective(Settings()))
    page.show_state(STATE)
    return page


def _sync_view() -> SyncView:
    line = Line("Ikä", "18 päivää")
    fault = Row("services[1]", "Rikki", "Arvo on väärää tyyppiä.", "jätettiin pois")
    view = SyncView()
    view.show_standing(
        Shown(
            facts=[line],
            held="Nykyisistä 12 palvelusta 8 poistuisi.",
            advice="Kysy ensin julkaisijalta.",
            kept="Käytössä on palautettu edellinen versio.",
            faults=[fault] * 9,
            unknown=["colour"],
            history=[line],
            reports=[Reported(1, "Velkaneuvonta", "ilmoitettu 20.11.2026", "Numero on väärä.")],
            news=3,
            support="",
            has_previous=True,
        )
    )
    return view


def _news() -> NewsView:
    view = NewsView(lambda _change: InFull("", "", (), (), (), ""), places="Perho")
    view.show_changes(())
    return view


def _report() -> ReportView:
    view = ReportView()
    record = letter.Record("1", "Velkaneuvonta", "Esimerkki ry", "Palvelut", 7, date(2026, 11, 20))
    to = letter.Recipient("publisher", "Esimerkki ry", "palaute@esimerkki.invalid", "")
    view.open(record, [to], sender="")
    return view


VIEWS: dict[str, Callable[[], QWidget]] = {
    "preview": lambda: Preview(printers=lambda: (PRINTER,)),
    "readable": ReadableView,
    "recents": Recents,
    "keys": KeysView,
    "help": HelpView,
    "about": lambda: AboutView(DataFolder(Path("data"))),
    "requests": RequestsPage,
    "sensitive": SensitiveChoice,
    "organizations": lambda: OrganizationsPage(lambda _words, _sector: (), lambda _id: None, str),
    "settings": lambda: SettingsPage(
        Effective(Settings()),
        municipalities=Places.load().all(),
        printers=(PRINTER,),
        trust_folder=Path("trust"),
    ),
    "client data": _client_data,
    "unlock": lambda: LockView(LOCKED),
    "set up": lambda: PassphraseView(lambda _words: ""),
    "recovery code": lambda: CodeView("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-G"),
    "trouble": lambda: TroubleView(
        Trouble("damaged", "", backups=[("backup", "20.11.2026")], needs_words=True, has_administrator=True)
    ),
    "administrator": AdministratorView,
    "service information": _sync_view,
    "what has changed": _news,
    "report": _report,
    "logs": lambda: LogView(()),
}


def _belongs_to_a_box(widget: QWidget) -> bool:
    """The list that a box drops down is read with the box."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QComboBox):
        above = above.parentWidget()
    return above is not None


def nameless(view: QWidget) -> list[str]:
    found = []
    for widget in view.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy():
            continue
        if type(widget) is QWidget or _belongs_to_a_box(widget):
            continue
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        scrolls_only = isinstance(widget, QAbstractScrollArea) and type(widget).__name__ in {
            "QScrollArea",
            "Column",
            "PageView",
        }
        if not named and not scrolls_only:
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_question_of_the_form_has_a_name(open_window: Open) -> None:
    worker = open_window(worker="Maija", home_municipality="584")
    desks = worker.window.desks
    desks.services.open(uid("friend"))
    worker.ctrl(Qt.Key.Key_L)
    worker.qtbot.waitUntil(desks.form.form.isVisible)
    desks.form.form.cards[0].answer.choose("yes")
    assert nameless(desks.form.form) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_everything_that_takes_the_keyboard_has_a_name(qtbot, view: str, language: str) -> None:
    texts.use(language)
    try:
        made = VIEWS[view]()
        qtbot.addWidget(made)
        assert nameless(made) == []
    finally:
        texts.use("fi")
