"""Sentences that help a client over what stands in the way.

Each is true for anybody and is said where it helps this one. Where being seen with a service can
harm, nobody is told to bring, to ask or to send another person.

What rests on a law names the act. That the acts say so has been looked up (fees: Association of
Finnish Municipalities, circular 7/2021; secrecy: the section headings of 621/1999, the title of
703/2023); the sections in force are to be checked by a lawyer before release.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ohjaus_desktop.documents import facts, phones
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.manner import Manner
from ohjaus_desktop.guidance.barrier_signs import advises_close_ones
from ohjaus_desktop.guidance.reach import REMOTE_MODES, ReachMode
from ohjaus_desktop.guidance.shelf import is_free
from ohjaus_desktop.texts import Translator

_CALLS = re.compile(r"(soita|ring|call)\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[a-zåäö0-9)”][.!?])\s+(?=[A-ZÅÄÖ“])")
_ABBREVIATED = re.compile(r"\b(esim|ks|klo|kl|puh|tel|ns|ym|mm|t\.ex|bl\.a|ca|e\.g|no)\.$", re.IGNORECASE)


def in_turn(steps: Sequence[str], chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """The steps as this client takes them: the phone before the web, one sentence at a time."""
    told = list(steps)
    by_phone = "phone" in chosen.modes and chosen.main_number
    if manner.considers("digital") and by_phone and told and not _CALLS.match(told[0]):
        told.insert(0, say("Call {number}. You do not need the internet.", number=chosen.main_number))
    if manner.considers("memory"):
        told = [one for step in told for one in sentences(step)]
    return told


def sentences(text: str) -> list[str]:
    """A text one sentence at a time; what ends in an abbreviation goes on."""
    found: list[str] = []
    for part in _NEXT_SENTENCE.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def one_thing(
    steps: Sequence[str], chosen: Chosen, sender: Sender, manner: Manner, say: Translator
) -> tuple[list[str], list[str]]:
    """The steps for now, and those that can wait: to begin one needs only the first."""
    if not manner.considers("strength") or not steps:
        return [*steps], []
    first = " ".join(part for part in (steps[0], together(chosen, sender, say)) if part)
    return [first], [*steps[1:]]


def together(chosen: Chosen, sender: Sender, say: Translator) -> str:
    """That the service point calls with the client; "" where there is no number to call."""
    if not chosen.phones:
        return ""
    if not sender.phone:
        return say("We can also call together.")
    return say("We can also call together: {phone}.", phone=phones.group(sender.phone))


def cost(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """What it costs, and what to do when that is too much; empty where not known."""
    lines = facts.cost(chosen, say)
    if not manner.considers("money") or is_free(chosen.service) or chosen.hidden:
        return lines
    lines = lines or [facts.ask(chosen, say)]
    if chosen.of_county:
        # Fees are lowered or waived by the Act on Client Charges in Healthcare and Social Welfare
        # 734/1992 (§ 11, to be checked), since 1.7.2021 before income support, and the client is to be
        # told so. For some fees the county must, for others it may: so the page says "ask", no more.
        lines.append(say("You can ask for a fee to be lowered or waived. Ask before you pay."))
    return lines


def where(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """Where it is met, as suits: what asks for no journey first, the web only where nothing else is."""
    remote_first = manner.considers("distance", "movement")
    lines = facts.where(chosen, say, remote_first=remote_first, offline=offline(chosen, manner))
    # That it is met on the web alone is told all the same: "not known" would be untrue.
    return lines or facts.where(chosen, say, remote_first=remote_first)


def offline(chosen: Chosen, manner: Manner) -> bool:
    """Whether the web is left out: who cannot use it calls or goes there, where one can."""
    return manner.considers("digital") and bool(chosen.phones or chosen.places)


def first_contact(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """What happens when one calls or comes for the first time."""
    if not manner.considers("unfamiliar"):
        return []
    lines = [
        say(
            "You say what you need help with. They tell you how they can help, and you agree on what "
            "happens next."
        )
    ]
    if chosen.phones:
        lines.append(say("Calling does not bind you to anything."))
    return lines


def acting(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """Who may act for the client, and what nobody may ask for.

    Rests on, to be checked: Contracts Act 228/1929 ch. 2, Act 571/2016 (Suomi.fi mandates),
    Guardianship Services Act 442/1999 § 29.
    """
    if not manner.considers("affairs") or chosen.discreet:
        return []
    return [
        say(
            "Another person may take care of this for you with a power of attorney, a Suomi.fi mandate "
            "or as your guardian."
        ),
        say("Do not give your bank codes or your card to anybody."),
    ]


def assurances(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """What makes it easier to go, in the order in which one asks."""
    service = chosen.service
    lines = [_company(chosen, manner, say)]
    if "anonymous" in service.barriers:
        lines.append(say("You need not give your name."))
    if manner.considers("shame") and chosen.public:
        # Who works for an authority keeps silent: Act 621/1999 § 23 ("Vaitiolovelvollisuus ja
        # hyväksikäyttökielto"). Client data besides: Act 703/2023, its sections to be checked.
        lines.append(say("Those who work there are bound by secrecy."))
    if manner.considers("experiences"):
        lines.append(say("You may ask for another worker."))
    if not chosen.discreet:
        lines += _others(chosen, manner, say)
    return [line for line in lines if line]


def added(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """What is said beside the usual, for the phone and the chat; nothing where nothing is considered."""
    if not manner.barriers:
        return []
    lines = [*first_contact(chosen, manner, say), *acting(chosen, manner, say)]
    if manner.considers("alone", "unfamiliar", "experiences", "shame", "strength", "unrecognised"):
        lines += assurances(chosen, manner, say)
    elif manner.considers("movement", "distance") and not chosen.discreet:
        lines += _others(chosen, manner, say)
    if manner.considers("movement"):
        lines += accessibility(chosen, manner, say)
    return lines


def _company(chosen: Chosen, manner: Manner, say: Translator) -> str:
    if chosen.discreet or not chosen.modes & {"visit", "home"}:
        return ""
    if "accompanies" in chosen.service.barriers and manner.considers("alone", "affairs", "unfamiliar"):
        return say("Somebody from the service can come along with you. Ask for it when you call.")
    # Who has nobody close is not told of those others have.
    if manner.considers("alone", "experiences"):
        return say("You may bring a support person.")
    return say("You may bring someone close to you.")


def _others(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """What else one may ask for, and who else may ask."""
    lines = []
    if manner.considers("unrecognised") and chosen.phones and advises_close_ones(chosen.service):
        lines.append(say("Somebody close to you may call and ask for advice too."))
    if manner.considers("strength") and chosen.phones:
        lines.append(say("You can ask them to call you."))
    if manner.considers("movement", "distance") and chosen.phones and _is_far(chosen):
        lines.append(say("Ask whether it can be done by phone or at your home."))
    return lines


def _is_far(chosen: Chosen) -> bool:
    """One has to travel, and the catalogue tells no other way."""
    way = chosen.reach
    travels = way is not None and way.mode is ReachMode.TRAVEL and not way.fetched
    return travels and not chosen.modes & {*REMOTE_MODES, "home"}


def accessibility(chosen: Chosen, manner: Manner, say: Translator) -> list[str]:
    """How one gets in; asked about where it matters and nobody has told."""
    lines = facts.accessibility(chosen, say)
    if lines or not manner.considers("movement") or not chosen.places or "visit" not in chosen.modes:
        return lines
    return [facts.ask(chosen, say)]
