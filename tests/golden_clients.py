"""Clients of the river valleys and what a professional there would offer them, first to last.

The table (``tests/guidance/reach_table.toml``) holds invented services, clients and the reason of
every row. It is a test, and a measure of what each criterion of the order is worth.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import (
    Area,
    Delivery,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.catalogue.navigation import FORMAT, Catalogue, Need, Publisher, Radius
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import reach_sentence

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "guidance" / "reach_table.toml").read_text(encoding="utf-8")
)
CLIENTS: list[dict[str, Any]] = TABLE["client"]
FI = texts.translator("fi")


def ask(navigator: Navigator, client: dict[str, Any], places: Places) -> Answer:
    """Choose the client's need, with the place typed as the worker would."""
    staying = code(client["staying"], places) if "staying" in client else None
    return navigator.ask(Question(at=TUESDAY, text=client["says"], need=client["need"], staying=staying))


def told(answer: Answer, places: Places) -> list[tuple[str, str]]:
    """Each row as it is read: the service, and how one gets there."""
    return [(str(row.name), reach_sentence(row.reach, FI, places)) for row in answer.results]


def expected(client: dict[str, Any]) -> list[tuple[str, str]]:
    """What a professional would offer first."""
    return [(service, way) for service, way, _why in client["order"]]


def uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"reach-table/{name}"))


def areas(names: Sequence[str], places: Places) -> list[Area]:
    """FI is the country, two digits a county, anything else a municipality's name."""

    def area(name: str) -> Area:
        if name == "FI":
            return Area(type="country", code=name)
        if name.isdigit():
            return Area(type="wellbeing_county", code=name)
        return Area(type="municipality", code=code(name, places))

    return [area(name) for name in names]


def code(name: str, places: Places) -> str:
    found = places.municipality(name)
    assert found is not None, name
    return found.code


def locations(row: dict[str, Any], places: Places) -> Iterator[Location]:
    for name in row.get("at", ()):
        yield Location(
            id=uid(f"{row['id']}/{name}"),
            name=f"Paikka {name}",
            municipality=code(name, places),
            village=row.get("village"),
        )


def service(row: dict[str, Any], number: int, places: Places) -> Service:
    met_at = list(locations(row, places))
    delivery = [Delivery(mode="visit")] if met_at else []
    delivery += [Delivery(mode=mode) for mode in row.get("modes", ())]
    delivery += [
        Delivery(mode="home", weekdays=days, municipalities=[code(name, places)])
        for name, days in row.get("home", {}).items()
    ]
    return Service(
        id=uid(row["id"]),
        organization_id=uid(row["by"]),
        name=row["id"],
        needs=[row["need"], *row.get("also", ())],
        service_areas=areas(row.get("areas", ()), places),
        eligibility_area=areas(row.get("residents", ()), places),
        service_at_locations=[ServiceAtLocation(location_id=one.id) for one in met_at],
        delivery=delivery,
        phones=[Phone(number=f"000 700 {number:03}")],
        barriers=["fetches"] if row.get("fetches") else [],
        hide_address=row.get("shelter", False),
        sensitive=row.get("shelter", False),
    )


def catalogue(places: Places) -> Catalogue:
    rows = TABLE["service"]
    return Catalogue(
        format=FORMAT,
        format_version=1,
        catalogue_id=uid("catalogue"),
        sequence=1,
        published_at=datetime(2026, 11, 3, 8, 0, tzinfo=UTC),
        title="Jokilaaksot (keksitty)",
        publisher=Publisher(name="Esimerkkijulkaisija"),
        organizations=[
            Organization(id=uid(key), name=name, sector=sector)
            for key, (name, sector) in TABLE["organizations"].items()
        ],
        locations=[one for row in rows for one in locations(row, places)],
        services=[service(row, number, places) for number, row in enumerate(rows)],
        needs=[
            Need(id="everything", name="Kaikki"),
            Need(id="company", parent_id="everything", name="Seura"),
            Need(id="mind", parent_id="everything", name="Mieliala"),
            Need(id="memory", parent_id="everything", name="Muisti"),
            Need(id="drink", parent_id="everything", name="Juominen"),
            Need(id="care", parent_id="everything", name="Hoiva"),
            Need(id="illness", parent_id="everything", name="Sairaus"),
            Need(id="shelter", parent_id="everything", name="Turva", sensitive=True),
        ],
        radii=[Radius(municipality=one, km=km) for one, km in TABLE["radii"].items()],
    )
