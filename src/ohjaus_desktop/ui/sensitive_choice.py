"""Paper can hurt: for a sensitive need the third click asks before anything is printed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.texts import mark, text
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words


class PaperChoice(StrEnum):
    """What the client takes along."""

    NOTHING = "nothing"
    SLIP = "slip"
    PAGE = "page"


_CHOICES = (
    (
        PaperChoice.NOTHING,
        "read_aloud",
        mark("No paper"),
        mark("The number is read aloud or learnt by heart. Nothing can be found afterwards."),
    ),
    (
        PaperChoice.SLIP,
        "phone",
        mark("Small slip"),
        mark("Only a number and its hours. No name, no logo, no code: it could be from anywhere."),
    ),
    (
        PaperChoice.PAGE,
        "paper",
        mark("Ordinary page"),
        mark("Name, service and steps are readable. Only when the client keeps it in a safe place."),
    ),
)


class SensitiveChoice(PassingView):
    """Asks what the client takes along; "No paper" is ready under Enter."""

    chosen = Signal(PaperChoice)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[PaperChoice, Press] = {}
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setVerticalSpacing(8)
        grid.addWidget(Words(text("Is it safe to take paper along?"), size=1.25, bold=True), 0, 0)
        grid.addWidget(
            Words(
                text(
                    "Someone else may see the paper at home, in a bag or in a car. Ask: "
                    "“Can you keep a paper so that nobody else finds it?”"
                )
            ),
            1,
            0,
        )
        for row, (choice, picture, name, why) in enumerate(_CHOICES, start=1):
            grid.addWidget(self._choice(row, choice, picture, text(name), text(why)), row + 1, 0)
        grid.addWidget(
            Words(
                text("Nothing is sent by post or e-mail, and this is not kept among the recent services."),
                tone="muted",
            ),
            6,
            0,
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _choice(self, number: int, choice: PaperChoice, picture: str, name: str, why: str) -> QWidget:
        button = Press(
            f"{number}  {name}", picture=picture, kind="primary" if choice is PaperChoice.NOTHING else ""
        )
        button.setAccessibleName(name)
        button.setAccessibleDescription(why)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._take(choice))
        self.buttons[choice] = button
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(button)
        column.addWidget(Words(why, tone="muted"))
        return part

    def open(self) -> None:
        """Ask."""
        self.note_focus()
        self.focus_first()

    def focus_first(self) -> None:
        """The focus is on the safest answer."""
        self.buttons[PaperChoice.NOTHING].setFocus()

    def _take(self, choice: PaperChoice) -> None:
        self.close_view()
        self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 choose; Enter takes the one in focus; the arrows walk; Esc closes."""
        choices = list(self.buttons)
        focused = next((n for n, choice in enumerate(choices) if self.buttons[choice].hasFocus()), 0)
        if event.text() in ("1", "2", "3"):
            self._take(choices[int(event.text()) - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(choices[focused])
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.buttons[choices[(focused + step) % len(choices)]].setFocus()
        else:
            super().keyPressEvent(event)
