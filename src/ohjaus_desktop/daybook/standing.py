"""How the catalogue on this machine stands: what is installed, how the looks at its source ended.

The window's view and the command line tell the same from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.catalogue.store import CatalogueStore, count_services
from ohjaus_desktop.daybook.store import Daybook, SyncNote

HISTORY = 50
"""Looks that are told; the rest stays in the daybook."""
_DECIDED = frozenset({"installed", "unchanged", "held", "restored"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything about the catalogue and its source.

    address: where newer ones come from, "" for the bundled example. history: the looks, latest
    first. news: how many records are not as the user last saw them. recognises: a publisher's root
    file is in use. services: how many are installed, where they were counted.
    """

    installed: Installed | None
    address: str
    history: tuple[SyncNote, ...]
    news: int
    recognises: bool
    services: int = 0

    @property
    def last(self) -> SyncNote | None:
        """The latest look, however it ended."""
        return self.history[0] if self.history else None

    @property
    def last_success(self) -> datetime | None:
        """When the source was last seen in order."""
        return next((note.at for note in self.history if note.went_well), None)

    @property
    def held(self) -> SyncNote | None:
        """The update that waits for a decision."""
        latest = next((note for note in self.history if note.result in _DECIDED), None)
        return latest if latest is not None and latest.result == "held" else None

    @property
    def restored(self) -> bool:
        """An earlier file was brought back; nothing older than the next one replaces it."""
        return self.installed is not None and self.installed.hold_above is not None

    def count(self, kind: ProblemKind) -> int:
        """How many records of the installed file had such a problem."""
        return self.installed.problems.get(kind, 0) if self.installed is not None else 0


def standing(
    store: CatalogueStore, daybook: Daybook, *, address: str, recognises: bool, counted: bool = False
) -> Standing:
    """Ask store and daybook; nothing is fetched.

    counted: count the services too, which takes a while where there are a hundred thousand.
    Raises DatabaseTrouble.
    """
    return Standing(
        installed=store.installed(),
        address=address,
        services=count_services(store) if counted else 0,
        history=tuple(daybook.sync_history(HISTORY)),
        news=store.news_count(),
        recognises=recognises,
    )
