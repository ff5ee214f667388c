"""Somebody who works at the window: keys, clicks, and a printer made of files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ohjaus_desktop.ui import printing
from ohjaus_desktop.ui.main_window import MainWindow


@dataclass
class PaperPrinter:
    """A printer that puts its sheets into a folder.

    sheets: what came out, as pictures like on paper; pages: the PDFs that went in, with words;
    titles: what the print queue showed.
    """

    folder: Path
    sheets: list[Path] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def list(self) -> tuple[printing.Printer, ...]:
        """The one printer of this office."""
        return (printing.Printer("office", "Toimiston tulostin"),)

    def print(self, data: bytes, *, printer: str, title: str, copies: int = 1) -> int:
        """Print as a printer would, into a file."""
        assert printer == "office"
        assert copies == 1
        sheet = self.folder / f"sheet-{len(self.sheets) + 1}.pdf"
        pages = printing.print_to_file(data, sheet, title=title)
        self.sheets.append(sheet)
        self.pages.append(data)
        self.titles.append(title)
        return pages


class MemoryKeyring:
    """A keyring that lives as long as its test."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret of that name."""
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self.secrets[name] = secret

    def remove(self, name: str) -> None:
        """Forget a secret."""
        self.secrets.pop(name, None)


class Worker:
    """Uses the window as a person does: keys to whatever has the focus, clicks where things are."""

    def __init__(self, window: MainWindow, printer: PaperPrinter, qtbot: QtBot) -> None:
        self.window, self.printer, self.qtbot = window, printer, qtbot
        self.keys_pressed = 0
        self.clicks = 0

    def type(self, words: str) -> None:
        """Type words; they do not count as keys."""
        for letter in words:
            if letter.isascii():
                self.qtbot.keyClicks(self._focused(), letter)
                continue
            # QTest knows only ASCII keys; å, ä and ö have none.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focused(), event)

    def say(self, words: str) -> None:
        """Give all words at once, as dictation does: the window answers once. They do not count as keys."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self._focused(), event)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press one key, with modifiers held down."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.keys_pressed += 1
        self.qtbot.keyClick(self._focused(), key, held)
        # An event loop would now throw away what the key has replaced.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def ctrl_shift(self, key: Qt.Key) -> None:
        """Press a key with Ctrl and Shift."""
        self.press(key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that can be seen."""
        QApplication.processEvents()
        assert widget.isVisible()
        self.clicks += 1
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def click_tile(self, name: str) -> None:
        """Click the tile with that name."""
        QApplication.processEvents()
        tiles = self.window.page.middle.tiles
        tile = next(tile for tile in tiles.tiles() if tile.fact.name == name)
        tiles.ensureWidgetVisible(tile)
        self.click(tile)

    @property
    def listed(self) -> list[str]:
        """The names in the list of services."""
        rows = self.window.page.middle.results.rows
        return [rows.row(at).name for at in range(rows.rowCount())]

    @property
    def shown(self) -> str:
        """The name of the service on the right, "" for none."""
        detail = self.window.page.right.detail
        return detail.detail().name if detail.isVisible() and detail.detail() else ""

    def _focused(self) -> QWidget:
        # As in Qt itself: a popup hears the keys first and hands them on.
        focused = QApplication.activePopupWidget() or QApplication.focusWidget()
        return focused if focused is not None else self.window
