"""Large catalogues for measuring: real service names where they are at hand, in Finnish places.

A published file may have 256 MB: 100,000 services fit into it when they say what most records say,
in one language (``slim``).
"""

from __future__ import annotations

import csv
import random
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop.catalogue.model import Area, Location, Organization, Service, ServiceAtLocation
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.places import Places

_SEED = 20261121
_SPACE = uuid.UUID("6f6a6175-7320-6d65-6173-757265000000")
_RARE = (
    "interpretation_services", "complaints", "say_when_calling", "cancellation", "application_process",
    "required_documents", "fees_description", "assurer", "moments", "intake", "pitch", "email", "url",
    "barriers", "alternate_name", "cost_options", "target_groups", "service_classes",
)  # fmt: skip


def catalogue(example: Catalogue, size: int, miami: Path | None) -> Catalogue:
    """``size`` services: the example's own, then Miami's, then both again under numbered names.

    Each copy keeps hours, phones, needs and ways of an example service and gets a place of its own.
    miami: folder of the HSDS data package, None to do without.
    """
    chance = random.Random(_SEED)
    municipalities = [one.code for one in Places.load().all()]
    services = list(example.services[:size])
    locations = list(example.locations)
    organizations = list(example.organizations)
    for number, (name, description) in enumerate(_names(example, miami)):
        if len(services) >= size:
            break
        pattern = example.services[number % len(example.services)]
        code = chance.choice(municipalities)
        place = Location(id=_id("location", number), name=name, municipality=code)
        organization = Organization(
            id=_id("organization", number // 5), name=f"{name} ry", sector="association"
        )
        if number % 5 == 0:
            organizations.append(organization)
        locations.append(place)
        services.append(
            msgspec.structs.replace(
                pattern,
                id=_id("service", number),
                organization_id=_id("organization", number // 5),
                name=name,
                description=description,
                service_areas=[Area(type="municipality", code=code)],
                service_at_locations=[ServiceAtLocation(location_id=place.id)],
                identifiers=[],
            )
        )
    return msgspec.structs.replace(
        example,
        catalogue_id=_id("catalogue", size),
        example=False,
        services=services,
        locations=locations,
        organizations=organizations,
        notices=[],
    )


def slim(catalogue: Catalogue) -> Catalogue:
    """The same services in Finnish and without the rarer fields."""
    return msgspec.structs.replace(catalogue, services=[_slim(service) for service in catalogue.services])


def _slim(service: Service) -> Service:
    finnish = {name: _finnish(getattr(service, name)) for name in ("description", "what", "for_whom", "how")}
    return msgspec.structs.replace(service, **_absent(type(service)), **finnish)


@cache
def _absent(type_: type[Service]) -> dict[str, Any]:
    """The rarer fields as they are where nothing is said."""
    return {field.name: _default(field) for field in msgspec.structs.fields(type_) if field.name in _RARE}


def _finnish(value: Any) -> Any:
    return value.get("fi") if isinstance(value, dict) else value


def _default(field: Any) -> Any:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _names(example: Catalogue, miami: Path | None) -> Iterator[tuple[str, str]]:
    real = list(_miami(miami)) if miami else []
    own = [(_fi(one), str(one.description or "")) for one in example.services]
    round_ = 0
    while True:
        for name, description in [*real, *own]:
            yield (f"{name} {round_}" if round_ else name), description
        round_ += 1


def _fi(service: Service) -> str:
    return service.name if isinstance(service.name, str) else next(iter(service.name.values()))


def _miami(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "services.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # The package holds control characters that no reader of ours would install.
            yield _printable(row["name"])[:180] or "–", _printable(row["description"])[:2000]


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _id(kind: str, number: int) -> str:
    return str(uuid.uuid5(_SPACE, f"{kind} {number}"))
