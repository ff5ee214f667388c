"""The recovery code: shown to be printed or written down, and typed back to prove that it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from ohjaus_desktop.register.keys import recovery_code
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.register.view import RegisterView
from ohjaus_desktop.ui.words import Press, Words


class CodeView(RegisterView):
    """Holds the code only while it is in sight."""

    print_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()
    typed = Signal(str)

    def __init__(self, code: str) -> None:
        super().__init__(
            text("Recovery code"),
            text(
                "This code opens the client data when nothing else does: when the computer breaks or a "
                "passphrase is forgotten. Nobody else has it, and nobody can make it anew from outside."
            ),
            image="key",
            leave=text("Later"),
        )
        self.code = code
        self._show_code()
        self._ways()
        self._back()
        self.finish()

    def _show_code(self) -> None:
        frame = card("band", tone="info")
        column = spaced(QVBoxLayout(frame), margin=16)
        self.shown = Words(self.code.replace("-", " "), size=1.5, bold=True, selectable=True)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.shown.setAccessibleName(text("Recovery code: {code}", code=" ".join(self.code)))
        column.addWidget(self.shown)
        self.column.addWidget(frame)

    def _ways(self) -> None:
        self.print_button = Press(text("Print the code"), picture="print")
        self.print_button.clicked.connect(self.print_wanted)
        self.copy_button = Press(text("Copy"), picture="copy")
        self.copy_button.clicked.connect(self.copy_wanted)
        self.save_button = Press(text("Save to a file"), picture="paper")
        self.save_button.clicked.connect(self.save_wanted)
        self.column.addWidget(flow_row(self.print_button, self.copy_button, self.save_button))
        self.column.addWidget(
            Words(text("Keep it where the service point keeps its keys, not on this computer."), tone="muted")
        )

    def _back(self) -> None:
        label = Words(text("Type the code back from the paper"), bold=True)
        self.line = QLineEdit()
        self.line.setAccessibleName(label.text())
        self.line.setPlaceholderText(text("Capitals and spaces do not matter"))
        self.line.textEdited.connect(lambda _words: self.say_problem(""))
        label.setBuddy(self.line)
        self.column.addWidget(label)
        self.column.addWidget(self.line)
        self.act(text("The code is safe"), self._check)

    def focus_first(self) -> None:
        """Paper first: what is typed back comes from there."""
        self.print_button.setFocus()

    def _check(self) -> None:
        words = self.line.text()
        slips = recovery_code.mistyped(words)
        if not words.strip():
            self.line.setFocus()
        elif slips:
            groups = ", ".join(str(group) for group in slips)
            self.say_problem(
                plural(
                    "There is a slip in group {groups}.",
                    "There are slips in groups {groups}.",
                    len(slips),
                    groups=groups,
                )
            )
            self.line.setFocus()
        else:
            self.typed.emit(words)

    def refuse(self) -> None:
        """It is not this code."""
        self.wait(False)
        self.say_problem(text("This is not the code above. Look at it again."))
        self.line.setFocus()
        self.line.selectAll()

    def forget(self) -> None:
        """The code leaves the screen."""
        super().forget()
        self.code = ""
        self.shown.clear()
        self.shown.setAccessibleName("")
