"""PTV's service location channels: the places where one goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ohjaus_desktop.catalogue.model import (
    Accessibility,
    Address,
    Identifier,
    Location,
    ServiceAtLocation,
)
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.ptv.contacts import municipality_code, phones
from ohjaus_desktop.publishing.ptv.coordinates import point
from ohjaus_desktop.publishing.ptv.hours import hours
from ohjaus_desktop.publishing.ptv.wording import (
    Words,
    as_text,
    filled,
    joined,
    objects,
    one_line,
    plain,
    words,
)

Channel = Mapping[str, Any]


def channel_name(channel: Channel) -> Words:
    """What the channel is called: by its other name in the languages that show that one."""
    names = channel.get("serviceChannelNames")
    shown = {
        one.get("language")
        for one in objects(channel.get("displayNameType"))
        if one.get("type") in {"AlternativeName", "AlternateName"}
    }
    other = words(names, "AlternativeName", "AlternateName")
    chosen = {language: name for language, name in other.items() if language in shown}
    return one_line(filled(chosen, words(names, "Name")))


def location(channel: Channel, places: Places) -> Location | None:
    """The place of a service location channel; None when its municipality cannot be known."""
    streets = _streets(channel)
    address = streets[0] if streets else {}
    municipality = _municipality(channel, address, places)
    name = channel_name(channel)
    if municipality is None or not name:
        return None
    opening = hours(channel.get("serviceHours"))
    latitude, longitude = _point(address)
    return Location(
        id=channel["id"],
        name=as_text(name) or "",
        municipality=municipality,
        addresses=_addresses(streets),
        latitude=latitude,
        longitude=longitude,
        floor=as_text(words(address.get("additionalInformation"))),
        accessibility=_accessibility(channel),
        phones=phones(channel.get("phoneNumbers")),
        schedules=opening.schedules,
        holiday_schedules=opening.exceptions,
        identifiers=[Identifier(identifier_scheme="ptv", identifier=channel["id"])],
    )


def _streets(channel: Channel) -> list[Mapping[str, Any]]:
    """The street addresses, where one goes first; none when there is only a post box."""
    rank = {"Location": 0, "Visiting": 1}
    addresses = sorted(objects(channel.get("addresses")), key=lambda one: rank.get(str(one.get("type")), 2))
    return [one["streetAddress"] for one in addresses if isinstance(one.get("streetAddress"), Mapping)]


def _municipality(channel: Channel, address: Mapping[str, Any], places: Places) -> str | None:
    code = municipality_code(address.get("municipality"))
    if code:
        return code
    for post_office in words(address.get("postOffice")).values():
        place = places.named(post_office.title())
        if place:
            return place.municipality
    said = {
        municipality_code(one)
        for area in objects(channel.get("areas"))
        for one in objects(area.get("municipalities"))
    }
    return said.pop() if len(said) == 1 else None


def _point(address: Mapping[str, Any]) -> tuple[float | None, float | None]:
    found = point(address.get("latitude"), address.get("longitude"))
    return found or (None, None)


def _addresses(streets: Iterable[Mapping[str, Any]]) -> list[Address]:
    """Each address once."""
    found: list[Address] = []
    for street in streets:
        address = _address(street)
        if address is not None and address not in found:
            found.append(address)
    return found


def _address(address: Mapping[str, Any]) -> Address | None:
    number = plain(address.get("streetNumber"))
    streets = {
        language: f"{street} {number}".strip() for language, street in words(address.get("street")).items()
    }
    if not streets:
        return None
    post_office = {language: name.title() for language, name in words(address.get("postOffice")).items()}
    return Address(
        address_1=as_text(_same_or_all(streets)) or "",
        postal_code=plain(address.get("postalCode")) or None,
        city=as_text(_same_or_all(post_office)),
    )


def _same_or_all(said: Words) -> Words:
    """One word where every language says the same."""
    return {"fi": said["fi"]} if "fi" in said and len(set(said.values())) == 1 else said


def _accessibility(channel: Channel) -> list[Accessibility]:
    groups = [
        group
        for address in objects(channel.get("addresses"))
        for entrance in objects(address.get("entrances"))
        for group in objects(entrance.get("accessibilitySentences"))
    ]
    found = []
    for group in groups:
        title = words(group.get("sentenceGroup"))
        sentences = joined((words(one.get("sentence")) for one in objects(group.get("sentences"))), " ")
        if title and sentences:
            found.append(Accessibility(description=as_text(title) or "", details=as_text(sentences)))
    return found


def at_location(channel: Channel, connection: Mapping[str, Any]) -> ServiceAtLocation:
    """What a service says about itself at this place, else what the place says in a line."""
    opening = hours(connection.get("serviceHours"))
    own = words(connection.get("description"), "Description")
    summary = words(channel.get("serviceChannelDescriptions"), "Summary", "ShortDescription")
    return ServiceAtLocation(
        location_id=channel["id"],
        description=as_text(own or one_line(summary)),
        phones=phones(details(connection).get("phoneNumbers")),
        schedules=opening.schedules,
        holiday_schedules=opening.exceptions,
    )


def details(connection: Mapping[str, Any]) -> Mapping[str, Any]:
    """How to reach the service through the channel, where it differs from the channel's own."""
    found = connection.get("contactDetails")
    return found if isinstance(found, Mapping) else {}
