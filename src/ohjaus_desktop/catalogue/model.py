"""What exists: organizations, their services and places, in the vocabulary of HSDS 3.0.

Objects and fields carry the names of Open Referral's Human Services Data Specification; our own
additions say so. Every object is frozen. The descriptions below become the JSON Schema and the
field guide in ``resources/``.

A text a person reads (``Text``) is either a string in the file's default language or an object
with one string a language: ``{"fi": …, "sv": …, "en": …}``.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from msgspec import Meta, Struct

# 20,000 characters are six printed pages: more is a mistake or an attack.
Text = Annotated[str, Meta(max_length=20_000)] | dict[str, Annotated[str, Meta(max_length=20_000)]]
LocalTime = Annotated[time, Meta(tz=False, description="09:00:00, as clocks in Finland show it.")]

Status = Literal["active", "temporarily closed", "inactive", "defunct"]
Sector = Literal["wellbeing_county", "municipality", "state", "association", "parish", "company"]
DeliveryMode = Literal["visit", "home", "phone", "video", "chat", "online"]
TakesNewClients = Literal["yes", "no", "waiting_list", "unknown"]
IntakeRoute = Literal["phone", "form", "protected_mail", "https", "joint_call", "letter"]
AnswerWay = Literal["call", "message", "invitation"]
AreaType = Literal["municipality", "wellbeing_county", "valley", "language_area", "country"]

MunicipalityCode = Annotated[
    str, Meta(pattern=r"^[0-9]{3}$", description="Statistics Finland's three-digit code.")
]
Email = Annotated[str, Meta(max_length=254)]
Link = Annotated[str, Meta(max_length=2000)]
ShortText = Annotated[str, Meta(max_length=200)]
LanguageCode = Annotated[str, Meta(description="ISO 639 code: fi, sv, en, se, ru …", max_length=16)]
Weekdays = Annotated[
    str,
    Meta(
        pattern=r"^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$",
        description="Weekdays of iCalendar (RFC 5545), joined by commas: MO,TU,WE,TH,FR,SA,SU.",
    ),
]


class Record(Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every object of the file, frozen.

    The decoder reports unknown fields so that ``document`` can count them; then it ignores them.
    """


class Area(Record, frozen=True):
    """A part of the country. HSDS service_area, with the codes that Finland uses."""

    type: Annotated[AreaType, Meta(description="What kind of area this is.")]
    code: Annotated[
        str,
        Meta(
            description="municipality: three digits; wellbeing_county: two digits; valley: its "
            "Finnish name; language_area: fi or sv; country: FI.",
            max_length=64,
        ),
    ]


class Identifier(Record, frozen=True):
    """An id in another register (HSDS organization_identifier, used for services too)."""

    identifier_scheme: Annotated[str, Meta(description="ptv or business_id (Y-tunnus), or another.")]
    identifier: Annotated[str, Meta(description="The id there.", max_length=200)]


class Schedule(Record, frozen=True):
    """When something is open (HSDS schedule). One row may hold several weekdays."""

    byday: Annotated[Weekdays | None, Meta(description="The weekdays; all of them when absent.")] = None
    opens_at: Annotated[LocalTime | None, Meta(description="Local time; absent: not known.")] = None
    closes_at: Annotated[
        LocalTime | None,
        Meta(
            description="Local time. Equal to opens_at, or 23:59 after 00:00: round the clock. "
            "Earlier than opens_at: after midnight."
        ),
    ] = None
    valid_from: Annotated[date | None, Meta(description="First day of a season.")] = None
    valid_to: Annotated[date | None, Meta(description="Last day of a season.")] = None
    dtstart: Annotated[date | None, Meta(description="A day from which the interval counts.")] = None
    interval: Annotated[int, Meta(ge=1, le=52, description="Every how many weeks, from dtstart.")] = 1
    bymonthday: Annotated[str | None, Meta(description="Days of the month, 1–31, joined by commas.")] = None
    attending_type: Annotated[
        DeliveryMode | None, Meta(description="The delivery mode that these hours are for; absent: any.")
    ] = None
    public_holidays: Annotated[
        Literal["open", "closed"] | None,
        Meta(description="Own field. Whether these hours hold on public holidays; absent: as on Sundays."),
    ] = None
    by_appointment: Annotated[bool, Meta(description="Own field. Only at an agreed time.")] = False
    description: Annotated[Text | None, Meta(description="The hours in words.")] = None


