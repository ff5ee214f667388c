"""“Copy the record”: a few neutral sentences for the client information system.

The client reads their own record, and perhaps somebody beside them: where being seen can harm, the
sentences name no service.
"""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.documents.referral import discretion
from ohjaus_desktop.documents.referral.letter import consent_given
from ohjaus_desktop.documents.referral.next_steps import short, shown
from ohjaus_desktop.documents.words import name
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Recipient, Referral
from ohjaus_desktop.texts import Translator, mark, translator

_ROUTES = {
    "joint_call": mark("called together"),
    "protected_mail": mark("by protected mail"),
    "letter": mark("by letter"),
}


def compose(referral: Referral, *, at: datetime, language: str) -> str:
    """Compose the sentences: what was agreed, with whom, by what consent, and what comes next.

    at: now, aware. What was cancelled or a mistake is not in them.
    """
    say = translator(language)
    made = referral.made_at.astimezone(HELSINKI).date()
    today = at.astimezone(HELSINKI).date()
    told = shown(referral)
    if discretion.is_discreet(referral):
        lines = [
            say(
                "On {date} a contact request was agreed on with the client. Its number is {number}.",
                date=say.date(made),
                number=referral.case_number,
            )
        ]
    else:
        lines = [
            say(
                "On {date} a contact request was agreed on with the client: {recipients}.",
                date=say.date(made),
                recipients="; ".join(_recipient(one, say) for one in told),
            ),
            say("Its number is {number}.", number=referral.case_number),
        ]
    if told and (consent := consent_given(told[0].matter.consent, say)):
        lines.append(consent)
    days = [one.follow_up_on for one in told if one.follow_up_on and one.follow_up_on >= today]
    if days:
        lines.append(
            say("Follow-up on {weekday} {date}", weekday=say.weekday(min(days)), date=short(min(days)))
        )
    return " ".join(lines)


def _recipient(recipient: Recipient, say: Translator) -> str:
    snapshot = recipient.matter.snapshot
    organization = name(snapshot.organization.name, say) if snapshot.organization else ""
    route = recipient.matter.route
    parts = [name(snapshot.service.name, say), organization, say(_ROUTES[route]) if route else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))
