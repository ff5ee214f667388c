"""Somebody who needs the open register, in a real window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ohjaus_desktop.register.store import Register, fact, put_fact
from ohjaus_desktop.ui.register.desk import RegisterDesk
from worker import Worker

WORDS = "sininen lapio nukkuu kaivossa"
"""A passphrase that is strong enough."""
PIN, WRONG_PIN = "402817", "918273"
View = TypeVar("View", bound=QWidget)


class RegisterHand:
    """Asks the desk for the register and counts how often it came."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.times = worker, 0

    @property
    def desk(self) -> RegisterDesk:
        """The desk of now: another one after the window was dressed anew."""
        return self.worker.window.desks.register

    def want(self) -> None:
        """Ask for the open register, as Ctrl+L does."""
        self.desk.with_open(self._got)

    def _got(self) -> None:
        assert self.desk.is_open
        self.times += 1

    def open(self) -> None:
        """Ask for it and wait until everything about it is done."""
        before = self.times
        self.want()
        self.worker.qtbot.waitUntil(lambda: self.times == before + 1)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        self.worker.qtbot.waitUntil(lambda: not self.desk.lane.is_busy)

    def shown(self, kind: type[View]) -> View:
        """The screen of that kind, once it is in sight."""
        pages = self.worker.window.pages
        self.worker.qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), kind))
        view = pages.currentWidget()
        assert isinstance(view, kind)
        return view

    def write(self, name: str, value: str) -> None:
        """Write something into the register that a test can find again."""

        def work(register: Register) -> None:
            with register.begin() as connection:
                put_fact(connection, name, value)

        self.desk.ask(work)

    def read(self, name: str) -> str:
        """What was written."""
        found: list[str] = []

        def work(register: Register) -> str:
            with register.begin() as connection:
                return fact(connection, name)

        self.desk.ask(work, found.append)
        self.worker.qtbot.waitUntil(lambda: bool(found))
        return found[0]

    def code(self) -> str:
        """The recovery code that waits to be typed back."""
        found: list[str] = []
        lane = self.desk.lane
        lane.with_vault(lambda vault: vault.unconfirmed_code(lane.register), found.append)
        self.worker.qtbot.waitUntil(lambda: bool(found))
        return found[0]

    def told(self) -> str:
        """What the bar says."""
        return self.worker.window.undo_bar.accessibleName()
