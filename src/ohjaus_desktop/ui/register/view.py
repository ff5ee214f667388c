"""The calm frame of every screen about the protected client data: what is so, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.words import Press, Words

COLUMN = 680
"""Lines stay readable: no wider than this, in design pixels."""


class RegisterView(PassingView):
    """A title, a few sentences, fields, one primary button; Enter presses it wherever one is."""

    def __init__(self, title: str, *sentences: str, image: str = "lock", leave: str = "") -> None:
        """leave: what the button says that closes the view; "" for the ordinary word."""
        super().__init__()
        self.setAccessibleName(title)
        self.primary: Press | None = None
        self._scroll = Column(widest=COLUMN)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = self._scroll.begin(margin=16, gap=12)
        head = spaced(QHBoxLayout(), gap=12)
        head.addWidget(picture(image, size=28, colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Words(title, size=1.5, bold=True), 1)
        self.leave = Press(leave or text("Close"), picture="close", kind="quiet", key="close")
        self.leave.clicked.connect(self.close_view)
        head.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        for sentence in sentences:
            self.column.addWidget(Words(sentence))
        self.problem = Words(badge="error")
        self.problem.hide()
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)

    def finish(self) -> None:
        """Everything has been put in: show it."""
        self.column.addStretch(1)
        self._scroll.present()

    def act(self, name: str, do: Callable[[], object], *, image: str = "check") -> Press:
        """The one primary button; what is wrong is said just above it."""
        self.column.addWidget(self.problem)
        self.primary = Press(name, picture=image, kind="primary")
        self.primary.clicked.connect(lambda _checked=False: do())
        self.column.addWidget(flow_row(self.primary))
        return self.primary

    def offer(self, *ways: tuple[str, Callable[[], object]]) -> list[Press]:
        """Quiet buttons in a row, for what is not the main thing here."""
        buttons = []
        for name, do in ways:
            button = Press(name, kind="quiet")
            button.clicked.connect(lambda _checked=False, do=do: do())
            buttons.append(button)
        self.column.addWidget(flow_row(*buttons))
        return buttons

    def say_problem(self, sentence: str) -> None:
        """What is wrong, where one looks; "" when nothing is."""
        self.problem.setText(f"⚠ {sentence}" if sentence else "")
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self._come_into_sight(self.problem)

    def _come_into_sight(self, part: QWidget | None) -> None:
        """With large text there is room for little: scroll there, once everything has its place."""
        if part is not None and self.isAncestorOf(part):
            QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    def showEvent(self, event: QShowEvent) -> None:
        """What has the focus is in sight."""
        super().showEvent(event)
        self._come_into_sight(QApplication.focusWidget())

    def wait(self, waiting: bool) -> None:
        """While something is being done no key may ask for it twice."""
        for button in self.findChildren(QPushButton):
            button.setEnabled(not waiting)
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else the primary one."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.primary
        if button is not None and button.isVisible():
            button.click()

    def forget(self) -> None:
        """Leave no secret in a field."""
        for line in self.findChildren(QLineEdit):
            line.clear()


class SecretLine(QWidget):
    """A field for a secret: hidden, and shown as long as its button is pressed in."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setFocusProxy(self.line)
        self.reveal = Press(text("Show"), kind="quiet")
        self.reveal.setCheckable(True)
        self.reveal.setAccessibleName(text("Show {field}", field=label))
        self.reveal.toggled.connect(self._reveal)
        name = Words(label, bold=True)
        name.setBuddy(self.line)
        self.hint = Words(hint, tone="muted", size=0.93)
        if not hint:  # never shown before it has a parent: it would be a window of its own
            self.hint.hide()
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(self.line, 1)
        row.addWidget(self.reveal)
        column = spaced(QVBoxLayout(self), gap=4)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(self.hint)

    @property
    def words(self) -> str:
        """What has been typed."""
        return self.line.text()

    def advise(self, hint: str) -> None:
        """Another line below the field; "" for none."""
        self.hint.say(hint)
        self.line.setAccessibleDescription(hint)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        self.reveal.setText(text("Hide") if shown else text("Show"))
