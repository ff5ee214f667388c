"""How people find what exists: needs, activities, helplines, notices; and the whole file.

This knowledge travels in the central file so that a region can improve it without a new program.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from ohjaus_desktop.catalogue.model import (
    Area,
    Email,
    LanguageCode,
    Link,
    Location,
    MunicipalityCode,
    Organization,
    Phone,
    Record,
    Schedule,
    Service,
    ShortText,
    Text,
)

FORMAT = "ohjaus-catalogue"
FORMAT_VERSION = 1


class Need(Record, frozen=True):
    """Why a client comes. Two levels: a group has no parent, a need has one."""

    id: Annotated[
        str, Meta(description="A short word that never changes: alcohol.", min_length=1, max_length=64)
    ]
    name: Annotated[Text, Meta(description="As a professional says it.")]
    parent_id: Annotated[str | None, Meta(description="The group; absent for a group.")] = None
    icon: Annotated[ShortText | None, Meta(description="Name of the group's picture.")] = None
    words: Annotated[
        dict[LanguageCode, list[str]],
        Meta(description="Words and phrases people use for it, by language; dialect belongs to fi."),
    ] = {}
    ptv_service_classes: Annotated[list[str], Meta(description="PTV service class codes: P5.8.")] = []
    ptv_life_events: Annotated[list[str], Meta(description="PTV life event codes: KE7.")] = []
    icpc2: Annotated[list[str], Meta(description="ICPC-2 codes, without titles.")] = []
    icd10: Annotated[list[str], Meta(description="ICD-10 codes, without titles.")] = []
    urgent: Annotated[bool, Meta(description="Its words pin urgent help on top.")] = False
    sensitive: Annotated[bool, Meta(description="Being seen with it can harm.")] = False
    helplines: Annotated[list[str], Meta(description="Ids of the helplines to pin for it.")] = []
    steps: Annotated[
        list[Text], Meta(description="What to do at once, in order; shown with urgent help.")
    ] = []


class Activity(Record, frozen=True):
    """What kind of help: peer support, advice, home help …"""

    id: Annotated[str, Meta(description="A short word that never changes.", min_length=1, max_length=64)]
    name: Annotated[Text, Meta(description="As a professional says it.")]
    words: Annotated[dict[LanguageCode, list[str]], Meta(description="Other words for it.")] = {}


class Helpline(Record, frozen=True):
    """What to call when, by area and hour."""

    id: Annotated[str, Meta(description="A short word that never changes.", min_length=1, max_length=64)]
    name: Annotated[Text, Meta(description="The name people know.")]
    phones: Annotated[list[Phone], Meta(description="The numbers; the first is the main one.", min_length=1)]
    for_whom: Annotated[Text | None, Meta(description="For whom and for what.")] = None
    schedules: Annotated[list[Schedule], Meta(description="When it answers.")] = []
    hours: Annotated[Text | None, Meta(description="When it answers, in words.")] = None
    languages: Annotated[list[LanguageCode], Meta(description="Languages spoken.")] = []
    cost: Annotated[Text | None, Meta(description="What a call costs.")] = None
    areas: Annotated[list[Area], Meta(description="Where it serves; empty: the whole country.")] = []
    urgent: Annotated[bool, Meta(description="Belongs into the line of urgent help.")] = False
    needs: Annotated[list[str], Meta(description="Needs it answers.")] = []
    order: Annotated[int, Meta(ge=0, le=1000, description="Its place in the line.")] = 100
    assured_date: Annotated[date | None, Meta(description="When the facts were checked.")] = None
    source: Annotated[Link | None, Meta(description="Where the facts were checked.")] = None
    note: Annotated[Text | None, Meta(description="What else one must know.")] = None


class Replacement(Record, frozen=True):
    """Something old that people still look for, and what stands in its place."""

    old: Annotated[str, Meta(description="The old number or name.", min_length=1, max_length=200)]
    new: Annotated[ShortText | None, Meta(description="The new one; absent: it has ended.")] = None


class Notice(Record, frozen=True):
    """A change that users must know."""

    id: Annotated[str, Meta(description="UUID that never changes.", min_length=1, max_length=64)]
    title: Annotated[Text, Meta(description="In a few words.")]
    text: Annotated[Text, Meta(description="In full.")]
    severity: Annotated[Literal["info", "warning", "urgent"], Meta(description="How loud.")] = "info"
    valid_from: Annotated[date | None, Meta(description="First day.")] = None
    valid_until: Annotated[date | None, Meta(description="Last day.")] = None
    services: Annotated[list[str], Meta(description="Ids of affected services.")] = []
    organizations: Annotated[list[str], Meta(description="Ids of affected organizations.")] = []
    areas: Annotated[list[Area], Meta(description="Where it matters; empty: everywhere.")] = []
    replaces: Annotated[list[Replacement], Meta(description="Old numbers and names → new.")] = []
    source: Annotated[Link | None, Meta(description="Where it was announced.")] = None


class Choice(Record, frozen=True):
    """One of a closed list: a reason or an outcome of a contact request."""

    id: Annotated[str, Meta(description="A short word that never changes.", min_length=1, max_length=64)]
    kind: Annotated[Literal["reason", "outcome"], Meta(description="Which list.")]
    name: Annotated[Text, Meta(description="As it is shown.")]


class Radius(Record, frozen=True):
    """How far people of a municipality usually travel."""

    municipality: MunicipalityCode
    km: Annotated[int, Meta(ge=1, le=1000, description="Road kilometres.")]


class Publisher(Record, frozen=True):
    """Who publishes the file, and who is told about errors."""

    name: Annotated[Text, Meta(description="The publisher.")]
    email: Annotated[Email | None, Meta(description="Where errors are reported.")] = None
    phone: Annotated[ShortText | None, Meta(description="For those who would rather call.")] = None


class Header(Record, frozen=True):
    """What the file says about itself."""

    format: Literal["ohjaus-catalogue"]
    format_version: Annotated[int, Meta(ge=1, description="1.")]
    catalogue_id: Annotated[
        str, Meta(description="UUID of the catalogue; never changes.", min_length=1, max_length=64)
    ]
    sequence: Annotated[int, Meta(ge=0, le=2**53, description="Grows by one with each publication.")]
    published_at: Annotated[datetime, Meta(tz=True, description="When, with its offset.")]
    title: Annotated[Text, Meta(description="The catalogue's name.")]
    publisher: Annotated[Publisher, Meta(description="Who publishes it.")]
    default_language: Annotated[LanguageCode, Meta(description="Language of plain strings.")] = "fi"
    example: Annotated[bool, Meta(description="Invented data for trying the program.")] = False
    licence: Annotated[Text | None, Meta(description="Under what terms it may be used.")] = None


class Catalogue(Header, frozen=True):
    """The whole central file."""

    organizations: Annotated[list[Organization], Meta(description="Who provides.")] = []
    locations: Annotated[list[Location], Meta(description="Where.")] = []
    services: Annotated[list[Service], Meta(description="What.")] = []
    needs: Annotated[list[Need], Meta(description="Why clients come, two levels.")] = []
    activities: Annotated[list[Activity], Meta(description="What kind of help.")] = []
    helplines: Annotated[list[Helpline], Meta(description="What to call when.")] = []
    notices: Annotated[list[Notice], Meta(description="What has changed.")] = []
    choices: Annotated[list[Choice], Meta(description="Reasons and outcomes of contact requests.")] = []
    radii: Annotated[list[Radius], Meta(description="How far people travel.")] = []
