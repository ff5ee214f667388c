"""The rule of how one recipient's request goes on. Nothing here is stored."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import structs

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import workdays
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.making import promised_days
from ohjaus_desktop.register.model import (
    NEXT,
    WAITING,
    Event,
    EventKind,
    Recipient,
    Referral,
    Route,
    State,
    Why,
    Worker,
)
from ohjaus_desktop.register.routes import routes
from ohjaus_desktop.texts import text

_AFTER_BEGINNING = 20
"""Working days, four weeks, until one asks how help that has begun goes on. Our own choice."""


class NotPossible(KnownError):
    """The request is no longer where this could be done."""


def refuse_closed(recipient: Recipient) -> None:
    """Raises NotPossible where nothing is waited for."""
    if recipient.state not in WAITING:
        raise NotPossible(text("This request is closed."), text("Undo the outcome first."))


def moved(
    recipient: Recipient,
    state: State,
    *,
    kind: EventKind = "outcome",
    why: Why = "",
    note: str = "",
    look_again_on: date | None = None,
    by: Worker,
    at: datetime,
) -> Recipient:
    """The recipient's request in its next state, with the event that brought it there.

    look_again_on: when the worker looks again, where something is still waited for; else the usual
    day. Raises NotPossible where ``model.NEXT`` knows no such way.
    """
    if state not in NEXT[recipient.state]:
        raise NotPossible(
            text("The request has gone on already."), text("Open it again to see how it stands now.")
        )
    looks = (look_again_on or usual_day(state, at)) if state in WAITING else None
    after = structs.replace(recipient, state=state, why=why, follow_up_on=looks)
    return noted(after, kind, by=by, at=at, note=note)


def noted(
    recipient: Recipient,
    kind: EventKind,
    *,
    by: Worker,
    at: datetime,
    note: str = "",
    fields: tuple[str, ...] = (),
    undoes: bool = False,
) -> Recipient:
    """The recipient with one event more, which says how everything stands after it."""
    event = Event(
        at=at,
        by=by.name,
        kind=kind,
        state=recipient.state,
        why=recipient.why,
        note=note.strip(),
        follow_up_on=recipient.follow_up_on,
        undoes=undoes,
        fields=fields,
    )
    return structs.replace(recipient, events=(*recipient.events, event))


def tried_in_vain(
    recipient: Recipient, *, note: str = "", look_again_on: date | None = None, by: Worker, at: datetime
) -> Recipient:
    """The client has not been reached: the state stays, and one looks again on the next working day.

    Raises NotPossible where nothing is waited for.
    """
    refuse_closed(recipient)
    looks = look_again_on or workdays.working_day_after(day_of(at), 1)
    after = structs.replace(recipient, tries=recipient.tries + 1, follow_up_on=looks)
    return noted(after, "tried", by=by, at=at, note=note)


def undone(recipient: Recipient, *, by: Worker, at: datetime) -> Recipient:
    """As it stood before the last outcome that has not been undone yet.

    Raises NotPossible where there is none.
    """
    last = _last_outcome(recipient.events)
    if last is None or recipient.state in {"cancelled", "entered-in-error"}:
        raise NotPossible(text("There is no outcome to undo."))
    before = recipient.events[last - 1]
    tried = recipient.events[last].kind == "tried"
    after = structs.replace(
        recipient,
        state=before.state,
        why=before.why,
        follow_up_on=before.follow_up_on,
        tries=recipient.tries - tried,
    )
    return noted(after, "corrected", by=by, at=at, undoes=True)


def by_route(recipient: Recipient, route: Route, *, sensitive: bool, by: Worker, at: datetime) -> Recipient:
    """The request on its way by another route; what the service promised for that one holds.

    The follow-up day goes along, unless somebody has chosen it or it has come. sensitive: of the
    referral. Raises NotPossible where nothing is waited for, or the service takes no such requests.
    """
    refuse_closed(recipient)
    if route not in routes(recipient.matter.snapshot, sensitive=sensitive):
        raise NotPossible(text("The service takes no requests in this way."), text("Choose a way."))
    matter = structs.replace(recipient.matter, route=route)
    days = promised_days(matter)
    answer_by = None if days is None else workdays.answer_by(at, days)
    looks, chosen = recipient.follow_up_on, matter.follow_up_on is not None
    chosen = chosen or any(event.kind == "follow_up" for event in recipient.events)
    if looks is None or (looks > day_of(at) and not chosen):
        looks = workdays.follow_up_on(answer_by, at)
    after = structs.replace(recipient, matter=matter, answer_by=answer_by, follow_up_on=looks)
    return noted(after, "route", by=by, at=at, note=route)


def with_recipient(referral: Referral, after: Recipient) -> Referral:
    """The referral with this in place of what one of its recipients was."""
    recipients = tuple(after if one.id == after.id else one for one in referral.recipients)
    return structs.replace(referral, recipients=recipients)


def closed_at(recipient: Recipient) -> datetime | None:
    """Since when nothing is waited for; None while something is."""
    since = None
    for event in reversed(recipient.events):
        if event.state in WAITING:
            break
        since = event.at
    return since


def usual_day(state: State, at: datetime) -> date:
    """When one looks again at a request in this state, where nobody has chosen a day."""
    if state == "in-progress":
        return workdays.working_day_after(day_of(at), _AFTER_BEGINNING)
    return workdays.follow_up_on(None, at)


def day_of(moment: datetime) -> date:
    """The day in Finland."""
    return moment.astimezone(HELSINKI).date()


def _last_outcome(events: tuple[Event, ...]) -> int | None:
    """Where the last outcome stands that has not been undone."""
    undone_since = 0
    for number in range(len(events) - 1, 0, -1):
        if events[number].undoes:
            undone_since += 1
        elif events[number].kind in {"outcome", "tried"}:
            if not undone_since:
                return number
            undone_since -= 1
    return None
