"""What the client does next, and what it asks of them: steps, words to say, cost, cancelling."""

from __future__ import annotations

import re
from datetime import datetime

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.documents import considerate, facts, phones
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.manner import USUAL, Manner
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.hours import HELSINKI, OpenState
from ohjaus_desktop.texts import Translator

_NUMBERED = re.compile(r"^\s*(\d+[.)]|[-•*–])\s+")
MEETING = frozenset({"visit", "home", "video"})
"""The ways in which one meets somebody at a time of one's own."""


def steps(
    chosen: Chosen,
    sender: Sender,
    say: Translator,
    at: datetime,
    *,
    on_paper: bool = True,
    manner: Manner = USUAL,
) -> list[str]:
    """What to do, in order, and by which day to turn to the service point again.

    on_paper: the client holds a page with a line for the time; who is told on the phone does not.
    """
    service = chosen.service
    own = _own_steps(service.application_process, say)
    result = own or [sentence(told(service.how, say)) or _begin(chosen, say)]
    result = considerate.in_turn(result, chosen, manner, say)
    if moment := _when(chosen, say, at):
        result[0] = f"{result[0]} {moment}"
    if chosen.hidden and chosen.phones:
        result.append(say("They tell you on the phone how to get there."))
    agreed = chosen.opening.by_appointment or "home" in chosen.modes or not (own or service.how)
    if agreed and not own and chosen.phones and not chosen.discreet and chosen.modes & MEETING:
        result.append(
            say("Agree on a time and write it on this page.")
            if on_paper
            else say("Agree on a time and write it down.")
        )
    # Where being seen can harm, nobody is told to wait some days.
    if chosen.phones and not chosen.discreet and (call_us := turn_back(sender, say, at)):
        result.append(call_us)
    return result


def turn_back(sender: Sender, say: Translator, at: datetime) -> str:
    """By which day to call the service point if nobody answers; "" where it has no number."""
    if not sender.phone:
        return ""
    day = facts.try_until(at)
    return say(
        "If you do not get through by {weekday} {date}, call us: {phone}.",
        weekday=say.weekday(day),
        date=f"{day.day}.{day.month}.",
        phone=phones.group(sender.phone),
    )


def _own_steps(process: Text | None, say: Translator) -> list[str]:
    """The steps the service itself gives, one a line, without their numbers."""
    text, language = say.localized(process)
    lines = [_NUMBERED.sub("", line).strip() for line in text.splitlines() if line.strip()]
    if lines and language:
        lines[-1] = told({language: lines[-1]}, say)
    return [sentence(line) for line in lines]


def _begin(chosen: Chosen, say: Translator) -> str:
    if chosen.main_number:
        return say("Call {number}.", number=chosen.main_number)
    if chosen.service.url:
        return say("Open the page {address}.", address=short_address(chosen.service.url))
    if chosen.places:
        return say("Go there when it is open.")
    return say("How to begin is not known. Ask the person who gave you this page.")


def _when(chosen: Chosen, say: Translator, at: datetime) -> str:
    """Today until when, or from which day on: when the phone is answered, else when one can go."""
    opening = chosen.phone_opening(at)
    if opening.around_the_clock:
        told = chosen.service.how or chosen.service.application_process
        return say("You can call at any hour.") if chosen.phones and not told else ""
    if opening.state is OpenState.OPEN and opening.closes_at:
        closes = opening.closes_at.astimezone(HELSINKI)
        if closes.date() == at.astimezone(HELSINKI).date():
            return say("Open today until {clock}.", clock=say.clock(closes))
    if opening.state is OpenState.CLOSED and opening.opens_at:
        opens = opening.opens_at.astimezone(HELSINKI)
        return say(
            "Open next on {weekday} {date} at {clock}.",
            weekday=say.weekday(opens.date()),
            date=f"{opens.day}.{opens.month}.",
            clock=say.clock(opens),
        )
    return ""


def short_address(url: str) -> str:
    """A web address as people type it."""
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/")


def words_to_say(chosen: Chosen, say: Translator, manner: Manner = USUAL) -> list[str]:
    """What to say on the phone, and who may call back."""
    if not chosen.phones:
        return []
    service = chosen.service
    lines = []
    if service.say_when_calling and not chosen.discreet:
        lines.append(told(service.say_when_calling, say))
    elif chosen.discreet or manner.neutral:
        lines.append(say("“Hello! I was advised to call you.”"))
    else:
        lines.append(
            say(
                "“Hello! I was advised to call you. It is about: {service}.”", service=facts.name(chosen, say)
            )
        )
    if service.unknown_number or any(way.answers_by == "call" for way in service.intake):
        lines.append(say("The call may come from an unknown number."))
    return lines


