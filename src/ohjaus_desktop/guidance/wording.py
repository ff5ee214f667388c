"""Short sentences from facts, for window, paper and command line alike.

Each takes the speaker (``say``), because paper speaks the client's language while the window
speaks the worker's. What nobody has told is said as not known, never guessed.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from babel import Locale
from babel.lists import format_list

from ohjaus_desktop.catalogue.model import Service, Text
from ohjaus_desktop.guidance.hours import HELSINKI, WEEKDAYS, Doubt, Opening, OpenState
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import Reach, ReachMode
from ohjaus_desktop.guidance.shelf import is_free
from ohjaus_desktop.texts import Translator, mark

_MONDAY = date(2026, 1, 5)
"""Any Monday: weekdays are named through a date."""
CLOSES_SOON_MINUTES = 30
"""So long before the end it is told how many minutes are left: one call is still possible."""
_IN_LANGUAGE = {"fi": mark("in Finnish"), "sv": mark("in Swedish"), "en": mark("in English")}
_WAYS = {
    "phone": mark("phone"),
    "video": mark("video"),
    "chat": mark("chat"),
    "online": mark("web service"),
}


def opening_sentence(opening: Opening, at: datetime, say: Translator) -> str:
    """Whether it is open, and until or from when: "Suljettu, avataan ma klo 9"."""
    sentence = _opening(opening, at, say)
    if opening.by_appointment and opening.state != OpenState.UNKNOWN:
        sentence = say("{sentence}, by appointment", sentence=sentence)
    if opening.doubt == Doubt.EVE:
        return say("{sentence}; on the eve the hours may differ", sentence=sentence)
    if opening.doubt == Doubt.HOLIDAY:
        return say("{sentence}; on the holiday the hours may differ", sentence=sentence)
    return sentence


def _opening(opening: Opening, at: datetime, say: Translator) -> str:
    today = at.astimezone(HELSINKI).date()
    if opening.state == OpenState.UNKNOWN:
        return say("Only by appointment") if opening.by_appointment else say("Opening hours not known")
    if opening.state == OpenState.CLOSED:
        return _closed(opening.opens_at, today, say)
    if opening.around_the_clock:
        return say("Open around the clock")
    if opening.closes_at is None:
        return say("Open")
    # Two local times would be subtracted as the clock shows them, an hour off when it is set anew.
    left = int((opening.closes_at.timestamp() - at.timestamp()) // 60)
    if left <= CLOSES_SOON_MINUTES:
        return say(
            "Closes in {number} min, at {clock}", number=max(left, 1), clock=_end(opening.closes_at, say)
        )
    return _open_until(opening.closes_at, today, say)


def _open_until(closes_at: datetime, today: date, say: Translator) -> str:
    # A night's end is still tonight: "auki klo 2 asti".
    if closes_at.date() <= today + timedelta(days=1):
        return say("Open until {clock}", clock=_end(closes_at, say))
    return say("Open until {day} {clock}", day=_day(closes_at, today, say), clock=say.clock(closes_at))


def _closed(opens_at: datetime | None, today: date, say: Translator) -> str:
    if opens_at is None:
        return say("Closed")
    if opens_at.date() == today:
        return say("Closed, opens at {clock}", clock=say.clock(opens_at))
    return say("Closed, opens {day} at {clock}", day=_day(opens_at, today, say), clock=say.clock(opens_at))


def _end(moment: datetime, say: Translator) -> str:
    return "24" if moment.time() == time(0) and say.language != "en" else say.clock(moment)


def _day(moment: datetime, today: date, say: Translator) -> str:
    """The weekday while it can mean only one day; later the date too."""
    day = moment.date()
    if (day - today).days < 7:
        return say.weekday(day)
    return f"{say.weekday(day)} {day.day}.{day.month}." if day.year == today.year else say.date(day)


def reach_sentence(reach: Reach, say: Translator, places: Places) -> str:
    """How the client gets there, short: "tulee kotiin", "puhelin, video", "Kaustinen, noin 45 km"."""
    return _way(reach, "", say, places)


def journey_sentence(reach: Reach, say: Translator, places: Places) -> str:
    """``reach_sentence`` with the time it takes: "Kaustinen, noin 45 km, noin 35 min ajaen"."""
    return _way(reach, drive_sentence(reach, say), say, places)


def _way(reach: Reach, drive: str, say: Translator, places: Places) -> str:
    if reach.mode == ReachMode.HOME:
        days = weekdays(reach.weekdays, say)
        return say("comes home ({days})", days=days) if days else say("comes home")
    if reach.mode == ReachMode.REMOTE:
        named = [say(_WAYS[way]) for way in reach.ways if way in _WAYS]
        return ", ".join(named) if named else say("without travelling")
    name = _place_name(reach, say, places)
    if reach.mode == ReachMode.HERE:
        days = weekdays(reach.weekdays, say)
        return say("in {municipality} ({days})", municipality=name, days=days) if days else name
    return _travel(reach, name, drive, say)


def _travel(reach: Reach, name: str, drive: str, say: Translator) -> str:
    if reach.elsewhere:
        return say("does not serve the client's area")
    if reach.distance_km is None:
        return name or say("place not known")
    sentence = say("{municipality}, about {number} km", municipality=name, number=reach.distance_km)
    more = say("fetched from home") if reach.fetched else say("a long way") if reach.beyond else ""
    return ", ".join(part for part in (sentence, drive, more) if part)


def drive_sentence(reach: Reach, say: Translator) -> str:
    """How long the drive takes: "noin 1 h 20 min ajaen"; "" where nobody drives."""
    if reach.drive_minutes is None:
        return ""
    hours, minutes = divmod(reach.drive_minutes, 60)
    if not hours:
        return say("about {number} min by car", number=minutes)
    if not minutes:
        return say("about {hours} h by car", hours=hours)
    return say("about {hours} h {number} min by car", hours=hours, number=minutes)


def _place_name(reach: Reach, say: Translator, places: Places) -> str:
    """The municipality's name, behind the village's where it is met outside the centre."""
    municipality = municipality_name(reach.municipality, say, places)
    village = name(reach.village, say)
    if not village or village == municipality:
        return municipality
    return say("{village} ({municipality})", village=village, municipality=municipality)


def municipality_name(code: str | None, say: Translator, places: Places) -> str:
    """The municipality's name in the speaker's language, "" for none or an unknown code."""
    known = places.municipality(code) if code else None
    if known is None:
        return ""
    return known.name_sv if say.language == "sv" else known.name_fi


def weekdays(codes: str | None, say: Translator) -> str:
    """MO,TU,WE,TH,FR → ma–pe; MO,TH → ma, to; all seven → joka päivä; None → ""."""
    numbers = sorted({WEEKDAYS.index(code) for code in (codes or "").split(",") if code in WEEKDAYS})
    if len(numbers) == len(WEEKDAYS):
        return say("every day")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        names = [say.weekday(_MONDAY + timedelta(days=number)) for number in run]
        parts += [f"{names[0]}–{names[-1]}"] if len(run) > 2 else names
    return ", ".join(parts)


def ages_sentence(service: Service, say: Translator) -> str:
    """For which ages: "65 vuotta täyttäneille"; "" where the catalogue sets no limit."""
    low, high = service.minimum_age, service.maximum_age
    if low and high is not None:
        return say("For ages {low}–{high}", low=_years(low), high=_years(high))
    if low:
        return say("For people who are {age} or older", age=_years(low))
    if high is not None:
        return say("For people who are {age} or younger", age=_years(high))
    return ""


def _years(age: float) -> str:
    return f"{age:g}".replace(".", ",")


def cost_sentence(service: Service, say: Translator) -> str:
    """What it costs in one line."""
    if service.hide_address or is_free(service):  # shelters: Act 1354/2014 § 11
        return say("Free of charge")
    if service.fees_description:
        return say.name(service.fees_description)
    told = [
        " ".join(part for part in (say.name(option.option), amount(option.amount)) if part)
        for option in service.cost_options
    ]
    told += [say.name(option.amount_description) for option in service.cost_options]
    return ", ".join(dict.fromkeys(one for one in told if one)) or say("Cost not known")


def amount(euros: float | None) -> str:
    """A sum as people write it: 12,50 €; "" for none."""
    if euros is None:
        return ""
    return f"{euros:.2f} €".replace(".", ",").replace(",00", "")


def languages_sentence(service: Service, say: Translator) -> str:
    """The languages served in, by name; "" where not told."""
    names = Locale(say.language).languages
    spoken = [names.get(code, code) for code in service.languages]
    return format_list(spoken, style="standard", locale=say.language) if spoken else ""


def told(value: Text | None, say: Translator) -> str:
    """A text in one paragraph; says which language it is in where that is not the page's."""
    text, language = say.localized(value)
    text = " ".join(text.split())
    if text and language in _IN_LANGUAGE and language != say.language:
        return f"{text} ({say(_IN_LANGUAGE[language])})"
    return text


def name(value: Text | None, say: Translator) -> str:
    """A name in one line; a name is itself in every language."""
    return " ".join(say.name(value).split())
