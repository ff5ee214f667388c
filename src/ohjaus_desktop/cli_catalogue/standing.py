"""How the catalogue on this machine stands, for programs: what the window's view tells people."""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.catalogue.address import without_password
from ohjaus_desktop.cli_catalogue.command import problem_facts
from ohjaus_desktop.daybook.standing import Standing
from ohjaus_desktop.daybook.store import SyncNote
from ohjaus_desktop.texts import current
from ohjaus_desktop.workplace import Workplace


def standing_facts(workplace: Workplace) -> dict[str, object]:
    """Source, number, signature, looks, what was left out. Raises DatabaseTrouble."""
    standing = workplace.standing(counted=True)
    return {
        **_installed_facts(standing),
        "address": without_password(standing.address),
        "recognises_publisher": standing.recognises,
        "services": standing.services,
        "last_look": _moment(standing.last.at if standing.last else None),
        "last_result": standing.last.result if standing.last else None,
        "last_success": _moment(standing.last_success),
        "held": _note_facts(standing.held) if standing.held else None,
        "restored": standing.restored,
        "news": standing.news,
        "problem_counts": dict(standing.installed.problems) if standing.installed else {},
        "problems": [problem_facts(problem) for problem in workplace.store.problems()],
        "history": [_note_facts(note) for note in standing.history],
    }


def _installed_facts(standing: Standing) -> dict[str, object]:
    installed = standing.installed
    if installed is None:
        return {"catalogue_id": None}
    say = current()
    return {
        "catalogue_id": installed.catalogue_id,
        "title": say.name(installed.title),
        "publisher": say.name(installed.publisher.name),
        "sequence": installed.sequence,
        "published_at": installed.published_at.isoformat(),
        "installed_at": installed.installed_at.isoformat(),
        "source": without_password(installed.source),
        "example": installed.example,
        "verified": installed.verified,
        "signed_by": list(installed.signed_by),
        "installed_wire_bytes": installed.wire_bytes,
        "hold_above": installed.hold_above,
    }


def _note_facts(note: SyncNote) -> dict[str, object]:
    return {
        "at": _moment(note.at),
        "result": note.result,
        "source": note.source and without_password(note.source),
        "sequence": note.sequence,
        "new": note.new,
        "changed": note.changed,
        "gone": note.gone,
        "quarantined": note.quarantined,
        "services": note.services,
        "phone_changed": note.phone_changed,
        "wire_bytes": note.wire_bytes,
        "signed_by": list(note.signed_by),
        "reason": note.reason,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
