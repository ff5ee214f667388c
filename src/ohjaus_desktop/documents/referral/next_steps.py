"""What happens next with a request, as the client reads it.

A day is promised only where the service has promised one. Nothing is said to have left before it
has. What went badly is nobody's fault.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral.discretion import free, recipient_name
from ohjaus_desktop.guidance import workdays
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Recipient, Referral
from ohjaus_desktop.texts import Translator, mark

_ON_ITS_WAY = {
    "joint_call": mark("Your request has been written down. We call them together."),
    "protected_mail": mark("Your request has been written down and will be passed on by protected mail."),
    "letter": mark("Your request has been written down and will be passed on by letter."),
    "": mark("Your request has been written down and will be passed on."),
}
_GIVEN = {
    "joint_call": mark("We called them together."),
    "protected_mail": mark("Your request has been passed on by protected mail."),
    # True of a letter that has just been printed as of one that has arrived.
    "letter": mark("Your request goes by letter."),
    "": mark("Your request has been passed on."),
}
_BECAME = {
    "accepted": mark("Your request has been received."),
    "in-progress": mark("The help has begun."),
    "completed": mark("The matter has been taken care of."),
    "rejected": mark("They cannot help with this just now. Call us, and we look for other help together."),
    "failed": mark("The help has not begun. Call us, and we look together for a way on."),
}


def steps(
    referral: Referral,
    recipient: Recipient,
    sender: Sender,
    say: Translator,
    at: datetime,
    *,
    given: Collection[str] = (),
    discreet: bool = False,
) -> list[str]:
    """What has been done, who contacts the client by when, and what if nobody does.

    given: ids of the recipients whom the request has reached. discreet: name nobody.
    """
    today = at.astimezone(HELSINKI).date()
    lines = [say(_so_far(recipient, given))]
    if recipient.matter.promised and not discreet:
        lines.append(say("Agreed: {words}", words=free(recipient.matter.promised)))
    if recipient.state in {"requested", "accepted"}:
        lines.append(_contact(referral, recipient, say, today, discreet=discreet))
        lines.append(_if_nobody_calls(referral, recipient, sender, say, today))
    return lines


def _so_far(recipient: Recipient, given: Collection[str]) -> str:
    if recipient.state in _BECAME:
        return _BECAME[recipient.state]
    said = _GIVEN if recipient.id in given else _ON_ITS_WAY
    return said[recipient.matter.route]


def _contact(
    referral: Referral, recipient: Recipient, say: Translator, today: date, *, discreet: bool
) -> str:
    """Who calls whom, and by when where that was promised and is still to come."""
    by = recipient.answer_by
    if by is not None and by < today:
        by = None
    who = "" if discreet else recipient_name(recipient, say)
    weekday, day = (say.weekday(by), short(by)) if by else ("", "")
    if not may_call(referral, recipient):
        return _contacts(who, weekday, day, say)
    if to_custodian(referral):
        return _calls_custodian(who, weekday, day, say)
    if who and by:
        return say(
            "{organization} calls you by {weekday} {date}", organization=who, weekday=weekday, date=day
        )
    if by:
        return say("You will be called by {weekday} {date}", weekday=weekday, date=day)
    return say("{organization} calls you.", organization=who) if who else say("You will be called.")


def _contacts(who: str, weekday: str, day: str, say: Translator) -> str:
    if who and day:
        return say(
            "{organization} contacts you by {weekday} {date}", organization=who, weekday=weekday, date=day
        )
    if day:
        return say("You will be contacted by {weekday} {date}", weekday=weekday, date=day)
    return say("{organization} contacts you.", organization=who) if who else say("You will be contacted.")


def _calls_custodian(who: str, weekday: str, day: str, say: Translator) -> str:
    if who and day:
        return say(
            "{organization} calls your custodian by {weekday} {date}",
            organization=who,
            weekday=weekday,
            date=day,
        )
    if day:
        return say("Your custodian will be called by {weekday} {date}", weekday=weekday, date=day)
    if who:
        return say("{organization} calls your custodian.", organization=who)
    return say("Your custodian will be called.")


def _if_nobody_calls(
    referral: Referral, recipient: Recipient, sender: Sender, say: Translator, today: date
) -> str:
    by = latest(recipient)
    phone = phones.group(sender.phone)
    weekday, day = say.weekday(by), short(by)
    if by < today:
        told = say("If nobody has been in touch yet, contact us.")
    elif not may_call(referral, recipient):
        told = say("If you have not been contacted by {weekday} {date}, call us.", weekday=weekday, date=day)
    elif to_custodian(referral):
        told = say("If nobody has called by {weekday} {date}, call us.", weekday=weekday, date=day)
    else:
        told = say("If you have not been called by {weekday} {date}, call us.", weekday=weekday, date=day)
    return " ".join(part for part in (told, say("Our number: {phone}", phone=phone) if phone else "") if part)


def latest(recipient: Recipient) -> date:
    """The day after which the client need not wait: the promised one, else that of the follow-up."""
    return (
        recipient.answer_by
        or recipient.follow_up_on
        or recipient.matter.follow_up_on
        or workdays.follow_up_on(None, recipient.requested_at)
    )


def may_call(referral: Referral, recipient: Recipient) -> bool:
    """Whether the client is going to be called, and not contacted in another way."""
    ways = [way.answers_by for way in recipient.matter.snapshot.service.intake if way.answers_by]
    has_number = referral.client.phone or referral.client.second_phone
    return bool(has_number) and referral.contact.may_call != "no" and (not ways or "call" in ways)


def to_custodian(referral: Referral) -> bool:
    """Whether a minor's custodian is called, and not the minor."""
    minor = referral.subject.minor
    return minor is not None and minor.call == "custodian"


def short(day: date) -> str:
    """26.11., as it is written beside its weekday."""
    return f"{day.day}.{day.month}."


def shown(referral: Referral) -> list[Recipient]:
    """The recipients that the client's page tells of: not those that were cancelled or a mistake."""
    return [one for one in referral.recipients if one.state not in {"cancelled", "entered-in-error"}]
