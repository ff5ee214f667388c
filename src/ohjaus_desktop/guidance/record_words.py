"""What the fields of a record say, in words: numbers, hours, areas, ways, places.

Each takes the speaker and gives lines, or "" where nothing is told. What only the program needs
(ids of other registers, coordinates, codes of classifications) has no words here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel import Locale

from ohjaus_desktop.catalogue.model import (
    Accessibility,
    Address,
    Area,
    Contact,
    CostOption,
    Delivery,
    HolidaySchedule,
    Intake,
    Moment,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceAtLocation,
    Text,
)
from ohjaus_desktop.catalogue.navigation import Replacement
from ohjaus_desktop.guidance.closed_lists import BARRIERS, INTAKE, MODES
from ohjaus_desktop.guidance.hours import Hours
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.timetable import timetable
from ohjaus_desktop.guidance.wording import amount, weekdays
from ohjaus_desktop.texts import LANGUAGES, Translator, mark

_PHONE_TYPES = {"sms": mark("text messages"), "text_relay": mark("text relay"), "fax": mark("fax")}
_LANGUAGE_NAMES = {"fi": mark("in Finnish"), "sv": mark("in Swedish"), "en": mark("in English")}


@dataclass(frozen=True, slots=True)
class Names:
    """What stands behind the ids of a record: each mapping from id to name, in the reader's language.

    An id that is not there is left out, so that no reader meets one; places: for the names of areas.
    """

    places: Places | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[str, str] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)
    locations: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and what the ids are called."""

    say: Translator
    names: Names = Names()

    def text(self, value: Text | None) -> str:
        """A text of the catalogue, trimmed; its lines stay."""
        return self.say.name(value).strip()

    def every_language(self, value: Text | None) -> str:
        """A text in all its languages, each named: for a change that this reader's language hides."""
        if value is None or isinstance(value, str):
            return self.text(value)
        told = [
            f"{value[code].strip()} ({self.say(_LANGUAGE_NAMES[code])})"
            for code in LANGUAGES
            if value.get(code)
        ]
        return "\n".join(told)


def lines(parts: Iterable[str]) -> str:
    """One under another, without the empty ones."""
    return "\n".join(part for part in parts if part)


def joined(parts: Iterable[str], by: str = ", ") -> str:
    """Side by side, without the empty ones."""
    return by.join(part for part in parts if part)


def named(ids: Sequence[str], known: Mapping[str, str]) -> str:
    """The names of ids, by name."""
    return ", ".join(sorted(known[one] for one in ids if one in known))


def yes_no(value: bool | None, voice: Voice) -> str:
    """Yes, no, or nothing where not known."""
    return "" if value is None else voice.say("yes") if value else voice.say("no")


def day(value: date | None, voice: Voice) -> str:
    """A date."""
    return voice.say.date(value) if value else ""


def languages(codes: Sequence[str], voice: Voice) -> str:
    """Languages by name."""
    known = Locale(voice.say.language).languages
    return ", ".join(str(known.get(code, code)) for code in codes)


def areas(value: Sequence[Area], voice: Voice) -> str:
    """Areas by name, in their order."""
    return ", ".join(dict.fromkeys(_area(one, voice) for one in value))


def _area(area: Area, voice: Voice) -> str:
    places, swedish = voice.names.places, voice.say.language == "sv"
    if area.type == "country":
        return voice.say("the whole country")
    if area.type == "language_area":
        return (
            voice.say("Swedish-speaking areas") if area.code == "sv" else voice.say("Finnish-speaking areas")
        )
    if places is None:
        return area.code
    inside = sorted(places.codes(area))
    if area.type == "municipality" and inside:
        one = places.known(inside[0])
        return one.name_sv if swedish else one.name_fi
    if area.type == "wellbeing_county" and inside:
        one = places.known(inside[0])
        return one.county_sv if swedish else one.county_fi
    return area.code


def municipality(code: str, voice: Voice) -> str:
    """A municipality's name."""
    return _area(Area(type="municipality", code=code), voice)


def phones(value: Sequence[Phone], voice: Voice) -> str:
    """Numbers, a line each: what kind, whose, when, what it costs."""
    return lines(_phone(one, voice) for one in value)


