"""Luettava: what one reads aloud on the phone, in the order in which the other writes it down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.documents.readable import ReadAloud, SpokenService
from ohjaus_desktop.texts import LANGUAGES, Translator, text, translator
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, icon_button, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.page_choices import LANGUAGE_NAMES
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.private_clipboard import copy_for_client
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Choice, Press, Words, rule

LOW = 300
"""Below this height, in design pixels, the heading gives way."""
LARGEST = 1.75
"""How many times larger than usual the view's own A+ makes the words."""


class ReadableView(PassingView):
    """Large grouped digits, one sentence to read aloud, hours, steps; in the client's language."""

    number_copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._read: Callable[[str], ReadAloud] | None = None
        self._language = "fi"
        self._larger = 1.0
        self.languages = {code: Choice(LANGUAGE_NAMES[code]) for code in LANGUAGES}
        group = QButtonGroup(self)
        for code, button in self.languages.items():
            group.addButton(button)
            button.clicked.connect(lambda _checked, code=code: self._speak(code))
        self.larger = icon_button("text_larger", text("Larger text in this view"))
        self.smaller = icon_button("text_smaller", text("Smaller text in this view"))
        self.larger.clicked.connect(lambda: self._scale(1.25))
        self.smaller.clicked.connect(lambda: self._scale(0.8))
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        self._scroll = Column()
        self._column = self._scroll.begin()
        column = spaced(QVBoxLayout(self), margin=12)
        self._heading = Words(text("Read aloud"), size=1.25, bold=True)
        column.addWidget(self._heading)
        column.addWidget(flow_row(*self.languages.values(), self.smaller, self.larger, close, spacing=4))
        column.addWidget(self._scroll, 1)

    def open(self, read: Callable[[str], ReadAloud], language: str) -> None:
        """Show it. read: gives the words in a language (fi, sv or en)."""
        self.note_focus()
        self._read = read
        self._speak(language)
        self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little height the words need the room of their heading."""
        super().resizeEvent(event)
        self._heading.setVisible(self.height() >= look().px(LOW))

    def focus_first(self) -> None:
        """The arrows scroll at once."""
        self._scroll.setFocus()

    def forget(self) -> None:
        """Let go of the words."""
        self._read = None
        self._scroll.forget()
        self._scroll.setAccessibleDescription("")

    def _speak(self, language: str) -> None:
        if self._read is None:
            return
        self._language = language
        self.languages[language].setChecked(True)
        self._show(self._read(language))

    def _scale(self, times: float) -> None:
        self._larger = min(LARGEST, max(1.0, self._larger * times))
        if self._read is not None:
            self._show(self._read(self._language))

    def _show(self, read: ReadAloud) -> None:
        say = translator(self._language)
        self._column = self._scroll.begin(margin=4, gap=12)
        if read.safety:
            band = card("band", tone="info")
            row = spaced(QHBoxLayout(band), margin=12)
            row.addWidget(picture("shield", colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._words(read.safety, 1.25, bold=True), 1)
            self._column.addWidget(band)
        for place, service in enumerate(read.services):
            if place:
                self._column.addWidget(rule())
            self._service(service, say)
        if not read.services:
            self._column.addWidget(Words(text("Choose a service first."), tone="muted"))
        self._column.addWidget(rule())
        self._column.addWidget(self._words("\n".join(read.urgent), 1.0))
        self._column.addStretch(1)
        self._scroll.present()
        self._scroll.setAccessibleName(text("Read aloud"))
        self._scroll.setAccessibleDescription(_spoken(read))

    def _service(self, service: SpokenService, say: Translator) -> None:
        self._column.addWidget(self._words(service.name, 1.4, bold=True))
        if service.organization:
            self._column.addWidget(self._words(service.organization, 1.1, tone="muted"))
        self._column.addWidget(self._number(service, say))
        for warning in service.warnings:
            self._column.addWidget(Words(warning, size=1.1 * self._larger, badge="warning"))
        self._column.addWidget(self._words(service.sentence, 1.4))
        if service.cost_first:
            self._part("coin", service.cost)
        self._part("clock", service.hours)
        self._part("next", [f"{at}. {step}" for at, step in enumerate(service.steps, start=1)])
        self._part("place", service.where)
        if not service.cost_first:
            self._part("coin", service.cost)
        self._part("info", service.good)
        self._column.addWidget(self._words(service.checked, 1.0, tone="muted"))

    def _number(self, service: SpokenService, say: Translator) -> QWidget:
        if not service.number:
            return self._words(say("Phone number not known"), 1.4, tone="muted")
        number = self._words(service.number, 2.6, bold=True)
        number.setAccessibleName(f"{say('Phone')} {service.number}")
        copy = Press(text("Copy"), picture="copy")
        copy.setAccessibleName(text("Copy the number {number}", number=service.number))
        copy.clicked.connect(lambda: self._copy(service.number))
        return flow_row(number, copy)

    def _copy(self, number: str) -> None:
        copy_for_client(number)
        self.number_copied.emit(number)

    def _part(self, image: str, lines: tuple[str, ...] | list[str]) -> None:
        if not lines:
            return
        part = QWidget()
        row = spaced(QHBoxLayout(part), gap=12)
        row.addWidget(picture(image, size=24, colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words("\n".join(lines), 1.25), 1)
        self._column.addWidget(part)

    def _words(self, words: str, size: float, *, bold: bool = False, tone: str = "") -> Words:
        return Words(words, size=size * self._larger, bold=bold, tone=tone, selectable=True)


def _spoken(read: ReadAloud) -> str:
    lines = [read.safety]
    for service in read.services:
        lines += [service.name, service.number, service.sentence]
        lines += [*service.hours, *service.steps, *service.good]
    return "\n".join(line for line in lines if line)
