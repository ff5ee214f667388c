"""A backup every day, carried to where the settings say, and kept for as long as it may be.

Kept are the last of each of seven days, four weeks and three months, never longer than the requests
themselves (GDPR art. 5(1)(e)): what was erased or has expired is then nowhere any more.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.backups import key_copies, moving, restoring, setting_aside, stored
from ohjaus_desktop.register.backups.stored import (
    KEYS,
    REGISTER,
    Backup,
    appearing,
    back_up,
    backups,
    named,
    place,
    read,
)
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.privacy import retention
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

_DAYS, _WEEKS, _MONTHS = timedelta(days=7), timedelta(days=28), timedelta(days=92)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Daily:
    """How the day's backup went.

    made: on this computer; None when today's was there already. trouble: the chosen folder could not
    be used, and the copy lies on this computer only.
    """

    made: Path | None
    trouble: KnownError | None = None


def daily(
    register: Register,
    keys_file: Path,
    *,
    chosen: str = "",
    retention_days: int = 0,
    at: datetime,
) -> Daily:
    """Make today's backup where there is none yet, carry it to the chosen folder, thin out older ones.

    All of them get the present keys.

    chosen: the backup folder of the settings, "" for none; this computer keeps its own copies in any
    case, so that a share that is gone costs no backup. retention_days: the service point's own
    retention time, 0 for the rule set's. Raises KnownError when not even this computer can keep one.
    """
    local, today = register.path.with_name("backups"), at.astimezone(HELSINKI).date()
    keep_days = retention_days or retention.rule("closed", today).days
    kept = backups(local)
    made = None
    if not any(one.taken_at.date() == today for one in kept):
        made = back_up(register, local, keys_file, at=at)
        thin(local, on=today, keep_days=keep_days)
        forget_remains(register.path.parent, on=today, keep_days=keep_days)
        kept = [read(made)]
    try:
        key_copies.renew(keys_file, local)
    except KnownError as error:
        _log.warning("backups keep their old keys for now: %s", type(error.__cause__ or error).__name__)
    try:
        if chosen:
            carry_newest(keys_file, chosen=chosen, retention_days=retention_days, at=at)
    except KnownError as trouble:
        return Daily(made, trouble)
    return Daily(made)


def carry_newest(keys_file: Path, *, chosen: str, retention_days: int = 0, at: datetime) -> None:
    """Take this computer's newest backup to the chosen folder, and give all that is there the present keys.

    Needs neither the register nor a key, so it runs beside the work (see ``carry``). keys_file: the
    backups lie beside it; the rest as in ``daily``. Raises KnownError.
    """
    local, today = keys_file.with_name("backups"), at.astimezone(HELSINKI).date()
    keep_days = retention_days or retention.rule("closed", today).days
    try:
        for newest in backups(local)[:1]:
            carry(newest, place(chosen, newest.register_id, local), keep_days=keep_days, at=at)
            key_copies.renew(keys_file, Path(chosen))
    except KnownError as error:
        _log.warning("the backup folder cannot be used: %s", type(error.__cause__ or error).__name__)
        raise KnownError(
            text("The backup folder {name} cannot be used.", name=chosen),
            text("Today's backup is kept on this computer. Tell your IT support."),
        ) from error


def carry(backup: Backup, folder: Path, *, keep_days: int, at: datetime) -> Path | None:
    """Take a verified backup to another folder, such as a share, and thin out what is there.

    It needs neither the register nor a key, so it may run beside the work: a share that is gone can
    keep somebody waiting for a minute. Gives None when it is there already. Raises KnownError.
    """
    if any(one.label == backup.label for one in backups(folder)):
        return None
    with appearing(folder, backup.taken_at) as unfinished:
        for part in backup.path.iterdir():
            shutil.copyfile(part, unfinished / part.name)
            to_disk(unfinished / part.name)
        if stored.digest(unfinished / REGISTER) != backup.label.sha256:
            raise OSError("the copy is not what was written")
        keyfile.read(unfinished / KEYS)
    thin(folder, on=at.astimezone(HELSINKI).date(), keep_days=keep_days)
    return named(folder, unfinished)


def thin(folder: Path, *, on: date, keep_days: int) -> tuple[str, ...]:
    """Remove what is not one of the last seven days, four weeks or three months.

    keep_days: nothing older than this stays, except the newest backup of all. Files that an
    interrupted backup left go too. Gives the names of what went.
    """
    found = backups(folder)
    going = set(found) - _kept(found, on, keep_days)
    gone = []
    for one in going:
        # Renamed first: a folder that is half gone must not look like a backup.
        with suppress(OSError):
            one.path.rename(one.path.with_name(f".{one.path.name}.gone"))
            gone.append(one.path.name)
    for rest in [*folder.glob(".*.gone"), *folder.glob(".*.part")]:
        shutil.rmtree(rest, ignore_errors=True)
    return tuple(sorted(gone))


def forget_remains(folder: Path, *, on: date, keep_days: int) -> tuple[str, ...]:
    """Remove what restores and migrations have kept, once it is older than a backup may be.

    Until then somebody may still save what is in it; after that it would keep clients for longer
    than their requests are kept. Half-made copies that a kill left go at once. folder:
    ``data.register``, with the register open. Gives the names of what went.
    """
    for half in (restoring.STAGED, *moving.HALF_MADE):
        shutil.rmtree(folder / half, ignore_errors=True)
    limit = min(timedelta(days=keep_days), _MONTHS)
    gone = []
    for aside, put_on in setting_aside.folders(folder):
        if on - put_on > limit:
            shutil.rmtree(aside, ignore_errors=True)
            gone.append(aside.name)
    for before in folder.glob(f"{REGISTER}.before-*"):
        with suppress(OSError):
            if on - datetime.fromtimestamp(before.stat().st_mtime, HELSINKI).date() > limit:
                before.unlink()
                gone.append(before.name)
    return tuple(sorted(gone))


def _kept(found: Iterable[Backup], on: date, keep_days: int) -> set[Backup]:
    """The newest of each day, week and month that still counts; and the newest of all."""
    newest: dict[tuple[str, object], Backup] = {}
    for one in found:  # newest first
        day = one.taken_at.date()
        age = on - day
        newest.setdefault(("all", None), one)
        if age > timedelta(days=keep_days):
            continue
        for span, name, period in (
            (_DAYS, "day", day),
            (_WEEKS, "week", day.isocalendar()[:2]),
            (_MONTHS, "month", (day.year, day.month)),
        ):
            if age < span:
                newest.setdefault((name, period), one)
    return set(newest.values())
