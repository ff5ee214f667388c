"""A field for a place: completed while typing, and never left half typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.ui.sided_field import SidedField

LONGEST = 100
"""Letters; no place has a longer name, and what is pasted by mistake is said again where none is known."""

_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""The keyboard is away for a moment and comes back."""


class PlaceField(SidedField):
    """A place, completed while typing; Enter, or leaving the field, takes the first that fits."""

    chosen = Signal(object)  # Place, or None when cleared
    accepted = Signal()
    unknown = Signal(str)  # what was typed and means no place
    left = Signal()  # the keyboard has gone elsewhere

    def __init__(
        self,
        complete: Callable[[str], Sequence[Place]],
        *,
        asks: str,
        empty: str,
        picture: str = "place",
        parent: QWidget | None = None,
    ) -> None:
        """complete: the places that a beginning can mean, best first.

        asks: the question, for a screen reader; empty: what stands there while nothing is chosen.
        """
        super().__init__(picture, parent)
        self._empty = empty
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
        self.setMaxLength(LONGEST)
        self.setAccessibleName(asks)
        self.setPlaceholderText(empty)
        self.textEdited.connect(self._offer)
        self.textChanged.connect(lambda words: self.chosen.emit(None) if not words else None)

    @property
    def in_effect(self) -> str:
        """The name of the place that is answered for, "" for none."""
        return self._in_effect

    def show_place(self, name: str) -> None:
        """Show a chosen place without choosing it again."""
        self._in_effect = name
        self.blockSignals(True)
        self.setText(name)
        self.blockSignals(False)
        self.setCursorPosition(0)
        self.fit()

    def show_empty(self, words: str) -> None:
        """What stands there from now on while nothing is chosen."""
        self._empty = words
        self.setPlaceholderText(words)

    def show_recognised(self, name: str) -> None:
        """Show the place that stands inside the search words, where no other is chosen."""
        self.setPlaceholderText(name or self._empty)

    def focusInEvent(self, event: QEvent) -> None:
        """Typing replaces what stands there."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        # The field sets its completer up anew each time; who asks last hears first.
        self.installEventFilter(self)
        self.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list before the keyboard goes elsewhere: an open one keeps the next letter."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._popup.hide()
        return super().eventFilter(watched, event)

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
        if event.reason() in _PASSING:
            return
        if self.text() != self._in_effect:
            self._settle()
        self.left.emit()

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
            self.clear()  # blanks alone: the place that stood here before is no longer answered for
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
