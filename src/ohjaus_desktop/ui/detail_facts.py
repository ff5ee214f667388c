"""One service in full, as the words that the right pane shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.documents import advice, facts, phones
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.rides import Ride, asks_for_a_ride, ride
from ohjaus_desktop.documents.words import told
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.closed_lists import BARRIERS, SECTORS
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import Translator
from ohjaus_desktop.ui.rows import checked, is_old, tone_of, unconfirmed


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its picture, what it is about, and the words; several lines are broken by newlines."""

    picture: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the right pane shows about one service.

    numbers: grouped number and whose it is. badges: tone and words, loudest first. notices: title
    and text. way: what it asks of this client, and how they get there. rides: who drives them, and
    whether the page tells of it. described: the long description. sensitive: what is printed must be
    asked first.
    statutory: asking starts a legal clock, so it is never a contact request.
    """

    service_id: str
    name: str
    provider: str
    state: str
    tone: str
    numbers: tuple[tuple[str, str], ...]
    badges: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str, str], ...]
    lead: str
    way: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    described: str
    rides: tuple[Ride, ...] = ()
    rides_on_page: bool = False
    sensitive: bool = False
    favourite: bool = False


def describe(
    chosen: Chosen,
    *,
    at: datetime,
    say: Translator,
    places: Places,
    notices: Sequence[Notice] = (),
    why_not: str = "",
    favourite: bool = False,
    changed: str = "",
    gone: bool = False,
    reported: str = "",
    eases: Sequence[str] = (),
    hinders: Sequence[str] = (),
    rides: Sequence[Chosen] = (),
    rides_on_page: bool = False,
) -> Detail:
    """Put one service into words.

    eases, hinders: why it suits this client, and what stands in the way, in short words.
    changed: that it changed since the user last looked; gone: the catalogue has it no more; reported:
    when an error in it was reported.
    """
    service = chosen.service
    organization = facts.organization(chosen, say)
    sector = say(SECTORS[chosen.organization.sector]) if chosen.organization else ""
    closed = service.status == "temporarily closed"
    return Detail(
        service_id=service.id,
        name=facts.name(chosen, say),
        provider=" · ".join(part for part in (organization, sector) if part) or say("Provider not known"),
        state=say("Temporarily closed") if closed else wording.opening_sentence(chosen.opening, at, say),
        tone="error" if closed else tone_of(chosen.opening),
        numbers=tuple(_numbers(chosen, say)),
        badges=(*_lately(changed, say, gone=gone), *_badges(chosen, at.date(), say, why_not)),
        notices=tuple((n.severity, say.name(n.title), say.name(n.text)) for n in notices),
        lead=told(service.what, say) or told(service.pitch, say),
        way=_told(_way(chosen, say, places, eases, hinders)),
        facts=_told((*_facts(chosen, at, say), Fact("message", say("Reported"), reported))),
        described=say.name(service.description).strip(),
        rides=tuple(ride(one, say) for one in rides) if asks_for_a_ride(chosen) else (),
        rides_on_page=rides_on_page,
        sensitive=chosen.discreet,
        favourite=favourite,
    )


def _numbers(chosen: Chosen, say: Translator) -> Iterable[tuple[str, str]]:
    for phone in chosen.phones:
        whose = [told(phone.description, say), told(phone.cost, say)]
        yield phones.group(phone.number), " · ".join(part for part in whose if part)


def _lately(changed: str, say: Translator, *, gone: bool) -> tuple[tuple[str, str], ...]:
    """Who still has it before the eyes must know that nobody may be sent there."""
    if gone:
        words = say("no longer in the catalogue")
        return (("error", words[:1].upper() + words[1:]),)
    return (("accent", changed),) if changed else ()


def _badges(chosen: Chosen, today: date, say: Translator, why_not: str) -> Iterable[tuple[str, str]]:
    service = chosen.service
    if service.status in {"inactive", "defunct"}:
        yield "error", say("This service has ended.")
    if why_not:
        yield "warning", why_not
    if service.alert:
        yield "warning", told(service.alert, say)
    if service.takes_new_clients == "no":
        yield "warning", say("Takes no new clients now")
    elif service.takes_new_clients == "waiting_list":
        yield "warning", facts.waiting(chosen, say)
    if is_old(service.assured_date, today):
        yield "warning", unconfirmed(service.assured_date, say)
    if service.statutory_intake:
        yield "accent", say("Official matter: contact the authority directly")
    if chosen.discreet:
        yield "accent", say("Sensitive: ask before giving paper")


def _told(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.words)


def _way(
    chosen: Chosen, say: Translator, places: Places, eases: Sequence[str], hinders: Sequence[str]
) -> Iterable[Fact]:
    yield Fact("check", say("Suits because"), ", ".join(eases))
    yield Fact("warning", say("Stands in the way"), ", ".join(hinders))
    if chosen.reach is not None and not chosen.hidden:
        yield Fact("car", say("How to reach it"), wording.journey_sentence(chosen.reach, say, places))


def _facts(chosen: Chosen, at: datetime, say: Translator) -> Iterable[Fact]:
    service = chosen.service
    yield Fact("clock", say("Hours"), _hours(chosen, at, say))
    yield Fact("person", say("For whom"), _for_whom(chosen, say))
    yield Fact("coin", say("Cost"), _lines(facts.cost(chosen, say)) or say("Cost: not known"))
    yield Fact("next", say("How to begin"), _begin(chosen, say))
    yield Fact("phone", say("What to say on the phone"), told(service.say_when_calling, say))
    yield Fact("paper", say("What to bring"), _lines(advice.to_bring(chosen, say)))
    yield Fact("place", say("Where"), _lines(facts.where(chosen, say)))
    yield Fact("language", say("Languages"), _languages(chosen, say))
    easier = [say(BARRIERS[one]) for one in service.barriers if one in BARRIERS]
    yield Fact("need", say("Makes it easier"), ", ".join(easier))
    changes = [told(moment.description, say) for moment in service.moments]
    yield Fact("calendar", say("What changes with age"), _lines(changes))
    yield Fact("email", say("E-mail"), service.email or "")
    yield Fact("link", say("Web page"), advice.short_address(service.url or ""))
    yield Fact("shield", say("Facts"), _checked(chosen, say))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _once(lines: Sequence[str]) -> str:
    """Without what the service's own words, which stand before ours, have said already."""
    return _lines(line for at, line in enumerate(lines) if not any(line in said for said in lines[:at]))


