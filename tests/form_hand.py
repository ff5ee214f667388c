"""Somebody who writes contact requests, in a real window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from ohjaus_desktop.register.model import Content, Draft
from ohjaus_desktop.ui.form.view import RequestForm
from small_catalogue import uid
from worker import Worker

Key = Qt.Key


class Former:
    """A worker who writes contact requests."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    @property
    def desk(self) -> Any:
        """The desk of the window as it stands now."""
        desks = self.worker.window.desks
        assert desks is not None
        return desks.form

    @property
    def form(self) -> RequestForm:
        return self.desk.form

    @property
    def content(self) -> Content:
        content = self.form.content
        assert content is not None
        return content

    def begin(self, *services: str) -> None:
        """Ctrl+L for one service, or for several that have been gathered."""
        desks = self.worker.window.desks
        assert desks is not None
        for service in services:
            desks.services.open(uid(service))
            if len(services) > 1:
                desks.services.toggle_tray()
        self.worker.ctrl(Key.Key_L)

    def open(self, *services: str) -> RequestForm:
        """The same, until the form is there."""
        self.begin(*services)
        self.wait(lambda: self.form.isVisible() and self.form.content is not None)
        return self.form

    def wait(self, condition: Callable[[], object], timeout: int = 5000) -> None:
        self.worker.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def allowed(self, *services: str) -> RequestForm:
        """A form whose client has allowed every recipient."""
        form = self.open(*services)
        for card in form.cards:
            card.answer.choose("yes")
        return form

    def drafts(self) -> list[Draft]:
        """What is on the disk."""
        found: list[list[Draft]] = []
        desks = self.worker.window.desks
        assert desks is not None
        by = desks.register.worker()

        def look(register: Any) -> list[Draft]:
            from ohjaus_desktop.register.referrals import drafts

            return drafts(register, by=by)

        desks.register.ask(look, found.append)
        self.wait(lambda: found)
        return found[0]
