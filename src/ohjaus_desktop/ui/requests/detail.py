"""The right of the page Pyynnöt: one request, what to do next, and everything that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.requests import parts, words
from ohjaus_desktop.ui.requests.facts import Facts, Link, Pair
from ohjaus_desktop.ui.requests.outcomes import OutcomeBar
from ohjaus_desktop.ui.requests.panels import Panel
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Badge, Press, RowButton, Words, rule

SMALL = 0.93


class RequestsDetail(QWidget):
    """Shows ``Facts``; every wish is told with its name and what belongs to it."""

    wished = Signal(str, object)  # name of the deed, what belongs to it
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Facts | None = None
        self.outcomes: OutcomeBar | None = None
        self.panel: Panel | None = None
        self.buttons: dict[str, Press] = {}
        self._days: tuple[date, ...] = ()
        self._today = date.min
        self._scroll = Column()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = self._scroll.begin()
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)
        self.forget()

    def show_request(self, facts: Facts, days: Sequence[date], today: date, *, back: bool) -> None:
        """Show one request. days: offered for the follow-up; back: offer the way to the list."""
        same = self.shown is not None and self.shown.recipient_id == facts.recipient_id
        scrolled = self._scroll.verticalScrollBar().value() if same else 0
        focused = self.has_focus()
        self.shown, self._days, self._today = facts, tuple(days), today
        self._begin()
        self._head(facts, back=back)
        self._reach(facts)
        self._whats_next(facts)
        self._matter(facts)
        self._papers(facts)
        self._past(facts)
        self._more(facts)
        self._present()
        inside = self._scroll.widget()
        if same and inside is not None:
            inside.adjustSize()  # else there is nothing yet to scroll in
            self._scroll.verticalScrollBar().setValue(scrolled)
        if focused:
            self._scroll.setFocus()

    def show_draft(self, link: Link, *, back: bool) -> None:
        """A form that is being written: go on, or throw it away."""
        self.shown = None
        self._begin()
        if back:
            self._back()
        self._column.addWidget(Words(link.name, size=1.4, bold=True))
        self._column.addWidget(Words(link.about, tone="muted"))
        for warning in link.warnings:
            self._column.addWidget(Words(warning, badge="warning"))
        self._column.addWidget(
            flow_row(
                self._press("continue", text("Continue"), "next", kind="primary", value=link.id),
                self._press("throw_away", text("Throw away"), "close", value=link.id),
            )
        )
        self._present()

    def show_uses(self, uses: Sequence[Pair], given: Sequence[Pair]) -> None:
        """Who has used the client's data and to whom it was given, in place of the request."""
        self._begin()
        back = Press(text("Back to the request"), picture="back", kind="quiet")
        back.clicked.connect(lambda: self.wished.emit("again", None))
        self._column.addWidget(flow_row(back))
        self._column.addWidget(Words(text("Who has used the data"), size=1.25, bold=True))
        self._pairs(uses)
        self._section(text("What was given, and to whom"))
        self._pairs(given)
        if not given:
            self._column.addWidget(Words(text("Nothing has been given yet."), tone="muted"))
        self._present()
        back.setFocus()

    def say(self, sentence: str, *, back: bool = False) -> None:
        """Only a sentence, in place of a request."""
        self.shown = None
        self._begin()
        if back:
            self._back()
        self._column.addWidget(Words(sentence, tone="muted"))
        self._present()

    def say_held(self, sentence: str, take_over: Callable[[], object], *, back: bool = False) -> None:
        """Only another worker may see it; where they are away somebody else may go on with it."""
        self.shown = None
        self._begin()
        if back:
            self._back()
        self._column.addWidget(Words(sentence, tone="muted"))
        button = self.buttons["take_over"] = Press(text("Take over"), picture="person")
        button.clicked.connect(take_over)
        self._column.addWidget(flow_row(button))
        self._column.addLayout(self._panels)
        self._present()

    def forget(self) -> None:
        """Let go of what was shown."""
        self.say(text("Choose a request from the list."))

    def ask(self, panel: Panel) -> None:
        """Ask in place; the question stands where the keyboard and the eye are."""
        self.close_panel()
        self.panel = panel
        panel.left.connect(self.close_panel)
        self._panels.addWidget(panel)
        panel.focus_first()
        self._bring_into_sight(panel)

    def close_panel(self) -> bool:
        """Take the question away; False when there is none."""
        panel, self.panel = self.panel, None
        if panel is None:
            return False
        panel.hide()
        panel.deleteLater()
        self._scroll.setFocus()
        return True

    def has_focus(self) -> bool:
        """The keyboard is somewhere in here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def focus_first(self) -> None:
        """The page has the focus: arrows scroll, digits note how it went."""
        self._scroll.setFocus()

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to something that has just come, once it has its height."""

        def scroll() -> None:
            inside = self._scroll.widget()
            if inside is not None and inside.isAncestorOf(part):
                self._scroll.verticalScrollBar().setValue(part.mapTo(inside, QPoint()).y() - look().px(12))

        # Rows that break find their height in a second round.
        QTimer.singleShot(0, part, partial(QTimer.singleShot, 0, part, scroll))

    # Parts ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.outcomes, self.panel, self.buttons = None, None, {}
        self._scroll.setAccessibleName(text("Contact request"))
        self._column = self._scroll.begin()
        self._panels = spaced(QVBoxLayout(), gap=8)

    def _present(self) -> None:
        self._column.addStretch(1)
        self._scroll.present()

    def _back(self) -> None:
        button = Press(text("Back to the list"), picture="back", kind="quiet")
        button.clicked.connect(self.back_wanted)
        self._column.addWidget(flow_row(button))

    def _head(self, facts: Facts, *, back: bool) -> None:
        if back:
            self._back()
        self._column.addWidget(Words(facts.client, size=1.4, bold=True, selectable=True))
        self._column.addWidget(Words(f"{facts.service} · {facts.organization}".strip(" ·")))
        badges = [Badge(facts.standing.words, facts.standing.tone)]
        if facts.passed_on:
            badges.append(Badge(facts.passed_on, "closed"))
        if facts.restricted_to:
            badges.append(Badge(text("Only for {name}", name=facts.restricted_to), "closed"))
        self._column.addWidget(flow_row(*badges))
        tone, sentence = facts.next_step
        self._column.addWidget(parts.band(tone, [sentence], bold=True))
        for change in facts.changes:
            self._column.addWidget(parts.band("warning", [change], image="info"))
        self._scroll.setAccessibleName(f"{facts.client}, {facts.service}, {facts.standing.words}. {sentence}")

    def _reach(self, facts: Facts) -> None:
        for tone, warning in facts.warnings:
            self._column.addWidget(parts.band(tone, [warning], image="warning", bold=True))
        for number, about in facts.numbers:
            self._column.addWidget(self._number(number, about, size=1.7))
        self._pairs(facts.contact)

    def _whats_next(self, facts: Facts) -> None:
        if facts.outcomes:
            self._column.addWidget(rule())
            self.outcomes = OutcomeBar(facts.outcomes)
            self.outcomes.noted.connect(partial(self.wished.emit, "outcome"))
            self.outcomes.left.connect(self.focus_first)
            self.outcomes.asked_why.connect(partial(self._bring_into_sight, self.outcomes))
            self._column.addWidget(self.outcomes)
        if facts.renewable:
            ask = self._press("renew", text("Ask for the consent again"), "person", kind="primary")
            self._column.addWidget(flow_row(ask))
        if facts.waiting:
            again = [self._press("ways", text("Call again"), "phone")] if facts.ways else []
            self._column.addWidget(flow_row(self._follow_up(facts), *again))
        if facts.undoable:
            undo = self._press("undo_outcome", text("Take the outcome back"), "undo", kind="quiet")
            self._column.addWidget(flow_row(undo))
        if facts.offers:
            self._section(text("Services that could help instead"))
            for offer in facts.offers:
                self._column.addWidget(self._link("offer", offer))
        self._column.addLayout(self._panels)

    def _matter(self, facts: Facts) -> None:
        self._section(text("What was asked"))
        self._pairs(facts.matter)
        for number in facts.service_numbers:
            self._column.addWidget(self._number(number, facts.organization or facts.service, size=1.1))
        self._section(text("Consent"))
        if facts.consent_sentence:
            said = text("“{words}”", words=facts.consent_sentence)
            self._column.addWidget(Words(said, selectable=True))
        for line in facts.consent:
            self._column.addWidget(Words(line, tone="muted"))

    def _papers(self, facts: Facts) -> None:
        self._section(text("Paper and texts"))
        buttons = [
            self._press("print_page", text("Client’s page"), "print"),
            self._press("print_sheet", text("Data sheet"), "print"),
        ]
        if "letter" in facts.ways:
            buttons.append(self._press("print_letter", text("Letter to the organization"), "print"))
        if "protected_mail" in facts.ways:
            buttons.append(self._press("copy_mail", text("Copy to protected mail"), "copy"))
        buttons.append(self._press("print_rights", text("Client’s rights"), "print"))
        buttons.append(self._press("copy_record", text("Copy the record"), "copy"))
        self._column.addWidget(flow_row(*buttons, spacing=6))

    def _past(self, facts: Facts) -> None:
        self._section(text("What has happened"))
        self._column.addWidget(Words(facts.made, tone="muted", selectable=True))
        self._pairs(facts.history)
        self._section(text("What was given, and to whom"))
        self._pairs(facts.disclosed)
        if not facts.disclosed:
            self._column.addWidget(Words(text("Nothing has been given yet."), tone="muted"))
        for heading, links in (
            (text("Others asked at the same time"), facts.others),
            (text("Other requests of the same client"), facts.same),
        ):
            if links:
                self._section(heading)
                for link in links:
                    self._column.addWidget(self._link("open", link))

    def _more(self, facts: Facts) -> None:
        self._section(text("More"))
        buttons = [
            self._press("correct", text("Correct"), "tools"),
            self._press("hand_over", text("Hand over to a colleague"), "person"),
            self._press("report", text("Who has used the data"), "recents"),
            self._press("export_pdf", text("Export for the client (PDF)"), "paper"),
            self._press("export_json", text("Export as a file (JSON)"), "paper"),
        ]
        if facts.withdrawable:
            buttons += [
                self._press("withdraw", text("Client withdraws the consent"), "undo"),
                self._press("error", text("Entered in error"), "close"),
            ]
        buttons.append(self._press("erase", text("Erase"), "close"))
        self._column.addWidget(flow_row(*buttons, spacing=6))

    def _section(self, name: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(Words(name, bold=True, size=1.1))

    def _pairs(self, pairs: Sequence[Pair]) -> None:
        if pairs:
            self._column.addWidget(parts.pairs(pairs))

    def _number(self, number: str, about: str, *, size: float) -> QWidget:
        return parts.number(number, about, partial(self.wished.emit, "copy_number", number), size=size)

    def _follow_up(self, facts: Facts) -> Press:
        """The day on which the worker looks again, and a menu of the next working days."""
        say, day = current(), facts.follow_up_on
        when = words.day_words(day, self._today, say) if day else text("not set")
        button = self.buttons["follow_up"] = Press(text("Follow-up: {when}", when=when), picture="calendar")
        menu = QMenu(button)
        for one in self._days:
            entry = menu.addAction(f"{say.weekday(one)} {say.date(one)}")
            entry.setIcon(icon("check", size=16) if one == day else icon("calendar", size=16))
            entry.triggered.connect(partial(self.wished.emit, "follow_up", one))
        button.setMenu(menu)
        return button

    def _link(self, name: str, link: Link) -> RowButton:
        button = RowButton(link.name, link.about)
        button.clicked.connect(lambda: self.wished.emit(name, link.id))
        return button

    def _press(self, name: str, said: str, image: str, *, kind: str = "", value: object = None) -> Press:
        button = self.buttons[name] = Press(said, picture=image, kind=kind)
        button.clicked.connect(lambda: self.wished.emit(name, value))
        return button