def _hours(chosen: Chosen, at: datetime, say: Translator) -> str:
    table, lines = facts.hours(chosen, say, at)
    every = [*(f"{days} {times}" for days, times in table), *lines]
    return _lines(every) or say("Opening hours not known")


def _for_whom(chosen: Chosen, say: Translator) -> str:
    service = chosen.service
    return _once(
        (
            told(service.for_whom, say),
            wording.ages_sentence(service, say),
            told(service.eligibility_description, say),
        )
    )


def _begin(chosen: Chosen, say: Translator) -> str:
    service = chosen.service
    lines = [
        told(service.how, say),
        advice.referral(chosen, say) or say("Whether a referral is needed is not known."),
        # With a waiting list a badge says how long it is.
        "" if service.takes_new_clients == "waiting_list" else facts.waiting(chosen, say),
    ]
    promised = [way.answers_within_days for way in service.intake if way.answers_within_days is not None]
    if promised and promised[0] == 0:
        lines.append(say("They answer the same day."))
    elif promised:
        lines.append(
            say.plural(
                "They answer within {number} working day.",
                "They answer within {number} working days.",
                promised[0],
            )
        )
    if service.unknown_number:
        lines.append(say("Their call may come from an unknown number."))
    return _once(lines)


def _languages(chosen: Chosen, say: Translator) -> str:
    interpreter = told(chosen.service.interpretation_services, say)
    return _lines((*facts.languages(chosen, say), interpreter))


def _checked(chosen: Chosen, say: Translator) -> str:
    words = checked(chosen.assured_date, say)
    by = told(chosen.service.assurer, say)
    words = words[:1].upper() + words[1:]
    return f"{words} ({by})" if by else words
