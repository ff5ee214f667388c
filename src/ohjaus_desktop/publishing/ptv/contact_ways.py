"""PTV's channels beside places: a telephone, an e-service, a web page, a form.

What a service says about itself at a channel goes before what the channel says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Delivery, DeliveryMode, Phone, RequiredDocument, Schedule
from ohjaus_desktop.publishing.ptv.channels import Channel, channel_name, details
from ohjaus_desktop.publishing.ptv.contacts import email, is_link, link, links, phones
from ohjaus_desktop.publishing.ptv.hours import hours
from ohjaus_desktop.publishing.ptv.wording import (
    Words,
    as_text,
    in_all_languages,
    joined,
    labelled,
    objects,
    one_line,
    plain,
    words,
)
from ohjaus_desktop.texts import mark

Connected = tuple[Channel, Mapping[str, Any]]
"""A channel, and what the service says about itself there."""

# Towns hang their feedback form on every service; one does not get the service there.
_FEEDBACK = re.compile(r"palaut|feedback|respons", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_IDENTIFIES = mark("Identification is required.")
_SUPPORT = mark("Support")
_RETURN_TO = mark("Return the form to")


def kind(channel: Channel) -> str:
    """EChannel, Phone, PrintableForm, ServiceLocation or WebPage."""
    return str(channel.get("serviceChannelType"))


def channel_phones(connected: Iterable[Connected]) -> list[Phone]:
    """The numbers, each once: telephone channels with their hours, then other ways' support."""
    rows = [*connected]
    found: dict[str, Phone] = {}
    answers = (_answering(channel, said) for channel, said in rows if kind(channel) == "Phone")
    support = (_support(channel) for channel, _ in rows if kind(channel) != "ServiceLocation")
    for phone in chain(*answers, *support):
        found.setdefault(phone.number, phone)
    return [*found.values()]


def _answering(channel: Channel, said: Mapping[str, Any]) -> list[Phone]:
    here = hours(said.get("serviceHours")).schedules
    spoken = languages(channel.get("languages"))
    found: list[Phone] = []
    for numbers in (details(said).get("phoneNumbers"), channel.get("phoneNumbers")):
        schedules = here or hours(channel.get("serviceHours")).schedules
        found = phones(numbers, name=channel_name(channel), schedules=schedules)
        if found:
            break
    return [structs.replace(phone, languages=spoken) for phone in found]


def _support(channel: Channel) -> list[Phone]:
    """Who helps with an e-service or a form; not where the service itself is asked for."""
    name = labelled(in_all_languages(_SUPPORT), channel_name(channel))
    return [] if _is_feedback(channel) else phones(channel.get("supportPhones"), name=name)


def languages(said: Any) -> list[str]:
    """The codes of languages in a list; nothing of what is not one."""
    found = said if isinstance(said, list) else []
    return [one for one in found if isinstance(one, str) and _LANGUAGE.match(one)]


def deliveries(connected: Sequence[Connected], *, visited: bool) -> list[Delivery]:
    """The ways in which a service is given, as far as its channels tell."""
    found = [Delivery(mode="visit")] if visited else []
    modes: tuple[tuple[DeliveryMode, str], ...] = (("phone", "Phone"), ("online", "EChannel"))
    for mode, wanted in modes:
        here = [one for one in connected if kind(one[0]) == wanted and not _is_feedback(one[0])]
        if here:
            told = joined((_told(*one) for one in here), "\n")
            found.append(Delivery(mode=mode, description=as_text(told)))
    return found


def _told(channel: Channel, said: Mapping[str, Any]) -> Words:
    """A line or two: an e-service with its address in each language, and what the service says there."""
    parts = []
    if kind(channel) == "EChannel":
        addresses = links(details(said).get("webPages")) or links(channel.get("webPages"))
        parts.append(labelled(channel_name(channel), addresses))
        if channel.get("requiresAuthentication") is True:
            parts.append(_in_languages(_IDENTIFIES, channel_name(channel)))
    parts.append(one_line(words(said.get("description"), "Description")))
    return joined(parts, "\n")


def _in_languages(message: str, of: Words) -> Words:
    """One of our messages in the languages that are spoken here."""
    said = in_all_languages(message)
    return {language: said[language] for language in of if language in said}


def online_hours(connected: Iterable[Connected]) -> list[Schedule]:
    """When an e-service is open, where it is not always."""
    found: list[Schedule] = []
    for channel, said in connected:
        if kind(channel) == "EChannel" and not _is_feedback(channel):
            own = hours(said.get("serviceHours")).schedules
            rows = own or hours(channel.get("serviceHours")).schedules
            named = (structs.replace(row, attending_type="online") for row in rows)
            found += [row for row in named if row not in found]
    return found


def url(connected: Iterable[Connected]) -> str | None:
    """The page to open: an e-service before a web page before any other channel's page."""
    rank = {"EChannel": 0, "WebPage": 1}
    leading = (one for one in connected if not _is_feedback(one[0]))
    ordered = sorted(leading, key=lambda one: rank.get(kind(one[0]), 2))
    pages = (link(where.get("webPages")) for channel, said in ordered for where in (details(said), channel))
    return next((page for page in pages if page), None)


def _is_feedback(channel: Channel) -> bool:
    return any(_FEEDBACK.search(name) for name in channel_name(channel).values())


def forms(channels: Iterable[Channel]) -> list[RequiredDocument]:
    """The forms to fill in."""
    found = []
    for channel in channels:
        name = channel_name(channel)
        if kind(channel) == "PrintableForm" and name:
            addresses = words(channel.get("channelUrls")).values()
            found.append(
                RequiredDocument(document=as_text(name) or "", uri=next(filter(is_link, addresses), None))
            )
    return found


def form_returns(channels: Iterable[Channel]) -> Words:
    """Where the filled forms go, one a line: a receiver, a street or a post box."""
    lines = [
        labelled(in_all_languages(_RETURN_TO), _postal(delivery))
        for channel in channels
        if kind(channel) == "PrintableForm"
        for delivery in objects(channel.get("deliveryAddresses"))
    ]
    return joined(lines, "\n")


def _postal(delivery: Mapping[str, Any]) -> Words:
    for one, line in (("postOfficeBoxAddress", "postOfficeBox"), ("streetAddress", "street")):
        address = delivery.get(one)
        if isinstance(address, Mapping) and words(address.get(line)):
            first = words(address.get(line))
            number, code = plain(address.get("streetNumber")), plain(address.get("postalCode"))
            office = words(address.get("postOffice"))
            receiver = words(delivery.get("receiver"))
            return {
                language: ", ".join(
                    filter(
                        None,
                        (
                            receiver.get(language, ""),
                            f"{line} {number}".strip(),
                            f"{code} {office.get(language, '').title()}".strip(),
                        ),
                    )
                )
                for language, line in first.items()
            }
    return words(delivery.get("receiver"))


def contact_email(connected: Iterable[Connected]) -> str | None:
    """The first e-mail address of the service at a channel, of a channel, or of its support."""
    lists: Iterator[Any] = (
        said.get(wanted)
        for channel, connection in connected
        for said, wanted in (
            (details(connection), "emails"),
            (channel, "emails"),
            (channel, "supportEmails"),
        )
    )
    return next((address for address in map(email, lists) if address), None)
