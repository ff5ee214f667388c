"""What Open Referral publishers say becomes a central file, in every form they publish it."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from hsds_data import (
    AT,
    LOCATION,
    ORGANIZATION,
    SERVICE,
    TABLES,
    a_service,
    imported,
    in_english,
    write_json,
    write_tables,
    zipped,
)
from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Area, Identifier, Schedule
from ohjaus_desktop.publishing.import_hsds import import_path

__all__ = ["in_english"]
pytestmark = pytest.mark.usefixtures("in_english")


def only_service(path: Path):
    (service,) = imported(path).catalogue.services
    return service


# One service in full ------------------------------------------------------------------------


@pytest.fixture
def full(tmp_path):
    return imported(write_json(tmp_path / "service.json", a_service()))


def test_uuids_stay(full):
    (service,) = full.catalogue.services
    assert (service.id, service.organization_id) == (SERVICE, ORGANIZATION)
    assert [one.location_id for one in service.service_at_locations] == [LOCATION]


def test_markup_becomes_plain_text(full):
    assert full.catalogue.services[0].description == "Advice about debts & bills.\n– Free"


def test_facts_of_a_service_come_over(full):
    (service,) = full.catalogue.services
    assert service.status == "temporarily closed"
    assert service.url == "http://www.neuvonta.invalid/debt"
    assert service.minimum_age == 18
    assert service.assured_date == date(2026, 5, 4)
    assert service.schedules == [Schedule(byday="MO,TU", opens_at=time(9), closes_at=time(15, 30))]
    assert (service.cost_options[0].amount, service.cost_options[0].currency) == (12.5, "EUR")
    assert service.required_documents[0].document == "A letter"


def test_a_number_says_its_kind_and_its_extension(full):
    (phone,) = full.catalogue.services[0].phones
    assert (phone.number, phone.type) == ("000 111 222", "text_relay")
    assert phone.description == "Office; extension 100"


def test_languages_become_codes_and_unknown_ones_are_told(full):
    assert full.catalogue.services[0].languages == ["fi", "sv"]
    assert any("Elvish (1)" in line for line in full.unused)


def test_an_area_of_finland_becomes_one_and_another_stays_in_words(full):
    (service,) = full.catalogue.services
    assert service.service_areas == [Area(type="municipality", code="272")]
    assert service.eligibility_description == "The whole known world"


def test_a_place_lies_in_the_municipality_of_its_town(full):
    (place,) = full.catalogue.locations
    assert place.municipality == "272"
    assert place.addresses[0].address_1 == "Esimerkkitie 1, door B"


def test_no_name_of_a_person_is_imported(full):
    said = document.write(full.catalogue).decode()
    assert "Testinen" not in said
    assert "testi.testinen" not in said
    assert full.catalogue.services[0].contacts[0].title == "Debt adviser"
    assert any(line.startswith("2 names of people") for line in full.unused)


def test_what_has_no_place_is_named(full):
    assert any("service.accreditations (1)" in line for line in full.unused)


def test_the_reader_of_every_desktop_accepts_it_whole(full):
    assert document.read(document.write(full.catalogue)).problems == ()


# Forms of JSON ------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", ["contents", "items", "results", "data"])
def test_a_page_of_an_api_is_read(tmp_path, wrap):
    page = write_json(tmp_path / "page.json", {"total_items": 1, wrap: [a_service()]})
    assert only_service(page).id == SERVICE


def test_a_list_and_lines_of_json_are_read(tmp_path):
    lines = tmp_path / "services.ndjson"
    lines.write_text(json.dumps(a_service()) + "\n\n" + json.dumps(a_service(id=LOCATION)) + "\n")
    assert only_service(write_json(tmp_path / "list.json", [a_service()])).id == SERVICE
    assert len(imported(lines).catalogue.services) == 2


def test_a_broken_line_costs_itself(tmp_path):
    lines = tmp_path / "services.ndjson"
    lines.write_text(json.dumps(a_service()) + "\n{broken\n")
    made = imported(lines)
    assert len(made.catalogue.services) == 1
    assert "services.ndjson: 1 line cannot be read as JSON: 2." in made.unused


def test_a_folder_of_pages_and_full_objects_joins_them(tmp_path):
    short = {name: a_service()[name] for name in ("id", "name", "status")}
    write_json(tmp_path / "all" / "services.json", {"contents": [short]})
    write_json(tmp_path / "all" / "one" / f"{SERVICE}.json", a_service())
    assert only_service(tmp_path / "all").phones


def test_flat_objects_find_each_other_by_id(tmp_path):
    flat = a_service(organization_id=ORGANIZATION)
    del flat["organization"]
    write_json(tmp_path / "all" / "a.json", flat)
    write_json(
        tmp_path / "all" / "b.json", {"id": ORGANIZATION, "name": "Esimerkki ry", "website": "x.invalid"}
    )
    made = imported(tmp_path / "all").catalogue
    assert made.services[0].organization_id == made.organizations[0].id == ORGANIZATION


def test_an_organization_brings_its_services_and_places(tmp_path):
    service = a_service()
    organization = service.pop("organization") | {"services": [service], "website": "https://x.invalid"}
    made = imported(write_json(tmp_path / "organization.json", organization)).catalogue
    assert made.services[0].organization_id == ORGANIZATION


def test_of_two_versions_the_newest_counts(tmp_path):
    old = a_service(name="Old name", last_modified="2024-01-01T00:00:00Z")
    new = a_service(name="New name", last_modified="2026-01-01T00:00:00Z")
    made = imported(write_json(tmp_path / "services.json", [new, old]))
    assert made.catalogue.services[0].name == "New name"
    assert any("more than once" in line and "New name" in line for line in made.unused)


def test_a_virtual_place_is_an_online_service(tmp_path):
    link = {"id": "v", "location": {"id": "v2", "location_type": "virtual", "url": "https://x.invalid/chat"}}
    service = only_service(write_json(tmp_path / "s.json", a_service(service_at_locations=[link], url=None)))
    assert [way.mode for way in service.delivery] == ["online"]
    assert service.url == "https://x.invalid/chat"


# Tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["folder", "zip", "cp1252", "semicolons", "bom"])
def test_tables_of_the_first_version_are_read_in_every_form(tmp_path, form):
    encoding = {"cp1252": "cp1252", "bom": "utf-8-sig"}.get(form, "utf-8")
    path = write_tables(tmp_path / "t", encoding=encoding, between=";" if form == "semicolons" else ",")
    made = imported(zipped(tmp_path / "t.zip", path) if form == "zip" else path).catalogue
    service = next(one for one in made.services if one.name == "Debt advice")
    assert service.description == "One.\nTwo."
    assert service.schedules == [Schedule(byday="MO,TU,FR", opens_at=time(9), closes_at=time(17))]
    assert service.languages == ["fi", "sv", "en"]
    assert service.eligibility_description == "Adults"
    assert service.fees_description == "Free"
    assert [one.number for one in service.phones] == ["000 111 222"]
    assert service.service_at_locations[0].phones == [], "the service has told the number already"
    assert service.holiday_schedules[0].closed
    assert made.locations[0].municipality == "272"
    assert made.locations[0].accessibility[0].description == "Step-free"


def test_letters_of_another_code_page_are_read(tmp_path):
    (tmp_path / "services.csv").write_bytes("id,name,status\n1,Päivätoiminta,active\n".encode("cp1252"))
    assert only_service(tmp_path).name == "Päivätoiminta"


def test_an_organization_that_is_missing_is_counted_and_its_services_stay(tmp_path):
    made = imported(write_tables(tmp_path))
    assert {one.name: one.organization_id is None for one in made.catalogue.services} == {
        "Debt advice": False,
        "Orphan": True,
    }
    assert any(
        line.startswith("1 organization that services name") and "Orphan" in line for line in made.unused
    )


def test_other_ids_become_lasting_uuids_and_are_kept(tmp_path):
    first = imported(write_tables(tmp_path / "a")).catalogue
    again = imported(write_tables(tmp_path / "b")).catalogue
    assert [one.id for one in first.services] == [one.id for one in again.services]
    assert first.services[0].identifiers[0] in {
        Identifier(identifier_scheme="hsds", identifier="136"),
        Identifier(identifier_scheme="hsds", identifier="137"),
    }


def test_two_publishers_with_the_same_numbers_stay_two(tmp_path):
    path = write_tables(tmp_path)
    one, other = (import_path(path, at=AT, publisher=name).catalogue for name in ("A", "B"))
    assert {each.id for each in one.services}.isdisjoint(each.id for each in other.services)


def test_a_finnish_business_id_is_known(tmp_path):
    (organization,) = imported(write_tables(tmp_path)).catalogue.organizations
    assert organization.identifiers[0] == Identifier(identifier_scheme="business_id", identifier="0201256-6")
    assert organization.sector == "association"


def test_a_data_package_says_which_file_is_which(tmp_path):
    write_tables(tmp_path)
    (tmp_path / "services.csv").rename(tmp_path / "all-of-them.csv")
    resources = [{"name": "service", "path": "all-of-them.csv"}, {"name": "funding", "path": "gone.csv"}]
    write_json(tmp_path / "datapackage.json", {"resources": resources})
    made = imported(tmp_path)
    assert len(made.catalogue.services) == len(TABLES["services"])
    assert "gone.csv: named by the data package, but not in it." in made.unused


def test_a_place_outside_finland_keeps_its_address_in_words(tmp_path):
    write_tables(tmp_path)
    (tmp_path / "physical_addresses.csv").write_text(
        "id,location_id,address_1,city,state_province,postal_code\n1,5,1 Example Road,Miami,FL,33157\n"
    )
    (tmp_path / "locations.csv").write_text("id,name\n5,House\n")
    (place,) = imported(tmp_path).catalogue.locations
    assert (place.municipality, place.addresses[0].city, place.addresses[0].country) == (
        "200",
        "Miami, FL",
        "US",
    )


def test_the_command_writes_the_catalogue_and_tells_what_it_left(tmp_path, capsys):
    out = tmp_path / "c.json"
    path = write_json(tmp_path / "s.json", a_service())
    assert (
        cli.main(["--data-dir", str(tmp_path), "catalogue", "import-hsds", str(path), "--out", str(out)]) == 0
    )
    assert "1 palvelu tuotu." in capsys.readouterr().out
    assert len(document.read(out.read_bytes()).catalogue.services) == 1