class HolidaySchedule(Record, frozen=True):
    """An exception to the weekly hours (HSDS 1–2 holiday_schedule)."""

    start_date: Annotated[date, Meta(description="First day.")]
    end_date: Annotated[date, Meta(description="Last day.")]
    closed: Annotated[bool, Meta(description="True: closed on these days.")] = True
    opens_at: Annotated[LocalTime | None, Meta(description="Where not closed: from.")] = None
    closes_at: Annotated[LocalTime | None, Meta(description="Where not closed: to.")] = None
    description: Annotated[Text | None, Meta(description="Why, in words.")] = None


class Phone(Record, frozen=True):
    """A telephone number (HSDS phone)."""

    number: Annotated[str, Meta(description="As people dial it.", min_length=2, max_length=40)]
    type: Annotated[Literal["voice", "sms", "text_relay", "fax"], Meta(description="What answers.")] = "voice"
    description: Annotated[Text | None, Meta(description="Whose or for what.")] = None
    languages: Annotated[list[LanguageCode], Meta(description="Languages spoken.")] = []
    schedules: Annotated[list[Schedule], Meta(description="When it is answered, if not as the service.")] = []
    cost: Annotated[Text | None, Meta(description="Own field. What a call costs.")] = None
    direct_for_area: Annotated[
        list[Area], Meta(description="Own field. The areas whose own direct number this is.")
    ] = []


class Contact(Record, frozen=True):
    """Whom to ask for: a role, never a person's name (HSDS contact)."""

    title: Annotated[Text, Meta(description="The role: palveluohjaaja.")]
    phones: Annotated[list[Phone], Meta(description="The role's numbers.")] = []
    email: Annotated[Email | None, Meta(description="A role's address.")] = None


class Address(Record, frozen=True):
    """A street address (HSDS address)."""

    address_1: Annotated[Text, Meta(description="Street and number.")]
    postal_code: Annotated[ShortText | None, Meta(description="Five digits.")] = None
    city: Annotated[Text | None, Meta(description="Post office.")] = None
    country: Annotated[str, Meta(description="ISO 3166 code.", max_length=2)] = "FI"


class Accessibility(Record, frozen=True):
    """How one gets in (HSDS accessibility)."""

    description: Annotated[Text, Meta(description="Step-free, lift, induction loop …")]
    details: Annotated[Text | None, Meta(description="More, if needed.")] = None


class Location(Record, frozen=True):
    """A place where services are met (HSDS location)."""

    id: Annotated[str, Meta(description="UUID that never changes.", min_length=1, max_length=64)]
    name: Annotated[Text, Meta(description="The place's name.")]
    municipality: Annotated[MunicipalityCode, Meta(description="Own field. Where it lies.")]
    organization_id: Annotated[str | None, Meta(description="Who runs it.")] = None
    village: Annotated[Text | None, Meta(description="Own field. Village or former municipality.")] = None
    addresses: Annotated[list[Address], Meta(description="Street addresses.")] = []
    latitude: Annotated[
        Annotated[float, Meta(ge=-90, le=90)] | None, Meta(description="WGS 84, degrees.")
    ] = None
    longitude: Annotated[
        Annotated[float, Meta(ge=-180, le=180)] | None, Meta(description="WGS 84, degrees.")
    ] = None
    floor: Annotated[Text | None, Meta(description="Own field. Floor, door, staircase.")] = None
    stop: Annotated[Text | None, Meta(description="Own field. The nearest bus stop.")] = None
    transportation: Annotated[Text | None, Meta(description="How to get there.")] = None
    accessibility: Annotated[list[Accessibility], Meta(description="How one gets in.")] = []
    phones: Annotated[list[Phone], Meta(description="The place's own numbers.")] = []
    schedules: Annotated[list[Schedule], Meta(description="When the house is open.")] = []
    holiday_schedules: Annotated[list[HolidaySchedule], Meta(description="Exceptions.")] = []
    identifiers: Annotated[list[Identifier], Meta(description="Ids in other registers.")] = []


class ServiceAtLocation(Record, frozen=True):
    """A service met at a place (HSDS service_at_location)."""

    location_id: Annotated[str, Meta(description="The place.")]
    description: Annotated[Text | None, Meta(description="What is different here.")] = None
    phones: Annotated[list[Phone], Meta(description="Numbers of the service here.")] = []
    schedules: Annotated[list[Schedule], Meta(description="Hours of the service here.")] = []
    holiday_schedules: Annotated[list[HolidaySchedule], Meta(description="Exceptions here.")] = []


