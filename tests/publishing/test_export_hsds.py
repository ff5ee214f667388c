"""Our catalogue as HSDS 3.0: the official schemas accept it, and what it cannot say is named."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from ohjaus_desktop import cli, paths, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import HolidaySchedule, Location, Schedule, Service, ServiceAtLocation
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing import export_hsds
from ohjaus_desktop.publishing.import_hsds import import_path
from ohjaus_desktop.publishing.import_ptv import import_path as import_ptv
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECTIONS = ("organizations", "locations", "services")
KINDS = {
    "services": "service",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "meta_table_descriptions": "meta_table_description",
}

DIFFERING = {
    # HSDS has no field, and no attribute says it well.
    "services.intake",
    "services.moments",
    "services.delivery[].description",
    "services.delivery[].municipalities",
    "services.delivery[].weekdays",
    "services.delivery[]",  # several rounds on their own days are one way without them
    "services.phones[].schedules",  # hours belong to services and places only
    # Seven weekdays and "every day" mean the same.
    "services.schedules[].byday",
}
"""The paths of the example catalogue that differ after it has gone out as HSDS and come back,
beside the texts in other languages than its own."""
DIFFERING_PTV = {"services.phones[].schedules", "services.delivery[].description"}


@pytest.fixture(autouse=True)
def _in_english():
    texts.use("en")
    yield
    texts.use("fi")


@cache
def example() -> Catalogue:
    return document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue


def differing(before: Catalogue, after: Catalogue) -> Counter[str]:
    """Paths that differ between the records of two catalogues, in the language of the first."""
    found: Counter[str] = Counter()
    for section in SECTIONS:
        old, new = (
            {one.id: _in(before.default_language, msgspec.to_builtins(one)) for one in getattr(side, section)}
            for side in (before, after)
        )
        assert old.keys() == new.keys()
        for id_, record in old.items():
            found.update(_paths(record, new[id_], section))
    return found


def _in(language: str, value: Any) -> Any:
    if isinstance(value, dict):
        if value and value.keys() <= {"fi", "sv", "en"}:
            return texts.Translator(language, language).name(value)
        return {name: _in(language, inner) for name, inner in value.items()}
    return [_in(language, one) for one in value] if isinstance(value, list) else value


def _paths(old: Any, new: Any, path: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old.keys() | new.keys():
            yield from _paths(old.get(name), new.get(name), f"{path}.{name}")
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{path}[]"
        for one, other in zip(old, new, strict=False):
            yield from _paths(one, other, f"{path}[]")
    elif old != new:
        yield path


def there_and_back(catalogue: Catalogue, folder: Path) -> Catalogue:
    export_hsds.write(export_hsds.export(catalogue), folder)
    return import_path(folder, at=AT).catalogue


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as HSDS, to be read only."""
    folder = tmp_path_factory.mktemp("exported")
    texts.use("en")
    export_hsds.write(export_hsds.export(example()), folder)
    return folder


# The official schemas -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def validators(shared_data):
    folder = shared_data / "catalogues" / "hsds-3.0-examples" / "schema"
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in schemas.items()
    )
    return {
        kind: jsonschema.Draft202012Validator(
            schemas[f"{kind}.json"], registry=registry, format_checker=jsonschema.FormatChecker()
        )
        for kind in KINDS.values()
    }


def faults(folder: Path, validators) -> list[str]:
    found = []
    for file in sorted(folder.rglob("*.json")):
        kind = KINDS.get(file.relative_to(folder).parts[0].removesuffix(".json"))
        if kind is None:
            assert file.name == "index.json"
            continue
        value = json.loads(file.read_text(encoding="utf-8"))
        objects = value if isinstance(value, list) else value.get("contents", [value])
        found += [
            f"{file.name}: {error.message}" for one in objects for error in validators[kind].iter_errors(one)
        ]
    return found


def test_the_example_catalogue_validates_against_the_official_schemas(validators, exported):
    assert faults(exported, validators) == []


def test_an_import_from_ptv_validates_and_comes_back(validators, shared_data, tmp_path):
    catalogue = import_ptv(shared_data / "catalogues" / "ptv-api-v8", at=AT).catalogue
    back = there_and_back(catalogue, tmp_path)
    assert faults(tmp_path, validators) == []
    assert set(differing(catalogue, back)) == DIFFERING_PTV


# There and back -----------------------------------------------------------------------------


def test_the_example_comes_back_but_for_what_is_listed(exported):
    back = import_path(exported, at=AT).catalogue
    assert set(differing(example(), back)) == DIFFERING


def test_every_path_that_does_not_come_back_is_named_in_the_folder(exported):
    said = (exported / "left-out.txt").read_text(encoding="utf-8")
    for path in ("services.intake (184)", "services.moments (7)", "phones.schedules (12)", "helplines (10)"):
        assert path in said
    assert re.search(r"\d+ texts in another language \(sv\)", said)


