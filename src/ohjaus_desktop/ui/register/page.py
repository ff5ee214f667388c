"""Asetukset, Suojatut asiakastiedot: how the client data is kept, and everything one may do with it."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.register.state import State
from ohjaus_desktop.ui.register.sure import SurePress
from ohjaus_desktop.ui.register.workers import WorkersPart
from ohjaus_desktop.ui.settings_fields import ChoiceField, Field, LineField, TickField, section
from ohjaus_desktop.ui.words import Press, Words

COLUMN = 720
"""Lines stay readable: no wider than this, in design pixels."""
LOCK_CHOICES = (1, 2, 5, 10, 15, 20, 30, 60)
"""Minutes to choose from."""
RETENTION_CHOICES = (30, 90, 180, 365, 730)
"""Days to choose from, beside the rule set's own time."""


class RegisterPage(PassingView):
    """One column of cards; what it wants is told by its name, and ``show_state`` shows how it went."""

    changed = Signal(object, object)  # Settings that hold from now on, Settings before
    wanted = Signal(str, object)  # what is to be done, and with what

    def __init__(self, effective: Effective) -> None:
        super().__init__()
        self.settings, self._locked = effective.settings, effective.locked
        self.fields: dict[str, Field] = {}
        self.buttons: dict[str, Press] = {}
        self.sure: dict[str, SurePress] = {}
        self.problem, self.contents = Words(badge="error"), Words(tone="muted")
        self.state = State()
        self.workers: WorkersPart | None = None
        self._scroll = Column(widest=COLUMN)
        self._scroll.setAccessibleName(text("Protected client data"))
        spaced(QVBoxLayout(self), gap=0).addWidget(self._scroll)

    def show_state(self, state: State) -> None:
        """Build every card anew; what one looks at stays where it is."""
        at = self._scroll.verticalScrollBar().value()
        self.state = state
        self.fields, self.buttons, self.sure = {}, {}, {}
        self._column = self._scroll.begin(margin=8, gap=16)
        self._head()
        self._standing(state)
        if state.is_open:
            self._keys(state)
            self._backups(state)
            self._retention(state)
        self._notice()
        self._machine(state)
        self._column.addStretch(1)
        self._scroll.present()
        for name, field in self.fields.items():
            if name in Settings.__struct_fields__:  # which backup is meant is no setting
                field.edited.connect(self.take)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(at, bar.maximum()))

    def say_problem(self, sentence: str) -> None:
        """Something did not work: said at the top, which comes into sight."""
        self.problem.setText(f"⚠ {sentence}")
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._scroll.ensureWidgetVisible(self.problem)

    def say_contents(self, sentence: str) -> None:
        """What is in the backup that has been chosen."""
        self.contents.say(sentence)

    def focus_first(self) -> None:
        """The first thing that can be done here."""
        first = next(iter(self.buttons.values()), None)
        (first or self._close).setFocus()

    def forget(self) -> None:
        """A line that is still being typed is saved; secrets go."""
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.finish()
        for line in self.findChildren(QLineEdit):
            if line.echoMode() is QLineEdit.EchoMode.Password:
                line.clear()

    def take(self, name: str, value: Any) -> None:
        """A setting has another value."""
        before = self.settings
        self.settings = msgspec.structs.replace(before, **{name: value})
        if self.settings != before:
            self.changed.emit(self.settings, before)

    def _head(self) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(text("Protected client data"), size=1.5, bold=True), 1)
        self._close = Press(text("Back to the settings"), picture="back", kind="quiet", key="close")
        self._close.clicked.connect(self.close_view)
        row.addWidget(self._close)
        self._column.addLayout(row)
        self.problem = Words(badge="error")
        self._column.addWidget(self.problem)
        self.problem.hide()

    def _section(self, name: str, *parts: QWidget) -> None:
        self._column.addWidget(section(name, parts, self.fields, gap=12))

    def _press(self, what: str, name: str, image: str, *, kind: str = "", key: str = "") -> Press:
        button = Press(name, picture=image, kind=kind, key=key)
        button.clicked.connect(lambda: self.wanted.emit(what, None))
        self.buttons[what] = button
        return button

    def _sure(self, what: str, name: str, question: str, yes: str, image: str, *beside: Press) -> SurePress:
        press = SurePress(name, question, yes, image=image, beside=beside)
        press.sure.connect(lambda: self.wanted.emit(what, self._argument(what)))
        self.buttons[what], self.sure[what] = press.button, press
        return press

    def _argument(self, what: str) -> object:
        field = self.fields.get("backup")
        return field.box.currentData() if what == "restore" and isinstance(field, ChoiceField) else None

    def _standing(self, state: State) -> None:
        buttons = []
        if state.is_open:
            buttons.append(self._press("lock", text("Lock now"), "lock", key="lock"))
            buttons.append(self._press("logs", text("Log of use and disclosure"), "paper"))
        elif state.exists and state.can_set_up:
            buttons.append(self._press("open", text("Open the client data"), "lock", kind="primary"))
        elif state.can_set_up:
            buttons.append(self._press("open", text("Set up beforehand"), "lock", kind="primary"))
            buttons.append(self._press("unpack", text("Bring from another machine"), "paper"))
        parts: list[QWidget] = [Words(line) for line in state.lines]
        if buttons:
            parts.append(flow_row(*buttons))
        parts.append(self._lock_minutes())
        self._section(text("State"), *parts)

    def _lock_minutes(self) -> ChoiceField:
        now = self.settings.lock_minutes
        choices = sorted({*LOCK_CHOICES, now})
        return ChoiceField(
            "lock_minutes",
            text("Lock when nobody touches the program"),
            now,
            [(one, plural("after {number} minute", "after {number} minutes", one)) for one in choices],
            hint=text("The client data is locked together with the computer as well."),
            locked="lock_minutes" in self._locked,
        )

    def _keys(self, state: State) -> None:
        name = text("Change the passphrase") if state.has_passphrase else text("Set a passphrase")
        row = [self._press("passphrase", name, "key")]
        if state.code_waits:
            row.append(self._press("show_code", text("Show the recovery code"), "key"))
        new_code = self._sure(
            "new_code",
            text("New recovery code"),
            text("The old code on paper stops working at once."),
            text("Make a new code"),
            "sync",
            *row,
        )
        self._section(text("Keys"), new_code)
        if state.has_keyring:
            workers = WorkersPart(state.workers)
            workers.wanted.connect(self.wanted)
            self.workers = workers
            self._section(text("Workers"), workers)

    def _backups(self, state: State) -> None:
        parts: list[QWidget] = [flow_row(self._press("back_up", text("Back up now"), "check"))]
        self.contents = Words(tone="muted")
        if state.backups:
            choice = ChoiceField("backup", text("Bring back a backup"), state.backups[0][0], state.backups)
            choice.edited.connect(lambda _name, backup: self.wanted.emit("look_into", backup))
            restore = self._sure(
                "restore",
                text("Bring back this backup"),
                text(
                    "What has been written since then goes out of use; it is put aside and kept. What has "
                    "been erased stays erased."
                ),
                text("Bring it back"),
                "undo",
            )
            parts += [choice, self.contents, restore]
        folder = self._line(
            "backup_folder",
            text("Backup folder"),
            text("A folder that is not on this computer keeps the data when the computer breaks."),
        )
        parts += [folder, flow_row(self._press("choose_folder", text("Choose a folder"), "search"))]
        parts.append(flow_row(self._press("pack", text("Move to another machine"), "next")))
        self._section(text("Backups"), *parts)

    def _retention(self, state: State) -> None:
        now = self.settings.retention_days
        days = sorted({*RETENTION_CHOICES, now} - {0})
        by_rule, rule = plural("{number} day", "{number} days", state.rule_days), text("As the rules say")
        named = [(0, f"{rule}: {by_rule}")]
        named += [(one, plural("{number} day", "{number} days", one)) for one in days]
        parts: list[QWidget] = [
            ChoiceField(
                "retention_days",
                text("A closed request is kept"),
                now,
                named,
                locked="retention_days" in self._locked,
            )
        ]
        if state.going or state.others:
            parts += [Words(line) for line in state.going]
            if state.others:
                others = state.others
                parts.append(
                    Words(
                        plural(
                            "{number} old draft or log entry", "{number} old drafts and log entries", others
                        )
                    )
                )
            parts.append(
                self._sure(
                    "clear",
                    text("Remove them now"),
                    text("They are removed for good, and cannot be brought back from a backup either."),
                    text("Remove for good"),
                    "close",
                )
            )
        else:
            parts.append(Words(text("Nothing is past its time."), tone="muted"))
        if state.long_open:
            parts.append(
                Words(text("Open for over a year: see whether they can be closed. They stay until then."))
            )
            parts += [Words(line, tone="muted") for line in state.long_open]
        self._section(text("How long data is kept"), *parts)

    def _notice(self) -> None:
        self._section(
            text("What the client’s paper says about their data"),
            self._line("controller", text("Controller"), text("Who is responsible for the client data.")),
            self._line("data_protection_contact", text("Data protection contact")),
            self._line("notice_address", text("Where the whole notice can be read")),
        )

    def _machine(self, state: State) -> None:
        hint = text("Requests are filled in and printed, and nothing of them is kept.")
        if state.exists and not self.settings.no_personal_data:
            hint += " " + text(
                "The client data that is here already is locked and stays encrypted until it is erased; "
                "nothing of it is shown."
            )
        parts: list[QWidget] = []
        if state.exists and self.settings.no_personal_data:
            parts.append(
                self._sure(
                    "delete_everything",
                    text("Delete all client data of this machine"),
                    text(
                        "Requests, drafts, logs, keys and backups go for good. No backup and no recovery "
                        "code brings them back. Make sure first that nobody needs them any more."
                    ),
                    text("Delete everything for good"),
                    "close",
                )
            )
        self._section(
            text("This machine"),
            TickField(
                "no_personal_data",
                text("No personal data on this machine"),
                text("Nothing is kept"),
                self.settings.no_personal_data,
                hint=hint,
                locked="no_personal_data" in self._locked,
            ),
            *parts,
            TickField(
                "identity_codes",
                text("Personal identity codes"),
                text("May be written"),
                self.settings.identity_codes,
                hint=text("Only where the service point has a ground for it in law."),
                locked="identity_codes" in self._locked,
            ),
        )

    def _line(self, name: str, label: str, hint: str = "") -> LineField:
        return LineField(name, label, getattr(self.settings, name), hint=hint, locked=name in self._locked)
