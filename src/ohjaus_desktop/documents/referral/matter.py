"""Whose matter it is, by what right somebody speaks, and what is asked of the organization."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.catalogue.navigation import Choice
from ohjaus_desktop.documents.page import Block, Row
from ohjaus_desktop.documents.referral.discretion import free, is_placeless
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.register.model import Minor, Recipient, Referral, Subject
from ohjaus_desktop.texts import Translator, mark

WHOSE = {
    "own": mark("The client's own matter."),
    "child": mark("A child's matter."),
    "relative": mark("The matter of somebody close."),
}
_AUTHORITIES = {
    "custody": mark("custodian of the child"),
    "money": mark("guardian for money matters only"),
    "personal": mark("guardian, also for personal matters"),
    "continuing": mark("continuing power of attorney, in force"),
    "mandate": mark("Suomi.fi mandate"),
    "helper": mark("takes care of things, without a mandate"),
}
AGES = {
    "under_15": mark("under 15"),
    "15_17": mark("15–17"),
    "18_29": mark("18–29"),
    "30_64": mark("30–64"),
    "65_74": mark("65–74"),
    "75_over": mark("75 or over"),
}
_CALL = {
    "child": mark("Call the child."),
    "custodian": mark("Call the custodian."),
    "both": mark("Call both the child and the custodian."),
}
_GUARDIANS = {
    "know": mark("The custodians know."),
    "one_knows": mark("One of the custodians knows."),
    "do_not_know": mark("The custodians do not know yet."),
    "must_not_know": mark("The custodians must not be told."),
}


def block(referral: Referral, recipient: Recipient, say: Translator, choices: Sequence[Choice]) -> Block:
    """What this recipient is asked; nothing about the others."""
    matter = recipient.matter
    named = {one.id: one.name for one in choices if one.kind == "reason"}
    reasons = ", ".join(name(named[id_], say) for id_ in matter.reasons if id_ in named)
    told = [
        (say("Whose matter"), " ".join(_whose(referral.subject, say))),
        (say("A minor"), " ".join(_minor(referral.subject.minor, say))),
        (say("Age group"), say(AGES[referral.client.age_group]) if referral.client.age_group else ""),
        (say("Home municipality"), municipality(referral, recipient, say)),
        (say("Matter"), free(matter.matter)),
        (say("Reasons"), reasons),
        (say("What was tried"), free(matter.tried)),
        (say("What is hoped"), free(matter.hope)),
        (say("What was promised"), free(matter.promised)),
    ]
    rows = tuple(Row(label, (words,)) for label, words in told if words)
    return Block(heading=say("What it is about"), rows=rows)


def _whose(subject: Subject, say: Translator) -> list[str]:
    lines = [say(WHOSE[subject.whose])]
    speaker = ", ".join(part for part in (free(subject.speaker), free(subject.relation)) if part)
    if speaker:
        lines.append(say("Speaking for the client: {speaker}.", speaker=speaker))
    if subject.authority:
        lines.append(say("By what right: {authority}.", authority=say(_AUTHORITIES[subject.authority])))
    return lines


def _minor(minor: Minor | None, say: Translator) -> list[str]:
    """What must be known of a minor; a letter home is never a matter of course."""
    if minor is None:
        return []
    lines = [say(_CALL[minor.call])] if minor.call else []
    if minor.guardians:
        lines.append(say(_GUARDIANS[minor.guardians]))
    if minor.two_addresses:
        lines.append(say("The custodians live apart: tell neither where the other lives."))
    lines.append(say("A letter home is allowed.") if minor.may_write_home else say("Send no letter home."))
    return lines


def municipality(referral: Referral, recipient: Recipient, say: Translator) -> str:
    """The client's home municipality as this recipient may know it, "" for not at all.

    Never of a child of two homes: it would be one custodian's.
    """
    minor = referral.subject.minor
    if is_placeless(referral, recipient) or (minor and minor.two_addresses):
        return ""
    return municipality_name(referral.client.municipality, say, Places.load())
