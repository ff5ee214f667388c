"""What the client says, where they live, how old they are, which language they speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import icon_button, spaced
from ohjaus_desktop.ui.place_field import PlaceField
from ohjaus_desktop.ui.sided_field import SidedField
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


LONGEST = 14
"""Letters of a language that are shown whole where the fields stand without labels."""

LONG_PLACE = 8
"""Letters of a place that are shown whole there."""

OLDEST = 120
"""Years; a higher number is a slip of the finger."""
WIDEST = 16_777_215
"""QWIDGETSIZE_MAX: as wide as it likes."""


class SearchField(SidedField):
    """The box for the client's words; arrows and Enter go to the list while the cursor stays."""

    stepped = Signal(int)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", parent)
        self.setAccessibleName(text("What is help needed with?"))
        self.setPlaceholderText(text("In the client's own words"))
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


class SearchBar(QWidget):
    """The four fields, labelled where there is room and named where there is not.

    A fifth, for where the client is for now, comes beside the place when it is asked for.
    """

    words_changed = Signal(str)
    place_changed = Signal(object)  # Place or None
    staying_changed = Signal(object)  # Place or None
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
        self.place = PlaceField(complete, asks=text("In which place?"), empty=text("Place"))
        self.staying = PlaceField(
            complete, asks=text("Where is the client for now?"), empty=text("Place"), picture="away"
        )
        self.away_button = icon_button("away", text("Temporarily elsewhere"))
        self.away_button.setCheckable(True)
        self.away_button.setProperty("tone", "choice")
        # No higher than the field beside it, whose box and label stand in line with the others.
        self.away_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        # A click leaves the keyboard where it is: the field must not fold away under the mouse.
        self.away_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.away_button.setToolTip(
            text("The client lives in one place and is in another for now: nearness is counted from there")
        )
        self.age = QComboBox()
        self.language = QComboBox()
        self._labels: list[Words] = []
        self._narrow = self._labelled = False
        self._fill_age()
        self.language.setAccessibleName(text("Language"))
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.language.addItem(text("Any language"), None)
        for code, name in languages:
            self.language.addItem(name, code)
        row = self._row = spaced(QHBoxLayout(self), gap=8)
        place = spaced(QHBoxLayout(), gap=2)
        place.addWidget(self.place, 1)
        place.addWidget(self.away_button)
        row.addLayout(self._column(text("What is help needed with?"), self.words), 6)
        company = QWidget()
        company.setLayout(place)
        company.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place_column, self._staying_column = QWidget(), QWidget()
        self._place_column.setLayout(self._column(text("In which place?"), self.place, company))
        self._staying_column.setLayout(self._column(text("Temporarily here"), self.staying))
        row.addWidget(self._place_column, 3)
        row.addWidget(self._staying_column, 3)
        self._staying_column.hide()
        row.addLayout(self._column(text("Age"), self.age))
        row.addLayout(self._column(text("Language"), self.language))
        self.words.setFont(look().font(1.1))
        self.words.setMinimumWidth(look().px(130))
        self._connect()

    def _connect(self) -> None:
        self.words.textChanged.connect(self.words_changed)
        self.place.chosen.connect(self.place_changed)
        self.place.accepted.connect(self.focus_words)
        self.staying.chosen.connect(self.staying_changed)
        self.staying.accepted.connect(self.focus_words)
        self.staying.left.connect(self._fit_staying)
        self.away_button.clicked.connect(self._away)
        self.age.currentTextChanged.connect(lambda _: self.age_changed.emit(self.chosen_age()))
        self.language.currentIndexChanged.connect(self._tell_language)

    def _tell_language(self) -> None:
        self._tighten()
        self.language_changed.emit(self.language.currentData())

    def _column(self, title: str, field: QWidget, company: QWidget | None = None) -> QVBoxLayout:
        """A field below its label; company: the field with what stands beside it."""
        column = spaced(QVBoxLayout(), gap=2)
        label = Words(title, size=0.93, tone="muted")
        label.setWordWrap(False)
        label.setBuddy(field)
        self._labels.append(label)
        column.addWidget(label)
        column.addWidget(company or field)
        field.setMinimumHeight(look().px(36))
        return column

    # Where the client is for now ----------------------------------------------------------------

    def ask_staying(self) -> None:
        """Bring the field for where the client is for now, and the cursor into it."""
        self._staying_column.show()
        self._fit_staying(asked=True)
        self.staying.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_staying(self, name: str) -> None:
        """Show where the client is for now; "" for at home."""
        if name != self.staying.in_effect or not self.staying.hasFocus():
            self.staying.show_place(name)
        self._fit_staying(asked=self.staying.hasFocus())

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window where the client is for now takes the room of where they live."""
        self._narrow = narrow
        # Every letter that is typed counts; the field for now keeps the picture that tells it apart.
        self.words.show_picture(not narrow)
        self.place.show_picture(not narrow)
        self._name_staying()
        self._fit_staying(asked=self.staying.hasFocus())

    def _away(self, asked: bool) -> None:
        """Ask where the client is; a second click brings them home again."""
        if asked:
            self.ask_staying()
            return
        self.focus_words()
        self.staying.show_place("")
        self.staying_changed.emit(None)
        self._fit_staying()

    def _name_staying(self) -> None:
        """Without its label the field says itself what it asks, as long as there is room for it."""
        unlabelled = text("Now") if self._narrow else text("Temporarily here")
        self.staying.show_empty(text("Place") if self._labelled else unlabelled)

    def _fit_staying(self, *, asked: bool = False) -> None:
        shown = asked or bool(self.staying.in_effect)
        self._staying_column.setVisible(shown)
        self._place_column.setVisible(not (self._narrow and shown))
        self.away_button.setChecked(shown)
        self.away_button.setVisible(not self._narrow)

    def chosen_age(self) -> int | None:
        """The age in years: of the chosen group, or as typed."""
        words = self.age.currentText().strip()
        at = self.age.findText(words)
        if at >= 0:
            chosen = self.age.itemData(at)
            return int(chosen) if chosen is not None else None
        # Not isdigit(): "²" is a digit, and no number. Thousands of digits are no number to Python, either.
        typed = int(words) if words.isdecimal() and len(words) <= 3 else None
        return typed if typed is not None and typed <= OLDEST else None

    def add_button(self, button: QWidget) -> None:
        """One more thing at the end of the row."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def show_labels(self, shown: bool) -> None:
        """With little height the fields go without their labels; their names stay."""
        self._labelled = shown
        self._name_staying()
        for name in self._labels:
            name.setVisible(shown)
        self._row.setSpacing(look().px(8 if shown else 4))
        for field, alone, labelled in (
            (self.age, text("Age"), text("Any age")),
            (self.language, text("Language"), text("Any language")),
        ):
            field.blockSignals(True)
            # Without its label the field says itself what it asks.
            field.setItemText(0, labelled if shown else alone)
            field.blockSignals(False)
        self._tighten()

    def _tighten(self) -> None:
        """Without its label a field is as wide as what it asks, or what was chosen, and no wider."""
        for field, alone, letters in ((self.age, text("Age"), 4), (self.language, text("Language"), 4)):
            metrics = field.fontMetrics()
            letter = metrics.averageCharWidth()
            chosen = min(metrics.horizontalAdvance(field.currentText()), letter * LONGEST)
            tight = max(metrics.horizontalAdvance(alone), letter * letters, chosen) + look().px(40)
            field.setMinimumWidth(0 if self._labelled else tight)
            field.setMaximumWidth(WIDEST if self._labelled else tight)
        named = self.place.fontMetrics().averageCharWidth() * LONG_PLACE + look().px(22)
        self.place.setMinimumWidth(0 if self._labelled else named)

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
