"""Services opened lately (Ctrl+R), to be opened again. Sensitive ones never come here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.listed_service import ListedService
from ohjaus_desktop.ui.own_services import OwnServices
from ohjaus_desktop.ui.words import Press


class Recents(OwnServices):
    """The latest first; all of them can be forgotten at once."""

    forget_all = Signal()

    def __init__(self) -> None:
        super().__init__(
            text("Services opened lately"),
            picture="recents",
            empty=text("Nothing has been opened since the last new client."),
        )
        self.clear_button = Press(text("Forget these"), kind="quiet")
        self.clear_button.clicked.connect(self._forget_all)
        self._column.addWidget(self.clear_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_services(self, services: Sequence[ListedService]) -> None:
        """What is not there cannot be forgotten."""
        super().show_services(services)
        self.clear_button.setVisible(bool(services))

    def forget(self) -> None:
        """A closed list keeps nothing."""
        self.list.show_rows(())

    def _forget_all(self) -> None:
        self.show_services(())
        self.forget_all.emit()
