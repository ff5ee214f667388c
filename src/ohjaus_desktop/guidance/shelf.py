"""The catalogue laid out so that a keystroke costs nothing: what does not change between two letters.

Every row has a place on the shelf, and every fact that can be asked for ("answers this need",
"is free of charge") is one whole number with a bit per row: filters are ANDs, counts are bit
counts, and twenty thousand services are counted in microseconds. Records with equal name and
organization share one row.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec

from ohjaus_desktop.catalogue.model import DeliveryMode, Location, Organization, Service, Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.hours import Hours, hours_of
from ohjaus_desktop.guidance.masks import mask_of
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.reach import Reach, ReachMode

# Mediation and couples' therapy put a victim beside the one who hurts: they never rank high there.
_BOTH_TOGETHER = re.compile(
    r"sovittelu|pariterapi|parisuhde|parterapi|parförhållande|medling|couple|mediation", re.IGNORECASE
)
_DIGITS = re.compile(r"\d")
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: the records it stands for, and who provides them."""

    services: tuple[Service, ...]
    organization: Organization | None


def digits(number: str) -> str:
    """A phone number as dialled at home: +358 40 123 → 040123."""
    dialled = re.sub(r"^\s*(\+|00)358", "0", number)
    return "".join(_DIGITS.findall(dialled))


def is_free(service: Service) -> bool | None:
    """Whether it costs nothing; None when nobody has told."""
    amounts = [option.amount for option in service.cost_options if option.amount is not None]
    if any(amounts):
        return False
    return True if amounts or "free" in service.barriers else None


class Kinds(NamedTuple):
    """Rows that are alike. of_row: the number of each row's kind; first: the first row of each kind."""

    of_row: array[int]
    first: list[int]


