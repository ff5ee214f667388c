"""Tietoja: which version, whose data, under what licences, and where the data and the log are."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from ohjaus_desktop import __version__
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import libraries
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words, rule

_LICENCES = "https://interoperable-europe.ec.europa.eu/collection/eupl"
COLUMN = 860
"""Lines stay readable: no wider than this, in design pixels."""


def _open_folder(folder: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class AboutView(PassingView):
    """Every text can be selected, and all of it copied with one button."""

    copied = Signal()

    def __init__(
        self, data: DataFolder, *, catalogue: str = "", open_folder: Callable[[Path], bool] = _open_folder
    ) -> None:
        """catalogue: the service catalogue in use, in words; open_folder: shows a folder outside."""
        super().__init__()
        self._open_folder = open_folder
        self._said: list[str] = []
        self._scroll = Column(widest=COLUMN)
        self._scroll.setAccessibleName(text("About"))
        self._column = self._scroll.begin()
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)
        self.message = Words(tone="error")
        self.message.hide()
        self._head()
        self._column.addWidget(self.message)
        if catalogue:
            self._part(text("Service catalogue"), catalogue)
        self._folders(data)
        self._licences()
        self._column.addStretch(1)
        self._scroll.present()

    def _head(self) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(f"Ohjaus {__version__}", size=1.5, bold=True, selectable=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close)
        self._column.addLayout(row)
        self._said.append(f"Ohjaus {__version__}")
        self._line(
            text(
                "Service guidance for professionals: from a need and a place to a page in the client’s hand."
            )
        )
        system = f"{platform.system()} {platform.release()}"
        self._line(f"Python {platform.python_version()} · Qt {qVersion()} · {system}", tone="muted")
        self.copy_button = Press(text("Copy all of this"), picture="copy")
        self.copy_button.clicked.connect(self._copy)
        self._column.addWidget(flow_row(self.copy_button))

    def _folders(self, data: DataFolder) -> None:
        self.folder_buttons: dict[Path, Press] = {}
        for name, folder in ((text("Data folder"), data.root), (text("Log folder"), data.logs)):
            self._part(name, str(folder))
            button = Press(text("Open the folder"), picture="next", kind="quiet")
            button.setAccessibleName(f"{text('Open the folder')}: {name}")
            button.clicked.connect(lambda _checked=False, folder=folder: self._show_folder(folder))
            self.folder_buttons[folder] = button
            self._column.addWidget(flow_row(button))

    def _licences(self) -> None:
        self._part(
            text("This program"),
            text("Free software under the European Union Public Licence 1.2 (EUPL-1.2).") + f"\n{_LICENCES}",
        )
        self._part(
            text("Window"),
            text(
                "Qt and PySide6 under the GNU Lesser General Public License, version 3. "
                "They lie beside the program as libraries of their own and may be replaced."
            ),
        )
        self._part(text("Fonts on paper"), text("Noto Sans, SIL Open Font License 1.1."))
        self._part(
            text("Data"),
            text(
                "Municipalities: Statistics Finland. Centres of municipalities: National Land Survey of "
                "Finland. Populations: THL Sotkanet. Licence: CC BY 4.0."
            ),
        )
        lines = [f"{one.name} {one.version}: {one.licence or '–'}" for one in libraries.installed()]
        self._part(text("Libraries and their licences"), "\n".join(lines))

    def _part(self, name: str, words: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(Words(name, bold=True))
        self._said += ["", name]
        self._line(words)

    def _line(self, words: str, *, tone: str = "") -> None:
        self._column.addWidget(Words(words, tone=tone, selectable=True))
        self._said.append(words)

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._said))
        self.copy_button.setText(text("Copied"))
        self.copied.emit()

    def _show_folder(self, folder: Path) -> None:
        opened = folder.is_dir() and self._open_folder(folder)
        self.message.setVisible(not opened)
        self.message.setText(text("The folder {folder} could not be opened.", folder=folder))

    def open(self) -> None:
        """Begin at the top."""
        self.note_focus()
        self.copy_button.setText(text("Copy all of this"))
        self._scroll.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """The arrows scroll at once."""
        self._scroll.setFocus()
