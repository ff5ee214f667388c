"""Several sources become one catalogue, and nobody is merged by a guess."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from msgspec import structs

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import (
    Address,
    Identifier,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.catalogue.navigation import Need, Notice
from ohjaus_desktop.cli import main
from ohjaus_desktop.publishing.merging import decisions, overlay
from ohjaus_desktop.publishing.merging.answered import as_file
from ohjaus_desktop.publishing.merging.merge import Merged, Source, merge
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
NEEDS = [
    Need(id="group", name="Ryhmä"),
    Need(id="home_care", name="Kotihoito", parent_id="group"),
    Need(id="stalking", name="Vaino", parent_id="group", sensitive=True),
]


def an_id(scheme: str, value: str) -> Identifier:
    return Identifier(identifier_scheme=scheme, identifier=value)


def association(id_: str, name: str = "Esimerkkiyhdistys ry", **facts) -> Organization:
    return Organization(id=id_, name=name, sector="association", **facts)


def service(id_: str, name: str = "Kotihoito", **facts) -> Service:
    return Service(**({"id": id_, "organization_id": None, "name": name} | facts))


def source(name: str, **lists) -> Source:
    empty = {
        section: [] for section in ("locations", "notices", "helplines", "radii", "choices", "activities")
    }
    facts = empty | {"organizations": [], "services": [], "needs": NEEDS} | lists
    return Source(name, structs.replace(small_catalogue(), **facts))


def merged(*sources: Source, **options) -> Merged:
    return merge(sources, at=AT, **options)


def an_overlay(**parts) -> overlay.Overlay:
    return overlay.read(parts, name="overlay.json")


def ids(records) -> list[str]:
    return [record.id for record in records]


def test_one_file_alone_stays_what_it_is():
    whole = small_catalogue()
    alone = merged(Source("a", whole)).catalogue

    assert structs.replace(alone, sequence=whole.sequence, published_at=whole.published_at) == whole


def test_what_holds_invented_services_is_an_example():
    real, invented = source("oma", services=[service("a")]), source("esimerkki", services=[service("b")])
    invented = replace(invented, catalogue=structs.replace(invented.catalogue, example=True))
    assert not merged(real).catalogue.example
    assert merged(real, invented).catalogue.example


def test_organizations_with_one_ptv_id_are_one():
    one = association("a", identifiers=[an_id("ptv", "P1")])
    other = association("b", "Toinen nimi", identifiers=[an_id("ptv", "p1")])

    assert ids(
        merged(source("1", organizations=[one]), source("2", organizations=[other])).catalogue.organizations
    ) == ["a"]


def test_organizations_of_two_files_with_one_right_business_id_are_one():
    one, other = (association(id_, identifiers=[an_id("business_id", "0000001-9")]) for id_ in "ab")

    assert ids(
        merged(source("1", organizations=[one]), source("2", organizations=[other])).catalogue.organizations
    ) == ["a"]


def test_a_wrong_business_id_joins_nothing():
    one, other = (
        association(id_, f"Nimi {id_}", identifiers=[an_id("business_id", "0000001-8")]) for id_ in "ab"
    )

    assert (
        len(
            merged(
                source("1", organizations=[one]), source("2", organizations=[other])
            ).catalogue.organizations
        )
        == 2
    )


def test_what_ptv_tells_apart_is_not_joined_by_its_business_id_but_asked_about():
    one, other = (
        association(
            id_, f"Yksikkö {name}", identifiers=[an_id("ptv", id_), an_id("business_id", "0000001-9")]
        )
        for id_, name in (("a", "kirjasto"), ("b", "uimahalli"))
    )
    found = merged(source("1", organizations=[one]), source("2", organizations=[other]))

    assert ids(found.catalogue.organizations) == ["a", "b"]
    assert [(pair.one.id, pair.other.id) for pair in found.suspects] == [("a", "b")]


def test_equal_names_are_asked_about_and_never_joined():
    found = merged(
        source("1", organizations=[association("a")]), source("2", organizations=[association("b")])
    )

    assert ids(found.catalogue.organizations) == ["a", "b"]
    assert found.suspects[0].reasons
    assert (found.suspects[0].one.source, found.suspects[0].other.source) == ("1", "2")


def test_services_of_two_houses_with_the_same_common_name_are_not_suspected():
    owners = [association("a", "Aaltola ry"), association("b", "Bergin säätiö")]
    services = [service("s", organization_id="a"), service("t", organization_id="b")]

    assert merged(source("1", organizations=owners, services=services)).suspects == ()


def test_a_name_nearly_the_same_with_one_number_is_suspected():
    one = service("s", "Omaishoidon neuvonta", phones=[Phone(number="000 123 456")])
    other = service("t", "Omaishoitoneuvonta", phones=[Phone(number="+358 00 123 456")])
    other = structs.replace(other, phones=[Phone(number="000123456")], name="Omaishoidon neuvonnat")

    assert len(merged(source("1", services=[one]), source("2", services=[other])).suspects) == 1


def test_houses_with_different_numbers_in_their_names_are_not_suspected():
    services = [service(f"s{n}", f"Palvelutalo {n}", phones=[Phone(number="000 123 456")]) for n in (1, 2)]

    assert merged(source("1", services=services)).suspects == ()


def test_every_link_follows_the_id_that_stays():
    same = [an_id("ptv", "p1")]
    first = source("1", organizations=[association("a", identifiers=same)])
    place = Location(id="p", name="Talo", municipality="584", organization_id="b")
    offered = service("s", organization_id="b", service_at_locations=[ServiceAtLocation(location_id="p")])
    notice = Notice(id="n", title="Muutto", text="Muutto", organizations=["b"], services=["s"])
    second = source(
        "2",
        organizations=[association("b", identifiers=same)],
        locations=[place],
        services=[offered],
        notices=[notice],
    )
    whole = merged(first, second).catalogue

    assert whole.services[0].organization_id == whole.locations[0].organization_id == "a"
    assert whole.notices[0].organizations == ["a"]


def test_the_id_of_the_published_catalogue_stays():
    same = [an_id("ptv", "p1")]
    before = source("0", organizations=[association("old", identifiers=same)]).catalogue
    now = source("1", organizations=[association("new", identifiers=same)])

    assert ids(merged(now, previous=before).catalogue.organizations) == ["old"]


def test_what_only_the_published_catalogue_had_is_gone():
    before = source("0", organizations=[association("old")]).catalogue

    assert merged(source("1"), previous=before).catalogue.organizations == []


def test_a_missing_value_is_filled_and_the_first_word_stands_where_two_differ():
    one = association("a", description="Ensin", name={"fi": "Yhdistys"})
    other = association(
        "a", name={"fi": "Muu", "sv": "Förening"}, email="a@esimerkki.invalid", description="Sitten"
    )
    found = merged(source("1", organizations=[one]), source("2", organizations=[other]))
    (whole,) = found.catalogue.organizations

    assert whole.name == {"fi": "Yhdistys", "sv": "Förening"}
    assert (whole.description, whole.email) == ("Ensin", "a@esimerkki.invalid")
    assert {one.field for one in found.conflicts} == {"name", "description"}


def test_a_plain_text_of_a_swedish_file_stays_swedish():
    swedish = source("2", organizations=[association("a", "Föreningen")])
    swedish = Source("2", structs.replace(swedish.catalogue, default_language="sv"))
    (whole,) = merged(source("1"), swedish).catalogue.organizations

    assert whole.name == {"sv": "Föreningen"}


def test_places_with_one_address_of_one_organization_are_one():
    places = [
        Location(
            id=id_,
            name=name,
            municipality="584",
            organization_id="a",
            addresses=[Address(address_1="Keksitty tie 1")],
        )
        for id_, name in (("p", "Talo"), ("q", "Kylätalo"))
    ]
    rows = [ServiceAtLocation(location_id="p"), ServiceAtLocation(location_id="q", description="Ovi B")]
    offered = service("s", organization_id="a", service_at_locations=rows)
    first = source("1", organizations=[association("a")], locations=places[:1])
    second = source("2", organizations=[association("a")], locations=places, services=[offered])
    second = Source("2", structs.replace(second.catalogue, locations=places[1:]))
    whole = merged(first, Source("2", structs.replace(second.catalogue, locations=places))).catalogue

    assert ids(whole.locations)[0] == "p"
    assert len(whole.services[0].service_at_locations) == len(whole.locations)


@pytest.mark.parametrize(
    ("floors", "left"),
    [
        (("1. krs", "2. krs"), 2),
        (("1. krs", "1. krs"), 1),
        (("1. krs", None), 1),
        (("1. krs", None, "2. krs"), 2),
    ],
)
def test_places_on_different_floors_of_one_house_stay_two(floors, left):
    files = [
        source(
            str(number),
            organizations=[association("a")],
            locations=[
                Location(
                    id=f"p{number}",
                    name="Talo",
                    municipality="584",
                    organization_id="a",
                    floor=floor,
                    addresses=[Address(address_1="Keksitty tie 1")],
                )
            ],
        )
        for number, floor in enumerate(floors)
    ]
    assert len(merged(*files).catalogue.locations) == left


# The overlay --------------------------------------------------------------------------------


def test_a_correction_outlives_the_next_import():
    found = merged(
        source("1", services=[service("s", identifiers=[an_id("ptv", "p9")])]),
        overlay=an_overlay(services={"ptv:P9": {"needs": ["home_care"], "assured_date": "2026-11-01"}}),
    )

    assert found.catalogue.services[0].needs == ["home_care"]
    assert str(found.catalogue.services[0].assured_date) == "2026-11-01"
    assert found.notes == ()


def test_a_correction_without_its_record_is_told_of():
    (note,) = merged(source("1"), overlay=an_overlay(services={"ptv:gone": {"needs": []}})).notes

    assert "ptv:gone" in note


def test_a_source_that_changed_since_the_correction_is_told_of():
    patch = {"email": "oikea@esimerkki.invalid", "was": {"email": "vanha@esimerkki.invalid"}}
    found = merged(
        source("1", services=[service("s", email="uusi@esimerkki.invalid")]),
        overlay=an_overlay(services={"s": patch}),
    )

    assert found.catalogue.services[0].email == "oikea@esimerkki.invalid"
    assert "uusi@esimerkki.invalid" in found.notes[0]


def test_a_service_that_a_correction_gives_a_sensitive_need_is_sensitive():
    found = merged(
        source("1", services=[service("s")]), overlay=an_overlay(services={"s": {"needs": ["stalking"]}})
    )

    assert found.catalogue.services[0].sensitive


def test_same_joins_remove_takes_away_and_add_adds():
    found = merged(
        source("1", organizations=[association("a"), association("b", "Muu")], services=[service("s")]),
        overlay=an_overlay(
            same=[["a", "b"]],
            remove=["services/s"],
            add={"services": [{"id": "t", "organization_id": "b", "name": "Uusi"}]},
        ),
    )

    assert ids(found.catalogue.organizations) == ["a"]
    assert ids(found.catalogue.services) == ["t"]


def test_what_a_person_told_apart_is_not_asked_about_again():
    found = merged(
        source("1", organizations=[association("a"), association("b")]),
        overlay=an_overlay(different=[["a", "b"]]),
    )

    assert found.suspects == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": {}},
        {"services": {"s": {"need": ["x"]}}},
        {"same": [["a"]]},
        {"remove": ["s"]},
        {"add": {"services": [{"name": "Ilman tunnistetta"}]}},
        {"format": "something else"},
    ],
)
def test_a_wrong_overlay_is_refused_with_what_is_wrong(wrong):
    with pytest.raises(overlay.OverlayWrong) as refused:
        an_overlay(**wrong)
    assert len(refused.value.what.splitlines()) == 2


def test_a_correction_that_breaks_a_rule_is_refused_by_its_record():
    with pytest.raises(overlay.OverlayWrong, match="services → s"):
        merged(
            source("1", services=[service("s")]),
            overlay=an_overlay(services={"s": {"waiting_days": "pitkä"}}),
        )


def test_the_example_overlay_is_right_and_is_written_as_it_was_read():
    example = overlay.load(paths.resource("overlay-example.json"))

    assert overlay.read(msgspec.json.decode(overlay.written(example)), name="again") == example


# A person's answers -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("answer", "left"), [("sama", ["a"]), ("eri", ["a", "b"]), ("poista", ["a"]), ("Poista 1", ["b"])]
)
def test_a_decision_in_the_sheet_counts_from_then_on(tmp_path, kind, answer, left):
    both = source("1", organizations=[association("a"), association("b")])
    table = decisions.sheet(merged(both).suspects)
    answered = with_answer(table, answer)
    file = tmp_path / f"suspects.{kind}"
    file.write_bytes(as_file(answered, file))
    kept, told = decisions.decided(file, overlay.Overlay())
    found = merged(both, overlay=kept)

    assert (told.number, told.wrong) == (1, ())
    assert ids(found.catalogue.organizations) == left
    assert found.suspects == ()


def with_answer(table, answer: str):
    rows = tuple((row[0], answer, *row[2:]) for row in table.rows)
    return type(table)(table.title, table.headings, rows, table.language)


def test_an_answer_that_is_no_decision_is_named_with_its_row(tmp_path):
    table = decisions.sheet(merged(source("1", organizations=[association("a"), association("b")])).suspects)
    file = tmp_path / "suspects.csv"
    file.write_bytes(as_file(with_answer(table, "ehkä"), file))
    kept, told = decisions.decided(file, overlay.Overlay())

    assert kept == overlay.Overlay()
    assert "2" in told.wrong[0]
    assert "ehkä" in told.wrong[0]


def test_merging_from_the_command_line(tmp_path, capsys):
    for name, id_ in (("a", "one"), ("b", "two")):
        whole = source(name, organizations=[association(id_)]).catalogue
        (tmp_path / f"{name}.json").write_bytes(document.write(whole))
    files = [str(tmp_path / "a.json"), str(tmp_path / "b.json")]
    sheet, out = tmp_path / "s.csv", tmp_path / "out.json"
    arguments = ["--data", str(tmp_path / "data"), "catalogue", "merge", *files, "--out", str(out)]

    assert main([*arguments, "--suspects", str(sheet)]) == 0
    (_, row) = csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    row[1] = "sama"
    sheet.write_text(";".join(row) + "\n" + ";".join(row), encoding="utf-8")
    kept = tmp_path / "overlay.json"
    assert main([*arguments, "--decisions", str(sheet), "--overlay", str(kept)]) == 0
    assert ids(document.read(out.read_bytes()).catalogue.organizations) == ["one"]
    assert msgspec.json.decode(kept.read_bytes())["same"] == [["one", "two"]]
    capsys.readouterr()
