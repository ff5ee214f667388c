"""How client data is set up, unlocked, rescued and looked after, in every state, for the gallery."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from gallery import client_data
from gallery.client_data import LONG_NAME, PIN, WORDS, over
from gallery.form_states import BARE, SET_UP, desks, settle
from gallery.request_states import requests
from gallery.stage import Setting, until
from gallery.states import Act, State, press, then
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.vault import Vault, generate_administrator_key
from ohjaus_desktop.ui.register.code_view import CodeView
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.register.page import RegisterPage
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.register.trouble_view import AdministratorView, TroubleView
from worker import Worker

Key = Qt.Key


def shown(worker: Worker, kind: type[Any]) -> Any:
    """The screen of that kind, once it is in sight and nothing is under way."""
    pages = worker.window.pages
    until(lambda: isinstance(pages.currentWidget(), kind))
    settle(worker)
    return pages.currentWidget()


def want(kind: type[Any], *acts: Callable[[Worker, Any], object]) -> Act:
    """Asks for the client data, waits for the screen of that kind, and does something there."""

    def act(worker: Worker) -> None:
        desks(worker).register.with_open(lambda: None)
        view = shown(worker, kind)
        for one in acts:
            one(worker, view)
            settle(worker)

    return act


def click(name: str) -> Callable[[Worker, Any], object]:
    """Clicks the button that the screen calls so."""
    return lambda worker, view: worker.click(getattr(view, name))


def words(said: str) -> Callable[[Worker, Any], object]:
    """Types words and presses Enter."""

    def act(worker: Worker, _view: object) -> None:
        worker.type(said)
        worker.press(Key.Key_Return)

    return act


def opened(worker: Worker) -> None:
    """The client data open, and nothing in the bar."""
    done: list[bool] = []
    desks(worker).register.with_open(lambda: done.append(True))
    until(lambda: bool(done))
    settle(worker)
    worker.window.undo_bar.forget()


def code(worker: Worker) -> None:
    """The recovery code, called from its band."""
    opened(worker)
    desks(worker).register.code.show_code()
    shown(worker, CodeView)


def page(*, top: str = "") -> Act:
    """The settings of the client data. top: name of a button that is scrolled into sight."""

    def act(worker: Worker) -> None:
        if worker.window.settings.no_personal_data is False and desks(worker).register.lane:
            opened(worker)
        desks(worker).register.settings.show()
        view = shown(worker, RegisterPage)
        if top:
            part = view.buttons.get(top) or view.fields[top]
            at = part.mapTo(view._scroll.widget(), part.rect().topLeft()).y()
            view._scroll.verticalScrollBar().setValue(at - 120)

    return act


def closed_page(worker: Worker) -> None:
    """The same before anything was set up, or while it is locked."""
    desks(worker).register.settings.show()
    shown(worker, RegisterPage)


def pressed(name: str) -> Act:
    """Presses a button of the page, which may ask in place."""

    def act(worker: Worker) -> None:
        page(top=name)(worker)
        view = shown(worker, RegisterPage)
        worker.click(view.buttons[name])
        settle(worker)

    return act


def band(worker: Worker) -> None:
    """The reminder of the recovery code above the search."""
    opened(worker)
    worker.type("yksinäi")


def _spoil(file: Path) -> None:
    read = bytearray(file.read_bytes())
    for at in range(0, len(read), 512):
        read[at] ^= 0xFF
    file.write_bytes(read)


def _missing(data: DataFolder) -> None:
    (data.register / "register.sqlite").unlink()


def _bare(data: DataFolder) -> None:
    _missing(data)
    shutil.rmtree(data.register / "backups")


def _damaged(data: DataFolder) -> None:
    _spoil(data.register / "register.sqlite")


def _keys_damaged(data: DataFolder) -> None:
    _spoil(data.register / "keys.json")


def newer(_catalogue: object) -> client_data.Fill:
    """A register that a newer program has written."""

    def fill(_vault: Vault, register: Any) -> None:
        with register.begin() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 99")

    return fill


PUBLIC, PRIVATE = generate_administrator_key(WORDS)
LOCKED = Setting(lay=over(client_data.with_workers), settings={"worker": LONG_NAME})
NO_KEYRING = Setting(lay=lambda _theatre, _data: None)
"""A system that keeps no keys."""


def administrator(worker: Worker) -> None:
    """The administrator's key, with its file chosen."""
    want(LockView, click("forgotten"))(worker)
    trouble = shown(worker, TroubleView)
    worker.click(trouble.others[-1])
    view = shown(worker, AdministratorView)
    view.take_file("avain.pem", PRIVATE)


