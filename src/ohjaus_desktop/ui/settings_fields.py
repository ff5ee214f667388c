"""One setting on the screen: its name, its field, what it is for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ohjaus_desktop import settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Words

SMALL = 0.93


class Field(QWidget):
    """The frame of every setting. ``edited`` tells a good value once somebody has settled on it."""

    edited = Signal(str, object)  # name of the setting, value

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self._hint_words = hint
        self.label = Words(label, bold=True)
        self.hint = Words(hint, tone="muted", size=SMALL)
        self.problem = Words(tone="error", size=SMALL)
        self.problem.hide()
        if not hint:  # never shown before it has a parent: it would be a window of its own
            self.hint.hide()
        self._column = spaced(QVBoxLayout(self), gap=4)
        self._column.addWidget(self.label)
        self._column.addWidget(self.hint)

    def set_input(self, widget: QWidget, label: str) -> None:
        """The widget that takes the value."""
        self.setFocusProxy(widget)
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(self._hint_words)
        self.label.setBuddy(widget)
        self._column.addWidget(widget)
        self._column.addWidget(self.problem)

    def lock(self, widget: QWidget) -> None:
        """Show that the administrator has set this value."""
        if isinstance(widget, QLineEdit):
            # Read-only and not disabled: it can be reached, read and copied.
            widget.setReadOnly(True)
        else:
            widget.setEnabled(False)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(picture("key", size=16), 0, Qt.AlignmentFlag.AlignTop)
        words = text("Set by the administrator of this machine.")
        row.addWidget(Words(words, tone="muted", size=SMALL), 1)
        self._column.addLayout(row)
        widget.setAccessibleDescription(f"{self._hint_words} {words}".strip())

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong beside the field; "" when nothing is."""
        if sentence != self.problem.text():
            self.problem.say(sentence)
            announce(self, sentence)


def section(name: str, parts: Sequence[QWidget], fields: dict[str, Field], *, gap: float) -> QWidget:
    """Parts that belong together, under their name; those that are settings join ``fields``."""
    frame = card()
    column = spaced(QVBoxLayout(frame), margin=16, gap=gap)
    column.addWidget(Words(name, size=1.15, bold=True))
    for part in parts:
        column.addWidget(part)
        if isinstance(part, Field):
            fields[part.name] = part
    return frame


class LineField(Field):
    """A line of text, checked while it is typed and told when it is finished."""

    def __init__(self, name: str, label: str, value: str, *, hint: str = "", locked: bool = False) -> None:
        super().__init__(name, label, hint)
        self._told = value
        self.line = QLineEdit(value)
        self.line.setCursorPosition(0)
        self.set_input(self.line, label)
        self.line.textEdited.connect(lambda words: self.show_fault(self.fault(words.strip())))
        self.line.editingFinished.connect(self.finish)
        if locked:
            self.lock(self.line)

    def fault(self, value: str) -> str:
        """What is wrong with the value, as a sentence."""
        return settings.fault(self.name, value)

    def value(self, words: str) -> str:
        """The value that the words stand for."""
        return words

    def finish(self) -> None:
        """Tell a good new value."""
        words = self.line.text().strip()
        if self.fault(words) or self.line.isReadOnly():
            return
        value = self.value(words)
        if value != self._told:
            self._told = value
            self.edited.emit(self.name, value)


class MunicipalityField(LineField):
    """A municipality by its name in either language, completed while typing."""

    def __init__(
        self, name: str, label: str, code: str, names: Mapping[str, str], *, hint: str, locked: bool
    ) -> None:
        """names: every name and its code; the first name of a code is the one shown."""
        self._codes = {known.casefold(): code_ for known, code_ in names.items()}
        shown = next((known for known, code_ in names.items() if code_ == code), code)
        super().__init__(name, label, shown if code else "", hint=hint, locked=locked)
        self._told = code
        completer = QCompleter(QStringListModel(list(names), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setProperty("kind", "popup")
        completer.activated.connect(lambda _name: self.finish())
        if not locked:
            self.line.setCompleter(completer)
        self.line.setClearButtonEnabled(not locked)
        self.line.textChanged.connect(lambda words: None if words else self.finish())

    def fault(self, value: str) -> str:
        """A name that no municipality has, or begins with."""
        begun = value.casefold()
        if not value or any(known.startswith(begun) for known in self._codes):
            return ""
        return text("No municipality of Finland has this name.")

    def value(self, words: str) -> str:
        """Its code; the value before where the name is only half typed."""
        return self._codes.get(words.casefold(), self._told) if words else ""


class _StillBox(QComboBox):
    """Does not change its value when somebody only scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of a few values."""

    def __init__(
        self,
        name: str,
        label: str,
        value: object,
        choices: Sequence[tuple[object, str]],
        *,
        hint: str = "",
        locked: bool = False,
    ) -> None:
        super().__init__(name, label, hint)
        self.box = _StillBox()
        for each, shown in choices:
            self.box.addItem(shown, each)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.set_input(self.box, label)
        self.box.currentIndexChanged.connect(lambda _: self.edited.emit(name, self.box.currentData()))
        if locked:
            self.lock(self.box)


class TickField(Field):
    """Yes or no."""

    def __init__(
        self, name: str, label: str, tick: str, value: bool, *, hint: str = "", locked: bool = False
    ) -> None:
        """tick: short words beside the box; a check box does not break its line."""
        super().__init__(name, label, hint)
        self.box = QCheckBox(tick)
        self.box.setChecked(value)
        self.set_input(self.box, label)
        self.box.toggled.connect(lambda checked: self.edited.emit(name, checked))
        if locked:
            self.lock(self.box)


class TicksField(Field):
    """Several of a few values, in the order in which they stand; never none."""

    def __init__(
        self,
        name: str,
        label: str,
        value: Sequence[str],
        choices: Sequence[tuple[str, str]],
        *,
        hint: str = "",
        locked: bool = False,
    ) -> None:
        super().__init__(name, label, hint)
        self.boxes: dict[str, QCheckBox] = {}
        for each, shown in choices:
            box = QCheckBox(shown)
            box.setChecked(each in value)
            box.toggled.connect(lambda _checked, box=box: self._tell(box))
            self.boxes[each] = box
        row = flow_row(*self.boxes.values(), spacing=16)
        self.set_input(row, label)
        if locked:
            self.lock(row)

    def _tell(self, toggled: QCheckBox) -> None:
        chosen = tuple(each for each, box in self.boxes.items() if box.isChecked())
        if not chosen:
            # At least one must stay: paper in no language cannot be printed.
            toggled.setChecked(True)
            self.show_fault(text("Keep at least one language."))
            return
        self.show_fault("")
        self.edited.emit(self.name, chosen)
