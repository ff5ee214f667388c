"""A contact request that has been made: its recipients, what happened to each, and one line of the list."""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec import Struct

from ohjaus_desktop.register.model.content import Client, Language, Matter, SafeContact, Subject
from ohjaus_desktop.register.model.states import WAITING, EventKind, State, Why


class Worker(Struct, frozen=True):
    """Who uses the program: what the service point calls them, and their slot's id ("" without)."""

    name: str
    id: str = ""

    @property
    def key(self) -> str:
        """What tells one worker from another: the slot's id, else the name."""
        return self.id or self.name


class Event(Struct, frozen=True, omit_defaults=True):
    """Something that happened to one recipient's request; never changed afterwards.

    kind: what happened. state, why, follow_up_on: as they stood after it. note: the worker's own
    words, "" for none; to whom, where it was handed over; the route, where another was taken. undoes:
    it takes the outcome before it back. fields: what was corrected, as paths ("client.phone").
    """

    at: datetime
    by: str
    kind: EventKind
    state: State
    why: Why = ""
    note: str = ""
    follow_up_on: date | None = None
    undoes: bool = False
    fields: tuple[str, ...] = ()


class Recipient(Struct, frozen=True, omit_defaults=True):
    """One organization's part of a referral.

    matter.consent has been given. requested_at: aware. answer_by: last day on which the service has
    promised to answer, None where it has promised none. tries: how often the follow-up found that
    the client had not been reached.
    """

    id: str
    matter: Matter
    state: State
    requested_at: datetime
    why: Why = ""
    answer_by: date | None = None
    follow_up_on: date | None = None
    tries: int = 0
    events: tuple[Event, ...] = ()

    @property
    def due_on(self) -> date | None:
        """The earlier of follow-up and the consent's last day; None when nothing is waited for."""
        if self.state not in WAITING:
            return None
        days = [day for day in (self.follow_up_on, self.matter.consent.expires_on) if day]
        return min(days, default=self.requested_at.date())

    def consent_over(self, on: date) -> bool:
        """Whether the consent has run out before that day, or been withdrawn."""
        last, withdrawn = self.matter.consent.expires_on, self.matter.consent.withdrawn_at
        return withdrawn is not None or (last is not None and last < on)


class Referral(Struct, frozen=True):
    """A contact request that has been made.

    case_number: tells it apart without telling whose it is; it may stand in ordinary mail.
    """

    id: str
    case_number: str
    made_at: datetime
    made_by: str
    subject: Subject
    client: Client
    contact: SafeContact
    recipients: tuple[Recipient, ...]
    language: Language = "fi"
    sensitive: bool = False
    restricted_to: str = ""

    def recipient(self, id_: str) -> Recipient:
        """One of its recipients. Raises KeyError."""
        return {one.id: one for one in self.recipients}[id_]


class Row(Struct, frozen=True):
    """One line of the list of requests: one recipient of one referral.

    client, service, organization: "" where only another worker may see it (hidden). due_on: the day on which
    something is to be done, None for none. service, organization: texts of the catalogue.
    restricted_to: who alone may see it, "" for everybody. tries: how often the client has not been
    reached. placeless: nothing may tell where the client lives. consent_until: last day of the
    consent, None where it holds until the matter is closed.
    """

    referral_id: str
    recipient_id: str
    case_number: str
    client: str
    service: str | dict[str, str]
    organization: str | dict[str, str]
    service_id: str
    state: State
    why: Why
    made_at: datetime
    made_by: str
    due_on: date | None
    times_passed_on: int
    hidden: bool
    sensitive: bool
    restricted_to: str = ""
    tries: int = 0
    consent_until: date | None = None
    placeless: bool = False

    def consent_over(self, on: date) -> bool:
        """Whether the consent has run out before that day."""
        return self.consent_until is not None and self.consent_until < on


def holder(one: Referral | Row) -> str:
    """Who alone may see it, by name, "" for everybody; the id of a worker's slot is its maker's."""
    return one.made_by if re.fullmatch("[0-9a-f]{16}", one.restricted_to) else one.restricted_to
