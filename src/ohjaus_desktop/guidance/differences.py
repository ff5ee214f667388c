"""What one version of a record says differently from another, field by field, in words people read.

The window's list of changes and the publisher's are made of this. Fields that only the program
needs (ids of other registers, coordinates, codes of classifications) are left out; where nothing
else changed there is no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, NamedTuple

from ohjaus_desktop.catalogue.model import Location, Organization, Phone, Record, Service
from ohjaus_desktop.catalogue.navigation import Helpline, Notice
from ohjaus_desktop.guidance import closed_lists
from ohjaus_desktop.guidance import record_words as words
from ohjaus_desktop.guidance.record_words import Names, Voice
from ohjaus_desktop.guidance.shelf import digits
from ohjaus_desktop.guidance.wording import ages_sentence
from ohjaus_desktop.texts import Translator, mark

__all__ = ["Difference", "Names", "differences", "facts", "lost_number"]

Kind = Literal["changed", "moved_number"]
Tell = Callable[[Any, Voice], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said differently.

    field: its name in the catalogue; label: in words; before, after: "" where nothing was told,
    several lines broken by newlines. kind: moved_number where the main number no longer answers.
    """

    field: str
    label: str
    before: str
    after: str
    kind: Kind = "changed"


class _Aspect(NamedTuple):
    """One thing that a record tells. of: it in words; field: what it is called in the catalogue."""

    field: str
    label: str
    of: Tell


def _field(name: str, label: str, tell: Tell) -> _Aspect:
    return _Aspect(name, label, lambda record, voice: tell(getattr(record, name), voice))


def _text(name: str, label: str) -> _Aspect:
    return _field(name, label, lambda value, voice: voice.text(value))


def _plain(value: str | None, _voice: Voice) -> str:
    return value or ""


def _named(of: Callable[[Names], Mapping[str, str]]) -> Tell:
    return lambda value, voice: words.named(value, of(voice.names))


def _organization(value: str | None, voice: Voice) -> str:
    return voice.names.organizations.get(value or "", "")


def _days(value: int | None, voice: Voice) -> str:
    return "" if value is None else voice.say.plural("{number} day", "{number} days", value)


def _places(service: Service, voice: Voice) -> str:
    # A shelter's place is told nowhere: Act 1354/2014.
    return "" if service.hide_address else words.met_at(service.service_at_locations, voice)


_NAME = _text("name", mark("Name"))
_OTHER_NAMES = _text("alternate_name", mark("Other names"))
_PHONES = _field("phones", mark("Phone"), words.phones)
_HOURS = _field("schedules", mark("Hours"), words.hours)
_EXCEPTIONS = _field("holiday_schedules", mark("Exceptional hours"), words.exceptions)
_CONTACTS = _field("contacts", mark("Whom to ask for"), words.contacts)
_EMAIL = _field("email", mark("E-mail"), _plain)
_STATUS = _field("status", mark("Status"), words.choice(closed_lists.STATUSES))
_LANGUAGES = _field("languages", mark("Languages"), words.languages)
_ASSURED = _field("assured_date", mark("Facts checked"), words.day)
_ASSURER = _text("assurer", mark("Checked by"))
_DESCRIPTION = _text("description", mark("Description"))
_NEEDS = _field("needs", mark("Needs"), _named(lambda names: names.needs))

