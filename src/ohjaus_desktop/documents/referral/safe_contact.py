"""How the organization may reach the client without harm: the first thing in a letter.

Asked of everyone, so that the block itself reveals nothing.
"""

from __future__ import annotations

from babel import Locale

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.page import Block, Row
from ohjaus_desktop.documents.referral.discretion import free
from ohjaus_desktop.register.model import Client, Interpreter, Referral, SafeContact
from ohjaus_desktop.texts import Translator, mark

_INTRODUCTIONS = {
    "organization": mark("The caller may say the organization's name to the client."),
    "first_name": mark("The caller says only a first name."),
    "service_point": mark("The caller says that they call about guidance."),
}
_BY = {"phone": mark("by phone"), "video": mark("by video"), "present": mark("in the room")}
_GENDERS = {"woman": mark("a woman"), "man": mark("a man")}


def block(referral: Referral, say: Translator) -> Block:
    """The block, its warnings first."""
    return Block(
        heading=say("Contacting the client safely"),
        warnings=tuple(_warnings(referral.contact, say)),
        rows=tuple(_rows(referral, say)),
        loud=True,
    )


def _warnings(contact: SafeContact, say: Translator) -> list[str]:
    lines = [
        say("If somebody else answers, tell neither the matter nor the name of the organization."),
    ]
    if contact.may_call == "no":
        lines.append(say("Do not call."))
    if contact.careful:
        lines.append(say("Contact with care: only in the way and at the times told here."))
    if contact.when_not:
        lines.append(say("Not at these times: {words}", words=free(contact.when_not)))
    return lines


def _rows(referral: Referral, say: Translator) -> list[Row]:
    client, contact = referral.client, referral.contact
    numbers = [phones.group(one) for one in (client.phone, client.second_phone) if one]
    rows = [Row(say("Client"), (free(client.name) or say("Name not told"),))]
    if numbers:
        rows.append(Row(say("Phone"), tuple(numbers[1:]), big=numbers[0]))
    if client.email:
        rows.append(Row(say("E-mail"), (client.email,)))
    if contact.when:
        rows.append(Row(say("When"), (free(contact.when),)))
    if contact.introduction:
        rows.append(Row(say("Introduction"), (say(_INTRODUCTIONS[contact.introduction]),)))
    rows.append(Row(say("Messages"), (messages(contact, say),)))
    if contact.others_may_answer:
        rows.append(Row(say("Who answers"), (_who_answers(contact, say),)))
    return rows + _understanding(client, say)


def messages(contact: SafeContact, say: Translator) -> str:
    """Whether something may be left or sent."""
    return " ".join(
        [
            say("A voicemail message may be left.")
            if contact.voicemail
            else say("Leave no voicemail message."),
            say("A text message may be sent.") if contact.text_message else say("Send no text message."),
        ]
    )


def _who_answers(contact: SafeContact, say: Translator) -> str:
    if contact.others_may_answer == "yes":
        return say("Somebody else may answer or see the messages.")
    return say("Only the client answers.")


def _understanding(client: Client, say: Translator) -> list[Row]:
    """In which language, with whose help, and what hearing, sight or speech asks."""
    rows = []
    if client.language:
        rows.append(Row(say("Language"), (language_name(client.language, say),)))
    if client.interpreter:
        rows.append(Row(say("Interpreter"), (interpreter(client.interpreter, say),)))
    if client.senses:
        rows.append(Row(say("Please heed"), (free(client.senses),)))
    return rows


def language_name(code: str, say: Translator) -> str:
    """A language by its name, with a capital letter; the code itself where it has none."""
    named = str(Locale(say.language).languages.get(code, code))
    return named[:1].upper() + named[1:]


def interpreter(wanted: Interpreter, say: Translator) -> str:
    """Which interpreter is needed."""
    parts = [free(wanted.language)]
    if wanted.by:
        parts.append(say(_BY[wanted.by]))
    if wanted.gender:
        parts.append(say(_GENDERS[wanted.gender]))
    if wanted.not_local:
        parts.append(say("not from the same locality"))
    named = ", ".join(part for part in parts if part)
    first = f"{named[:1].upper()}{named[1:]}." if named else say("Needed.")
    # Client safety: what is said goes through nobody who lives with it.
    return " ".join([first, say("Never a child, a spouse or another relative.")])
