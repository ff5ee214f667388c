"""What is asked in place, before something that nothing brings back; never over what is being read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.controls import restyle, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, Words


class Panel(QFrame):
    """A question with what one must know, the deed, and the way back; Esc goes back."""

    agreed = Signal(str)  # what was written, "" where nothing is asked
    left = Signal()

    def __init__(self, heading: str, lines: Sequence[str], deed: str, *, tone: str = "") -> None:
        """tone: of the band, "" for a warning."""
        super().__init__()
        restyle(self, kind="band", tone=tone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading)
        self.field: QLineEdit | None = None
        self._column = spaced(QVBoxLayout(self), margin=12)
        self._column.addWidget(Words(heading, bold=True))
        for line in lines:
            self._column.addWidget(Words(line))
        self.deed = Press(deed)
        self.deed.clicked.connect(self._agree)
        self.back = Press(text("Leave as it is"), kind="quiet", key="close")
        self.back.clicked.connect(self.left)
        self._row = flow_row(self.deed, self.back)
        self._column.addWidget(self._row)
        announce(self, " ".join((heading, *lines)))

    def ask_for(self, label: str) -> None:
        """Ask for a line of words; the deed waits for them."""
        field = self.field = QLineEdit()
        field.setAccessibleName(label)
        field.setPlaceholderText(label)
        field.setMaxLength(200)
        field.textChanged.connect(lambda words: self.deed.setEnabled(bool(words.strip())))
        field.returnPressed.connect(self._agree)
        self.deed.setEnabled(False)
        self._column.insertWidget(self._column.indexOf(self._row), field)

    def offer(self, names: Sequence[str]) -> None:
        """Names to choose from with one press, before anything is typed."""
        buttons = [Press(name, picture="person") for name in names]
        for name, button in zip(names, buttons, strict=True):
            button.clicked.connect(lambda _=False, n=name: self.agreed.emit(n))
        if buttons:
            self._column.insertWidget(self._column.indexOf(self.field or self._row), flow_row(*buttons))

    def focus_first(self) -> None:
        """To the field; without one to the way back, never to the deed."""
        (self.field or self.back).setFocus()

    def _agree(self) -> None:
        words = self.field.text().strip() if self.field is not None else ""
        if self.field is None or words:
            self.agreed.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def withdrawal(organization: str, given: Sequence[str]) -> Panel:
    """The client withdraws the consent. given: what has been given already, in words."""
    told = [text("Already given, and not to be called back from here:"), *(f"• {one}" for one in given)]
    lines = [
        text("From now on nothing more is given to {name}. The request stays on record.", name=organization),
        *(told if given else [text("Nothing has been given yet.")]),
    ]
    if given:
        lines.append(text("Tell {name} that the client has withdrawn the consent.", name=organization))
    return Panel(
        text("Does the client withdraw the consent?"), lines, text("Withdraw the consent"), tone="info"
    )


def entered_in_error() -> Panel:
    """This was never meant."""
    return Panel(
        text("Was this entered in error?"),
        [text("The request stays on record, marked as entered in error, and nobody follows it any more.")],
        text("Mark as entered in error"),
        tone="info",
    )


def hand_over() -> Panel:
    """To whom; ``offer`` shows the colleagues that the register knows."""
    panel = Panel(
        text("Who goes on with this?"),
        [text("The colleague sees the request as you do. The history says who handed it over.")],
        text("Hand over"),
        tone="info",
    )
    panel.ask_for(text("Colleague’s name, as the program knows it"))
    return panel


def taking_over(name: str) -> Panel:
    """Whoever alone may see it is away. name: theirs."""
    lines = [
        text("From then on you see the request and go on with it, and {name} sees it no more.", name=name),
        text("The log of use says that you took it over."),
    ]
    return Panel(text("Is {name} away?", name=name), lines, text("Take over"), tone="info")


def erasure(number: str, others: int) -> Panel:
    """The one thing that nothing brings back. others: further requests of the same client."""
    lines = [
        text(
            "The client’s data goes from the register for good, and a backup does not bring it back. The "
            "log of use keeps only that something was erased."
        )
    ]
    if others:
        lines.append(
            plural(
                "{number} other request of the same client stays.",
                "{number} other requests of the same client stay.",
                others,
            )
        )
    return Panel(
        text("Erase request {number} for good?", number=number), lines, text("Erase for good"), tone="error"
    )
