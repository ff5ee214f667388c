"""Asking the client again, when a consent runs out while the request is still open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import structs

from ohjaus_desktop.register import writing
from ohjaus_desktop.register.journal import note_use
from ohjaus_desktop.register.making import ConsentMissing, holds
from ohjaus_desktop.register.model import WAITING, Consent, Recipient, Worker
from ohjaus_desktop.register.moves import noted, refuse_closed
from ohjaus_desktop.register.reading import read_recipient
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

SOON = timedelta(days=14)
"""How long before its last day a consent may be asked for again: our own choice, so that nothing stops."""


def runs_out(recipient: Recipient, on: date) -> bool:
    """Whether the client should be asked again: it is still open, and the consent ends within ``SOON``."""
    last = recipient.matter.consent.expires_on
    return recipient.state in WAITING and last is not None and last - on <= SOON


def renew_consent(
    register: Register, referral_id: str, recipient_id: str, consent: Consent, *, by: Worker, at: datetime
) -> Recipient:
    """Keep what the client said when asked again; the consent before it stays on record.

    Raises ReferralNotFound, NotYours, NotPossible where the request is closed, ConsentMissing where
    the client has not said yes. Source: GDPR art. 7(1).
    """
    if not holds(consent, at):
        raise ConsentMissing(
            text("The client has not allowed this."), text("Read the consent aloud and note the answer.")
        )
    with register.begin() as connection:
        before = read_recipient(connection, referral_id, recipient_id, by=by)
        refuse_closed(before)
        matter = structs.replace(
            before.matter,
            consent=structs.replace(consent, recorded_by=consent.recorded_by or by.name),
            earlier_consents=(*before.matter.earlier_consents, before.matter.consent),
        )
        after = noted(structs.replace(before, matter=matter), "renewed", by=by, at=at)
        writing.update_recipient(connection, after)
        note_use(connection, "renewed", referral_id, by=by, at=at)
        return after