days = st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=6)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
dates = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    week = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    chosen = draw(days)
    start = draw(st.none() | dates)
    end = draw(st.none() | dates)
    interval = draw(st.sampled_from([1, 2, 4]))
    return Schedule(
        byday=",".join(day for day in week if day in chosen),
        opens_at=draw(clocks),
        closes_at=draw(clocks),
        valid_from=min(start, end) if start and end else start,
        valid_to=max(start, end) if start and end else end,
        dtstart=draw(dates) if interval > 1 else None,
        interval=interval,
        attending_type=draw(st.sampled_from([None, "visit", "phone", "online"])),
        public_holidays=draw(st.sampled_from([None, "open", "closed"])),
        by_appointment=draw(st.booleans()),
    )


@given(
    st.lists(schedules(), min_size=1, max_size=3, unique_by=lambda one: (one.opens_at, one.closes_at)), dates
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_hours_come_back(tmp_path, weekly, day):
    special = [
        HolidaySchedule(start_date=day, end_date=day),
        HolidaySchedule(start_date=day, end_date=day, closed=False, opens_at=time(9), closes_at=time(12)),
    ]
    catalogue = small_catalogue()
    service = msgspec.structs.replace(catalogue.services[0], schedules=weekly, holiday_schedules=special)
    catalogue = msgspec.structs.replace(catalogue, services=[service], needs=[], activities=[], notices=[])
    back = there_and_back(catalogue, tmp_path)
    found = next(one for one in back.services if one.id == service.id)
    assert (found.schedules, found.holiday_schedules) == (weekly, special)


# What must not get out ----------------------------------------------------------------------


def test_the_place_of_a_shelter_does_not_leave(tmp_path):
    catalogue = example()
    place = Location(id="0a000000-0000-4000-8000-0000000000ff", name="Piilopaikka", municipality="272")
    shelter = Service(
        id="0a000000-0000-4000-8000-0000000000fe",
        organization_id=None,
        name="Turvakoti Esimerkki",
        hide_address=True,
        service_at_locations=[ServiceAtLocation(location_id=place.id)],
    )
    catalogue = msgspec.structs.replace(
        catalogue, locations=[*catalogue.locations, place], services=[*catalogue.services, shelter]
    )
    export_hsds.write(export_hsds.export(catalogue), tmp_path)
    everything = "".join(file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.json"))
    assert "Turvakoti Esimerkki" in everything
    assert "Piilopaikka" not in everything


# The folder ---------------------------------------------------------------------------------


def run(*arguments: object) -> int:
    return cli.main([str(one) for one in arguments])


def test_the_command_writes_the_answers_of_the_api(tmp_path, capsys):
    out = tmp_path / "hsds"
    file = paths.resource("example-catalogue.json")
    assert run("--data-dir", tmp_path, "catalogue", "export-hsds", file, "--out", out) == 0
    said = capsys.readouterr().out
    assert "186 palvelua kirjoitettu." in said
    assert "services.intake (184)" in said
    assert len(list((out / "services").iterdir())) == 186
    page = json.loads((out / "services.json").read_text(encoding="utf-8"))
    assert (page["total_items"], page["last_page"]) == (186, True)


def test_another_language_can_be_asked_for(tmp_path):
    catalogue = msgspec.structs.replace(example(), services=example().services[:20])
    export_hsds.write(export_hsds.export(catalogue, language="sv"), tmp_path)
    assert "Socialjour" in (tmp_path / "services.json").read_text(encoding="utf-8")
    assert import_path(tmp_path, at=AT).catalogue.default_language == "sv"


def test_what_is_gone_since_the_last_export_goes_from_the_folder(tmp_path):
    catalogue = small_catalogue()
    export_hsds.write(export_hsds.export(catalogue), tmp_path)
    assert len(list((tmp_path / "services").iterdir())) == len(catalogue.services)
    fewer = msgspec.structs.replace(catalogue, services=catalogue.services[1:])
    export_hsds.write(export_hsds.export(fewer), tmp_path)
    left = {file.stem for file in (tmp_path / "services").iterdir()}
    assert left == {one.id for one in fewer.services}


def test_a_folder_of_something_else_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("dear", encoding="utf-8")
    file = paths.resource("example-catalogue.json")
    assert run("--data-dir", tmp_path / "d", "catalogue", "export-hsds", file, "--out", tmp_path) == 1
    assert "jotain muuta" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir() if one.name != "d"] == ["thesis.txt"]


def test_what_is_no_catalogue_is_not_exported(tmp_path, capsys):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert run("catalogue", "export-hsds", tmp_path / "x.json", "--out", tmp_path / "out") == 1
    assert capsys.readouterr().err
    assert not (tmp_path / "out").exists()
