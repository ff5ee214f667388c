"""The top line: tabs, text size, help and the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import icon_button, spaced
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.style import look

MENU = (
    ("new_client", "new_client"),
    ("recents", "recents"),
    ("favourites", "star"),
    ("tray", "tray"),
    ("client_view", "person"),
    ("neutral", "neutral"),
    ("lock", "lock"),
    None,
    ("unmet", "need"),
    ("unmet_overview", "paper"),
    None,
    ("duty", "urgent"),
    ("update", "sync"),
    ("news", "recents"),
    ("standing", "info"),
    ("import", "paper"),
    None,
    ("settings", "settings"),
    ("help", "help"),
    ("keys", "key"),
    ("about", "info"),
    None,
    ("quit", "close"),
)
"""What the menu holds, with pictures; None is a line between groups."""


class Header(QWidget):
    """Tabs on the left, small buttons on the right."""

    tab_chosen = Signal(int)

    def __init__(self, tabs: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """tabs: name, picture and the name of the key."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = spaced(QHBoxLayout(self), gap=4)
        self._names = [name for name, _image, _key in tabs]
        self._counts = [""] * len(tabs)
        self._hidden: set[int] = set()
        self._narrow = False
        self._tabs = QButtonGroup(self)
        for at, (name, image, key) in enumerate(tabs):
            tab = QToolButton()
            tab.setProperty("kind", "tab")
            tab.setText(name)
            tab.setIcon(icon(image, size=18, colour="accent"))
            tab.setIconSize(QSize(look().px(18), look().px(18)))
            tab.setToolButtonStyle(tab.toolButtonStyle().ToolButtonTextBesideIcon)
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            tab.setToolTip(f"{name} ({keys.shown(key)})")
            tab.setMinimumHeight(look().px(32))
            self._tabs.addButton(tab, at)
            self._row.addWidget(tab)
        self._tabs.idClicked.connect(self.tab_chosen)
        self._pages = self._page_menu(tabs)
        self._row.addWidget(self._pages)
        self._row.addStretch(1)
        self.show_tab(0)
        self.set_narrow(False)

    def _page_menu(self, tabs: Sequence[tuple[str, str, str]]) -> QToolButton:
        """What stands for the tabs where there is little width: the page in front, and a menu."""
        made = QToolButton()
        made.setProperty("kind", "tab")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(look().px(18), look().px(18)))
        made.setMinimumHeight(look().px(32))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(made)
        self._entries: list[QAction] = []
        for at, (name, image, key) in enumerate(tabs):
            entry = menu.addAction(icon(image, size=18, colour="accent"), f"{name}\t{keys.shown(key)}")
            entry.triggered.connect(partial(self._choose, at))
            self._entries.append(entry)
        made.setMenu(menu)
        return made

    def _choose(self, at: int, _checked: bool = False) -> None:
        self.tab_chosen.emit(at)

    def set_narrow(self, narrow: bool) -> None:
        """With little width the tabs become a menu."""
        self._narrow = narrow
        for at, button in enumerate(self._tabs.buttons()):
            button.setVisible(not narrow and at not in self._hidden)
        self._pages.setVisible(narrow)

    def allow_tab(self, at: int, allowed: bool) -> None:
        """Take a tab away where there is nothing behind it, or give it back."""
        self._hidden = self._hidden - {at} if allowed else self._hidden | {at}
        self._entries[at].setVisible(allowed)
        self.set_narrow(self._narrow)

    def set_count(self, at: int, words: str) -> None:
        """Say on a tab how much waits behind it; "" for nothing."""
        self._counts[at] = words
        button = self._tabs.button(at)
        button.setText(self._named(at))
        key = self._entries[at].text().partition("\t")[2]
        self._entries[at].setText(f"{self._named(at)}\t{key}")
        if button.isChecked():
            self.show_tab(at)

    def _named(self, at: int) -> str:
        return f"{self._names[at]} ({self._counts[at]})" if self._counts[at] else self._names[at]

    def fill(self, actions: Mapping[str, QAction], names: Mapping[str, str]) -> None:
        """Add the buttons and the menu for the window's actions."""
        for name, image, words in (
            ("new_client", "new_client", text("New client")),
            ("text_smaller", "text_smaller", text("Smaller text")),
            ("text_larger", "text_larger", text("Larger text")),
            ("help", "help", text("Help")),
        ):
            made = icon_button(image, words, key=name)
            made.clicked.connect(actions[name].trigger)
            self._row.addWidget(made)
        more = icon_button("menu", text("Menu"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for entry in MENU:
            if entry is None:
                menu.addSeparator()
            elif entry[0] in actions:
                action = actions[entry[0]]
                name = names.get(entry[0], action.text())
                # Qt would write the keys in its own words: Ctrl+Vaihto+D.
                shown = keys.shown(entry[0]) if not action.shortcut().isEmpty() else ""
                action.setText(f"{name}\t{shown}" if shown else name)
                action.setIcon(icon(entry[1], size=18))
                menu.addAction(action)
        more.setMenu(menu)
        self._row.addWidget(more)

    def show_tab(self, at: int) -> None:
        """Mark a tab as the one in front."""
        button = self._tabs.button(at)
        if button is not None:
            button.setChecked(True)
            self._pages.setText(f"{button.text()} ▾")
            self._pages.setIcon(button.icon())
            self._pages.setAccessibleName(text("Page: {name}", name=button.text()))
            self._pages.setToolTip(self._pages.accessibleName())


def bind(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make one action of the window for every handler, with its keys from the table."""
    actions = {}
    for name, handler in handlers.items():
        known = name in {key.name for key in keys.KEYS}
        action = QAction(text(keys.key(name).does) if known else name, window)
        if known and keys.key(name).bound:
            action.setShortcuts(keys.sequences(name))
        action.triggered.connect(lambda _=False, act=handler: act())
        window.addAction(action)
        actions[name] = action
    return actions
