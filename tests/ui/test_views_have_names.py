"""Whatever the keyboard can reach has a name for a screen reader, in every view and language."""

from __future__ import annotations

from collections.abc import Callable
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
from ohjaus_desktop.ui.organizations_page import OrganizationsPage
from ohjaus_desktop.ui.preview import Preview
from ohjaus_desktop.ui.readable_view import ReadableView
from ohjaus_desktop.ui.recents import Recents
from ohjaus_desktop.ui.requests.page import RequestsPage
from ohjaus_desktop.ui.sensitive_choice import SensitiveChoice
from ohjaus_desktop.ui.settings_page import SettingsPage

PRINTER = printing.Printer("counter", "Neuvonnan tulostin")

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
        Effective(Settings()), municipalities=Places.load().all(), printers=(PRINTER,)
    ),
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
