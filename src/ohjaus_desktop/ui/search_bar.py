"""What the client says, where they live, how old they are, which language they speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Words

AGE_EXAMPLES = (
    ("0–6", 4),
    ("7–12", 10),
    ("13–17", 15),
    ("18–22", 20),
    ("23–29", 26),
    ("30–64", 45),
    ("65–74", 70),
    ("75–", 80),
)
"""Groups as workers think of them, with an age from their middle; any age can be typed too."""


WIDEST = 16_777_215
"""QWIDGETSIZE_MAX: as wide as it likes."""


def _clear_button(field: QLineEdit) -> None:
    """Qt's own clearing button is black on dark: it gets our picture."""
    field.setClearButtonEnabled(True)
    action = field.findChild(QAction, "_q_qlineeditclearaction")
    if action is not None:
        action.setIcon(icon("close", colour="muted"))


class SearchField(QLineEdit):
    """The box for the client's words; arrows and Enter go to the list while the cursor stays."""

    stepped = Signal(int)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _clear_button(self)
        self.setAccessibleName(text("What is help needed with?"))
        self.setPlaceholderText(text("In the client's own words"))
        self.addAction(icon("search", colour="muted"), QLineEdit.ActionPosition.LeadingPosition)
        hint = text("Go to the search box")
        self.setToolTip(f"{hint} ({keys.shown('search')})")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Page Up and Page Down move the list's row; Enter acts on it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in step:
            self.stepped.emit(step[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class PlaceField(QLineEdit):
    """A place, completed while typing; Enter, or leaving the field, takes the first that fits."""

    chosen = Signal(object)  # Place, or None when cleared
    accepted = Signal()
    unknown = Signal(str)  # what was typed and means no place

    def __init__(self, complete: Callable[[str], Sequence[Place]], parent: QWidget | None = None) -> None:
        """complete: the places that a beginning can mean, best first."""
        super().__init__(parent)
        self._complete = complete
        self._places: dict[str, Place] = {}
        self._in_effect = ""
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setProperty("kind", "popup")
        completer.setPopup(popup)
        self._popup = popup
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        _clear_button(self)
        self.setAccessibleName(text("In which place?"))
        self.setPlaceholderText(text("Place"))
        self.addAction(icon("place", colour="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._offer)
        self.textChanged.connect(lambda words: self.chosen.emit(None) if not words else None)

    def show_place(self, name: str) -> None:
        """Show a chosen place without choosing it again."""
        self._in_effect = name
        self.blockSignals(True)
        self.setText(name)
        self.blockSignals(False)
        self.setCursorPosition(0)

    def show_recognised(self, name: str) -> None:
        """Show the place that stands inside the search words, where no other is chosen."""
        self.setPlaceholderText(name or text("Place"))

    def focusInEvent(self, event: QEvent) -> None:
        """Typing replaces what stands there."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the best place and hands the keyboard on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._settle():
                self.accepted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What stands here is always the place that was answered for: nothing half typed stays."""
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in passing and self.text() != self._in_effect:
            self._settle()

    def _settle(self) -> bool:
        """Take the best place for what was typed; False when it means none."""
        words = self.text().strip()
        found = self._complete(words) if words else ()
        if found:
            self._choose(found[0])
        elif words:
            self._popup.hide()
            self.show_place(self._in_effect)
            self.selectAll()
            self.unknown.emit(words)
        else:
            self._in_effect = ""
        return bool(found) or not words

    def _offer(self, words: str) -> None:
        found = self._complete(words) if words.strip() else ()
        self._places = {place.name: place for place in found}
        self._names.setStringList(list(self._places))

    def _take(self, name: str) -> None:
        if name in self._places:
            self._choose(self._places[name])
            self.accepted.emit()

    def _choose(self, place: Place) -> None:
        self._popup.hide()
        self.show_place(place.name)
        self.chosen.emit(place)


class SearchBar(QWidget):
    """The four fields, labelled where there is room and named where there is not."""

    words_changed = Signal(str)
    place_changed = Signal(object)  # Place or None
    age_changed = Signal(object)  # int or None
    language_changed = Signal(object)  # code or None

    def __init__(
        self,
        complete: Callable[[str], Sequence[Place]],
        languages: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """languages: code and name of those that can be asked for."""
        super().__init__(parent)
        self.words = SearchField()
        self.place = PlaceField(complete)
        self.age = QComboBox()
        self.language = QComboBox()
        self._labels: list[Words] = []
        self._fill_age()
        self.language.setAccessibleName(text("Language"))
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.language.addItem(text("Any language"), None)
        for code, name in languages:
            self.language.addItem(name, code)
        row = self._row = spaced(QHBoxLayout(self), gap=8)
        for title, field, stretch in (
            (text("What is help needed with?"), self.words, 6),
            (text("In which place?"), self.place, 3),
            (text("Age"), self.age, 0),
            (text("Language"), self.language, 0),
        ):
            column = spaced(QVBoxLayout(), gap=2)
            label = Words(title, size=0.93, tone="muted")
            label.setWordWrap(False)
            label.setBuddy(field)
            self._labels.append(label)
            column.addWidget(label)
            column.addWidget(field)
            field.setMinimumHeight(look().px(36))
            row.addLayout(column, stretch)
        self.words.setFont(look().font(1.1))
        self.words.setMinimumWidth(look().px(130))
        self.words.textChanged.connect(self.words_changed)
        self.place.chosen.connect(self.place_changed)
        self.age.currentTextChanged.connect(lambda _: self.age_changed.emit(self.chosen_age()))
        self.language.currentIndexChanged.connect(
            lambda _: self.language_changed.emit(self.language.currentData())
        )
        self.place.accepted.connect(self.focus_words)

    def chosen_age(self) -> int | None:
        """The age in years: of the chosen group, or as typed."""
        words = self.age.currentText().strip()
        at = self.age.findText(words)
        if at >= 0:
            chosen = self.age.itemData(at)
            return int(chosen) if chosen is not None else None
        return int(words) if words.isdigit() and int(words) <= 120 else None

    def add_button(self, button: QWidget) -> None:
        """One more thing at the end of the row."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def show_labels(self, shown: bool) -> None:
        """With little height the fields go without their labels; their names stay."""
        for name in self._labels:
            name.setVisible(shown)
        self._row.setSpacing(look().px(8 if shown else 4))
        for field, alone, labelled, letters in (
            (self.age, text("Age"), text("Any age"), 5),
            (self.language, text("Language"), text("Any language"), 7),
        ):
            field.blockSignals(True)
            # Without its label the field says itself what it asks.
            field.setItemText(0, labelled if shown else alone)
            field.blockSignals(False)
            letter = field.fontMetrics()
            room = max(letter.horizontalAdvance(alone), letter.averageCharWidth() * letters)
            tight = room + look().px(40)
            field.setMinimumWidth(0 if shown else tight)
            field.setMaximumWidth(WIDEST if shown else tight)

    def focus_words(self) -> None:
        """Put the cursor into the box and let the next letter replace nothing."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.end(False)

    def minimumSizeHint(self) -> QSize:
        """May become narrow: the fields shrink before the window does."""
        return QSize(look().px(200), super().minimumSizeHint().height())

    def _fill_age(self) -> None:
        self.age.setEditable(True)
        self.age.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.age.setAccessibleName(text("Age"))
        field = self.age.lineEdit()
        if field is not None:
            field.setAccessibleName(text("Age"))
        self.age.addItem(text("Any age"), None)
        for name, years in AGE_EXAMPLES:
            self.age.addItem(name, years)
        self.age.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
