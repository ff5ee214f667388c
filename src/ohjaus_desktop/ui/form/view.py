"""The contact request as one writes it: in the place of the page, short until more is relevant.

It asks in the order in which one speaks with the client: whose matter, the consent read aloud, and
only then anything personal. It shows a ``Content`` and tells the new one at every change; nothing
is kept here when it has been put away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from ohjaus_desktop.register import checks
from ohjaus_desktop.register.checks import Fault
from ohjaus_desktop.register.model import Content
from ohjaus_desktop.texts import LANGUAGES, current, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.form.client import ClientSection
from ohjaus_desktop.ui.form.consent import ConsentCard, ConsentFoot, ConsentHead, is_refused
from ohjaus_desktop.ui.form.contact import ContactSection
from ohjaus_desktop.ui.form.fields import Part
from ohjaus_desktop.ui.form.frame import FaultSummary, FormFoot, FormHead, offer, urgent_steps
from ohjaus_desktop.ui.form.matter import MatterSection
from ohjaus_desktop.ui.form.section import Section
from ohjaus_desktop.ui.form.whose import MinorSection, WhoseSection, concerns_a_minor
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Words

LOW = 340
"""Below this height, in design pixels, head and button scroll with the questions."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the form must know beside its content.

    now, by: the moment, and who notes a consent. reasons: id and name. languages: code and name.
    municipalities: names and codes. warn: what may be worth another look in some words. kept: False where
    nothing is stored on this machine. correcting: only what was written about the client is put right;
    consents and matters stay as they were. notices: what to say above the form; steps: what to do at once
    where somebody is in danger. urgent_needs: ids of what is looked after on the same day. begun_at: when a
    form for the same services was begun and not finished, None where there is none.
    """

    now: Callable[[], datetime]
    by: Callable[[], str]
    reasons: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    municipalities: Mapping[str, str]
    warn: Callable[[str, Content], Sequence[str]]
    kept: bool = True
    correcting: bool = False
    notices: Sequence[str] = ()
    steps: Sequence[str] = ()
    urgent_needs: frozenset[str] = frozenset()
    begun_at: datetime | None = None


class RequestForm(PassingView):
    """Asks, checks as far as ``checks`` says, and tells what has been written."""

    edited = Signal(object)  # Content
    save_wanted = Signal()
    declined = Signal()
    duty_wanted = Signal(str)
    resume_wanted = Signal()
    direct_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.content: Content | None = None
        self.sections: list[Section] = []
        self.correcting = False
        self._now: Callable[[], datetime] | None = None
        self._filling = False
        self._is_fresh = False
        self._shown_faults: set[str] = set()
        self.head, self.summary, self.foot = FormHead(), FaultSummary(), FormFoot()
        self.head.closed.connect(self.close_view)
        self.foot.save_wanted.connect(self.save_wanted)
        self.pane = Column()
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setAccessibleName(text("Contact request"))
        self._outer = spaced(QVBoxLayout(self), margin=1, gap=0)
        self._outer.addWidget(self.pane, 1)
        self._inside: QVBoxLayout | None = None
        self._place_frame()
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_wanted)

    def _place_frame(self) -> None:
        """Around the questions, always in sight; with little height among them, so that they have room."""
        low = self._inside is not None and self.height() < look().px(LOW)
        self.head.set_low(low)
        self.foot.set_low(low)
        if low and self._inside is not None:
            self._inside.insertWidget(0, self.head)
            self._inside.insertWidget(1, self.summary)
            self._inside.addWidget(self.foot)
        else:
            self._outer.insertWidget(0, self.head)
            self._outer.insertWidget(1, self.summary)
            self._outer.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Head and button make room where there is little height."""
        super().resizeEvent(event)
        is_inside = self.pane.isAncestorOf(self.foot)
        if is_inside != (self.height() < look().px(LOW)):
            self._place_frame()

    def open(self, content: Content, facts: FormFacts) -> None:
        """Show this content; what had been shown before is let go."""
        self.note_focus()
        self.content, self._now, self._is_fresh = content, facts.now, True
        self.correcting = facts.correcting
        self._shown_faults.clear()
        self.summary.show_faults(())
        say = current()
        self.head.services.setText(" · ".join(say.name(one.snapshot.service.name) for one in content.matters))
        self.foot.name(kept=facts.kept, correcting=facts.correcting, discreet=content.sensitive)
        self._build(content, facts)
        self._filling = True
        for section in self.sections:
            section.show_content(content)
        self._filling = False
        self._fit(content)

    def _build(self, content: Content, facts: FormFacts) -> None:
        self._inside = None
        self._place_frame()
        column = self.pane.begin(gap=20)
        for notice in self._notices(facts):
            column.addWidget(notice)
        self.whose, self.consent_head = WhoseSection(), ConsentHead(LANGUAGES)
        self.refusal = ConsentFoot()
        self.contact = ContactSection()
        self.client = ClientSection(facts.languages, facts.municipalities)
        self.minor = MinorSection()
        several = len(content.matters) > 1
        self.cards = [
            ConsentCard(at, name=_recipient(content, at) if several else "", now=facts.now, by=facts.by)
            for at in range(len(content.matters))
        ]
        self.matters = [
            MatterSection(
                at,
                name=_recipient(content, at) if several else text("The matter"),
                snapshot=matter.snapshot,
                reasons=facts.reasons,
                now=facts.now,
                warn=facts.warn,
                urgent=content.urgent or not facts.urgent_needs.isdisjoint(matter.snapshot.service.needs),
            )
            for at, matter in enumerate(content.matters)
        ]
        self._asking: list[Section] = [self.consent_head, *self.cards, self.refusal]
        self._personal: list[Section] = [self.contact, self.client, self.minor, *self.matters]
        self.sections = [self.whose, *self._asking, *self._personal]
        for section in self.sections:
            section.edited.connect(self._edited)
            section.next_wanted.connect(self.go_on)
            column.addWidget(section)
        self.whose.duty_wanted.connect(self.duty_wanted)
        self.whose.guidance_wanted.connect(self.declined)
        self.refusal.declined.connect(self.declined)
        column.addStretch(1)
        self._inside = column
        self._place_frame()
        self.pane.present()

    def _notices(self, facts: FormFacts) -> list[QWidget]:
        made: list[QWidget] = [urgent_steps(facts.steps)] if facts.steps and not facts.correcting else []
        if not facts.kept:
            made.append(
                Words(
                    text(
                        "No personal data is kept on this machine. This form can be printed and copied; "
                        "it is gone when you begin with a new client or close the program."
                    ),
                    badge="warning",
                )
            )
        if facts.begun_at is not None:
            say = current()
            words = text(
                "A request for this service was begun on {date} at {time}.",
                date=say.date(facts.begun_at.date()),
                time=say.clock(facts.begun_at),
            )
            made.append(offer(words, text("Go on with it"), "undo", self.resume_wanted.emit))
        show = text("Show how")
        return [*made, *(offer(one, show, "phone", self.direct_wanted.emit) for one in facts.notices)]

    def parts(self) -> list[Part]:
        """Every question, in the order of the form."""
        return [part for section in self.sections for part in section.parts]

    def _edited(self) -> None:
        if self._filling or self.content is None:
            return
        content = self.content
        for section in self.sections:
            content = section.written(content)
        self._fit(content)
        if content == self.content:
            return
        self.content = content
        self._follow_faults()
        self.edited.emit(content)

    def _fit(self, content: Content) -> None:
        """Open what may be filled in now, and nothing else."""
        self._filling = True
        for section in self.sections:
            section.fit(content)
        self._filling = False
        may_ask = not checks.standing(content.subject, age_group=content.client.age_group)
        opened = self.correcting or checks.fields_open(content)
        for section in self._asking:
            section.setVisible(may_ask and not self.correcting)
        for section in (self.contact, self.client):
            section.setVisible(opened)
        self.minor.setVisible(opened and concerns_a_minor(content))
        for at, section in enumerate(self.matters):
            given = content.matters[at].consent.given == "yes"
            section.setVisible(opened and given and not self.correcting)
        self.foot.save.setVisible(opened)

    def go_on(self, part: Part | None = None) -> None:
        """Put the keyboard on the next question that still needs an answer, or on the button."""
        if self.content is None:
            return
        if is_refused(self.content) and not self.correcting:
            self.refusal.back.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, self, lambda: self.pane.ensureWidgetVisible(self.refusal))
            return
        wanting = {fault.field for fault in self.faults()}
        if not self.content.contact.others_may_answer:
            # Asked of everyone although nothing stops without it: asking must reveal nothing.
            wanting.add(self.contact.others.path)
        wanting |= {card.answer.path for card in self.cards if card.wants_reading(self.content)}
        order = [each for each in self.parts() if each.isVisibleTo(self)]
        at = order.index(part) + 1 if part in order else 0
        for each in (*order[at:], *order[:at]):
            if each.path in wanting and each is not part:
                self._focus(each)
                return
        if self.foot.save.isVisibleTo(self):
            self.foot.save.setFocus()

    def faults(self) -> Sequence[Fault]:
        """What still stops it. Recipients whom the client did not allow are left out."""
        if self.content is None or self._now is None:
            return ()
        found = checks.faults(allowed(self.content), at=self._now())
        if self.correcting:
            return [one for one in found if not one.field.startswith("matters")]
        return found

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say what is still missing: beside each field, summed up on top, the keyboard on the first."""
        by_path = {part.path: part for part in self.parts() if part.isVisibleTo(self)}
        for fault in faults:
            if part := by_path.get(fault.field):
                part.show_fault(fault.sentence)
        self._shown_faults = {fault.field for fault in faults}
        self.summary.show_faults(faults)
        first = next((by_path[fault.field] for fault in faults if fault.field in by_path), None)
        if first is not None:
            self._focus(first)
        announce(self, " ".join(fault.sentence for fault in faults))

    def show_news(self, sentences: Sequence[str]) -> None:
        """Say what has changed about the services since the form was begun; saving again goes on."""
        self._shown_faults.clear()
        self.summary.show_news(sentences)
        announce(self, " ".join(sentences))

    def _follow_faults(self) -> None:
        """What has been mended is red no more; what nobody has complained of yet does not turn red."""
        if not self._shown_faults:
            return
        left = [fault for fault in self.faults() if fault.field in self._shown_faults]
        sentences = {fault.field: fault.sentence for fault in left}
        for part in self.parts():
            if part.path in self._shown_faults:
                part.show_fault(sentences.get(part.path, ""))
        self._shown_faults = set(sentences)
        self.summary.show_faults(left)

    def _focus(self, part: Part) -> None:
        part.setFocus(Qt.FocusReason.TabFocusReason)
        # Once the sections that have just opened have their places.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """The whole question that has the keyboard, with its label and what is wrong with it."""
        focused = QApplication.focusWidget()
        if focused is None:
            return
        part = next((one for one in self.parts() if one.isAncestorOf(focused)), None)
        if part is not None:
            # What is to be read aloud before the answer.
            for card in (one for one in self.cards if one.answer is part):
                self.pane.ensureWidgetVisible(card.sentence, 0, 8)
            self.pane.ensureWidgetVisible(part, 0, 24)
            self.pane.ensureWidgetVisible(focused, 0, 8)

    def focus_first(self) -> None:
        """The first question; after a look elsewhere, the one that waits for an answer."""
        if self._is_fresh:
            self._is_fresh = False
            self.parts()[0].setFocus(Qt.FocusReason.TabFocusReason)
            self.pane.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._bring_into_sight)
        elif self.content is not None:
            self.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; Esc closes."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Let go of everything that was written."""
        self.content, self._now, self._is_fresh = None, None, False
        self.sections = []
        self._shown_faults.clear()
        self.summary.show_faults(())
        self.head.services.setText("")
        self._inside = None
        self._place_frame()
        self.pane.forget()


def allowed(content: Content) -> Content:
    """The request without the recipients to whom the client has said no, where there is another."""
    left = tuple(one for one in content.matters if one.consent.given != "no")
    return replace(content, matters=left) if left else content


def _recipient(content: Content, at: int) -> str:
    snapshot, say = content.matters[at].snapshot, current()
    provider = say.name(snapshot.organization.name) if snapshot.organization else ""
    return " · ".join(part for part in (say.name(snapshot.service.name), provider) if part)
