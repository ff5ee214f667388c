"""The parts of HSDS objects: numbers, hours, addresses, areas, prices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from babel import Locale

from ohjaus_desktop.catalogue.model import (
    Accessibility,
    Address,
    Area,
    Contact,
    CostOption,
    HolidaySchedule,
    Phone,
    Record,
    RequiredDocument,
    Schedule,
    Text,
)
from ohjaus_desktop.guidance.hours import WEEKDAYS
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.hsds import own
from ohjaus_desktop.publishing.hsds.wording import email, link
from ohjaus_desktop.publishing.hsds_writing.losses import Losses
from ohjaus_desktop.publishing.hsds_writing.terms import Object, Terms, facts, uid
from ohjaus_desktop.texts import Translator

_TYPES = {"sms": "text", "text_relay": "textphone"}
_STANDARD_TIME = 2
"""Hours ahead of UTC. HSDS knows no summer time: the hours themselves are as Finnish clocks show."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Writes the parts of one catalogue.

    language: the one that fields are written in; a text without it is written in another.
    """

    say: Translator
    language: str
    terms: Terms
    losses: Losses
    places: Places

    def text(self, value: Text | None) -> str | None:
        """A text in the export's language; its other languages are counted as lost."""
        if value is None:
            return None
        said = self.say.localized(value)
        if isinstance(value, dict):
            self.losses.languages.update(other for other in value if other != said.language and value[other])
        return said.text or None

    def link(self, path: str, value: str | None) -> str | None:
        """A web address; HSDS takes only whole ones."""
        return self._checked(path, value, link)

    def email(self, path: str, value: str | None) -> str | None:
        """An e-mail address."""
        return self._checked(path, value, email)

    def _checked(self, path: str, value: str | None, check: Callable[[Any], str | None]) -> str | None:
        good = check(value)
        if value and good != value:
            self.losses.fields[path] += 1
        return good

    def facts(
        self, entity: str, id_: str, record: Record, also: Sequence[tuple[str, str, str | None]] = ()
    ) -> Object:
        """The attributes field of an object, where it has own facts."""
        for name in own.facts_of(type(record)):
            value = getattr(record, name)
            if isinstance(value, dict):
                self.text(value)
        said = [*also, *facts(record, self.say)]
        return {"attributes": self.terms.attributes(entity, id_, said)} if said else {}

    # Parts ------------------------------------------------------------------------------------

    def phones(self, owner: str, phones: Iterable[Phone]) -> list[Object]:
        """Telephone numbers. owner: id of what they belong to, with their role there."""
        return [self._phone(uid(owner, "phone", str(number)), one) for number, one in enumerate(phones)]

    def _phone(self, id_: str, phone: Phone) -> Object:
        self.losses.count(
            "phones", phone, {"number", "type", "description", "languages", *own.facts_of(Phone)}
        )
        return filled(
            id=id_,
            number=phone.number,
            type=_TYPES.get(phone.type, phone.type),
            description=self.text(phone.description),
            languages=self.languages(id_, phone.languages),
            **self.facts("phone", id_, phone),
        )

    def languages(self, owner: str, codes: Iterable[str]) -> list[Object]:
        """Languages, by code and name."""
        names = Locale("en").languages
        return [
            {"id": uid(owner, "language", code), "code": code, "name": str(names.get(code, code))}
            for code in codes
        ]

    def contacts(self, owner: str, contacts: Iterable[Contact]) -> list[Object]:
        """Roles to ask for."""
        found = []
        for number, contact in enumerate(contacts):
            id_ = uid(owner, "contact", str(number))
            found.append(
                filled(
                    id=id_,
                    title=self.text(contact.title),
                    email=self.email("contacts.email", contact.email),
                    phones=self.phones(id_, contact.phones),
                )
            )
        return found

    def schedules(
        self, owner: str, schedules: Iterable[Schedule], exceptions: Iterable[HolidaySchedule]
    ) -> list[Object]:
        """Weekly hours, then exceptions: HSDS 3 keeps both in one list."""
        weekly = [
            self._weekly(uid(owner, "schedule", str(number)), one) for number, one in enumerate(schedules)
        ]
        special = [
            self._exception(uid(owner, "exception", str(number)), one)
            for number, one in enumerate(exceptions)
        ]
        return weekly + special

    def _weekly(self, id_: str, row: Schedule) -> Object:
        timed = row.opens_at is not None or row.closes_at is not None
        recurs = timed or row.byday or row.bymonthday
        freq = ("MONTHLY" if row.bymonthday else "WEEKLY") if recurs else None
        every_day = ",".join(WEEKDAYS) if freq == "WEEKLY" else None
        return filled(
            id=id_,
            freq=freq,
            interval=row.interval if row.interval > 1 else None,
            byday=row.byday or every_day,
            bymonthday=row.bymonthday,
            dtstart=_day(row.dtstart),
            valid_from=_day(row.valid_from),
            valid_to=_day(row.valid_to),
            opens_at=_clock(row.opens_at),
            closes_at=_clock(row.closes_at),
            timezone=_STANDARD_TIME if timed else None,
            attending_type=row.attending_type,
            description=self.text(row.description),
            **self.facts("schedule", id_, row),
        )

    def _exception(self, id_: str, row: HolidaySchedule) -> Object:
        kind = "closed" if row.closed else "open"
        return filled(
            id=id_,
            valid_from=_day(row.start_date),
            valid_to=_day(row.end_date),
            opens_at=_clock(row.opens_at),
            closes_at=_clock(row.closes_at),
            timezone=_STANDARD_TIME if row.opens_at else None,
            description=self.text(row.description),
            notes=self.say("Closed") if row.closed else None,
            attributes=self.terms.attributes("schedule", id_, [("facts", own.EXCEPTION, kind)]),
        )

    def addresses(self, owner: str, municipality: str, addresses: Iterable[Address]) -> list[Object]:
        """Street addresses; what HSDS asks for and nobody told is an empty text."""
        known = self.places.municipality(municipality)
        province = known.county_fi if known else ""
        return [
            {
                "id": uid(owner, "address", str(number)),
                "address_1": self.text(one.address_1) or "",
                "city": self.text(one.city) or "",
                "state_province": province,
                "postal_code": one.postal_code or "",
                "country": one.country,
                "address_type": "physical",
            }
            for number, one in enumerate(addresses)
        ]

    def accessibility(self, owner: str, said: Iterable[Accessibility]) -> list[Object]:
        """How one gets in."""
        return [
            filled(
                id=uid(owner, "accessibility", str(number)),
                description=self.text(one.description),
                details=self.text(one.details),
            )
            for number, one in enumerate(said)
        ]

    def areas(self, owner: str, areas: Iterable[Area]) -> list[Object]:
        """Where a service works, by the name of the area and by its code."""
        found = []
        for area in areas:
            id_ = uid(owner, "service_area", area.type, area.code)
            said = [("facts", own.AREA, f"{area.type}:{area.code}")]
            found.append(
                {
                    "id": id_,
                    "name": self._area_name(area),
                    "attributes": self.terms.attributes("service_area", id_, said),
                }
            )
        return found

    def _area_name(self, area: Area) -> str:
        swedish = self.language == "sv"
        if area.type == "municipality":
            known = self.places.municipality(area.code)
            return (known.name_sv if swedish else known.name_fi) if known else area.code
        if area.type == "wellbeing_county":
            for one in self.places.all():
                if one.county == area.code:
                    return one.county_sv if swedish else one.county_fi
        return self.say("the whole country") if area.type == "country" else area.code

    def costs(self, owner: str, costs: Iterable[CostOption]) -> list[Object]:
        """Prices."""
        return [
            filled(
                id=uid(owner, "cost_option", str(number)),
                option=self.text(one.option),
                amount=one.amount,
                currency=one.currency if one.amount is not None else None,
                amount_description=self.text(one.amount_description),
            )
            for number, one in enumerate(costs)
        ]

    def documents(self, owner: str, documents: Iterable[RequiredDocument]) -> list[Object]:
        """What to bring."""
        return [
            filled(
                id=uid(owner, "required_document", str(number)),
                document=self.text(one.document),
                uri=self.link("required_documents.uri", one.uri),
            )
            for number, one in enumerate(documents)
        ]


def filled(**fields: Any) -> Object:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _day(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def _clock(value: time | None) -> str | None:
    return f"{value:%H:%M}" if value is not None else None
