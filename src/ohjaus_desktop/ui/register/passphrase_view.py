"""The first set-up where the system keeps no keys: a passphrase, before the form opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from ohjaus_desktop.register.keys.passphrase import SHORTEST
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.register.view import RegisterView, SecretLine


class PassphraseView(RegisterView):
    """Asks for a passphrase twice; tells while typing whether it is strong enough."""

    chosen = Signal(str)

    def __init__(self, weak: Callable[[str], str], *, changing: bool = False) -> None:
        """weak: what is too weak in a passphrase, "" when it will do. changing: there was one before."""
        if changing:
            super().__init__(
                text("A new passphrase"), text("The old one stops working at once."), image="key"
            )
        else:
            super().__init__(
                text("Protect the client data of this machine"),
                text(
                    "Contact requests are kept encrypted. Choose a passphrase: several words that are "
                    "easy for you to remember and hard for others to guess."
                ),
                text("You get a recovery code next, for the day when the passphrase is forgotten."),
            )
        self._weak = weak
        self.first = SecretLine(
            text("Passphrase"),
            text("At least {number} characters, for example four words of your own.", number=SHORTEST),
        )
        self.again = SecretLine(text("The same once more"))
        self.first.line.textEdited.connect(self._judge)
        self.again.line.textEdited.connect(lambda _words: self.say_problem(""))
        for field in (self.first, self.again):
            self.column.addWidget(field)
        self.act(
            text("Change the passphrase") if changing else text("Protect the data"), self._take, image="lock"
        )
        self.finish()

    def focus_first(self) -> None:
        """Type at once."""
        self.first.setFocus()

    def _judge(self, words: str) -> None:
        self.say_problem("")
        weak = self._weak(words)
        self.first.advise(weak or text("This passphrase is strong enough."))

    def _take(self) -> None:
        weak = self._weak(self.first.words)
        if weak:
            self.say_problem(weak)
            self.first.setFocus()
        elif not self.again.words:
            self.again.setFocus()
        elif self.first.words != self.again.words:
            self.say_problem(text("The two passphrases differ. Type the second one again."))
            self.again.line.clear()
            self.again.setFocus()
        else:
            self.chosen.emit(self.first.words)
