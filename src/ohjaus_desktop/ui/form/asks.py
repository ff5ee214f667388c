"""What the form asks of the register, as work to be done on the register's own thread.

The use-cases are imported where they are used: search and print never load them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from ohjaus_desktop.register.model import Draft, Recipient, Referral, Route, Worker

if TYPE_CHECKING:
    from ohjaus_desktop.register.store import Register


def requested(
    draft: Draft, urgent_needs: Collection[str], *, by: Worker, at: datetime
) -> Callable[[Register], Referral]:
    """Make the request and keep it, in one commit."""

    def work(register: Register) -> Referral:
        from ohjaus_desktop.register.referrals import request

        return request(register, draft, by=by, at=at, urgent_needs=urgent_needs)

    return work


def taken_back(referral_id: str, *, by: Worker, at: datetime) -> Callable[[Register], Draft]:
    """Make a draft of it again."""

    def work(register: Register) -> Draft:
        from ohjaus_desktop.register.referrals import take_back

        return take_back(register, referral_id, by=by, at=at)

    return work


def corrected(draft: Draft, *, by: Worker, at: datetime) -> Callable[[Register], Referral]:
    """Put right what was written about the client; the form is a draft no more."""
    content = draft.content

    def work(register: Register) -> Referral:
        from ohjaus_desktop.register.referrals import correct

        return correct(
            register,
            content.correcting,
            subject=content.subject,
            client=content.client,
            contact=content.contact,
            draft_id=draft.id,
            by=by,
            at=at,
        )

    return work


def route_taken(
    referral_id: str, recipient_id: str, route: Route, *, by: Worker, at: datetime
) -> Callable[[Register], Recipient]:
    """Bring the request to one recipient by another route."""

    def work(register: Register) -> Recipient:
        from ohjaus_desktop.register.follow_up import take_route

        return take_route(register, referral_id, recipient_id, route, by=by, at=at)

    return work


def unfinished(by: Worker) -> Callable[[Register], list[Draft]]:
    """Everything that is being written, as far as this worker may see it."""

    def work(register: Register) -> list[Draft]:
        from ohjaus_desktop.register.referrals import drafts

        return drafts(register, by=by)

    return work


def unfinished_one(draft_id: str, by: Worker) -> Callable[[Register], Draft | None]:
    """One form that is being written."""

    def work(register: Register) -> Draft | None:
        from ohjaus_desktop.register.drafts import find_draft

        return find_draft(register, draft_id, by=by)

    return work


def warm(_progress: object, _cancelled: object) -> None:
    """Load the tables of numbers and addresses beside the window: the first letter finds them there."""
    from ohjaus_desktop.register.checks import warm as load

    load()
