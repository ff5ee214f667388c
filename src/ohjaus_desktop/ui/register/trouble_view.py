"""The client data does not open: why, and every way back there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Signal

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.register.sure import SurePress
from ohjaus_desktop.ui.register.view import RegisterView, SecretLine
from ohjaus_desktop.ui.settings_fields import ChoiceField
from ohjaus_desktop.ui.words import Press, Words

Kind = Literal["missing", "damaged", "newer", "lost", "other"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the view needs to know.

    reason: what happened and what to do, in sentences. backups: what to hand back and how it is
    called, newest first. needs_words: a backup opens with passphrase or recovery code only.
    has_administrator: the administrator's recovery key opens too. folder: where everything lies.
    """

    kind: Kind
    reason: str
    backups: Sequence[tuple[Any, str]] = ()
    needs_words: bool = False
    has_administrator: bool = False
    folder: str = ""


class TroubleView(RegisterView):
    """One reason, one primary way back, and quieter ones below."""

    restore_wanted = Signal(object, str)  # the backup, the words that open it or ""
    again_wanted = Signal()
    elsewhere_wanted = Signal()  # backups in another folder
    anew_wanted = Signal()
    administrator_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(_title(trouble.kind), trouble.reason, _calm(trouble.kind), image="shield")
        self.trouble = trouble
        self.backup: ChoiceField | None = None
        self.words: SecretLine | None = None
        brings_back = trouble.kind in {"missing", "damaged"}
        if brings_back and trouble.backups:
            self._make_restore()
        elif brings_back:
            self.column.addWidget(Words(text("No backup was found on this computer."), bold=True))
            self.act(text("Look for backups in another folder"), self.elsewhere_wanted.emit, image="search")
        else:
            self.act(text("Try again"), self.again_wanted.emit, image="sync")
        self._make_others(brings_back)
        self.finish()

    def _make_restore(self) -> None:
        self.backup = ChoiceField("backup", text("Backup"), self.trouble.backups[0][0], self.trouble.backups)
        self.column.addWidget(self.backup)
        self.words = SecretLine(text("Passphrase or recovery code"))
        self.column.addWidget(self.words)
        if not self.trouble.needs_words:
            self.words.hide()
        self.act(text("Bring back this backup"), self._restore, image="undo")

    def _make_others(self, brings_back: bool) -> None:
        ways = [(text("Copy this for IT support"), self.copy_wanted.emit)]
        if brings_back:
            ways.insert(0, (text("Try again"), self.again_wanted.emit))
            if self.trouble.backups:
                ways.insert(1, (text("Look for backups in another folder"), self.elsewhere_wanted.emit))
        if self.trouble.has_administrator:
            name = text("The administrator opens with the recovery key")
            ways.append((name, self.administrator_wanted.emit))
        self.others = self.offer(*ways)
        self.anew: SurePress | None = None
        if brings_back or self.trouble.kind == "lost":
            self.anew = SurePress(
                text("Begin anew without the old data"),
                text(
                    "The old client data is put aside whole, in the folder {folder}, where IT support may "
                    "still save it. Here the list of requests begins empty.",
                    folder=self.trouble.folder,
                ),
                text("Put the old data aside and begin anew"),
                kind="quiet",
            )
            self.anew.sure.connect(self.anew_wanted)
            self.column.addWidget(self.anew)

    def focus_first(self) -> None:
        """The words where they are needed, else the way back."""
        if self.words is not None and not self.words.isHidden():
            self.words.setFocus()
        elif self.primary is not None:
            self.primary.setFocus()

    def ask_for_words(self, sentence: str) -> None:
        """The backup did not open by itself, or not with these words."""
        self.wait(False)
        if self.words is not None:
            self.words.show()
            self.words.line.clear()
        self.say_problem(sentence)
        self.focus_first()

    def _restore(self) -> None:
        if self.backup is None or self.words is None:
            return
        if not self.words.isHidden() and not self.words.words.strip():
            self.words.setFocus()
            return
        self.wait(True)
        self.restore_wanted.emit(self.backup.box.currentData(), self.words.words)


class AdministratorView(RegisterView):
    """The administrator's key is a file with a passphrase of its own."""

    file_wanted = Signal()
    given = Signal(str, str)  # the private key (PEM), its passphrase

    def __init__(self) -> None:
        super().__init__(
            text("The administrator’s recovery key"),
            text("Choose the key file and give its passphrase. The key is not kept on this computer."),
            image="key",
        )
        self.pem = ""
        self.file_button = Press(text("Choose the key file"), picture="paper")
        self.file_button.clicked.connect(self.file_wanted)
        self.file_name = Words(text("No file has been chosen."), tone="muted")
        self.words = SecretLine(text("Passphrase of the key"))
        self.column.addWidget(flow_row(self.file_button))
        self.column.addWidget(self.file_name)
        self.column.addWidget(self.words)
        self.act(text("Open the client data"), self._give, image="lock")
        self.finish()

    def take_file(self, name: str, pem: str) -> None:
        """The file has been chosen and read."""
        self.pem = pem
        self.file_name.setText(name)
        self.words.setFocus()

    def focus_first(self) -> None:
        """First the file."""
        self.file_button.setFocus()

    def refuse(self, sentence: str) -> None:
        """It does not open."""
        self.wait(False)
        self.words.line.clear()
        self.say_problem(sentence)
        self.words.setFocus()

    def forget(self) -> None:
        """The key leaves the memory of the window."""
        super().forget()
        self.pem = ""

    def _give(self) -> None:
        if not self.pem:
            self.file_button.setFocus()
        elif not self.words.words:
            self.words.setFocus()
        else:
            self.wait(True)
            self.given.emit(self.pem, self.words.words)


def _title(kind: Kind) -> str:
    return {
        "missing": text("The file of the client data is missing"),
        "damaged": text("The client data is damaged"),
        "newer": text("The client data is newer than this program"),
        "lost": text("No key to the client data is left"),
        "other": text("The client data does not open now"),
    }[kind]


def _calm(kind: Kind) -> str:
    if kind in {"missing", "damaged"}:
        return text(
            "Nothing has been deleted. A backup takes the place of the file; what is left of it is put "
            "aside and kept. Search and printing go on working."
        )
    if kind == "lost":
        return text(
            "Without a key nobody can open the data or its backups, not even the makers of the program. "
            "Look for the paper with the recovery code first, and ask the administrator."
        )
    return text("Nothing has been changed. Search and printing go on working.")
