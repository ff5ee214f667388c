"""The official HSDS examples, and a real city's services: all of them import and are found."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ohjaus_desktop import cli, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.publishing.hsds.files import HsdsUnreadable
from ohjaus_desktop.publishing.import_hsds import import_path

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
EXAMPLES = {
    "base.json": (0, 0),
    "location.json": (0, 0),
    "organization_full.json": (1, 1),
    "organization_list.json": (0, 1),
    "service_at_location_full.json": (1, 1),
    "service_at_location_list.json": (1, 1),
    "service_full.json": (1, 1),
    "service_list.json": (1, 1),
    "tabular.json": (1, 1),
    "taxonomy.json": (0, 0),
    "taxonomy_list.json": (0, 0),
    "taxonomy_term.json": (0, 0),
    "taxonomy_term_list.json": (0, 0),
}
"""Services and organizations in each of the official examples."""


@pytest.fixture(scope="module")
def catalogues(shared_data: Path) -> Path:
    return shared_data / "catalogues"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_official_example_imports(catalogues, name):
    catalogue = import_path(catalogues / "hsds-3.0-examples" / name, at=AT).catalogue
    assert (len(catalogue.services), len(catalogue.organizations)) == EXAMPLES[name]
    assert document.read(document.write(catalogue)).problems == ()


def test_no_example_is_forgotten(catalogues):
    assert {file.name for file in (catalogues / "hsds-3.0-examples").glob("*.json")} == set(EXAMPLES)


def test_the_person_of_the_examples_is_in_none_of_them(catalogues):
    said = document.write(import_path(catalogues / "hsds-3.0-examples", at=AT).catalogue).decode()
    assert "Ann Persona" not in said


def test_the_same_service_in_all_examples_is_one_and_a_schema_beside_them_is_none(catalogues):
    made = import_path(catalogues / "hsds-3.0-examples", at=AT).catalogue
    assert [one.name for one in made.services] == ["Community Counselling"]


def test_data_of_ptv_is_not_taken_for_hsds(catalogues):
    with pytest.raises(HsdsUnreadable):
        import_path(catalogues / "ptv-api-v8", at=AT)


# A city -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def miami(catalogues):
    texts.use("en")
    return import_path(catalogues / "hsds-miami", at=AT)


def test_all_services_of_the_city_import_without_a_problem(miami):
    assert len(miami.catalogue.services) == 4089
    assert len(miami.catalogue.organizations) == 1074
    assert len({one.name for one in miami.catalogue.services}) == 3439
    assert document.read(document.write(miami.catalogue)).problems == ()


def test_the_82_organizations_that_are_missing_are_counted(miami):
    assert miami.unused[0].startswith("82 organizations that services name are not in the data")
    assert miami.unused[0].endswith("(447 services).")
    assert sum(one.organization_id is None for one in miami.catalogue.services) == 447


def test_the_city_keeps_its_addresses_though_it_has_no_finnish_municipality(miami):
    codes = Counter(one.municipality for one in miami.catalogue.locations)
    assert codes == {"200": 4058, "199": 1}
    assert sum(bool(one.addresses) for one in miami.catalogue.locations) == 4059
    assert sum(one.latitude is not None for one in miami.catalogue.locations) == 2260


def test_each_service_of_the_city_is_found_by_its_exact_name(miami, tmp_path, monkeypatch, capsys):
    file = tmp_path / "miami.json"
    file.write_bytes(document.write(miami.catalogue))
    assert cli.main(["--data-dir", str(tmp_path), "sync", "--source", str(file)]) == 0
    capsys.readouterr()
    names = sorted({str(one.name) for one in miami.catalogue.services})
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(names) + "\n"))
    assert cli.main(["--data-dir", str(tmp_path), "find", "--stdin", "--limit", "20"]) == 0
    answers = map(json.loads, capsys.readouterr().out.splitlines())
    found = {
        answer["query"] for answer in answers if answer["query"] in {one["name"] for one in answer["results"]}
    }
    assert sum(one.name in found for one in miami.catalogue.services) == 4089
