"""How long client data is kept: dated rules with their sources, a preview, and the clearing itself.

The client's own record is kept in the client information system for as long as the law says
(703/2023, annex). What lies here is the tool with which a contact was asked for: it is kept only
while it is needed (GDPR art. 5(1)(c) and (e)). A service point may set its own time.

Each rule is to be confirmed by a lawyer before the program is taken into use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from ohjaus_desktop.database import Connection
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import WAITING, Worker
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import DISCLOSURE_LOG, DRAFT, USE_LOG, Register, moment, stamp
from ohjaus_desktop.texts import mark

Kept = Literal["closed", "withdrawn", "open", "draft", "log"]
"""What a rule is about: requests that are closed, withdrawn or entered in error, still open;
forms being written; the logs of use and disclosure."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one kind of data is kept.

    days: after its last day (closing, last change, entry). removes: it goes by itself; else it is
    only shown. why: one sentence for the worker (``mark``). source: law and article. in_force: first
    day on which the rule holds. confirmed: a lawyer has confirmed it.
    """

    kept: Kept
    days: int
    removes: bool
    why: str
    source: str
    in_force: date
    confirmed: bool = False


RULES = (
    Rule(
        "closed",
        180,
        True,
        mark("The matter was closed more than {days} days ago."),
        "GDPR art. 5(1)(e); 703/2023 § 5: the record itself is in the client information system",
        date(2024, 1, 1),
    ),
    Rule(
        "withdrawn",
        30,
        True,
        mark("The request was withdrawn or a mistake, more than {days} days ago."),
        "GDPR art. 7(3), 17(1)(b); thirty days to answer the client's questions: art. 12(3)",
        date(2024, 1, 1),
    ),
    Rule(
        "open",
        365,
        False,
        mark("The request has been open for more than {days} days; look whether it can be closed."),
        "GDPR art. 5(1)(d) and (e)",
        date(2024, 1, 1),
    ),
    Rule(
        "draft",
        7,
        True,
        mark("The form was left unfinished more than {days} days ago."),
        "GDPR art. 5(1)(c)",
        date(2024, 1, 1),
    ),
    Rule(
        "log",
        4383,  # twelve years with their leap days
        True,
        mark("The entry is more than {days} days old."),
        "703/2023 § 11 (the client's right to the logs), 906/2019 § 17; twelve years as in the "
        "client data systems",
        date(2024, 1, 1),
    ),
)
"""The rule set. A rule that changes is followed by a newer one with its own day, never edited."""


def rule(kept: Kept, on: date) -> Rule:
    """The rule that is in force on a day: the newest one."""
    return max(
        (one for one in RULES if one.kept == kept and one.in_force <= on),
        key=lambda one: one.in_force,
        default=next(one for one in RULES if one.kept == kept),
    )


@dataclass(frozen=True, slots=True)
class Due:
    """One request that a rule is about.

    client: the name, "" where only another worker may see it. last: the day from which the time
    runs. due_on: first day on which it goes. days: the time that holds here, the service point's own
    one included.
    """

    referral_id: str
    case_number: str
    client: str
    made_on: date
    last: date
    due_on: date
    rule: Rule
    days: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go on a day and why, and what is only shown. Nothing has been removed.

    drafts, log_entries: how many of them are past their time.
    """

    on: date
    settings_days: int
    going: tuple[Due, ...]
    long_open: tuple[Due, ...]
    drafts: int
    log_entries: int

    @property
    def empty(self) -> bool:
        """Whether nothing would go."""
        return not (self.going or self.drafts or self.log_entries)


_REQUESTS = f"""
WITH due AS (
    SELECT referral.id, referral.case_number, referral.client, referral.restricted_to, referral.made_at,
        max(recipient.state IN {tuple(sorted(WAITING))}) AS waiting,
        min(recipient.state IN ('cancelled', 'entered-in-error')) AS withdrawn,
        max(recipient.closed_at) AS closed
    FROM referral JOIN recipient ON recipient.referral_id = referral.id
    GROUP BY referral.id
    HAVING CASE WHEN waiting THEN referral.made_at < :open_since ELSE closed < :closed_since END
)
SELECT due.*, (
    SELECT max(event.at) FROM recipient JOIN event ON event.recipient_id = recipient.id
    WHERE recipient.referral_id = due.id
) AS last
FROM due ORDER BY made_at
"""  # noqa: S608 - the states are ours


