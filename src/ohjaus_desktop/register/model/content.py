"""What a contact request says: as it stands on the form, and later in the request that was made of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from ohjaus_desktop.catalogue.model import Location, Organization, Service

Language = Literal["fi", "sv", "en"]
Asked = Literal["", "yes", "no"]
"""The answer to a question; "" while nobody has asked it, which is not a no."""

Whose = Literal["own", "child", "relative"]
Authority = Literal["", "custody", "money", "personal", "continuing", "mandate", "helper"]
"""By what right somebody speaks for the client.

custody: a child's custodian. money: a guardian for money matters only; personal: a guardian also
for personal matters (Guardianship Services Act 442/1999 § 29). continuing: a continuing power of
attorney that is in force (648/2007). mandate: a Suomi.fi mandate. helper: takes care of things.
"""
AgeGroup = Literal["", "under_15", "15_17", "18_29", "30_64", "65_74", "75_over"]
Guardians = Literal["", "know", "one_knows", "do_not_know", "must_not_know"]
Introduction = Literal["", "organization", "first_name", "service_point"]
"""How the caller says who is calling: with the organization, the first name only, or from the
service point where the client was."""
GivenHow = Literal["", "spoken", "phone", "written"]

Route = Literal["joint_call", "protected_mail", "letter"]
"""How a request reaches its recipient: called together, pasted into protected mail, on paper."""


class Interpreter(Struct, frozen=True, omit_defaults=True):
    """An interpreter that the client needs; never a child or a spouse.

    language: its name in words, dialect included. by: over the phone or video, or in the room.
    """

    language: str = ""
    by: Literal["", "phone", "video", "present"] = ""
    gender: Literal["", "woman", "man"] = ""
    not_local: bool = False


class Minor(Struct, frozen=True, omit_defaults=True):
    """What must be known when the client is under 18.

    call: whom the organization calls. guardians: what the custodians know. two_addresses: they live
    apart, and no address of one goes to the other. may_write_home: a letter home is allowed.
    """

    call: Literal["", "child", "custodian", "both"] = ""
    guardians: Guardians = ""
    two_addresses: bool = False
    may_write_home: bool = False


class Subject(Struct, frozen=True, omit_defaults=True):
    """Whose matter it is, and by what right somebody else speaks.

    present: the client is here or on the phone. speaker, relation: who speaks, where it is not the
    client. knows: the client knows of the request.
    """

    whose: Whose = "own"
    present: bool = True
    speaker: str = ""
    relation: str = ""
    authority: Authority = ""
    knows: Asked = ""
    minor: Minor | None = None


class Client(Struct, frozen=True, omit_defaults=True):
    """How the organization finds the client; a first name or an alias is enough.

    municipality: three-digit code, "" where not told; never set under a non-disclosure order.
    language: in which the client is called (ISO 639). senses: what hearing, sight or speech asks
    of the caller.
    """

    name: str = ""
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    municipality: str = ""
    language: str = ""
    interpreter: Interpreter | None = None
    senses: str = ""
    age_group: AgeGroup = ""
    non_disclosure: bool = False


class SafeContact(Struct, frozen=True, omit_defaults=True):
    """How the client may be reached without harm; asked of everyone, so that asking reveals nothing.

    careful: the client is afraid at home (“varovainen yhteydenotto”). when, when_not: in words.
    """

    may_call: Asked = ""
    others_may_answer: Asked = ""
    voicemail: bool = False
    text_message: bool = False
    when: str = ""
    when_not: str = ""
    introduction: Introduction = ""
    careful: bool = False


class Snapshot(Struct, frozen=True, omit_defaults=True):
    """A service as it was when the request was made.

    locations: none where the address is hidden.
    """

    service: Service
    organization: Organization | None
    locations: tuple[Location, ...]


class Consent(Struct, frozen=True, omit_defaults=True):
    """What the client allowed, for one recipient.

    given: the answer. sentence: as it was read aloud, in ``language``. given_at, recorded_by: when
    and by whom it was written down. expires_on: last day on which it holds; None: until the matter
    is closed.
    """

    given: Asked = ""
    sentence: str = ""
    language: str = ""
    given_how: GivenHow = ""
    given_at: datetime | None = None
    recorded_by: str = ""
    expires_on: date | None = None
    withdrawn_at: datetime | None = None


class Matter(Struct, frozen=True, omit_defaults=True):
    """What one recipient is asked, and nothing about the others.

    matter: one sentence, written by the worker, never taken from the search. reasons: ids of the
    catalogue's choices. tried, hope, promised: what has been tried, what the client hopes, what was
    promised. answer_to: how and to whom the organization answers, and after how many tries.
    follow_up_on: when the worker looks after it. passed_on_from: the recipient that could not help
    before, by its id; times_passed_on: how often the same matter was passed on. earlier_consents: those
    that were asked for again before they ran out, oldest first.
    """

    snapshot: Snapshot
    matter: str = ""
    reasons: tuple[str, ...] = ()
    tried: str = ""
    hope: str = ""
    promised: str = ""
    answer_to: str = ""
    route: Route | Literal[""] = ""
    consent: Consent = Consent()
    follow_up_on: date | None = None
    passed_on_from: str = ""
    times_passed_on: int = 0
    earlier_consents: tuple[Consent, ...] = ()

    @property
    def service_id(self) -> str:
        """The catalogue's id of the service."""
        return self.snapshot.service.id


class Passing(Struct, frozen=True, omit_defaults=True):
    """A matter that one recipient could not help with, on its way to another one.

    refused: ids of services that have been asked already. Everything else as in ``Matter``.
    """

    matter: str = ""
    reasons: tuple[str, ...] = ()
    tried: str = ""
    hope: str = ""
    answer_to: str = ""
    passed_on_from: str = ""
    times_passed_on: int = 0
    refused: tuple[str, ...] = ()


class Content(Struct, frozen=True, omit_defaults=True):
    """A whole contact request as it stands on the form.

    language: of the papers and of the consent sentence. sensitive: it was found for a need with
    which being seen can harm; urgent: with which one looks after it the same day.
    restricted: only the worker who made it may see it. passing: a matter
    that waits for the next service (see ``follow_up.choose``). correcting: the id of the request whose
    client's data is put right; "" for a new one.
    """

    subject: Subject = Subject()
    client: Client = Client()
    contact: SafeContact = SafeContact()
    matters: tuple[Matter, ...] = ()
    language: Language = "fi"
    sensitive: bool = False
    urgent: bool = False
    restricted: bool = False
    passing: Passing | None = None
    correcting: str = ""


class Draft(Struct, frozen=True):
    """A request that is being written. It is kept seven days (see ``register.privacy``)."""

    id: str
    begun_at: datetime
    changed_at: datetime
    begun_by: str
    content: Content
