"""Everything that is kept about one client, on paper, for the client (GDPR art. 15; 703/2023).

The same content as the export in JSON. Nothing is softened or left out: here the client has a right
to the worker's notes too. Nothing leads to where a client under a non-disclosure order lives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import NOBODY, Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.referral import codes, data_sheet, logged, safe_contact
from ohjaus_desktop.documents.referral.letter import consent_given
from ohjaus_desktop.documents.referral.logged import Given, Used, moment
from ohjaus_desktop.documents.referral.matter import AGES, WHOSE
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.register.model import Client, Consent, Event, SafeContact, State, Subject
from ohjaus_desktop.texts import Translator, translator


class _Asked(Struct, frozen=True):
    matter: str = ""
    tried: str = ""
    hope: str = ""
    promised: str = ""
    answer_to: str = ""


class _Recipient(Struct, frozen=True):
    service: str | dict[str, str]
    state: State
    asked: _Asked
    consent: Consent
    events: tuple[Event, ...]
    organization: str | dict[str, str] = ""


class _Corrected(Struct, frozen=True):
    until: datetime
    corrected_by: str
    client: Client


class _Request(Struct, frozen=True):
    case_number: str
    made_at: datetime
    made_by: str
    whose_matter: Subject
    client: Client
    safe_contact: SafeContact
    recipients: tuple[_Recipient, ...]
    before_corrections: tuple[_Corrected, ...] = ()


class _Export(Struct, frozen=True):
    requests: tuple[_Request, ...]
    log_of_use: tuple[Used, ...]
    log_of_disclosure: tuple[Given, ...]


def compose(
    exported: Mapping[str, Any],
    sender: Sender = NOBODY,
    *,
    notice: Notice,
    at: datetime,
    language: str,
    large: bool = False,
) -> ClientPage:
    """Compose everything: requests, then the two logs.

    exported: what ``register.privacy.export`` gives. at: now, aware. Raises msgspec.ValidationError
    where it is something else.
    """
    return _document(exported, sender, at=at, language=language, large=large, notice=notice, whole=True)


def logs(
    exported: Mapping[str, Any],
    sender: Sender = NOBODY,
    *,
    notice: Notice,
    at: datetime,
    language: str,
    large: bool = False,
) -> ClientPage:
    """Compose only who has used the data and to whom it was given, of the same export."""
    return _document(exported, sender, at=at, language=language, large=large, notice=notice, whole=False)


def _document(
    exported: Mapping[str, Any],
    sender: Sender,
    *,
    at: datetime,
    language: str,
    large: bool,
    notice: Notice,
    whole: bool,
) -> ClientPage:
    say = translator(language)
    told = msgspec.convert(exported, _Export)
    placeless = any(one.client.non_disclosure for one in told.requests)
    parts = (sender.name, phones.group(sender.phone), sender.address)
    if placeless:
        parts = (sender.neutral_sender, phones.group(sender.phone), "")
    footer = ", ".join(part for part in parts if part)
    requests = [block for one in told.requests for block in _request(one, say)] if whole else []
    return ClientPage(
        language=say.language,
        title=say("What is stored about you") if whole else say("Who has handled your data"),
        created_at=at,
        date=say.date(at.astimezone(HELSINKI).date()),
        blocks=(*requests, *_logs(told, say)),
        closing=(
            Row(say("How long it is kept"), (data_sheet.kept(notice, say),)),
            *data_sheet.responsible(notice, say),
        ),
        footer=say("Ask us: {sender}", sender=footer) if footer else "",
        page_number=say("Page {page} of {pages}"),
        large=large,
        compact=True,
    )


def _request(request: _Request, say: Translator) -> list[Block]:
    """What was written down about the client, then each recipient's part."""
    made = f"{moment(request.made_at, say)}, {request.made_by}".rstrip(", ")
    subject = request.whose_matter
    speaker = ", ".join(part for part in (subject.speaker, subject.relation) if part)
    rows = [
        Row(say("Written down"), (made,)),
        Row(say("Whose matter"), tuple(line for line in (say(WHOSE[subject.whose]), speaker) if line)),
        *_client(request.client, say),
        *_contact(request.safe_contact, say),
    ]
    for one in request.before_corrections:
        until = f"{moment(one.until, say)}, {one.corrected_by}".rstrip(", ")
        values = [line for row in _client(one.client, say) for line in row.lines]
        rows.append(Row(say("Before a correction"), (until, ", ".join(values))))
    title = say("Contact request {number}", number=request.case_number)
    continued = say("{service} (continues)", service=title)
    return [
        Block(heading=title, rows=tuple(rows), continued=continued),
        *(_recipient(one, say) for one in request.recipients),
    ]


