"""The screen turned to the client: their chosen services, large and plain, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.documents.readable import ReadAloud, SpokenService
from ohjaus_desktop.texts import Translator, translator
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.cover import Cover
from ohjaus_desktop.ui.words import Press, Words

COLUMN = 900
"""Lines stay readable: the column is no wider than this, in design pixels."""


class ClientView(Cover):
    """Covers the whole window: neither search words nor other rows can be seen.

    The client reads their own language, whatever the window speaks.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, toggles="client_view", passes=("neutral",))
        self._scroll = Column(widest=COLUMN)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)

    def open(self, read: ReadAloud, language: str) -> None:
        """Show these services to the client. language: fi, sv or en, the client's own."""
        say = translator(language)
        column = self._scroll.begin(margin=24, gap=16)
        title = say("Services for you")
        column.addWidget(Words(title, size=2, bold=True))
        for service in read.services:
            column.addWidget(_service(service, say))
        if not read.services:
            column.addWidget(Words(say("No service has been chosen yet."), size=1.4))
        column.addWidget(Words("\n".join(read.urgent), size=1.4))
        column.addStretch(1)
        column.addWidget(self._way_back(say))
        self.setAccessibleName(title)
        self._scroll.present()
        self.cover()

    def _way_back(self, say: Translator) -> QWidget:
        back = Press(say("{key}: back", key=keys.shown("close")), kind="quiet")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.uncover)
        back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return back

    def uncover(self) -> None:
        """Give the window back and keep nothing of the client's."""
        super().uncover()
        self._scroll.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows and Page Up and Down scroll; Esc and the same key close."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)


def _service(service: SpokenService, say: Translator) -> QWidget:
    frame = card()
    column = spaced(QVBoxLayout(frame), margin=24, gap=12)
    column.addWidget(Words(service.name, size=2.1, bold=True))
    if service.organization:
        column.addWidget(Words(service.organization, size=1.4, tone="muted"))
    for warning in service.warnings:
        column.addWidget(Words(warning, size=1.25, badge="warning"))
    column.addWidget(_fact("phone", say("Phone"), (service.number or say("not known"),), size=3.2))
    facts = [
        _fact("clock", say("Opening hours"), service.hours),
        _fact("place", say("Where"), service.where),
        _fact("info", say("Good to know"), service.good),
    ]
    facts.insert(0 if service.cost_first else 2, _fact("coin", say("Cost"), service.cost))
    for fact in facts:
        column.addWidget(fact)
    column.addWidget(Words(service.checked, tone="muted"))
    return frame


def _fact(image: str, name: str, lines: tuple[str, ...], *, size: float = 1.6) -> QWidget:
    part = QWidget()
    row = spaced(QHBoxLayout(part), gap=16)
    beside = Qt.AlignmentFlag.AlignVCenter if len(lines) == 1 else Qt.AlignmentFlag.AlignTop
    row.addWidget(picture(image, size=32, colour="accent"), 0, beside)
    words = Words("\n".join(lines), size=size, bold=size > 2)
    words.setAccessibleName(f"{name}: {', '.join(lines)}")
    row.addWidget(words, 1)
    if not lines:
        part.hide()  # shown while it has no parent, it would be a window of its own
    return part
