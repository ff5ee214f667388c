"""A section of the contact request: a heading, its questions, and what unfolds when it is relevant."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ohjaus_desktop.register.model import Content
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.form.fields import Part
from ohjaus_desktop.ui.words import Press, Words

P = TypeVar("P", bound=Part)
W = TypeVar("W", bound=QWidget)


class Section(QWidget):
    """Shows its part of a ``Content`` and writes it back; holds no rule."""

    edited = Signal()
    next_wanted = Signal(object)  # the Part that has been dealt with

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.parts: list[Part] = []
        self.column = spaced(QVBoxLayout(self), gap=12)
        self.heading = Words(heading, size=1.15, bold=True)
        if not heading:
            self.heading.hide()
        self.column.addWidget(self.heading)

    def add(self, part: P) -> P:
        """Take a question in, below what is there."""
        self.column.addWidget(self.join(part))
        return part

    def join(self, part: P) -> P:
        """Listen to a question that stands in a row or frame of its own."""
        self.parts.append(part)
        part.edited.connect(self.edited)
        part.next_wanted.connect(lambda: self.next_wanted.emit(part))
        return part

    def put(self, widget: W) -> W:
        """Take words or a button in, below what is there."""
        self.column.addWidget(widget)
        return widget

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are."""

    def written(self, content: Content) -> Content:
        """The content with the answers that stand here now."""
        return content

    def fit(self, content: Content) -> None:
        """Unfold what is relevant, and only that."""


class Folds(QWidget):
    """A row of what is seldom needed; each name unfolds its questions and goes."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, Press] = {}
        self._folded: dict[str, tuple[Part, ...]] = {}
        self._open: set[str] = set()
        self._column = spaced(QVBoxLayout(self), gap=12)
        self._row = flow_row(spacing=6)

    def offer(self, name: str, words: str, *parts: Part) -> None:
        """Fold these questions away behind a button with these words."""
        button = Press(words, picture="add", kind="chip")
        button.clicked.connect(lambda: self.unfold(name, focus=True))
        self._buttons[name], self._folded[name] = button, parts
        layout = self._row.layout()
        if layout is not None:
            layout.addWidget(button)
        for part in parts:
            self._column.addWidget(part)
            part.hide()
        self._column.addWidget(self._row)

    def unfold(self, name: str, *, focus: bool = False) -> None:
        """Show the questions, and begin with the first of them where ``focus``."""
        self._open.add(name)
        for part in self._folded[name]:
            part.show()
        self._buttons[name].hide()
        self._row.setVisible(any(not button.isHidden() for button in self._buttons.values()))
        if focus:
            self._folded[name][0].setFocus()

    def allow(self, name: str, allowed: bool) -> None:
        """Whether this may be unfolded at all now."""
        is_open = name in self._open
        self._buttons[name].setVisible(allowed and not is_open)
        for part in self._folded[name]:
            part.setVisible(allowed and is_open)

    def is_open(self, name: str) -> bool:
        """Whether its questions are in sight."""
        return name in self._open
