"""The client is asked again: the sentence to read aloud, the answer, and how it was given."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.form.choices import OptionsPart
from ohjaus_desktop.ui.form.whose import yes_no
from ohjaus_desktop.ui.requests.panels import Panel
from ohjaus_desktop.ui.words import Words

REFUSED = "no"
"""What ``agreed`` tells where the client said no; else how the yes was given."""


class RenewalPanel(Panel):
    """Waits for an answer; ``agreed`` tells ``REFUSED``, or how the client said yes."""

    def __init__(self, sentence: str, scope: Sequence[str]) -> None:
        """sentence: in the client's language. scope: what it covers, in lines."""
        super().__init__(text("Read aloud, and ask again"), (), text("Note the answer"), tone="info")
        self.sentence = Words(text("“{words}”", words=sentence), size=1.3, bold=True)
        self.answer = OptionsPart("consent", text("The client’s answer"), yes_no())
        self.how = OptionsPart(
            "consent.given_how",
            text("How the client answered"),
            [("spoken", text("Here")), ("phone", text("By phone")), ("written", text("In writing"))],
        )
        self._refused = Words(text("Then nothing more is given, and nobody waits for this request any more."))
        told = Words("\n".join(scope), tone="muted", size=0.93)
        at = self._column.indexOf(self._row)
        for place, widget in enumerate((self.sentence, self.answer, self.how, self._refused, told)):
            self._column.insertWidget(at + place, widget)
        for part in (self.answer, self.how):
            part.edited.connect(self._fit)
            part.next_wanted.connect(self._go_on)
        self._fit()

    def focus_first(self) -> None:
        """The hands begin at the answer: nothing is noted before it."""
        self.answer.setFocus()

    def _fit(self) -> None:
        given = self.answer.value()
        self.how.setVisible(given == "yes")
        self._refused.setVisible(given == REFUSED)
        self.deed.setEnabled(given == REFUSED or (given == "yes" and bool(self.how.value())))

    def _go_on(self) -> None:
        """To what is still open, at last to the button."""
        waits = self.answer.value() == "yes" and not self.how.value()
        (self.how if waits else self.deed if self.deed.isEnabled() else self.answer).setFocus()

    def _agree(self) -> None:
        given = self.answer.value()
        self.agreed.emit(self.how.value() if given == "yes" else given)