def overdue(register: Register, *, on: date, settings_days: int = 0, by: Worker | None = None) -> Preview:
    """What is past its time on a day.

    settings_days: the service point's own time for closed requests, 0 for the rule's. by: whose own
    restricted requests may be shown by name. Raises DatabaseTrouble.
    """
    shortest = min(_days(kept, on, settings_days) for kept in ("closed", "withdrawn"))
    # A day more than needed: what is cut off here by the clock is counted below by the calendar.
    since = {
        "open_since": _cut(on, _days("open", on, settings_days) - 1),
        "closed_since": _cut(on, shortest - 1),
    }
    with register.begin() as connection:
        found = [
            _due(row, on, settings_days, by) for row in connection.exec_driver_sql(_REQUESTS, since).all()
        ]
        drafts, entries = _drafts(connection, on), _log_entries(connection, on)
    found = [one for one in found if one.due_on <= on]
    return Preview(
        on=on,
        settings_days=settings_days,
        going=tuple(one for one in found if one.rule.removes),
        long_open=tuple(one for one in found if not one.rule.removes),
        drafts=len(drafts),
        log_entries=entries,
    )


def _due(row: Any, on: date, settings_days: int, by: Worker | None) -> Due:
    kept: Kept = "open" if row.waiting else "withdrawn" if row.withdrawn else "closed"
    days = _days(kept, on, settings_days)
    last = _day((row.last or row.made_at) if row.waiting else row.closed)
    hidden = row.restricted_to not in ({"", by.id, by.name} if by else {""})
    return Due(
        referral_id=row.id,
        case_number=row.case_number,
        client="" if hidden else row.client,
        made_on=_day(row.made_at),
        last=last,
        due_on=last + timedelta(days=days + 1),
        rule=rule(kept, on),
        days=days,
    )


def _days(kept: Kept, on: date, settings_days: int) -> int:
    """How long a request is kept: the rule's time, or the service point's own."""
    days = rule(kept, on).days
    if settings_days and kept == "closed":
        return settings_days
    return min(days, settings_days) if settings_days and kept == "withdrawn" else days


def apply_retention(register: Register, preview: Preview, *, by: Worker, at: datetime) -> Preview:
    """Remove what a preview has shown, as far as it is still past its time; gives what went.

    A request that was opened again since the preview stays. Raises KnownError, DatabaseTrouble.
    Source: GDPR art. 5(1)(e).
    """
    shown = {one.referral_id for one in preview.going}
    fresh = overdue(register, on=preview.on, settings_days=preview.settings_days, by=by)
    going = tuple(one for one in fresh.going if one.referral_id in shown)
    erasure.remove(register, (one.referral_id for one in going), kind="expired", by=by, at=at)
    drafts = _remove_drafts(register, on=preview.on, by=by, at=at)
    with register.begin() as connection:
        entries = _clear_logs(connection, preview.on)
    erasure.empty_log(register)
    return Preview(
        preview.on,
        preview.settings_days,
        going=going,
        long_open=fresh.long_open,
        drafts=drafts,
        log_entries=entries,
    )


def expire_drafts(register: Register, *, at: datetime) -> int:
    """Remove forms that nobody has touched for seven days; gives how many, for a notice.

    To be called when the register opens. Raises DatabaseTrouble.
    """
    return _remove_drafts(register, on=at.astimezone(HELSINKI).date(), by=Worker(""), at=at)


def _remove_drafts(register: Register, *, on: date, by: Worker, at: datetime) -> int:
    with register.begin() as connection:
        drafts = _drafts(connection, on)
    # With tombstones: a backup that is brought back must not bring them back.
    return erasure.remove(register, drafts, kind="expired", by=by, at=at)


def _drafts(connection: Connection, on: date) -> list[str]:
    rows = connection.execute(DRAFT.select().with_only_columns(DRAFT.c.id, DRAFT.c.changed_at))
    days = rule("draft", on).days
    return [id_ for id_, changed in rows if _day(changed) + timedelta(days=days) < on]


def _log_entries(connection: Connection, on: date) -> int:
    before = _cut(on, rule("log", on).days)
    return sum(
        int(
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {log.name} WHERE at < ?",  # noqa: S608 - our own two tables
                (before,),
            ).scalar_one()
        )
        for log in (USE_LOG, DISCLOSURE_LOG)
    )


def _clear_logs(connection: Connection, on: date) -> int:
    before = _cut(on, rule("log", on).days)
    return sum(
        connection.execute(log.delete().where(log.c.at < before)).rowcount
        for log in (USE_LOG, DISCLOSURE_LOG)
    )


def _cut(on: date, days: int) -> str:
    """The stamp of the midnight in Finland so many days before a day."""
    return stamp(datetime.combine(on - timedelta(days=days), time(), HELSINKI))


def _day(stamped: str) -> date:
    """The day in Finland on which something was written down."""
    return moment(stamped).astimezone(HELSINKI).date()
