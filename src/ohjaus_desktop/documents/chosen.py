"""What was chosen for a client, and the plain facts that paper, phone and chat share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from ohjaus_desktop.catalogue.model import (
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.documents import phones
from ohjaus_desktop.guidance.hours import Hours, Opening, hours_of, opening
from ohjaus_desktop.guidance.reach import Reach

OLD_AFTER = timedelta(days=365)
"""A record that nobody has confirmed for so long is to be checked by phone first."""

_PUBLIC = frozenset({"wellbeing_county", "state", "municipality"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """One service as this client meets it.

    organization: None where the catalogue does not say who provides it. locations: where it is
    met, in the service's own order. opening: at the moment of choosing. reach: None when no place
    was given, or none may be told. sensitive_need: it was found for a need with which being seen
    can harm, so that any service is told as carefully as a sensitive one.
    """

    service: Service
    organization: Organization | None
    locations: tuple[Location, ...]
    opening: Opening
    reach: Reach | None = None
    sensitive_need: bool = False

    @property
    def hidden(self) -> bool:
        """No address, municipality or distance may be told."""
        return self.service.hide_address

    @property
    def discreet(self) -> bool:
        """Being seen with it can harm: no code, no describing words."""
        return self.sensitive_need or self.service.sensitive or self.service.hide_address

    @property
    def places(self) -> tuple[Location, ...]:
        """Where the client goes: to what reach has chosen, else anywhere; never where it is hidden.

        Reach knows municipalities, not streets: of three schools in one town none is nearer, so
        all that keep the same hours are told.
        """
        if self.hidden:
            return ()
        way = self.reach
        nearest = next((one for one in self.locations if way and one.id == way.location_id), None)
        if nearest is None:
            return self.locations
        hours = hours_of(self.service, nearest)
        return tuple(
            one
            for one in self.locations
            if one.municipality == nearest.municipality and hours_of(self.service, one) == hours
        )

    @property
    def phones(self) -> tuple[Phone, ...]:
        """Numbers that answer about the service, the main one first, each once.

        Those of the place and the organization stand in only where the service has none.
        """
        service = self.service
        # With several places to choose from, the number of one of them is nobody's main number.
        there = [number for met in self._met_at() for number in met.phones] if len(self.places) == 1 else []
        own = _voices([*there, *service.phones, *(p for role in service.contacts for p in role.phones)])
        return (
            own
            or _voices([number for place in self.places for number in place.phones])
            or _voices(self.organization.phones if self.organization else [])
        )

    @property
    def main_number(self) -> str | None:
        """The number to call, grouped for the eye; None when nobody has told one."""
        return phones.group(self.phones[0].number) if self.phones else None

    @property
    def modes(self) -> frozenset[str]:
        """The ways in which it is given; empty when not known."""
        return frozenset(way.mode for way in self.service.delivery)

    @property
    def of_county(self) -> bool:
        """A wellbeing services county gives it."""
        return self.organization is not None and self.organization.sector == "wellbeing_county"

    @property
    def public(self) -> bool:
        """An authority gives it: a county, a municipality or the state."""
        return self.organization is not None and self.organization.sector in _PUBLIC

    @property
    def assured_date(self) -> date | None:
        """When the facts were last confirmed."""
        return self.service.assured_date

    def is_old(self, at: datetime) -> bool:
        """Nobody has confirmed the facts within a year."""
        return self.assured_date is None or at.date() - self.assured_date > OLD_AFTER

    @property
    def hours(self) -> Hours:
        """When it is open, at its places or as the service says for all; and when it answers."""
        places = self.places
        told = hours_of(self.service, places[0] if places else None)
        if any(hours_of(self.service, other) != told for other in places[1:]):
            told = hours_of(self.service, None)
        answered = self.phones[0].schedules if self.phones else []
        calls = (replace(row, attending_type="phone") for row in answered if row not in told.schedules)
        return Hours((*told.schedules, *calls), told.exceptions)

    def phone_opening(self, at: datetime) -> Opening:
        """Whether the phone is answered: the hours of its visits say nothing about that."""
        if self.service.status != "active" or not self.phones:
            return self.opening
        told = self.phones[0].schedules or self.service.schedules
        return opening(told, self.service.holiday_schedules, at, mode="phone")

    def _met_at(self) -> list[ServiceAtLocation]:
        wanted = {place.id for place in self.places}
        return [met for met in self.service.service_at_locations if met.location_id in wanted]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who gives the page: from the settings. "" where it was not told.

    neutral_sender: printed instead of the service point's name and address where set.
    """

    service_point: str = ""
    neutral_sender: str = ""
    phone: str = ""
    address: str = ""
    worker: str = ""

    @property
    def name(self) -> str:
        """The name that may be printed."""
        return self.neutral_sender or self.service_point


NOBODY = Sender()
"""Where nobody's name may stand, or none is known."""


def _voices(numbers: list[Phone]) -> tuple[Phone, ...]:
    """Those that a person answers, each number once."""
    once: dict[str, Phone] = {}
    for phone in numbers:
        if phone.type in {"voice", "text_relay"}:
            once.setdefault(phones.dial(phone.number) or phone.number, phone)
    return tuple(once.values())
