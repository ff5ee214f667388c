"""What a careful reader would mark in a catalogue."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec import structs

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Area, Contact, Phone, Schedule, Service
from ohjaus_desktop.catalogue.navigation import Catalogue, Notice, Replacement
from ohjaus_desktop.cli import main
from ohjaus_desktop.publishing.lint import lint
from ohjaus_desktop.publishing.lint.finding import Severity
from small_catalogue import small_catalogue

ON = date(2026, 11, 22)
SOUND = {
    "id": "s",
    "organization_id": None,
    "name": "Palvelu",
    "what": "Apua.",
    "needs": ["meals"],
    "phones": [Phone(number="000 123 456")],
}


@pytest.fixture(autouse=True)
def in_english():
    texts.use("en")
    yield
    texts.use("fi")


def with_service(**facts) -> Catalogue:
    return structs.replace(small_catalogue(), services=[Service(**(SOUND | facts))], organizations=[])


def said(catalogue: Catalogue) -> dict[str, Severity]:
    reading = document.read(document.write(catalogue))
    return {one.what: one.severity for one in lint(reading, on=ON) if one.id == "s"}


def test_a_sound_service_has_only_its_missing_organization_against_it():
    assert list(said(with_service())) == ["It is not known who provides it."]


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"phones": []}, "There is no phone number."),
        ({"needs": []}, "There are no needs: nobody finds it by what a client says."),
        ({"what": None}, "Nothing tells what it is."),
        ({"name": "P" * 91}, "The text has 91 letters; 90 fit."),
        ({"service_areas": [Area(type="municipality", code="999")]}, "There is no municipality 999."),
        ({"service_classes": ["P99"]}, "The code P99 is not in PTV's classification."),
        ({"phones": [Phone(number="040 12")]}, "The number 040 12 cannot be right."),
        ({"phones": [Phone(number="0600 123 45")]}, "The number 0600 123 45 costs more than a usual call."),
        (
            {"languages": ["fi", "sv"]},
            "Service is promised in sv, but there are no texts in it.",
        ),
        ({"assured_date": date(2024, 1, 1)}, "It was last confirmed over a year and a half ago."),
        ({"schedules": [Schedule(valid_to=date(2026, 5, 31))]}, "All its opening hours have ended."),
        ({"url": "http://esimerkki.invalid"}, "The page's address is not protected (http)."),
        ({"needs": ["shelter"]}, "A shelter's address would be shown."),
        (
            {"needs": ["suicidality"]},
            "It answers nothing but sensitive needs and is not marked sensitive.",
        ),
        (
            {"contacts": [Contact(title="Matti Esimerkki")]},
            "“Matti Esimerkki” seems to be a person's name; a role belongs here.",
        ),
        (
            {"email": "matti.esimerkki@esimerkki.invalid"},
            "The e-mail address matti.esimerkki@esimerkki.invalid seems to be a person's.",
        ),
    ],
)
def test_what_is_missing_old_or_doubtful_is_said(facts, what):
    assert what in said(with_service(**facts))


@pytest.mark.parametrize(
    "title", ["Palveluohjaaja", "Ilta Toivo", "Kokkolan Terveysasema", "Vastaava Ohjaaja"]
)
def test_a_role_is_not_taken_for_a_person(title):
    found = said(with_service(contacts=[Contact(title=title)], email="asiakas.palvelu@esimerkki.invalid"))

    assert list(found) == ["It is not known who provides it."]


def test_a_number_that_a_notice_replaces_is_an_error():
    notice = Notice(
        id="n", title="Muutto", text="Muutto", replaces=[Replacement(old="000123456", new="000 1")]
    )
    found = said(structs.replace(with_service(), notices=[notice]))

    assert found["A notice says that the number 000 123 456 is now 000 1."] is Severity.ERROR


def test_a_hidden_address_in_the_file_is_an_error():
    whole = small_catalogue()
    shelter = next(one for one in whole.services if one.hide_address)
    places = [structs.replace(one, addresses=whole.locations[0].addresses) for one in whole.locations]
    reading = document.read(document.write(structs.replace(whole, locations=places)))

    assert "The address must not be known, but the file tells it." in {
        one.what for one in lint(reading, on=ON) if one.id == shelter.id and one.severity is Severity.ERROR
    }


def test_errors_come_first_and_end_the_command_with_one(tmp_path, capsys):
    file = tmp_path / "catalogue.json"
    file.write_bytes(document.write(with_service(phones=[Phone(number="040 12")], url="http://e.invalid/x")))
    arguments = ["--data", str(tmp_path / "data"), "catalogue", "lint", str(file), "--at", "2026-11-22"]

    assert main([*arguments, "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert facts["counts"]["error"] == 1
    assert facts["findings"][0]["path"] == "services[0].phones[0].number"


def test_a_catalogue_without_errors_passes(tmp_path, capsys):
    file = tmp_path / "catalogue.json"
    file.write_bytes(document.write(with_service()))

    assert main(["--data", str(tmp_path / "data"), "catalogue", "lint", str(file)]) == 0
    capsys.readouterr()