def hurt(how: client_data.Hurt) -> Setting:
    """Client data to which that has happened."""
    return Setting(lay=over(client_data.everyday, hurt=how))


OPENING = (
    State("set-up", "Set-up without a keyring", want(PassphraseView), NO_KEYRING),
    State("set-up-weak", "A weak passphrase", want(PassphraseView, words("kissa")), NO_KEYRING),
    State("set-up-code", "The code after the set-up", want(PassphraseView, words(WORDS), words(WORDS),
        lambda worker, _view: shown(worker, CodeView)), NO_KEYRING),
    State("code-band", "The recovery code waits", band, Setting(lay=over(client_data.empty))),
    State("code", "The recovery code", code, Setting(lay=over(client_data.empty))),
    State("code-slip", "A slip in the code", then(code, lambda worker: (
        shown(worker, CodeView).line.setText("AAAAB BBBBC"), worker.click(shown(worker, CodeView).primary))),
        Setting(lay=over(client_data.empty))),
    State("unlock-pin", "Unlock with the PIN", want(LockView), LOCKED),
    State("unlock-wrong", "A wrong PIN", want(LockView, words("918273")), LOCKED),
    State("unlock-words", "Unlock with words", want(LockView, click("other")), LOCKED),
    State("unlock-keyring", "Unlock with the computer's key", then(requests(), press(Key.Key_F9), settle,
        want(LockView)), SET_UP),
    State("keyring-lost", "The keyring is lost", want(LockView),
        Setting(lay=over(client_data.everyday, lost=True))),
)  # fmt: skip

TROUBLES = (
    State("trouble-missing", "Missing", want(TroubleView), hurt(_missing)),
    State("trouble-no-backup", "Missing, no backup", want(TroubleView), hurt(_bare)),
    State("trouble-damaged", "Damaged", want(TroubleView), hurt(_damaged)),
    State("trouble-keys", "Key file damaged", want(TroubleView), hurt(_keys_damaged)),
    State("trouble-newer", "Newer", want(TroubleView), Setting(lay=over(newer))),
    State("trouble-lost", "Nothing opens it", want(LockView, click("forgotten"),
        lambda worker, _view: shown(worker, TroubleView)),
        Setting(lay=over(client_data.everyday, lost=True))),
    State("trouble-anew", "Begin anew, asked in place", then(want(TroubleView), lambda worker: worker.click(
        shown(worker, TroubleView).anew.button)), hurt(_damaged)),
    State("administrator", "The administrator's key", administrator,
        Setting(lay=over(client_data.everyday, lost=True, public=PUBLIC))),
)  # fmt: skip

PAGE = (
    State("client-data-new", "Client data, not set up", closed_page),
    State("client-data-locked", "Client data, locked", closed_page, SET_UP),
    State("client-data", "Client data", page(), SET_UP),
    State("client-data-code", "Client data, code waits", page(), Setting(lay=over(client_data.empty))),
    State("client-data-workers", "Client data, workers",
        then(want(LockView, words(PIN)), page(top="passphrase")), LOCKED),
    State("client-data-backups", "Client data, backups", page(top="back_up"), SET_UP),
    State("client-data-restore", "Bring back: asked in place", pressed("restore"), SET_UP),
    State("client-data-retention", "Client data, how long", page(top="retention_days"), SET_UP),
    State("client-data-notice", "Client data, notice and machine", page(top="controller"), SET_UP),
    State("client-data-bare", "Client data, none on this machine", closed_page, BARE),
    State("client-data-fixed", "Client data, fixed", page(top="controller"), Setting(
        lay=over(client_data.everyday), locked={"controller": "Esimerkkialueen hyvinvointialue",
            "no_personal_data": False, "identity_codes": False, "lock_minutes": 5})),
    State("client-data-log", "The log", pressed("logs"), SET_UP),
)  # fmt: skip

STATES = (*OPENING, *TROUBLES, *PAGE)
