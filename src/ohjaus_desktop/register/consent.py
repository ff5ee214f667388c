"""The consent sentence: read aloud for each recipient, answered, and kept as it was said.

A consent is specific, informed and as easy to withdraw as to give: GDPR art. 4(11) and 7(3). To be
confirmed by a lawyer before release: the wording, and the months for which it holds.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ohjaus_desktop.catalogue.model import Organization
from ohjaus_desktop.register.model import Content, Matter, Snapshot
from ohjaus_desktop.texts import Translator, mark, translator

MONTHS = 6
"""A consent holds until the matter is closed, and no longer than this: our own measure, long enough
for a waiting list."""

Contact = Literal["call", "joint_call", "email"]
"""How the recipient finds the client: calls, is called together, or writes."""

# The noun carries the case ending, so that no name has to be bent.
_RECIPIENTS = {
    "wellbeing_county": mark("to the wellbeing services county {name}"),
    "municipality": mark("to the municipality {name}"),
    "state": mark("to the authority {name}"),
    "association": mark("to the association {name}"),
    "parish": mark("to the parish {name}"),
    "company": mark("to the company {name}"),
}
_SAID_IN_NAME = {
    "wellbeing_county": ("hyvinvointialue", "välfärdsområde", "wellbeing"),
    "municipality": ("kunta", "kaupunki", "kommun", "stad"),
    "parish": ("seurakun", "församling"),
}
"""“Kunnalle Esimerkkikunta” would say it twice."""


def sentence(
    snapshot: Snapshot,
    language: str,
    *,
    contact: Contact = "call",
    about_another: bool = False,
    neutral: bool = False,
) -> str:
    """The words to be read aloud, in the client's language (fi, sv or en).

    about_another: somebody who may speak for the client answers. neutral: the recipient is not
    named, for whoever stands beside would hear it; always so for a sensitive service.
    """
    say = translator(language)
    hush = neutral or snapshot.service.sensitive or snapshot.service.hide_address
    to = say("to the service that we chose") if hush else _recipient(snapshot, say)
    return " ".join(_lines(say, to, contact, about_another=about_another))


def for_matter(content: Content, matter: Matter) -> str:
    """The sentence that fits the form as it stands: how the client is reached, and who answers."""
    if matter.route == "joint_call":
        contact: Contact = "joint_call"
    else:
        contact = "email" if content.client.email and not content.client.phone else "call"
    return sentence(
        matter.snapshot,
        content.language,
        contact=contact,
        about_another=content.subject.whose != "own" and not content.subject.present,
        neutral=content.sensitive,
    )


def expires_on(asked_on: date) -> date:
    """The last day on which a consent given on that day holds, where the matter is not closed before."""
    months = asked_on.month - 1 + MONTHS
    year, month = asked_on.year + months // 12, months % 12 + 1
    for day in range(asked_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue  # 31 August + 6 months: the last day of February
    return date(year, month, asked_on.day)


def scope(
    language: str, *, contact: Contact = "call", asked_on: date, content: Content | None = None
) -> tuple[str, ...]:
    """What the consent covers and until when, in lines for screen and paper.

    content: the form, of which everything else that the recipient gets is told in a line of its own.
    """
    say = translator(language)
    reach = say("e-mail address") if contact == "email" else say("phone number")
    also = ", ".join(_also(content, say)) if content else ""
    return (
        say("What is given: name, {reach}, how to contact safely, and this matter", reach=reach),
        *([say("Also given: {facts}", facts=also)] if also else []),
        say("For what: that the recipient contacts the client about this matter"),
        say(
            "Until: the matter is closed, at the latest on {date}",
            date=say.date(expires_on(asked_on)),
        ),
    )


def _also(content: Content, say: Translator) -> list[str]:
    """Kinds of data on the form beside those of the sentence; never what is withheld from recipients."""
    client, subject = content.client, content.subject
    one_home = subject.minor is None or not subject.minor.two_addresses
    told = (
        (client.phone and client.email, say("e-mail address")),
        (client.second_phone, say("second number")),
        (client.municipality and one_home and not content.sensitive, say("municipality")),
        (client.language, say("language")),
        (client.interpreter, say("interpreter")),
        (client.senses, say("hearing, sight or speech")),
        (client.age_group, say("age")),
        (subject.whose != "own", say("whose matter it is")),
    )
    return [words for there, words in told if there]


def _lines(say: Translator, to: str, contact: Contact, *, about_another: bool) -> tuple[str, str, str]:
    back = say("You may take this back at any time.")
    if about_another:
        match contact:
            case "joint_call":
                ask = say(
                    "May I give the client's name, number and this matter {to}, on the phone now?", to=to
                )
                then = say("We call them together.")
            case "email":
                ask = say("May I give the client's name, e-mail address and this matter {to}?", to=to)
                then = say("They write to that address.")
            case "call":
                ask = say("May I give the client's name, number and this matter {to}?", to=to)
                then = say("They call that number.")
        return ask, then, back
    match contact:
        case "joint_call":
            ask = say("May I give your name, your number and this matter {to}, on the phone now?", to=to)
            then = say("We call them together.")
        case "email":
            ask = say("May I give your name, your e-mail address and this matter {to}?", to=to)
            then = say("They write to you.")
        case "call":
            ask = say("May I give your name, your number and this matter {to}?", to=to)
            then = say("They call you.")
    return ask, then, back


def _recipient(snapshot: Snapshot, say: Translator) -> str:
    organization = snapshot.organization
    if organization is None:
        return say("to the service {name}", name=say.name(snapshot.service.name))
    name = say.name(organization.name)
    message = _RECIPIENTS[organization.sector]
    if _says_itself(organization, name):
        message = mark("to the organization {name}")
    return say(message, name=name)


def _says_itself(organization: Organization, name: str) -> bool:
    return any(word in name.casefold() for word in _SAID_IN_NAME.get(organization.sector, ()))
