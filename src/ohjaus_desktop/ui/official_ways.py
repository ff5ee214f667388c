"""The two ways that pass by the form: an official service, and the duty to notify."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.texts import current
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.duty_facts import Case
    from ohjaus_desktop.ui.statutory_view import StatutoryView
    from ohjaus_desktop.ui.window_frame import WindowFrame


class OfficialWays(QObject):
    """Shows the authority's own numbers; writes nothing anywhere."""

    def __init__(
        self, window: WindowFrame, workplace: Workplace, services: ServiceDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace, self._services = window, workplace, services

    @cached_property
    def _statutory(self) -> StatutoryView:
        from ohjaus_desktop.ui.statutory_view import StatutoryView

        made = StatutoryView()
        made.told.connect(self._window.undo_bar.tell)
        made.duty_wanted.connect(self.show_duty)
        self._window.page.right.hold(made)
        return made

    def show_services(self, chosen: Sequence[Chosen]) -> None:
        """Services whose official intake asking is: in the right pane, until Esc."""
        at, place = self._services.now(), self._window.guide.answer.place
        urgent = self._workplace.navigator.urgent_line(place.municipality if place else None, at)
        self._statutory.open(chosen, at=at, urgent=urgent)
        self._window.pages.setCurrentWidget(self._window.page)
        self._window.page.right.cover(self._statutory)
        self._window.page.show_right()

    def show_duty(self, case: Case | None = None) -> None:
        """The page about the duty to notify, over everything, until Esc.

        case: whom it is about; else what the chosen need says, else a child.
        """
        from ohjaus_desktop.ui import duty_facts
        from ohjaus_desktop.ui.duty_view import DutyView

        if isinstance(self._window.pages.currentWidget(), DutyView):
            return
        guide = self._window.guide
        view = DutyView(
            duty_facts.duties(self._workplace, guide.answer.place, self._services.now(), current())
        )
        view.told.connect(self._window.undo_bar.tell)
        view.open(case or duty_facts.case_of([guide.question.need]) or "child")
        self._window.show_over(view)
