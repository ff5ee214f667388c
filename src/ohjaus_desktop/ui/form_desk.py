"""The contact request: from a chosen service to a form, and from the form on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.register.model import Content
from ohjaus_desktop.ui.register_desk import RegisterDesk
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.window_frame import WindowFrame


class FormDesk(QObject):
    """Opens the form, keeps its drafts, and sends what is ready on its way."""

    made = Signal(str)  # id of a referral that has been made

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

    def open(self) -> None:
        """Ctrl+L: for the chosen services, else for the one on the right."""

    def open_with(self, content: Content) -> None:
        """A form with something in it already: a draft, or a matter passed on."""

    def show_duty(self) -> None:
        """The calm page about the duty to notify; nothing of it is stored."""

    def close(self) -> None:
        """Keep what is being written."""
