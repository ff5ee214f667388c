"""The page Pyynnöt: what was asked for whom, what is due, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.ui.register_desk import RegisterDesk
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.window_frame import WindowFrame


class RequestsDesk(QObject):
    """Lists requests, opens one, and notes what became of it."""

    new_request_wanted = Signal(object)  # Content of a request for the same matter

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        services: ServiceDesk,
        register: RegisterDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._services, self._register = services, register

    def show_page(self) -> None:
        """Alt+2."""

    def refresh(self, _referral_id: str = "") -> None:
        """Something has changed: look again."""

    def close(self) -> None:
        """Let go of what is shown."""
