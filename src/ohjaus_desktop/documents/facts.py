"""Sentences about one chosen service, as a client reads or hears them.

What nobody has told is said as such; nothing is guessed. Texts of the catalogue that exist only
in another language say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from babel.lists import format_list

from ohjaus_desktop.catalogue.model import Location
from ohjaus_desktop.documents import words
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.words import sentence, told
from ohjaus_desktop.guidance import wording
from ohjaus_desktop.guidance.hours import HELSINKI, Hours, for_mode
from ohjaus_desktop.guidance.reach import INTERNET_MODES, ReachMode
from ohjaus_desktop.guidance.shelf import is_free
from ohjaus_desktop.guidance.special_days import is_public_holiday
from ohjaus_desktop.guidance.timetable import Timetable, timetable
from ohjaus_desktop.texts import Translator, mark

_BY_MODE = {
    "phone": mark("by phone"),
    "video": mark("by video"),
    "chat": mark("by chat"),
    "online": mark("online"),
}

_PLACES_SHOWN = 3
_TRY_FOR_DAYS = 5
"""So long a client tries alone before turning to the service point again."""


def name(chosen: Chosen, say: Translator) -> str:
    """The service's name, as one asks for it."""
    return words.name(chosen.service.name, say)


def organization(chosen: Chosen, say: Translator) -> str:
    """Who gives it, "" where the catalogue does not say."""
    return words.name(chosen.organization.name, say) if chosen.organization else ""


def unknown(say: Translator) -> str:
    """What stands where a fact is missing."""
    return sentence(say("not known"))


def ask(chosen: Chosen, say: Translator) -> str:
    """What stands where a fact is missing that the service itself can tell."""
    return say("Not known. Ask when you call.") if chosen.phones else unknown(say)


def checked(chosen: Chosen, say: Translator) -> str:
    """When the facts were last confirmed."""
    day = chosen.assured_date
    return say("Facts checked {date}", date=say.date(day)) if day else say("Facts checked: not known")


def warnings(chosen: Chosen, say: Translator, at: datetime) -> list[str]:
    """What is unusual now, and what to be careful about."""
    service = chosen.service
    lines = []
    if service.status == "temporarily closed":
        lines.append(say("This service is temporarily closed."))
    elif service.status in {"inactive", "defunct"}:
        lines.append(say("This service has ended."))
    if service.alert:
        lines.append(sentence(told(service.alert, say)))
    if service.takes_new_clients == "no":
        lines.append(say("This service takes no new clients at the moment."))
    if chosen.is_old(at):
        lines.append(_old(chosen, say))
    return lines


def _old(chosen: Chosen, say: Translator) -> str:
    day = chosen.assured_date
    if chosen.places and chosen.phones:
        if day:
            return say("Call before you leave. The facts were last checked {date}.", date=say.date(day))
        return say("Call before you leave. It is not known when the facts were checked.")
    if day:
        return say("The facts may have changed. They were last checked {date}.", date=say.date(day))
    return say("The facts may have changed. It is not known when they were checked.")


def waiting(chosen: Chosen, say: Translator) -> str:
    """How long one waits, "" where there is no waiting list."""
    if chosen.service.takes_new_clients != "waiting_list" and not chosen.service.waiting_days:
        return ""
    days = chosen.service.waiting_days
    if days is None:
        return say("There is a waiting list. Ask how long it is.")
    if days >= 14:
        return say.plural(
            "The usual wait is about {number} week.",
            "The usual wait is about {number} weeks.",
            round(days / 7),
        )
    return say.plural("The usual wait is about {number} day.", "The usual wait is about {number} days.", days)


