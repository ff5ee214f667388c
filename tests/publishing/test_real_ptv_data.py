"""The real PTV data that other projects have published: all of it loads and is found by its names."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.document import write
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.import_ptv import import_path

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogues(shared_data: Path) -> Path:
    return shared_data / "catalogues"


@cache
def imported(path: Path) -> Catalogue:
    """What lies there, imported once for all tests."""
    return import_path(path, at=AT).catalogue


def names(catalogue: Catalogue) -> dict[str, set[str]]:
    return {one.id: set(texts_of(one.name)) for one in catalogue.services}


@pytest.mark.parametrize("part", ["", "ptv_general_descriptions.csv", "general_descriptions.json"])
def test_all_general_descriptions_load(catalogues, part):
    folder = catalogues / "ptv-general-descriptions"
    raw = json.loads((folder / "general_descriptions.json").read_text(encoding="utf-8"))
    found = names(imported(folder / part if part else folder))

    assert len(found) == len(raw) == 458
    for one in raw:
        for name in one["Name"]:
            assert " ".join(name["Label"].split()) in found[one["Id"]]


def test_every_general_description_has_its_texts_and_classes(catalogues):
    services = imported(catalogues / "ptv-general-descriptions").services

    assert all(one.description for one in services)
    assert sum(bool(one.service_classes) for one in services) == 457, "one has no class in PTV either"
    assert not any('"blocks"' in text for one in services for text in texts_of(one.description))


def test_all_listed_services_load_and_repeated_rows_join(catalogues):
    file = catalogues / "ptv-services" / "ptv_services.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        listed = [*csv.DictReader(rows)]
    catalogue = imported(file.parent)
    found = names(catalogue)
    areas = {one.id: {area.code for area in one.service_areas} for one in catalogue.services}

    assert len(listed) == 1800
    for row in listed:
        assert " ".join(row["name_fi"].split()) in found[row["ptv_service_id"]]
        assert (row["municipality_code"] or "FI") in areas[row["ptv_service_id"]]


def test_all_answers_of_the_open_api_load_with_their_places_and_numbers(catalogues):
    catalogue = imported(catalogues / "ptv-api-v8")

    assert len(catalogue.services) == 30
    assert len(catalogue.organizations) == 3
    assert len(catalogue.locations) == 10
    points = [one.latitude for one in catalogue.locations if one.latitude]
    assert len(points) == 9, "PTV has no point of one"
    assert all(59 < latitude < 64 for latitude in points)
    assert all(one.organization_id for one in catalogue.services)
    assert all(one.assured_date for one in catalogue.services)


def test_no_placeholder_of_the_fixtures_reaches_the_catalogue(catalogues):
    for folder in ("ptv-api-v8", "ptv-api-v11"):
        said = write(imported(catalogues / folder)).decode()
        for placeholder in ("012 345 6789", "0123456789", '"value"', "example.com", "serviceHourType"):
            assert placeholder not in said


def test_pages_of_the_newer_api_load_with_padded_municipality_codes(catalogues):
    catalogue = imported(catalogues / "ptv-api-v11")

    assert {one.municipality for one in catalogue.locations} == {"001"}
    assert len(catalogue.services) == 3


@pytest.fixture(
    scope="module",
    params=[("ptv-general-descriptions", 458), ("ptv-services", 1790), ("ptv-api-v8", 30)],
    ids=lambda param: param[0],
)
def installed(request, catalogues, tmp_path_factory):
    folder, count = request.param
    root = tmp_path_factory.mktemp(folder)
    file = root / "ptv.json"
    file.write_bytes(write(imported(catalogues / folder)))
    store = CatalogueStore(root / "catalogue.sqlite")
    outcome = sync.run(store, str(file), index=search.index, at=AT)
    yield store, outcome, count
    store.close()


def test_what_was_imported_installs_as_a_whole(installed):
    store, outcome, count = installed

    assert (outcome.new, outcome.quarantined) == (count, 0)
    assert len(store.services()) == count


def test_what_was_imported_is_found_by_its_name(installed):
    store, _, count = installed
    navigator = Navigator(store, Places.load())

    for service in store.services()[:: max(1, count // 60)]:
        name = next(iter(texts_of(service.name)))
        rows = navigator.ask(Question(at=AT, text=name, limit=5)).results
        assert service.name in [row.name for row in rows], name
