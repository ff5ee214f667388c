"""A window over the real keyring of a private session: run as a program under ``dbus-run-session``.

Its argument is a folder. Prints as JSON what the keyring is, how many keys the first set-up took, and
what was found again after lock and restart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ohjaus_desktop import app
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.keys.os_keyring import os_keyring
from ohjaus_desktop.register.store import fact, put_fact
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui.main_window import MainWindow
from ohjaus_desktop.ui.outside import Outside
from ohjaus_desktop.ui.register.lock_view import LockView

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
LONGEST_MS = 30_000


def wait(condition: Callable[[], object]) -> None:
    """Let the window work until the condition holds."""
    loop, look = QEventLoop(), QTimer(interval=10)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    QTimer.singleShot(LONGEST_MS, loop.quit)
    loop.exec()
    assert condition()


def window_over(folder: Path) -> MainWindow:
    """The program as it starts, with the system's own keyring."""
    data = DataFolder(folder)
    made = app.build(data, Effective(Settings()), Outside(clock=lambda: NOON))
    made.show()
    app.open_workplace(made, data)
    return made


def opened(window: MainWindow) -> int:
    """Ask for the client data; gives how many keys it took until it was open."""
    keys, desk, came = 0, window.desks.register, []
    desk.with_open(lambda: came.append(True))
    wait(lambda: came or isinstance(window.pages.currentWidget(), LockView))
    view = window.pages.currentWidget()
    if isinstance(view, LockView):
        keys += 1
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
    wait(lambda: came)
    wait(lambda: not desk.lane.is_busy)
    return keys


def main(folder: Path) -> dict[str, object]:
    """First set-up, lock, unlock, restart."""
    if os_keyring() is None:
        return {"keyring": None}
    window = window_over(folder)
    seen: dict[str, object] = {"keyring": "system", "set-up": opened(window)}

    def write(register: object) -> None:
        with register.begin() as connection:  # type: ignore[attr-defined]
            put_fact(connection, "kept", "tallessa")

    window.desks.register.ask(write)
    window.act("lock")
    seen["unlock"] = opened(window)
    assert window.close()
    again = window_over(folder)
    seen["restart"] = opened(again)

    def read(register: object) -> str:
        with register.begin() as connection:  # type: ignore[attr-defined]
            return fact(connection, "kept")

    again.desks.register.ask(read, lambda found: seen.update(kept=found))
    wait(lambda: "kept" in seen)
    assert again.close()
    return seen


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
