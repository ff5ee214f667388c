"""What stands around the questions of the contact request: its head, what is missing, its button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.register.checks import Fault
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.channel import numbered
from ohjaus_desktop.ui.controls import card, clear, icon_button, picture, restyle, spaced
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words, rule

FAULTS_SHOWN = 3
"""Lines of the summary; beyond that they are only counted."""


class FormHead(QWidget):
    """What it is, for which services, and the way out."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = self._row = spaced(QHBoxLayout(self), margin=12, gap=8)
        row.addWidget(picture("requests", size=22, colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = spaced(QVBoxLayout(), gap=2)
        words.addWidget(Words(text("Contact request"), size=1.25, bold=True))
        self.services = Words(tone="muted")
        words.addWidget(self.services)
        self._urgent = Words(text("This request does not replace urgent help."), tone="muted", size=0.93)
        words.addWidget(self._urgent)
        row.addLayout(words, 1)
        close = icon_button("close", text("Close; the draft is kept"), key="close")
        # Esc closes; as a Tab stop it would stand in everybody's way.
        close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        close.clicked.connect(self.closed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def set_low(self, low: bool) -> None:
        """With little height it stands among the questions, right below the line of urgent help."""
        margin = 0 if low else look().px(12)
        self._row.setContentsMargins(margin, margin, margin, margin)
        self._urgent.setHidden(low)


class FaultSummary(QFrame):
    """How much is missing, and the first of it in words; nothing while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        restyle(self, kind="band", tone="error")
        self._column = spaced(QVBoxLayout(self), margin=10, gap=2)
        self.hide()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say what is missing."""
        clear(self._column)
        self.setVisible(bool(faults))
        if not faults:
            return
        words = plural("{number} thing is still missing", "{number} things are still missing", len(faults))
        self._show(words, [fault.sentence for fault in faults[:FAULTS_SHOWN]])

    def show_news(self, sentences: Sequence[str]) -> None:
        """Say what has changed about the services while the form was being written; all of it."""
        clear(self._column)
        self.show()
        self._show(text("Changed since the form was begun. Save again if it still fits."), sentences)

    def _show(self, heading: str, sentences: Sequence[str]) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(picture("warning", size=18, colour="error"))
        row.addWidget(Words(heading, bold=True), 1)
        self._column.addLayout(row)
        for sentence in sentences:
            self._column.addWidget(Words(f"· {sentence}", size=0.93))


class FormFoot(QWidget):
    """The one primary button, and what becomes of what is written."""

    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save = Press("", picture="check", kind="primary")
        self.save.clicked.connect(self.save_wanted)
        self._calm = ""
        self._state = Words(tone="muted", size=0.93)
        inside = self._row = spaced(QHBoxLayout(), margin=12, gap=12)
        inside.addWidget(self._state, 1)
        inside.addWidget(self.save)
        column = spaced(QVBoxLayout(self), gap=0)
        column.addWidget(rule())
        column.addLayout(inside)

    def set_low(self, low: bool) -> None:
        """With little height it stands at the end of the questions."""
        margin = 0 if low else look().px(12)
        self._row.setContentsMargins(margin, look().px(12), margin, margin)

    def name(self, *, kept: bool, correcting: bool, discreet: bool) -> None:
        """Say what the button does and whether the form is kept. discreet: it is asked before printing."""
        saves = text("Save") if discreet else text("Save and print")
        words = text("Save the correction") if correcting else saves
        self.save.setText(f"{words}  {keys.shown('save_request')}")
        self.save.setAccessibleName(words)
        self._calm = ""
        if not kept:
            self._calm = text("Nothing is stored: print or copy before you close.")
        else:
            self._calm = text("Every change is kept as a draft.")
        self.tell_written(True)

    def tell_written(self, written: bool) -> None:
        """Whether the newest change is on the disk."""
        self._state.setText(self._calm if written else text("The newest change is not on the disk yet."))
        restyle(self._state, tone="muted" if written else "error")


def urgent_steps(steps: Sequence[str]) -> QWidget:
    """What comes before any request where somebody may be in danger; its heading tells nothing."""
    frame = card("urgent")
    frame.setAccessibleName(text("Urgent help"))
    column = spaced(QVBoxLayout(frame), margin=10, gap=4)
    row = spaced(QHBoxLayout(), gap=8)
    row.addWidget(picture("urgent", size=20, colour="error"))
    row.addWidget(Words(text("Urgent help"), bold=True, size=1.1), 1)
    column.addLayout(row)
    column.addWidget(numbered(steps))
    column.addWidget(Words(text("In an emergency, call 112."), bold=True))
    return frame


def offer(words: str, button: str, image: str, act: Callable[[], object]) -> QWidget:
    """A sentence above the questions, and what can be done about it."""
    frame = card("band", tone="info")
    column = spaced(QVBoxLayout(frame), margin=10, gap=6)
    column.addWidget(Words(words))
    press = Press(button, picture=image)
    press.clicked.connect(act)
    column.addWidget(press, 0, Qt.AlignmentFlag.AlignLeft)
    return frame