class Delivery(Record, frozen=True):
    """Own object. One way in which the service is given."""

    mode: Annotated[DeliveryMode, Meta(description="How it is given.")]
    weekdays: Annotated[Weekdays | None, Meta(description="For rounds and home visits: which days.")] = None
    municipalities: Annotated[
        list[MunicipalityCode], Meta(description="Where it goes; empty: the whole service area.")
    ] = []
    description: Annotated[Text | None, Meta(description="In words.")] = None


class CostOption(Record, frozen=True):
    """What it costs (HSDS cost_option)."""

    option: Annotated[Text | None, Meta(description="For whom or for what.")] = None
    amount: Annotated[Annotated[float, Meta(ge=0, le=1_000_000)] | None, Meta(description="How much.")] = None
    currency: Annotated[str, Meta(description="ISO 4217.", max_length=3)] = "EUR"
    amount_description: Annotated[Text | None, Meta(description="The amount in words.")] = None


class RequiredDocument(Record, frozen=True):
    """What to bring (HSDS required_document)."""

    document: Annotated[Text, Meta(description="What to bring.")]
    uri: Annotated[Link | None, Meta(description="Where to get it.")] = None


class Intake(Record, frozen=True):
    """Own object. How a contact request reaches the service."""

    route: Annotated[IntakeRoute, Meta(description="The way it takes.")]
    address: Annotated[Link | None, Meta(description="Number or address of that way.")] = None
    answers_within_days: Annotated[
        Annotated[int, Meta(ge=0, le=365)] | None,
        Meta(description="Working days in which it promises to answer."),
    ] = None
    answers_by: Annotated[AnswerWay | None, Meta(description="How it answers.")] = None


class Moment(Record, frozen=True):
    """Own object. A birthday or event at which the right service changes."""

    description: Annotated[Text, Meta(description="What ends and what comes next.")]
    age: Annotated[Annotated[int, Meta(ge=0, le=120)] | None, Meta(description="At which age.")] = None
    next_service_id: Annotated[str | None, Meta(description="The service that comes next.")] = None


class Organization(Record, frozen=True):
    """Who provides services (HSDS organization)."""

    id: Annotated[str, Meta(description="UUID that never changes.", min_length=1, max_length=64)]
    name: Annotated[Text, Meta(description="The name.")]
    sector: Annotated[Sector, Meta(description="Own field. Whose service it is.")]
    alternate_name: Annotated[Text | None, Meta(description="Short or former names, joined by ;.")] = None
    description: Annotated[Text | None, Meta(description="What it does.")] = None
    email: Annotated[Email | None, Meta(description="Address of the office.")] = None
    website: Annotated[Link | None, Meta(description="Home page.")] = None
    phones: Annotated[list[Phone], Meta(description="The switchboard.")] = []
    contacts: Annotated[list[Contact], Meta(description="Roles to ask for.")] = []
    status: Annotated[Status, Meta(description="Own field, as of a service.")] = "active"
    identifiers: Annotated[list[Identifier], Meta(description="PTV id, business id (Y-tunnus).")] = []
    assured_date: Annotated[date | None, Meta(description="When it last confirmed the record.")] = None
    assurer: Annotated[Text | None, Meta(description="Who confirmed: a role, not a person.")] = None


