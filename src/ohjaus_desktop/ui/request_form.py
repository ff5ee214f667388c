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
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.register import checks
from ohjaus_desktop.register.checks import Fault
from ohjaus_desktop.register.model import Content
from ohjaus_desktop.texts import LANGUAGES, current, plural, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, clear, icon_button, picture, spaced
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.request_client import ClientSection
from ohjaus_desktop.ui.request_consent import ConsentCard, ConsentFoot, ConsentHead
from ohjaus_desktop.ui.request_contact import ContactSection
from ohjaus_desktop.ui.request_fields import Part
from ohjaus_desktop.ui.request_matter import MatterSection
from ohjaus_desktop.ui.request_section import Section
from ohjaus_desktop.ui.request_whose import MinorSection, WhoseSection, concerns_a_minor
from ohjaus_desktop.ui.words import Press, Words, rule

FAULTS_SHOWN = 3
"""Lines of the summary before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the form must know beside its content.

    now, by: the moment, and who notes a consent. reasons: id and name. languages: code and name.
    municipalities: names and codes. warn: what may be worth another look in some words. kept: False
    where nothing is stored on this machine. correcting: only what was written about the client is
    put right; consents and matters stay as they were. notices: what to say above the form. begun_at: when a
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
    begun_at: datetime | None = None


class RequestForm(PassingView):
    """Asks, checks as far as ``checks`` says, and tells what has been written."""

    edited = Signal(object)  # Content
    save_wanted = Signal()
    declined = Signal()
    duty_wanted = Signal()
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
        column = spaced(QVBoxLayout(self), margin=1, gap=0)
        column.addWidget(self._head())
        self.summary = self._summary()
        column.addWidget(self.summary)
        self.pane = Column()
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setAccessibleName(text("Contact request"))
        column.addWidget(self.pane, 1)
        column.addWidget(self._foot())
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_wanted)

    def _head(self) -> QWidget:
        frame = QWidget()
        row = spaced(QHBoxLayout(frame), margin=12, gap=8)
        row.addWidget(picture("requests", size=22, colour="accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = spaced(QVBoxLayout(), gap=2)
        words.addWidget(Words(text("Contact request"), size=1.25, bold=True))
        self.service = Words(tone="muted")
        words.addWidget(self.service)
        row.addLayout(words, 1)
        close = icon_button("close", text("Close; the draft is kept"), key="close")
        close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        close.clicked.connect(self.close_view)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _summary(self) -> QWidget:
        frame = card("band", tone="error")
        self._summary_column = spaced(QVBoxLayout(frame), margin=10, gap=2)
        frame.hide()
        return frame

    def _foot(self) -> QWidget:
        frame = QWidget()
        column = spaced(QVBoxLayout(frame), gap=0)
        column.addWidget(rule())
        inside = spaced(QHBoxLayout(), margin=12, gap=12)
        self.save_button = Press("", picture="check", kind="primary")
        self.save_button.setAutoDefault(True)
        self.save_button.clicked.connect(self.save_wanted)
        self.state = Words(tone="muted", size=0.93)
        inside.addWidget(self.state, 1)
        inside.addWidget(self.save_button)
        column.addLayout(inside)
        return frame

    def open(self, content: Content, facts: FormFacts) -> None:
        """Show this content; what had been shown before is let go."""
        self.note_focus()
        self.content, self._now, self._is_fresh = content, facts.now, True
        self.correcting = facts.correcting
        self._shown_faults.clear()
        self._show_summary(())
        say = current()
        self.service.say(" · ".join(say.name(one.snapshot.service.name) for one in content.matters))
        self._name_foot(facts)
        self._build(content, facts)
        self._filling = True
        for section in self.sections:
            section.show_content(content)
        self._filling = False
        self._fit(content)

    def _name_foot(self, facts: FormFacts) -> None:
        save = text("Save the correction") if facts.correcting else text("Save and print")
        self.save_button.setText(f"{save}  {keys.shown('save_request')}")
        self.save_button.setAccessibleName(save)
        if facts.correcting:
            self.state.setText("")
        elif facts.kept:
            self.state.setText(text("Every change is kept as a draft."))
        else:
            self.state.setText(text("Nothing is stored: print or copy before you close."))

    def _build(self, content: Content, facts: FormFacts) -> None:
        column = self.pane.begin(gap=20)
        for notice in self._notices(facts):
            column.addWidget(notice)
        self.whose, self.consent_head, foot = WhoseSection(), ConsentHead(LANGUAGES), ConsentFoot()
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
            )
            for at, matter in enumerate(content.matters)
        ]
        self._asking: list[Section] = [self.consent_head, *self.cards, foot]
        self._personal: list[Section] = [self.contact, self.client, self.minor, *self.matters]
        self.sections = [self.whose, *self._asking, *self._personal]
        for section in self.sections:
            section.edited.connect(self._edited)
            section.next_wanted.connect(self.go_on)
            column.addWidget(section)
        self.whose.duty_wanted.connect(self.duty_wanted)
        self.whose.guidance_wanted.connect(self.declined)
        foot.declined.connect(self.declined)
        column.addStretch(1)
        self.pane.present()

    def _notices(self, facts: FormFacts) -> list[QWidget]:
        made: list[QWidget] = []
        if not facts.kept:
            made.append(
                Words(
                    text(
                        "No personal data is kept on this machine. This form can be printed and copied; "
                        "it is gone when you close it or begin with a new client."
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
            made.append(_offer(words, text("Go on with it"), "undo", self.resume_wanted.emit))
        show = text("Show how")
        return [*made, *(_offer(one, show, "phone", self.direct_wanted.emit) for one in facts.notices)]

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
        self.save_button.setVisible(opened)

    def go_on(self, part: Part | None = None) -> None:
        """Put the keyboard on the next question that still needs an answer, or on the button."""
        if self.content is None:
            return
        wanting = {fault.field for fault in self.faults()}
        if not self.content.contact.others_may_answer:
            # Asked of everyone although nothing stops without it: asking must reveal nothing.
            wanting.add(self.contact.others.path)
        order = [each for each in self.parts() if each.isVisibleTo(self)]
        at = order.index(part) + 1 if part in order else 0
        for each in (*order[at:], *order[:at]):
            if each.path in wanting and each is not part:
                self._focus(each)
                return
        if self.save_button.isVisibleTo(self):
            self.save_button.setFocus()

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
        self._show_summary(faults)
        first = next((by_path[fault.field] for fault in faults if fault.field in by_path), None)
        if first is not None:
            self._focus(first)
        announce(self, " ".join(fault.sentence for fault in faults))

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
        self._show_summary(left)

    def _show_summary(self, faults: Sequence[Fault]) -> None:
        clear(self._summary_column)
        self.summary.setVisible(bool(faults))
        if not faults:
            return
        words = plural("{number} thing is still missing", "{number} things are still missing", len(faults))
        self._summary_column.addWidget(Words(words, bold=True))
        for fault in faults[:FAULTS_SHOWN]:
            self._summary_column.addWidget(Words(f"· {fault.sentence}", size=0.93))

    def _focus(self, part: Part) -> None:
        part.setFocus(Qt.FocusReason.TabFocusReason)
        # Once the sections that have just opened have their places.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """The whole question that has the keyboard, with its label and what is wrong with it."""
        focused = QApplication.focusWidget()
        part = next((one for one in self.parts() if focused is not None and one.isAncestorOf(focused)), None)
        if part is not None:
            self.pane.ensureWidgetVisible(part, 0, 24)

    def focus_first(self) -> None:
        """The first question; after a look elsewhere, the one that waits for an answer."""
        if self._is_fresh:
            self._is_fresh = False
            self._focus(self.parts()[0])
        elif self.content is not None:
            self.go_on()

    def forget(self) -> None:
        """Let go of everything that was written."""
        self.content, self._now, self._is_fresh = None, None, False
        self.sections = []
        self._shown_faults.clear()
        self._show_summary(())
        self.service.say("")
        self.pane.forget()


def allowed(content: Content) -> Content:
    """The request without the recipients to whom the client has said no, where there is another."""
    left = tuple(one for one in content.matters if one.consent.given != "no")
    return replace(content, matters=left) if left else content


def _recipient(content: Content, at: int) -> str:
    snapshot, say = content.matters[at].snapshot, current()
    provider = say.name(snapshot.organization.name) if snapshot.organization else ""
    return " · ".join(part for part in (say.name(snapshot.service.name), provider) if part)


def _offer(words: str, button: str, image: str, act: Callable[[], object]) -> QWidget:
    frame = card("band", tone="info")
    column = spaced(QVBoxLayout(frame), margin=10, gap=6)
    column.addWidget(Words(words))
    press = Press(button, picture=image)
    press.clicked.connect(act)
    column.addWidget(press, 0, Qt.AlignmentFlag.AlignLeft)
    return frame
