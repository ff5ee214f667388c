"""Backups made, looked into and brought back, and the move to another machine, from the settings page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.register.lane import RegisterLane
from ohjaus_desktop.ui.register.lock_view import Locked, LockView
from ohjaus_desktop.ui.window_frame import WindowFrame
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Vault
    from ohjaus_desktop.ui.register.desk import RegisterDesk
    from ohjaus_desktop.ui.register.settings import RegisterSettings


class RegisterCopies(QObject):
    """The copies of the client data: what the page wants to do with them."""

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        lane: RegisterLane,
        desk: RegisterDesk,
        settings: RegisterSettings,
    ) -> None:
        super().__init__(settings)
        self._window, self._workplace, self._lane, self._desk = window, workplace, lane, desk
        self._settings = settings
        self._keys = workplace.data.register / "keys.json"
        self.ask_where, self.ask_which = _ask_where, _ask_which

    def back_up(self) -> None:
        """Make a backup now, and verify it."""
        from ohjaus_desktop.register import backups
        from ohjaus_desktop.ui.register import standing

        at, settings = self._window.outside.clock(), self._window.settings

        def work(vault: Vault, register: Register) -> Path:
            folder = standing.folder_of(settings, register.register_id, vault.folder)
            return backups.back_up(register, folder, self._keys, at=at)

        self._settings.ask(work, partial(self._settings.done, text("The backup has been made and verified.")))

    def look_into(self, backup: Backup, tell: Callable[[str], object]) -> None:
        """Verify a backup and tell what is in it, or what is wrong with it, in a sentence."""
        from ohjaus_desktop.register import backups
        from ohjaus_desktop.ui.register import standing

        register = self._lane.register
        if register is not None:
            self._lane.do(
                lambda: standing.contents(backups.verify(backup, register.key)),
                tell,
                lambda error: tell(f"{error.what} {error.do}".strip()),
            )

    def restore(self, backup: Backup) -> None:
        """Close the client data, put the backup in its place and open that."""
        from ohjaus_desktop.ui.register import restoring
        from ohjaus_desktop.ui.requests.record import moment

        register = self._lane.register
        if register is None:
            return
        by, at, last = self._desk.worker(), self._window.outside.clock(), self._lane.worker
        again = restoring.Again(register.path, register.key, register.register_id)
        self._desk.hide_all()
        self._lane.let_go()
        told = text(
            "The backup of {moment} is in use. What was there before is kept.",
            moment=moment(backup.taken_at),
        )

        def back(outcome: tuple[Register, KnownError | None]) -> None:
            opened, trouble = outcome
            self._desk.take(opened, last)
            if trouble is not None:
                self._settings.say(trouble)
            else:
                self._window.undo_bar.tell(told)

        self._lane.do(lambda: restoring.restore(again, backup, by=by, at=at), back, self._settings.say)

    def pack(self) -> None:
        """One file for another machine."""
        from ohjaus_desktop.register import backups

        at = self._window.outside.clock()
        file = self.ask_where(f"ohjaus-{at:%Y-%m-%d}.ohjaus")
        if file is None:
            return
        self._settings.ask(
            lambda _vault, register: backups.pack(register, self._keys, file, at=at),
            partial(
                self._settings.done,
                text("The file is ready. On the other machine choose: Bring from another machine."),
            ),
        )

    def unpack(self) -> None:
        """Bring such a file; it opens with the words of the other machine."""
        file = self.ask_which()
        if file is None:
            return
        view = LockView(
            Locked(has_passphrase=True, has_recovery_code=True),
            sentence=text("The file opens with the passphrase or the recovery code of the other machine."),
        )
        view.words_given.connect(partial(self._bring, view, file))
        self._desk.opening.show(view)

    def _bring(self, view: LockView, file: Path, words: str) -> None:
        from ohjaus_desktop.register import backups
        from ohjaus_desktop.register.model import Worker

        by, at = self._desk.worker(), self._window.outside.clock()

        def work(vault: Vault) -> Register:
            backups.unpack(
                file,
                vault.folder,
                lambda folder: self._workplace.vault(lambda: None, folder=folder).open_with_words(words),
                by=by,
                at=at,
            )
            return vault.open_with_words(words)

        def opened(register: Register) -> None:
            self._desk.opening.put_away()
            self._desk.take(register, Worker(""))
            self._window.undo_bar.tell(text("The client data of the other machine is here now."))

        self._lane.with_vault(work, opened, lambda error: view.refuse(f"{error.what} {error.do}".strip(), 1))


def _ask_where(name: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(None, text("Move to another machine"), name, "*.ohjaus")
    return Path(chosen) if chosen else None


def _ask_which() -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(None, text("Bring from another machine"), "", "*.ohjaus *")
    return Path(chosen) if chosen else None
