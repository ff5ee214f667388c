"""A text message and a chat reply: guidance where nothing can be handed over.

A text message lies on a telephone that somebody else may read. For a service with which being
seen can harm it holds a number and its hours, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ohjaus_desktop.documents import advice, considerate, facts, phones
from ohjaus_desktop.documents.chosen import NOBODY, Chosen, Sender
from ohjaus_desktop.documents.gsm import plain, septets
from ohjaus_desktop.documents.manner import USUAL, Manner
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.guidance.shelf import is_free
from ohjaus_desktop.texts import Translator, translator

ONE_MESSAGE = 160
TWO_MESSAGES = 320
LIMITS = (ONE_MESSAGE, TWO_MESSAGES)
_JOINED_PART = 153  # septets of a message that is one of several (3GPP TS 23.040)


class _Form(NamedTuple):
    """How much of a service is said; name: letters of its name at most."""

    name: int
    organization: bool = False
    hours: bool = False
    address: bool = False
    free: bool = False


_FORMS = (
    _Form(TWO_MESSAGES, organization=True, hours=True, address=True),
    _Form(TWO_MESSAGES, organization=True, hours=True),
    _Form(TWO_MESSAGES, hours=True),
    _Form(40, hours=True),
    _Form(24, hours=True),
    _Form(24),
    _Form(12),
    _Form(0),
)
"""From the fullest to the shortest."""


def text_message(
    chosen: Sequence[Chosen],
    language: str,
    *,
    at: datetime,
    limit: int = ONE_MESSAGE,
    sender: Sender = NOBODY,
    manner: Manner = USUAL,
) -> str:
    """Say the numbers and as much around them as fits; numbers are never cut.

    limit: characters, 160 or 320. manner: how to speak to this client. What goes when there is no
    room: the address, the organization, the end of a long name, the hours, the name; the sender
    before each of them. Services that do not fit at all are counted at the end.
    """
    say = translator(language)
    room = limit if limit <= ONE_MESSAGE else limit // ONE_MESSAGE * _JOINED_PART
    if manner.neutral:
        # Whoever takes up the telephone reads a number, and not what it is for.
        chosen = [replace(one, sensitive_need=True) for one in chosen]
    discreet = any(one.discreet for one in chosen)
    signature = plain(sender.neutral_sender if discreet else sender.name)
    for form in _forms(manner):
        entries = [plain(_entry(one, say, at, form, sender)) for one in chosen]
        for ending in dict.fromkeys([f"\n{signature}" if signature else "", ""]):
            message = "\n".join(entries) + ending
            if septets(message) <= room:
                return message
    return _as_many_as_fit([plain(_number(one, say, sender)) for one in chosen], say, room)


def _forms(manner: Manner) -> list[_Form]:
    """From the fullest to the shortest: what costs nothing says so, and short is short from the start."""
    forms = [form for form in _FORMS if not (manner.short and (form.organization or form.address))]
    return [form._replace(free=manner.considers("money") and form.hours) for form in forms]


def _as_many_as_fit(numbers: Sequence[str], say: Translator, room: int) -> str:
    for count in range(len(numbers), 0, -1):
        rest = len(numbers) - count
        more = "\n" + plain(say("{number} more: ask us", number=rest)) if rest else ""
        message = "\n".join(numbers[:count]) + more
        if septets(message) <= room:
            return message
    return ""


def _number(one: Chosen, say: Translator, sender: Sender) -> str:
    """What one reaches it by, never cut; where it may not be named, whoever sends the message."""
    if one.main_number:
        return one.main_number
    if one.service.url and not one.discreet:
        return advice.short_address(one.service.url)
    if one.discreet and sender.phone:
        return say("Call us: {phone}", phone=phones.group(sender.phone))
    return say("number not known")


def _hours(one: Chosen, say: Translator, at: datetime) -> str:
    if one.discreet and not one.main_number:
        return ""  # beside the sender's number they would be taken for the sender's
    return ", ".join(f"{days} {times}" for days, times in facts.phone_hours(one, say, at).rows)


def _entry(one: Chosen, say: Translator, at: datetime, form: _Form, sender: Sender) -> str:
    """One service in a text message."""
    hours = _hours(one, say, at) if form.hours else ""
    if one.discreet:
        return ". ".join(part for part in (_number(one, say, sender), hours) if part)
    name = _shortened(facts.name(one, say), form.name)
    organization = facts.organization(one, say) if form.organization else ""
    head = ", ".join(part for part in (name, organization) if part)
    reached = ": ".join(part for part in (head, _number(one, say, sender)) if part)
    free = say("Free of charge") if form.free and is_free(one.service) else ""
    street = _street(one, say) if form.address else ""
    return ". ".join(part for part in (reached, free, hours, street) if part)


def _street(one: Chosen, say: Translator) -> str:
    """The address of its one place."""
    addresses = one.places[0].addresses if len(one.places) == 1 else []
    return say.name(addresses[0].address_1) if addresses else ""


def _shortened(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[:longest].rstrip(" ,.-–") + "."[: longest > 0]


def chat_reply(
    chosen: Sequence[Chosen],
    language: str,
    *,
    at: datetime,
    sender: Sender = NOBODY,
    manner: Manner = USUAL,
) -> str:
    """A short, warm answer with numbers and links, ready to paste. manner: how to speak to this client."""
    say = translator(language)
    discreet = any(one.discreet for one in chosen)
    parts = [
        say("Hello! Thank you for getting in touch."),
        say("This may help you:") if len(chosen) == 1 else say("These may help you:"),
        *("\n".join(_in_chat(one, say, at, sender, manner)) for one in chosen),
        " ".join([say("If it gets worse, call 116117."), say("In an emergency, call 112.")]),
        say("You are welcome to write or call again."),
    ]
    name = sender.neutral_sender if discreet or manner.neutral else sender.name
    contact = ", ".join(part for part in (name, phones.group(sender.phone)) if part)
    if contact:
        parts.append("\n".join([say("Kind regards"), contact]))
    return "\n\n".join(parts)


def _in_chat(one: Chosen, say: Translator, at: datetime, sender: Sender, manner: Manner) -> list[str]:
    number, hours = _number(one, say, sender), _hours(one, say, at)
    reached = f"{number} ({hours})" if hours else number
    if one.discreet:
        return [reached]
    organization = facts.organization(one, say)
    lines = [facts.name(one, say) + (f" ({organization})" if organization else "")]
    if one.service.what and manner.describes:
        lines.append(sentence(told(one.service.what, say)))
    lines += facts.warnings(one, say, at)
    if one.phones:
        lines.append(": ".join([say("Phone"), reached]))
    known = " ".join(
        line for line in (*considerate.cost(one, manner, say), advice.referral(one, say)) if line
    )
    where = considerate.where(one, manner, say)[:3]
    lines += [known, *where] if manner.considers("money") else [*where, known]
    lines += considerate.added(one, manner, say)
    if manner.considers("strength"):
        lines.append(considerate.together(one, sender, say))
    if one.service.url and not considerate.offline(one, manner):
        lines.append(one.service.url)
    return [line for line in lines if line]
