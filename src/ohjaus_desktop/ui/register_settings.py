"""Does what the settings page about the protected client data is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.lock_view import Locked, LockView
from ohjaus_desktop.ui.register_lane import RegisterLane, Then
from ohjaus_desktop.ui.setup_passphrase_view import PassphraseView
from ohjaus_desktop.ui.window_frame import WindowFrame
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup
    from ohjaus_desktop.register.retention import Preview
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Vault
    from ohjaus_desktop.ui.register_desk import RegisterDesk
    from ohjaus_desktop.ui.register_page import RegisterPage, State


class RegisterSettings(QObject):
    """Opens the page and keeps it true."""

    chosen = Signal(object, object)  # Settings from now on, Settings until now

    def __init__(
        self, window: WindowFrame, workplace: Workplace, lane: RegisterLane, desk: RegisterDesk
    ) -> None:
        super().__init__(desk)
        self._window, self._workplace, self._lane, self._desk = window, workplace, lane, desk
        self._keys = workplace.data.register / "keys.json"
        self._page: RegisterPage | None = None
        self._preview: Preview | None = None
        desk.opened.connect(self.refresh)
        desk.hiding.connect(self._hide)
        self.ask_for_folder, self.ask_where, self.ask_which = _ask_for_folder, _ask_where, _ask_which

    def show(self, adopt: Callable[[Settings], object] | None = None) -> None:
        """Open the page. adopt: tells whoever shows other settings what holds now."""
        from ohjaus_desktop.ui.register_page import RegisterPage

        page = RegisterPage(Effective(self._window.settings, self._window.locked))
        page.changed.connect(self._take)
        if adopt is not None:
            page.changed.connect(lambda settings, _before: adopt(settings))
        page.wanted.connect(self._do)
        page.closed.connect(self._closed)
        page.note_focus()
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Look again how everything stands."""
        from ohjaus_desktop.ui import register_standing

        if self._page is None:
            return
        register, settings = self._lane.register, self._window.settings
        by, at = self._desk.worker(), self._window.outside.clock()
        self._lane.with_vault(
            lambda vault: register_standing.gather(vault, register, settings=settings, by=by, at=at),
            self._show_state,
        )

    def _show_state(self, found: tuple[State, Preview | None]) -> None:
        page = self._page
        if page is None:
            return
        state, self._preview = found
        if state.is_open and not self._desk.is_open:
            return  # locked meanwhile: the next look is under way
        is_new = self._window.pages.indexOf(page) < 0
        page.show_state(state)
        if is_new:
            self._window.show_over(page)
        self._window.guard_fields()
        if state.backups and state.is_open:
            self._look_into(state.backups[0][0])

    def _hide(self) -> None:
        """Names of clients may stand among what is past its time."""
        from ohjaus_desktop.ui.register_page import State

        self._preview = None
        if self._page is not None and self._window.pages.indexOf(self._page) >= 0:
            self._page.show_state(State(exists=True))
            QTimer.singleShot(0, self, self.refresh)  # once it is closed

    def _closed(self) -> None:
        self._page, self._preview = None, None

    def _take(self, settings: Settings, before: Settings) -> None:
        self.chosen.emit(settings, before)
        if settings.no_personal_data and not before.no_personal_data:
            self._desk.lock()
        if settings.no_personal_data != before.no_personal_data:
            self._desk.allowed.emit(not settings.no_personal_data)
        if settings.lock_minutes != before.lock_minutes and self._desk.is_open:
            self._lane.watch(settings.lock_minutes)
        names = ("no_personal_data", "retention_days", "backup_folder")
        if any(getattr(settings, name) != getattr(before, name) for name in names):
            self.refresh()

    def _do(self, what: str, argument: Any) -> None:
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self._desk.with_open(self.refresh),
            "unpack": self._unpack,
            "lock": self._desk.lock,
            "logs": self._show_logs,
            "passphrase": self._change_passphrase,
            "show_code": self._desk.code.show_code,
            "new_code": self._new_code,
            "add_worker": lambda: self._add_worker(*argument),
            "change_pin": lambda: self._change_pin(*argument),
            "remove_worker": lambda: self._remove_worker(argument),
            "back_up": self._back_up,
            "look_into": lambda: self._look_into(argument),
            "restore": lambda: self._restore(argument),
            "choose_folder": self._choose_folder,
            "pack": self._pack,
            "clear": self._clear,
        }
        if self._page is not None:
            self._page.say_problem("")
        acts[what]()

    def _ask(self, work: Callable[[Vault, Register], Any], then: Then) -> None:
        """Do something with keys and open register; what is wrong is said on the page."""
        register = self._lane.register
        if register is not None:
            self._lane.with_vault(lambda vault: work(vault, register), then, self._say)

    def _say(self, error: KnownError) -> None:
        if self._page is not None:
            self._page.say_problem(f"{error.what} {error.do}".strip())
        else:
            self._window.tell_error(error)

    def _done(self, words: str, _result: object = None) -> None:
        self._window.undo_bar.tell(words)
        self.refresh()

    def _change_passphrase(self) -> None:
        from ohjaus_desktop.register.passphrase import weak

        view = PassphraseView(weak, changing=True)

        def changed(_none: object) -> None:
            self._desk.opening.put_away()
            self._done(text("The passphrase has been changed."))

        def take(words: str) -> None:
            view.wait(True)
            self._ask(lambda vault, register: vault.change_passphrase(register, words), changed)

        view.chosen.connect(take)
        self._desk.opening.show(view)

    def _new_code(self) -> None:
        def made(code: str) -> None:
            self._lane.code_waits = True
            self._desk.code.show_band()
            self._desk.code.show_view(code, self.refresh)

        self._ask(lambda vault, register: vault.new_code(register), made)

    def _add_worker(self, name: str, pin: str) -> None:
        told = text("{name} now opens the client data with a PIN.", name=name)
        self._ask(lambda vault, register: vault.add_worker(register, name, pin), partial(self._done, told))

    def _change_pin(self, worker_id: str, pin: str) -> None:
        told = text("The PIN has been changed.")
        self._ask(
            lambda vault, register: vault.change_pin(register, worker_id, pin), partial(self._done, told)
        )

    def _remove_worker(self, worker_id: str) -> None:
        told = text("The worker has been removed.")
        self._ask(lambda vault, register: vault.remove_worker(register, worker_id), partial(self._done, told))

    def _back_up(self) -> None:
        from ohjaus_desktop.register import backups
        from ohjaus_desktop.ui import register_standing

        at, settings = self._window.outside.clock(), self._window.settings

        def work(vault: Vault, register: Register) -> Path:
            folder = register_standing.folder_of(settings, register.register_id, vault.folder)
            return backups.back_up(register, folder, self._keys, at=at)

        self._ask(work, partial(self._done, text("The backup has been made and verified.")))

    def _look_into(self, backup: Backup) -> None:
        from ohjaus_desktop.register import backups
        from ohjaus_desktop.ui import register_standing

        register, page = self._lane.register, self._page
        if register is None or page is None:
            return

        def told(words: str) -> None:
            if page is self._page and page.state.is_open:
                page.say_contents(words)

        self._lane.do(
            lambda: register_standing.contents(backups.verify(backup, register.key)),
            told,
            lambda error: told(f"{error.what} {error.do}".strip()),
        )

    def _restore(self, backup: Backup) -> None:
        from ohjaus_desktop.ui import register_restoring
        from ohjaus_desktop.ui.requests_record import moment

        register = self._lane.register
        if register is None:
            return
        by, at, last = self._desk.worker(), self._window.outside.clock(), self._lane.worker
        again = register_restoring.Again(register.path, register.key, register.register_id)
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
                self._say(trouble)
            else:
                self._window.undo_bar.tell(told)

        self._lane.do(lambda: register_restoring.restore(again, backup, by=by, at=at), back, self._say)

    def _choose_folder(self) -> None:
        folder = self.ask_for_folder()
        if folder is not None and self._page is not None:
            self._page.take("backup_folder", str(folder))

    def _pack(self) -> None:
        from ohjaus_desktop.register import backups

        at = self._window.outside.clock()
        file = self.ask_where(f"ohjaus-{at:%Y-%m-%d}.ohjaus")
        if file is None:
            return
        self._ask(
            lambda _vault, register: backups.pack(register, self._keys, file, at=at),
            partial(
                self._done,
                text("The file is ready. On the other machine choose: Bring from another machine."),
            ),
        )

    def _unpack(self) -> None:
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

    def _clear(self) -> None:
        from ohjaus_desktop.register import privacy

        preview, by, at = self._preview, self._desk.worker(), self._window.outside.clock()
        if preview is not None:
            self._ask(
                lambda _vault, register: privacy.apply_retention(register, preview, by=by, at=at),
                partial(self._done, text("What was past its time has been removed.")),
            )

    def _show_logs(self) -> None:
        from ohjaus_desktop.register import log_reading
        from ohjaus_desktop.ui import register_log

        by, at = self._desk.worker(), self._window.outside.clock()

        def show(entries: tuple[log_reading.Entry, ...]) -> None:
            view = register_log.view(entries)
            view.note_focus()
            self._desk.hiding.connect(view.close_view)
            self._window.show_over(view)

        self._ask(lambda _vault, register: log_reading.newest(register, by=by, at=at), show)


def _ask_for_folder() -> Path | None:
    chosen = QFileDialog.getExistingDirectory(None, text("Backup folder"))
    return Path(chosen) if chosen else None


def _ask_where(name: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(None, text("Move to another machine"), name, "*.ohjaus")
    return Path(chosen) if chosen else None


def _ask_which() -> Path | None:
    chosen, _kind = QFileDialog.getOpenFileName(None, text("Bring from another machine"), "", "*.ohjaus *")
    return Path(chosen) if chosen else None
