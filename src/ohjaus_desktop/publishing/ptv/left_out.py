"""What PTV says and the central file has no place for, counted for the person who imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ohjaus_desktop.publishing.ptv.channels import details
from ohjaus_desktop.publishing.ptv.contacts import links
from ohjaus_desktop.publishing.ptv.hours import hours
from ohjaus_desktop.publishing.ptv.sources import Raw, Sources
from ohjaus_desktop.publishing.ptv.wording import objects, words
from ohjaus_desktop.texts import plural


def left_out(sources: Sources) -> Iterator[str]:
    """A sentence for each kind of fact that was knowingly left out."""
    channels = [*sources.channels.values()]
    addresses = [one for channel in channels for one in objects(channel.get("addresses"))]
    yield from _addresses(addresses)
    yield from _channels(channels)
    laws = sum(len(objects(one.get("legislation"))) for one in sources.services.values())
    under = sum(_is_under(one) for one in sources.organizations.values())
    if laws:
        yield plural(
            "{number} reference to a law was left out.", "{number} references to laws were left out.", laws
        )
    if under:
        yield plural(
            "{number} organization belongs to another one; that was left out.",
            "{number} organizations belong to others; that was left out.",
            under,
        )
    said = (one for raw in sources.services.values() for one in objects(raw.get("serviceChannels")))
    own = sum(_is_box(one) for each in said for one in objects(details(each).get("addresses")))
    if own:
        yield plural(
            "{number} postal address of a service at its channel was left out.",
            "{number} postal addresses of services at their channels were left out.",
            own,
        )


def _addresses(addresses: list[Raw]) -> Iterator[str]:
    boxes = sum(_is_box(one) for one in addresses)
    abroad = sum(bool(words(one.get("locationAbroad"))) for one in addresses)
    if boxes:
        yield plural(
            "{number} post box of a place was left out: one cannot go there.",
            "{number} post boxes of places were left out: one cannot go there.",
            boxes,
        )
    if abroad:
        yield plural(
            "{number} address abroad was left out.", "{number} addresses abroad were left out.", abroad
        )


def _channels(channels: list[Raw]) -> Iterator[str]:
    holidays = sum(len(hours(one.get("serviceHours")).exceptions) for one in channels if not _is_place(one))
    attached = sum(len(objects(one.get("attachments"))) for one in channels)
    pages = sum(max(0, _pages(one) - 1) for one in channels)
    if holidays:
        yield plural(
            "{number} exception to the hours of a telephone or an e-service was left out.",
            "{number} exceptions to the hours of telephones or e-services were left out.",
            holidays,
        )
    if attached:
        yield plural("{number} attachment was left out.", "{number} attachments were left out.", attached)
    if pages:
        yield plural(
            "{number} web page beside the first one was left out.",
            "{number} web pages beside the first ones were left out.",
            pages,
        )


def _is_place(channel: Raw) -> bool:
    return channel.get("serviceChannelType") == "ServiceLocation"


def _is_box(address: Mapping[str, Any]) -> bool:
    box = address.get("postOfficeBoxAddress")
    return isinstance(box, Mapping) and bool(words(box.get("postOfficeBox")))


def _is_under(organization: Raw) -> bool:
    parent = organization.get("parentOrganizationId") or organization.get("parentOrganization")
    return bool(parent) and str(parent).strip("0-") != ""


def _pages(channel: Raw) -> int:
    """How many pages of one language; the languages of an e-service's page are all kept."""
    said = [one for one in objects(channel.get("webPages")) if links([one])]
    return max(Counter(str(one.get("language")) for one in said).values(), default=0)
