"""The letter to one organization: everything it needs to call the client, and nothing about others.

First comes how the client may be contacted safely, impossible to overlook. Never on it: an identity
code, another recipient, a history. Protected mail says the same as plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ohjaus_desktop.catalogue.navigation import Choice
from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.referral import discretion, matter, safe_contact
from ohjaus_desktop.documents.referral.data_sheet import consent_holds
from ohjaus_desktop.documents.referral.discretion import free, recipient_name
from ohjaus_desktop.documents.referral.next_steps import latest, short
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Consent, Recipient, Referral
from ohjaus_desktop.texts import Translator, mark, translator

_GIVEN_HOW = {
    "spoken": mark("The client gave consent by word of mouth on {date}."),
    "phone": mark("The client gave consent by phone on {date}."),
    "written": mark("The client gave consent in writing on {date}."),
    "": mark("The client gave consent on {date}."),
}


def compose(
    referral: Referral,
    recipient_id: str,
    sender: Sender,
    *,
    at: datetime,
    language: str,
    large: bool = False,
    choices: Sequence[Choice] = (),
) -> ClientPage:
    """Compose the letter for one recipient.

    at: now, aware. choices: the catalogue's, by which the reasons are named; a reason that is not
    among them is left out. Raises KeyError where the referral has no such recipient.
    """
    say = translator(language)
    recipient = referral.recipient(recipient_id)
    signer = discretion.signer(referral, sender, recipient)
    today = at.astimezone(HELSINKI).date()
    return ClientPage(
        language=say.language,
        title=say("Contact request"),
        created_at=at,
        date=f"{say.weekday(today)} {say.date(today)}",
        introduction=tuple(_introduction(referral, recipient, say, today)),
        blocks=(
            safe_contact.block(referral, say),
            _about(referral, recipient, say, choices),
            _answer(recipient, signer, say),
        ),
        footer=_footer(referral, signer, say),
        page_number=say("Page {page} of {pages}"),
        large=large,
        compact=True,
        address=tuple(_address(referral, recipient, at, say)),
    )


def _introduction(referral: Referral, recipient: Recipient, say: Translator, today: date) -> list[str]:
    """To whom, about which service, which case."""
    organization = recipient_name(recipient, say)
    service = name(recipient.matter.snapshot.service.name, say)
    to = organization if service == organization else f"{organization}, {service}"
    lines = [say("To: {recipient}", recipient=to), say("Case number: {number}", number=referral.case_number)]
    by = latest(recipient)
    if by >= today:
        lines.append(say("Please answer by {weekday} {date}", weekday=say.weekday(by), date=short(by)))
    return lines


def _address(referral: Referral, recipient: Recipient, at: datetime, say: Translator) -> list[str]:
    """For the envelope: of the one place the request goes to; nothing where no place may be told."""
    places = discretion.chosen(referral, recipient, at).places
    streets = [address for place in places[:1] for address in place.addresses[:1]]
    if len(places) != 1 or not streets or not streets[0].postal_code:
        return []
    city = " ".join([streets[0].postal_code or "", say.name(streets[0].city)]).strip()
    organization = recipient_name(recipient, say)
    place = say.name(places[0].name)
    lines = [organization, place if place != organization else "", say.name(streets[0].address_1), city]
    return [line for line in lines if line]


def _about(referral: Referral, recipient: Recipient, say: Translator, choices: Sequence[Choice]) -> Block:
    """What is asked, and by what consent."""
    asked = matter.block(referral, recipient, say, choices)
    consent = Row(say("Consent"), (" ".join(_consent(referral, recipient.matter.consent, say)),))
    return replace(asked, rows=(*asked.rows, consent))


def _answer(recipient: Recipient, sender: Sender, say: Translator) -> Block:
    """How to answer, to whom, and what after how many tries."""
    who = ", ".join(part for part in (sender.worker, sender.name) if part)
    number = phones.group(sender.phone)
    rows = []
    if recipient.matter.answer_to:
        rows.append(Row(say("How to answer"), (free(recipient.matter.answer_to),)))
    to = [who, say("Call us: {phone}", phone=number) if number else "", sender.address]
    if told := ". ".join(line for line in to if line):
        rows.append(Row(say("To whom"), (told,)))
    rows.append(
        Row(
            say("What to tell us"),
            (
                say("Tell us when you have reached the client, and whether you can help."),
                say("Use the case number. Do not send the client's details by ordinary e-mail."),
            ),
        )
    )
    rows.append(
        Row(
            say("If not reached"),
            (say("If you have not reached the client in three tries on different days, tell us."),),
        )
    )
    return Block(heading=say("Your answer"), rows=tuple(rows))


def _consent(referral: Referral, consent: Consent, say: Translator) -> list[str]:
    lines = []
    if referral.subject.knows != "no":
        lines.append(say("The client knows of this contact request."))
    if given := consent_given(consent, say):
        lines.append(given)
    lines.append(say("It covers this request and these facts, for contacting the client in this matter."))
    lines.append(consent_holds(consent, say))
    lines.append(say("The client may withdraw it at any time; then we tell you."))
    return lines


def consent_given(consent: Consent, say: Translator) -> str:
    """How and when the client gave consent, "" where that was not written down."""
    if consent.given_at is None:
        return ""
    day = consent.given_at.astimezone(HELSINKI).date()
    return say(_GIVEN_HOW[consent.given_how], date=say.date(day))


def _footer(referral: Referral, sender: Sender, say: Translator) -> str:
    parts = [part for part in (sender.name, phones.group(sender.phone)) if part]
    from_whom = say("Sender: {sender}", sender=", ".join(parts)) if parts else ""
    return " · ".join(part for part in (referral.case_number, from_whom) if part)
