"""What a paper of a contact request may tell.

Two things are decided here and nowhere else. *Discreet*: being seen with the paper can harm, so it
names neither service nor sender; also where the name alone tells where a hidden client lives.
*Placeless*: nothing may lead to where the client lives; so it is with everything discreet, and with
a client under a non-disclosure order (turvakielto).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import service_opening
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.register.model import Recipient, Referral
from ohjaus_desktop.texts import Translator

_IDENTITY_CODE = re.compile(r"\b\d{6}\s?[-+A-FU-Ya-fu-y]\s?\d{3}[0-9A-Za-z]\b")
"""A Finnish identity code, also with the signs of the century that were added in 2023."""


def is_discreet(referral: Referral, recipient: Recipient | None = None) -> bool:
    """Whether being seen with the paper can harm.

    recipient: of a paper that concerns one recipient alone; None for a paper that tells of all.
    """
    minor = referral.subject.minor
    if referral.sensitive or referral.contact.careful or (minor and minor.guardians == "must_not_know"):
        return True
    told = referral.recipients if recipient is None else (recipient,)
    services = [one.matter.snapshot.service for one in told]
    if any(service.sensitive or service.hide_address for service in services):
        return True
    return referral.client.non_disclosure and any(_is_called_by_place(one) for one in told)


def _is_called_by_place(recipient: Recipient) -> bool:
    """Whether the very name of service or organization tells a municipality or village."""
    snapshot = recipient.matter.snapshot
    texts = [snapshot.service.name, snapshot.organization.name if snapshot.organization else ""]
    names = [name_ for text in texts for name_ in ([text] if isinstance(text, str) else text.values())]
    places = Places.load()
    return any(places.recognise(one, begins_word=lambda _: True)[0] for one in names)


def is_placeless(referral: Referral, recipient: Recipient | None = None) -> bool:
    """Whether no address, municipality or distance may stand on the paper."""
    return referral.client.non_disclosure or is_discreet(referral, recipient)


def chosen(referral: Referral, recipient: Recipient, at: datetime) -> Chosen:
    """The service as the request remembers it, without any place where none may be told."""
    snapshot = recipient.matter.snapshot
    return Chosen(
        service=snapshot.service,
        organization=snapshot.organization,
        locations=() if is_placeless(referral, recipient) else snapshot.locations,
        opening=service_opening(snapshot.service, None, at),
        sensitive_need=is_discreet(referral, recipient),
    )


def signer(referral: Referral, sender: Sender, recipient: Recipient | None = None) -> Sender:
    """The sender as the paper may name them: where no place may be told, only a neutral name."""
    if not is_placeless(referral, recipient):
        return sender
    return replace(sender, service_point="", address="")


def free(words: str) -> str:
    """Words that somebody typed, on one line and without any identity code."""
    return " ".join(_IDENTITY_CODE.sub("–", words).split())


def recipient_name(recipient: Recipient, say: Translator) -> str:
    """Who is asked: the organization, else the service."""
    snapshot = recipient.matter.snapshot
    organization = name(snapshot.organization.name, say) if snapshot.organization else ""
    return organization or name(snapshot.service.name, say)
