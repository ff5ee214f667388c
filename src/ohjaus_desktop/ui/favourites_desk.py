"""What can be done with the worker's favourites: open, order by hand, take away and put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.favourites import Favourites
from ohjaus_desktop.ui.listed_service import ListedService, listed
from ohjaus_desktop.ui.right_pane import RightPane
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.ui.tile import SERVICE, TileFact
from ohjaus_desktop.workplace import Workplace


class FavouritesDesk(QObject):
    """Keeps tiles and list of the favourites as the daybook has them."""

    changed = Signal()  # other favourites, or another order
    told = Signal(str, object)  # what happened; a function that takes it back, or None
    seen = Signal()  # the list came to the right pane

    def __init__(
        self, right: RightPane, services: ServiceDesk, workplace: Workplace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._right, self._workplace = right, workplace
        self.view = Favourites()
        right.hold(self.view)
        self.view.chosen.connect(services.open)
        self.view.moved.connect(self._move)
        self.view.removed.connect(self._remove)
        services.favourites_changed.connect(self.refresh)

    def tiles(self) -> tuple[TileFact, ...]:
        """The favourites for the start page."""
        return tuple(
            TileFact(
                one.service_id,
                one.name,
                icon="warning" if one.gone else "star_filled",
                kind=SERVICE,
                note=one.about,
            )
            for one in self._favourites()
        )

    def show(self) -> None:
        """Ctrl+Shift+B: the list, to open one or to put them in order."""
        self.view.open(self._favourites())
        self._right.cover(self.view)
        self.seen.emit()

    def refresh(self) -> None:
        """The favourites, or the catalogue, have changed."""
        if self._right.passing() is self.view:
            self.view.show_services(self._favourites())
        self.changed.emit()

    def _favourites(self) -> list[ListedService]:
        store = self._workplace.store
        return [listed(service_id, store) for service_id in self._workplace.daybook.favourites()]

    def _move(self, service_id: str, by: int) -> None:
        ids = self._workplace.daybook.favourites()
        at = ids.index(service_id)
        ids.insert(max(0, at + by), ids.pop(at))
        self._set(ids)

    def _remove(self, service_id: str) -> None:
        ids = self._workplace.daybook.favourites()
        at = ids.index(service_id)
        self._set([one for one in ids if one != service_id])
        name = listed(service_id, self._workplace.store).name
        self.told.emit(
            text("No longer a favourite: {name}", name=name), lambda: self._put_back(service_id, at)
        )

    def _put_back(self, service_id: str, at: int) -> None:
        """Where it stood; what has become a favourite since stays one."""
        ids = [one for one in self._workplace.daybook.favourites() if one != service_id]
        ids.insert(at, service_id)
        self._set(ids)

    def _set(self, ids: Sequence[str]) -> None:
        self._workplace.daybook.set_favourites(list(ids))
        self.refresh()
