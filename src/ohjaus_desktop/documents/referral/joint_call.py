"""What to say when client and worker call the organization together."""

from __future__ import annotations

from dataclasses import dataclass

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import NOBODY, Sender
from ohjaus_desktop.documents.referral import discretion
from ohjaus_desktop.documents.referral.discretion import free, recipient_name
from ohjaus_desktop.register.model import Recipient, Referral
from ohjaus_desktop.texts import Translator, translator


@dataclass(frozen=True, slots=True)
class JointCall:
    """One call.

    number: grouped for the eye, "" where none is known; dialled: what a telephone dials. to: who is
    called. sentences: what to say, in order. agree: what should be agreed before hanging up.
    """

    to: str
    number: str
    dialled: str
    sentences: tuple[str, ...]
    agree: tuple[str, ...]


def compose(
    referral: Referral, recipient_id: str, *, language: str = "fi", sender: Sender = NOBODY
) -> JointCall:
    """Compose the call to one recipient. Raises KeyError where the referral has no such recipient."""
    say = translator(language)
    recipient = referral.recipient(recipient_id)
    number = _number(referral, recipient)
    return JointCall(
        to=recipient_name(recipient, say),
        number=phones.group(number),
        dialled=phones.dial(number) or "",
        sentences=tuple(_sentences(referral, recipient, sender, say)),
        agree=(
            say("Who calls whom, on which day and to which number?"),
            say("If somebody else answers, tell neither the matter nor the name of the organization."),
            say("What happens if they do not reach the client?"),
        ),
    )


def _number(referral: Referral, recipient: Recipient) -> str:
    """The number of the way that the service has declared for it, else its main one."""
    ways = recipient.matter.snapshot.service.intake
    for route in ("joint_call", "phone"):
        for way in ways:
            if way.route == route and way.address and phones.dial(way.address):
                return way.address
    service = discretion.chosen(referral, recipient, recipient.requested_at)
    return service.phones[0].number if service.phones else ""


def _sentences(referral: Referral, recipient: Recipient, sender: Sender, say: Translator) -> list[str]:
    signer = discretion.signer(referral, sender, recipient)
    who = ", ".join(part for part in (signer.worker, signer.name) if part)
    lines = [say("“Hello, this is {name}.”", name=who)] if who else []
    if referral.subject.present:
        lines.append(say("“The client is here and hears this call.”"))
    else:
        lines.append(say("“I call with the client's permission.”"))
    name = free(referral.client.name)
    lines.append(
        say("“The client's name is {name}.”", name=name)
        if name
        else say("“The client would rather not give a name.”")
    )
    if recipient.matter.matter:
        lines.append(say("“The matter: {words}”", words=free(recipient.matter.matter)))
    if recipient.matter.hope:
        lines.append(say("“The client hopes: {words}”", words=free(recipient.matter.hope)))
    lines.append(say("“How can you help, and what happens next?”"))
    return lines
