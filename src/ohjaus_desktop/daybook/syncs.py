"""Every look at the published catalogue is remembered, the failed ones too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ohjaus_desktop.catalogue.lock import SyncRunning
from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.daybook.store import Daybook, SyncNote, SyncResult
from ohjaus_desktop.errors import Cancelled, KnownError


def noted(daybook: Daybook, run: Callable[[], SyncOutcome], *, at: datetime) -> SyncOutcome:
    """Run a sync and write down how it went; its errors pass through.

    A sync that found another one running is not noted: the other one will be.
    """
    try:
        outcome = run()
    except SyncRunning:
        raise
    except (KnownError, Cancelled) as error:
        daybook.note_sync(SyncNote(at=at, result=_result(error)))
        raise
    daybook.note_sync(
        SyncNote(
            at=at,
            result="unchanged" if outcome.same else "installed",
            catalogue_id=outcome.catalogue_id,
            sequence=outcome.sequence,
            published_at=outcome.published_at,
            new=outcome.new,
            changed=outcome.changed,
            gone=outcome.gone,
            quarantined=outcome.quarantined,
        )
    )
    return outcome


def _result(error: Exception) -> SyncResult:
    if isinstance(error, Cancelled):
        return "cancelled"
    if isinstance(error, SyncHeld):
        return "held"
    return "refused" if isinstance(error, CatalogueRefused) else "failed"
