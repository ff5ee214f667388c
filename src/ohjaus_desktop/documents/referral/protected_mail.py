"""The request as it is pasted into protected mail.

The subject may travel and be shown unprotected: it holds a case number and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ohjaus_desktop.catalogue.navigation import Choice
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral import letter, plain
from ohjaus_desktop.register.model import Referral
from ohjaus_desktop.texts import translator


@dataclass(frozen=True, slots=True)
class ProtectedMail:
    """address: of the recipient's protected mail, "" where the catalogue tells none."""

    subject: str
    body: str
    address: str = ""


def compose(
    referral: Referral,
    recipient_id: str,
    sender: Sender,
    *,
    language: str,
    choices: Sequence[Choice] = (),
) -> ProtectedMail:
    """Compose it for one recipient. Raises KeyError where the referral has no such recipient."""
    say = translator(language)
    recipient = referral.recipient(recipient_id)
    page = letter.compose(
        referral, recipient_id, sender, at=recipient.requested_at, language=language, choices=choices
    )
    ways = recipient.matter.snapshot.service.intake
    address = next((way.address for way in ways if way.route == "protected_mail" and way.address), "")
    return ProtectedMail(
        subject=say("Contact request {number}", number=referral.case_number),
        body=plain.text(page),
        address=address,
    )
