"""How the client data stands on this machine, gathered for the settings page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.settings import Settings
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.ui.register.state import State
from ohjaus_desktop.ui.requests.record import moment

if TYPE_CHECKING:
    from ohjaus_desktop.register.backups import Backup, Counted
    from ohjaus_desktop.register.privacy.retention import Due, Preview
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.register.vault import Situation, Vault


def gather(
    vault: Vault, register: Register | None, *, settings: Settings, by: Worker, at: datetime
) -> tuple[State, Preview | None]:
    """The state, and what is past its time. Runs on the register's thread. Raises DatabaseTrouble."""
    from ohjaus_desktop.register import backups, privacy, store

    situation = vault.look()
    if settings.no_personal_data:
        lines = [text("No personal data is kept on this machine.")]
        if situation.kind != "absent":
            lines.append(text("Encrypted client data from before is still here. Nothing of it is shown."))
        return State(exists=situation.kind != "absent", can_set_up=False, lines=lines), None
    local = vault.folder / "backups"
    places = {local, backups.place(settings.backup_folder, situation.register_id, local)}
    kept = [one for one in backups.backups(*places) if one.register_id == situation.register_id]
    preview, code = None, ""
    made_at = ""
    if register is not None:
        with register.begin() as connection:
            made_at = store.fact(connection, "made_at")
        preview = privacy.overdue(register, on=at.date(), settings_days=settings.retention_days, by=by)
        code = vault.unconfirmed_code(register)
    state = State(
        exists=situation.kind != "absent",
        is_open=register is not None,
        has_passphrase=situation.has_passphrase,
        has_keyring=vault.has_keyring,
        code_waits=bool(code),
        lines=_lines(situation, kept, is_open=register is not None, code_waits=bool(code), made_at=made_at),
        workers=[(one.id, one.name) for one in situation.workers],
        backups=[(one, moment(one.taken_at)) for one in kept],
        going=[_due(one) for one in preview.going] if preview else [],
        long_open=[_open_since(one) for one in preview.long_open] if preview else [],
        rule_days=privacy.rule("closed", at.date()).days,
        others=preview.drafts + preview.log_entries if preview else 0,
    )
    return state, preview


def contents(counted: Counted) -> str:
    """What a backup holds."""
    requests = plural("{number} contact request", "{number} contact requests", counted.requests)
    drafts = plural("{number} draft", "{number} drafts", counted.drafts)
    return text("It is whole and holds {requests} and {drafts}.", requests=requests, drafts=drafts)


def folder_of(settings: Settings, register_id: str, register_folder: Path) -> Path:
    """Where backups go now."""
    from ohjaus_desktop.register import backups

    return backups.place(settings.backup_folder, register_id, register_folder / "backups")


def _lines(
    situation: Situation, kept: Sequence[Backup], *, is_open: bool, code_waits: bool, made_at: str
) -> list[str]:
    if situation.kind == "absent":
        return [text("Nothing has been set up yet. That happens by itself with the first contact request.")]
    ways = [
        name
        for has, name in (
            (situation.has_keyring_slot and not situation.workers, text("the key of this computer")),
            (bool(situation.workers), text("a worker’s PIN")),
            (situation.has_passphrase, text("a passphrase")),
            (situation.has_recovery_code, text("a recovery code")),
            (situation.has_administrator, text("the administrator’s recovery key")),
        )
        if has
    ]
    lines = [text("The client data is open.") if is_open else text("The client data is locked.")]
    if made_at:
        day = datetime.fromisoformat(made_at).astimezone(HELSINKI).date()
        lines.append(text("It was set up on {date}.", date=current().date(day)))
    if ways:
        lines.append(text("It opens with: {ways}.", ways=", ".join(ways)))
    if code_waits:
        lines.append(text("The recovery code of the client data has not been saved yet."))
    if kept:
        lines.append(text("Last backup: {moment}.", moment=moment(kept[0].taken_at)))
    elif is_open:
        lines.append(text("There is no backup yet."))
    return lines


def _open_since(one: Due) -> str:
    client = one.client or text("seen by one worker only")
    made = text("made {date}", date=current().date(one.made_on))
    return f"{one.case_number} · {client} · {made}"


def _due(one: Due) -> str:
    client = one.client or text("seen by one worker only")
    return f"{one.case_number} · {client} · {current()(one.rule.why, days=one.days)}"