def referral(chosen: Chosen, say: Translator) -> str:
    """Whether a referral is needed, "" where not known."""
    if chosen.service.referral_needed:
        return say("You need a doctor's referral.")
    # A shelter needs no referral: Act 1354/2014.
    if chosen.service.referral_needed is False or chosen.hidden or "no_referral" in chosen.service.barriers:
        return say("No referral is needed.")
    return ""


def needed(chosen: Chosen, say: Translator) -> list[str]:
    """Referral and bank codes; says so where the referral is not known."""
    lines = [referral(chosen, say) or say("Whether a referral is needed is not known.")]
    if "no_bank_codes" in chosen.service.barriers:
        lines.append(say("No bank codes are needed."))
    elif chosen.modes and chosen.modes <= {"online", "chat", "video"}:
        lines.append(say("Whether bank codes are needed is not known."))
    return lines


def to_bring(chosen: Chosen, say: Translator) -> list[str]:
    """Papers and things to have along, empty when not told."""
    papers = [told(paper.document, say).rstrip(".") for paper in chosen.service.required_documents]
    return [sentence(", ".join(papers))] if papers else []


def journey(chosen: Chosen, say: Translator) -> list[str]:
    """How far and how; empty where nobody travels or no place may be told."""
    if chosen.hidden or not chosen.places:
        return []
    lines = []
    if chosen.reach and chosen.reach.distance_km:
        drive = wording.drive_sentence(chosen.reach, say)
        lines.append(say("The way is about {km} km.", km=chosen.reach.distance_km))
        lines.append(sentence(drive))
    if chosen.reach and chosen.reach.fetched:
        lines.append(say("You are fetched from home."))
    if len(chosen.places) == 1:
        lines += facts.entrance(chosen.places[0], say)
    return lines


def kela_ride(chosen: Chosen, say: Translator) -> list[str]:
    """Who pays the ride to health care, where one travels there."""
    if not chosen.of_county or chosen.hidden or not (chosen.reach and chosen.reach.distance_km):
        return []
    # Kela pays a journey only when it is ordered there: Health Insurance Act 1224/2004, ch. 4.
    return [say("A Kela ride is ordered only from the Kela number of your own area.")]


def cancelling(chosen: Chosen, say: Translator) -> list[str]:
    """How to cancel, and what a missed visit can cost; empty where there is no visit to miss."""
    if chosen.service.cancellation:
        return [sentence(told(chosen.service.cancellation, say))]
    if chosen.discreet or not chosen.phones or not chosen.modes & MEETING:
        return []
    lines = [say("Call the same number in good time.")]
    if chosen.of_county:
        # Act on client charges 734/1992 and its decree 912/1992; since the reform of 1.7.2021 the section
        # is to be checked: much of the decree moved into the act.
        lines.append(say("A visit that is not cancelled may cost you a fee."))
    return lines


def missed_may_cost(chosen: Chosen) -> bool:
    """Whether a visit that nobody cancels may have to be paid."""
    return bool(chosen.service.cancellation) or chosen.of_county


def interpreter(chosen: Chosen, say: Translator) -> list[str]:
    """Who books an interpreter; said where it is known or where the page's language is not served."""
    service = chosen.service
    if service.interpretation_services:
        return [sentence(told(service.interpretation_services, say))]
    if "interpreter" in service.barriers:
        return [say("An interpreter costs you nothing. The service books one.")]
    if say.language in service.languages or (say.language != "en" and not service.languages):
        return []
    if chosen.public:
        return [say("An interpreter costs you nothing. Ask for one when you call.")]
    return [facts.ask(chosen, say)]


def good_to_know(chosen: Chosen, say: Translator, manner: Manner = USUAL) -> list[str]:
    """What takes away a small fear."""
    lines = considerate.assurances(chosen, manner, say)
    if chosen.service.unknown_number is None and chosen.phones and not chosen.discreet:
        lines.append(say("The call may come from an unknown number."))
    return lines


def complaint(chosen: Chosen, say: Translator) -> list[str]:
    """Whom to turn to when it went badly."""
    if chosen.service.complaints:
        return [sentence(told(chosen.service.complaints, say))]
    if chosen.of_county:
        return [
            say("Tell the service first. The ombudsman for patients and clients advises you free of charge.")
        ]
    return []
