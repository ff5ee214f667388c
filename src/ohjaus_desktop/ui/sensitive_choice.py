"""Paper can hurt: for a sensitive need the third click asks before anything is printed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.texts import mark, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
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
        self._scroll = Column()
        self._scroll.setAccessibleName(text("Is it safe to take paper along?"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._scroll.begin()
        column.addWidget(Words(text("Is it safe to take paper along?"), size=1.25, bold=True))
        column.addWidget(
            Words(
                text(
                    "Someone else may see the paper at home, in a bag or in a car. Ask: "
                    "“Can you keep a paper so that nobody else finds it?”"
                )
            )
        )
        for number, (choice, picture, name, why) in enumerate(_CHOICES, start=1):
            column.addWidget(self._choice(number, choice, picture, text(name), text(why)))
        column.addWidget(
            Words(
                text("Nothing is sent by post or e-mail, and this is not kept among the recent services."),
                tone="muted",
            )
        )
        column.addStretch(1)
        self._scroll.present()
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)

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
        column = spaced(QVBoxLayout(part), gap=4)
        column.setContentsMargins(0, look().px(8), 0, 0)
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
        # The question comes first, also where it leaves the answers no room.
        self._scroll.verticalScrollBar().setValue(0)

    def _focus(self, choice: PaperChoice) -> None:
        self.buttons[choice].setFocus()
        self._scroll.ensureWidgetVisible(self.buttons[choice])

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
            self._focus(choices[(focused + step) % len(choices)])
        else:
            super().keyPressEvent(event)