def _client(client: Client, say: Translator) -> list[Row]:
    municipality = "" if client.non_disclosure else client.municipality
    told = [
        (say("Name"), client.name),
        (say("Phone"), phones.group(client.phone)),
        (say("Second number"), phones.group(client.second_phone)),
        (say("E-mail"), client.email),
        (say("Home municipality"), municipality_name(municipality, say, Places.load())),
        (say("Language"), safe_contact.language_name(client.language, say) if client.language else ""),
        (say("Interpreter"), safe_contact.interpreter(client.interpreter, say) if client.interpreter else ""),
        (say("Please heed"), client.senses),
        (say("Age group"), say(AGES[client.age_group]) if client.age_group else ""),
        (say("Non-disclosure order"), say("yes") if client.non_disclosure else ""),
    ]
    return _rows(told)


def _contact(contact: SafeContact, say: Translator) -> list[Row]:
    answers = {"yes": say("yes"), "no": say("no"), "": ""}
    told = [
        (say("May be called"), answers[contact.may_call]),
        (say("Somebody else may answer"), answers[contact.others_may_answer]),
        (say("Messages"), safe_contact.messages(contact, say)),
        (say("When"), contact.when),
        (say("When not"), contact.when_not),
        (say("Contact with care"), say("yes") if contact.careful else ""),
    ]
    return _rows(told)


def _recipient(recipient: _Recipient, say: Translator) -> Block:
    asked, consent = recipient.asked, recipient.consent
    given = [consent.sentence, consent_given(consent, say)]
    if consent.withdrawn_at:
        given.append(say("Withdrawn {when}", when=moment(consent.withdrawn_at, say)))
    told = [
        (say("State"), say(codes.STATES[recipient.state])),
        (say("Matter"), asked.matter),
        (say("What was tried"), asked.tried),
        (say("What is hoped"), asked.hope),
        (say("What was promised"), asked.promised),
        (say("How to answer"), asked.answer_to),
    ]
    rows = [*_rows(told), Row(say("Consent"), tuple(line for line in given if line))]
    rows += [Row(moment(event.at, say), (_event(event, say),)) for event in recipient.events]
    service, organization = name(recipient.service, say), name(recipient.organization, say)
    return Block(
        heading=organization or service,
        subheading=service if organization and service != organization else "",
        rows=tuple(rows),
        continued=say("{service} (continues)", service=organization or service),
    )


def _event(event: Event, say: Translator) -> str:
    note = say(codes.ROUTES[event.note]) if event.note in codes.ROUTES else event.note
    return ", ".join(part for part in (event.by, say(codes.STATES[event.state]), note) if part)


def _logs(told: _Export, say: Translator) -> list[Block]:
    wanted = [
        (say("To whom it was given"), logged.disclosures(told.log_of_disclosure, say)),
        (say("Who has used it"), logged.uses(told.log_of_use, say)),
    ]
    return [
        Block(
            heading=heading,
            introduction="" if rows else say("Nothing is written down."),
            rows=tuple(rows),
            continued=say("{service} (continues)", service=heading),
        )
        for heading, rows in wanted
    ]


def _rows(told: Sequence[tuple[str, str]]) -> list[Row]:
    return [Row(label, (words,)) for label, words in told if words]
