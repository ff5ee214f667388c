"""How the client of a request may be reached, as the page shows it: dangers first.

The words are those of the letter, so that caller and organization read the same.
"""

from __future__ import annotations

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.page import Block
from ohjaus_desktop.documents.referral import safe_contact
from ohjaus_desktop.register.model import Referral
from ohjaus_desktop.texts import current, text

Pair = tuple[str, str]


def warnings(referral: Referral) -> tuple[Pair, ...]:
    """Tone and words of everything that could hurt the client, the worst first."""
    contact, client, minor = referral.contact, referral.client, referral.subject.minor
    found = (
        (contact.careful, "error", text("Careful contact: the client is afraid at home.")),
        (contact.may_call == "no", "error", text("This number may not be called.")),
        (
            contact.others_may_answer == "yes",
            "warning",
            text("Somebody else may answer: tell neither the matter nor the organization’s name."),
        ),
        (
            client.non_disclosure,
            "warning",
            text("Non-disclosure order: nothing may tell where the client lives."),
        ),
        (
            bool(minor and minor.guardians == "must_not_know"),
            "warning",
            text("The custodians must not be told."),
        ),
        (bool(contact.when_not), "warning", text("Do not call: {when}", when=contact.when_not)),
    )
    return tuple((tone, words) for holds, tone, words in found if holds)


def numbers(referral: Referral) -> tuple[Pair, ...]:
    """The client's numbers in groups, and what each is."""
    client = referral.client
    given = ((client.phone, text("phone")), (client.second_phone, text("second number")))
    return tuple((phones.group(number), about) for number, about in given if number)


def facts(referral: Referral) -> tuple[Pair, ...]:
    """What else the caller needs; name and numbers stand above it in large letters."""
    block = safe_contact.block(referral, current())
    return pairs(Block(heading="", rows=tuple(row for row in block.rows[1:] if not row.big)))


def pairs(block: Block) -> tuple[Pair, ...]:
    """The rows of a letter's block: label and words."""
    return tuple((row.label, "\n".join(row.lines)) for row in block.rows if row.lines)
