"""What is to be done with a request that has been made: call, copy, print; one card for each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.documents.referral.protected_mail import ProtectedMail
from ohjaus_desktop.register.model import Route, Why
from ohjaus_desktop.texts import mark, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, clear, icon_button, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.form.matter import route_names
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words, rule


class CallOutcome(StrEnum):
    """What came of a call together."""

    TAKEN = "taken"
    MEETING = "meeting"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"


_OUTCOMES = (
    (CallOutcome.TAKEN, "check", mark("They took the matter on")),
    (CallOutcome.MEETING, "calendar", mark("A meeting was agreed")),
    (CallOutcome.NO_ANSWER, "clock", mark("Nobody answered")),
    (CallOutcome.REFUSED, "info", mark("They cannot help")),
)
_WHYS: tuple[tuple[Why, str], ...] = (
    ("full", mark("No places now")),
    ("not_suitable", mark("Does not suit this situation")),
    ("wrong_area", mark("Another area")),
    ("age", mark("Age limit")),
    ("other", mark("Another reason")),
)


@dataclass(frozen=True, slots=True)
class WayStep:
    """What is to be done for one recipient.

    number: grouped for the eye, "" for none. spoken: what to say, line by line; agree: before one
    hangs up. ask: what the client is asked first, because they agreed to another way. mail: only by
    protected mail. other_routes: the other ways that it takes, best first.
    """

    recipient_id: str
    service: str
    provider: str
    route: Route
    number: str
    spoken: str
    agree: tuple[str, ...]
    ask: str
    mail: ProtectedMail | None
    other_routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class WaysFacts:
    """number: the case number, "" where nothing is kept. discreet: paper can hurt."""

    number: str
    steps: tuple[WayStep, ...]
    discreet: bool


class WayCard(QWidget):
    """One recipient: what to do, and then what was done."""

    outcome = Signal(str, object)  # recipient id, CallOutcome
    refused = Signal(str, str)  # recipient id, Why
    route_chosen = Signal(str, str)
    copied = Signal(str, str)  # recipient id, which part of the mail
    pass_on_wanted = Signal(str)
    turned = Signal()
    """Something else is to be done now: the next question, or the next recipient."""

    def __init__(self, step: WayStep) -> None:
        super().__init__()
        self.step = step
        self.done = False
        self.first: QWidget | None = None
        self.leads: QWidget | None = None  # what one needs before anything else, from there on
        self._body: QWidget | None = None
        self._asks_why = False
        frame = card()
        spaced(QVBoxLayout(self)).addWidget(frame)
        self._column = spaced(QVBoxLayout(frame), margin=12, gap=8)
        self.show_step(step)

    def show_step(self, step: WayStep) -> None:
        """Show what is to be done by this route."""
        self.step, self.done, self._asks_why = step, False, False
        self._begin(route_names()[step.route][0])
        if step.ask:
            self.leads = Words(text("Read aloud, and ask"), tone="section")
            self._column.addWidget(self.leads)
            self._column.addWidget(Words(text("“{words}”", words=step.ask), bold=True))
        if step.route == "joint_call":
            self._call(step)
        elif step.route == "protected_mail" and step.mail is not None:
            self._mail(step.mail)
        else:
            self._letter()

    def _begin(self, heading: str) -> None:
        clear(self._column)
        name = " · ".join(part for part in (self.step.service, self.step.provider) if part)
        self._column.addWidget(Words(name, tone="muted"))
        self._column.addWidget(Words(heading, size=1.15, bold=True))
        self.first = self.leads = None

    def _call(self, step: WayStep) -> None:
        number = Words(step.number or text("Phone number not known"), size=2.2, bold=True, selectable=True)
        self._column.addWidget(number)
        self.leads = self.leads or number
        self._column.addWidget(Words(text("What to say"), tone="section"))
        self._column.addWidget(Words(step.spoken, size=1.1, selectable=True))
        self._column.addWidget(Words(text("Agree before you hang up"), tone="section"))
        self._column.addWidget(Words("\n".join(step.agree)))
        self._column.addWidget(rule())
        for at, (outcome, image, words) in enumerate(_OUTCOMES, start=1):
            button = Press(f"{at}  {text(words)}", picture=image)
            button.setAccessibleName(text(words))
            button.clicked.connect(lambda _=False, o=outcome: self.note(o))
            self._column.addWidget(button)
            self.first = self.first or button

    def _mail(self, mail: ProtectedMail) -> None:
        self._column.addWidget(
            Words(text("Open protected mail and paste. The subject tells no name; the message tells it all."))
        )
        if mail.address:
            row = spaced(QHBoxLayout(), gap=8)
            row.addWidget(Words(mail.address, bold=True, selectable=True), 1)
            copy = icon_button("copy", text("Copy the address"))
            copy.clicked.connect(lambda: self.copied.emit(self.step.recipient_id, "address"))
            row.addWidget(copy)
            self._column.addLayout(row)
        subject = Press(text("1  Copy the subject"), picture="copy", kind="primary")
        body = Press(text("2  Copy the message"), picture="copy")
        subject.clicked.connect(lambda: self._copy("subject", body))
        body.clicked.connect(lambda: self._copy("body", None))
        self._column.addWidget(flow_row(subject, body))
        self._others()
        self.first, self._body = subject, body

    def _copy(self, part: str, then: QWidget | None) -> None:
        self.copied.emit(self.step.recipient_id, part)
        if then is not None:
            then.setFocus()
        else:
            self.done = True
            self.turned.emit()

    def _letter(self) -> None:
        self._column.addWidget(Words(text("The letter is printed beside the client’s page.")))
        self._others()

    def _others(self) -> None:
        """The other ways, where this one does not work."""
        names = route_names()
        buttons = []
        for route in self.step.other_routes:
            button = Press(names[route][0], kind="quiet")
            button.clicked.connect(lambda _=False, r=route: self.route_chosen.emit(self.step.recipient_id, r))
            buttons.append(button)
        if buttons:
            self._column.addWidget(flow_row(*buttons))

    def note(self, outcome: CallOutcome) -> None:
        """What came of the call."""
        if outcome is CallOutcome.REFUSED:
            self._ask_why()
            return
        if outcome is not CallOutcome.NO_ANSWER or not self.step.other_routes:
            words = next(text(said) for one, _image, said in _OUTCOMES if one is outcome)
            self.show_done(words)
        self.outcome.emit(self.step.recipient_id, outcome)

    def _ask_why(self) -> None:
        self._begin(text("Why can they not help?"))
        self._asks_why = True
        for at, (why, words) in enumerate(_WHYS, start=1):
            button = Press(f"{at}  {text(words)}")
            button.setAccessibleName(text(words))
            button.clicked.connect(lambda _=False, w=why, t=words: self._refuse(w, text(t)))
            self._column.addWidget(button)
            self.first = self.first or button
        self.turned.emit()

    def _refuse(self, why: Why, words: str) -> None:
        they = text("They cannot help")
        self.show_done(f"{they}: {words}", tone="warning")
        button = Press(text("Find another service for the same matter"), picture="search")
        button.clicked.connect(lambda: self.pass_on_wanted.emit(self.step.recipient_id))
        self._column.addWidget(button)
        self.refused.emit(self.step.recipient_id, why)

    def show_done(self, words: str, *, tone: str = "ok") -> None:
        """Say what was done."""
        self._begin(route_names()[self.step.route][0])
        self._column.addWidget(Words(words, badge=tone))
        self.done, self._asks_why = True, False
        self.turned.emit()

    def press_digit(self, digit: int) -> bool:
        """1–4 note what came of the call, 1–5 why they cannot help; whether it meant anything."""
        if self.done:
            return False
        if self._asks_why and 1 <= digit <= len(_WHYS):
            why, words = _WHYS[digit - 1]
            self._refuse(why, text(words))
        elif not self._asks_why and self.step.route == "joint_call" and 1 <= digit <= len(_OUTCOMES):
            self.note(_OUTCOMES[digit - 1][0])
        elif self.step.mail is not None and digit in (1, 2):
            self._copy("subject" if digit == 1 else "body", self._body if digit == 1 else None)
        else:
            return False
        return True


class WaysView(PassingView):
    """All recipients, the papers, and the entry for the client record."""

    outcome = Signal(str, object)
    refused = Signal(str, str)
    route_chosen = Signal(str, str)
    copied = Signal(str, str)
    pass_on_wanted = Signal(str)
    record_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, WayCard] = {}
        self._target: QWidget | None = None
        self._scroll = Column()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)

    def open(self, facts: WaysFacts) -> None:
        """Show what is to be done."""
        self.note_focus()
        column = self._scroll.begin(gap=12)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(picture("check", size=22, colour="ok"), 0, Qt.AlignmentFlag.AlignTop)
        title = text("The request is saved") if facts.number else text("The request is ready")
        row.addWidget(Words(title, size=1.25, bold=True), 1)
        column.addLayout(row)
        if facts.number:
            column.addWidget(
                Words(text("Case number: {number}", number=facts.number), tone="muted", selectable=True)
            )
        self.cards = {}
        for step in facts.steps:
            made = self.cards[step.recipient_id] = WayCard(step)
            made.outcome.connect(self.outcome)
            made.refused.connect(self.refused)
            made.route_chosen.connect(self.route_chosen)
            made.copied.connect(self.copied)
            made.pass_on_wanted.connect(self.pass_on_wanted)
            made.turned.connect(self.go_on)
            column.addWidget(made)
        letters = any(step.route == "letter" for step in facts.steps)
        words = text("Print the client’s page and the letter") if letters else text("Print the client’s page")
        self.papers = Press(words, picture="print", kind="primary")
        self.papers.setAutoDefault(True)
        self.papers.clicked.connect(self.papers_wanted)
        self.record = Press(text("Copy the record entry"), picture="copy")
        self.record.clicked.connect(self.record_wanted)
        done = Press(text("Done"), kind="quiet", key="close")
        done.clicked.connect(self.close_view)
        column.addWidget(flow_row(self.papers, self.record, done))
        column.addStretch(1)
        self._scroll.present()

    def change_step(self, step: WayStep) -> None:
        """Another way for one recipient."""
        self.cards[step.recipient_id].show_step(step)
        self.go_on()

    def mark_done(self, recipient_id: str, words: str) -> None:
        """Something else has finished this recipient's way."""
        if recipient_id in self.cards:
            self.cards[recipient_id].show_done(words)

    def go_on(self) -> None:
        """The next thing to do has the keyboard: a recipient that waits, else the papers."""
        if not self.cards:
            return
        waiting = next((one for one in self.cards.values() if not one.done and one.first), None)
        target = waiting.first if waiting is not None and waiting.first is not None else self.papers
        self.papers.set_kind("primary" if waiting is None else "")
        target.setFocus()
        self._target = target
        QTimer.singleShot(0, self, self._bring_into_sight)
        announce(self, waiting.step.service if waiting is not None else self.papers.text())

    def _bring_into_sight(self) -> None:
        """What comes next, once everything has its place; its recipient's name above it if it fits."""
        target = self._target
        if target is not None and self.isAncestorOf(target):
            holder = target.parentWidget()
            self._scroll.ensureWidgetVisible(holder if holder is not None else target)
            self._scroll.ensureWidgetVisible(target, 0, 12)
            self._keep_in_sight(next((one for one in self.cards.values() if one.isAncestorOf(target)), None))

    def _keep_in_sight(self, card: WayCard | None) -> None:
        """Nobody can call a number that has been scrolled away, whatever has the keyboard."""
        inside = self._scroll.widget()
        if card is None or card.leads is None or inside is None:
            return
        top = card.leads.mapTo(inside, QPoint()).y() - look().px(12)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(bar.value(), top))

    def focus_first(self) -> None:
        """The keyboard is where the next thing is done."""
        self.go_on()

    def forget(self) -> None:
        """Let go of what was shown."""
        self.cards, self._target = {}, None
        self._scroll.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits note what came of it; Enter presses the button that has the keyboard; Esc closes."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        if event.text().isdigit():
            waiting = next((one for one in self.cards.values() if not one.done and one.first), None)
            if waiting is not None and waiting.press_digit(int(event.text())):
                return
        super().keyPressEvent(event)
