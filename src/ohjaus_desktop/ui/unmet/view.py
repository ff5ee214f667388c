"""Sopivaa palvelua ei löytynyt: need, why, where; written down with one digit and Enter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from ohjaus_desktop.daybook.unmet.record import AGES, REASONS, SENSITIVE, UNKNOWN, WAYS
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.form.choices import ChipsPart
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.settings_fields import ChoiceField
from ohjaus_desktop.ui.unmet.need_field import NeedField, keep_low
from ohjaus_desktop.ui.words import Press, Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = "1234567890"
Named = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known when the view opens.

    needs: id and name of all that can be chosen; inner: ids of those that stand under a group. need:
    the one that is meant, "" for none. areas: key and name, the client's own first, by whether the
    need is sensitive. age, way: keys.
    """

    needs: Named
    need: str
    areas: Mapping[bool, Named]
    inner: Collection[str] = ()
    age: str = UNKNOWN
    way: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the worker has chosen, in the keys of ``daybook.unmet.record``."""

    need: str
    reasons: tuple[str, ...]
    area: str
    age: str
    way: str


class UnmetView(PassingView):
    """No text, no name: four lists and one digit.

    begun: what was known when it opened, None while it is closed.
    """

    chosen = Signal(object)  # Chosen
    overview_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Column(widest=760)
        self._scroll.setAccessibleName(text("No suitable service was found"))
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)
        self.begun: Begun | None = None

    def open(self, begun: Begun) -> None:
        """Begin with what is known."""
        self.note_focus()
        self.begun = begun
        column = self._scroll.begin()
        self._head(column)
        self._what(column, begun)
        self._where(column, begun)
        self.save = Press(text("Record"), picture="check", kind="primary", key="accept")
        self.save.clicked.connect(self._save)
        seen = Press(text("What has been recorded"), picture="paper", kind="quiet", key="unmet_overview")
        seen.clicked.connect(self.overview_wanted)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(self.save)
        row.addWidget(seen)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._follow_need()
        self._scroll.present()

    def focus_first(self) -> None:
        """The reason; the need first where it is not known."""
        if self.begun is not None:
            first = self.reasons if self.need.box.currentData() else self.need
            first.setFocus()
            self._scroll.bring(first)

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        self.begun = None
        self._scroll.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses a reason; Enter records, or presses the button that has the keyboard."""
        if self.begun is not None and event.key() in _ENTER:
            focused = QApplication.focusWidget()
            (focused if isinstance(focused, Press) else self.save).click()
        elif self.begun is not None and event.text() and event.text() in _DIGITS:
            self.reasons.chips[[*REASONS][_DIGITS.index(event.text())]].click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit is meant for the reasons also in a list in which no choice begins with one."""
        pressed = event.text() if isinstance(event, QKeyEvent) else ""
        if event.type() is QEvent.Type.KeyPress and pressed and pressed in _DIGITS:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _head(self, column: QVBoxLayout) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(text("No suitable service was found"), size=1.25, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        words = text(
            "For the region’s planning. Nothing is sent, and no matter is started by it. No name, no "
            "words of the client and no time of day are kept."
        )
        column.addWidget(Words(words, tone="muted"))

    def _what(self, column: QVBoxLayout, begun: Begun) -> None:
        self.need = NeedField(begun.need, begun.needs, begun.inner)
        self.need.edited.connect(self._follow_need)
        self.need.box.installEventFilter(self)
        column.addWidget(self.need)
        self.sensitive = card("band", tone="info")
        row = spaced(QHBoxLayout(self.sensitive), margin=8)
        row.addWidget(picture("shield", colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            Words(text("Only this is kept: a sensitive need, the reason, the month and the county.")), 1
        )
        column.addWidget(self.sensitive)
        numbered = [
            (key, f"{digit}  {text(words)}")
            for digit, (key, words) in zip(_DIGITS, REASONS.items(), strict=True)
        ]
        self.reasons = ChipsPart("reasons", text("Why?"), numbered)
        self.reasons.next_wanted.connect(self._save)
        self.reasons.edited.connect(lambda: self.reasons.show_fault(""))
        column.addWidget(self.reasons)

    def _where(self, column: QVBoxLayout, begun: Begun) -> None:
        hint = text("A small municipality is kept as its river valley or county.")
        self.areas = {
            sensitive: ChoiceField("area", text("Area"), areas[0][0], areas, hint="" if sensitive else hint)
            for sensitive, areas in begun.areas.items()
        }
        self.age = ChoiceField("age", text("Age"), begun.age, [(key, text(w)) for key, w in AGES.items()])
        self.way = ChoiceField(
            "way", text("Client contact"), begun.way, [(key, text(w)) for key, w in WAYS.items()]
        )
        for field in self.areas.values():
            keep_low(field.box)
            field.box.installEventFilter(self)
        self.way.box.installEventFilter(self)
        for field in (*self.areas.values(), self.age, self.way):
            column.addWidget(field)

    def _follow_need(self) -> None:
        """Less is asked about a sensitive need."""
        sensitive = self.need.box.currentData() == SENSITIVE
        self.need.show_fault("")
        self.sensitive.setVisible(sensitive)
        for each, field in self.areas.items():
            field.setVisible(each == sensitive)
        self.age.setVisible(not sensitive)
        self.way.setVisible(not sensitive)

    def _save(self) -> None:
        need, reasons = self.need.box.currentData(), self.reasons.value()
        if not need:
            self.need.show_fault(text("Choose the need."))
            self.need.setFocus()
        elif not reasons:
            self.reasons.show_fault(text("Choose at least one reason."))
            self.reasons.setFocus()
            announce(self, text("Choose at least one reason."))
        else:
            area = self.areas[need == SENSITIVE].box.currentData()
            age, way = self.age.box.currentData(), self.way.box.currentData()
            self.chosen.emit(Chosen(need, reasons, area, age, way))
