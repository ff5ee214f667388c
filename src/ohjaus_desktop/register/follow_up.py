"""What became of a request: outcomes, the next look, and passing a matter on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal

from msgspec import structs

from ohjaus_desktop.register import writing
from ohjaus_desktop.register.journal import UseKind, note_use
from ohjaus_desktop.register.model import (
    NEXT,
    WAITING,
    Content,
    Matter,
    Passing,
    Recipient,
    Referral,
    Route,
    Snapshot,
    State,
    Why,
    Worker,
)
from ohjaus_desktop.register.moves import (
    NotPossible,
    by_route,
    moved,
    noted,
    refuse_closed,
    tried_in_vain,
    undone,
)
from ohjaus_desktop.register.reading import read, read_recipient
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

Outcome = Literal["reached", "not_reached", "began", "not_begun", "completed", "accepted", "rejected"]

LEADS_TO: dict[Outcome, State] = {
    "reached": "accepted",
    "accepted": "accepted",
    "began": "in-progress",
    "not_begun": "failed",
    "completed": "completed",
    "rejected": "rejected",
}
"""The state of each outcome; "not_reached" leaves it as it is."""


def outcomes(recipient: Recipient) -> tuple[Outcome, ...]:
    """The outcomes that can be noted now."""
    again: tuple[Outcome, ...] = ("not_reached",) if recipient.state in WAITING else ()
    return (*(one for one, state in LEADS_TO.items() if state in NEXT[recipient.state]), *again)


def note_outcome(
    register: Register,
    referral_id: str,
    recipient_id: str,
    outcome: Outcome,
    *,
    why: Why = "",
    note: str = "",
    look_again_on: date | None = None,
    by: Worker,
    at: datetime,
) -> Recipient:
    """Write down what became of it.

    why: needed where it was rejected or help did not begin. look_again_on: the next follow-up,
    else the usual day. Raises ReferralNotFound, NotYours, NotPossible.
    """

    def change(recipient: Recipient) -> Recipient:
        if outcome == "not_reached":
            return tried_in_vain(recipient, note=note, look_again_on=look_again_on, by=by, at=at)
        state = LEADS_TO[outcome]
        if state in {"rejected", "failed"} and not why:
            raise NotPossible(text("The reason is missing."), text("Choose why."))
        kept = why if state in {"rejected", "failed"} else ""
        return moved(recipient, state, why=kept, note=note, look_again_on=look_again_on, by=by, at=at)

    return _changed(register, referral_id, recipient_id, change, "outcome", by=by, at=at)


def undo_outcome(
    register: Register, referral_id: str, recipient_id: str, *, by: Worker, at: datetime
) -> Recipient:
    """Take the last outcome back; both stay written down.

    Raises ReferralNotFound, NotYours, NotPossible.
    """
    return _changed(
        register, referral_id, recipient_id, lambda one: undone(one, by=by, at=at), "corrected", by=by, at=at
    )


def set_follow_up(
    register: Register, referral_id: str, recipient_id: str, day: date, *, by: Worker, at: datetime
) -> Recipient:
    """Choose the day on which somebody looks after it.

    Raises ReferralNotFound, NotYours, NotPossible where nothing is waited for.
    """

    def change(recipient: Recipient) -> Recipient:
        refuse_closed(recipient)
        return noted(structs.replace(recipient, follow_up_on=day), "follow_up", by=by, at=at)

    return _changed(register, referral_id, recipient_id, change, "follow_up", by=by, at=at)


def take_route(
    register: Register, referral_id: str, recipient_id: str, route: Route, *, by: Worker, at: datetime
) -> Recipient:
    """Bring the request on its way by another route; what the service promised for that one holds.

    The follow-up day goes along, unless somebody has chosen it or it has come.
    Raises ReferralNotFound, NotYours, NotPossible.
    """
    with register.begin() as connection:
        referral = read(connection, referral_id, by=by)
        before = read_recipient(connection, referral_id, recipient_id, by=by)
        if route == before.matter.route:
            return before
        after = by_route(before, route, sensitive=referral.sensitive, by=by, at=at)
        writing.update_recipient(connection, after)
        note_use(connection, "route", referral_id, by=by, at=at)
        return after


def pass_on(referral: Referral, recipient_id: str) -> Content:
    """A new form for the same matter, when one recipient could not help.

    Client and safe contact stay; there is no service yet, and so no consent: it is asked for the
    next one anew. Choose the service with ``choose``. Raises KeyError.
    """
    matter = referral.recipient(recipient_id).matter
    return Content(
        subject=referral.subject,
        client=referral.client,
        contact=referral.contact,
        language=referral.language,
        sensitive=referral.sensitive,
        restricted=bool(referral.restricted_to),
        passing=Passing(
            matter=matter.matter,
            reasons=matter.reasons,
            tried=matter.tried,
            hope=matter.hope,
            answer_to=matter.answer_to,
            passed_on_from=recipient_id,
            times_passed_on=matter.times_passed_on + 1,
            refused=tuple(one.matter.service_id for one in referral.recipients),
        ),
    )


def choose(content: Content, snapshot: Snapshot) -> Content:
    """The form with one recipient more; it gets the matter that was passed on, if there is one."""
    passing = content.passing or Passing()
    matter = Matter(
        snapshot=snapshot,
        matter=passing.matter,
        reasons=passing.reasons,
        tried=passing.tried,
        hope=passing.hope,
        answer_to=passing.answer_to,
        passed_on_from=passing.passed_on_from,
        times_passed_on=passing.times_passed_on,
    )
    return structs.replace(content, matters=(*content.matters, matter))


def _changed(
    register: Register,
    referral_id: str,
    recipient_id: str,
    change: Callable[[Recipient], Recipient],
    kind: UseKind,
    *,
    by: Worker,
    at: datetime,
) -> Recipient:
    with register.begin() as connection:
        after = change(read_recipient(connection, referral_id, recipient_id, by=by))
        writing.update_recipient(connection, after)
        note_use(connection, kind, referral_id, by=by, at=at)
        return after
