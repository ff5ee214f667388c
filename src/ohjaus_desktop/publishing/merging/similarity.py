"""What looks like one and the same: a list for a person, never a merge.

Names nearly alike say little by themselves (every town has home care); they count where something
else agrees: a telephone number, an address, a page, the organization. Names that differ in a
number or in a place ("Palvelutalo 1", "Kotihoito Perho") mean different things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.rules import BUSINESS_ID
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import text

CLOSE = 88
"""How alike two names must be, 0–100, where a number or an address agrees."""
ALIKE = 95
"""The same where only the organization or the municipality agrees."""
_CROWD = 60
"""What more records than this share (a county's switchboard) says nothing about two of them."""
_LEGAL_FORM = re.compile(r"\b(ry|r y|rf|r f|rs|oy|oyj|ab|abp|ky|tmi|osk|esimerkki|exempel)\b")
_SHORTEST_NUMBER = 5
"""Digits; shorter ones are helplines that many give."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as a person recognises it. source: which files have it."""

    id: str
    name: str
    organization: str
    municipality: str
    phone: str
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two records that may be one. section: organizations or services; reasons: sentences."""

    section: str
    one: Side
    other: Side
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Traits:
    """What two records can agree on. names: folded, all languages; areas: municipality codes."""

    record: Any
    names: frozenset[str]
    numbers: frozenset[str]
    addresses: frozenset[str]
    pages: frozenset[str]
    emails: frozenset[str]
    owner: str
    areas: frozenset[str]
    business_ids: frozenset[str]


def suspected(
    catalogue: Catalogue,
    *,
    different: Collection[frozenset[str]] = (),
    origin: Mapping[str, str] | None = None,
) -> tuple[Suspects, ...]:
    """The pairs of organizations, then of services, that a person should look at.

    different: pairs of ids that a person told apart already; origin: id → the files that have it.
    """
    seen = _Look(catalogue, origin or {})
    found = []
    for section, traits in (("organizations", seen.organizations()), ("services", seen.services())):
        for one, other in _candidates(traits):
            reasons = seen.reasons(section, one, other)
            if reasons and frozenset((one.record.id, other.record.id)) not in different:
                found.append(Suspects(section, seen.side(one), seen.side(other), reasons))
    return tuple(found)


def _candidates(traits: Sequence[_Traits]) -> Iterator[tuple[_Traits, _Traits]]:
    """Every pair that agrees on something, once, in the order of the file."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(traits):
        for key in dict.fromkeys(_keys(one)):
            blocks[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        if len(numbers) <= _CROWD:
            pairs.update(combinations(numbers, 2))
    for a, b in sorted(pairs):
        yield traits[a], traits[b]


def _keys(one: _Traits) -> Iterator[Hashable]:
    for kind in ("numbers", "addresses", "pages", "emails", "business_ids"):
        for value in getattr(one, kind):
            yield kind, value
    for name in one.names:
        yield "name", name, one.owner
        # A beginning in common within one house or one town is cheap to compare.
        for area in one.areas if not one.owner else ():
            yield "begins", name[:4], area
        if one.owner:
            yield "begins", name[:4], one.owner


class _Look:
    """Knows a catalogue well enough to compare its records."""

    def __init__(self, catalogue: Catalogue, origin: Mapping[str, str]) -> None:
        self._catalogue = catalogue
        self._origin = origin
        self._places = Places.load()
        self._locations: dict[str, Location] = {one.id: one for one in catalogue.locations}
        self._organizations: dict[str, Organization] = {one.id: one for one in catalogue.organizations}
        self._of_owner: dict[str | None, list[Location]] = defaultdict(list)
        for one in catalogue.locations:
            self._of_owner[one.organization_id].append(one)

    def organizations(self) -> list[_Traits]:
        return [
            self._traits(one, "", self._of_owner.get(one.id, ()), one.website)
            for one in self._catalogue.organizations
        ]

    def services(self) -> list[_Traits]:
        return [
            self._traits(
                one,
                one.organization_id or "",
                [self._locations[row.location_id] for row in one.service_at_locations],
                one.url,
            )
            for one in self._catalogue.services
        ]

    def _traits(
        self, one: Organization | Service, owner: str, places: Iterable[Location], page: str | None
    ) -> _Traits:
        places = [*places]
        areas = {place.municipality for place in places}
        if isinstance(one, Service):
            areas |= {code for area in one.service_areas for code in self._places.codes(area)}
        return _Traits(
            record=one,
            names=frozenset(filter(None, (_bare(name) for name in texts_of(one.name)))),
            numbers=frozenset(filter(None, (_digits(phone.number) for phone in one.phones))),
            addresses=frozenset(filter(None, map(_street, places))) if owner else frozenset(),
            pages=frozenset([_page(page)] if page else []),
            emails=frozenset([one.email.lower()] if one.email else []),
            owner=owner,
            areas=frozenset(areas),
            business_ids=frozenset(
                item.identifier for item in one.identifiers if item.identifier_scheme == BUSINESS_ID
            ),
        )

    def reasons(self, section: str, one: _Traits, other: _Traits) -> tuple[str, ...]:
        """Why the two may be one; empty: nothing that a person should look at."""
        alike = _likeness(one, other)
        shared = [*self._shared(one, other)]
        if section == "organizations" and one.business_ids & other.business_ids:
            shared.append(text("same business id"))
            return tuple(shared)
        apart = self._told_apart(one, other)
        same_house = one.owner == other.owner and bool(one.owner)
        meet = not one.areas or not other.areas or bool(one.areas & other.areas)
        if apart or (not meet and not shared):
            return ()
        if alike == 100 and (section == "organizations" or same_house or shared):
            return (text("same name"), *shared)
        near = alike >= CLOSE if shared else alike >= ALIKE and (same_house or section == "organizations")
        return (text("names nearly the same ({likeness} %)", likeness=int(alike)), *shared) if near else ()

    def _shared(self, one: _Traits, other: _Traits) -> Iterator[str]:
        for number in sorted(one.numbers & other.numbers):
            yield text("same phone number {number}", number=number)
        for address in sorted(one.addresses & other.addresses):
            yield text("same address {address}", address=address)
        for page in sorted(one.pages & other.pages):
            yield text("same web page {page}", page=page)
        for email in sorted(one.emails & other.emails):
            yield text("same e-mail {email}", email=email)

    def _told_apart(self, one: _Traits, other: _Traits) -> bool:
        """Whether the names name different numbers or different places."""
        a, b = ({word for name in each.names for word in name.split()} for each in (one, other))
        return any(
            word.isdigit() or self._places.named(word) is not None
            for word in (a ^ b)
            if ((a - b) and (b - a)) or word.isdigit()
        )

    def side(self, one: _Traits) -> Side:
        """The record as a person recognises it."""
        record = one.record
        owner = self._organizations.get(one.owner)
        places = [self._places.municipality(code) for code in sorted(one.areas)[:5]]
        return Side(
            id=record.id,
            name=" / ".join(dict.fromkeys(texts_of(record.name))),
            organization=" / ".join(dict.fromkeys(texts_of(owner.name))) if owner else "",
            municipality=", ".join(place.name_fi for place in places if place),
            phone=", ".join(phone.number for phone in record.phones),
            address=", ".join(sorted(one.addresses)),
            source=self._origin.get(record.id, ""),
        )


def _likeness(one: _Traits, other: _Traits) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    return max((token_sort_ratio(a, b) for a in one.names for b in other.names), default=0)


def _bare(name: str) -> str:
    """The name without its legal form, marks and dots."""
    return " ".join(_LEGAL_FORM.sub(" ", language.plain(name)).split())


def _digits(number: str) -> str:
    """A number as its digits in the country's own form; "" when it is too short to tell anything."""
    digits = re.sub(r"\D", "", re.sub(r"^\s*(\+|00)358\s*(\(0\))?", "0", number))
    return digits if len(digits) >= _SHORTEST_NUMBER else ""


def _street(place: Location) -> str:
    street = next(iter(texts_of(place.addresses[0].address_1)), "") if place.addresses else ""
    return f"{language.plain(street)}, {place.municipality}" if street else ""


def _page(page: str) -> str:
    parts = urlsplit(page)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
