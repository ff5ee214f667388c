"""Ctrl+J: writes an unmet need down in the daybook, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.daybook.unmet import record
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.unmet.overview_desk import OverviewDesk
from ohjaus_desktop.workplace import HELSINKI, Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.unmet.view import Begun, Chosen, UnmetView
    from ohjaus_desktop.ui.window_frame import WindowFrame


class UnmetDesk(QObject):
    """One need is counted once for one client, however often it is written down."""

    def __init__(self, window: WindowFrame, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._way = record.UNKNOWN
        self.overview = OverviewDesk(window, workplace, self)
        middle = window.page.middle
        middle.offers_unmet = True
        middle.unmet_wanted.connect(self.open)
        window.guide.answered.connect(self._follow)

    def open(self) -> None:
        """Show the view in the right pane, until Enter or Esc."""
        self._window.go_to_search()
        page = self._window.page
        if not self._is_open:
            self._view.open(self._begun())
            page.right.cover(self._view)
        page.show_right()
        self._view.focus_first()

    def close(self) -> None:
        """Stop listening: another desk takes over."""
        self._window.guide.answered.disconnect(self._follow)

    def new_client(self) -> None:
        """Forget what was being chosen."""
        if self._is_open:
            self._view.close_view()

    @property
    def _is_open(self) -> bool:
        return "_view" in self.__dict__ and self._window.page.right.passing() is self._view

    def _follow(self) -> None:
        """Another need or place is spoken of, and nothing has been chosen yet."""
        if self._is_open and not self._view.reasons.value():
            begun = self._begun()
            if begun != self._view.begun:
                self._view.open(begun)

    def _to_overview(self) -> None:
        self._view.close_view()
        self.overview.show()

    @cached_property
    def _view(self) -> UnmetView:
        from ohjaus_desktop.ui.unmet.view import UnmetView

        made = UnmetView()
        made.chosen.connect(self._keep)
        made.overview_wanted.connect(self._to_overview)
        self._window.page.right.hold(made)
        self._window.guard_fields()
        return made

    def _begun(self) -> Begun:
        from ohjaus_desktop.ui.unmet.view import Begun

        say, answer = current(), self._window.guide.answer
        needs = {one.id: one for one in self._workplace.store.needs()}
        written = {id_: record.written_need(one, needs) for id_, one in needs.items()}
        offered = [(id_, say.name(needs[id_].name)) for id_ in _in_groups(needs) if written[id_] == id_]
        meant = next((written[id_] for id_ in answer.meant if id_ in written), "")
        code = answer.place.municipality if answer.place else None
        places = self._workplace.places
        home = places.municipality(code) if code else None
        return Begun(
            needs=[*offered, (record.SENSITIVE, record.need_name(record.SENSITIVE, needs, say))],
            inner={id_ for id_ in needs if needs[id_].parent_id},
            need=meant,
            areas={
                sensitive: [
                    (area, record.area_name(area, places, say))
                    for area in record.areas_near(home, places, sensitive=sensitive)
                ]
                for sensitive in (False, True)
            },
            age=record.age_group(answer.question.age),
            way=self._way,
        )

    def _keep(self, chosen: Chosen) -> None:
        day = self._window.outside.clock().astimezone(HELSINKI).date()
        made = record.unmet(chosen.need, chosen.reasons, chosen.area, day=day, age=chosen.age, way=chosen.way)
        kept, before = self._workplace.daybook.unmet, self._window.guide.recorded.get(made.need)
        try:
            number = kept.keep(made)
            if before is not None:
                kept.remove(before[0])
        except KnownError as error:
            self._window.tell_error(error)
            return
        self._way = chosen.way
        self._window.guide.recorded[made.need] = number, made
        self._view.close_view()

        def back() -> None:
            self._take_back(made.need, number, before)

        # Nothing of the matter: whoever stands beside may read it.
        self._window.undo_bar.tell(text("The unmet need was recorded."), back)

    def _take_back(self, need: str, number: int, before: tuple[int, record.Unmet] | None) -> None:
        """Undo: what had been written down for this client before stands again."""
        kept, recorded = self._workplace.daybook.unmet, self._window.guide.recorded
        try:
            kept.remove(number)
            recorded.pop(need, None)
            if before is not None:
                recorded[need] = kept.keep(before[1]), before[1]
        except KnownError as error:
            self._window.tell_error(error)
            return
        self.overview.refresh()
        self._window.undo_bar.tell(text("The record was taken back."))


def _in_groups(needs: Mapping[str, Need]) -> list[str]:
    """Every group, and its needs after it."""
    inside: dict[str | None, list[str]] = {}
    for one in needs.values():
        inside.setdefault(one.parent_id, []).append(one.id)
    return [id_ for group in inside.get(None, ()) for id_ in (group, *inside.get(group, ()))]
