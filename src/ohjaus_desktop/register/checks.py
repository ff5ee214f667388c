"""What must be in order before a contact request may be made, and what gently should be.

``faults`` stops a request and says where; ``warnings`` only asks. By what right somebody speaks for
a client stands in ``standing``, with its sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from ohjaus_desktop.register.model import Client, Consent, Content, Matter, SafeContact
from ohjaus_desktop.register.reachable import email_fault, phone_fault, warm
from ohjaus_desktop.register.routes import routes
from ohjaus_desktop.register.standing import MINORS, Fault, standing, standing_fault
from ohjaus_desktop.register.warnings import warnings
from ohjaus_desktop.texts import text

__all__ = [
    "LONGEST_MATTER",
    "Fault",
    "email_fault",
    "faults",
    "fields_open",
    "phone_fault",
    "routes",
    "standing",
    "warm",
    "warnings",
]

LONGEST_MATTER = 300
"""Letters: one long sentence. More is a history, and that is not for this form."""
_MOST_SENTENCES = 2
LONGEST_NAME = 100
LONGEST_TEXT = 500

# A point, then a capital: not after a number ("3.11. Kokkolassa") or an abbreviation.
_SENTENCE_END = re.compile(r"(?<!\d)(?<!\besim)(?<!\bklo)(?<!\bmm)(?<!\bns)[.!?…]+\s+(?=[A-ZÅÄÖ])")


def fields_open(content: Content) -> bool:
    """Whether personal fields may be filled in: somebody may ask, and a consent has been given."""
    return not _standing(content) and any(_allowed(matter.consent) for matter in content.matters)


def faults(content: Content, *, at: datetime) -> tuple[Fault, ...]:
    """Everything that must be put right, in the order of the form; none where it is ready.

    at: aware; consents that have run out by then do not count.
    """
    return tuple(_all(content, at))


def _all(content: Content, at: datetime) -> Iterable[Fault]:
    if (fault := _standing(content)) is not None:
        yield fault
    yield from _subject(content)
    if not content.matters:
        yield Fault("matters", text("Choose a service first."))
    for place, matter in enumerate(content.matters):
        yield from _consent(matter, f"matters.{place}", at)
    yield from _contact(content.contact, content.client)
    yield from _client(content.client)
    for place, matter in enumerate(content.matters):
        yield from _matter(matter, content, f"matters.{place}", at)


def _standing(content: Content) -> Fault | None:
    return standing_fault(content.subject, age_group=content.client.age_group)


def _subject(content: Content) -> Iterable[Fault]:
    subject, minor = content.subject, content.subject.minor
    if subject.whose != "own" and not (subject.relation.strip() or subject.speaker.strip()):
        yield Fault(
            "subject.relation", text("Write who speaks for the client: daughter, neighbour, guardian.")
        )
    if subject.whose != "child" and content.client.age_group not in MINORS:
        return
    if minor is None or not minor.call:
        yield Fault("subject.minor.call", text("Choose whom the organization calls."))
    if minor is None or not minor.guardians:
        yield Fault("subject.minor.guardians", text("Choose what the custodians know."))
    elif minor.guardians == "must_not_know":
        yield from _kept_from_home(content)


def _kept_from_home(content: Content) -> Iterable[Fault]:
    """A mature child may forbid telling; then nothing may reach the custodians by another way."""
    subject = content.subject
    if subject.whose == "child" and subject.authority == "custody":
        yield Fault(
            "subject.minor.guardians", text("A custodian is the one who speaks here, so a custodian knows.")
        )
    minor = subject.minor
    if minor is not None and minor.call in {"custodian", "both"}:
        yield Fault("subject.minor.call", text("The custodians must not know: only the child can be called."))
    if minor is not None and minor.may_write_home:
        yield Fault("subject.minor.may_write_home", text("The custodians must not know: no letter home."))


def _allowed(consent: Consent) -> bool:
    return consent.given == "yes" and consent.withdrawn_at is None


def _consent(matter: Matter, path: str, at: datetime) -> Iterable[Fault]:
    if matter.snapshot.service.statutory_intake:
        yield Fault(
            path, text("This goes straight to the authority: asking there starts the clock. Call together.")
        )
        return
    consent = matter.consent
    if not consent.given:
        yield Fault(f"{path}.consent", text("Read the sentence aloud and note the answer."))
    elif consent.given == "no":
        yield Fault(f"{path}.consent", text("The client did not allow this. Leave this recipient out."))
    elif consent.withdrawn_at is not None:
        yield Fault(f"{path}.consent", text("The client has taken this consent back. Ask again."))
    elif consent.expires_on is not None and consent.expires_on < at.date():
        yield Fault(f"{path}.consent", text("This consent has run out. Ask again."))
    elif not consent.given_how:
        yield Fault(
            f"{path}.consent.given_how",
            text("Note how the client answered: here, on the phone or in writing."),
        )


def _contact(contact: SafeContact, client: Client) -> Iterable[Fault]:
    if not contact.may_call:
        yield Fault("contact.may_call", text("Ask everyone: may this number be called safely?"))
    elif contact.may_call == "no" and client.phone.strip() and not client.email.strip():
        yield Fault(
            "client.phone", text("This number may not be called. Write a safe number or an e-mail address.")
        )
    for name, words in (("when", contact.when), ("when_not", contact.when_not)):
        if fault := _too_long(words):
            yield Fault(f"contact.{name}", fault)


def _client(client: Client) -> Iterable[Fault]:
    name = client.name.strip()
    if not name:
        yield Fault("client.name", text("Write a name. A first name or an alias is enough."))
    elif len(name) > LONGEST_NAME or not name.isprintable():
        yield Fault("client.name", text("Write the name in one short line."))
    if not client.phone.strip() and not client.email.strip():
        yield Fault("client.phone", text("Write a phone number or an e-mail address."))
    for field, fault in (
        ("phone", phone_fault(client.phone)),
        ("second_phone", phone_fault(client.second_phone)),
        ("email", email_fault(client.email)),
        ("senses", _too_long(client.senses)),
    ):
        if fault:
            yield Fault(f"client.{field}", fault)
    if client.interpreter is not None and not client.interpreter.language.strip():
        yield Fault("client.interpreter.language", text("Write which language the interpreter speaks."))
    if client.non_disclosure and client.municipality:
        yield Fault(
            "client.municipality", text("With a non-disclosure order no municipality is written down.")
        )


def _matter(matter: Matter, content: Content, path: str, at: datetime) -> Iterable[Fault]:
    words = matter.matter.strip()
    if not words:
        yield Fault(f"{path}.matter", text("Write in one sentence what help the client asks for."))
    elif len(words) > LONGEST_MATTER:
        yield Fault(
            f"{path}.matter",
            text(
                "One sentence is enough: at most {most} letters, now there are {number}.",
                most=LONGEST_MATTER,
                number=len(words),
            ),
        )
    elif len(_SENTENCE_END.findall(words)) >= _MOST_SENTENCES or words.count("\n") >= _MOST_SENTENCES:
        yield Fault(f"{path}.matter", text("One sentence is enough. The client tells the rest themself."))
    for name in ("tried", "hope", "promised", "answer_to"):
        if fault := _too_long(getattr(matter, name)):
            yield Fault(f"{path}.{name}", fault)
    statutory = matter.snapshot.service.statutory_intake
    if matter.route and not statutory and matter.route not in _routes(matter, content):
        yield Fault(f"{path}.route", text("This service does not take requests in this way. Choose another."))
    if matter.follow_up_on is not None and matter.follow_up_on < at.date():
        yield Fault(f"{path}.follow_up_on", text("The follow-up day has passed. Choose another."))


def _routes(matter: Matter, content: Content) -> tuple[str, ...]:
    return routes(matter.snapshot, sensitive=content.sensitive)


def _too_long(words: str) -> str:
    if len(words) <= LONGEST_TEXT:
        return ""
    return text("This is too long: at most {most} letters.", most=LONGEST_TEXT)