_SERVICE = (
    _NAME,
    _STATUS,
    _text("alert", mark("Unusual now")),
    _PHONES,
    _HOURS,
    _EXCEPTIONS,
    _Aspect("service_at_locations", mark("Where"), _places),
    _field("delivery", mark("How it is given"), words.deliveries),
    _field("takes_new_clients", mark("Takes new clients"), words.choice(closed_lists.TAKES_NEW)),
    _field("waiting_days", mark("Waiting time"), _days),
    _text("for_whom", mark("For whom")),
    _Aspect("minimum_age", mark("Age"), lambda service, voice: ages_sentence(service, voice.say)),
    _text("eligibility_description", mark("For whom")),
    _field("eligibility_area", mark("Only for residents of"), words.areas),
    _field("service_areas", mark("Area"), words.areas),
    _field("cost_options", mark("Cost"), words.costs),
    _text("fees_description", mark("Cost")),
    _text("how", mark("How to begin")),
    _text("application_process", mark("How to begin")),
    _field("referral_needed", mark("A referral is needed"), words.yes_no),
    _field("intake", mark("Ways for a contact request"), words.intake),
    _field("statutory_intake", mark("Official matter"), words.yes_no),
    _field("required_documents", mark("What to bring"), words.documents),
    _text("say_when_calling", mark("What to say on the phone")),
    _field("unknown_number", mark("Calls come from an unknown number"), words.yes_no),
    _text("cancellation", mark("Cancelling")),
    _text("complaints", mark("Whom to complain to")),
    _LANGUAGES,
    _text("interpretation_services", mark("Interpreter")),
    _field("barriers", mark("Makes it easier"), words.barriers),
    _NEEDS,
    _field("activities", mark("Kinds of help"), _named(lambda names: names.activities)),
    _field("moments", mark("What changes with age"), words.moments),
    _CONTACTS,
    _EMAIL,
    _field("url", mark("Web page"), _plain),
    _text("what", mark("In short")),
    _text("pitch", mark("To read aloud")),
    _DESCRIPTION,
    _OTHER_NAMES,
    _field("sensitive", mark("Sensitive"), words.yes_no),
    _field("hide_address", mark("Address kept secret"), words.yes_no),
    _field("organization_id", mark("Organization"), _organization),
    _ASSURED,
    _ASSURER,
)
_ORGANIZATION = (
    _NAME,
    _STATUS,
    _PHONES,
    _EMAIL,
    _field("website", mark("Web page"), _plain),
    _CONTACTS,
    _field("sector", mark("Whose services"), words.choice(closed_lists.SECTORS)),
    _DESCRIPTION,
    _OTHER_NAMES,
    _ASSURED,
    _ASSURER,
)
_LOCATION = (
    _NAME,
    _field("addresses", mark("Address"), words.addresses),
    _field("municipality", mark("Municipality"), words.municipality),
    _text("village", mark("Village")),
    _PHONES,
    _HOURS,
    _EXCEPTIONS,
    _text("floor", mark("Floor and door")),
    _text("stop", mark("Nearest stop")),
    _text("transportation", mark("How to get there")),
    _field("accessibility", mark("Access"), words.accessibility),
    _field("organization_id", mark("Organization"), _organization),
)
_HELPLINE = (
    _NAME,
    _PHONES,
    _HOURS,
    _text("hours", mark("Hours")),
    _text("for_whom", mark("For whom")),
    _text("cost", mark("Cost")),
    _field("areas", mark("Area"), words.areas),
    _LANGUAGES,
    _field("urgent", mark("Urgent help"), words.yes_no),
    _NEEDS,
    _text("note", mark("Good to know")),
    _ASSURED,
)
_NOTICE = (
    _text("title", mark("Title")),
    _text("text", mark("Text")),
    _field("severity", mark("Importance"), words.choice(closed_lists.SEVERITIES)),
    _field("valid_from", mark("First day"), words.day),
    _field("valid_until", mark("Last day"), words.day),
    _field("areas", mark("Area"), words.areas),
    _field("services", mark("Services"), _named(lambda names: names.services)),
    _field("organizations", mark("Organizations"), _named(lambda names: names.organizations)),
    _field("replaces", mark("Old → new"), words.replacements),
)
_ASPECTS: Mapping[type[Record], tuple[_Aspect, ...]] = {
    Service: _SERVICE,
    Organization: _ORGANIZATION,
    Location: _LOCATION,
    Helpline: _HELPLINE,
    Notice: _NOTICE,
}


def differences(
    old: Record, new: Record, say: Translator, *, names: Names | None = None
) -> tuple[Difference, ...]:
    """What ``new`` says differently from ``old``, most important first.

    Both are of one kind: Service, Organization, Location, Helpline or Notice; other kinds have no
    words and give nothing. names: what the ids in them are called.
    """
    voice = Voice(say, names or Names())
    compared = partial(_compared, old, new, voice)
    return tuple(found for aspect in _ASPECTS.get(type(new), ()) if (found := compared(aspect)))


def _compared(old: Record, new: Record, voice: Voice, aspect: _Aspect) -> Difference | None:
    was, now = getattr(old, aspect.field), getattr(new, aspect.field)
    before, after = aspect.of(old, voice), aspect.of(new, voice)
    if before == after and was != now and (isinstance(was, dict) or isinstance(now, dict)):
        # It changed in another language than the reader's.
        before, after = voice.every_language(was), voice.every_language(now)
    if before == after:
        return None
    moved = aspect.field == "phones" and lost_number(was, now)
    return Difference(
        aspect.field, voice.say(aspect.label), before, after, "moved_number" if moved else "changed"
    )


def lost_number(before: list[Phone], after: list[Phone]) -> bool:
    """Whether the main number is no longer among the numbers: who dials the old one is misdirected."""
    return bool(before) and digits(before[0].number) not in {digits(one.number) for one in after}


def facts(record: Record, say: Translator, *, names: Names | None = None) -> tuple[tuple[str, str], ...]:
    """What a new or gone record tells beside its name: label and words, several lines by newlines."""
    voice = Voice(say, names or Names())
    aspects = (aspect for aspect in _ASPECTS.get(type(record), ()) if aspect is not _NAME)
    told = ((voice.say(aspect.label), aspect.of(record, voice)) for aspect in aspects)
    return tuple((label, value) for label, value in told if value)
