"""From PTV, the Finnish Service Catalogue, to a central file.

Reads the national general descriptions (JSON or CSV), plain lists of services (CSV) and answers of
the open API, versions 8 to 11, in any mixture of files and folders. What PTV does not say stays
missing. Navigation, needs with their words and the real helplines, comes from the bundled example.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from uuid import uuid5

from msgspec import structs

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import FORMAT_VERSION, Catalogue, Publisher
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing import navigation_data, need_assignment
from ohjaus_desktop.publishing.activity_assignment import ActivityAssignment
from ohjaus_desktop.publishing.imported import Imported
from ohjaus_desktop.publishing.ptv import channels as met
from ohjaus_desktop.publishing.ptv import services as convert
from ohjaus_desktop.publishing.ptv.descriptions import Outline, description_outline, service_outline
from ohjaus_desktop.publishing.ptv.left_out import left_out
from ohjaus_desktop.publishing.ptv.sources import Raw, Sources, gather, identity
from ohjaus_desktop.publishing.ptv.wording import objects
from ohjaus_desktop.texts import current, plural, text


def import_path(path: Path, *, at: datetime) -> Imported:
    """Make a catalogue of what lies at ``path``; equal input and moment give an equal catalogue.

    at: the moment of publication, aware; the sequence number is made of it, so that a later
    import replaces an earlier one. Raises PtvUnreadable.
    """
    sources = gather(path)
    _only_published(sources)
    navigation = navigation_data.bundled()
    outlines = {id_: description_outline(raw) for id_, raw in sources.templates.items()}
    locations = _locations(sources)
    services = [
        *_open_services(sources, outlines, locations),
        *(convert.described_service(id_, outlines[id_]) for id_ in sorted(sources.descriptions)),
        *_listed(sources),
    ]
    events = _life_events(sources, outlines)
    answers = need_assignment.lent()
    helps = ActivityAssignment(navigation.activities)
    catalogue = Catalogue(
        format="ohjaus-catalogue",
        format_version=FORMAT_VERSION,
        catalogue_id=str(uuid5(convert.NAMESPACE, f"catalogue|{path.resolve().name}")),
        sequence=int(at.timestamp()),
        published_at=at.replace(microsecond=0),
        title={"fi": "Palvelutietovarannon palvelut", "sv": "Servicedatalagrets tjänster"},
        publisher=Publisher(name={"fi": "Palvelutietovaranto (PTV)", "sv": "Servicedatalagret (SDL)"}),
        organizations=_organizations(sources),
        locations=[*locations.values()],
        services=[helps.assign(answers.assign(one, events.get(one.id, ()))) for one in services],
    )
    # The reader that every desktop has is the judge of what the file may hold.
    reading = document.read(document.write(navigation.lend(catalogue)))
    problems = [f"{problem.path}: {problem.sentence(current())}" for problem in reading.problems]
    return Imported(reading.catalogue, (*sources.unused, *left_out(sources), *problems))


def _only_published(sources: Sources) -> None:
    """Take away drafts and archived channels and organizations, and say how many."""
    hidden = 0
    for shelf in (sources.channels, sources.organizations):
        ended = [id_ for id_, raw in shelf.items() if raw.get("publishingStatus", "Published") != "Published"]
        hidden += len(ended)
        for id_ in ended:
            del shelf[id_]
    if hidden:
        sources.unused.append(
            plural(
                "{number} channel or organization is not published, and was left out.",
                "{number} channels or organizations are not published, and were left out.",
                hidden,
            )
        )


def _life_events(sources: Sources, outlines: dict[str, Outline]) -> dict[str, tuple[str, ...]]:
    """Service → when in life it is needed: what it and its general description say."""
    found = {id_: outline.events for id_, outline in outlines.items()}
    for id_, raw in sources.services.items():
        template = found.get(str(raw.get("generalDescriptionId")), ())
        found[id_] = (*service_outline(raw).events, *template)
    return found


def _organizations(sources: Sources) -> list[Organization]:
    """The organizations in full where they are known, else by the name that services give them."""
    found: dict[str, Organization] = {}
    for raw in sources.services.values():
        found |= convert.named_organizations(raw)
    for id_, raw in sources.organizations.items():
        organization = convert.organization(raw)
        if organization:
            found[id_] = organization
    return [found[id_] for id_ in sorted(found)]


def _locations(sources: Sources) -> dict[str, Location]:
    places = Places.load()
    found = {}
    for id_, raw in sorted(sources.channels.items()):
        if raw.get("serviceChannelType") != "ServiceLocation":
            continue
        location = met.location(raw, places)
        if location is None:
            name = current().name(met.channel_name(raw)) or id_
            sources.unused.append(text("{name}: the municipality of the place is not known.", name=name))
            continue
        owner = identity(raw.get("organizationId"))
        known = owner in sources.organizations
        found[id_] = structs.replace(location, organization_id=owner if known else None)
    return found


def _open_services(
    sources: Sources, outlines: dict[str, Outline], locations: dict[str, Location]
) -> list[Service]:
    pointing_back = _pointing_back(sources)
    services, lost = [], 0
    for id_, raw in sorted(sources.services.items()):
        outline = service_outline(raw)
        template = outlines.get(str(raw.get("generalDescriptionId")))
        if template:
            outline = outline.completed(template)
        if raw.get("publishingStatus", "Published") != "Published" or not outline.name:
            sources.unused.append(text("{name}: not published, or without a name.", name=id_))
            continue
        connected = _connected(raw, pointing_back[id_])
        known = [
            (sources.channels[channel], said)
            for channel, said in connected.items()
            if channel in sources.channels
        ]
        lost += len(connected) - len(known)
        services.append(convert.service(raw, outline, known, set(locations)))
    if lost:
        sources.unused.append(
            plural(
                "{number} service channel that a service names is not among the files.",
                "{number} service channels that services name are not among the files.",
                lost,
            )
        )
    return services


def _pointing_back(sources: Sources) -> dict[str, list[str]]:
    """Services → the channels that name them; PTV keeps the link at both ends, or at one."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_, channel in sorted(sources.channels.items()):
        for said in objects(channel.get("services")):
            target = said.get("service")
            if isinstance(target, dict):
                found[str(target.get("id"))].append(id_)
    return found


def _connected(service: Raw, pointing_back: list[str]) -> dict[str, Raw]:
    """The service's channels with what it says about itself there, its own order first."""
    found: dict[str, Raw] = {}
    for said in objects(service.get("serviceChannels")):
        channel = said.get("serviceChannel")
        id_ = identity(channel.get("id")) if isinstance(channel, dict) else None
        if id_:
            found.setdefault(id_, said)
    for id_ in pointing_back:
        found.setdefault(id_, {})
    return found


def _listed(sources: Sources) -> list[Service]:
    repeated = sum(len(rows) - 1 for rows in sources.listed.values())
    if repeated:
        sources.unused.append(
            plural(
                "{number} row repeats a service for another area; the areas were joined.",
                "{number} rows repeat a service for another area; the areas were joined.",
                repeated,
            )
        )
    return [
        convert.listed_service(id_, rows)
        for id_, rows in sorted(sources.listed.items())
        if id_ not in sources.services and id_ not in sources.descriptions
    ]
