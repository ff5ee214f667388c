"""Questions of the contact request that are answered by choosing: one Tab stop each.

Arrows move inside a question and Tab leaves it. A letter answers at once where it begins one
answer only, K for "Kyllä", E for "Ei", and a digit by the answer's place.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.form.fields import SMALL, Part
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class OptionsPart(Part):
    """One of a few answers that stand open; none until somebody has chosen."""

    def __init__(
        self,
        path: str,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        hints: Sequence[str] = (),
        upright: bool = False,
    ) -> None:
        """options: value and words. hints: a line below each. upright: numbered, one below the other."""
        super().__init__(path, label)
        self._words, self._numbered = dict(options), upright
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._hints: dict[str, Words] = {}
        holder = QWidget()
        column = spaced(QVBoxLayout(holder), gap=0)
        for at, (value, words) in enumerate(options):
            button = QRadioButton(words)
            button.installEventFilter(self)
            button.clicked.connect(self._chosen)
            self._group.addButton(button)
            self.buttons[value] = button
            if upright:
                column.addWidget(button)
            if upright and at < len(hints) and hints[at]:
                hint = Words(hints[at], tone="muted", size=SMALL)
                hint.setContentsMargins(look().px(32), 0, 0, look().px(4))
                button.setAccessibleDescription(hints[at])
                column.addWidget(hint)
                self._hints[value] = hint
        if not upright:
            column.addWidget(flow_row(*self.buttons.values(), spacing=20))
        self.set_input(holder, label, focus=next(iter(self.buttons.values())))
        for button in self.buttons.values():
            button.setAccessibleName(f"{label} {button.text()}".strip())
        self._aim()

    def value(self) -> str:
        """The answer, "" while there is none."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show this answer; "" shows none."""
        if value == self.value():
            return
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)
        self._aim()

    def allow(self, values: Sequence[str]) -> None:
        """Offer only these."""
        place = 0
        for value, button in self.buttons.items():
            offered = value in values
            place += offered
            button.setVisible(offered)
            if value in self._hints:
                self._hints[value].setVisible(offered)
            if self._numbered:
                button.setText(f"{place}  {self._words[value]}")

    def choose(self, value: str) -> None:
        """Answer as a person would."""
        self.buttons[value].click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and digits answer, arrows move, Enter goes on."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QRadioButton) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key in _ENTER:
            self.next_wanted.emit()
            return True
        if key in _BACK or key in _ON:
            buttons = [button for button in self.buttons.values() if not button.isHidden()]
            there = buttons[(buttons.index(watched) + (1 if key in _ON else -1)) % len(buttons)]
            there.setFocus()
            there.click()
            return True
        meant = self._meant(event.text().casefold())
        if len(meant) == 1:
            meant[0].click()
            self.next_wanted.emit()
            return True
        return False

    def _meant(self, typed: str) -> list[QRadioButton]:
        """The answers that begin with what was typed; for a digit that begins none, the one in that place."""
        offered = {value: button for value, button in self.buttons.items() if not button.isHidden()}
        begun = [
            button
            for value, button in offered.items()
            if typed and self._words[value].casefold().startswith(typed)
        ]
        if begun or typed not in {"1", "2", "3", "4", "5", "6", "7", "8", "9"}:
            return begun
        return [*offered.values()][int(typed) - 1 : int(typed)]

    def _chosen(self) -> None:
        self.show_fault("")
        self._aim()
        self.edited.emit()

    def _aim(self) -> None:
        """The chosen answer, else the first, is the one that Tab reaches."""
        chosen = self._group.checkedButton() or next(iter(self.buttons.values()))
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(chosen)
        self._input = chosen


class TickPart(Part):
    """Yes or no, with no as the answer before anybody has asked."""

    def __init__(self, path: str, tick: str, *, hint: str = "") -> None:
        super().__init__(path, "")
        self.box = QCheckBox(tick)
        self.set_input(self.box, tick)
        self.box.setAccessibleDescription(hint)
        if hint:
            words = Words(hint, tone="muted", size=SMALL)
            words.setContentsMargins(look().px(32), 0, 0, 0)
            self._column.insertWidget(self._column.count() - 2, words)
        self.box.installEventFilter(self)
        self.box.clicked.connect(self.edited)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: bool) -> None:
        """Show it ticked or not."""
        self.box.setChecked(value)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter goes on to what still needs an answer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.next_wanted.emit()
            return True
        return False


class Chip(Press):
    """A word that is chosen or not: pressed in, and with a tick."""

    def __init__(self, words: str) -> None:
        super().__init__(words, kind="chip")
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def _show(self, chosen: bool) -> None:
        self.setIconSize(QSize(look().px(16), look().px(16)))
        self.setIcon(icon("check", size=16, colour="on_primary") if chosen else QIcon())


class ChipsPart(Part):
    """Any number of a closed list."""

    moved = Signal()

    def __init__(self, path: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(path, label)
        self.chips: dict[str, Chip] = {}
        for value, words in choices:
            chip = Chip(words)
            chip.setAccessibleName(f"{label}: {words}")
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.chips else Qt.FocusPolicy.StrongFocus)
            chip.installEventFilter(self)
            chip.clicked.connect(self.edited)
            self.chips[value] = chip
        row = flow_row(*self.chips.values(), spacing=6)
        self.set_input(row, label, focus=next(iter(self.chips.values()), row))

    def value(self) -> tuple[str, ...]:
        """What was chosen, in the order of the list."""
        return tuple(value for value, chip in self.chips.items() if chip.isChecked())

    def show_value(self, values: Sequence[str]) -> None:
        """Show these as chosen."""
        for value, chip in self.chips.items():
            chip.setChecked(value in values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move between the chips; the one reached is the one that Tab comes back to."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.next_wanted.emit()
            return True
        if event.key() not in (*_BACK, *_ON) or not isinstance(watched, QAbstractButton):
            return False
        chips: list[QAbstractButton] = list(self.chips.values())
        there = chips[(chips.index(watched) + (1 if event.key() in _ON else -1)) % len(chips)]
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is there else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(there)
        there.setFocus()
        return True