class Shelf:
    """All rows and their masks. Immutable; made anew when the catalogue has changed.

    need: who answers a need (or a need of a group); main: whose first need it is; general:
    descriptions of what nobody is known to provide; taking: who takes new clients, as far as
    anybody has told.
    """

    def __init__(
        self,
        services: Sequence[Service],
        organizations: Mapping[str, Organization],
        locations: Mapping[str, Location],
        needs: Sequence[Need],
        activities: Sequence[Activity],
    ) -> None:
        self.locations = locations
        self.needs = {need.id: need for need in needs}
        self.activities = {activity.id: activity for activity in activities}
        self.rows = _fold(services, organizations)
        size = len(self.rows)
        self.place_of = {one.id: at for at, row in enumerate(self.rows) for one in row.services}
        self.listed = self._mask(lambda one: one.status in {"active", "temporarily closed"})
        self.free = self._mask(lambda one: is_free(one) is True)
        self.taking = self._mask(lambda one: one.status == "active" and one.takes_new_clients != "no")
        self.general = mask_of((at for at, row in enumerate(self.rows) if _is_general(row)), size)
        self.shelters = self._mask(lambda one: one.hide_address)
        self.both_together = self._mask(lambda one: any(map(_BOTH_TOGETHER.search, texts_of(one.name))))
        self.need = with_groups(_gather(self.rows, lambda one: one.needs, size), self.needs)
        self.main = with_groups(_gather(self.rows, lambda one: one.needs[:1], size), self.needs)
        self.activity = _gather(self.rows, lambda one: one.activities, size)
        self.language = _gather(self.rows, lambda one: one.languages, size)
        self._names = sorted(
            (language.plain(name), at)
            for at, row in enumerate(self.rows)
            for one in row.services
            for name in (*texts_of(one.name), *_alternates(one))
        )
        self._phones = _positions(self.rows, lambda one: _numbers(one, self.locations))
        self.hours: list[Hours] = []
        self._hours_known: dict[bytes, int] = {}
        self._hours_of_way: dict[tuple[str, str | None, str], int] = {}

    def flags(self, mask: int) -> bytes:
        """A mask in which single rows are looked up quickly: row 9 is bit 1 of byte 1."""
        return mask.to_bytes(len(self.rows) // 8 + 1, "little")

    def named(self, name: str) -> int:
        """The rows with exactly this name or alternate name, given as ``language.plain``."""
        return self._between((name, -1), (name, len(self.rows)))

    def name_begins(self, name: str) -> int:
        """The rows with a name that begins so."""
        return self._between((name, -1), (name + _LAST_LETTER, -1))

    def as_written(self, folded: str) -> str:
        """A word of the names with its dots; itself where no name has it."""
        for plain, at in self._names:
            if folded in plain and folded in plain.split():
                service = self.rows[at].services[0]
                names = [*texts_of(service.name), *_alternates(service)]
                words = {word for name in names for word in language.words(name)}
                return next((word for word in sorted(words) if language.fold(word) == folded), folded)
        return folded

    def phone(self, number: str) -> int:
        """The rows with a phone number that begins or ends so (digits only)."""
        found: list[int] = []
        for known, rows in self._phones.items():
            if known.startswith(number) or known.endswith(number):
                found += rows
        return mask_of(found, len(self.rows))

    @cached_property
    def kinds(self) -> Kinds:
        """Which rows are alike in what decides how clients get to them."""
        number: dict[bytes, int] = {}
        encode = msgspec.msgpack.Encoder().encode
        kinds = Kinds(array("I"), [])
        for at, row in enumerate(self.rows):
            kind = number.setdefault(encode(_way_there(row, self.locations)), len(number))
            kinds.of_row.append(kind)
            if kind == len(kinds.first):
                kinds.first.append(at)
        return kinds

    def hours_number(self, service: Service, location: str | None, mode: DeliveryMode) -> int:
        """The place in ``hours`` of the hours that hold for a way to the service.

        location: id of the place where it is visited.
        """
        way = (service.id, location, mode)
        if way not in self._hours_of_way:
            hours = hours_of(service, self.locations.get(location or ""), mode)
            key = msgspec.json.encode(hours)
            if key not in self._hours_known:
                self._hours_known[key] = len(self.hours)
                self.hours.append(hours)
            self._hours_of_way[way] = self._hours_known[key]
        return self._hours_of_way[way]

    def _mask(self, holds: Callable[[Service], bool]) -> int:
        return mask_of(
            (at for at, row in enumerate(self.rows) if any(map(holds, row.services))), len(self.rows)
        )

    def _between(self, first: tuple[str, int], last: tuple[str, int]) -> int:
        """The rows of the names in a stretch of the alphabet; of none without a letter."""
        if not first[0]:
            return 0
        stretch = slice(bisect_left(self._names, first), bisect_left(self._names, last))
        return mask_of((at for _, at in self._names[stretch]), len(self.rows))


def mode_of(reach: Reach) -> DeliveryMode:
    """The delivery mode whose hours matter for this way to the service."""
    if reach.mode == ReachMode.HOME:
        return "home"
    if reach.mode == ReachMode.REMOTE:
        return reach.ways[0] if reach.ways else "phone"
    return "visit"


def _way_there(row: Row, locations: Mapping[str, Location]) -> object:
    """All that ``reach`` and ``entitled`` look at, but for what is alike wherever this is."""
    found: list[object] = [row.organization is not None and row.organization.sector == "wellbeing_county"]
    for one in row.services:
        met_at = (locations.get(link.location_id) for link in one.service_at_locations)
        found += (
            one.delivery,
            one.service_areas,
            one.eligibility_area,
            (one.minimum_age, one.maximum_age, "fetches" in one.barriers),
            (one.hide_address, bool(one.phones), bool(one.url)),
            [at and (at.municipality, at.latitude, at.longitude, at.village) for at in met_at],
        )
    return found


def _fold(services: Sequence[Service], organizations: Mapping[str, Organization]) -> list[Row]:
    """Put records with equal name and organization into one row, in the order of the alphabet.

    Rows that are equal in all that counts stay so: how a file was written says nothing to a client.
    """
    together: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in sorted(services, key=_alphabet):
        organization = organizations.get(service.organization_id or "")
        together[_full(service.name), _full(organization.name) if organization else ""].append(service)
    return [Row(tuple(same), organizations.get(same[0].organization_id or "")) for same in together.values()]


def _alphabet(service: Service) -> tuple[str, str]:
    name = service.name
    finnish = name if isinstance(name, str) else name.get("fi") or next(iter(texts_of(name)), "")
    return finnish.casefold(), service.id


def _is_general(row: Row) -> bool:
    """Whether it only describes a kind of service: no provider, no number, no place."""
    return row.organization is None and not any(
        one.phones or one.service_at_locations for one in row.services
    )


def _full(name: Text) -> str:
    return "\n".join(language.plain(one) or one for one in texts_of(name))


def _gather(rows: Sequence[Row], keys: Callable[[Service], Iterable[str]], size: int) -> dict[str, int]:
    """Key → mask of the rows that carry it."""
    return {key: mask_of(found, size) for key, found in _positions(rows, keys).items()}


def _positions(rows: Sequence[Row], keys: Callable[[Service], Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Key → the rows that carry it: of keys that few rows have."""
    positions: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for service in row.services:
            for key in keys(service):
                positions[key].append(at)
    return positions


def with_groups(masks: dict[str, int], needs: Mapping[str, Need]) -> dict[str, int]:
    """A group stands for all needs below it."""
    whole = dict(masks)
    for need in needs.values():
        if need.parent_id:
            whole[need.parent_id] = whole.get(need.parent_id, 0) | masks.get(need.id, 0)
    return whole


def _alternates(service: Service) -> Iterator[str]:
    for names in texts_of(service.alternate_name):
        yield from (name for name in names.split(";") if name.strip())


def _numbers(service: Service, locations: Mapping[str, Location]) -> Iterator[str]:
    phones = list(service.phones)
    for link in service.service_at_locations:
        phones += link.phones
        if not service.hide_address and link.location_id in locations:
            phones += locations[link.location_id].phones
    for contact in service.contacts:
        phones += contact.phones
    yield from {number for phone in phones if (number := digits(phone.number))}