def where(chosen: Chosen, say: Translator, *, remote_first: bool = False, offline: bool = False) -> list[str]:
    """Where it is met, or that nobody travels; empty where not known or where no place may be told.

    remote_first: what asks for no journey is told before the places. offline: ways that take the
    internet are left out.
    """
    if chosen.hidden:
        return []
    lines = []
    homes = [way for way in chosen.service.delivery if way.mode == "home"]
    # Who lives outside the area of the home visits is not promised one.
    if homes and (chosen.reach is None or chosen.reach.mode is ReachMode.HOME):
        days = chosen.reach.weekdays if chosen.reach and chosen.reach.weekdays else homes[0].weekdays
        lines.append(
            say("They come to your home: {days}.", days=wording.weekdays(days, say))
            if days
            else say("They come to your home.")
        )
    ways = [
        say(_BY_MODE[mode])
        for mode in _BY_MODE
        if mode in chosen.modes and not (offline and mode in INTERNET_MODES)
    ]
    told_first = remote_first and bool(ways)
    if told_first:
        lines.append(say("You are served {ways}. You need not travel.", ways=_either(ways, say)))
    for place in chosen.places[:_PLACES_SHOWN]:
        lines += _place(place, say, in_short=len(chosen.places) > 1)
    if (more := len(chosen.places) - _PLACES_SHOWN) > 0:
        lines.append(say.plural("And {number} other place.", "And {number} other places.", more))
    lines += _ways_in_words(chosen, say)
    if ways and not told_first:
        lines.append(
            say("You can also be served {ways}.", ways=_either(ways, say))
            if lines
            else say("You are served {ways}. You need not travel.", ways=_either(ways, say))
        )
    return lines


def _ways_in_words(chosen: Chosen, say: Translator) -> list[str]:
    """What the catalogue says about the ways themselves: where a round stops, how a link is got."""
    if chosen.discreet:
        return []
    said = [sentence(told(way.description, say)) for way in chosen.service.delivery if way.description]
    return list(dict.fromkeys(said))


def _place(place: Location, say: Translator, *, in_short: bool) -> list[str]:
    """One place: its name and address."""
    village = say.name(place.village)
    title = say.name(place.name)
    if village and village.casefold() not in title.casefold():
        title = f"{title} ({village})"
    streets = [
        ", ".join(
            part
            for part in (
                say.name(address.address_1),
                " ".join(p for p in (address.postal_code or "", say.name(address.city)) if p),
            )
            if part
        )
        for address in place.addresses
    ]
    if in_short:
        return [", ".join([title, *streets[:1]])]
    lines = [title, *streets] if streets else [title, say("The address is not known.")]
    if place.floor:
        lines[-1] += ", " + words.name(place.floor, say)
    return lines


def entrance(place: Location, say: Translator) -> list[str]:
    """How to find the place: the stop and the way."""
    lines = [say("Nearest stop: {stop}", stop=words.name(place.stop, say))] if place.stop else []
    lines.append(sentence(told(place.transportation, say)))
    return [line for line in lines if line]


def accessibility(chosen: Chosen, say: Translator) -> list[str]:
    """How one gets in, where there is one place."""
    place = chosen.places[0] if len(chosen.places) == 1 else None
    return [sentence(told(one.description, say)) for one in place.accessibility] if place else []


def _either(ways: Sequence[str], say: Translator) -> str:
    return format_list(list(ways), style="or", locale=say.language)


def try_until(at: datetime) -> date:
    """The day by which one should have got through: five days on, or the next office day."""
    day = at.astimezone(HELSINKI).date() + timedelta(days=_TRY_FOR_DAYS)
    while day.weekday() > 4 or is_public_holiday(day):
        day += timedelta(days=1)
    return day


def hours(chosen: Chosen, say: Translator, at: datetime) -> Timetable:
    """When it is open; empty where not known."""
    return timetable(chosen.hours, at.astimezone(HELSINKI).date(), say)


def phone_hours(chosen: Chosen, say: Translator, at: datetime) -> Timetable:
    """When the phone answers, where that is told apart; else all hours."""
    told_apart = tuple(for_mode(chosen.hours.schedules, "phone"))
    hours_told = Hours(told_apart or chosen.hours.schedules, chosen.hours.exceptions)
    return timetable(hours_told, at.astimezone(HELSINKI).date(), say)


def cost(chosen: Chosen, say: Translator) -> list[str]:
    """What it costs, empty where not known."""
    service = chosen.service
    if is_free(service) or chosen.hidden or service.cost_options:
        return [sentence(wording.cost_sentence(service, say))]
    return [sentence(told(service.fees_description, say))] if service.fees_description else []


def languages(chosen: Chosen, say: Translator) -> list[str]:
    """The languages served in, by name; empty where not known."""
    spoken = wording.languages_sentence(chosen.service, say)
    return [sentence(spoken)] if spoken else []


def for_whom(chosen: Chosen, say: Translator) -> list[str]:
    """For whom it is and at which ages; nothing where being seen can harm."""
    if chosen.discreet:
        return []
    ages = wording.ages_sentence(chosen.service, say)
    told_so = told(chosen.service.for_whom, say)
    return [sentence(line) for line in (told_so, ages) if line]
