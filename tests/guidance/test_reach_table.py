"""What a professional of the river valleys would offer first, client by client, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
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
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import reach_sentence

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "reach_table.toml").read_text(encoding="utf-8")
)
CLIENTS: list[dict[str, Any]] = TABLE.get("client", [])
VALLEYS = {"Kalajokilaakso", "Pyhäjokilaakso", "Perhonjokilaakso", "Lestijokilaakso", "Siikajokilaakso"}
FI = texts.translator("fi")


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
        needs=[row["need"]],
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
            Need(id="shelter", parent_id="everything", name="Turva", sensitive=True),
        ],
        radii=[Radius(municipality=one, km=km) for one, km in TABLE["radii"].items()],
    )


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Iterator[Callable[..., Answer]]:
    folder = tmp_path_factory.mktemp("reach")
    (folder / "catalogue.json").write_bytes(document.write(catalogue(places)))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(folder / "catalogue.json"), index=search.index, at=TUESDAY)
    navigator = Navigator(store, places)

    def asked(client: dict[str, Any]) -> Answer:
        staying = code(client["staying"], places) if "staying" in client else None
        return navigator.ask(Question(at=TUESDAY, text=client["says"], need=client["need"], staying=staying))

    yield asked
    store.close()


def name_of(client: dict[str, Any]) -> str:
    return f"{client['says']}-{client['need']}-{client.get('staying', 'home')}"


@pytest.mark.parametrize("client", CLIENTS, ids=name_of)
def test_a_client_is_offered_what_a_professional_there_would_offer(ask, places, client):
    answer = ask(client)
    told = [(result.name, reach_sentence(result.reach, FI, places)) for result in answer.results]
    expected = [(id_, words) for id_, words, why in client["order"]]
    assert told[: len(expected)] == expected, client["who"]


@pytest.mark.parametrize("client", [one for one in CLIENTS if "last" in one], ids=name_of)
def test_what_does_not_come_to_the_client_is_shown_last_and_says_so(ask, places, client):
    fitting = [result for result in ask(client).results if result.fits]
    id_, words, _ = client["last"]
    assert (fitting[-1].name, reach_sentence(fitting[-1].reach, FI, places)) == (id_, words)


@pytest.mark.parametrize("client", [one for one in CLIENTS if "not_for" in one], ids=name_of)
def test_what_is_only_for_others_comes_after_all_and_says_why(ask, client):
    results = ask(client).results
    others = {result.name: result for result in results if not result.fits}
    assert all(not one.fits for one in results[len(results) - len(others) :])
    for id_, _ in client["not_for"]:
        assert others[id_].why_not, id_


def test_another_countys_service_says_that_one_must_ask_first(ask):
    kannus = next(one for one in CLIENTS if one["says"] == "Kannuksessa")
    caution = {result.name: result.caution for result in ask(kannus).results}
    assert caution["team-ylivieska"]
    assert not caution["nurse-18"]
    assert not caution["crisis-kokkola"]


def test_the_table_has_two_clients_in_every_valley_and_a_reason_for_every_row():
    per_valley = dict.fromkeys(VALLEYS, 0)
    for client in CLIENTS:
        if "valley" in client:
            per_valley[client["valley"]] += 1
        for row in [*client["order"], *client.get("not_for", [])]:
            assert row[-1]
    assert min(per_valley.values()) >= 2
    assert len(CLIENTS) >= 10


def test_who_stays_elsewhere_is_counted_from_there_and_still_lives_at_home(ask):
    answer = ask(next(one for one in CLIENTS if one.get("staying") == "Oulu"))
    assert answer.place is not None
    assert answer.staying is not None
    assert (answer.place.name, answer.staying.name) == ("Kokkola", "Oulu")
