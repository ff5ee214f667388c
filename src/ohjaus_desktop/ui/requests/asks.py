"""What the page Pyynnöt asks of the register, each in one go on the register's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ohjaus_desktop.register import drafts, journal, listing, reading
from ohjaus_desktop.register.journal import Disclosure
from ohjaus_desktop.register.listing import Listing
from ohjaus_desktop.register.model import Draft, Recipient, Referral, Worker
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.ui.requests.wanted import Wanted

if TYPE_CHECKING:
    from ohjaus_desktop.database import Connection
    from ohjaus_desktop.register.vault import Vault

EVERYTHING = 100_000
"""Rows, where no list on a screen but a whole paper is wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for ``wanted``.

    everything: how many recipients there are at all; None where words were looked for, which does
    not change it.
    """

    wanted: Wanted
    listing: Listing
    everything: int | None
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One request with what belongs to it. same: other requests of the same client."""

    referral: Referral
    recipient_id: str
    disclosures: tuple[Disclosure, ...]
    same: tuple[Referral, ...]

    @property
    def recipient(self) -> Recipient:
        """The recipient that is looked at."""
        return self.referral.recipient(self.recipient_id)

    @property
    def ids(self) -> tuple[str, str]:
        """Of the request and of the recipient."""
        return self.referral.id, self.recipient_id


def find(register: Register, wanted: Wanted, *, by: Worker, on: date) -> Found:
    """The list for what was typed and chosen, and the counts of every filter."""
    which = "all" if wanted.which == "drafts" else wanted.which
    limit = 1 if wanted.which == "drafts" else wanted.limit
    found = listing.listing(register, wanted.words, which=which, on=on, by=by, limit=limit)
    everything = None
    if not wanted.words:
        whole = found if which == "all" else listing.listing(register, which="all", on=on, by=by, limit=1)
        everything = whole.total
    return Found(wanted, found, everything, tuple(drafts.drafts(register, by=by)))


def known_workers(vault: Vault, register: Register, *, by: Worker) -> tuple[str, ...]:
    """Names of colleagues: who opens with a PIN, and who has used the register; not one's own."""
    with register.begin() as connection:
        seen = connection.exec_driver_sql("SELECT DISTINCT by FROM use_log").scalars().all()
    names = {one.name for one in vault.look().workers} | {str(name) for name in seen}
    return tuple(sorted(names - {"", by.name}, key=str.casefold))


def note_search(register: Register, *, by: Worker, at: datetime) -> None:
    """The list was looked at: once for each time that it is opened, not at every letter."""
    journal.note(register, "searched", by=by, at=at)


def open_one(register: Register, referral_id: str, recipient_id: str, *, by: Worker, at: datetime) -> Opened:
    """Open a request; the log of use says so. Raises ReferralNotFound, NotYours."""
    with register.begin() as connection:
        opened = _opened(connection, referral_id, recipient_id, by=by)
        journal.note_use(connection, "viewed", referral_id, by=by, at=at)
        return opened


def look_again(register: Register, referral_id: str, recipient_id: str, *, by: Worker) -> Opened:
    """The request that is open already, as it stands now. Raises ReferralNotFound, NotYours."""
    with register.begin() as connection:
        return _opened(connection, referral_id, recipient_id, by=by)


def _opened(connection: Connection, referral_id: str, recipient_id: str, *, by: Worker) -> Opened:
    referral = reading.read(connection, referral_id, by=by)
    given = journal.disclosures(connection, [referral_id])
    same = [reading.read(connection, one, by=by, away=True) for one in reading.alike(connection, referral_id)]
    told = tuple(one for one in same if reading.may_see(one, by))
    if recipient_id not in {one.id for one in referral.recipients}:
        recipient_id = referral.recipients[0].id
    return Opened(referral, recipient_id, given, told)
