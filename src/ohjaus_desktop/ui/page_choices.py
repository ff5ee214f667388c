"""In which language and how large a page is shown, and how much of it at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Choice, Words

LANGUAGE_NAMES = {"fi": "suomi", "sv": "svenska", "en": "English"}
"""Every language under its own name, so that its speaker recognises it."""


class PageChoices(QWidget):
    """Buttons side by side; the rows break where it is narrow."""

    chosen = Signal(str, bool)  # language, large
    whole_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._language, self._large = "fi", False
        self.languages = {code: Choice(name) for code, name in LANGUAGE_NAMES.items()}
        self.sizes = {
            False: Choice(text("Normal text"), hint=text("Print with normal text")),
            True: Choice(text("Large text"), hint=text("Print with large text")),
        }
        for buttons in (list(self.languages.values()), list(self.sizes.values())):
            group = QButtonGroup(self)
            for button in buttons:
                group.addButton(button)
        for code, button in self.languages.items():
            button.clicked.connect(lambda _checked, code=code: self.chosen.emit(code, self._large))
        for large, button in self.sizes.items():
            button.clicked.connect(lambda _checked, large=large: self.chosen.emit(self._language, large))
        self.fit = Choice(text("Whole page"), hint=text("Show a whole page at a time"))
        self.fit.clicked.connect(self.whole_wanted)
        self.page_number = Words(tone="muted")
        self.page_number.setWordWrap(False)
        # What belongs together stays together where the row breaks.
        self._language_row = flow_row(*self.languages.values(), spacing=4)
        self._size_row = flow_row(*self.sizes.values(), spacing=4)
        row = flow_row(self._language_row, self._size_row, self.fit, self.page_number, spacing=4)
        spaced(QVBoxLayout(self), gap=0).addWidget(row)

    def offer(self, languages: Sequence[str], *, sizes: bool) -> None:
        """Show only what there is to choose from."""
        for code, button in self.languages.items():
            button.setVisible(code in languages)
        self._language_row.setVisible(len(languages) > 1)
        self._size_row.setVisible(sizes)

    def show_chosen(self, language: str, *, large: bool) -> None:
        """Press in what is shown now."""
        self._language, self._large = language, large
        self.languages[language].setChecked(True)
        self.sizes[large].setChecked(True)

    def show_page(self, page: int, pages: int) -> None:
        """The page in sight, from 1, and how many there are."""
        self.page_number.setText(text("Page {page} of {pages}", page=page, pages=pages))
