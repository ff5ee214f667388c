"""When the client data does not open: finds the backups, brings one back, or finds another key.

Every trouble has its screen here, and every screen a way back.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ohjaus_desktop import __version__
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.register.lane import RegisterLane
from ohjaus_desktop.ui.register.opening import RegisterOpening
from ohjaus_desktop.ui.register.trouble_view import AdministratorView, Kind, Trouble, TroubleView
from ohjaus_desktop.ui.requests.record import moment
from ohjaus_desktop.ui.window_frame import WindowFrame
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup
    from ohjaus_desktop.register.keys.os_keyring import SecretStore
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Situation, Vault

KEY_FILE_BYTES = 100_000
"""A key file is a few hundred bytes; whatever is larger is something else."""


class RegisterRescue(QObject):
    """Shows a trouble and does what its screen is asked for.

    opened: the register after a rescue. anew: the old data is out of the way.
    """

    opened = Signal(object)
    anew = Signal()

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        lane: RegisterLane,
        opening: RegisterOpening,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace, self._lane, self._opening = window, workplace, lane, opening
        self._error: KnownError | None = None
        self._situation: Situation | None = None
        opening.troubled.connect(self.meet)
        self.ask_for_folder = _ask_for_folder
        self.ask_for_key_file = _ask_for_key_file

    def meet(self, error: KnownError | None, situation: Situation | None) -> None:
        """Something does not open: look for backups, then say so."""
        self._error, self._situation = error, situation
        self._look_in(None)

    def _look_in(self, folder: Path | None) -> None:
        kind, own = self._kind(), self._situation.register_id if self._situation else ""
        if kind not in {"missing", "damaged"}:
            self._present(kind, [])
            return
        chosen = self._workplace.effective.settings.backup_folder
        local = self._workplace.data.register / "backups"
        folders = [local, *([Path(chosen)] if chosen else []), *([folder] if folder else [])]
        self._lane.do(partial(_found, folders, own), partial(self._present, kind))

    def _present(self, kind: Kind, found: list[Backup]) -> None:
        situation = self._situation
        view = TroubleView(
            Trouble(
                kind,
                self._reason(kind),
                backups=[(one, moment(one.taken_at)) for one in found],
                needs_words=_needs_words(situation),
                has_administrator=bool(situation and situation.has_administrator),
                folder=str(self._workplace.data.register),
            )
        )
        view.restore_wanted.connect(partial(self._restore, view))
        view.again_wanted.connect(self._again)
        view.elsewhere_wanted.connect(self._elsewhere)
        view.anew_wanted.connect(partial(self._begin_anew, view))
        view.administrator_wanted.connect(self._ask_administrator)
        view.copy_wanted.connect(partial(self._copy, kind))
        self._opening.show(view)

    def _kind(self) -> Kind:
        from ohjaus_desktop.database import DatabaseDamaged, DatabaseIsNewer
        from ohjaus_desktop.register.keys.keyfile import KeyFileDamaged
        from ohjaus_desktop.register.keys.refusals import RegisterMissing
        from ohjaus_desktop.register.store import WrongRegister

        error, situation = self._error, self._situation
        if error is None and situation is not None:
            if situation.kind == "locked":
                return "lost"
            return situation.kind if situation.kind != "absent" else "other"
        if isinstance(error, RegisterMissing):
            return "missing"
        if isinstance(error, KeyFileDamaged | DatabaseDamaged | WrongRegister):
            return "damaged"
        return "newer" if isinstance(error, DatabaseIsNewer) else "other"

    def _reason(self, kind: Kind) -> str:
        if self._error is not None:
            damaged = kind in {"missing", "damaged"}  # what to do about those stands on the screen
            return self._error.what if damaged else f"{self._error.what} {self._error.do}".strip()
        return {
            "missing": text("The file has been moved or deleted, or it is empty."),
            "damaged": text("The file with the keys is damaged or missing."),
            "newer": text("It was written by a newer version of the program. Install the newest version."),
            "lost": text("Neither the passphrase nor the recovery code is known."),
            "other": "",
        }[kind]

    def _again(self) -> None:
        self._opening.put_away()
        self._opening.begin()

    def _elsewhere(self) -> None:
        folder = self.ask_for_folder()
        if folder is not None:
            self._look_in(folder)

    def _restore(self, view: TroubleView, backup: Backup, words: str) -> None:
        at, by = self._window.outside.clock(), Worker(self._window.settings.worker)
        keyring = self._window.outside.keyring

        def failed(error: KnownError) -> None:
            from ohjaus_desktop.register.keys.refusals import KeyringLost, WrongWords

            sentence = f"{error.what} {error.do}".strip()
            if isinstance(error, WrongWords | KeyringLost):
                view.ask_for_words(sentence)
            else:
                view.wait(False)
                view.say_problem(sentence)

        self._lane.with_vault(
            lambda vault: _brought_back(vault, self._workplace, keyring, backup, words, by, at),
            partial(self._is_back, backup.taken_at),
            failed,
        )

    def _is_back(self, taken_at: datetime, register: Register) -> None:
        self._opening.put_away()
        self.opened.emit(register)
        self._window.undo_bar.tell(
            text("The backup of {moment} is in use. What was there before is kept.", moment=moment(taken_at))
        )

    def _begin_anew(self, view: TroubleView) -> None:
        from ohjaus_desktop.register.backups import setting_aside

        view.wait(True)
        at, folder = self._window.outside.clock(), self._workplace.data.register

        def failed(error: KnownError) -> None:
            view.wait(False)
            view.say_problem(f"{error.what} {error.do}".strip())

        def moved(_aside: Path) -> None:
            self._opening.put_away()
            self.anew.emit()

        self._lane.do(lambda: setting_aside.put_aside(folder, at=at), moved, failed)

    def _ask_administrator(self) -> None:
        view = AdministratorView()
        view.file_wanted.connect(lambda: self._read_key_file(view))

        def refused(error: KnownError) -> None:
            view.refuse(f"{error.what} {error.do}".strip())

        def opened(register: Any) -> None:
            self._opening.put_away()
            self.opened.emit(register)

        def give(pem: str, words: str) -> None:
            self._lane.with_vault(lambda vault: vault.open_with_administrator(pem, words), opened, refused)

        view.given.connect(give)
        self._opening.show(view)

    def _read_key_file(self, view: AdministratorView) -> None:
        file = self.ask_for_key_file()
        if file is None:
            return
        try:
            with file.open("rb") as opened:
                pem = opened.read(KEY_FILE_BYTES).decode("ascii", errors="replace")
        except OSError as error:
            view.say_problem(text("The file could not be read: {reason}.", reason=reason(error)))
        else:
            view.take_file(file.name, pem)

    def _copy(self, kind: Kind) -> None:
        lines = (
            f"Ohjaus {__version__} · {platform.system()} {platform.release()}",
            f"{kind} · {type(self._error).__name__ if self._error else '–'}",
            str(self._workplace.data.register),
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._window.undo_bar.tell(text("Copied. It holds nothing about clients."))


def _needs_words(situation: Situation | None) -> bool:
    """Whether the keyring alone opens no backup. Of spoiled keys nobody knows: it is tried."""
    if situation is None or situation.kind == "damaged":
        return False
    return bool(situation.workers) or not situation.has_keyring_slot


def _found(folders: list[Path], register_id: str) -> list[Backup]:
    """The backups of this register; of any where its id is not known."""
    from ohjaus_desktop.register import backups

    return [one for one in backups.backups(*folders) if register_id in {"", one.register_id}]


def _brought_back(
    vault: Vault,
    workplace: Workplace,
    keyring: Callable[[], SecretStore | None] | None,
    backup: Backup,
    words: str,
    by: Worker,
    at: datetime,
) -> Register:
    """Put the backup in its place and open it."""
    from ohjaus_desktop.register import backups

    def prove(folder: Path) -> Register:
        if words:
            # Without the keyring: a copy that is only being tried must not renew its secret.
            return workplace.vault(lambda: None, folder=folder).open_with_words(words)
        return workplace.vault(keyring, folder=folder).open_with_keyring()

    backups.restore(vault.folder, backup, prove, by=by, at=at)
    return vault.open_with_words(words) if words else vault.open_with_keyring()


def _ask_for_folder() -> Path | None:
    chosen = QFileDialog.getExistingDirectory(None, text("Look for backups in another folder"))
    return Path(chosen) if chosen else None


def _ask_for_key_file() -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(None, text("Choose the key file"), "", "*.pem *.key *")
    return Path(chosen) if chosen else None