class Service(Record, frozen=True):
    """What is offered, to whom, how (HSDS service)."""

    id: Annotated[str, Meta(description="UUID that never changes.", min_length=1, max_length=64)]
    organization_id: Annotated[str | None, Meta(description="Who provides it.")]
    name: Annotated[Text, Meta(description="The name.")]
    alternate_name: Annotated[Text | None, Meta(description="Former or popular names, joined by ;.")] = None
    description: Annotated[Text | None, Meta(description="What it is, in full.")] = None
    what: Annotated[Text | None, Meta(description="Own field. One line: what one gets.")] = None
    for_whom: Annotated[Text | None, Meta(description="Own field. One line: for whom.")] = None
    how: Annotated[Text | None, Meta(description="Own field. One line: how to begin.")] = None
    pitch: Annotated[Text | None, Meta(description="Own field. One sentence to read aloud.")] = None
    status: Annotated[Status, Meta(description="Whether it runs.")] = "active"
    alert: Annotated[Text | None, Meta(description="What is unusual now.")] = None
    needs: Annotated[list[str], Meta(description="Own field. Ids of the needs it answers.")] = []
    activities: Annotated[list[str], Meta(description="Own field. Ids of its kinds of help.")] = []
    target_groups: Annotated[list[str], Meta(description="Own field. PTV target group codes.")] = []
    service_classes: Annotated[list[str], Meta(description="Own field. PTV service class codes.")] = []
    minimum_age: Annotated[
        Annotated[float, Meta(ge=0, le=120)] | None, Meta(description="Youngest age, years.")
    ] = None
    maximum_age: Annotated[
        Annotated[float, Meta(ge=0, le=120)] | None, Meta(description="Oldest age, years.")
    ] = None
    eligibility_description: Annotated[Text | None, Meta(description="Who can use it.")] = None
    eligibility_area: Annotated[
        list[Area], Meta(description="Own field. Only residents of these areas; empty: anyone.")
    ] = []
    service_areas: Annotated[
        list[Area], Meta(description="Where it works; empty: not known, the places tell.")
    ] = []
    service_at_locations: Annotated[list[ServiceAtLocation], Meta(description="Places.")] = []
    delivery: Annotated[list[Delivery], Meta(description="Own field. The ways it is given.")] = []
    schedules: Annotated[list[Schedule], Meta(description="Weekly hours and seasons.")] = []
    holiday_schedules: Annotated[list[HolidaySchedule], Meta(description="Exceptions.")] = []
    phones: Annotated[list[Phone], Meta(description="Numbers; the first is the main one.")] = []
    contacts: Annotated[list[Contact], Meta(description="Roles to ask for.")] = []
    email: Annotated[Email | None, Meta(description="Address of the service.")] = None
    url: Annotated[Link | None, Meta(description="Web page of the service.")] = None
    languages: Annotated[list[LanguageCode], Meta(description="Languages served in.")] = []
    interpretation_services: Annotated[Text | None, Meta(description="Interpreter: who books it.")] = None
    takes_new_clients: Annotated[TakesNewClients, Meta(description="Own field.")] = "unknown"
    waiting_days: Annotated[
        Annotated[int, Meta(ge=0, le=3650)] | None, Meta(description="Own field. Usual wait.")
    ] = None
    referral_needed: Annotated[
        bool | None, Meta(description="Own field. A doctor's referral is needed; absent: not known.")
    ] = None
    application_process: Annotated[Text | None, Meta(description="Steps to get in, one a line.")] = None
    required_documents: Annotated[list[RequiredDocument], Meta(description="What to bring.")] = []
    cost_options: Annotated[list[CostOption], Meta(description="What it costs.")] = []
    fees_description: Annotated[Text | None, Meta(description="Cost in words.")] = None
    cancellation: Annotated[
        Text | None, Meta(description="Own field. How to cancel, and what a missed visit costs.")
    ] = None
    say_when_calling: Annotated[Text | None, Meta(description="Own field. What to say on the phone.")] = None
    unknown_number: Annotated[
        bool | None, Meta(description="Own field. Its calls come from an unknown number.")
    ] = None
    complaints: Annotated[Text | None, Meta(description="Own field. Whom to complain to.")] = None
    barriers: Annotated[
        list[str],
        Meta(
            description="Own field. What it makes easier: low_threshold, no_bank_codes, no_referral, "
            "free, interpreter, plain_language, accompanies, fetches, device_lent, anonymous, "
            "safer_space, or another."
        ),
    ] = []
    intake: Annotated[list[Intake], Meta(description="Own field. Ways for a contact request.")] = []
    statutory_intake: Annotated[
        bool, Meta(description="Own field. Asking starts a legal clock: never by contact request.")
    ] = False
    sensitive: Annotated[bool, Meta(description="Own field. Being seen with it can harm.")] = False
    hide_address: Annotated[bool, Meta(description="Own field. A shelter: no address anywhere.")] = False
    moments: Annotated[list[Moment], Meta(description="Own field. Ages at which it changes.")] = []
    identifiers: Annotated[list[Identifier], Meta(description="PTV id and others.")] = []
    assured_date: Annotated[date | None, Meta(description="When it was last confirmed.")] = None
    assurer: Annotated[Text | None, Meta(description="Who confirmed: a role, not a person.")] = None
