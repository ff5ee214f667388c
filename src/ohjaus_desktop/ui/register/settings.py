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
from ohjaus_desktop.ui.register.copies import RegisterCopies
from ohjaus_desktop.ui.register.lane import RegisterLane, Then
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.window_frame import WindowFrame
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup
    from ohjaus_desktop.register.privacy.retention import Preview
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Vault
    from ohjaus_desktop.ui.register.desk import RegisterDesk
    from ohjaus_desktop.ui.register.page import RegisterPage
    from ohjaus_desktop.ui.register.state import State


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
        self.ask_for_folder = _ask_for_folder
        self.copies = RegisterCopies(window, workplace, lane, desk, self)

    def show(self, adopt: Callable[[Settings], object] | None = None) -> None:
        """Open the page. adopt: tells whoever shows other settings what holds now."""
        from ohjaus_desktop.ui.register.page import RegisterPage

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
        from ohjaus_desktop.ui.register import standing

        if self._page is None:
            return
        register, settings = self._lane.register, self._window.settings
        by, at = self._desk.worker(), self._window.outside.clock()
        self._lane.with_vault(
            lambda vault: standing.gather(vault, register, settings=settings, by=by, at=at),
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
        from ohjaus_desktop.ui.register.state import State

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
            "unpack": self.copies.unpack,
            "lock": self._desk.lock,
            "logs": self._show_logs,
            "passphrase": self._change_passphrase,
            "show_code": self._desk.code.show_code,
            "new_code": self._new_code,
            "add_worker": lambda: self._add_worker(*argument),
            "change_pin": lambda: self._change_pin(*argument),
            "remove_worker": lambda: self._remove_worker(argument),
            "back_up": self.copies.back_up,
            "look_into": lambda: self._look_into(argument),
            "delete_everything": self._delete_everything,
            "restore": lambda: self.copies.restore(argument),
            "choose_folder": self._choose_folder,
            "pack": self.copies.pack,
            "clear": self._clear,
        }
        if self._page is not None:
            self._page.say_problem("")
        acts[what]()

    def ask(self, work: Callable[[Vault, Register], Any], then: Then) -> None:
        """Do something with keys and open register; what is wrong is said on the page."""
        register = self._lane.register
        if register is not None:
            self._lane.with_vault(lambda vault: work(vault, register), then, self.say)

    def say(self, error: KnownError) -> None:
        """What is wrong, on the page; in the window where the page has gone."""
        if self._page is not None:
            self._page.say_problem(f"{error.what} {error.do}".strip())
        else:
            self._window.tell_error(error)

    def done(self, words: str, _result: object = None) -> None:
        """Tell that it is done, and look again."""
        self._window.undo_bar.tell(words)
        self.refresh()

    def _delete_everything(self) -> None:
        def deleted(_none: object) -> None:
            self._lane.code_waits = False
            self._desk.code.show_band()
            self.done(text("All client data of this machine has been deleted."))

        self._lane.with_vault(lambda vault: vault.delete_everything(), deleted, self.say)

    def _change_passphrase(self) -> None:
        from ohjaus_desktop.register.keys.passphrase import weak

        view = PassphraseView(weak, changing=True)

        def changed(_none: object) -> None:
            self._desk.opening.put_away()
            self.done(text("The passphrase has been changed."))

        def take(words: str) -> None:
            view.wait(True)
            self.ask(lambda vault, register: vault.change_passphrase(register, words), changed)

        view.chosen.connect(take)
        self._desk.opening.show(view)

    def _new_code(self) -> None:
        def made(code: str) -> None:
            self._lane.code_waits = True
            self._desk.code.show_band()
            self._desk.code.show_view(code, self.refresh)

        self.ask(lambda vault, register: vault.new_code(register), made)

    def _add_worker(self, name: str, pin: str) -> None:
        told = text("{name} now opens the client data with a PIN.", name=name)
        self.ask(lambda vault, register: vault.add_worker(register, name, pin), partial(self.done, told))

    def _change_pin(self, worker_id: str, pin: str) -> None:
        told = text("The PIN has been changed.")
        self.ask(lambda vault, register: vault.change_pin(register, worker_id, pin), partial(self.done, told))

    def _remove_worker(self, worker_id: str) -> None:
        told = text("The worker has been removed.")
        self.ask(lambda vault, register: vault.remove_worker(register, worker_id), partial(self.done, told))

    def _look_into(self, backup: Backup) -> None:
        page = self._page

        def told(words: str) -> None:
            if page is not None and page is self._page and page.state.is_open:
                page.say_contents(words)

        self.copies.look_into(backup, told)

    def _choose_folder(self) -> None:
        folder = self.ask_for_folder()
        if folder is not None and self._page is not None:
            self._page.take("backup_folder", str(folder))

    def _clear(self) -> None:
        from ohjaus_desktop.register import privacy

        preview, by, at = self._preview, self._desk.worker(), self._window.outside.clock()
        if preview is not None:
            self.ask(
                lambda _vault, register: privacy.apply_retention(register, preview, by=by, at=at),
                partial(self.done, text("What was past its time has been removed.")),
            )

    def _show_logs(self) -> None:
        from ohjaus_desktop.register import journal
        from ohjaus_desktop.ui.register import log_words

        by, at = self._desk.worker(), self._window.outside.clock()

        def show(entries: tuple[journal.Entry, ...]) -> None:
            view = log_words.view(entries)
            view.note_focus()
            self._desk.hiding.connect(view.close_view)
            self._window.show_over(view)

        self.ask(lambda _vault, register: journal.newest(register, by=by, at=at), show)


def _ask_for_folder() -> Path | None:
    chosen = QFileDialog.getExistingDirectory(None, text("Backup folder"))
    return Path(chosen) if chosen else None
