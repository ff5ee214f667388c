"""What is done for a client: a contact request, its recipients, what the client allowed.

Everything is frozen. A request that is still being written is a ``Draft``; with ``Content`` in
order it becomes a ``Referral`` with one ``Recipient`` for each organization, and no recipient ever
sees what another one gets. The service is kept as it was when the request was made (``Snapshot``):
a new catalogue never changes a client's record.
"""

from ohjaus_desktop.register.model.content import (
    AgeGroup,
    Asked,
    Authority,
    Client,
    Consent,
    Content,
    Draft,
    GivenHow,
    Guardians,
    Interpreter,
    Introduction,
    Language,
    Matter,
    Minor,
    Passing,
    Route,
    SafeContact,
    Snapshot,
    Subject,
    Whose,
)
from ohjaus_desktop.register.model.referral import Event, Recipient, Referral, Row, Worker, holder
from ohjaus_desktop.register.model.states import NEXT, WAITING, EventKind, State, Why

__all__ = [
    "NEXT",
    "WAITING",
    "AgeGroup",
    "Asked",
    "Authority",
    "Client",
    "Consent",
    "Content",
    "Draft",
    "Event",
    "EventKind",
    "GivenHow",
    "Guardians",
    "Interpreter",
    "Introduction",
    "Language",
    "Matter",
    "Minor",
    "Passing",
    "Recipient",
    "Referral",
    "Route",
    "Row",
    "SafeContact",
    "Snapshot",
    "State",
    "Subject",
    "Whose",
    "Why",
    "Worker",
    "holder",
]
