"""One question of the contact request: its words, its field, and what is wrong with the answer.

Calm on purpose: nothing turns red while somebody is still typing. A fault is said when the field
is left, and goes as soon as it has been mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import picture, restyle, spaced
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Words

SMALL = 0.93
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Remark(QWidget):
    """A sentence beside a field, with its picture: a fault or a piece of advice."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._words = Words(tone=tone, size=SMALL)
        row = spaced(QHBoxLayout(self), gap=6)
        row.addWidget(picture("warning", size=16, colour=tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """What it says, "" while it says nothing."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say this; "" hides it."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


class Part(QWidget):
    """A question with its answer. ``path``: where the answer stands in ``Content``, as faults name it."""

    edited = Signal()
    next_wanted = Signal()
    """The question has been dealt with: go on to the next that still needs an answer."""

    def __init__(self, path: str, label: str) -> None:
        super().__init__()
        self.path = path
        self.label = Words(label, bold=True)
        if not label:
            self.label.hide()
        self.fault, self.advice = Remark("error"), Remark("warning")
        self._column = spaced(QVBoxLayout(self), gap=4)
        self._column.addWidget(self.label)

    def set_input(self, widget: QWidget, name: str, *, focus: QWidget | None = None) -> None:
        """The widget that takes the answer. focus: what has the keyboard, where it is not the same."""
        target = focus or widget
        self.setFocusProxy(target)
        target.setAccessibleName(name)
        self.label.setBuddy(target)
        self._input = target
        for each in (widget, self.fault, self.advice):
            self._column.addWidget(each)

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong beside the field; "" when nothing is."""
        if sentence == self.fault.text():
            return
        self.fault.say(sentence)
        restyle(self._input, fault="yes" if sentence else "")
        announce(self._input, sentence)

    def show_advice(self, sentences: Sequence[str]) -> None:
        """Say what may be worth another look; it stops nobody."""
        words = " ".join(sentences)
        if words != self.advice.text():
            self.advice.say(words)
            if words:
                announce(self._input, words)


class _Line(QLineEdit):
    left = Signal()
    entered = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            self.left.emit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class LinePart(Part):
    """A line of text, checked while it is typed where there is something to check."""

    def __init__(
        self,
        path: str,
        label: str,
        *,
        check: Callable[[str], str] | None = None,
        example: str = "",
        longest: int = 200,
    ) -> None:
        """check: says what is wrong with the words, "" when nothing is."""
        super().__init__(path, label)
        self._check = check
        self.line = _Line()
        self.line.setMaxLength(longest)
        self.line.setPlaceholderText(example)
        self.set_input(self.line, label)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self.settle)
        self.line.entered.connect(self.next_wanted)

    def value(self) -> str:
        """The words, without the spaces around them."""
        return self.line.text().strip()

    def show_value(self, words: str) -> None:
        """Show this answer, unless it stands there already."""
        if words != self.value():
            self.line.setText(words)
            self.line.setCursorPosition(0)
            self.show_fault("")

    def settle(self) -> None:
        """The field is left: say what is wrong now."""
        if self._check is not None:
            self.show_fault(self._check(self.value()) if self.value() else "")

    def _typed(self) -> None:
        if self.fault.text():
            words = self.value()
            self.show_fault(self._check(words) if self._check and words else "")
        self.edited.emit()


class _Sentence(QPlainTextEdit):
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bound = [sequence for key in keys.KEYS if key.bound for sequence in key.sequences]
        self._ours = {QKeySequence(sequence).toString() for sequence in bound}
        self.textChanged.connect(self._grow)

    def event(self, event: QEvent) -> bool:
        """The window's keys work here too (see ``field_keys``)."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and QKeySequence(event.keyCombination()).toString() in self._ours
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            # One sentence has no second line. With Ctrl the form has taken the key already.
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """As high as its words, and never lower than two lines."""
        lines = max(2, min(6, int(self.document().size().height())))
        high = lines * self.fontMetrics().lineSpacing() + look().px(14)
        if high != self.height():
            self.setFixedHeight(high)


class SentencePart(Part):
    """A sentence or two that wrap; the field grows with them."""

    def __init__(self, path: str, label: str, *, example: str = "", longest: int = 500) -> None:
        super().__init__(path, label)
        self._longest = longest
        self.box = _Sentence()
        self.box.setPlaceholderText(example)
        self.set_input(self.box, label)
        self.box.textChanged.connect(self._typed)
        self.box.entered.connect(self.next_wanted)

    def value(self) -> str:
        """The words on one line, no longer than a request holds."""
        return " ".join(self.box.toPlainText().split())[: self._longest]

    def show_value(self, words: str) -> None:
        """Show this answer, unless it stands there already."""
        if words != self.value():
            self.box.blockSignals(True)
            self.box.setPlainText(words)
            self.box.blockSignals(False)
            self.show_fault("")

    def _typed(self) -> None:
        if self.value():
            self.show_fault("")
        self.edited.emit()


class BoxPart(Part):
    """One of a list that is too long to stand open."""

    def __init__(self, path: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        """choices: value and words; the first is the one before anybody has chosen."""
        super().__init__(path, label)
        self.box = QComboBox()
        self.box.installEventFilter(self)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.offer(choices)
        self.set_input(self.box, label)
        self.box.activated.connect(self._chosen)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices; what was chosen stays where it can."""
        if [(self.box.itemData(at), self.box.itemText(at)) for at in range(self.box.count())] == list(
            choices
        ):
            return
        now = self.value() if self.box.count() else ""
        self.box.clear()
        for value, words in choices:
            self.box.addItem(words, value)
        self.show_value(now)

    def value(self) -> str:
        """What was chosen."""
        return str(self.box.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show this choice."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Scrolling past must not choose anything."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def _chosen(self) -> None:
        self.show_fault("")
        self.edited.emit()
