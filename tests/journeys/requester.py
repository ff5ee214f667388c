"""Somebody who asks an organization to call a client: the form, what comes after it, and what was kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from ohjaus_desktop.register import journal, referrals
from ohjaus_desktop.register.journal import Report
from ohjaus_desktop.register.model import Draft, Referral
from ohjaus_desktop.register.model import Worker as By
from worker import Worker

Key = Qt.Key
NAME = "Testi Esimerkki"
PHONE = "000 123 4567"
THURSDAY = datetime(2026, 11, 19, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
"""When those who visit the lonely answer their phone, so that calling together comes first."""
MATTER = "Toivoo juttuseuraa kotiin arki-iltoina."


class Requester:
    """A worker in front of a window, who knows the way through a contact request."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    @property
    def desks(self) -> Any:
        """What the window is made of."""
        return self.worker.window.desks

    @property
    def told(self) -> str:
        """What the bar below says."""
        return self.worker.window.undo_bar.accessibleName()

    def wait(self, condition: Callable[[], object]) -> None:
        """Until the condition holds."""
        self.worker.qtbot.waitUntil(lambda: bool(condition()))

    def settle(self) -> None:
        """Until everything asked of the client data has been answered."""
        self.wait(lambda: not self.desks.register.lane.is_busy)

    def set_up(self) -> None:
        """The client data is open, set up if it never was."""
        opened: list[bool] = []
        self.desks.register.with_open(lambda: opened.append(True))
        self.wait(lambda: opened)
        self.settle()

    def find(self, words: str) -> None:
        """A service for these words is on the right; the keys are counted from here on."""
        self.worker.type(words)
        self.worker.press(Key.Key_Down)
        self.worker.keys_pressed = 0

    def open(self) -> None:
        """Ctrl+L, and the form."""
        self.worker.ctrl(Key.Key_L)
        self.wait(lambda: self.desks.form.form.isVisible() and self.desks.form.form.content is not None)

    def write(self, *, name: str = NAME, phone: str = PHONE, matter: str = MATTER) -> None:
        """Everything that the commonest request needs, by keyboard alone."""
        self.open()
        self.worker.press(Key.Key_Return)
        self.answer(name=name, phone=phone)
        self.worker.press(Key.Key_Return)
        self.worker.type(matter)

    def answer(self, *, name: str = NAME, phone: str = PHONE) -> None:
        """Consent, safe contact, name and number."""
        for key in (Key.Key_K, Key.Key_K, Key.Key_E):
            self.worker.press(key)
        self.worker.type(name)
        self.worker.press(Key.Key_Return)
        self.worker.type(phone)

    def save(self) -> None:
        """Ctrl+Enter, and what comes after it."""
        self.worker.ctrl(Key.Key_Return)
        self.wait(lambda: self.desks.form.ways.view.isVisible() or self.desks.form.ways.preview.isVisible())

    def go_to_requests(self) -> None:
        """Alt+2, and the list."""
        self.worker.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        self.settle()

    def ask(self, work: Callable[[Any, By], Any]) -> Any:
        """Ask the open client data something."""
        found: list[Any] = []
        by = self.desks.register.worker()
        self.desks.register.ask(lambda register: work(register, by), found.append)
        self.wait(lambda: found)
        return found[0]

    def referrals(self) -> list[Referral]:
        """Every request that is kept, the newest last."""
        at = self.worker.window.outside.clock()

        def look(register: Any, by: By) -> list[Referral]:
            rows = referrals.listing(register, which="all", on=at.date(), by=by).rows
            ids = dict.fromkeys(row.referral_id for row in rows)
            kept = [referrals.load(register, one, by=by, at=at) for one in ids]
            return sorted(kept, key=lambda one: one.made_at)

        return list(self.ask(look))

    def referral(self) -> Referral:
        """The one request that is kept."""
        (only,) = self.referrals()
        return only

    def drafts(self) -> list[Draft]:
        """Every form that was begun."""
        return list(self.ask(lambda register, by: referrals.drafts(register, by=by)))

    def log(self) -> Report:
        """What has been done with the one request, and to whom something was given."""
        id_, at = self.referral().id, self.worker.window.outside.clock()
        return self.ask(lambda register, by: journal.report(register, [id_], by=by, at=at))
