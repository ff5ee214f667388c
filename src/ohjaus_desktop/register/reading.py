"""One request inside a use-case, for those who may see it."""

from __future__ import annotations

from ohjaus_desktop.database import Connection
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import rows
from ohjaus_desktop.register.model import Recipient, Referral, Worker
from ohjaus_desktop.texts import text


class ReferralNotFound(KnownError):
    """The request is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            text("This request is not in the register any more."), text("Look at the list again.")
        )


class NotYours(KnownError):
    """Only another worker may see the request."""

    def __init__(self) -> None:
        super().__init__(
            text("This request can be seen only by the worker who holds it."),
            text("Ask your colleague to hand it over."),
        )


def may_see(referral: Referral, by: Worker) -> bool:
    """Whether the worker may see whose request it is."""
    return referral.restricted_to in {"", by.id, by.name}


def read(connection: Connection, referral_id: str, *, by: Worker, away: bool = False) -> Referral:
    """A whole request. away: whoever holds it cannot hand it over. Raises ReferralNotFound, NotYours."""
    referral = rows.load(connection, referral_id)
    if referral is None:
        raise ReferralNotFound
    if not (away or may_see(referral, by)):
        raise NotYours
    return referral


def read_recipient(connection: Connection, referral_id: str, recipient_id: str, *, by: Worker) -> Recipient:
    """One recipient's part of it. Raises ReferralNotFound, NotYours."""
    try:
        return read(connection, referral_id, by=by).recipient(recipient_id)
    except KeyError:
        raise ReferralNotFound from None
