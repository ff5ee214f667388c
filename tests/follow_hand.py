"""Somebody who follows contact requests, in a real window over a real encrypted register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

import invented_requests as invented
from ohjaus_desktop.register import referrals
from ohjaus_desktop.register.model import Client, Referral, Snapshot
from ohjaus_desktop.register.model import Worker as Colleague
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.ui.requests.page import RequestsPage
from worker import Worker

Key = Qt.Key
ME = Colleague("Testi Työntekijä")


class Follower:
    """Somebody who follows requests: what is in the register, what is on the page, keys."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.window = worker, worker.window
        self.desk, self.register = worker.window.desks.requests, worker.window.desks.register
        self.now: datetime = worker.window.outside.clock()

    @property
    def page(self) -> RequestsPage:
        return self.desk.page

    def ask(self, work: Callable[[Register], object]) -> object:
        """Do something in the register, and wait for it."""
        got: list[object] = []
        self.register.ask(work, got.append)
        self.worker.qtbot.waitUntil(lambda: bool(got))
        return got[0]

    def open_register(self) -> None:
        done: list[bool] = []
        self.register.with_open(lambda: done.append(True))
        self.worker.qtbot.waitUntil(lambda: bool(done))

    def make(
        self,
        name: str = "one",
        *,
        days: int = 0,
        of: str | Snapshot = "debts",
        client: Client | None = None,
        **changes: object,
    ) -> Referral:
        """Make a request of that service, so many days ago."""
        at = self.now - timedelta(days=days)
        draft = invented.draft(invented.matter(of, at=at), of=client, name=name, at=at, **changes)  # type: ignore[arg-type]
        made = self.ask(lambda register: referrals.request(register, draft, by=ME, at=at))
        assert isinstance(made, Referral)
        return made

    def go(self) -> None:
        """Alt+2, and wait until the list is there."""
        self.worker.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        self.settle()

    def settle(self) -> None:
        """Until everything asked for has been answered."""
        lane = self.register.lane
        self.worker.qtbot.waitUntil(lambda: not lane.is_busy)

    @property
    def names(self) -> list[str]:
        rows = self.page.list.table.rows
        return [rows.index(at, 1).data() for at in range(rows.rowCount())]

    def open_first(self) -> None:
        self.worker.press(Key.Key_Return)
        self.settle()

    def look(self, referral: Referral) -> Referral:
        now = self.ask(lambda register: referrals.load(register, referral.id, by=ME, at=self.now))
        assert isinstance(now, Referral)
        return now

    @property
    def told(self) -> str:
        return self.window.undo_bar.accessibleName()

    @property
    def said(self) -> str:
        return words(self.page.detail)


def words(widget: QWidget) -> str:
    """Every word on a part of the window, in sight or not."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    buttons = [button.text() for button in widget.findChildren(QAbstractButton)]
    fields = [field.text() for field in widget.findChildren(QLineEdit)]
    named = [child.accessibleName() for child in widget.findChildren(QWidget)]
    return "\n".join([*labels, *buttons, *fields, *named])
