"""PTV's service channels: a place, a telephone, an e-service, a web page, a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ohjaus_desktop.catalogue.model import (
    Accessibility,
    Address,
    Delivery,
    Identifier,
    Location,
    Phone,
    RequiredDocument,
    ServiceAtLocation,
)
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.ptv.contacts import email, is_link, link, municipality_code, phones
from ohjaus_desktop.publishing.ptv.coordinates import point
from ohjaus_desktop.publishing.ptv.hours import hours
from ohjaus_desktop.publishing.ptv.wording import Words, as_text, joined, objects, one_line, plain, words

Channel = Mapping[str, Any]

# Towns hang their feedback form on every service; one does not get the service there.
_FEEDBACK = re.compile(r"palaut|feedback|respons", re.IGNORECASE)


def channel_name(channel: Channel) -> Words:
    """What the channel is called."""
    return one_line(words(channel.get("serviceChannelNames"), "Name"))


# Places -------------------------------------------------------------------------------------


def location(channel: Channel, places: Places) -> Location | None:
    """The place of a service location channel; None when its municipality cannot be known."""
    address = _street(channel)
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
        addresses=_addresses(address),
        latitude=latitude,
        longitude=longitude,
        floor=as_text(words(address.get("additionalInformation"))),
        accessibility=_accessibility(channel),
        phones=phones(channel.get("phoneNumbers")),
        schedules=opening.schedules,
        holiday_schedules=opening.exceptions,
        identifiers=[Identifier(identifier_scheme="ptv", identifier=channel["id"])],
    )


def _street(channel: Channel) -> Mapping[str, Any]:
    """The street address where one goes; an empty one when there is only a post box."""
    addresses = objects(channel.get("addresses"))
    for kind in ("Location", "Visiting", None):
        for one in addresses:
            street = one.get("streetAddress")
            if one.get("type") == kind and isinstance(street, Mapping):
                return street
    return {}


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


def _addresses(address: Mapping[str, Any]) -> list[Address]:
    number = plain(address.get("streetNumber"))
    streets = {
        language: f"{street} {number}".strip() for language, street in words(address.get("street")).items()
    }
    if not streets:
        return []
    post_office = {language: name.title() for language, name in words(address.get("postOffice")).items()}
    return [
        Address(
            address_1=as_text(_same_or_all(streets)) or "",
            postal_code=plain(address.get("postalCode")) or None,
            city=as_text(_same_or_all(post_office)),
        )
    ]


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
    """What a service says about itself at this place."""
    opening = hours(connection.get("serviceHours"))
    return ServiceAtLocation(
        location_id=channel["id"],
        description=as_text(words(connection.get("description"), "Description")),
        phones=phones(_details(connection).get("phoneNumbers")),
        schedules=opening.schedules,
        holiday_schedules=opening.exceptions,
    )


def _details(connection: Mapping[str, Any]) -> Mapping[str, Any]:
    details = connection.get("contactDetails")
    return details if isinstance(details, Mapping) else {}


# Other ways ---------------------------------------------------------------------------------


def channel_phones(channels: Iterable[Channel]) -> list[Phone]:
    """The numbers of the telephone channels, each once, with the hours they are answered."""
    found: dict[str, Phone] = {}
    for channel in channels:
        if channel.get("serviceChannelType") == "Phone":
            answered = hours(channel.get("serviceHours")).schedules
            for phone in phones(channel.get("phoneNumbers"), name=channel_name(channel), schedules=answered):
                found.setdefault(phone.number, phone)
    return [*found.values()]


def deliveries(channels: Iterable[Channel], *, visited: bool) -> list[Delivery]:
    """The ways in which a service is given, as far as its channels tell."""
    kinds = {str(channel.get("serviceChannelType")) for channel in channels if not _is_feedback(channel)}
    found = [Delivery(mode="visit")] if visited else []
    if "Phone" in kinds:
        found.append(Delivery(mode="phone"))
    if "EChannel" in kinds:
        found.append(Delivery(mode="online"))
    return found


def url(channels: Iterable[Channel]) -> str | None:
    """The page to open: an e-service before a web page before any other channel's page."""
    rank = {"EChannel": 0, "WebPage": 1}
    leading = (channel for channel in channels if not _is_feedback(channel))
    ordered = sorted(leading, key=lambda channel: rank.get(str(channel.get("serviceChannelType")), 2))
    return next((page for page in (link(channel.get("webPages")) for channel in ordered) if page), None)


def _is_feedback(channel: Channel) -> bool:
    return any(_FEEDBACK.search(name) for name in channel_name(channel).values())


def forms(channels: Iterable[Channel]) -> list[RequiredDocument]:
    """The forms to fill in."""
    found = []
    for channel in channels:
        name = channel_name(channel)
        if channel.get("serviceChannelType") == "PrintableForm" and name:
            addresses = words(channel.get("channelUrls")).values()
            found.append(
                RequiredDocument(document=as_text(name) or "", uri=next(filter(is_link, addresses), None))
            )
    return found


def contact_email(channels: Iterable[Channel]) -> str | None:
    """The first e-mail address of a channel, or of its support."""
    lists = (channel.get(kind) for channel in channels for kind in ("emails", "supportEmails"))
    return next((address for address in map(email, lists) if address), None)
