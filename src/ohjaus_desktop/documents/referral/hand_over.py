"""The list of open requests for a colleague who takes over: what waits, by when, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import Block, ClientPage
from ohjaus_desktop.documents.page import Row as Line
from ohjaus_desktop.documents.referral.discretion import free
from ohjaus_desktop.documents.referral.next_steps import short
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Row, State, holder
from ohjaus_desktop.texts import Translator, mark, translator

_WAITS: dict[State, str] = {
    "requested": mark("Waits for the organization's answer"),
    "accepted": mark("Waits for help to begin"),
    "in-progress": mark("Help goes on"),
    "rejected": mark("The organization cannot help"),
    "failed": mark("The help has not begun"),
}
_NEXT: dict[State, str] = {
    "requested": mark("Next: ask whether the client has been reached."),
    "accepted": mark("Next: ask whether help has begun."),
    "in-progress": mark("Next: ask whether the matter has been taken care of."),
    "rejected": mark("Next: look for another service with the client."),
    "failed": mark("Next: look for another service with the client."),
}


def compose(
    rows: Sequence[Row],
    sender: Sender,
    *,
    at: datetime,
    language: str,
    to: str = "",
    large: bool = False,
) -> ClientPage:
    """Compose the list, the most urgent first.

    rows: of the requests; what is closed is left out, and of a request that only its maker may see
    nothing but the number is told. to: the colleague. at: now, aware.
    """
    say = translator(language)
    today = at.astimezone(HELSINKI).date()
    still_open = [row for row in rows if row.state in _WAITS]
    still_open.sort(key=lambda row: (row.due_on or date.max, row.made_at))
    count = say.plural("{number} open request", "{number} open requests", len(still_open))
    introduction = [say("To: {recipient}", recipient=to) if to else "", count]
    parts = [part for part in (sender.worker, sender.name, phones.group(sender.phone)) if part]
    return ClientPage(
        language=say.language,
        title=say("Open contact requests"),
        created_at=at,
        date=f"{say.weekday(today)} {say.date(today)}",
        introduction=tuple(line for line in introduction if line),
        blocks=(
            Block(
                heading=say("To be taken care of"),
                warnings=(say("Confidential. Destroy this list when it is not needed."),),
                rows=tuple(_line(row, today, say) for row in still_open),
                continued=say("{service} (continues)", service=say("To be taken care of")),
            ),
        ),
        footer=say("Sender: {sender}", sender=", ".join(parts)) if parts else "",
        page_number=say("Page {page} of {pages}"),
        large=large,
        compact=True,
    )


def _line(row: Row, today: date, say: Translator) -> Line:
    """One request under its number."""
    if row.hidden:
        name_ = holder(row) or row.made_by
        return Line(row.case_number, (say("Only {name} may see this request.", name=name_),))
    asked = ", ".join(part for part in (name(row.service, say), name(row.organization, say)) if part)
    # A list lies on a table: what can harm when it is seen, or tells a place, does not.
    asked = say("The service is told in the program.") if row.sensitive or row.placeless else asked
    lines = [
        free(row.client) or say("Name not told"),
        asked,
        _waits(row, today, say),
        say(_NEXT[row.state]),
    ]
    if row.consent_over(today):
        lines.append(say("The consent has run out: ask the client again first."))
    if row.times_passed_on:
        lines.append(
            say.plural("Passed on {number} time", "Passed on {number} times", row.times_passed_on) + "."
        )
    return Line(row.case_number, tuple(lines))


def _waits(row: Row, today: date, say: Translator) -> str:
    waits = say(_WAITS[row.state])
    if row.due_on is None:
        return f"{waits}."
    if row.due_on < today:
        return say("{what}; was due {date}", what=waits, date=short(row.due_on))
    return say(
        "{what}; look after it {weekday} {date}",
        what=waits,
        weekday=say.weekday(row.due_on),
        date=short(row.due_on),
    )
