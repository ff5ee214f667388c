"""Whatever bytes somebody publishes: a Reading or a clear refusal, never anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ohjaus_desktop.catalogue import document, passing
from ohjaus_desktop.catalogue.document import SECTIONS, Reading
from ohjaus_desktop.catalogue.problems import CatalogueRefused, ProblemKind
from small_catalogue import small_catalogue, uid

SMALL = small_catalogue()
FILE = document.write(SMALL)
PLAIN = json.loads(FILE)
NESTED = "[" * 1000 + "]" * 1000


def read(data: bytes) -> Reading | None:
    """What is understood and can be written and read again; None where the file is refused."""
    try:
        reading = document.read(data)
    except CatalogueRefused as refusal:
        return _refused(refusal)
    assert document.read(document.write(reading.catalogue)).catalogue == reading.catalogue
    return reading


def _refused(refusal: CatalogueRefused) -> None:
    assert refusal.what
    assert refusal.do


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    assert read(data) is None


@quick
@given(st.dictionaries(st.sampled_from([*PLAIN, *SECTIONS, "x"]), JSON, max_size=5))
def test_any_values_in_the_place_of_the_files_own(values: dict[str, Any]) -> None:
    read(json.dumps(PLAIN | values).encode())


@quick
@given(st.sampled_from(sorted(SECTIONS)), st.lists(JSON, max_size=3))
def test_any_values_in_the_place_of_records(section: str, items: list[Any]) -> None:
    reading = read(json.dumps(PLAIN | {section: [*items, *PLAIN[section]]}).encode())
    if reading is not None:
        assert len(getattr(reading.catalogue, section)) >= len(PLAIN[section])


@quick
@given(st.integers(0, len(FILE)), st.integers(0, len(FILE)), st.binary(max_size=30))
def test_any_piece_of_the_file_replaced(begin: int, end: int, piece: bytes) -> None:
    begin, end = sorted((begin, end))
    read(FILE[:begin] + piece + FILE[end:])


@pytest.mark.parametrize(
    ("value", "understood"),
    [
        ("NaN", False),
        ("Infinity", False),
        ("-Infinity", False),
        ("1e400", True),
        ("9" * 400, True),
        ("-1", True),
        (NESTED, None),
        ("[" * 200_000, False),
        ('{"a":' * 1000 + "1" + "}" * 1000, None),
        ('"\\ud800"', False),
        ('"\\u0000"', True),
        ('"\\u001b[2J"', True),
        ('"\x00"', False),
        ('"' + "x" * 3_000_000 + '"', True),
        ("2026-02-30", False),
        ('"2026-02-30"', True),
    ],
)
def test_a_strange_value_costs_its_record_or_the_file_and_no_more(
    value: str, understood: bool | None
) -> None:
    first = json.dumps(PLAIN["services"][0])
    assert '"minimum_age": 18,' in first
    data = json.dumps(PLAIN).replace('"minimum_age": 18,', f'"minimum_age": {value},').encode()
    reading = read(data)
    assert understood in (None, reading is not None)  # how deep is too deep the decoder decides
    if reading is not None:
        assert reading.count(ProblemKind.QUARANTINED) == 1
        assert len(reading.catalogue.services) == len(SMALL.services) - 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_refused(encoding: str) -> None:
    assert read(FILE.decode().encode(encoding)) is None


def test_text_that_is_no_utf8_costs_its_record() -> None:
    reading = read(FILE.replace(b"Torstaikerho", b"Torstai\xffkerho", 1))
    assert reading is None or reading.count(ProblemKind.QUARANTINED) == 1


def test_of_a_key_that_stands_twice_the_last_one_holds() -> None:
    reading = read(FILE.replace(b'"sequence": 7', b'"sequence": 7,\n  "sequence": 8', 1))
    assert reading is not None
    assert reading.catalogue.sequence == 8


def test_lists_in_any_order_are_read_alike() -> None:
    reading = read(json.dumps(dict(reversed(PLAIN.items()))).encode())
    assert reading is not None
    assert (reading.catalogue, reading.problems) == (SMALL, ())


def test_a_service_may_point_to_one_that_comes_later() -> None:
    plain = json.loads(FILE)
    plain["services"][0]["moments"] = [{"description": "18", "next_service_id": uid("youth")}]
    plain["services"][1]["moments"] = [{"description": "18", "next_service_id": "nobody"}]
    reading = read(json.dumps(plain).encode())
    assert reading is not None
    first, second = reading.catalogue.services[:2]
    assert (first.id, first.moments[0].next_service_id) == (uid("friend"), uid("youth"))
    assert (second.id, second.moments[0].next_service_id) == (uid("club"), None)
    assert [each.id for each in reading.catalogue.services] == [each.id for each in SMALL.services]


def test_of_very_many_problems_the_first_are_kept_and_all_are_counted() -> None:
    kept = passing.Problems(most=3)
    for index in range(10):
        kept.add(passing.Problem(ProblemKind.LINK, f"services[{index}].needs[0]", "reason"))
    assert [each.path for each in kept.kept()] == [f"services[{index}].needs[0]" for index in range(3)]
    assert kept.by_kind() == {"link": 10}


def test_very_many_unknown_fields_do_not_fill_the_memory() -> None:
    plain = json.loads(FILE)
    plain["services"][0] |= {f"unknown {number}": 1 for number in range(5000)}
    reading = read(json.dumps(plain).encode())
    assert reading is not None
    assert len(reading.unknown_fields) <= 1000
