"""“Your data”: what was given about the client to whom, why and on what ground, and their rights.

A sheet of its own, for the folder and not for the kitchen table. It names kinds of data, never
their values, and one's own words only where being seen with them cannot harm.
Source: GDPR art. 13 and 15, Client Data Act 703/2023.
"""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.referral import discretion
from ohjaus_desktop.documents.referral.discretion import free, recipient_name
from ohjaus_desktop.documents.referral.matter import municipality
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Consent, Recipient, Referral
from ohjaus_desktop.texts import Translator, mark, translator

_GIVEN_HOW = {
    "spoken": mark("You gave your consent by word of mouth on {date}."),
    "phone": mark("You gave your consent by phone on {date}."),
    "written": mark("You gave your consent in writing on {date}."),
    "": mark("You gave your consent on {date}."),
}


def compose(
    referral: Referral,
    sender: Sender,
    *,
    at: datetime,
    language: str,
    large: bool = False,
    notice: Notice,
) -> ClientPage:
    """Compose the sheet. at: now, aware. Entries made by mistake are not on it."""
    say = translator(language)
    today = at.astimezone(HELSINKI).date()
    signer = discretion.signer(referral, sender)
    told = [one for one in referral.recipients if one.state != "entered-in-error"]
    return ClientPage(
        language=say.language,
        title=say("Your data"),
        created_at=at,
        date=f"{say.weekday(today)} {say.date(today)}",
        introduction=(say("Case number: {number}", number=referral.case_number),),
        blocks=tuple(_recipient(referral, one, say) for one in told),
        closing=tuple(_closing(signer, notice, say)),
        footer=_footer(signer, say),
        page_number=say("Page {page} of {pages}"),
        large=large,
    )


def _recipient(referral: Referral, recipient: Recipient, say: Translator) -> Block:
    matter = recipient.matter
    given = [*kinds(referral, recipient, say), say("your matter in one sentence")]
    lines = [_listed(given)]
    if matter.matter and not discretion.is_discreet(referral, recipient):
        lines.append(say("Your matter: {words}", words=free(matter.matter)))
    rows = [
        Row(say("What is given"), tuple(lines)),
        Row(say("Why"), (_why(referral, recipient, say),)),
        Row(say("On what ground"), tuple(_ground(matter.consent, say))),
    ]
    heading = recipient_name(recipient, say)
    service = name(matter.snapshot.service.name, say)
    return Block(heading=heading, subheading=service if service != heading else "", rows=tuple(rows))


def kinds(referral: Referral, recipient: Recipient, say: Translator) -> list[str]:
    """Which facts about the client a recipient gets, in words that hold no value."""
    client = referral.client
    told = [
        (client.name, say("your name")),
        (client.phone or client.second_phone, say("your phone number")),
        (client.email, say("your e-mail address")),
        (municipality(referral, recipient, say), say("your home municipality")),
        (client.language, say("your language")),
        (client.interpreter, say("your need of an interpreter")),
        (client.senses, say("what must be heeded in talking with you")),
        (client.age_group, say("your age group")),
    ]
    return [*(words for value, words in told if value), say("how you may be contacted safely")]


def _listed(parts: list[str]) -> str:
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _why(referral: Referral, recipient: Recipient, say: Translator) -> str:
    if referral.contact.may_call == "no":
        return say("So that {organization} can contact you.", organization=recipient_name(recipient, say))
    return say("So that {organization} can call you.", organization=recipient_name(recipient, say))


def _ground(consent: Consent, say: Translator) -> list[str]:
    lines = [say("Your consent.")]
    if consent.given_at:
        day = consent.given_at.astimezone(HELSINKI).date()
        lines = [say(_GIVEN_HOW[consent.given_how], date=say.date(day))]
    if consent.withdrawn_at:
        day = consent.withdrawn_at.astimezone(HELSINKI).date()
        lines.append(say("You withdrew it on {date}.", date=say.date(day)))
    else:
        lines.append(consent_holds(consent, say))
    return lines


def consent_holds(consent: Consent, say: Translator) -> str:
    """How long a consent holds."""
    if consent.expires_on is None:
        return say("It holds until the matter is closed.")
    return say(
        "It holds until the matter is closed, at the latest {date}.", date=say.date(consent.expires_on)
    )


def _closing(sender: Sender, notice: Notice, say: Translator) -> list[Row]:
    number = phones.group(sender.phone)
    withdraw = [say("You may withdraw your consent at any time. You need not say why.")]
    withdraw.append(say("Call us: {phone}", phone=number) + "." if number else "")
    withdraw.append(
        say("What has already been given then stays with its recipient; you may ask them to erase it.")
    )
    rows = [
        Row(say("How long it is kept"), (kept(notice, say),)),
        Row(say("If you want to withdraw"), (" ".join(line for line in withdraw if line),)),
        Row(
            say("Your rights"),
            (say("You may see your data, have it corrected or erased, and see who has handled it."),),
        ),
    ]
    return rows + responsible(notice, say)


def kept(notice: Notice, say: Translator) -> str:
    """For how long this service point keeps a request."""
    if not notice.stored:
        return say("This service point stores nothing about you on its computer.")
    if notice.kept_days:
        return say.plural(
            "The request is erased {number} day after the matter is closed.",
            "The request is erased {number} days after the matter is closed.",
            notice.kept_days,
        )
    return say("As long as the matter needs, and then for the time the controller has set.")


def responsible(notice: Notice, say: Translator) -> list[Row]:
    """Who keeps the data, whom to ask, where to read more; only what was told."""
    rows = [
        (say("Controller"), notice.controller),
        (say("Data protection"), notice.contact),
        (say("Read more"), notice.address),
    ]
    return [Row(label, (words,)) for label, words in rows if words]


def _footer(sender: Sender, say: Translator) -> str:
    parts = [part for part in (sender.name, phones.group(sender.phone), sender.address) if part]
    return say("Ask us: {sender}", sender=", ".join(parts)) if parts else ""
