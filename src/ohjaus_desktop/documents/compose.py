"""The page that a client takes home: every sentence and its order.

The order is that of the client's questions: who helps, when, where · what do I do now · what
does it ask of me · what if it gets worse · what happened to my data. A page never carries an
identity code, a diagnosis, the words of a search or the worker's notes: none of them comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import advice, considerate, facts, phones, urgent_help
from ohjaus_desktop.documents import rides as ride_lines
from ohjaus_desktop.documents.chosen import NOBODY, Chosen, Sender
from ohjaus_desktop.documents.manner import USUAL, Manner
from ohjaus_desktop.documents.page import Block, ClientPage, Rank, Row
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.texts import Translator, translator

__all__ = ["Chosen", "ClientPage", "Sender", "client_page"]

_LARGEST_RANK_OF_SEVERAL = Rank.USEFUL
"""With several services the page keeps what one needs to begin with each."""


def client_page(
    chosen: Sequence[Chosen],
    sender: Sender,
    *,
    language: str,
    at: datetime,
    large: bool = False,
    helplines: Sequence[Helpline] = (),
    rides: Sequence[Chosen] = (),
    manner: Manner = USUAL,
) -> ClientPage:
    """Compose the page for one or more services.

    language: fi, sv or en; at: now, aware; helplines: urgent help for the client; what the area
    uses and what is for the needs of a chosen service is printed after 112 and 116117. rides: who
    drives the client where what was chosen asks for travel; printed once. manner: how to speak to
    this client.
    """
    say = translator(language)
    placeless = any(one.discreet for one in chosen)
    if placeless:
        # Where being seen can harm, no place is told: neither the sender's nor the home area.
        sender = replace(sender, address="")
    if manner.neutral:
        sender = replace(sender, service_point="", address="", worker="")
    blocks = tuple(_block(one, sender, say, at, manner, alone=len(chosen) == 1) for one in chosen)
    return ClientPage(
        language=say.language,
        title=say("Guidance for you"),
        created_at=at,
        date=f"{say.weekday(at.date())} {say.date(at.date())}",
        introduction=_introduction(sender, say),
        blocks=blocks,
        urgent=urgent_help.row(helplines, chosen, say, placeless=placeless),
        closing=(*_rides(rides, chosen, say), *_closing(chosen, sender, say, at, manner)),
        notes=say("My own notes"),
        footer=_footer(sender, say),
        checked=facts.checked(chosen[0], say) if len(chosen) == 1 else "",
        page_number=say("Page {page} of {pages}"),
        large=large,
    )


def _introduction(sender: Sender, say: Translator) -> tuple[str, ...]:
    met = ", ".join(part for part in (sender.worker, sender.name) if part)
    return (say("You were advised by: {name}", name=met),) if met else ()


def _block(
    chosen: Chosen, sender: Sender, say: Translator, at: datetime, manner: Manner, *, alone: bool
) -> Block:
    rows = manner.arranged(
        [
            *_who_and_when(chosen, say, at, manner),
            *_what_next(chosen, sender if alone else NOBODY, say, at, manner),
            *_what_it_asks(chosen, say, manner),
        ]
    )
    if not alone:
        rows = [row for row in rows if row.rank <= _LARGEST_RANK_OF_SEVERAL]
    return Block(
        heading=facts.name(chosen, say),
        subheading=facts.organization(chosen, say),
        introduction=""
        if chosen.discreet or not manner.describes
        else sentence(told(chosen.service.what, say)),
        warnings=tuple(facts.warnings(chosen, say, at)),
        rows=tuple(rows),
        checked="" if alone else facts.checked(chosen, say),
        continued=say("{service} (continues)", service=facts.name(chosen, say)),
    )


def _who_and_when(chosen: Chosen, say: Translator, at: datetime, manner: Manner) -> list[Row]:
    rows = [_phone(chosen, say)]
    hours = facts.hours(chosen, say, at)
    unknown = () if any(hours) else (facts.ask(chosen, say),)
    rows.append(Row(say("Opening hours"), hours.lines or unknown, table=hours.rows))
    if not chosen.hidden:
        where = considerate.where(chosen, manner, say)
        rows.append(Row(say("Where"), tuple(where or [facts.ask(chosen, say)]), topic="where"))
    if chosen.service.url and not chosen.discreet and not considerate.offline(chosen, manner):
        rows.append(
            Row(
                say("Online"),
                (advice.short_address(chosen.service.url),),
                qr="" if chosen.phones else _public_address(chosen.service.url),
                rank=Rank.EXTRA if chosen.phones else Rank.ESSENTIAL,
                topic="online",
            )
        )
    return rows


def _phone(chosen: Chosen, say: Translator) -> Row:
    label = say("Phone")
    if not chosen.phones:
        return Row(label, (facts.unknown(say),))
    main, *others = chosen.phones
    lines = [told(main.description, say)] if main.description and not chosen.discreet else []
    if main.cost:
        lines.append(told(main.cost, say))
    for other in others[:2]:
        what = "" if chosen.discreet else told(other.description, say)
        lines.append(f"{phones.group(other.number)} {what}".strip())
    dialled = phones.dial(main.number)
    qr = f"tel:{dialled}" if dialled and not chosen.discreet else ""
    number = phones.group(main.number)
    if dialled is None:
        return Row(label, (number, *lines))
    return Row(label, tuple(lines), big=number, qr=qr)


def _public_address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _what_next(chosen: Chosen, sender: Sender, say: Translator, at: datetime, manner: Manner) -> list[Row]:
    steps = advice.steps(chosen, sender, say, at, manner=manner)
    now, later = considerate.one_thing(steps, chosen, sender, manner, say)
    rows = [Row(say("What happens next"), steps=tuple(now))]
    if later:
        rows.append(Row(say("After that"), tuple(later), topic="later"))
    if lines := considerate.first_contact(chosen, manner, say):
        rows.append(Row(say("The first time"), tuple(lines), rank=Rank.NEEDED, topic="first_contact"))
    if waiting := facts.waiting(chosen, say):
        rows.append(Row(say("Waiting time"), (waiting,)))
    if words := advice.words_to_say(chosen, say, manner):
        rank = Rank.USEFUL if chosen.service.say_when_calling else Rank.EXTRA
        rows.append(Row(say("What to say when I call"), tuple(words), rank=rank, topic="say"))
    return rows


def _what_it_asks(chosen: Chosen, say: Translator, manner: Manner) -> list[Row]:
    service = chosen.service
    bring = advice.to_bring(chosen, say)
    served = say.language in service.languages
    missed = "missed" if advice.missed_may_cost(chosen) else "cancelling"
    cost = considerate.cost(chosen, manner, say) or [facts.ask(chosen, say)]
    wanted = [
        ("needed", say("You need"), advice.needed(chosen, say), _rank(advice.referral(chosen, say))),
        ("bring", say("Bring with you"), bring or [facts.ask(chosen, say)], _rank(bring)),
        ("journey", say("Getting there"), advice.journey(chosen, say), Rank.USEFUL),
        ("access", say("Access"), considerate.accessibility(chosen, manner, say), Rank.EXTRA),
        ("kela", say("Kela ride"), advice.kela_ride(chosen, say), Rank.EXTRA),
        ("cost", say("Cost"), cost, Rank.ESSENTIAL),
        (
            missed,
            say("If you cannot come"),
            advice.cancelling(chosen, say),
            # Nobody may be charged for what they were not told.
            Rank.ESSENTIAL if missed == "missed" else _rank(service.cancellation),
        ),
        ("acting", say("On your behalf"), considerate.acting(chosen, manner, say), Rank.NEEDED),
        (
            "interpreter",
            say("Interpreter"),
            advice.interpreter(chosen, say),
            Rank.GENERAL if served else Rank.NEEDED,
        ),
        ("for_whom", say("For whom"), facts.for_whom(chosen, say) if manner.describes else [], Rank.EXTRA),
        ("languages", say("Languages"), facts.languages(chosen, say), Rank.GENERAL),
        ("good", say("Good to know"), advice.good_to_know(chosen, say, manner), Rank.GENERAL),
        (
            "complaint",
            say("If you are not satisfied"),
            advice.complaint(chosen, say),
            Rank.USEFUL if service.complaints else Rank.GENERAL,
        ),
    ]
    return [
        Row(label, (" ".join(lines),), rank=rank, topic=topic)
        for topic, label, lines, rank in wanted
        if lines
    ]


def _rank(known: object) -> Rank:
    """What is known is needed; what holds for many or is unknown can wait."""
    return Rank.NEEDED if known else Rank.GENERAL


def _rides(rides: Sequence[Chosen], chosen: Sequence[Chosen], say: Translator) -> list[Row]:
    lines = tuple(ride_lines.on_page(rides, chosen, say))
    return [Row(say("A ride there"), lines)] if lines else []


def _closing(
    chosen: Sequence[Chosen], sender: Sender, say: Translator, at: datetime, manner: Manner
) -> tuple[Row, ...]:
    rows = []
    if len(chosen) > 1 and (call_us := advice.turn_back(sender, say, at)):
        rows.append(Row(say("If you get no answer"), (call_us,)))
    rows.append(
        Row(say("Your data"), (say("Nothing about you has been passed on. You make the contact yourself."),))
    )
    if any(one.modes & advice.MEETING and not one.discreet for one in chosen):
        rows.append(Row(say("My appointment"), prompts=(say("Day and time:"),)))
    if manner.considers("memory", "affairs") and not any(one.discreet for one in chosen):
        rows.append(Row(say("Who helps me"), prompts=(say("Name and phone:"),)))
    return tuple(rows)


def _footer(sender: Sender, say: Translator) -> str:
    address = "" if sender.neutral_sender else sender.address
    parts = [part for part in (sender.name, phones.group(sender.phone), address) if part]
    return say("Ask us: {sender}", sender=", ".join(parts)) if parts else ""
