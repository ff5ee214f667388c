"""Both logs from the newest entry on, for whoever has to see how the client data is used.

Of one client there is ``journal.report``. Reading the logs is written down like any other use.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from ohjaus_desktop.register import journal
from ohjaus_desktop.register.journal import Disclosure, Use
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.register.store import Register, moment


class Entry(Struct, frozen=True):
    """One line of either log. case_number: "" where it was no single request, or it has gone."""

    entry: Use | Disclosure
    case_number: str


_BOTH = """
SELECT log.*, coalesce(referral.case_number, '') AS case_number FROM (
    SELECT at, by, kind, referral_id, '' AS recipient_id, '' AS recipient, '[]' AS what, '' AS ground,
        '' AS route, number FROM use_log
    UNION ALL
    SELECT at, by, '', referral_id, recipient_id, recipient, what, ground, route, number
        FROM disclosure_log
) AS log LEFT JOIN referral ON referral.id = log.referral_id
ORDER BY log.at DESC, log.number DESC LIMIT ?
"""


def newest(register: Register, *, by: Worker, at: datetime, limit: int = 500) -> tuple[Entry, ...]:
    """The newest entries of both logs, newest first. Raises DatabaseTrouble.

    Source: oversight of the use of client data, 906/2019 § 17 and 703/2023.
    """
    with register.begin() as connection:
        rows = connection.exec_driver_sql(_BOTH, (limit,)).all()
        journal.note_use(connection, "reported", "", by=by, at=at)
    return tuple(Entry(_entry(row), row.case_number) for row in rows)


def _entry(row: object) -> Use | Disclosure:
    kept = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001 - a row's public way to its names
    if kept["kind"]:
        return Use(at=moment(kept["at"]), by=kept["by"], kind=kept["kind"], referral_id=kept["referral_id"])
    return Disclosure(
        at=moment(kept["at"]),
        by=kept["by"],
        referral_id=kept["referral_id"],
        recipient_id=kept["recipient_id"],
        recipient=kept["recipient"],
        what=msgspec.json.decode(kept["what"], type=tuple[str, ...]),
        ground=kept["ground"],
        route=kept["route"],
    )
