"""The central file is read as CATALOGUE-FORMAT promises: good records in, bad ones told, no crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ohjaus_desktop import paths, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Identifier
from ohjaus_desktop.catalogue.problems import CatalogueRefused, ProblemKind
from ohjaus_desktop.catalogue.rules import is_business_id
from small_catalogue import small_catalogue, uid

SMALL = small_catalogue()
FILE = document.write(SMALL)


def changed(**changes: Any) -> bytes:
    """The small file with top-level fields changed."""
    return json.dumps(json.loads(FILE) | changes).encode()


def with_service(**changes: Any) -> bytes:
    """The small file with its first service changed."""
    plain = json.loads(FILE)
    plain["services"][0] |= changes
    return json.dumps(plain).encode()


def test_what_is_written_is_read_back_equal() -> None:
    reading = document.read(FILE)
    assert reading.catalogue == SMALL
    assert reading.problems == ()
    assert reading.unknown_fields == ()


def test_the_file_is_canonical_and_readable() -> None:
    again = document.write(document.read(FILE).catalogue)
    assert document.write(document.read(again).catalogue) == again
    assert FILE.startswith(b'{\n  "format": "ohjaus-catalogue",\n')
    assert FILE.endswith(b"}\n")
    assert "Ystävätoiminta".encode() in FILE
    assert b"null" not in FILE.partition(b'"services"')[0]


def test_the_bundled_example_has_no_problems() -> None:
    path = paths.resource("example-catalogue.json")
    if not path.exists():
        pytest.skip("the example catalogue is not written yet")
    reading = document.read(path.read_bytes())
    assert reading.problems == ()
    assert reading.unknown_fields == ()
    assert reading.catalogue.example


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!doctype html><title>Hotel</title>", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (FILE[: len(FILE) // 2], "ends in the middle"),
        (FILE[:-2], "ends in the middle"),
        (b"namn;telefon\n", "not readable JSON"),
        (b"[1, 2]", "not readable JSON"),
        (b'{"a": NaN}', "not readable JSON"),
        (b'{"a": "\xff"' + b"}", "not an Ohjaus catalogue"),
        (b'{"a": "\\ud800"}', "not readable JSON"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not readable JSON"),
        (b"{}", "not an Ohjaus catalogue"),
        (changed(format="something-else"), "not an Ohjaus catalogue"),
        (changed(format_version=2), "newer version"),
        (changed(sequence=-1), "beginning"),
        (changed(sequence=2**70), "beginning"),
        (changed(published_at="2026-11-03T08:00:00"), "beginning"),
        (changed(published_at="0001-01-01T00:00:00+14:00"), "beginning"),
        (changed(services={}), "services"),
        (changed(services=None), "services"),
    ],
)
def test_what_cannot_be_a_catalogue_is_refused_with_one_sentence(data: bytes, sentence: str) -> None:
    texts.use("en")
    try:
        with pytest.raises(CatalogueRefused, match=sentence) as refused:
            document.read(data)
    finally:
        texts.use("fi")
    assert refused.value.do


def test_a_byte_order_mark_is_no_reason_to_refuse() -> None:
    assert document.read(b"\xef\xbb\xbf" + FILE).catalogue == SMALL


def test_a_name_that_was_copied_with_its_line_breaks_stands_in_one_line() -> None:
    broken = {"fi": "Ystävä\r\nkotiin\n", "sv": "En vän\u2028hem"}
    services = [structs.replace(SMALL.services[0], name=broken), *SMALL.services[1:]]
    read = document.read(document.write(structs.replace(SMALL, services=services))).catalogue
    assert read.services[0].name == {"fi": "Ystävä kotiin", "sv": "En vän hem"}


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LIMIT", 1000)
    with pytest.raises(CatalogueRefused):
        document.read(FILE)


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        ({"name": 5}, ".name", "A value is of the wrong type."),
        ({"name": ""}, ".name", "The name is empty."),
        ({"name": {}}, ".name", "The name is empty."),
        ({"name": "a\u0000b"}, "", "A text holds control characters."),
        ({"name": "a\bb"}, "", "A text holds control characters."),
        ({"name": "000\u202e321"}, "", "A text holds control characters."),
        ({"status": "open"}, ".status", "A value is not one of the agreed ones."),
        ({"assured_date": "2026-02-30"}, ".assured_date", "A date or time is wrong or does not exist."),
        ({"assured_date": "0001-01-01"}, ".assured_date", "A date or time is wrong or does not exist."),
        ({"minimum_age": -1}, ".minimum_age", "A number is out of range."),
        ({"minimum_age": 1e400}, ".minimum_age", "A value is of the wrong type."),
        ({"minimum_age": 70, "maximum_age": 60}, ".maximum_age", "An end comes before its start."),
        ({"waiting_days": 10**30}, ".waiting_days", "A number is out of range."),
        ({"email": "x" * 300}, ".email", "A text or list is too long or too short."),
        ({"description": "x" * 30_000}, ".description", "A text or list is too long or too short."),
        ({"description": "x" * 5_000_000}, "", "The record is too large."),
        (
            {"schedules": [{"opens_at": "09:00:00+02:00"}]},
            ".schedules[0].opens_at",
            "A date or time is wrong or does not exist.",
        ),
        (
            {"schedules": [{"opens_at": "25:00:00"}]},
            ".schedules[0].opens_at",
            "A date or time is wrong or does not exist.",
        ),
        (
            {"schedules": [{"valid_from": "2026-09-01", "valid_to": "2026-08-01"}]},
            ".schedules[0].valid_to",
            "An end comes before its start.",
        ),
        (
            {"holiday_schedules": [{"start_date": "2026-12-24", "end_date": "2026-12-01"}]},
            ".holiday_schedules[0].end_date",
            "An end comes before its start.",
        ),
        (
            {"phones": [{"number": "000", "schedules": [{"bymonthday": "32"}]}]},
            ".phones[0].schedules[0].bymonthday",
            "A value does not have the agreed form.",
        ),
        (
            {"service_areas": [{"type": "municipality", "code": "Perho"}]},
            ".service_areas[0].code",
            "A value does not have the agreed form.",
        ),
    ],
)
def test_a_record_that_breaks_a_rule_is_quarantined_with_path_and_reason(
    changes: dict[str, Any], path: str, reason: str
) -> None:
    data = with_service(**changes).replace(b"Infinity", b'"Infinity"')
    reading = document.read(data)
    (problem,) = (each for each in reading.problems if each.kind is ProblemKind.QUARANTINED)
    assert problem.path == f"services[0]{path}"
    assert problem.reason == reason
    assert problem.id == uid("friend")
    assert problem.section == "services"
    assert len(reading.catalogue.services) == len(SMALL.services) - 1


def test_a_missing_field_is_said_in_the_readers_language() -> None:
    plain = json.loads(FILE)
    del plain["locations"][0]["municipality"]
    (problem, *_links) = document.read(json.dumps(plain).encode()).problems
    assert problem.sentence(texts.translator("fi")) == "Pakollinen tieto puuttuu."
    assert "municipality" in problem.detail


def test_a_record_that_is_no_object_is_quarantined() -> None:
    reading = document.read(changed(notices=[5, None, "x", [[]], {}]))
    assert reading.count(ProblemKind.QUARANTINED, "notices") == 5


def test_a_backslash_before_a_b_is_no_control_character() -> None:
    assert document.read(with_service(description="C:\\bin \\u0001")).problems == ()


def test_links_to_nothing_are_dropped_and_counted() -> None:
    reading = document.read(
        with_service(
            organization_id="nobody",
            needs=["friend", "nothing"],
            activities=["nowhere"],
            service_at_locations=[{"location_id": "atlantis"}, {"location_id": uid("perho-house")}],
            moments=[{"description": "18", "next_service_id": "gone"}],
        )
    )
    service = reading.catalogue.services[0]
    assert reading.count(ProblemKind.LINK) == 5
    assert service.organization_id is None
    assert service.needs == ["friend"]
    assert service.activities == []
    assert [each.location_id for each in service.service_at_locations] == [uid("perho-house")]
    assert service.moments[0].next_service_id is None


def test_links_to_a_quarantined_record_stay_while_an_older_version_is_installed() -> None:
    plain = json.loads(FILE)
    plain["organizations"][2]["sector"] = "guild"
    data = json.dumps(plain).encode()
    assert document.read(data).count(ProblemKind.LINK) > 0
    installed = {"organizations": {uid("association")}}
    assert document.read(data, installed=installed).count(ProblemKind.LINK) == 0


def test_a_need_cannot_be_its_own_group() -> None:
    plain = json.loads(FILE)
    plain["needs"][1]["parent_id"] = plain["needs"][1]["id"]
    reading = document.read(json.dumps(plain).encode())
    assert reading.catalogue.needs[1].parent_id is None
    assert reading.count(ProblemKind.LINK) == 1


def test_of_two_records_with_one_id_the_first_wins() -> None:
    plain = json.loads(FILE)
    plain["services"].append(plain["services"][0] | {"name": "Toinen"})
    reading = document.read(json.dumps(plain).encode())
    assert reading.catalogue == SMALL
    assert reading.count(ProblemKind.DUPLICATE) == 1


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("0000001-9", True),
        ("1234567-1", True),
        ("1234567-2", False),
        ("0000000-0", True),
        ("1234567", False),
        ("12345671", False),
        ("FI12345671", False),
        ("٣٣٣٣٣٣٣-٣", False),
    ],
)
def test_a_business_id_has_its_check_digit(text: str, valid: bool) -> None:
    assert is_business_id(text) is valid


def test_wrong_and_shared_business_ids_are_reported_and_the_record_stays() -> None:
    def identified(index: int, number: str) -> Any:
        return structs.replace(
            SMALL.organizations[index],
            identifiers=[Identifier(identifier_scheme="business_id", identifier=number)],
        )

    catalogue = structs.replace(
        SMALL,
        organizations=[
            identified(0, "0000001-9"),
            identified(1, "0000001-9"),
            identified(2, "0000001-8"),
            *SMALL.organizations[3:],
        ],
    )
    reading = document.read(document.write(catalogue))
    assert reading.count(ProblemKind.IDENTIFIER) == 3
    assert len(reading.catalogue.organizations) == len(SMALL.organizations)
    assert reading.catalogue.organizations[2].identifiers == []


def test_unknown_fields_are_ignored_and_counted_once() -> None:
    plain = json.loads(FILE)
    plain["weather"] = "sun"
    plain["publisher"]["colour"] = "blue"
    for service in plain["services"]:
        service["colour"] = "blue"
        service["phones"] = [{"number": "000", "schedules": [{"moon": "full"}]}]
    reading = document.read(json.dumps(plain).encode())
    assert reading.unknown_fields == (
        "publisher.colour",
        "services[].colour",
        "services[].phones[].schedules[].moon",
        "weather",
    )
    assert reading.problems == ()
    assert len(reading.catalogue.services) == len(SMALL.services)


def test_reasons_and_outcomes_may_share_an_id() -> None:
    choices = [{"id": "other", "kind": kind, "name": "Muu"} for kind in ("reason", "outcome")]
    assert document.read(changed(choices=choices)).problems == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(sorted({*json.loads(FILE)["services"][0], "status", "moments", "intake"}))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(FIELDS, JSON, min_size=1, max_size=4))
def test_nothing_in_a_record_brings_the_reader_down(fields: dict[str, Any]) -> None:
    try:
        reading = document.read(with_service(**fields))
    except CatalogueRefused:
        return  # NaN and lone surrogates are not JSON at all
    assert len(reading.catalogue.services) >= len(SMALL.services) - 1
    assert document.read(document.write(reading.catalogue)).catalogue == reading.catalogue


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(0, 255), st.sampled_from(["flip", "cut", "insert"]))
def test_no_damage_to_the_bytes_brings_the_reader_down(at: int, byte: int, how: str) -> None:
    damaged = {
        "flip": FILE[:at] + bytes([byte]) + FILE[at + 1 :],
        "cut": FILE[:at],
        "insert": FILE[:at] + bytes([byte]) + FILE[at:],
    }[how]
    try:
        reading = document.read(damaged)
    except CatalogueRefused:
        return
    assert document.read(document.write(reading.catalogue)).catalogue == reading.catalogue
