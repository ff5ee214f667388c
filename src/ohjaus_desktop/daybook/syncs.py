"""Every look at the published catalogue is remembered, the failed ones too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ohjaus_desktop.catalogue.lock import SyncRunning
from ohjaus_desktop.catalogue.outcome import SyncHeld, SyncOutcome
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.daybook.store import Daybook, SyncNote, SyncResult
from ohjaus_desktop.errors import Cancelled, KnownError


def noted(
    daybook: Daybook,
    run: Callable[[], SyncOutcome],
    *,
    at: datetime,
    source: str | None = None,
    result: SyncResult | None = None,
) -> SyncOutcome:
    """Run a sync and write down how it went; its errors pass through.

    source: the address that is asked, "" for the bundled example. result: what to write down where
    it succeeds, instead of what the outcome says. A sync that found another one running is not
    noted: the other one will be.
    """
    try:
        outcome = run()
    except SyncRunning:
        raise
    except (KnownError, Cancelled) as error:
        daybook.note_sync(_not_succeeded(error, at, source))
        raise
    daybook.note_sync(
        SyncNote(
            at=at,
            result=result or ("unchanged" if outcome.same else "installed"),
            catalogue_id=outcome.catalogue_id,
            sequence=outcome.sequence,
            published_at=outcome.published_at,
            new=outcome.new,
            changed=outcome.changed,
            gone=outcome.gone,
            quarantined=outcome.quarantined,
            source=outcome.source,
            wire_bytes=outcome.wire_bytes,
            signed_by=outcome.signed_by,
        )
    )
    return outcome


def _not_succeeded(error: Exception, at: datetime, source: str | None) -> SyncNote:
    note = SyncNote(at=at, result=_result(error), source=source)
    if isinstance(error, SyncHeld):
        counted = ("services", "gone", "quarantined", "phone_changed")
        note = replace(note, **{name: getattr(error, name) for name in counted})
    return replace(note, reason=str(error)) if isinstance(error, KnownError) else note


def _result(error: Exception) -> SyncResult:
    if isinstance(error, Cancelled):
        return "cancelled"
    if isinstance(error, SyncHeld):
        return "held"
    return "refused" if isinstance(error, CatalogueRefused) else "failed"
