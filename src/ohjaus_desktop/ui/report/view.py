"""Ilmoita virheestä tiedoissa: what is wrong, to whom it is told, and two ways to tell it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPlainTextEdit, QRadioButton, QVBoxLayout

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.announce import announce
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.report import letter
from ohjaus_desktop.ui.report.letter import LONGEST_WORDS, Letter, Recipient, Record
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

WIDEST = 860
"""Over the whole window lines stay readable: no wider than this, in design pixels."""


class ReportView(PassingView):
    """A small form about a public record; nothing about a client belongs here."""

    copy_wanted = Signal(object, object)  # Letter, Recipient
    mail_wanted = Signal(object, object)  # Letter, Recipient

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Column(widest=WIDEST)
        self._scroll.setAccessibleName(text("Report an error in the facts"))
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)
        self._record: Record | None = None
        self._recipients: Sequence[Recipient] = ()
        self._sender = ""

    def open(self, record: Record, recipients: Sequence[Recipient], *, sender: str) -> None:
        """Begin a report about this record. sender: the service point, "" for none."""
        self.note_focus()
        self._record, self._recipients, self._sender = record, recipients, sender
        column = self._scroll.begin()
        self._make_ways()
        self._head(column, record)
        self._what(column, record)
        self._whom(column)
        column.addWidget(flow_row(self.mail, self.copy))
        column.addWidget(self.told)
        column.addStretch(1)
        self._scroll.present()
        self._check()

    def focus_first(self) -> None:
        """Begin with what is wrong."""
        next(iter(self.fields.values())).setFocus()

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        self._scroll.forget()

    def written(self) -> Letter | None:
        """The letter as it stands; None before a record was given."""
        if self._record is None:
            return None
        wrong = [key for key, box in self.fields.items() if box.isChecked()]
        return letter.letter(self._record, wrong, self.words.toPlainText(), self._sender, current())

    def recipient(self) -> Recipient | None:
        """Who is chosen."""
        chosen = self._group.checkedId()
        return self._recipients[chosen] if 0 <= chosen < len(self._recipients) else None

    def _head(self, column: QVBoxLayout, record: Record) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(text("Report an error in the facts"), size=1.25, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(Words(record.name, bold=True))
        number = text("number {number}", number=record.sequence)
        column.addWidget(
            Words(
                " · ".join(part for part in (record.organization, f"{record.catalogue}, {number}") if part),
                tone="muted",
                size=0.93,
            )
        )

    def _what(self, column: QVBoxLayout, record: Record) -> None:
        column.addWidget(Words(text("What is wrong?"), bold=True))
        self.fields = {key: QCheckBox(text(label)) for key, label in record.fields}
        column.addWidget(flow_row(*self.fields.values(), spacing=12))
        label = Words(text("What should stand there? How do you know?"), bold=True)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(label.text())
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(look().px(110))
        label.setBuddy(self.words)
        column.addWidget(label)
        column.addWidget(Words(text("Write nothing about a client here."), tone="muted", size=0.93))
        column.addWidget(self.words)
        self.warning = Words(tone="warning")
        self.warning.hide()
        column.addWidget(self.warning)
        self.words.textChanged.connect(self._check)
        for box in self.fields.values():
            box.toggled.connect(self._check)

    def _whom(self, column: QVBoxLayout) -> None:
        column.addWidget(Words(text("To whom?"), bold=True))
        self._group = QButtonGroup(self)
        for at, recipient in enumerate(self._recipients):
            who = {"publisher": text("Publisher of the catalogue"), "organization": text("The organization")}
            reached = [part for part in (recipient.email, recipient.phone) if part]
            told = " · ".join((recipient.name, *(reached or [text("No address is told.")])))
            # The name stands below: a radio button does not break its line.
            button = QRadioButton(who[recipient.who])
            button.setAccessibleDescription(told)
            self._group.addButton(button, at)
            column.addWidget(button)
            column.addWidget(Words(told, tone="muted", selectable=True))
        self._group.idToggled.connect(self._check)
        best = next((at for at, one in enumerate(self._recipients) if letter.is_mail(one.email)), 0)
        if self._recipients:
            self._group.button(best).setChecked(True)

    def _make_ways(self) -> None:
        self.mail = Press(text("Open the e-mail program"), picture="email", kind="primary")
        self.copy = Press(text("Copy this report"), picture="copy")
        self.mail.clicked.connect(lambda: self._tell(self.mail_wanted))
        self.copy.clicked.connect(lambda: self._tell(self.copy_wanted))
        self.told = Words(tone="ok")
        self.told.hide()

    def _tell(self, way: object) -> None:
        written = self.written()
        if written is not None:
            way.emit(written, self.recipient())  # type: ignore[attr-defined]

    def say_told(self, sentence: str) -> None:
        """What has happened, beside the buttons."""
        self.told.say(sentence)
        announce(self, sentence)

    def _check(self) -> None:
        """Ask gently about what may be a client's; an identity code goes nowhere."""
        # Imported here: the rules stand with the register's, and nobody needs them before.
        from ohjaus_desktop.register.warnings import holds_identity_code, warnings

        if self._record is None:
            return
        words = self.words.toPlainText()
        if len(words) > LONGEST_WORDS:
            self.words.setPlainText(words[:LONGEST_WORDS])
            return
        asked = list(warnings(words, names=(self._record.name, self._record.organization)))
        asked += [
            text("Is {number} a client’s number? Only numbers of the service belong here.", number=number)
            for number in letter.strange_numbers(words, self._record.numbers)
        ]
        questions = "\n".join(asked)
        if questions != self.warning.text():
            self.warning.say(questions)
        wrong = any(box.isChecked() for box in self.fields.values())
        ready = (wrong or bool(words.strip())) and not holds_identity_code(words)
        recipient = self.recipient()
        self.copy.setEnabled(ready)
        self.mail.setEnabled(ready and recipient is not None and letter.is_mail(recipient.email))