def _phone(phone: Phone, voice: Voice) -> str:
    kind = voice.say(_PHONE_TYPES[phone.type]) if phone.type in _PHONE_TYPES else ""
    details = joined(
        (
            kind,
            voice.text(phone.description),
            languages(phone.languages, voice),
            joined(hours(phone.schedules, voice).splitlines(), "; "),
            voice.text(phone.cost),
            areas(phone.direct_for_area, voice),
        ),
        " · ",
    )
    number = " ".join(phone.number.split())
    return f"{number} ({details})" if details else number


def hours(value: Sequence[Schedule], voice: Voice) -> str:
    """Weekly hours and seasons, past and coming ones alike."""
    table = timetable(Hours(tuple(value)), date.min, voice.say)
    bare = [
        joined((weekdays(row.byday, voice.say), voice.say("Only by appointment")), " ")
        for row in value
        if row.by_appointment and row.opens_at is None and row.description is None
    ]
    return lines((*(f"{days} {times}" for days, times in table.rows), *table.lines, *bare))


def exceptions(value: Sequence[HolidaySchedule], voice: Voice) -> str:
    """Days that differ from the weekly hours."""
    ordered = sorted(value, key=lambda one: one.start_date)
    return lines(
        line for one in ordered for line in timetable(Hours((), (one,)), one.start_date, voice.say).lines
    )


def contacts(value: Sequence[Contact], voice: Voice) -> str:
    """Roles to ask for, with their numbers."""
    return lines(
        joined((voice.text(one.title), *phones(one.phones, voice).splitlines(), one.email or ""))
        for one in value
    )


def addresses(value: Sequence[Address], voice: Voice) -> str:
    """Street addresses."""
    return lines(
        joined(
            (voice.text(one.address_1), joined((one.postal_code or "", voice.text(one.city)), " ")),
        )
        for one in value
    )


def accessibility(value: Sequence[Accessibility], voice: Voice) -> str:
    """How one gets in."""
    return lines(joined((voice.text(one.description), voice.text(one.details))) for one in value)


def met_at(value: Sequence[ServiceAtLocation], voice: Voice) -> str:
    """Where a service is met, with what differs there."""
    return lines(
        joined(
            (
                voice.names.locations.get(one.location_id, ""),
                voice.text(one.description),
                *phones(one.phones, voice).splitlines(),
                *hours(one.schedules, voice).splitlines(),
                *exceptions(one.holiday_schedules, voice).splitlines(),
            )
        )
        for one in value
    )


def deliveries(value: Sequence[Delivery], voice: Voice) -> str:
    """The ways a service is given."""
    return lines(
        joined(
            (
                voice.say(MODES[one.mode]),
                weekdays(one.weekdays, voice.say),
                ", ".join(municipality(code, voice) for code in one.municipalities),
                voice.text(one.description),
            )
        )
        for one in value
    )


def costs(value: Sequence[CostOption], voice: Voice) -> str:
    """Prices, a line each."""
    return lines(
        joined((voice.text(one.option), _sum(one.amount, voice), voice.text(one.amount_description)), " ")
        for one in value
    )


def _sum(euros: float | None, voice: Voice) -> str:
    return voice.say("free of charge") if euros == 0 else amount(euros)


def documents(value: Sequence[RequiredDocument], voice: Voice) -> str:
    """What to bring."""
    return lines(joined((voice.text(one.document), one.uri or "")) for one in value)


def intake(value: Sequence[Intake], voice: Voice) -> str:
    """How a contact request reaches the service, and in how many working days it answers."""
    return lines(
        joined(
            (
                voice.say(INTAKE[one.route]),
                one.address or "",
                ""
                if one.answers_within_days is None
                else voice.say.plural(
                    "They answer within {number} working day.",
                    "They answer within {number} working days.",
                    one.answers_within_days,
                ),
            )
        )
        for one in value
    )


def moments(value: Sequence[Moment], voice: Voice) -> str:
    """Ages at which the right service changes."""
    return lines(
        joined((voice.text(one.description), voice.names.services.get(one.next_service_id or "", "")))
        for one in value
    )


def barriers(value: Sequence[str], voice: Voice) -> str:
    """What the service makes easier."""
    return ", ".join(voice.say(BARRIERS[one]) for one in value if one in BARRIERS)


def replacements(value: Sequence[Replacement], _voice: Voice) -> str:
    """Old numbers and names, and what stands in their place."""
    return lines(f"{one.old} → {one.new}" if one.new else one.old for one in value)


def choice(words: Mapping[str, str]) -> Callable[[str, Voice], str]:
    """Say one of a closed list."""
    return lambda value, voice: voice.say(words[value]) if words.get(value) else ""
